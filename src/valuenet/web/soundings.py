"""The state of a workspace, read from the store once for all requests that need it at the same moment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable


class Soundings:
    """Reads of states, one at a time for each place. For one event loop.

    Who comes while a read is under way waits for the next one, which all who wait share: so nobody is given a state from before
    they came. A read that fails fails for those who wait for the next one too, after the time that it took, instead of
    making them wait as long again.
    """

    def __init__(self) -> None:
        self._asked: dict[Hashable, asyncio.Task[Hashable]] = {}
        self._next: dict[Hashable, asyncio.Task[Hashable]] = {}

    async def sound(self, place: Hashable, ask: Callable[[], Hashable]) -> Hashable:
        """The state of a place now, as `ask` tells it; it may block, and what it raises is raised here."""
        task = self._next.get(place)
        if task is None:
            task = self._next[place] = asyncio.create_task(self._asking(place, ask))
            task.add_done_callback(_looked_at)
        return await asyncio.shield(task)

    async def _asking(self, place: Hashable, ask: Callable[[], Hashable]) -> Hashable:
        before = self._asked.get(place)
        try:
            try:
                if before is not None:
                    await asyncio.shield(before)
            finally:
                self._asked[place] = task = self._next.pop(place)
            return await asyncio.to_thread(ask)
        finally:
            if self._asked.get(place) is task:
                del self._asked[place]


def _looked_at(task: asyncio.Task[Hashable]) -> None:
    """Retrieve the failure of a read that nobody waits for any more, or asyncio would complain."""
    if not task.cancelled():
        task.exception()
