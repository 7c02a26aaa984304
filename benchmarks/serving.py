"""A service on the data of a benchmark in this process, and a client that asks one over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from queue import Queue
from threading import Thread
from typing import Any

from benchmarks.programs import PATIENCE
from valuenet.errors import DeadlineExceeded, StoreError, StoreOverloaded, StoreUnavailable
from valuenet.settings import Settings, StoreSettings
from valuenet.store.protocol import Observer
from valuenet.web.answers import INTERNAL
from valuenet.web.metrics import Metrics
from valuenet.web.server import Running, serve
from valuenet.wiring import build_app, open_store

_FAULTS = {fault.code for fault in (StoreError, StoreUnavailable, StoreOverloaded, DeadlineExceeded)} | {INTERNAL}
"""What an answer says where something failed that is not the client's affair."""


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
