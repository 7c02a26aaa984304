"""The axis below a picture: from where to where it runs, and where its figures stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_STEPS = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))
_NARROWEST = Decimal("1e-6")
"""The least share of the amounts on it that an axis shows: what is closer together is drawn as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """An axis from its first tick to its last."""

    ticks: tuple[Decimal, ...]

    @property
    def low(self) -> float:
        """Where it begins."""
        return float(self.ticks[0])

    @property
    def high(self) -> float:
        """Where it ends."""
        return float(self.ticks[-1])

    def __contains__(self, amount: Decimal) -> bool:
        return self.ticks[0] <= amount <= self.ticks[-1]

    def share(self, amount: Decimal) -> float:
        """How far along the axis an amount stands: 0 at its beginning, 1 at its end."""
        return float((amount - self.ticks[0]) / (self.ticks[-1] - self.ticks[0]))


def axis(amounts: Iterable[Decimal], *, finest: Decimal, intervals: int = 5) -> Axis:
    """The axis of round figures, about so many `intervals` and none of them shorter than `finest`, that holds all these amounts."""
    every = list(amounts)
    low, high = min(every, default=Decimal(0)), max(every, default=Decimal(0))
    needed = max(high - low, max(abs(low), abs(high)) * _NARROWEST)
    step = _step(max(needed / intervals, finest))
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = max((high / step).to_integral_value(ROUND_CEILING), first + 1)
    return Axis(ticks=tuple(step * (first + place) for place in range(int(last - first) + 1)))


def _step(least: Decimal) -> Decimal:
    """The smallest round figure that is not below `least`."""
    magnitude = Decimal(1).scaleb(least.adjusted())
    return next(step * magnitude for step in _STEPS if step * magnitude >= least)
