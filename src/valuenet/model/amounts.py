"""Amounts of money as people state them: a range from low to high, and a price with its terms. Decimal, never a binary float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from valuenet.errors import InvalidOpportunity, Problem
from valuenet.model.numbers import ZERO, computed, decimals, whole_years
from valuenet.model.text import Rule, unsettled

CURRENCY = Rule(3, required=True)
UNIT = Rule(60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Low, likely and high: money per year, or a share of a line's baseline; given that the outcome happens."""

    low: Decimal
    likely: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        problems = computed(self, "low", "likely", "high")
        if not problems and not self.low <= self.likely <= self.high:
            said = f"low {self.low}, likely {self.likely}, high {self.high} are not in that order"
            problems.append(
                Problem(path="", code="NOT_IN_ORDER", message=said, remedy="give low ≤ likely ≤ high, also where they are negative")
            )
        if problems:
            raise InvalidOpportunity(problems)

    @property
    def mean(self) -> Decimal:
        """(low + likely + high) / 3: the mean of the triangular distribution."""
        return (self.low + self.likely + self.high) / 3

    def __add__(self, other: Range) -> Range:
        return Range(low=self.low + other.low, likely=self.likely + other.likely, high=self.high + other.high)

    def __sub__(self, other: Range) -> Range:
        """The widest difference: the worst of this against the best of the other is its low end."""
        return Range(low=self.low - other.high, likely=self.likely - other.likely, high=self.high - other.low)

    def times(self, factor: Decimal) -> Range:
        """The range scaled by a factor that is not negative."""
        return Range(low=self.low * factor, likely=self.likely * factor, high=self.high * factor)


NOTHING = Range(low=ZERO, likely=ZERO, high=ZERO)


def exactly(amount: Decimal | int) -> Range:
    """The range of an amount that is certain."""
    return Range(low=Decimal(amount), likely=Decimal(amount), high=Decimal(amount))


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """All payments for one option: once at signature, and at the end of each year of the term.

    `years` is the horizon that the payments are told for, None for the workspace's; `unit` the volume that they are for.
    """

    one_time: Decimal = ZERO
    yearly: Decimal = ZERO
    currency: str
    unit: str = ""
    years: int | None = None

    def __post_init__(self) -> None:
        problems = [*unsettled(self, currency=CURRENCY, unit=UNIT), *decimals(self, "one_time", "yearly", least=ZERO)]
        problems += whole_years("years", self.years)
        if problems:
            raise InvalidOpportunity(problems)

    @property
    def terms(self) -> tuple[str, str, int | None]:
        """What two prices must share to be compared: currency, unit, years."""
        return self.currency, self.unit, self.years
