"""How much is done at a time, whatever it was asked over: real connections to a real server, on a schema that waits and counts."""

# Annotations are not postponed here: the GraphQL library reads those of local classes.

import asyncio
import gc
import json
import threading
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx
import pytest
import strawberry
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from valuenet.web.app import Entry, Limits, create_app
from valuenet.web.logs import request_id
from valuenet.web.metrics import Metrics
from valuenet.web.payloads import AT_ONCE
from valuenet.web.server import Running, serve
from valuenet.web.signing_in import caller_of
from web.conftest import SECRET, Backend, caller, serving
from web.test_streams import PROTOCOL, Talk, events

LIMIT = 3
LONG = " ".join(f"a{number}: wait(seconds: 0)" for number in range(6))
"""What makes an operation cost more than what is long."""


class Seen:
    """What the schema has seen: how many of its fields are being made, at most at once, and where."""

    def __init__(self) -> None:
        self.going = self.most = self.begun = 0
        self.places: set[tuple[str, str]] = set()
        self.go = threading.Event()
        self._lock = threading.Lock()

    @contextmanager
    def making(self) -> Iterator[None]:
        with self._lock:
            self.begun, self.going = self.begun + 1, self.going + 1
            self.most = max(self.most, self.going)
            self.places.add((threading.current_thread().name, request_id.get()))
        try:
            yield
        finally:
            with self._lock:
                self.going -= 1


SEEN = Seen()


@pytest.fixture(autouse=True)
def _nothing_seen() -> Iterator[None]:
    SEEN.__init__()  # type: ignore[misc]  # the schema knows this one
    yield
    SEEN.go.set()
    until(lambda: SEEN.going == 0)


def until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not there():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.005)


@strawberry.type
class Event:
    @strawberry.field
    async def made(self) -> str:
        with SEEN.making():
            await asyncio.sleep(0.02)
        return threading.current_thread().name


