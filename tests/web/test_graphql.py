"""One operation in, one answer out."""

import json
from typing import Any

import httpx
import pytest

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"


def ask(client: httpx.Client, query: str, accept: str = GRAPHQL, **members: Any) -> httpx.Response:
    return client.post("/graphql", json={"query": query, **members}, headers={"accept": accept})


def code(response: httpx.Response) -> str:
    return str(response.json()["errors"][0]["extensions"]["code"])


def test_a_query_is_answered_with_its_data(client: httpx.Client) -> None:
    response = ask(client, "query Q($t: String!) { outcome(title: $t) { leadsTo { title } } }", variables={"t": "less rework"})
    assert response.status_code == 200
    assert response.json()["data"] == {"outcome": {"leadsTo": {"title": "less rework!"}}}
    assert response.headers["content-type"] == GRAPHQL
    assert response.headers["cache-control"] == "no-store"


def test_resolvers_see_the_context_that_the_app_was_given(client: httpx.Client) -> None:
    assert ask(client, "{ who }").json()["data"] == {"who": "local owner"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{", "SYNTAX_ERROR"),
        ("{ unknown }", "INVALID_REQUEST"),
        ("query Q($of: Float!) { measure(of: $of) }", "INVALID_REQUEST"),
        ("query A { hello } query B { hello }", "INVALID_REQUEST"),
        ("fragment F on Query { hello }", "INVALID_REQUEST"),
        ("subscription { hello }", "INVALID_REQUEST"),
    ],
)
def test_what_was_not_executed_has_no_data_and_is_400_unless_plain_json_was_asked_for(
    client: httpx.Client, query: str, expected: str
) -> None:
    refused, plain = ask(client, query), ask(client, query, JSON)
    assert (refused.status_code, code(refused)) == (400, expected)
    assert (plain.status_code, code(plain)) == (200, expected)
    assert "data" not in refused.json()
    assert "data" not in plain.json()


def test_of_several_operations_the_named_one_runs(client: httpx.Client) -> None:
    query = "query A { hello } query B { number }"
    assert ask(client, query, operationName="B").json()["data"] == {"number": 5}
    assert ask(client, query, operationName="C").status_code == 400
    assert ask(client, query, operationName="").status_code == 400


def test_get_answers_queries_with_variables(client: httpx.Client) -> None:
    response = client.get("/graphql", params={"query": "query Q($n: Int!) { number(of: $n) }", "variables": '{"n": 7}'})
    assert response.json()["data"] == {"number": 7}


def test_get_changes_nothing(client: httpx.Client) -> None:
    response = client.get("/graphql", params={"query": 'mutation { rename(title: "x") }'})
    assert (response.status_code, response.headers["allow"], code(response)) == (405, "POST", "METHOD_NOT_ALLOWED")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
def test_other_methods_are_refused_with_what_is_allowed(client: httpx.Client, method: str) -> None:
    response = client.request(method, "/graphql")
    assert (response.status_code, response.headers["allow"]) == (405, "GET, POST")


@pytest.mark.parametrize(
    "content_type",
    [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=utf-16"],
)
def test_a_body_that_does_not_say_it_is_json_in_utf_8_is_refused(client: httpx.Client, content_type: str | None) -> None:
    headers = {"content-type": content_type} if content_type else {}
    response = client.post("/graphql", content=b'{"query": "{ hello }"}', headers=headers)
    assert (response.status_code, code(response)) == (415, "UNSUPPORTED_MEDIA_TYPE")


def test_a_list_of_operations_is_refused_by_name(client: httpx.Client) -> None:
    response = client.post("/graphql", json=[{"query": "{ hello }"}])
    assert (response.status_code, code(response)) == (400, "BATCH_REFUSED")


@pytest.mark.parametrize("member", ["query", "variables", "operationName", "extensions"])
def test_a_member_of_the_wrong_kind_is_refused_by_name(client: httpx.Client, member: str) -> None:
    response = client.post("/graphql", json={"query": "{ hello }", member: 7})
    assert response.status_code == 400
    assert f"`{member}`" in response.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "body", [b"", b"null", b"7", b'"text"', b"true", b"\xff", b'{"query": NaN}', b"[" * 3000 + b"]" * 3000, b"\xef\xbb\xbf{}"]
)
def test_a_body_that_is_no_operation_is_400(client: httpx.Client, body: bytes) -> None:
    response = client.post("/graphql", content=body, headers={"content-type": JSON})
    assert response.status_code == 400
    assert response.json()["errors"][0]["message"]


def test_an_answer_that_is_no_json_is_an_internal_error_and_no_crash(client: httpx.Client) -> None:
    response = ask(client, "{ brokenText }")
    assert (response.status_code, code(response)) == (500, "INTERNAL")
    assert ask(client, "{ hello }").status_code == 200


def test_repeated_queries_are_answered_alike(client: httpx.Client) -> None:
    invalid = [ask(client, "{ unknown }").json() for _ in range(3)]
    assert invalid[0] == invalid[1] == invalid[2]
    mixed = [ask(client, "query Q($n: Int!) { number(of: $n) }", variables={"n": n}).json()["data"]["number"] for n in (1, 2, 3)]
    assert mixed == [1, 2, 3]


def test_an_answer_of_a_million_characters_arrives_whole(client: httpx.Client) -> None:
    title = "x" * 20_000
    query = "{ " + " ".join(f"o{i}: outcome(title: $t) {{ title }}" for i in range(50)) + " }"
    response = ask(client, f"query Q($t: String!) {query}", variables={"t": title})
    assert len(json.loads(response.content)["data"]) == 50
    assert int(response.headers["content-length"]) > 1_000_000
