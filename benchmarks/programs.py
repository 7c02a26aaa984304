"""Programs that serve over HTTP in processes of their own, and a client that keeps several connections busy."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.ground import Ground
from valuenet.settings import Neo4jAddress

PATIENCE = 60.0
"""Seconds that a program may take to start, to answer or to end."""

_VALUENET = Path(sys.executable).with_name("valuenet")
_TOP = Path(__file__).parents[1]


def environment(ground: Ground, **more: str) -> Mapping[str, str]:
    """The variables with which the service finds the store of a ground."""
    address = ground.settings.address
    secret = {"VALUENET_STORE_PASSWORD": address.password} if isinstance(address, Neo4jAddress) else {}
    return {**os.environ, "VALUENET_STORE": str(address), **secret, **more}


@contextmanager
def started(program: str, variables: Mapping[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A program on a port of its own: `serve` of valuenet, or a module of this folder; ended afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(_VALUENET), "serve"] if program == "serve" else [sys.executable, "-m", f"benchmarks.{program}"]
    silent = subprocess.DEVNULL
    process = subprocess.Popen([*command, "--port", str(port)], env=dict(variables), cwd=_TOP, stdout=silent, stderr=silent)
    try:
        yield process, port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def wait_for(port: int) -> None:
    """Wait until something listens there."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), PATIENCE).close()
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def request(port: int, body: bytes) -> bytes:
    """A GraphQL request, to the byte."""
    head = f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def exchanged(connection: socket.socket) -> bytes:
    """The body of the next answer on a connection."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += _more(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    status, *lines = head.split(b"\r\n")
    assert status.split()[1] == b"200", received
    length = next(int(line.partition(b":")[2]) for line in lines if line.lower().startswith(b"content-length:"))
    parts, missing = [body], length - len(body)
    while missing:
        parts.append(_more(connection, missing))
        missing -= len(parts[-1])
    return b"".join(parts)


@contextmanager
def connections(port: int, count: int) -> Iterator[Sequence[socket.socket]]:
    """Open connections, which stay open."""
    with ExitStack() as stack:
        yield [stack.enter_context(socket.create_connection(("127.0.0.1", port), PATIENCE)) for _ in range(count)]


def asked_in_turns(opened: Sequence[socket.socket], sent: bytes, times: int) -> None:
    """Ask the same on every connection, each again as soon as it has its answer, so many times in all."""
    for connection in opened:
        connection.sendall(sent)
    for number in range(times):
        connection = opened[number % len(opened)]
        exchanged(connection)
        if number + len(opened) < times:
            connection.sendall(sent)


def _more(connection: socket.socket, most: int = 65_536) -> bytes:
    received = connection.recv(most)
    if not received:
        raise AssertionError("the connection was closed before the answer was there")
    return received
