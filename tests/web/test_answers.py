"""Which media type an answer has."""

import httpx
import pytest

from valuenet.web.answers import GRAPHQL_RESPONSE, JSON, answer_type


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
