"""A service on the data of a benchmark, in this process or in one of its own that can be killed, and a client that asks it over HTTP."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

from valuenet.errors import DeadlineExceeded, StoreError, StoreOverloaded, StoreUnavailable
from valuenet.settings import Neo4jAddress, Settings, StoreSettings
from valuenet.store.protocol import Observer
from valuenet.web.answers import INTERNAL
from valuenet.web.metrics import Metrics
from valuenet.web.server import Running, serve
from valuenet.wiring import build_app, open_store

PATIENCE = 120.0
"""Seconds in which a service has to start, to answer, and to end."""

_FAULTS = {fault.code for fault in (StoreError, StoreUnavailable, StoreOverloaded, DeadlineExceeded)} | {INTERNAL}
"""What an answer says where something failed that is not the client's affair."""

_VALUENET = Path(sys.executable).with_name("valuenet")


class Unanswered(Exception):
    """There was no answer, or one that says that something failed: whoever asked cannot tell what was done."""


class Absent(Unanswered):
    """Nobody listens there: nothing was asked."""


class Client:
    """Asks a service, over one connection that is opened again where it was lost."""

    def __init__(self, address: str, *, port: int | None = None, token: str = "") -> None:
        """`port`: where a proxy to the service listens, if it is to be asked through one; it is still called by its own name."""
        host = address.removeprefix("http://")
        self._connection = HTTPConnection(f"127.0.0.1:{port}" if port else host, timeout=PATIENCE)
        self._headers = {"Host": host, "Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})

    def ask(self, query: str, variables: Mapping[str, Any] | None = None) -> Any:
        """The data of the answer; `Unanswered` where there is none."""
        body = json.dumps({"query": query, "variables": variables or {}}).encode()
        answer = json.loads(self._sent("POST", "/graphql", body))
        for error in answer.get("errors", ()):
            assert error["extensions"]["code"] in _FAULTS, f"the request is wrong: {error}"
            raise Unanswered(error["message"])
        return answer["data"]

    def file(self, path: str) -> str:
        """What there is under an address."""
        return self._sent("GET", path, None).decode()

    def close(self) -> None:
        self._connection.close()

    def _sent(self, method: str, path: str, body: bytes | None) -> bytes:
        try:
            self._connection.request(method, path, body, self._headers)
            response = self._connection.getresponse()
            text = response.read()
        except (OSError, HTTPException) as error:
            self._connection.close()  # the next request opens it again
            raise (Absent if isinstance(error, ConnectionRefusedError) else Unanswered)(str(error)) from error
        assert not 400 <= response.status < 500, f"{response.status}: {text.decode()}"
        return text


@contextmanager
def served(settings: StoreSettings, observer: Observer | None = None) -> Iterator[str]:
    """A service in this process, and its address."""
    metrics = Metrics()
    store = open_store(settings, observer or metrics.statement)
    told: Queue[Running] = Queue()
    app = build_app(Settings(store=settings), store, metrics)
    thread = Thread(target=serve, args=(app,), kwargs={"port": 0, "started": told.put, "stopping": app.state.streams.close})
    thread.start()
    running = told.get(timeout=PATIENCE)
    try:
        yield running.address
    finally:
        running.stop()
        thread.join()


@dataclass(kw_only=True)
class Process:
    """`valuenet serve` on a store, at one address in all its lives."""

    settings: StoreSettings
    port: int
    _process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Begin a life; returns when it answers."""
        address = self.settings.address
        secret = {"VALUENET_STORE_PASSWORD": address.password} if isinstance(address, Neo4jAddress) else {}
        environment = {**os.environ, "VALUENET_STORE": str(address), **secret}
        command = [str(_VALUENET), "serve", "--port", str(self.port)]
        self._process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        client, until = Client(self.address), time.monotonic() + PATIENCE
        while True:
            try:
                client.file("/healthz")
            except Unanswered:
                assert self._process.poll() is None, "the service ended by itself"
                assert time.monotonic() < until, "the service does not start"
                time.sleep(0.01)
            else:
                return client.close()

    def kill(self) -> None:
        """`kill -9`."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        self._end(signal.SIGTERM)

    def _end(self, number: int) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(PATIENCE)


@contextmanager
def process(settings: StoreSettings) -> Iterator[Process]:
    """A service in a process of its own, not started yet; stopped in the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    service = Process(settings=settings, port=port)
    try:
        yield service
    finally:
        service.stop()
