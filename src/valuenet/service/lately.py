"""What was written into the trail a short while ago, so that a process does not repeat it at every request."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic


class Lately:
    """Remembers for some seconds what was last said of a thing, for so many things at most. Safe to use from several threads.

    Of a thing for which there is no room, everything counts as said already, so that a flood of new things cannot fill the
    trail; with `all_told` nothing does, so that nothing is left out.
    """

    def __init__(self, *, seconds: float, most: int, all_told: bool = False) -> None:
        self._seconds = seconds
        self._most = most
        self._all_told = all_told
        self._told: OrderedDict[Hashable, tuple[float, str]] = OrderedDict()
        self._lock = Lock()

    def word(self, thing: Hashable, now: str) -> str | None:
        """What was last said of a thing, or nothing; from now on that is `now`."""
        at = monotonic()
        with self._lock:
            while self._told and next(iter(self._told.values()))[0] < at - self._seconds:
                self._told.popitem(last=False)
            known = self._told.get(thing)
            if known is None and len(self._told) >= self._most:
                return None if self._all_told else now
            self._told[thing] = (known[0] if known else at, now)
            return known[1] if known else None

    @contextmanager
    def told(self, thing: Hashable) -> Iterator[None]:
        """Write inside what is said of a thing: where that fails, it does not count as said, so that the next request tries again."""
        try:
            yield
        except BaseException:
            with self._lock:
                self._told.pop(thing, None)
            raise
