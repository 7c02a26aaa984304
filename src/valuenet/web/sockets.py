"""GraphQL over a WebSocket: the subprotocol graphql-transport-ws, several operations at once on one connection.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing, suppress
from typing import Any

import orjson
from starlette.requests import HTTPConnection
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from valuenet.errors import ValueNetError
from valuenet.web.answers import INTERNAL, INTERNAL_MESSAGE, Refusal, failure
from valuenet.web.signing_in import introduced, shut_out
from valuenet.web.streams import Answer, Line, Streams, TooSlow, first_of

_log = logging.getLogger(__name__)

PROTOCOL = "graphql-transport-ws"

_LONGEST_ID = 200
"""Characters: every answer repeats the id of its operation."""

Operations = Callable[[object, object], AsyncGenerator[Answer, None]]
"""(what the payload of a `subscribe` asks for, context) → every answer; `Refusal` where it asks for nothing that there is."""


class _Closed(Exception):
    """The client broke the protocol: the connection is closed with a code that says how."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class Sockets:
    """Answers WebSockets, each as long as its client and the server like."""

    def __init__(
        self, operations: Operations, context: Callable[[HTTPConnection], object], decode: Callable[[str], object], streams: Streams
    ) -> None:
        self._operations = operations
        self._context = context
        self._decode = decode
        self._streams = streams

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        websocket = WebSocket(scope, receive, send)
        try:
            with self._streams.opened(websocket.send) as line:
                await self._talk(websocket, line)
        except Refusal as refusal:
            answer = failure(refusal.status_code, refusal.code, refusal.detail, headers=refusal.headers)
            await answer(scope, receive, send)

    async def _talk(self, websocket: WebSocket, line: Line) -> None:
        known = PROTOCOL in websocket.scope["subprotocols"]
        await websocket.accept(PROTOCOL if known else None)
        talk = _Talk(websocket, line, lambda payload: self._operations(payload, self._context(websocket)), self._streams)
        with suppress(WebSocketDisconnect, TooSlow):
            try:
                if not known:
                    raise _Closed(4406, f"Subprotocol not acceptable: this is {PROTOCOL}")
                await first_of(self._hear(websocket, talk), talk.begun(), _ended(line), shut_out(websocket))
                raise _Closed(1012, "the server stops") if line.closing.is_set() else _Closed(4401, "Unauthorized")
            except _Closed as closed:
                await line.send({"type": "websocket.close", "code": closed.code, "reason": str(closed)})
            finally:
                await talk.end()

    async def _hear(self, websocket: WebSocket, talk: _Talk) -> None:
        """Do what each message says."""
        while True:
            message = await websocket.receive()
            if message["type"] == "websocket.disconnect":
                raise WebSocketDisconnect(message.get("code", 1005))
            text = message.get("text")
            if text is None:
                raise _Closed(4400, "a message has to be text")
            try:
                said = self._decode(text)
            except (ValueError, ValueNetError):
                raise _Closed(4400, "a message has to be JSON, and not too much of it") from None
            await talk.hear(said)


class _Talk:
    """What one client has said so far: whether it has begun, and its operations that go on."""

    def __init__(
        self, connection: HTTPConnection, line: Line, operations: Callable[[object], AsyncGenerator[Answer, None]], streams: Streams
    ) -> None:
        self._connection = connection
        self._line = line
        self._operations = operations
        self._patience = streams.patience
        self._begun = asyncio.Event()
        self._failed = asyncio.Event()
        self._going: dict[str, asyncio.Task[None]] = {}

    async def begun(self) -> None:
        """Wait as long as the client begins in time and takes what is sent to it."""
        try:
            async with asyncio.timeout(self._patience.init):
                await self._begun.wait()
        except TimeoutError:
            raise _Closed(4408, "Connection initialisation timeout") from None
        await self._failed.wait()
        raise TooSlow

    async def end(self) -> None:
        """End every operation."""
        going = list(self._going.values())
        for task in going:
            task.cancel()
        if going:
            await asyncio.wait(going)

    async def hear(self, said: object) -> None:
        """Do what a message says, or `_Closed` where it says nothing that may be said now."""
        if not isinstance(said, Mapping):
            raise _Closed(4400, "a message has to be an object")
        match said.get("type"):
            case "connection_init":
                if self._begun.is_set():
                    raise _Closed(4429, "Too many initialisation requests")
                await self._enter(said.get("payload"))
                self._begun.set()
                await self._say({"type": "connection_ack"})
            case "ping":
                await self._say({"type": "pong"})
            case "pong":
                pass
            case "subscribe":
                await self._subscribe(said)
            case "complete":
                if task := self._going.pop(_id(said), None):
                    task.cancel()
            case _:
                raise _Closed(4400, "a message has to be of a known type")

    async def _enter(self, payload: object) -> None:
        """Let in whoever is known by the header of the connection, or by what this payload brings."""
        try:
            known = await introduced(self._connection, payload)
        except ValueNetError:
            raise _Closed(1013, "Try again later") from None
        if not known:
            raise _Closed(4403, "Forbidden")

    async def _subscribe(self, said: Mapping[str, Any]) -> None:
        if not self._begun.is_set():
            raise _Closed(4401, "Unauthorized")
        name = _id(said)
        if name in self._going:
            raise _Closed(4409, f"Subscriber for {name[:60]} already exists")
        if len(self._going) >= self._patience.operations:
            message = f"{self._patience.operations} operations go on over this connection already: end one of them"
            await self._say({"id": name, "type": "error", "payload": [{"message": message, "extensions": {"code": "OVERLOADED"}}]})
            return
        try:
            answers = self._operations(said.get("payload"))
        except Refusal as refusal:
            raise _Closed(4400, refusal.detail[:120]) from None
        self._going[name] = asyncio.create_task(self._tell(name, answers), name=f"operation {name[:60]}")

    async def _tell(self, name: str, answers: AsyncGenerator[Answer, None]) -> None:
        """Send every answer to an operation, and the end; an answer that cannot be sent is an error of this operation alone."""
        try:
            try:
                end = await self._tell_all(name, answers)
            except (TooSlow, WebSocketDisconnect):
                raise
            except Exception:
                _log.exception("unexpected failure of an operation over a WebSocket")
                end = {"type": "error", "payload": [{"message": INTERNAL_MESSAGE, "extensions": {"code": INTERNAL}}]}
            self._going.pop(name, None)
            await self._say({"id": name, **end})
        except (TooSlow, WebSocketDisconnect):
            self._failed.set()

    async def _tell_all(self, name: str, answers: AsyncGenerator[Answer, None]) -> Mapping[str, object]:
        """Send every answer to an operation; what its end says is returned."""
        async with aclosing(answers):
            async for answer in answers:
                if "data" not in answer:
                    return {"type": "error", "payload": answer["errors"]}
                await self._say({"id": name, "type": "next", "payload": answer})
        return {"type": "complete"}

    async def _say(self, message: Mapping[str, object]) -> None:
        await self._line.send({"type": "websocket.send", "text": orjson.dumps(message).decode()})


def _id(said: Mapping[str, Any]) -> str:
    name = said.get("id")
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_ID:
        raise _Closed(4400, f"the message has to say its id, of at most {_LONGEST_ID} characters")
    return name


async def _ended(line: Line) -> None:
    """Wait until the server stops."""
    await line.closing.wait()
