"""Clients that send or take too slowly are cut off; those that are merely slow are served."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from queue import Queue

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from valuenet.web.connection import Connection

MUCH = 30 << 20


class Impatient(Connection):
    """The same connection with shorter clocks."""

    sending = 0.5
    taking = 0.5


class Served(uvicorn.Server):
    """A server that tells when it has started."""

    def __init__(self, config: uvicorn.Config, told: Queue[bool]) -> None:
        super().__init__(config)
        self._told = told

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._told.put(True)


async def _heard(request: Request) -> Response:
    return Response(f"{len(await request.body())}")


async def _much(_request: Request) -> Response:
    return Response(b"x" * MUCH)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    listening = socket.create_server(("127.0.0.1", 0))
    app = Starlette(routes=[Route("/heard", _heard, methods=["GET", "POST"]), Route("/much", _much)])
    told: Queue[bool] = Queue()
    server = Served(uvicorn.Config(app, http=Impatient, log_config=None, access_log=False, timeout_keep_alive=30), told)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    told.get(timeout=10)
    yield int(listening.getsockname()[1])
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def line(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connected:
        yield connected


def cut_off_after(line: socket.socket, drops: Iterator[bytes]) -> float:
    """Seconds until the other side gives up, while something is sent ten times a second."""
    begun = time.monotonic()
    try:
        for drop in drops:
            line.sendall(drop)
            line.settimeout(0.1)
            try:
                if not line.recv(1_000):
                    break
            except TimeoutError:
                continue
    except OSError:
        pass
    return time.monotonic() - begun


def drops(first: bytes, then: bytes, least: int = 30) -> Iterator[bytes]:
    yield first
    for _ in range(least):
        yield then


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (b"", b""),
        (b"GET /heard HTTP/1.1\r\nHost: x\r\n", b"X-A: b\r\n"),
        (b"POST /heard HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n", b"x"),
    ],
    ids=["nothing", "headers", "body"],
)
def test_who_takes_too_long_to_ask_is_cut_off(line: socket.socket, first: bytes, then: bytes) -> None:
    assert 0.4 < cut_off_after(line, drops(first, then)) < 1.5


def test_a_connection_may_rest_between_two_requests(line: socket.socket) -> None:
    for _ in range(2):
        line.sendall(b"POST /heard HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nab")
        time.sleep(0.2)
        line.sendall(b"cd")
        heard = b""
        while not heard.endswith(b"\r\n\r\n4"):
            heard += line.recv(1_000)
        time.sleep(0.8)


def test_who_does_not_take_an_answer_is_cut_off(line: socket.socket) -> None:
    line.sendall(b"GET /much HTTP/1.1\r\nHost: x\r\n\r\n")
    time.sleep(1.5)
    assert _taken(line) < MUCH


def test_who_takes_an_answer_slowly_gets_all_of_it(line: socket.socket) -> None:
    line.sendall(b"GET /much HTTP/1.1\r\nHost: x\r\n\r\n")
    assert _taken(line, pause=0.05) > MUCH


def _taken(line: socket.socket, pause: float = 0.0) -> int:
    """Bytes that came until the connection ended or nothing more came."""
    taken = 0
    line.settimeout(2)
    try:
        while part := line.recv(1 << 20):
            taken += len(part)
            if taken > MUCH:
                break
            time.sleep(pause)
    except OSError:
        pass
    return taken
