"""What the figures of a picture may be: finite, in order, and not beyond what can be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from valuenet.errors import Invalid, Problem

LARGEST = Decimal(10) ** 20
"""The largest amount that is drawn, either way."""


def refuse(problems: Iterator[Problem]) -> None:
    """Raise `Invalid` with all that is wrong with a value that is being built."""
    if found := list(problems):
        raise Invalid(found)


def amounts(value: object, *fields: str, least: Decimal = -LARGEST) -> Iterator[Problem]:
    """What is wrong with fields that hold amounts."""
    for field in fields:
        amount = getattr(value, field)
        if not isinstance(amount, Decimal) or not amount.is_finite() or not least <= amount <= LARGEST:
            remedy = f"give a decimal number from {'0' if least == 0 else '-10^20'} to 10^20"
            yield Problem(path=field, code="NOT_DRAWABLE", message=f"is {amount!r}", remedy=remedy)


def sums(path: str, every: Iterable[Decimal]) -> Iterator[Problem]:
    """What is wrong with amounts that a picture may have to add up."""
    if (found := sum(map(abs, every), Decimal(0))) > LARGEST:
        yield Problem(path=path, code="NOT_DRAWABLE", message=f"add up to {found}", remedy="give amounts that add up to 10^20 or less")


def shares(value: object, *fields: str) -> Iterator[Problem]:
    """What is wrong with fields that hold shares or probabilities; None is one that nobody knows."""
    for field in fields:
        share = getattr(value, field)
        if share is not None and not 0 <= share <= 1:
            yield Problem(path=field, code="OUT_OF_BOUNDS", message=f"is {share!r}", remedy="give a share from 0 to 1")


def rising(value: object, *fields: str) -> Iterator[Problem]:
    """What is wrong with fields that must not fall."""
    figures = [getattr(value, field) for field in fields]
    if figures != sorted(figures):
        said = ", ".join(f"{field} {figure}" for field, figure in zip(fields, figures, strict=True))
        yield Problem(path="", code="NOT_IN_ORDER", message=f"{said} are not in that order", remedy=f"give {' ≤ '.join(fields)}")
