"""Streams of events and WebSockets as GraphQL has them: real connections to a real server, on a schema that can fail in every way."""

# Annotations are not postponed here: the GraphQL library reads those of local classes.

import asyncio
import json
import socket
import threading
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import ExitStack, closing, suppress
from queue import Queue
from typing import Any

import httpx
import pytest
import strawberry
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from valuenet.errors import StoreUnavailable
from valuenet.web.app import Limits, create_app
from valuenet.web.metrics import Metrics
from valuenet.web.server import Running, serve
from valuenet.web.streams import Patience
from web.conftest import Backend, Mutation, Query, caller, serving

PROTOCOL = Subprotocol("graphql-transport-ws")
PATIENCE = Patience(connections=3, operations=2, init=0.5, send=0.5, idle=0.2)


class Counted:
    """How many subscriptions go on."""

    going = 0


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def count(self, to: int, size: int = 0) -> AsyncGenerator[str, None]:
        for number in range(to):
            yield f"{number}{'x' * size}"

    @strawberry.subscription
    async def waiting(self) -> AsyncGenerator[str, None]:
        Counted.going += 1
        try:
            yield "begun"
            await asyncio.sleep(60)
        finally:
            Counted.going -= 1

    @strawberry.subscription
    async def failing(self) -> AsyncGenerator[str, None]:
        yield "begun"
        raise StoreUnavailable("the store does not answer: start it")

    @strawberry.subscription
    async def crashing(self) -> AsyncGenerator[str, None]:
        yield "begun"
        raise RuntimeError("the password is swordfish")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server of its own, that is impatient."""
    backend = Backend()
    schema = strawberry.Schema(Query, Mutation, Subscription)
    limits = Limits(patience=PATIENCE)
    app = create_app(schema, caller, exports={}, ready=backend.check, metrics=Metrics(), limits=limits)
    with serving(app) as found:
        yield found


@pytest.fixture(autouse=True)
def _all_end(address: str) -> Iterator[None]:
    yield
    until = time.monotonic() + 5
    while Counted.going and time.monotonic() < until:
        time.sleep(0.01)
    assert Counted.going == 0, "a subscription goes on without its client"


def events(address: str, query: str, method: str = "POST", **more: Any) -> list[tuple[str, Any]]:
    """All events of a stream, until it ends."""
    headers = {"accept": "text/event-stream", **more.pop("headers", {})}
    asked = {"params": {"query": query}} if method == "GET" else {"json": {"query": query, **more}}
    answer = httpx.request(method, f"{address}/graphql", headers=headers, timeout=10, **asked)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/event-stream; charset=utf-8"), answer.text
    return list(parsed(answer.text))


def parsed(text: str) -> Iterator[tuple[str, Any]]:
    """Events as the standard has them; comments are nothing."""
    for block in text.split("\n\n"):
        lines = dict(line.partition(":")[::2] for line in block.splitlines() if not line.startswith(":"))
        if lines:
            data = lines["data"].strip()
            yield lines["event"].strip(), json.loads(data) if data else None


class Talk:
    """A client of a WebSocket."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def say(self, **message: object) -> None:
        self.connection.send(json.dumps(message))

    def hear(self) -> Any:
        return json.loads(self.connection.recv(timeout=5))

    def begin(self) -> "Talk":
        self.say(type="connection_init")
        assert self.hear() == {"type": "connection_ack"}
        return self

    def subscribe(self, id: str, query: str, **more: object) -> None:
        self.say(id=id, type="subscribe", payload={"query": query, **more})

    def closed(self) -> tuple[int, str]:
        """With which code and reason the server closes, whatever it says before."""
        with suppress(ConnectionClosed):
            for _ in self.connection:
                pass
        end = self.connection.protocol.close_rcvd
        assert end is not None
        return end.code, end.reason


@pytest.fixture
def talk(address: str) -> Iterator[Talk]:
    with connect(f"{address.replace('http', 'ws')}/graphql", subprotocols=[PROTOCOL]) as connection:
        yield Talk(connection)


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_a_subscription_is_a_stream_of_next_events_and_a_complete_one(address: str, method: str) -> None:
    found = events(address, "subscription { count(to: 2) }", method)
    assert [name for name, _ in found] == ["next", "next", "complete"]
    assert [data["data"] for _, data in found[:2]] == [{"count": "0"}, {"count": "1"}]
    assert found[0][1]["extensions"]["cost"] >= 1


