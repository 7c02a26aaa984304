"""The yearly money of the claims that count on one line: shares of a base compound, and no line gives more than its baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import add

from valuenet.model.amounts import NOTHING, Range
from valuenet.model.numbers import ONE, ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One amount on a line: money a year, or a share of the baseline; `cut`: its flat risk cut."""

    amount: Range
    of_baseline: bool = False
    cut: Decimal = ZERO


def total(amounts: Sequence[Range]) -> Range:
    """Σ amounts: low with low, likely with likely, high with high."""
    return reduce(add, amounts, NOTHING)


def compounded(base: Decimal, shares: Sequence[Decimal]) -> Decimal:
    """What several savings on one base come to: base · (1 - Π(1 - s))."""
    left = ONE
    for share in shares:
        left *= ONE - share
    return base * (ONE - left)


def line_amounts(entries: Sequence[Entry], baseline: Decimal | None) -> tuple[Range, ...]:
    """Money a year of each entry, so that together they are what the line gives, before its cap; in the order of the entries.

    Shares of the baseline are compounded; what that takes away is taken from each in proportion.
    """
    amounts = [entry.amount.times(ONE - entry.cut) for entry in entries]
    places = [place for place, entry in enumerate(entries) if entry.of_baseline]
    if places:
        assert baseline is not None, "a share is told only of a line with a baseline"
        parts = [amounts[place] for place in places]
        whole = Range(
            low=compounded(baseline, [part.low for part in parts]),
            likely=compounded(baseline, [part.likely for part in parts]),
            high=compounded(baseline, [part.high for part in parts]),
        )
        for place, amount in zip(places, squeezed([part.times(baseline) for part in parts], whole), strict=True):
            amounts[place] = amount
    return tuple(amounts)


def capped(amounts: Sequence[Range], room: Decimal | None) -> tuple[Range, ...]:
    """The amounts, squeezed so that their total fits into the room that the line has; unchanged where that is not known or enough.

    What is likely too much is taken from the positive amounts in proportion; the ways up of all amounts end where the room ends.
    """
    whole = total(amounts)
    if room is None or whole.high <= room:
        return tuple(amounts)
    fitting = list(amounts)
    if whole.likely > room:
        places = [place for place, amount in enumerate(amounts) if amount.likely > 0]
        before = total([amounts[place] for place in places])
        likely = before.likely - (whole.likely - room)
        within = Range(low=min(before.low, likely), likely=likely, high=before.high)
        for place, amount in zip(places, squeezed([amounts[place] for place in places], within), strict=True):
            fitting[place] = amount
    whole = total(fitting)
    return squeezed(fitting, Range(low=whole.low, likely=whole.likely, high=max(room, whole.likely)))


def squeezed(amounts: Sequence[Range], whole: Range) -> tuple[Range, ...]:
    """Amounts that add up to a smaller whole: the likely ones in proportion, and the ways down and up from them in proportion."""
    before = total(amounts)
    likely = _ratio(whole.likely, before.likely)
    down = _ratio(whole.likely - whole.low, before.likely - before.low)
    up = _ratio(whole.high - whole.likely, before.high - before.likely)
    return tuple(
        Range(
            low=amount.likely * likely - (amount.likely - amount.low) * down,
            likely=amount.likely * likely,
            high=amount.likely * likely + (amount.high - amount.likely) * up,
        )
        for amount in amounts
    )


def _ratio(part: Decimal, whole: Decimal) -> Decimal:
    """How much of something is left; all of it where there was nothing to begin with."""
    return part / whole if whole else ONE
