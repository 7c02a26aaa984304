"""Signing in and out with a browser: the forms, and whoever would like to post them for somebody."""

from __future__ import annotations

import socket
from contextlib import ExitStack

import httpx
import pytest

from valuenet.errors import StoreUnavailable
from valuenet.web.app import Entry
from valuenet.web.cookie import LONGEST
from valuenet.web.metrics import Metrics

from .conftest import BROWSER, SECRET, Backend, Guard, app_of, cookie_of, serving

FORM = {"content-type": "application/x-www-form-urlencoded"}
HTTPS = {"host": "values.example.com", "x-forwarded-proto": "https", "origin": "https://values.example.com"}


def posted(address: str, token: str = SECRET, way: str = "/briefs", **headers: str) -> httpx.Response:
    """The answer to the form that signs in, as the page of the service posts it."""
    return httpx.post(f"{address}/sign-in", data={"token": token, "way": way}, headers={"origin": address, **BROWSER, **headers})


def test_who_signs_in_goes_where_they_wanted_to_with_a_cookie_that_nobody_else_can_read(guarded: str) -> None:
    answer = posted(guarded, way="/networks/net_1/network.yaml?a=b&c=d")
    port = guarded.rpartition(":")[2]
    assert (answer.status_code, answer.headers["location"]) == (303, "/networks/net_1/network.yaml?a=b&c=d")
    assert answer.headers["set-cookie"] == f"valuenet-{port}={SECRET}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict"
    assert answer.headers["cache-control"] == "no-store"


def test_what_was_pasted_with_spaces_around_it_signs_in(guarded: str) -> None:
    assert posted(guarded, token=f" {SECRET}\r\n").status_code == 303


def test_over_tls_the_cookie_stays_there_and_belongs_to_this_host(guarded: str) -> None:
    answer = posted(guarded, **HTTPS)
    assert answer.headers["set-cookie"] == f"__Host-valuenet={SECRET}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure"


def test_nobody_but_a_proxy_that_is_named_says_that_there_is_tls(guard: Guard) -> None:
    entry = Entry(sign_in=guard.sign_in, hosts=frozenset({"values.example.com"}))
    with serving(app_of(Backend(), Metrics(), entry), others=True) as address:
        answer = posted(address, **{"x-forwarded-proto": "https"})
        assert (answer.status_code, "Secure" in answer.headers["set-cookie"]) == (303, False)
        assert posted(address, **HTTPS).status_code == 403


@pytest.mark.parametrize("token", ["vnt_other", "", "ä", "two words", "vnt_x\r\nSet-Cookie: a=b", "vnt_\0", "<script>", f"{SECRET};"])
def test_what_signs_nobody_in_is_told_in_the_same_words_and_never_shown_again(guarded: str, token: str) -> None:
    answer = posted(guarded, token=token)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="valuenet"')
    assert "This token does not sign anybody in: it is not known here, has expired or was revoked." in answer.text
    assert answer.text == posted(guarded, token="vnt_other").text
    assert "set-cookie" not in answer.headers
    assert 'name="way" value="/briefs"' in answer.text


def test_however_slowly_strangers_send_the_form_whoever_is_known_is_answered(guarded: str) -> None:
    place = guarded.rpartition("/")[2]
    host, _, port = place.partition(":")
    begun = f"POST /sign-in HTTP/1.1\r\nHost: {place}\r\nOrigin: {guarded}\r\nContent-Type: {FORM['content-type']}\r\n"
    with ExitStack() as strangers:
        for _ in range(8):
            stranger = strangers.enter_context(socket.create_connection((host, int(port)), timeout=10))
            stranger.sendall(f"{begun}Content-Length: 99\r\nExpect: 100-continue\r\n\r\n".encode())
            assert stranger.recv(99).startswith(b"HTTP/1.1 100"), "the form is waited for"
        assert (
            httpx.post(f"{guarded}/graphql", json={"query": "{ hello }"}, headers={"authorization": f"Bearer {SECRET}"}).status_code == 200
        )


def test_a_token_that_is_not_known_is_asked_about_so_that_the_trail_tells_of_it(guarded: str, guard: Guard) -> None:
    posted(guarded, token="vnt_other")
    assert guard.asked == [("vnt_other", "127.0.0.1")]


def test_a_token_that_no_cookie_holds_is_refused_before_anybody_is_asked(guarded: str, guard: Guard) -> None:
    answer = posted(guarded, token="x" * (LONGEST + 1))
    assert (answer.status_code, "too long for a browser to keep: it has 3901 characters, and 3900" in answer.text) == (400, True)
    assert guard.asked == []
    guard.people["x" * LONGEST] = "Long"
    assert len(posted(guarded, token="x" * LONGEST, **HTTPS).headers["set-cookie"]) < 4_096


def test_a_store_that_does_not_answer_is_told_on_the_page(guarded: str, guard: Guard) -> None:
    guard.fails = StoreUnavailable("the store does not answer: start it")
    answer = posted(guarded)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert "the store does not answer: start it." in answer.text


HOSTILE = [
    *(
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/.//evil.example",
        "evil.example",
    ),
    *("/\t/evil.example", "/\n/evil.example", "\t//evil.example", " //evil.example", "/a\r\nSet-Cookie: x=y", "/\0", "/ä", "/ a", "/\x7f"),
    *("javascript:alert(1)", "data:text/html,x", "", "?", "#", "/a//evil.example", "/sign-in", "/sign-out?x"),
    "/" + "x" * 4_000,
]


