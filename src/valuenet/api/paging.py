"""Pages of lists that can grow: keyset cursors, which stay right while others edit."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import Annotated

from valuenet.api.describing import argument, output, said
from valuenet.errors import InvalidQuestion, Problem

MOST = 100

First = Annotated[int, argument(f"How many at most, 1 to {MOST}.")]
After = Annotated[str | None, argument("The `endCursor` of the page before; leave it out for the first page.")]


@output
class PageInfo:
    """Where a page ends."""

    end_cursor: str | None = said("Give it as `after` to get the next page; null when the page is empty.")
    has_next_page: bool = said("Whether anything comes after this page.")


def size(first: int, path: str = "first") -> int:
    """A page size within the bounds, or `InvalidQuestion`."""
    if not 1 <= first <= MOST:
        raise InvalidQuestion([Problem(path=path, code="OUT_OF_BOUNDS", message=f"is {first}", remedy=f"ask for 1 to {MOST}")])
    return first


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
