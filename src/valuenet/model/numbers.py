"""What a number in a value may be: finite decimals within bounds, shares from 0 to 1, whole years; and names that stand only once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from valuenet.errors import Problem

ZERO, ONE = Decimal(0), Decimal(1)
LARGEST = Decimal(10) ** 15
SMALLEST = Decimal(10) ** -12
"""The least that a number which people tell may be, beside 0: no figure that is divided by it is beyond all bounds."""
WIDEST = LARGEST * 10**6
"""How much the largest amounts that people tell come to at most, of all claims and over all years."""
LONGEST = 50
"""Years that a price or a claim may run at most."""


def decimals(value: object, *fields: str, least: Decimal = -LARGEST, most: Decimal = LARGEST) -> list[Problem]:
    """What is wrong with the decimal fields of a value that is being built; None is a number that nobody has told yet."""
    return [problem for field in fields for problem in _wrong(value, field, least, most)]


def computed(value: object, *fields: str) -> list[Problem]:
    """What is wrong with decimal fields that hold sums and shares of what people told, too."""
    return [problem for field in fields for problem in _wrong(value, field, -WIDEST, WIDEST, finest=ZERO)]


def shares(value: object, *fields: str) -> list[Problem]:
    """What is wrong with fields that hold shares or probabilities, from 0 to 1."""
    return decimals(value, *fields, least=ZERO, most=ONE)


def whole_years(field: str, years: int | None) -> Iterator[Problem]:
    """What is wrong with a number of years."""
    if years is not None and not 1 <= years <= LONGEST:
        yield Problem(path=field, code="OUT_OF_BOUNDS", message=f"is {years} years", remedy=f"give whole years from 1 to {LONGEST}")


def _wrong(value: object, field: str, least: Decimal, most: Decimal, *, finest: Decimal = SMALLEST) -> Iterator[Problem]:
    number = getattr(value, field)
    if number is None:
        return
    if not isinstance(number, Decimal) or not number.is_finite():
        yield Problem(
            path=field, code="NOT_A_NUMBER", message=f"is {number!r}, not a decimal number", remedy="give a number such as 1200.50"
        )
    elif not least <= number <= most:
        yield Problem(
            path=field, code="OUT_OF_BOUNDS", message=f"is {number}", remedy=f"give a number from {_said(least)} to {_said(most)}"
        )
    elif number and abs(number) < finest:
        yield Problem(path=field, code="OUT_OF_BOUNDS", message=f"is {number}", remedy=f"give 0, or at least {finest}")


def _said(bound: Decimal) -> str:
    return {LARGEST: "10^15", -LARGEST: "-10^15", WIDEST: "10^21", -WIDEST: "-10^21"}.get(bound, str(bound))


def repeated(path: str, names: Iterable[str]) -> Iterator[Problem]:
    """The problem of every name that stands in a list more than once."""
    for name, times in Counter(names).items():
        if times > 1:
            yield Problem(path=path, code="TWICE", message=f"has {name!r} {times} times", remedy="keep one of them")
