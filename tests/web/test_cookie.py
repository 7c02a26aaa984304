"""The cookie of a browser opens what the token in it does, where the person themselves or a page of this service asks."""

from __future__ import annotations

import time

import httpx
import pytest

from .conftest import BROWSER, SECRET, Guard, cookie_of

FILE = "/networks/net_1/network.yaml"


def asked(address: str, **headers: str) -> httpx.Response:
    """The answer to a question that is posted."""
    return httpx.post(
        f"{address}/graphql", json={"query": "{ who }"}, headers={name.replace("_", "-"): text for name, text in headers.items()}
    )


def test_a_cookie_opens_every_address_that_its_token_does(guarded: str) -> None:
    assert httpx.get(f"{guarded}{FILE}", headers=cookie_of(guarded)).text == "network: written for Ann\n"
    assert httpx.get(f"{guarded}/graphql?query={{who}}", headers=cookie_of(guarded)).json()["data"] == {"who": "Ann"}
    assert asked(guarded, origin=guarded, **cookie_of(guarded)).json()["data"] == {"who": "Ann"}
    for path in ("/", "/graphql", "/metrics"):
        assert httpx.get(f"{guarded}{path}", headers=cookie_of(guarded) | BROWSER).status_code == 200


def test_a_header_wins_over_a_cookie(guarded: str, guard: Guard) -> None:
    guard.people["vnt_ben"] = "Ben"
    both = cookie_of(guarded) | {"origin": guarded}
    assert asked(guarded, authorization="Bearer vnt_ben", **both).json()["data"] == {"who": "Ben"}
    for wrong in ("Bearer vnt_other", "Basic x", ""):
        assert asked(guarded, authorization=wrong, **both).status_code == 401
    assert asked(guarded, authorization="Bearer vnt_ben", cookie="valuenet=x").json()["data"] == {"who": "Ben"}


@pytest.mark.parametrize(
    "cookie",
    [
        "valuenet={secret}",
        "__Host-valuenet={secret}",
        "valuenet-1={secret}",
        "VALUENET-{port}={secret}",
        "valuenet-{port}={secret}; valuenet-{port}={secret}",
        "valuenet-{port}={secret}; a=b; valuenet-{port}=vnt_other",
        'valuenet-{port}="{secret}"',
        "valuenet-{port}=Bearer {secret}",
        "valuenet-{port}=",
        "valuenet-{port}",
        "{secret}",
        "",
    ],
)
def test_what_is_not_exactly_the_cookie_of_this_service_is_nothing(guarded: str, guard: Guard, cookie: str) -> None:
    written_so = cookie.format(port=guarded.rpartition(":")[2], secret=SECRET)
    answer = httpx.get(f"{guarded}{FILE}", headers={"cookie": written_so})
    assert (answer.status_code, "send a token that an administrator made" in answer.text) == (401, True)
    assert guard.asked == []


def test_it_is_found_between_others(guarded: str) -> None:
    between = {"cookie": f"a=b;{cookie_of(guarded)['cookie']} ;  c=d=e; f"}
    assert httpx.get(f"{guarded}{FILE}", headers=between).status_code == 200


def test_each_way_of_coming_has_a_cookie_of_its_own(guarded: str) -> None:
    tls = {"host": "values.example.com", "x-forwarded-proto": "https"}
    plain = {"host": "values.example.com"}
    for headers, name in (
        (tls, "__Host-valuenet"),
        (plain, "valuenet"),
        (tls | {"host": "values.example.com:8443"}, "__Host-valuenet-8443"),
    ):
        for one in ("__Host-valuenet", "valuenet", "__Host-valuenet-8443"):
            answer = httpx.get(f"{guarded}{FILE}", headers=headers | {"cookie": f"{one}={SECRET}"})
            assert answer.status_code == (200 if one == name else 401)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_what_may_change_something_takes_a_page_of_this_service(guarded: str, method: str) -> None:
    headers = cookie_of(guarded)
    assert httpx.request(method, f"{guarded}/graphql", headers=headers).status_code == 401
    assert httpx.request(method, f"{guarded}/graphql", headers=headers | {"origin": guarded}).status_code != 401
    assert httpx.request(method, f"{guarded}/graphql", headers=headers | {"origin": "https://evil.example"}).status_code == 403


@pytest.mark.parametrize(
    ("site", "mode", "dest", "status"),
    [
        ("same-origin", "no-cors", "image", 200),
        ("same-origin", "cors", "empty", 200),
        ("none", "navigate", "document", 200),
        ("same-site", "navigate", "document", 200),
        ("same-site", "no-cors", "image", 401),
        ("same-site", "cors", "empty", 401),
        ("same-site", "navigate", "iframe", 401),
        ("same-site", "nested-navigate", "object", 401),
        ("cross-site", "no-cors", "script", 401),
        ("cross-site", "navigate", "iframe", 401),
        ("cross-site", "websocket", "websocket", 401),
        ("anything", "", "", 401),
    ],
)
def test_what_pages_elsewhere_make_a_browser_ask_is_nobodys(guarded: str, site: str, mode: str, dest: str, status: int) -> None:
    told = {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
    assert httpx.get(f"{guarded}{FILE}", headers=cookie_of(guarded) | told).status_code == status


def test_a_name_that_was_bound_anew_and_a_page_elsewhere_are_turned_away_before_the_cookie_is_looked_at(guarded: str, guard: Guard) -> None:
    assert httpx.get(f"{guarded}{FILE}", headers=cookie_of(guarded) | {"host": "evil.example"}).status_code == 421
    assert httpx.get(f"{guarded}{FILE}", headers=cookie_of(guarded) | {"origin": "https://evil.example"}).status_code == 403
    assert guard.asked == []


def test_a_cookie_whose_token_is_revoked_opens_nothing_within_a_second(guarded: str, guard: Guard) -> None:
    with httpx.Client(base_url=guarded, headers=cookie_of(guarded)) as client:
        assert client.get("/metrics").status_code == 200
        guard.people.clear()
        revoked = asked = time.monotonic()
        while client.get("/metrics").status_code == 200:
            assert asked - revoked < 1, "when it was asked, whenever the answer came"
            asked = time.monotonic()
        assert "You are not signed in any more." in client.get("/metrics", headers=BROWSER).text
    assert len(guard.asked) < 6, "it is remembered meanwhile"


@pytest.mark.parametrize("path", ["/", "/graphql?query={who}", "/metrics", FILE, "/nowhere", "/sign-in", "/networks/net_1/none"])
def test_no_cache_between_may_hand_an_answer_to_anybody_else(guarded: str, path: str) -> None:
    for headers in ({}, cookie_of(guarded), {"authorization": f"Bearer {SECRET}"}, cookie_of(guarded) | BROWSER):
        answer = httpx.get(f"{guarded}{path}", headers=headers).headers
        assert {"authorization", "cookie"} <= {name.strip().lower() for name in answer["vary"].split(",")}
        assert {"private", "no-store"} & {word.strip() for word in answer["cache-control"].split(",")}
