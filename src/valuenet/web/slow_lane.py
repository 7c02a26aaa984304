"""Where operations are answered that keep an event loop busy for long: beside the one that takes the requests."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any, TypeVar

T = TypeVar("T")

LONG = 500
"""Operations of this cost and more keep a loop busy for longer than others should wait: a few milliseconds (`api/costs.py`)."""

_THREADS = 32
"""For what the operations wait for: the store."""


class SlowLane:
    """An event loop in a thread of its own; it starts with the first operation, and ends with the process."""

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """What the work returns, which is done over there; where nobody waits for it any more, it is ended."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    @cached_property
    def _loop(self) -> asyncio.AbstractEventLoop:
        loop = asyncio.new_event_loop()
        loop.set_default_executor(ThreadPoolExecutor(_THREADS, thread_name_prefix="slow"))
        threading.Thread(target=loop.run_forever, name="slow lane", daemon=True).start()
        return loop


SLOW_LANE = SlowLane()
"""That of this process."""


def is_long(cost: int) -> bool:
    """Whether an operation of this cost holds up others."""
    return cost >= LONG


async def apart(cost: int, work: Coroutine[Any, Any, T]) -> T:
    """What work of this cost returns; where it is long, it is done in the slow lane."""
    return await (SLOW_LANE.run(work) if is_long(cost) else work)