@strawberry.type
class Query:
    @strawberry.field
    def hello(self) -> str:
        return "hello"

    @strawberry.field
    async def wait(self, seconds: float) -> str:
        await asyncio.sleep(seconds)
        return threading.current_thread().name

    @strawberry.field
    async def gate(self) -> bool:
        """Waits in a worker thread, as for the store."""
        with SEEN.making():
            return await asyncio.to_thread(SEEN.go.wait, 5)

    @strawberry.field
    def block(self, seconds: float) -> str:
        time.sleep(seconds)
        return threading.current_thread().name


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def told(self) -> AsyncGenerator[Event, None]:
        await asyncio.to_thread(SEEN.go.wait, 5)
        yield Event()

    @strawberry.subscription
    async def waiting(self) -> AsyncGenerator[str, None]:
        yield "begun"
        await asyncio.sleep(60)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server that does little at a time."""
    schema = strawberry.Schema(Query, subscription=Subscription)
    app = create_app(schema, caller, exports={}, ready=Backend().check, metrics=Metrics(), limits=Limits(requests=LIMIT))
    with serving(app) as found:
        yield found


@contextmanager
def talking(address: str) -> Iterator[Talk]:
    with connect(f"{address.replace('http', 'ws')}/graphql", subprotocols=[PROTOCOL]) as connection:
        yield Talk(connection).begin()


def asked(address: str, query: str) -> httpx.Response:
    return httpx.post(f"{address}/graphql", json={"query": query}, timeout=10)


def code(answer: Any) -> str:
    return str(answer["errors"][0]["extensions"]["code"])


def test_operations_over_sockets_streams_and_http_share_their_turns(address: str) -> None:
    with talking(address) as one, talking(address) as other, ThreadPoolExecutor() as beside:
        one.subscribe("1", "{ gate }")
        other.subscribe("1", "{ gate }")
        streamed = beside.submit(events, address, "{ gate }")
        until(lambda: SEEN.going == LIMIT)
        one.subscribe("2", "{ hello }")
        assert one.hear() == {
            "id": "2",
            "type": "error",
            "payload": [
                {
                    "message": f"{LIMIT} requests are being answered already: try again in a second",
                    "extensions": {"code": "OVERLOADED"},
                }
            ],
        }
        refused = asked(address, "{ hello }")
        assert (refused.status_code, code(refused.json()), refused.headers["retry-after"]) == (503, "OVERLOADED", "1")
        answer = httpx.post(f"{address}/graphql", json={"query": "{ hello }"}, headers={"accept": "text/event-stream"})
        assert (answer.status_code, code(answer.json())) == (503, "OVERLOADED"), "before the first byte"
        assert httpx.get(f"{address}/healthz").status_code == 200
        SEEN.go.set()
        assert [talk.hear()["payload"]["data"] for talk in (one, other)] == [{"gate": True}] * 2
        assert streamed.result()[0][1]["data"] == {"gate": True}
        assert one.hear() == {"id": "1", "type": "complete"}
        one.subscribe("2", "{ hello }")
        assert one.hear()["payload"]["data"] == {"hello": "hello"}


def test_a_subscription_that_waits_takes_no_turn(address: str) -> None:
    with talking(address) as talk:
        for number in range(LIMIT * 2):
            talk.subscribe(str(number), "subscription { waiting }")
            assert talk.hear()["payload"]["data"] == {"waiting": "begun"}
        assert asked(address, "{ hello }").json()["data"] == {"hello": "hello"}


def test_what_was_begun_over_a_socket_keeps_its_turn_although_its_client_has_left(address: str) -> None:
    with talking(address) as talk:
        for number in range(LIMIT):
            talk.subscribe(str(number), "{ gate }")
            until(lambda: SEEN.going == number + 1)  # noqa: B023, it is called here and now
            talk.say(id=str(number), type="complete")
        talk.say(type="ping")
        assert talk.hear() == {"type": "pong"}
    assert asked(address, "{ hello }").status_code == 503
    SEEN.go.set()
    until(lambda: SEEN.going == 0)
    until(lambda: asked(address, "{ hello }").status_code == 200)


def test_long_operations_are_done_beside_the_loop_whatever_they_come_over(address: str) -> None:
    query = f"{{ {LONG} place: wait(seconds: 0) }}"
    with talking(address) as talk:
        talk.subscribe("1", query)
        over_socket = talk.hear()["payload"]["data"]["place"]
    over_stream = events(address, query)[0][1]["data"]["place"]
    assert [over_socket, over_stream, asked(address, query).json()["data"]["place"]] == ["slow lane"] * 3


def test_short_requests_are_answered_while_a_long_one_over_a_socket_computes(address: str) -> None:
    with talking(address) as talk:
        talk.subscribe("1", f"{{ {LONG} block(seconds: 1) }}")
        time.sleep(0.1)
        began = time.monotonic()
        assert asked(address, "{ hello }").status_code == 200
        assert time.monotonic() - began < 0.8
        assert talk.hear()["payload"]["data"]["block"] == "slow lane"


@pytest.mark.parametrize("long", [False, True])
def test_what_many_listen_to_is_made_for_a_few_of_them_at_a_time(address: str, long: bool) -> None:
    fields = " ".join(f"a{number}: made" for number in range(6)) if long else "made"
    each = 6 if long else 1
    with ExitStack() as opened:
        talks = [opened.enter_context(talking(address)) for _ in range(3)]
        for number in range(8):
            for talk in talks:
                talk.subscribe(str(number), f"subscription {{ told {{ {fields} }} }}")
                talk.say(type="ping")
                assert talk.hear() == {"type": "pong"}
        time.sleep(0.2)  # they listen by now
        SEEN.go.set()
        heard = [json.dumps(talk.hear()) for talk in talks for _ in range(16)]
    assert sum('"next"' in message for message in heard) == 24
    assert (SEEN.begun, SEEN.most <= AT_ONCE * each) == (24 * each, True)
    assert {thread == "slow lane" for thread, _ in SEEN.places} == {long}


def test_what_is_long_is_logged_under_the_request_that_it_belongs_to(address: str) -> None:
    SEEN.go.set()
    with connect(
        f"{address.replace('http', 'ws')}/graphql", subprotocols=[PROTOCOL], additional_headers={"x-request-id": "run-7"}
    ) as connection:
        talk = Talk(connection).begin()
        talk.subscribe("1", f"{{ {LONG} gate }}")
        assert talk.hear()["payload"]["data"]["gate"] is True
        talk.hear()
        talk.subscribe("2", f"subscription {{ told {{ {' '.join(f'a{number}: made' for number in range(6))} }} }}")
        assert talk.hear()["type"] == "next"
    assert SEEN.places == {("slow lane", "run-7")}


def test_who_signs_in_is_looked_up_for_a_few_at_a_time_and_probes_pass() -> None:
    go, asking = threading.Event(), []

    def sign_in(brought: str, _origin: str) -> str | None:
        asking.append(brought)
        go.wait(5)
        return "Ann" if brought.startswith(SECRET) else None

    schema = strawberry.Schema(Query, subscription=Subscription)
    entry = Entry(sign_in=sign_in)
    app = create_app(schema, caller_of, exports={}, ready=Backend().check, metrics=Metrics(), entry=entry, limits=Limits(requests=LIMIT))
    with serving(app, others=True) as address, ThreadPoolExecutor() as beside:

        def knock(number: int) -> httpx.Response:
            return httpx.get(f"{address}/metrics", headers={"authorization": f"Bearer {SECRET}{number}"}, timeout=10)

        let_in = [beside.submit(knock, number) for number in range(LIMIT)]
        until(lambda: len(asking) == LIMIT)
        refused = knock(LIMIT)
        assert (refused.status_code, code(refused.json()), refused.headers["retry-after"]) == (503, "OVERLOADED", "1")
        with (
            pytest.raises(InvalidStatus) as turned_away,
            connect(
                f"{address.replace('http', 'ws')}/graphql",
                subprotocols=[PROTOCOL],
                additional_headers={"authorization": f"Bearer {SECRET}x"},
            ),
        ):
            pass
        assert turned_away.value.response.status_code == 503
        with connect(f"{address.replace('http', 'ws')}/graphql", subprotocols=[PROTOCOL]) as connection:
            talk = Talk(connection)
            talk.say(type="connection_init", payload={"authorization": f"Bearer {SECRET}y"})
            assert talk.closed() == (1013, "Try again later")
        assert httpx.get(f"{address}/healthz").status_code == 200
        assert httpx.get(f"{address}/readyz").status_code == 200
        go.set()
        assert [one.result().status_code for one in let_in] == [200] * LIMIT
        assert knock(LIMIT).status_code == 200
    assert len(asking) == LIMIT + 1


def test_who_is_revoked_is_shut_out_in_time_however_many_knock() -> None:
    go, people = threading.Event(), {SECRET}

    def sign_in(brought: str, _origin: str) -> str | None:
        if brought != SECRET:
            go.wait(5)
        return "Ann" if brought in people else None

    schema = strawberry.Schema(Query, subscription=Subscription)
    entry = Entry(sign_in=sign_in)
    app = create_app(schema, caller_of, exports={}, ready=Backend().check, metrics=Metrics(), entry=entry, limits=Limits(requests=LIMIT))
    with serving(app, others=True) as address, ThreadPoolExecutor() as beside:
        with connect(
            f"{address.replace('http', 'ws')}/graphql", subprotocols=[PROTOCOL], additional_headers={"authorization": f"Bearer {SECRET}"}
        ) as connection:
            talk = Talk(connection).begin()
            strangers = [
                beside.submit(httpx.get, f"{address}/metrics", headers={"authorization": f"Bearer {number}"}, timeout=10)
                for number in range(LIMIT)
            ]
            time.sleep(0.2)
            people.clear()
            began = time.monotonic()
            assert talk.closed() == (4401, "Unauthorized")
            assert time.monotonic() - began < 1.5
        go.set()
        assert [one.result().status_code for one in strangers] == [401] * LIMIT


def test_a_long_operation_is_finished_when_the_server_stops_and_one_over_a_socket_holds_nothing_up() -> None:
    schema = strawberry.Schema(Query, subscription=Subscription)
    backend = Backend()
    app = create_app(schema, caller, exports={}, ready=backend.check, metrics=Metrics(), close=backend.close)
    told: list[Running] = []
    started = threading.Event()

    def begun(running: Running) -> None:
        told.append(running)
        started.set()

    server = threading.Thread(target=serve, args=(app,), kwargs={"port": 0, "started": begun, "stopping": app.state.streams.close})
    server.start()
    assert started.wait(10)
    address = told[0].address
    with ThreadPoolExecutor() as beside, talking(address) as talk:
        over_http = beside.submit(asked, address, f"{{ {LONG} gate }}")
        talk.subscribe("1", f"{{ {LONG} gate }}")
        until(lambda: SEEN.going == 2)
        told[0].stop()
        assert talk.closed()[0] == 1012
        SEEN.go.set()
        assert over_http.result().json()["data"]["gate"] is True
    server.join(10)
    assert (server.is_alive(), backend.closed, gc.get_freeze_count()) == (False, 1, 0)