def test_a_query_may_come_as_one_event(address: str) -> None:
    (kind, answer), end = events(address, "{ hello }")
    assert (kind, answer["data"], end) == ("next", {"hello": "hello"}, ("complete", None))


@pytest.mark.parametrize("query", ["subscription { nothing }", "subscription {", "subscription { count }"])
def test_what_is_wrong_with_a_document_comes_as_an_event(address: str, query: str) -> None:
    (kind, answer), end = events(address, query)
    assert (kind, end) == ("next", ("complete", None))
    assert "data" not in answer
    assert answer["errors"][0]["extensions"]["code"] in {"INVALID_REQUEST", "SYNTAX_ERROR"}


def test_a_mutation_by_get_changes_nothing_in_a_stream_either(address: str) -> None:
    (_, answer), _ = events(address, 'mutation { rename(title: "x") }', "GET")
    assert "GET changes nothing" in answer["errors"][0]["message"]


@pytest.mark.parametrize(("field", "code"), [("failing", "STORE_UNAVAILABLE"), ("crashing", "INTERNAL")])
def test_a_failure_in_the_middle_ends_a_stream_and_says_no_more_than_it_may(address: str, field: str, code: str) -> None:
    first, second, end = events(address, f"subscription {{ {field} }}")
    assert first[1]["data"] == {field: "begun"}
    assert second[1]["errors"][0]["extensions"]["code"] == code
    assert "swordfish" not in json.dumps(second)
    assert end == ("complete", None)


def test_a_subscription_that_does_not_accept_a_stream_is_told_how(address: str) -> None:
    answer = httpx.post(f"{address}/graphql", json={"query": "subscription { waiting }"}).json()
    assert "text/event-stream" in answer["errors"][0]["message"]


def test_a_silent_stream_shows_that_it_lives_and_ends_with_its_client(address: str) -> None:
    body = {"query": "subscription { waiting }"}
    with httpx.stream("POST", f"{address}/graphql", json=body, headers={"accept": "text/event-stream"}, timeout=5) as answer:
        comments = 0
        for line in answer.iter_lines():
            comments += line == ":"
            if comments == 3:
                assert Counted.going == 1
                break


