"""Connections that stay open where people sign in: who may open one, and how soon one ends that its owner may not have any more."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpx
import pytest
import strawberry
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from valuenet.errors import StoreUnavailable
from valuenet.web.app import Entry, create_app
from valuenet.web.metrics import Metrics
from valuenet.web.signing_in import caller_of

from .conftest import SECRET, Backend, Guard, Query, Subscription, cookie_of, serving

ANN = {"authorization": f"Bearer {SECRET}"}
WAITING = "subscription { waiting }"


@pytest.fixture
def address(guard: Guard) -> Iterator[str]:
    """A server that people sign in to."""
    backend, schema = Backend(), strawberry.Schema(Query, subscription=Subscription)
    entry = Entry(sign_in=guard.sign_in)
    app = create_app(schema, caller_of, exports={}, ready=backend.check, metrics=Metrics(), entry=entry)
    with serving(app, others=True) as found:
        yield found


@contextmanager
def opened(address: str, **headers: str) -> Iterator[ClientConnection]:
    """A WebSocket."""
    protocols = [Subprotocol("graphql-transport-ws")]
    with connect(f"{address.replace('http', 'ws')}/graphql", subprotocols=protocols, additional_headers=headers) as connection:
        yield connection


def began(connection: ClientConnection, payload: object = None) -> Any:
    connection.send(json.dumps({"type": "connection_init"} | ({} if payload is None else {"payload": payload})))
    return json.loads(connection.recv(timeout=5))


def listening(connection: ClientConnection) -> Any:
    connection.send(json.dumps({"id": "1", "type": "subscribe", "payload": {"query": WAITING}}))
    return json.loads(connection.recv(timeout=5))["payload"]["data"]


def ended(connection: ClientConnection) -> int | None:
    with suppress(ConnectionClosed):
        for _ in connection:
            pass
    close = connection.protocol.close_rcvd
    return close.code if close else None


def test_a_websocket_is_somebodys_by_its_header_or_by_its_first_message(address: str) -> None:
    with opened(address, **ANN) as connection:
        assert began(connection) == {"type": "connection_ack"}
        assert listening(connection) == {"waiting": "for Ann"}
    with opened(address) as connection:
        assert began(connection, ANN) == {"type": "connection_ack"}
        assert listening(connection) == {"waiting": "for Ann"}


@pytest.mark.parametrize("payload", [None, {}, [], {"authorization": 5}, {"authorization": "Bearer vnt_other"}, {"authorization": SECRET}])
def test_a_first_message_that_signs_nobody_in_closes_the_websocket(address: str, payload: object) -> None:
    with opened(address) as connection:
        with pytest.raises(ConnectionClosed):
            began(connection, payload)
        assert ended(connection) == 4403


def test_a_websocket_whose_header_is_not_known_is_not_opened(address: str) -> None:
    with pytest.raises(InvalidStatus) as refused, opened(address, authorization="Bearer vnt_other"):
        pass
    assert refused.value.response.status_code == 401


def test_a_websocket_of_a_page_is_whose_cookie_comes_with_it_unless_it_says_otherwise(address: str, guard: Guard) -> None:
    guard.people["vnt_ben"] = "Ben"
    with opened(address, origin=address, **cookie_of(address)) as connection:
        assert began(connection) == {"type": "connection_ack"}
        assert listening(connection) == {"waiting": "for Ann"}
    with opened(address, origin=address, **cookie_of(address)) as connection:
        assert began(connection, {"authorization": "Bearer vnt_ben"}) == {"type": "connection_ack"}
        assert listening(connection) == {"waiting": "for Ben"}
    with opened(address, origin=address, **ANN, **cookie_of(address, "vnt_ben")) as connection:
        assert began(connection) == {"type": "connection_ack"}
        assert listening(connection) == {"waiting": "for Ann"}


@pytest.mark.parametrize(
    ("with_origin", "payload"), [(True, {"authorization": "Bearer vnt_other"}), (True, {"authorization": 5}), (False, None)]
)
def test_a_cookie_signs_in_neither_what_says_that_it_is_somebody_else_nor_what_is_no_page(
    address: str, with_origin: bool, payload: object
) -> None:
    headers = cookie_of(address) | ({"origin": address} if with_origin else {})
    with opened(address, **headers) as connection:
        with pytest.raises(ConnectionClosed):
            began(connection, payload)
        assert ended(connection) == 4403


def test_a_cookie_that_is_not_known_signs_no_websocket_in(address: str) -> None:
    with opened(address, origin=address, **cookie_of(address, "vnt_other")) as connection:
        with pytest.raises(ConnectionClosed):
            began(connection)
        assert ended(connection) == 4403


def test_no_page_elsewhere_opens_a_websocket_with_a_cookie(address: str, guard: Guard) -> None:
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1"):
        with pytest.raises(InvalidStatus) as refused, opened(address, origin=origin, **cookie_of(address)):
            pass
        assert refused.value.response.status_code == 403
    assert guard.asked == []


@pytest.mark.parametrize("by", ["header", "cookie"])
def test_what_is_revoked_ends_an_open_websocket_within_a_moment(address: str, guard: Guard, by: str) -> None:
    with opened(address, origin=address, **({} if by == "header" else cookie_of(address))) as connection:
        began(connection, ANN if by == "header" else None)
        listening(connection)
        guard.people.clear()
        revoked = time.monotonic()
        assert ended(connection) == 4401
        assert time.monotonic() - revoked < 3


@pytest.mark.parametrize("by", ["header", "cookie"])
def test_what_is_revoked_ends_a_stream_of_events_within_a_moment(address: str, guard: Guard, by: str) -> None:
    asked, headers = (
        {"query": WAITING},
        {"accept": "text/event-stream", "origin": address} | (ANN if by == "header" else cookie_of(address)),
    )
    with httpx.stream("POST", f"{address}/graphql", json=asked, headers=headers, timeout=10) as answer:
        lines = answer.iter_lines()
        assert any("for Ann" in line for line in lines)
        guard.people.clear()
        assert "event: complete" not in list(lines)


def test_an_open_connection_outlives_a_store_that_does_not_answer(address: str, guard: Guard) -> None:
    with opened(address) as connection:
        began(connection, ANN)
        listening(connection)
        guard.fails = StoreUnavailable("the store does not answer: start it")
        time.sleep(1.2)
        connection.send(json.dumps({"type": "ping"}))
        assert json.loads(connection.recv(timeout=5)) == {"type": "pong"}
