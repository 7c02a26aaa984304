"""The page on which a person signs in with a browser, and who gets it."""

from __future__ import annotations

import base64
import hashlib
import re

import httpx
import pytest

from valuenet.errors import StoreUnavailable
from valuenet.web.sign_in_page import SignInPage

from .conftest import BROWSER, SECRET, Guard, cookie_of

PATHS = ["/", "/graphql", "/graphql?query={who}", "/metrics", "/networks/net_1/network.yaml", "/nowhere"]


@pytest.mark.parametrize("path", PATHS)
def test_a_browser_that_is_not_signed_in_gets_the_page_which_leads_to_where_it_was_going(guarded: str, path: str) -> None:
    answer = httpx.get(f"{guarded}{path}", headers=BROWSER)
    assert (answer.status_code, answer.headers["content-type"]) == (401, "text/html; charset=utf-8")
    assert (answer.headers["www-authenticate"], answer.headers["cache-control"]) == ('Bearer realm="valuenet"', "no-store")
    (way,) = re.findall('name="way" value="([^"]*)"', answer.text)
    assert way == str(httpx.URL(f"{guarded}{path}").raw_path, "ascii")
    assert "wrong" not in re.sub("<style>.*?</style>", "", answer.text, flags=re.DOTALL)
    assert httpx.head(f"{guarded}{path}", headers=BROWSER).status_code == 401


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {"accept": "application/json"}),
        ("GET", {"accept": "*/*"}),
        ("GET", {"accept": "image/avif,image/webp,*/*;q=0.8"}),
        ("POST", BROWSER),
        ("GET", BROWSER | {"authorization": "Bearer vnt_other"}),
    ],
)
def test_a_program_is_told_how_to_sign_in(guarded: str, path: str, method: str, headers: dict[str, str]) -> None:
    answer = httpx.request(method, f"{guarded}{path}", headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/json")
    assert answer.json()["errors"][0]["extensions"] == {"code": "NOT_SIGNED_IN"}


@pytest.mark.parametrize("path", PATHS)
def test_who_is_signed_in_no_more_is_told_so(guarded: str, guard: Guard, path: str) -> None:
    guard.people.clear()
    answer = httpx.get(f"{guarded}{path}", headers=BROWSER | cookie_of(guarded))
    assert (answer.status_code, "You are not signed in any more." in answer.text) == (401, True)
    assert answer.headers["www-authenticate"] == 'Bearer realm="valuenet", error="invalid_token"'
    assert SECRET not in answer.text


def test_who_cannot_be_told_by_a_store_that_does_not_answer_may_try_again(guarded: str, guard: Guard) -> None:
    guard.fails = StoreUnavailable("the store does not answer: start it")
    answer = httpx.get(f"{guarded}/briefs", headers=BROWSER | cookie_of(guarded))
    assert (answer.status_code, answer.headers["content-type"]) == (503, "text/html; charset=utf-8")
    assert answer.headers["retry-after"] == "1"
    assert "The store does not answer: start it." in answer.text
    assert "Try again" in answer.text
    program = httpx.get(f"{guarded}/briefs", headers={"authorization": f"Bearer {SECRET}"})
    assert (program.status_code, program.json()["errors"][0]["extensions"]) == (503, {"code": "STORE_UNAVAILABLE"})


@pytest.mark.parametrize("path", ['/briefs?on="><script>', "/briefs?on='&amp;", "/briefs/%22%3E", "/%0d%0aX:y"])
def test_an_address_never_becomes_markup(guarded: str, path: str) -> None:
    for headers in (BROWSER, BROWSER | {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}):
        text = httpx.get(f"{guarded}{path}", headers=headers).text
        assert "<script" not in text
        assert text.count('">') == httpx.get(f"{guarded}/", headers=headers).text.count('">')


def test_whoever_follows_a_link_from_elsewhere_is_asked_for_their_cookie_once_more(guarded: str) -> None:
    link = BROWSER | {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    text = httpx.get(f"{guarded}/briefs?persona=cfo&on=", headers=link).text
    assert '<meta http-equiv="refresh" content="0; url=/sign-in?way=%2Fbriefs%3Fpersona%3Dcfo%26on%3D">' in text
    again = httpx.get(f"{guarded}/sign-in?way=%2Fbriefs%3Fpersona%3Dcfo%26on%3D", headers=BROWSER | cookie_of(guarded))
    assert (again.status_code, again.headers["location"]) == (303, "/briefs?persona=cfo&on=")
    for site in ("none", "same-origin", "same-site"):
        assert "refresh" not in httpx.get(f"{guarded}/briefs", headers=link | {"sec-fetch-site": site}).text
    assert "refresh" not in httpx.get(f"{guarded}/sign-in", headers=link).text, "it asks once"


def test_the_page_loads_nothing_and_posts_to_this_service_alone(guarded: str) -> None:
    answer = httpx.get(f"{guarded}/sign-in", headers=BROWSER)
    (style,) = re.findall("<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert answer.headers["content-security-policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    assert not re.search(r"<script|<link|<img|<iframe|\sstyle=|\son\w+=|\s(?:src|href)=", answer.text)
    assert re.findall('<form action="([^"]*)" method="([^"]*)">', answer.text) == [("/sign-in", "post")]
    assert answer.headers["referrer-policy"] == "same-origin", "or else the form would come from nowhere"


def test_the_field_has_a_label_a_description_and_what_was_wrong_with_it(guarded: str) -> None:
    text = httpx.post(f"{guarded}/sign-in", data={"token": "vnt_other"}, headers={"origin": guarded}).text
    (field,) = re.findall('<input type="password"[^>]*>', text)
    assert '<label for="token">Your token</label>' in text
    assert all(part in field for part in ('id="token"', 'aria-describedby="token-note wrong"', 'aria-invalid="true"', " required"))
    assert re.search('<p class="wrong" role="alert" id="wrong">This token does not', text)
    assert '<html lang="en">' in text
    assert text.count("<h1>") == 1


@pytest.mark.parametrize(
    ("issuer", "said"), [("", "begins with <code>vnt_</code>."), ("https://a.example/?a&b", ", or an access token of")]
)
def test_the_page_says_what_signs_in(issuer: str, said: str) -> None:
    text = bytes(SignInPage(issuer).answer("/").body).decode()
    assert said in text
    assert ("https://a.example/?a&amp;b" in text) is bool(issuer)
