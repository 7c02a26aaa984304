"""Which day it is. Dates are plain; a day lies in the future when it has begun nowhere on earth: later than today at UTC+14."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from valuenet.errors import Problem
from valuenet.service.library import Library

_FIRST_TO_BEGIN = timedelta(hours=14)


def today(library: Library) -> date:
    """The date in UTC."""
    return datetime.fromisoformat(library.clock()).date()


def not_yet(library: Library, path: str, on: date) -> Problem | None:
    """The problem of a day on which something is said to have happened, and which lies in the future."""
    latest = (datetime.fromisoformat(library.clock()) + _FIRST_TO_BEGIN).date()
    if on <= latest:
        return None
    return Problem(path=path, code="IN_THE_FUTURE", message=f"is {on}, which is still to come", remedy="give the day on which it happened")


def day(moment: str) -> str:
    """The date of a moment that a store keeps, as people read it."""
    return moment[:10]