@pytest.mark.parametrize("way", HOSTILE)
def test_nobody_is_led_anywhere_but_to_a_page_of_this_service(guarded: str, way: str) -> None:
    assert posted(guarded, way=way).headers["location"] == "/"
    signed_in = httpx.get(f"{guarded}/sign-in", params={"way": way}, headers=cookie_of(guarded))
    assert (signed_in.status_code, signed_in.headers["location"]) == (303, "/")
    shown = httpx.get(f"{guarded}/sign-in", params={"way": way})
    assert 'name="way" value="/"' in shown.text


@pytest.mark.parametrize("way", ["/", "/briefs?persona=cfo&on=", "/networks/x/diagram.svg?persona=%C3%A4#a", "/a?to=https://b.example//c"])
def test_every_address_of_this_service_is_a_way(guarded: str, way: str) -> None:
    assert posted(guarded, way=way).headers["location"] == way


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "https://{}", "", None])
@pytest.mark.parametrize("path", ["/sign-in", "/sign-out"])
def test_no_page_elsewhere_signs_anybody_in_or_out(guarded: str, guard: Guard, path: str, origin: str | None) -> None:
    headers = {} if origin is None else {"origin": origin.format(guarded.removeprefix("http://"))}
    answer = httpx.post(f"{guarded}{path}", data={"token": SECRET}, headers={**headers, **cookie_of(guarded)})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]) == (403, {"code": "ORIGIN_REFUSED"})
    assert "set-cookie" not in answer.headers
    assert guard.asked == []


def test_a_name_that_was_bound_anew_reaches_nothing(guarded: str, guard: Guard) -> None:
    for path in ("/sign-in", "/sign-out"):
        headers = {"host": "evil.example", "origin": "http://evil.example"}
        assert httpx.post(f"{guarded}{path}", data={"token": SECRET}, headers=headers).status_code == 421
    assert guard.asked == []


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b'{"token": "vnt_sesame"}', {"content-type": "application/json"}, 415),
        (b"token=vnt_sesame", {"content-type": "text/plain"}, 415),
        (b"token=vnt_sesame", {}, 415),
        (b"\xff\xfe=%ff&token=%ff%00", FORM, 401),
        (b"", FORM, 401),
        (b"token=" + b"%20" * 1_000, FORM, 401),
        (b"&".join([b"a=b"] * 20), FORM, 400),
        (b"token=" + b"x" * 70_000, FORM, 413),
    ],
)
def test_what_is_no_form_of_ours_is_refused(guarded: str, content: bytes, headers: dict[str, str], status: int) -> None:
    assert httpx.post(f"{guarded}/sign-in", content=content, headers={"origin": guarded, **headers}).status_code == status


@pytest.mark.parametrize("path", ["/sign-in?token=vnt_sesame", "/sign-in?token=vnt_sesame&way=/briefs"])
def test_an_address_signs_nobody_in(guarded: str, guard: Guard, path: str) -> None:
    answer = httpx.get(f"{guarded}{path}")
    assert (answer.status_code, "set-cookie" in answer.headers, SECRET in answer.text) == (200, False, False)
    assert guard.asked == []


def test_who_is_signed_in_is_sent_on_and_who_is_no_more_signs_in_again(guarded: str, guard: Guard) -> None:
    address = f"{guarded}/sign-in?way=/briefs"
    assert httpx.get(address, headers=cookie_of(guarded)).headers["location"] == "/briefs"
    guard.people.clear()
    assert httpx.get(address, headers=cookie_of(guarded, "vnt_gone")).status_code == 200


def test_who_signs_out_has_no_cookie_any_more_and_nothing_of_what_they_saw(guarded: str, guard: Guard) -> None:
    guard.people.clear()  # a token that was revoked meanwhile is dropped all the same
    answer = httpx.post(f"{guarded}/sign-out", headers={"origin": guarded, **cookie_of(guarded)})
    name = cookie_of(guarded)["cookie"].partition("=")[0]
    assert (answer.status_code, answer.headers["location"], answer.headers["clear-site-data"]) == (303, "/sign-in", '"cache"')
    assert answer.headers["set-cookie"] == f"{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict"


def test_nobody_signs_out_by_following_a_link(guarded: str) -> None:
    assert httpx.get(f"{guarded}/sign-out", headers=cookie_of(guarded)).status_code == 405


def test_a_real_client_signs_in_looks_around_and_signs_out(guarded: str) -> None:
    with httpx.Client(base_url=guarded, headers=BROWSER, follow_redirects=True) as client:
        assert client.get("/metrics").status_code == 401
        entered = client.post("/sign-in", data={"token": SECRET, "way": "/metrics"}, headers={"origin": guarded})
        assert (entered.status_code, entered.url.path) == (200, "/metrics")
        assert client.get("/networks/net_1/network.yaml").text == "network: written for Ann\n"
        left = client.post("/sign-out", headers={"origin": guarded})
        assert (left.url.path, "<h1>Sign in</h1>" in left.text) == ("/sign-in", True)
        assert client.get("/metrics").status_code == 401


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out"])
def test_on_a_laptop_there_is_nothing_to_sign_in_to(client: httpx.Client, address: str, path: str) -> None:
    answer = client.post(path, data={"token": SECRET}, headers={"origin": address})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]) == (404, {"code": "NOT_FOUND"})
    assert "set-cookie" not in answer.headers
    assert client.get("/sign-in").status_code == 404
