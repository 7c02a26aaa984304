"""Turns: how much is done at a time, whatever it was asked over; who finds none is told so at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from valuenet.errors import Overloaded


class Turns:
    """So many turns and no more. For one event loop."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._taken = 0

    @contextmanager
    def taken(self) -> Iterator[None]:
        """A turn as long as the context is open; `Overloaded` where there is none."""
        if self._taken >= self._limit:
            raise Overloaded(f"{self._limit} requests are being answered already: try again in a second")
        self._taken += 1
        try:
            yield
        finally:
            self._taken -= 1
