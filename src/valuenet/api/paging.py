"""Pages of lists that can grow: their arguments, and what they say about themselves. The cursors are those of `service/cursors.py`."""

from __future__ import annotations

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
