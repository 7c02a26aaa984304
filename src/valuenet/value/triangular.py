"""Triangular distributions: what low, likely and high say about an amount, and two answers to how far a sum may stray.

Amounts are money in any one unit (for a preference: present values); binary floats, to be rounded where people see them.
Source: Kotz and van Dorp, Beyond Beta, chapter 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from valuenet.errors import InvalidQuestion, Problem
from valuenet.value.late import Floats, numpy


@dataclass(frozen=True, slots=True, kw_only=True)
class Triangular:
    """An amount between low (a) and high (b), with likely (m) as its peak; where all three are equal, that amount for certain."""

    low: float
    likely: float
    high: float

    def __post_init__(self) -> None:
        if not float("-inf") < self.low <= self.likely <= self.high < float("inf"):
            said = f"low {self.low:g}, likely {self.likely:g}, high {self.high:g} are not in that order"
            remedy = "give low ≤ likely ≤ high, also where they are negative"
            raise InvalidQuestion([Problem(path="", code="NOT_IN_ORDER", message=said, remedy=remedy)])

    @property
    def mean(self) -> float:
        """(a + m + b) / 3."""
        return (self.low + self.likely + self.high) / 3

    @property
    def variance(self) -> float:
        """(a² + m² + b² - am - ab - mb) / 18, in the square of the unit; written so that it is never negative."""
        rise, fall = self.likely - self.low, self.high - self.likely
        return (rise * rise + rise * fall + fall * fall) / 18

    @property
    def sd(self) -> float:
        return sqrt(self.variance)

    def amounts(self, shares: Floats) -> Floats:
        """The amounts that lie above the given shares (0 to 1) of the distribution; the shape is that of the shares.

        a + √(s·(b - a)·(m - a)) where s < (m - a) / (b - a), else b - √((1 - s)·(b - a)·(b - m)).
        """
        width, rise = self.high - self.low, self.likely - self.low
        rising = shares * width < rise
        root = numpy.sqrt(numpy.where(rising, shares * (width * rise), (1 - shares) * (width * (width - rise))))
        found: Floats = numpy.where(rising, self.low + root, self.high - root)
        return found


def mean(amounts: Iterable[Triangular]) -> float:
    """The mean of a sum: Σ mean, however the amounts move."""
    return sum((amount.mean for amount in amounts), 0.0)


def independent_spread(amounts: Iterable[Triangular]) -> float:
    """The standard deviation of a sum of amounts that know nothing of each other: √Σ variance; too small where they do."""
    return sqrt(sum(amount.variance for amount in amounts))


def together_spread(amounts: Iterable[Triangular]) -> float:
    """Σ sd: the standard deviation of a sum whose amounts are perfectly correlated; no way of moving makes it larger."""
    return sum((amount.sd for amount in amounts), 0.0)


def together_amounts(amounts: Sequence[Triangular], shares: Floats) -> Floats:
    """The sum above each share of its distribution when all amounts are low together and high together: Σ of theirs, exactly."""
    total: Floats = numpy.zeros(shares.shape)
    for amount in amounts:
        total += amount.amounts(shares)
    return total
