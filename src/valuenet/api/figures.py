"""Figures that explain themselves, as GraphQL types, and the types that are made of figures with the same names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import TypeVar

from valuenet.api.describing import output, said
from valuenet.model.amounts import Range
from valuenet.value import figure as model

T = TypeVar("T")


@output
class FigurePart:
    """One thing that a figure was computed from."""

    name: str = said("Its name in the formula.")
    amount: Decimal | None = said("Its amount, in the unit that it has in the formula, to six places; null where it is not known.")


@output
class Figure:
    """An amount that expands to what it was computed from."""

    amount: Decimal | None = said(
        "In `unit`: money to the cent, anything else to six places; null where it is not defined or not known, and `source` says why."
    )
    unit: str = said("A currency, a currency a year, `share` (0 to 1), `probability` (0 to 1), `years` or `times`.")
    formula: str = said("How it is computed.")
    inputs: list[FigurePart] = said("What it was computed from, in the order of the formula.")
    source: str = said("The records or the setting behind it.")


@output
class MoneyRange:
    """Low, likely and high, given that the outcome happens: money a year in the opportunity's currency, unless the field says otherwise."""

    low: Decimal = said("What it comes to if little comes of it.")
    likely: Decimal = said("What it most likely comes to.")
    high: Decimal = said("What it comes to if much comes of it.")


def figure(value: model.Figure) -> Figure:
    """A figure as GraphQL shows it."""
    inputs = [FigurePart(name=one.name, amount=one.amount) for one in value.inputs]
    return Figure(amount=value.amount, unit=value.unit, formula=value.formula, inputs=inputs, source=value.source)


def money_range(value: Range) -> MoneyRange:
    """A range as GraphQL shows it."""
    return MoneyRange(low=value.low, likely=value.likely, high=value.high)


def like(type_: type[T], value: object, /, **other: object) -> T:
    """A GraphQL type made of the fields of the same names, figures and ranges as GraphQL shows them; `other` are those that differ."""
    alike: Mapping[str, object] = {name: _shown(getattr(value, name)) for name in _names(type_) if name not in other}
    return type_(**alike, **other)


def _names(type_: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(type_) if one.init)


def _shown(value: object) -> object:
    match value:
        case model.Figure():
            return figure(value)
        case Range():
            return money_range(value)
        case tuple():
            return list(value)
    return value
