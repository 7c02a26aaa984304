"""Waking those who listen: one look at the store every half second, for each workspace in which anybody listens."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from valuenet.errors import ValueNetError
from valuenet.model.ids import NetworkId, WorkspaceId
from valuenet.service.library import Library
from valuenet.service.watching import Lookout

PAUSE = 0.5
"""Seconds between two looks at the store."""

READERS = 8
"""So many of those who were woken read at once, so that short questions do not wait behind all of them."""

T = TypeVar("T")

_log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class _Watch:
    """The bells of everybody who listens in one workspace, and the task that rings them."""

    lookout: Lookout
    bells: dict[NetworkId, set[asyncio.Event]] = field(default_factory=lambda: defaultdict(set))
    task: asyncio.Task[None] | None = None


class Places:
    """So many places at which something is done; whoever finds none waits, first come, first served. For one event loop."""

    def __init__(self, many: int) -> None:
        self._free = asyncio.Semaphore(many)

    async def do(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """What the work returns. Who leaves while they wait is not waited for; what has begun keeps its place to its end."""
        await self._free.acquire()
        doing = asyncio.create_task(work())
        doing.add_done_callback(lambda _: self._free.release())
        return await asyncio.shield(doing)


class Watchtower:
    """Rings for everybody who listens to a network that has moved. For one event loop; looks only while somebody listens."""

    def __init__(self, library: Library, pause: float = PAUSE) -> None:
        self._library = library
        self._pause = pause
        self._watches: dict[WorkspaceId, _Watch] = {}
        self.readers = Places(READERS)

    @contextmanager
    def bell(self, workspace: WorkspaceId, network: NetworkId) -> Iterator[asyncio.Event]:
        """An event that is set when the network has moved, perhaps once too often, as long as the context is open."""
        watch = self._watches.get(workspace)
        if watch is None:
            watch = self._watches[workspace] = _Watch(Lookout(self._library, workspace))
            watch.task = asyncio.create_task(self._look(watch), name=f"watching {workspace}")
        bell = asyncio.Event()
        watch.bells[network].add(bell)
        try:
            yield bell
        finally:
            watch.bells[network].discard(bell)
            if not watch.bells[network]:
                del watch.bells[network]
            if not watch.bells:
                del self._watches[workspace]
                assert watch.task is not None, "it was started with the first bell"
                watch.task.cancel()

    async def _look(self, watch: _Watch) -> None:
        failing = False
        while True:
            await asyncio.sleep(self._pause)
            try:
                moved = await asyncio.to_thread(watch.lookout.moved, list(watch.bells))
            except ValueNetError as error:  # those who listen go on when the store is back
                if not failing:
                    _log.warning("cannot look for changes: %s", error)
                failing = True
                continue
            failing = False
            for network in moved:
                for bell in watch.bells.get(network, ()):
                    bell.set()
