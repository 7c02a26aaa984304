"""A thread with an event loop of its own, so that callers without one can end a call of the asynchronous driver at a deadline.

A read from a socket that never answers cannot be interrupted in another thread; a task in an event loop can be cancelled.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


class LoopThread:
    """Runs asynchronous work for synchronous callers, each piece within its deadline."""

    def __init__(self, name: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=name, daemon=True)
        self._thread.start()

    def call(self, work: Callable[[], Awaitable[T]], deadline: float) -> T:
        """What the work returns; raises `TimeoutError` after it was cancelled at the deadline (seconds)."""

        async def bounded() -> T:
            async with asyncio.timeout(deadline):
                return await work()

        future = asyncio.run_coroutine_threadsafe(bounded(), self._loop)
        try:
            return future.result()
        except BaseException:  # also when the caller is interrupted while it waits: nobody wants the result any more
            future.cancel()
            raise

    def close(self) -> None:
        """End the thread; work must have ended before."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
