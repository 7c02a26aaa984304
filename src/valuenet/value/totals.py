"""What the amounts of won deals come to: the distribution of a sum of amounts of which each comes or does not come.

Amounts are whole cents, so sums are exact. The deals know nothing of each other within a *shock*, a state of the world
that moves all their chances at once; over several weighted shocks they rise and fall together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from valuenet.value.late import Floats, Wholes, numpy

_ROUNDING = 1e-12
"""By how much a cumulative probability may seem to fall short of a share because binary floats were added up."""


class Totals(Protocol):
    """A distribution of totals that can be asked for its quantiles."""

    def quantile(self, share: float) -> int:
        """The smallest total in cents whose cumulative probability is at least the share."""
        ...


@dataclass(frozen=True, slots=True)
class ExactTotals:
    """All sums of some deals, as two halves whose sums are added where a question needs it: 2^13 sums each for 25 deals.

    Each half has its sums in rising order (n) and their probabilities by shock (shocks, n), those of the second added up.
    """

    weights: Floats
    first: Wholes
    chances: Floats
    second: Wholes
    cumulated: Floats

    def at_most(self, total: int) -> float:
        """P(Σ ≤ total): for each sum of the first half, the chance that the second adds no more than what is left."""
        places = numpy.searchsorted(self.second, total - self.first, side="right")
        return float(self.weights @ (self.chances * self.cumulated[:, places]).sum(axis=1))

    def quantile(self, share: float) -> int:
        """The smallest total in cents whose cumulative probability is at least the share, by halving: 40 questions for any sum."""
        low, high = int(self.first[0] + self.second[0]), int(self.first[-1] + self.second[-1])
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.at_most(middle) >= share - _ROUNDING else (middle + 1, high)
        return low


@dataclass(frozen=True, slots=True)
class DrawnTotals:
    """Some drawn sums, in rising order."""

    sums: Wholes

    def quantile(self, share: float) -> int:
        """The smallest drawn total such that at least the share of all draws is no larger."""
        place = int(numpy.ceil(share * len(self.sums) - _ROUNDING * len(self.sums)))
        return int(self.sums[max(place, 1) - 1])


def exact_totals(cents: Sequence[int], chances: Floats, weights: Floats) -> ExactTotals:
    """Every sum of the amounts with its probability; chances by shock and deal (shocks, n), the weights of the shocks."""
    middle = len(cents) // 2
    first, probabilities = _sums(cents[:middle], chances[:, :middle])
    second, others = _sums(cents[middle:], chances[:, middle:])
    cumulated = numpy.concatenate([numpy.zeros((len(weights), 1)), numpy.cumsum(others, axis=1)], axis=1)
    return ExactTotals(weights=weights, first=first, chances=probabilities, second=second, cumulated=cumulated)


def _sums(cents: Sequence[int], chances: Floats) -> tuple[Wholes, Floats]:
    """The sums of all subsets, rising, equal ones merged, and their probabilities by shock."""
    sums, probabilities = numpy.zeros(1, dtype=numpy.int64), numpy.ones((len(chances), 1))
    for place, amount in enumerate(cents):
        won = chances[:, place : place + 1]
        doubled = numpy.concatenate([probabilities * (1 - won), probabilities * won], axis=1)
        both = numpy.concatenate([sums, sums + amount])
        rising = numpy.argsort(both, kind="stable")
        sums, starts = numpy.unique(both[rising], return_index=True)
        probabilities = numpy.add.reduceat(doubled[:, rising], starts, axis=1)
    return sums, probabilities
