"""Who goes on next in the event loop, so that many who have much to do there leave it room for everybody else."""

from __future__ import annotations

import asyncio
from collections import deque


class Turns:
    """One goes on at each turn of the loop, in the order of their coming; between two of them the loop looks at all connections.

    What a question has found becomes an answer in the event loop, in one go, which takes milliseconds. If all of those that are
    ready did so in the same turn, a request that is refused, or answered at once, would wait for all of them.
    """

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def mine(self) -> None:
        """Wait until it is the caller's turn."""
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[None] = loop.create_future()
        self._waiting.append(turn)
        if len(self._waiting) == 1:
            loop.call_soon(self._next, loop)
        await turn

    def _next(self, loop: asyncio.AbstractEventLoop) -> None:
        turn = self._waiting.popleft()
        if not turn.done():  # else whoever waited has gone away
            turn.set_result(None)
        if self._waiting:
            loop.call_soon(self._next, loop)
