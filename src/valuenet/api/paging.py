"""Pages of lists that can grow: their arguments, and what they say about themselves. The cursors are those of `service/cursors.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, TypeVar

from valuenet.api.describing import argument, output, said
from valuenet.errors import InvalidQuestion, Problem
from valuenet.service.cursors import cursor, place

T = TypeVar("T")

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


def page_info(last: str | None, *, more: bool) -> PageInfo:
    """Where a page ends whose last item stands at this place."""
    return PageInfo(end_cursor=cursor(last) if last is not None else None, has_next_page=more)


def part(items: Iterable[T], place_of: Callable[[T], str], first: int, after: str | None) -> tuple[list[T], PageInfo]:
    """One page of what is there as a whole, in the order of the places; it goes on behind a place also where that item is gone."""
    wanted, beginning = size(first), place(after)
    placed = sorted(((place_of(item), item) for item in items), key=lambda pair: pair[0])
    shown = [pair for pair in placed if pair[0] > beginning][: wanted + 1]
    last = shown[:wanted][-1][0] if shown else None
    return [item for _, item in shown[:wanted]], page_info(last, more=len(shown) > wanted)


def fewest_last(count: int) -> str:
    """A count as part of a place, where more comes first."""
    return f"{999_999_999 - count:09}"
