"""What was made once and is asked for again: kept in memory by what it was made from, up to so many bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class Cache(Generic[V]):
    """Values by their key; those that were not asked for the longest go first. Safe to use from several threads."""

    def __init__(self, size_of: Callable[[V], int], most: int) -> None:
        self._size_of = size_of
        self._most = most
        self._held: OrderedDict[Hashable, V] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value for a key, made now if there is none yet. Two who ask at once may both make it; what fails is not kept."""
        with self._lock:
            if (held := self._held.get(key)) is not None:
                self._held.move_to_end(key)
                return held
        made = make()
        size = self._size_of(made)
        if size <= self._most // 4:  # one huge value does not drive out all others
            with self._lock:
                if key not in self._held:
                    self._held[key] = made
                    self._size += size
                while self._size > self._most:
                    self._size -= self._size_of(self._held.popitem(last=False)[1])
        return made

    @property
    def size(self) -> int:
        """How many bytes are held."""
        return self._size
