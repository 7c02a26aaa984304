"""GraphQL over server-sent events, in distinct connections mode: one request, one operation, one stream.

    event: next                         event: complete
    data: {"data": …}                   data:

https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing
from typing import Any

import orjson
from starlette.types import Message, Receive, Send

from valuenet.web.streams import Answer, Line, Streams, TooSlow, first_of

EVENT_STREAM = "text/event-stream"

_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"vary", b"Accept"),
    (b"x-accel-buffering", b"no"),  # nginx would hold events back
]
_COMPLETE = b"event: complete\ndata:\n\n"
_ALIVE = b":\n\n"


def wants_events(accept: str) -> bool:
    """Whether a client asks for a stream of events."""
    return any(part.partition(";")[0].strip().lower() == EVENT_STREAM for part in accept.split(","))


class EventStream:
    """Sends answers as events, a comment now and then while there are none; ends with either side, or when `over` does."""

    def __init__(self, streams: Streams, answers: AsyncGenerator[Answer, None], over: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._streams = streams
        self._answers = answers
        self._over = over

    async def __call__(self, receive: Receive, send: Send) -> None:
        with self._streams.opened(send) as line:
            await line.send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            try:
                await first_of(self._tell(line), self._live(line), _gone(receive), _ended(line), self._over())
                await line.send(_body(b"", more=False))
            except TooSlow:
                return  # the server closes a connection whose answer has no end

    async def _tell(self, line: Line) -> None:
        """Send every answer, and the end."""
        async with aclosing(self._answers) as answers:
            async for answer in answers:
                await line.send(_body(b"event: next\ndata: " + orjson.dumps(answer) + b"\n\n"))
        await line.send(_body(_COMPLETE))

    async def _live(self, line: Line) -> None:
        """Send a sign of life at once, and again and again."""
        while True:
            await line.send(_body(_ALIVE))
            await asyncio.sleep(self._streams.patience.idle)


def _body(body: bytes, *, more: bool = True) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": more}


async def _gone(receive: Receive) -> None:
    """Wait until the client is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _ended(line: Line) -> None:
    """Wait until the server stops."""
    await line.closing.wait()
