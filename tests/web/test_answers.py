"""Which media type an answer has."""

import httpx
import pytest

from valuenet.web.answers import GRAPHQL_RESPONSE, JSON, answer_type
from valuenet.web.failure_page import failure_page

from .conftest import BROWSER


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", JSON),
        ("*/*", JSON),
        (JSON, JSON),
        (GRAPHQL_RESPONSE, GRAPHQL_RESPONSE),
        (f"{GRAPHQL_RESPONSE}; charset=utf-8, {JSON}", GRAPHQL_RESPONSE),
        (f"{JSON}, {GRAPHQL_RESPONSE}", GRAPHQL_RESPONSE),
        (f"{GRAPHQL_RESPONSE};q=0.5, {JSON}", JSON),
        (f"{GRAPHQL_RESPONSE};q=0", JSON),
        (f"{GRAPHQL_RESPONSE};q=nonsense", JSON),
        ("text/plain", JSON),
        (";;,,;q=", JSON),
    ],
)
def test_graphql_responses_are_for_those_who_ask_for_them_by_name(accept: str, expected: str) -> None:
    assert answer_type(accept) == expected


def test_an_unknown_address_is_404_in_json(client: httpx.Client) -> None:
    for path in ("/nowhere", "/graphql/", "/networks/net_1", "/favicon.ico"):
        response = client.get(path)
        assert response.status_code == 404
        assert response.json()["errors"][0]["extensions"] == {"code": "NOT_FOUND"}


def test_a_method_that_a_route_does_not_know_is_405_in_json(client: httpx.Client) -> None:
    response = client.post("/healthz")
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert response.json()["errors"][0]["extensions"] == {"code": "METHOD_NOT_ALLOWED"}


def test_a_person_is_told_of_a_failure_on_a_page_that_leads_on(client: httpx.Client) -> None:
    for path, said in (("/nowhere", "There is nothing here"), ("/networks/net_2/network.yaml", "in this workspace")):
        response = client.get(path, headers=BROWSER)
        assert (response.status_code, response.headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert said in response.text
        assert 'href="/"' in response.text


def test_what_may_go_better_in_a_moment_can_be_tried_again() -> None:
    pages = {status: bytes(failure_page(status, "the store does not answer").body).decode() for status in (404, 503)}
    assert ["Try again" in pages[404], "Try again" in pages[503]] == [False, True]


def test_words_that_are_markup_are_words_on_the_page_of_a_failure() -> None:
    assert b"<script" not in failure_page(404, "<script>alert(1)</script>").body
