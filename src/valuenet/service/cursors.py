"""Where a page of a list ends, as an opaque text that people and programs hand back to get the next one."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64

from valuenet.errors import InvalidQuestion, Problem


def cursor(place: str) -> str:
    """A place in an order as an opaque cursor."""
    return urlsafe_b64encode(place.encode()).decode().rstrip("=")


def place(after: str | None) -> str:
    """The place that a cursor stands for, or `InvalidQuestion`; an empty text for none."""
    if not after:
        return ""
    try:
        return urlsafe_b64decode(after.encode() + b"=" * (-len(after) % 4)).decode()
    except (NotBase64, UnicodeError, ValueError):
        problem = Problem(path="after", code="NOT_A_CURSOR", message="is no cursor of this service", remedy="give the endCursor of a page")
        raise InvalidQuestion([problem]) from None
