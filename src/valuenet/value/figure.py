"""A figure that explains itself: an amount with its unit, and the formula, inputs and source that it expands to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal

CENT, FINE = Decimal("0.01"), Decimal("0.000001")
_WIDE = Context(prec=60)
"""Digits enough for the largest amount by the smallest."""
A_YEAR = " a year"

SHARE, CHANCE, YEARS, TIMES = "share", "probability", "years", "times"
"""Units of figures that are not money; money has its currency for a unit, with `A_YEAR` behind where it is yearly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One thing that a figure was computed from, by its name in the formula."""

    name: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An amount, money to the cent and anything else to six places; None where it is not defined or not known, and `source` says why.

    `source` names the records or the setting behind it.
    """

    amount: Decimal | None
    unit: str
    formula: str
    inputs: tuple[Input, ...] = ()
    source: str = ""


def figure(amount: Decimal | float | None, unit: str, formula: str, source: str = "", **inputs: Decimal | float | int | None) -> Figure:
    """A figure in a unit; inputs by the names that they have in the formula."""
    places = FINE if unit in (SHARE, CHANCE, YEARS, TIMES, "") else CENT
    told = tuple(Input(name=name, amount=_plain(value)) for name, value in inputs.items())
    return Figure(amount=_settled(amount, places), unit=unit, formula=formula, inputs=told, source=source)


def said(amount: Decimal, unit: str) -> str:
    """Money as a sentence has it: whole, in groups of three digits, with its unit."""
    return f"{amount.quantize(Decimal(1)) + 0:,}".replace(",", " ") + f" {unit}"


def _settled(amount: Decimal | float | None, places: Decimal) -> Decimal | None:
    return None if amount is None else Decimal(amount).quantize(places, context=_WIDE) + 0


def _plain(amount: Decimal | float | None) -> Decimal | None:
    """An input as a person would write it: to six places, without zeros at its end."""
    settled = _settled(amount, FINE)
    return None if settled is None else Decimal(f"{settled.normalize():f}")
