"""Connections that stay open: how many there may be, how long one may keep us waiting, and how all of them end with the server."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from starlette.types import Message, Send

from valuenet.web.answers import RETRY, Refusal
from valuenet.web.turns import Turns

Answer = Mapping[str, Any]
"""What GraphQL answers, before it is JSON; without `data` where nothing was executed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Connections that may be open at once, operations in one of them, and seconds.

    `init`: until a WebSocket says what it wants. `send`: until a client has taken what is sent to it; who is slower is cut
    off, and can go on from the last revision seen. `idle`: between two signs of life in a silent stream.
    """

    connections: int = 200
    operations: int = 20
    init: float = 10.0
    send: float = 10.0
    idle: float = 15.0


class TooSlow(Exception):
    """A client does not take what is sent to it. Never leaves this room."""


class Line:
    """One open connection. `closing` is set when the server stops."""

    def __init__(self, send: Send, seconds: float) -> None:
        self.closing = asyncio.Event()
        self._send = send
        self._seconds = seconds
        self._turn = asyncio.Lock()

    async def send(self, message: Message) -> None:
        """Send a message whole, after those before it, or `TooSlow`."""
        try:
            async with asyncio.timeout(self._seconds), self._turn:
                await self._send(message)
        except TimeoutError:
            raise TooSlow from None


class Streams:
    """The open connections of one app, and the turns that are taken by what is done over them. For one event loop."""

    def __init__(self, patience: Patience, turns: Turns) -> None:
        self.patience = patience
        self.turns = turns
        self._open: set[Line] = set()

    @contextmanager
    def opened(self, send: Send) -> Iterator[Line]:
        """A connection that counts as long as the context is open; `Refusal` where there are enough."""
        if len(self._open) >= self.patience.connections:
            message = f"{self.patience.connections} clients are listening already: try again later"
            raise Refusal(503, "OVERLOADED", message, RETRY)
        line = Line(send, self.patience.send)
        self._open.add(line)
        try:
            yield line
        finally:
            self._open.discard(line)

    def close(self) -> None:
        """Tell every connection that the server stops."""
        for line in self._open:
            line.closing.set()


async def first_of(*works: Coroutine[Any, Any, None]) -> None:
    """Do several things at once until the first has ended, end the others, and raise what one of them has raised."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    for task in tasks:
        if not task.cancelled():
            task.result()