@pytest.mark.parametrize(("headers", "status"), [({"origin": "http://evil.example"}, 403), ({"host": "evil.example"}, 421)])
def test_pages_elsewhere_open_neither_a_stream_nor_a_socket(address: str, headers: dict[str, str], status: int) -> None:
    answer = httpx.post(f"{address}/graphql", json={"query": "{ hello }"}, headers={"accept": "text/event-stream", **headers})
    assert answer.status_code == status
    raw = {"origin": f"{address}", "host": address.removeprefix("http://"), **headers}
    told = "".join(f"{name}: {value}\r\n" for name, value in raw.items())
    begin = f"GET /graphql HTTP/1.1\r\n{told}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    host, _, port = address.removeprefix("http://").rpartition(":")
    with closing(socket.create_connection((host, int(port)), timeout=5)) as opened:
        opened.sendall(f"{begin}Sec-WebSocket-Protocol: {PROTOCOL}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode())
        assert opened.recv(1000).startswith(f"HTTP/1.1 {status}".encode())


def test_the_pages_of_the_service_itself_open_a_socket(address: str) -> None:
    with connect(f"{address.replace('http', 'ws')}/graphql", subprotocols=[PROTOCOL], origin=Origin(address)) as connection:
        Talk(connection).begin()


def test_operations_go_on_side_by_side_over_one_socket(talk: Talk) -> None:
    talk.begin()
    talk.subscribe("one", "subscription { waiting }")
    assert talk.hear()["payload"]["data"] == {"waiting": "begun"}
    talk.subscribe("two", "subscription ($to: Int!) { count(to: $to) }", variables={"to": 1})
    assert [talk.hear() for _ in range(2)] == [
        {"id": "two", "type": "next", "payload": {"data": {"count": "0"}, "extensions": {"cost": 100}}},
        {"id": "two", "type": "complete"},
    ]
    talk.say(id="one", type="complete")
    talk.subscribe("one", "{ hello }")
    assert talk.hear()["payload"]["data"] == {"hello": "hello"}
    assert talk.hear() == {"id": "one", "type": "complete"}


def test_an_operation_that_may_not_be_done_is_an_error_and_the_socket_stays(talk: Talk) -> None:
    talk.begin()
    talk.subscribe("one", "subscription { nothing }")
    answer = talk.hear()
    assert (answer["id"], answer["type"], answer["payload"][0]["extensions"]["code"]) == ("one", "error", "INVALID_REQUEST")
    talk.subscribe("one", "{ hello }")
    assert talk.hear()["type"] == "next"


def test_an_answer_that_cannot_be_sent_is_an_error_and_the_socket_stays(talk: Talk) -> None:
    talk.begin()
    for query in ("{ brokenText }", "{ brokenText }"):
        talk.subscribe("one", query)
        internal = {"message": "internal error", "extensions": {"code": "INTERNAL"}}
        assert talk.hear() == {"id": "one", "type": "error", "payload": [internal]}


@pytest.mark.parametrize("kind", ["query", "subscription"])
def test_what_is_over_the_budget_is_not_begun_over_a_stream_or_a_socket_either(address: str, talk: Talk, kind: str) -> None:
    query = f"{kind} {{ " + " ".join(f"a{number}: hello" for number in range(101)) + " }"
    talk.begin().subscribe("one", query)
    told = talk.hear()
    (_, answer), _ = events(address, query)
    assert (told["id"], told["type"], told["payload"]) == ("one", "error", answer["errors"])
    assert answer["errors"][0]["extensions"]["limits"] == [{"limit": "aliases", "most": 100, "figure": 101}]


def test_too_many_values_in_a_message_close_the_socket_before_they_are_read(talk: Talk) -> None:
    talk.begin()
    talk.connection.send(
        '{"id": "1", "type": "subscribe", "payload": {"query": "{ hello }", "variables": {"a": [' + "[]," * 20_000 + "0]}}}"
    )
    assert talk.closed()[0] == 4400


def test_a_ping_is_answered_and_a_pong_is_not(talk: Talk) -> None:
    talk.say(type="pong")
    talk.say(type="ping")
    assert talk.hear() == {"type": "pong"}


def test_however_much_is_said_over_a_socket_at_once_others_have_their_turn() -> None:
    schema = strawberry.Schema(Query, Mutation, Subscription)
    app = create_app(schema, caller, exports={}, ready=Backend().check, metrics=Metrics())
    said = iter([{"type": "websocket.connect"}, *[{"type": "websocket.receive", "text": '{"type": "ping"}'}] * 500])
    pongs, turns = 0, 0

    async def receive() -> dict[str, Any]:
        return next(said, {"type": "websocket.disconnect", "code": 1000})

    async def send(message: Any) -> None:
        nonlocal pongs
        pongs += "pong" in message.get("text", "")

    async def others() -> None:
        nonlocal turns
        while pongs < 500:
            turns += 1
            await asyncio.sleep(0)

    async def both() -> None:
        headers = [(b"host", b"localhost:8000")]
        scope = {"type": "websocket", "scheme": "ws", "path": "/graphql", "query_string": b"", "server": ("127.0.0.1", 8000)}
        await asyncio.gather(app(scope | {"headers": headers, "subprotocols": [PROTOCOL]}, receive, send), others())

    asyncio.run(asyncio.wait_for(both(), 10))
    assert turns >= 500


def test_more_operations_than_a_socket_may_have_are_refused_one_by_one(talk: Talk) -> None:
    talk.begin()
    for name in ("one", "two"):
        talk.subscribe(name, "subscription { waiting }")
        talk.hear()
    talk.subscribe("three", "subscription { waiting }")
    assert talk.hear()["payload"][0]["extensions"] == {"code": "OVERLOADED"}


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        (['{"id": "1", "type": "subscribe", "payload": {"query": "{ hello }"}}'], 4401),
        (['{"type": "connection_init"}', '{"type": "connection_init"}'], 4429),
        (["not JSON"], 4400),
        (["[]"], 4400),
        (['{"type": "unknown"}'], 4400),
        (['{"type": "connection_init"}', '{"type": "subscribe", "payload": {"query": "{ hello }"}}'], 4400),
        (['{"type": "connection_init"}', f'{{"id": "{"x" * 201}", "type": "subscribe", "payload": {{"query": "{{ hello }}"}}}}'], 4400),
        (['{"type": "connection_init"}', '{"id": "1", "type": "subscribe", "payload": []}'], 4400),
        (['{"type": "connection_init"}', '{"id": "1", "type": "subscribe", "payload": {"query": 5}}'], 4400),
        ([b"\x00"], 4400),
        ([], 4408),
    ],
)
def test_a_client_that_breaks_the_protocol_is_told_by_the_code(talk: Talk, messages: list[str | bytes], code: int) -> None:
    for message in messages:
        talk.connection.send(message)
    assert talk.closed()[0] == code


