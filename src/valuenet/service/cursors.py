"""Where a page of a list ends, as an opaque text that people and programs hand back to get the next one."""

from __future__ import annotations

from base64 import b64decode, urlsafe_b64encode

from valuenet.errors import InvalidQuestion, Problem


def cursor(place: str) -> str:
    """A place in an order as an opaque cursor."""
    return urlsafe_b64encode(place.encode()).decode().rstrip("=")


def place(after: str | None) -> str:
    """The place that a cursor stands for, or `InvalidQuestion`; an empty text for none."""
    if not after:
        return ""
    try:
        return b64decode(after.encode() + b"=" * (-len(after) % 4), altchars=b"-_", validate=True).decode()
    except ValueError:  # also what base64 and UTF-8 say about texts that are none of theirs
        problem = Problem(path="after", code="NOT_A_CURSOR", message="is no cursor of this service", remedy="give the endCursor of a page")
        raise InvalidQuestion([problem]) from None
