"""Signing in over HTTP: who brings nothing that is known gets no further, whatever the address."""

from __future__ import annotations

import asyncio
import json
import threading
import time

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.types import Message
from starlette.websockets import WebSocket

from valuenet.errors import Overloaded, StoreUnavailable
from valuenet.web.answers import Refusal
from valuenet.web.sign_in_page import SignInPage
from valuenet.web.signing_in import Door, Porter, admitted, caller_of
from valuenet.web.turns import Turns

from .conftest import SECRET, Guard

ANN = {"authorization": f"Bearer {SECRET}"}
ADDRESSES = ["/", "/graphql", "/metrics", "/networks/net_1/network.yaml", "/nowhere"]


def asked(address: str, **headers: str) -> httpx.Response:
    return httpx.post(
        f"{address}/graphql", json={"query": "{ who }"}, headers={name.replace("_", "-"): text for name, text in headers.items()}
    )


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "DELETE"])
def test_without_a_token_every_address_answers_401_and_says_how_to_sign_in(guarded: str, path: str, method: str) -> None:
    answer = httpx.request(method, f"{guarded}{path}")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="valuenet"')
    assert answer.json()["errors"][0]["extensions"] == {"code": "NOT_SIGNED_IN"}
    assert "Authorization: Bearer vnt_" in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_whether_the_service_is_there_everybody_may_ask(guarded: str, path: str) -> None:
    assert httpx.get(f"{guarded}{path}").status_code == 200


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_a_token_that_is_known_signs_in(guarded: str, scheme: str) -> None:
    assert asked(guarded, authorization=f"{scheme} {SECRET}").json()["data"] == {"who": "Ann"}
    file = httpx.get(f"{guarded}/networks/net_1/network.yaml", headers=ANN)
    assert file.text == "network: written for Ann\n"


@pytest.mark.parametrize(
    "given",
    [
        "Bearer vnt_other",
        "Bearer",
        f"Basic {SECRET}",
        SECRET,
        f"Bearer {SECRET} {SECRET}",
        "Bearer ä",
        f"Bearer {'x' * 9_000}",
        "",
    ],
)
def test_what_is_not_known_is_refused_in_the_same_words_whatever_it_is(guarded: str, given: str) -> None:
    answer = httpx.post(f"{guarded}/graphql", json={"query": "{ who }"}, headers=[(b"authorization", given.encode())])
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="valuenet", error="invalid_token"')
    assert answer.json()["errors"][0]["message"].startswith("what the request brings does not sign anybody in")


def test_two_tokens_at_once_sign_nobody_in(guarded: str) -> None:
    headers = [("authorization", f"Bearer {SECRET}"), ("authorization", f"Bearer {SECRET}")]
    assert httpx.post(f"{guarded}/graphql", json={"query": "{ who }"}, headers=headers).status_code == 401


@pytest.mark.parametrize("path", ["/graphql?query={who}&access_token=" + SECRET, "/graphql?query={who}&token=" + SECRET])
def test_a_token_in_an_address_signs_nobody_in(guarded: str, path: str) -> None:
    assert httpx.get(f"{guarded}{path}").status_code == 401


def test_a_refusal_has_the_media_type_that_was_asked_for(guarded: str) -> None:
    assert asked(guarded, accept="application/graphql-response+json").headers["content-type"] == "application/graphql-response+json"
    assert asked(guarded, accept="application/json").headers["content-type"] == "application/json"


def test_the_host_is_looked_at_before_the_token(guarded: str, guard: Guard) -> None:
    assert asked(guarded, host="evil.example", **ANN).status_code == 421
    assert asked(guarded, origin="https://evil.example", **ANN).status_code == 403
    assert guard.asked == []


@pytest.mark.parametrize("host", ["values.example.com", "VALUES.example.com", "values.example.com:8443", "localhost:{port}"])
def test_the_service_answers_by_the_names_that_it_was_given(guarded: str, host: str) -> None:
    port = guarded.rpartition(":")[2]
    assert asked(guarded, host=host.format(port=port), **ANN).status_code == 200


@pytest.mark.parametrize(
    "host", ["example.com", "values.example.com.evil.example", "values.example.com:x", "x@values.example.com", "192.0.2.1"]
)
def test_it_answers_by_no_other_name(guarded: str, host: str) -> None:
    answer = asked(guarded, host=host, **ANN)
    assert (answer.status_code, "VALUENET_HOSTS" in answer.text) == (421, True)


def test_a_proxy_that_is_named_says_where_a_request_comes_from_and_over_what(guarded: str, guard: Guard) -> None:
    headers = {"host": "values.example.com", "x_forwarded_for": "203.0.113.9", "x_forwarded_proto": "https"}
    assert asked(guarded, **headers, **ANN, origin="https://values.example.com").status_code == 200
    assert guard.asked == [(SECRET, "203.0.113.9")]
    assert asked(guarded, **headers, **ANN, origin="http://values.example.com").status_code == 403


