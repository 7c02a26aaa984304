"""The body of a request is bounded while it arrives."""

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from .conftest import BODY_LIMIT

HEADERS = {"content-type": "application/json"}


@pytest.mark.parametrize("streamed", [False, True])
def test_a_body_over_the_limit_is_413_however_it_is_sent(client: httpx.Client, streamed: bool) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"query": "{ hello }", "extensions": {"x": "'
        for _ in range(2 * BODY_LIMIT // 1024):
            yield b"x" * 1024
        yield b'"}}'

    response = client.post("/graphql", content=pieces() if streamed else b"".join(pieces()), headers=HEADERS)
    assert response.status_code == 413
    assert response.json()["errors"][0]["extensions"] == {"code": "BODY_TOO_LARGE"}
    assert str(BODY_LIMIT) in response.json()["errors"][0]["message"]


def test_a_body_of_just_the_limit_is_read(client: httpx.Client) -> None:
    start, end = b'{"query": "{ hello }", "extensions": {"x": "', b'"}}'
    body = start + b"x" * (BODY_LIMIT - len(start) - len(end)) + end
    assert client.post("/graphql", content=body, headers=HEADERS).json()["data"] == {"hello": "hello"}
    assert client.post("/graphql", content=body + b" ", headers=HEADERS).status_code == 413


def test_a_client_that_never_stops_sending_is_given_up(address: str) -> None:
    parts = urlsplit(address)
    head = f"POST /graphql HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunk = b"4000\r\n" + b"x" * 0x4000 + b"\r\n"
    with socket.create_connection((str(parts.hostname), int(parts.port or 0)), timeout=10) as connection:
        connection.sendall(head.encode())
        with pytest.raises(OSError, match=r"reset|pipe|aborted"):
            connection.sendall(chunk * 10_000)


def test_a_client_that_leaves_half_way_does_no_harm(client: httpx.Client, address: str) -> None:
    parts = urlsplit(address)
    head = f"POST /graphql HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"
    with socket.create_connection((str(parts.hostname), int(parts.port or 0)), timeout=10) as connection:
        connection.sendall(head.encode())
    assert client.post("/graphql", json={"query": "{ hello }"}).status_code == 200