def test_two_operations_of_one_id_close_the_socket(talk: Talk) -> None:
    talk.begin()
    talk.subscribe("one", "subscription { waiting }")
    talk.subscribe("one", "subscription { waiting }")
    assert talk.closed() == (4409, "Subscriber for one already exists")


def test_a_socket_of_another_protocol_is_closed(address: str) -> None:
    with connect(f"{address.replace('http', 'ws')}/graphql", subprotocols=[Subprotocol("graphql-ws")]) as connection:
        assert Talk(connection).closed()[0] == 4406


@pytest.mark.parametrize(("size", "code"), [(60_000, None), (70_000, 1009)])
def test_a_message_may_be_as_long_as_the_server_is_told(size: int, code: int | None) -> None:
    schema = strawberry.Schema(Query, Mutation, Subscription)
    app = create_app(schema, caller, exports={}, ready=Backend().check, metrics=Metrics())
    with serving(app, message=65_536) as found, connect(f"{found.replace('http', 'ws')}/graphql", subprotocols=[PROTOCOL]) as connection:
        talk = Talk(connection).begin()
        talk.subscribe("one", "{ hello }", variables={"unused": "x" * size})
        if code is None:
            assert talk.hear()["payload"]["data"] == {"hello": "hello"}
        else:
            assert talk.closed()[0] == code


def test_only_so_many_may_listen_at_once(address: str) -> None:
    url = f"{address.replace('http', 'ws')}/graphql"
    with ExitStack() as opened:
        for _ in range(PATIENCE.connections):
            Talk(opened.enter_context(connect(url, subprotocols=[PROTOCOL]))).begin()
        with pytest.raises(InvalidStatus) as refused, connect(url, subprotocols=[PROTOCOL]):
            pass
        assert refused.value.response.status_code == 503
        body = {"query": "{ hello }"}
        assert httpx.post(f"{address}/graphql", json=body, headers={"accept": "text/event-stream"}).status_code == 503
        assert httpx.post(f"{address}/graphql", json=body).json()["data"] == {"hello": "hello"}


def test_a_client_that_takes_nothing_is_cut_off(address: str) -> None:
    host, _, port = address.removeprefix("http://").rpartition(":")
    query = json.dumps({"query": "subscription { count(to: 100000, size: 10000) }"})
    with closing(socket.socket()) as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.connect((host, int(port)))
        slow.sendall(
            f"POST /graphql HTTP/1.1\r\nHost: {host}:{port}\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(query)}\r\n\r\n{query}".encode()
        )
        time.sleep(PATIENCE.send + 1)
        taken = 0
        slow.settimeout(5)
        while piece := slow.recv(65_536):
            taken += len(piece)
        assert 0 < taken < 50_000_000, "the stream ended before its end"


def test_streams_and_sockets_end_with_the_server() -> None:
    backend = Backend()
    schema = strawberry.Schema(Query, Mutation, Subscription)
    app = create_app(schema, caller, exports={}, ready=backend.check, metrics=Metrics())
    ended: list[str] = []
    told: Queue[Running] = Queue()
    settings = {"port": 0, "started": told.put, "stopping": app.state.streams.close}
    server = threading.Thread(target=serve, args=(app,), kwargs=settings)
    server.start()
    running = told.get(timeout=10)

    def listen(address: str) -> None:
        body = {"query": "subscription { waiting }"}
        with httpx.stream("POST", f"{address}/graphql", json=body, headers={"accept": "text/event-stream"}, timeout=20) as answer:
            ended.append("".join(answer.iter_text()))

    listener = threading.Thread(target=listen, args=(running.address,))
    listener.start()
    with connect(f"{running.address.replace('http', 'ws')}/graphql", subprotocols=[PROTOCOL]) as connection:
        talk = Talk(connection).begin()
        talk.subscribe("one", "subscription { waiting }")
        talk.hear()
        while Counted.going < 2:
            time.sleep(0.01)
        began = time.monotonic()
        running.stop()
        assert talk.closed()[0] == 1012
    for thread in (listener, server):
        thread.join(10)
    assert time.monotonic() - began < 5
    assert [event for event, _ in parsed(ended[0])] == ["next"], "without `complete`, so that the client comes back"
