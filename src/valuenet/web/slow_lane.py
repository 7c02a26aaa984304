"""A second event loop, for GraphQL operations that would hold up the one that takes the requests.

What an operation computes keeps its event loop busy: a question about the loops of a large network for some 100 ms, in which nobody
else would be answered. `scripts/bench f10` shows for how long the loop that takes the requests is held up.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any, TypeVar

T = TypeVar("T")

LONG = 500
"""Operations of this cost and more are executed there: they take more than a few milliseconds (`api/costs.py`)."""

_THREADS = 32
"""How many operations can wait for the store at a time."""


class SlowLane:
    """An event loop in a thread of its own, which starts with the first operation and ends with the process."""

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """What the work returns, done in that loop. To cancel the wait cancels the work."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    @cached_property
    def _loop(self) -> asyncio.AbstractEventLoop:
        loop = asyncio.new_event_loop()
        loop.set_default_executor(ThreadPoolExecutor(_THREADS, thread_name_prefix="slow"))
        threading.Thread(target=loop.run_forever, name="slow lane", daemon=True).start()
        return loop


SLOW_LANE = SlowLane()
"""The one of this process."""


def is_long(cost: int) -> bool:
    """Whether an operation of this cost holds up others."""
    return cost >= LONG


async def apart(cost: int, work: Coroutine[Any, Any, T]) -> T:
    """What work of this cost returns; where it is long, it is done in the slow lane."""
    return await (SLOW_LANE.run(work) if is_long(cost) else work)