@pytest.mark.parametrize(
    ("told", "origin"),
    [("2001:db8::9", "2001:db8::9"), ("unknown", ""), ("evil.example", ""), ("1" * 60, ""), ("fe80::1%<b>", ""), ("9.9\x859.9", "")],
)
def test_where_somebody_comes_from_is_an_address_or_is_not_told(guarded: str, guard: Guard, told: str, origin: str) -> None:
    headers = [
        (b"host", b"values.example.com"),
        (b"x-forwarded-for", told.encode("latin-1")),
        (b"authorization", f"Bearer {SECRET}".encode()),
    ]
    answer = httpx.post(f"{guarded}/graphql", json={"query": "{ who }"}, headers=headers)
    assert (answer.status_code, guard.asked) == (200, [(SECRET, origin)])


def test_a_store_that_does_not_answer_is_no_refusal(guarded: str, guard: Guard) -> None:
    guard.fails = StoreUnavailable("the store does not answer: start it")
    answer = asked(guarded, **ANN)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert answer.json()["errors"][0]["extensions"] == {"code": "STORE_UNAVAILABLE"}


def test_what_is_revoked_opens_nothing_within_a_second(guarded: str, guard: Guard) -> None:
    with httpx.Client(base_url=guarded, headers=ANN) as client:
        assert client.get("/metrics").status_code == 200
        guard.people.clear()
        revoked = asked = time.monotonic()
        while client.get("/metrics").status_code == 200:
            assert asked - revoked < 1, "when it was asked, whenever the answer came"
            asked = time.monotonic()
    assert len(guard.asked) < 5, "it is remembered meanwhile"


def test_a_door_remembers_where_somebody_was_seen_and_forgets_whom_it_does_not_know() -> None:
    guard = Guard()
    door = Door(guard.sign_in, seconds=60)

    async def visits() -> list[object]:
        places = ["192.0.2.1", "192.0.2.1", "192.0.2.2"]
        return [await door.caller(brought, place) for place in places for brought in (SECRET, "vnt_other")]

    assert asyncio.run(visits()) == ["Ann", None] * 3
    assert guard.asked.count((SECRET, "192.0.2.1")) == 1
    assert guard.asked.count((SECRET, "192.0.2.2")) == 1
    assert guard.asked.count(("vnt_other", "192.0.2.1")) == 2


def test_many_who_come_at_once_with_the_same_are_looked_up_once_and_whoever_comes_much_later_anew() -> None:
    asked, go = [], threading.Event()

    def sign_in(brought: str, _origin: str) -> str:
        asked.append(brought)
        assert go.wait(5)
        return brought

    door = Door(sign_in, seconds=0.2, turns=Turns(2))

    async def crowd() -> list[object]:
        first = [asyncio.create_task(door.caller(SECRET, "")) for _ in range(50)]
        await asyncio.sleep(0.3)
        first[0].cancel()
        later = [asyncio.create_task(door.caller(SECRET, "")) for _ in range(50)]
        await asyncio.sleep(0.01)
        with pytest.raises(Overloaded):
            await door.caller("vnt_other", "")
        go.set()
        return await asyncio.gather(*first[1:], *later)

    assert asyncio.run(crowd()) == [SECRET] * 99
    assert asked == [SECRET] * 2


def test_a_door_remembers_only_so_many() -> None:
    asked_for: list[str] = []

    def sign_in(brought: str, _origin: str) -> str:
        asked_for.append(brought)
        return brought

    door = Door(sign_in, seconds=60)

    async def crowd() -> None:
        for number in range(1_100):
            await door.caller(f"vnt_{number}", "")
        await door.caller("vnt_0", "")
        await door.caller("vnt_1099", "")

    asyncio.run(crowd())
    assert (asked_for.count("vnt_0"), asked_for.count("vnt_1099")) == (2, 1)


async def _socket(websocket: WebSocket) -> None:
    """Says who asks; before that, what the first message brings may sign in."""
    await websocket.accept()
    try:
        caller = caller_of(websocket)
    except Refusal:
        await websocket.send_json("who are you?")
        caller = caller_of(websocket) if await admitted(websocket, await websocket.receive_text()) else "nobody"
    await websocket.send_json(caller)
    await websocket.close()


def talk(headers: list[tuple[bytes, bytes]], said: str = "") -> list[object]:
    """What the server says over a WebSocket, or the status with which it refuses one."""
    heard: list[object] = []
    messages: list[Message] = [{"type": "websocket.connect"}, {"type": "websocket.receive", "text": said}]

    async def receive() -> Message:
        return messages.pop(0)

    async def send(message: Message) -> None:
        if message["type"] == "websocket.http.response.start":
            heard.append(message["status"])
        elif message["type"] == "websocket.send":
            heard.append(json.loads(message["text"]))

    scope = {"type": "websocket", "path": "/graphql", "headers": headers, "subprotocols": [], "extensions": {"websocket.http.response": {}}}
    app = Porter(Starlette(routes=[WebSocketRoute("/graphql", _socket)]), Door(Guard().sign_in), SignInPage())
    asyncio.run(app(scope, receive, send))
    return heard


def test_a_websocket_signs_in_by_its_header() -> None:
    assert talk([(b"authorization", f"Bearer {SECRET}".encode())]) == ["Ann"]


def test_a_websocket_whose_header_is_not_known_is_refused() -> None:
    assert talk([(b"authorization", b"Bearer vnt_x")]) == [401]


@pytest.mark.parametrize(("said", "who"), [(SECRET, "Ann"), ("vnt_x", "nobody")])
def test_a_websocket_without_a_header_is_nobodys_until_what_it_says_signs_in(said: str, who: str) -> None:
    assert talk([], said) == ["who are you?", who]
