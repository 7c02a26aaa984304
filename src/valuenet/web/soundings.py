"""How things stand in the store, asked once for all who want to know at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable


class Soundings:
    """Asks one question at a time about each place; whoever comes while it is asked waits for the next, and shares it. For one event loop.

    Nobody is told what was read before they came. Where asking fails, those who wait for the next one are told so too: they
    have waited as long as it took, and would only wait as long again.
    """

    def __init__(self) -> None:
        self._asked: dict[Hashable, asyncio.Task[Hashable]] = {}
        self._next: dict[Hashable, asyncio.Task[Hashable]] = {}

    async def sound(self, place: Hashable, ask: Callable[[], Hashable]) -> Hashable:
        """What is there now. To ask may block; raises what it raises."""
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
            if self._asked[place] is task:
                del self._asked[place]


def _looked_at(task: asyncio.Task[Hashable]) -> None:
    """Take notice of a failure that nobody waits for any more."""
    if not task.cancelled():
        task.exception()
