"""Points in time as people read them."""

from __future__ import annotations

from datetime import datetime


def moment(at: str) -> str:
    """A stored time as `2026-03-02 10:15` in the time zone of this computer."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"
