"""The moment at which a service that was everybody's at this computer begins to ask who comes: no restart, and no question too many."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator

import httpx
import pytest
import strawberry
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from valuenet.errors import StoreUnavailable
from valuenet.web.app import Entry, create_app
from valuenet.web.metrics import Metrics
from valuenet.web.signing_in import Door, caller_of

from .conftest import SECRET, Backend, Guard, Query, Subscription, serving

ANN = {"authorization": f"Bearer {SECRET}"}
ELSEWHERE = {"host": "values.example.com", "x-forwarded-for": "203.0.113.9"}
WITHIN = 1.0
"""Seconds in which every process asks who comes."""


class Lock:
    """Whether people sign in, as tests have it, and how often that was asked."""

    def __init__(self) -> None:
        self.closed = False
        self.asked = 0
        self.fails: Exception | None = None

    def __call__(self) -> bool:
        self.asked += 1
        if self.fails:
            raise self.fails
        return self.closed


@pytest.fixture
def lock() -> Lock:
    return Lock()


@pytest.fixture
def address(guard: Guard, lock: Lock) -> Iterator[str]:
    """A server that was started before anybody signed in."""
    backend, schema = Backend(), strawberry.Schema(Query, subscription=Subscription)
    entry = Entry(sign_in=guard.sign_in, hosts=frozenset({"values.example.com"}), locked=lock, owner="the owner")
    app = create_app(schema, caller_of, exports={}, ready=backend.check, metrics=Metrics(), entry=entry)
    with serving(app) as found:
        yield found


def asked(address: str, **headers: str) -> httpx.Response:
    return httpx.post(f"{address}/graphql", json={"query": "{ who }"}, headers=headers)


def test_until_then_whoever_is_at_this_computer_is_its_owner_whatever_they_bring(address: str, guard: Guard) -> None:
    for headers in ({}, ANN, {"authorization": "Basic x"}):
        assert asked(address, **headers).json()["data"] == {"who": "the owner"}
    assert guard.asked == []


def test_from_then_on_everybody_signs_in_within_a_second(address: str, lock: Lock) -> None:
    assert asked(address).status_code == 200
    lock.closed = True
    began = sent = time.monotonic()
    while asked(address).status_code == 200:
        assert sent - began < WITHIN
        sent = time.monotonic()
    assert asked(address).status_code == 401
    assert asked(address, **ANN).json()["data"] == {"who": "Ann"}


def test_from_then_on_a_proxy_may_pass_requests_on(address: str, lock: Lock) -> None:
    answer = asked(address, **ELSEWHERE, **ANN)
    assert answer.status_code == 421
    lock.closed = True
    time.sleep(WITHIN)
    assert asked(address, **ELSEWHERE, **ANN).json()["data"] == {"who": "Ann"}


def test_whether_people_sign_in_is_asked_every_half_second_and_no_more_once_they_do(address: str, lock: Lock) -> None:
    began = time.monotonic()
    with httpx.Client(base_url=address) as client:
        for _ in range(100):
            client.get("/metrics")
        assert 1 <= lock.asked <= 1 + (time.monotonic() - began) / 0.5
        lock.closed = True
        time.sleep(WITHIN)
        client.get("/metrics")
        seen = lock.asked
        time.sleep(WITHIN)
        client.get("/metrics")
        assert lock.asked == seen


def test_many_who_come_at_once_ask_once() -> None:
    lock = Lock()
    door = Door(Guard().sign_in, locked=lock, owner="the owner")

    async def crowd() -> list[object]:
        return await asyncio.gather(*(door.caller("", "") for _ in range(50)))

    assert asyncio.run(crowd()) == ["the owner"] * 50
    assert lock.asked == 1


def test_many_who_come_while_the_store_is_silent_wait_no_longer_than_one() -> None:
    asked: list[float] = []

    def silent() -> bool:
        asked.append(time.monotonic())
        time.sleep(0.3)
        raise StoreUnavailable("the store does not answer: start it")

    door = Door(Guard().sign_in, locked=silent, owner="the owner")

    async def crowd() -> list[object]:
        return await asyncio.gather(*(door.caller("", "") for _ in range(50)), return_exceptions=True)

    assert [type(one) for one in asyncio.run(crowd())] == [StoreUnavailable] * 50
    assert len(asked) == 1
    assert [type(one) for one in asyncio.run(crowd())] == [StoreUnavailable] * 50
    assert len(asked) == 2, "a failure is not remembered"


def test_while_nobody_can_tell_nobody_is_let_in_and_probes_are_answered(address: str, lock: Lock) -> None:
    lock.fails = StoreUnavailable("the store does not answer: start it")
    answer = asked(address)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert answer.json()["errors"][0]["extensions"] == {"code": "STORE_UNAVAILABLE"}
    assert answer.headers["x-request-id"]
    assert httpx.get(f"{address}/healthz").status_code == 200
    lock.fails = None
    assert asked(address).status_code == 200


@pytest.mark.parametrize("headers", [{}, ANN], ids=["with nothing", "with a token that was not asked for"])
def test_a_websocket_of_the_owner_ends_when_people_sign_in(address: str, lock: Lock, headers: dict[str, str]) -> None:
    url = f"{address.replace('http', 'ws')}/graphql"
    with connect(url, subprotocols=[Subprotocol("graphql-transport-ws")], additional_headers=headers) as connection:
        connection.send(json.dumps({"type": "connection_init"}))
        connection.recv(timeout=5)
        connection.send(json.dumps({"id": "1", "type": "subscribe", "payload": {"query": "subscription { waiting }"}}))
        assert json.loads(connection.recv(timeout=5))["payload"]["data"] == {"waiting": "for the owner"}
        lock.closed = True
        with pytest.raises(ConnectionClosed) as ended:
            connection.recv(timeout=3)
    assert ended.value.rcvd is not None
    assert ended.value.rcvd.code == 4401


def test_a_stream_of_the_owner_ends_when_people_sign_in(address: str, lock: Lock) -> None:
    body, headers = {"query": "subscription { waiting }"}, {"accept": "text/event-stream"}
    with httpx.stream("POST", f"{address}/graphql", json=body, headers=headers, timeout=10) as answer:
        lines = answer.iter_lines()
        assert any("for the owner" in line for line in lines)
        lock.closed = True
        assert "event: complete" not in list(lines)
