"""What this process has told lately, so that it tells it once: a bounded memory with a clock of its own."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from time import monotonic


class Lately:
    """Remembers a word about each of some things, for a while; safe to use from several threads.

    A new thing beyond the bound counts as said already, or, where `all_told`, as new each time.
    """

    def __init__(self, *, seconds: float, most: int, all_told: bool = False) -> None:
        self._seconds = seconds
        self._most = most
        self._all_told = all_told
        self._told: OrderedDict[Hashable, tuple[float, str]] = OrderedDict()
        self._lock = Lock()

    def word(self, thing: Hashable, now: str) -> str | None:
        """What was said of a thing before, if lately; `now` is said from here on."""
        at = monotonic()
        with self._lock:
            while self._told and next(iter(self._told.values()))[0] < at - self._seconds:
                self._told.popitem(last=False)
            known = self._told.get(thing)
            if known is None and len(self._told) >= self._most:
                return None if self._all_told else now
            self._told[thing] = (known[0] if known else at, now)
            return known[1] if known else None

    def take_back(self, thing: Hashable) -> None:
        """Forget what was said of a thing: it could not be told after all."""
        with self._lock:
            self._told.pop(thing, None)
