"""What a client may see of an error, and what is recorded of it."""

import logging

import httpx
import pytest


def ask(client: httpx.Client, query: str) -> httpx.Response:
    return client.post("/graphql", json={"query": query})


def test_an_error_of_ours_keeps_its_message_and_code(client: httpx.Client) -> None:
    error = ask(client, "{ nothingThere }").json()["errors"][0]
    assert error["message"] == "there is no outcome 'less-overtime' in this workspace"
    assert error["extensions"] == {"code": "NOT_FOUND"}
    assert error["path"] == ["nothingThere"]


def test_every_problem_of_an_invalid_question_is_told(client: httpx.Client) -> None:
    error = ask(client, "{ refused }").json()["errors"][0]
    assert "nobody has the key 'cfoo'" in error["message"]
    assert error["extensions"]["code"] == "INVALID_QUESTION"


def test_an_unexpected_exception_is_masked_for_the_client_and_recorded_with_its_traceback(
    client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    response = ask(client, "{ crash }")
    assert response.status_code == 200
    assert response.json()["errors"][0]["message"] == "internal error"
    assert response.json()["errors"][0]["extensions"] == {"code": "INTERNAL"}
    assert "swordfish" not in response.text
    recorded = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(recorded) == 1
    assert recorded[0].exc_info is not None
    assert "swordfish" in str(recorded[0].exc_info[1])


@pytest.mark.parametrize("query", ["{ tooBig }", "{ measure(of: 1e999) }"])
def test_a_result_that_does_not_fit_its_type_is_an_internal_error(client: httpx.Client, query: str) -> None:
    assert ask(client, query).json()["errors"][0]["extensions"] == {"code": "INTERNAL"}


def test_an_argument_that_is_refused_while_executing_is_the_clients_error(client: httpx.Client) -> None:
    body = {"query": "query Q($n: Int) { number(of: $n) }", "variables": {"n": None}}
    error = client.post("/graphql", json=body).json()["errors"][0]
    assert error["extensions"] == {"code": "INVALID_REQUEST"}
    assert "of" in error["message"]


@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
def test_the_store_being_away_is_503_with_when_to_come_back(client: httpx.Client, accept: str) -> None:
    response = client.post("/graphql", json={"query": "{ fromStore }"}, headers={"accept": accept})
    assert (response.status_code, response.headers["retry-after"]) == (503, "1")
    assert response.json()["errors"][0]["extensions"] == {"code": "STORE_UNAVAILABLE"}


def test_what_was_answered_without_the_store_is_kept(client: httpx.Client) -> None:
    response = ask(client, "{ hello fromStore }")
    assert response.status_code == 200
    assert response.json()["data"] == {"hello": "hello", "fromStore": None}
