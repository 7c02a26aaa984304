"""One JSON object a line, with the id of its request and nothing that a person wrote."""

import io
import json
import logging
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from valuenet.web.logs import JsonFormatter, write_logs

from .conftest import SECRET, Guard, cookie_of


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the process logs while a test runs."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers = []  # `force` closes the handlers that it replaces, also those of the test run
    stream = io.StringIO()
    write_logs(stream)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # the client runs in this process too
    yield stream
    root.handlers, root.level = before, level
    root.setLevel(level)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def requests_logged(stream: io.StringIO, count: int) -> list[dict[str, Any]]:
    """The lines about requests, once there are so many: a line is written after its answer was sent."""
    for _ in range(200):
        found = [line for line in lines(stream) if line["message"] == "request"]
        if len(found) >= count:
            return found
        time.sleep(0.02)
    raise AssertionError(f"{len(found)} requests were logged, not {count}: {found}")


def test_a_request_is_one_line_that_names_its_route_and_status(client: httpx.Client, written: io.StringIO) -> None:
    client.get("/networks/net_1/network.yaml", headers={"x-request-id": "abc"})
    requests = requests_logged(written, 1)
    assert len(requests) == 1
    assert requests[0]["request"] == "abc"
    assert (requests[0]["method"], requests[0]["route"], requests[0]["status"]) == ("GET", "/networks/{network}/{file}", 200)
    assert requests[0]["seconds"] > 0


@pytest.mark.parametrize(
    "query", ['{ outcome(title: "secret-literal") { title } }', '{ outcome(title: "secret-literal") {', "{ secret_literal }"]
)
def test_nothing_that_a_client_wrote_is_logged(client: httpx.Client, written: io.StringIO, query: str) -> None:
    headers = {"authorization": "Bearer secret-token", "cookie": "session=secret-cookie"}
    client.post("/graphql", json={"query": query, "variables": {"x": "secret-variable"}}, headers=headers)
    client.get("/graphql", params={"query": query, "variables": '{"x": "secret-variable"}'}, headers=headers)
    assert len(requests_logged(written, 2)) == 2
    assert "secret" not in written.getvalue()


def test_neither_a_cookie_nor_what_was_posted_is_logged(guarded: str, guard: Guard, written: io.StringIO) -> None:
    httpx.get(f"{guarded}/metrics", headers=cookie_of(guarded))
    httpx.get(f"{guarded}/metrics", headers=cookie_of(guarded, "vnt_sesame_wrong"))
    for token in (SECRET, "vnt_sesame_wrong"):
        httpx.post(f"{guarded}/sign-in", data={"token": token, "way": "/sesame"}, headers={"origin": guarded})
    guard.fails = RuntimeError("out of order")
    assert httpx.post(f"{guarded}/sign-in", data={"token": "vnt_sesame_third"}, headers={"origin": guarded}).status_code == 500
    assert httpx.get(f"{guarded}/sign-in?way=/sesame", headers=cookie_of(guarded, "vnt_sesame_other")).status_code == 500
    assert len(requests_logged(written, 6)) == 6
    assert "out of order" in written.getvalue()
    assert "sesame" not in written.getvalue()


def test_a_crash_in_a_resolver_is_logged_with_the_id_of_its_request(client: httpx.Client, written: io.StringIO) -> None:
    client.post("/graphql", json={"query": "{ crash }"}, headers={"x-request-id": "abc"})
    crashes = [line for line in lines(written) if line["level"] == "error"]
    assert len(crashes) == 1
    assert crashes[0]["request"] == "abc"
    assert "swordfish" in crashes[0]["traceback"]


def test_any_text_makes_one_line_of_json() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, 'broken \ud800 "text"\nof %s', ("two lines",), None)
    line = JsonFormatter().format(record)
    assert "\n" not in line
    assert json.loads(line)["message"] == 'broken \ud800 "text"\nof two lines'
