"""How much of a picture is shown: all of it, or what a build-up has come to so far."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Rows up to `row` (all of them without one), loops as such or not yet, people and regions or not yet; `said` says which step it is."""

    row: int | None = None
    loops: bool = True
    people: bool = True
    said: str = ""

    def shows(self, row: int) -> bool:
        return self.row is None or row <= self.row


WHOLE = Stage()
"""Everything is shown."""
