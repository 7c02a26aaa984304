"""Figures of a scorecard as a person reads them: rounded, with a label and what they mean; and what each of them expands to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from valuenet.messages.phrases import NO_BREAK
from valuenet.value.figure import A_YEAR, CHANCE, SHARE, TIMES, YEARS, Figure

UNDEFINED = "—"
"""Stands where a figure is not defined or not known."""

_ROUND, _FROM = Decimal(100), Decimal(10_000)
"""Money from here on is told in whole hundreds: nobody knows it better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A figure with its label, how it reads, and what it means in plain words; `others`: further figures that are shown in it."""

    label: str
    shown: str
    note: str
    figure: Figure
    others: tuple[Figure, ...] = ()


def line(label: str, figure: Figure, note: str, *, shown: str = "", signed: bool = False) -> Line:
    """A figure beside its label; where it is not defined, its note says why."""
    if figure.amount is None:
        return Line(label=label, shown=shown or UNDEFINED, note=figure.source or note, figure=figure)
    return Line(label=label, shown=shown or amount_text(figure.amount, figure.unit, signed=signed), note=note, figure=figure)


def span(label: str, low: Figure, high: Figure, note: str) -> Line:
    """From one figure to another."""
    shown = " to ".join(amount_text(one.amount, "", signed=True) for one in (low, high))
    return Line(label=label, shown=f"{shown}{NO_BREAK}{low.unit}".rstrip(), note=note, figure=low, others=(high,))


def above(label: str, apart: Figure, together: Figure, note: str) -> Line:
    """Two figures of the same, beside each other."""
    shown = " and ".join(amount_text(one.amount, one.unit) for one in (apart, together))
    return Line(label=label, shown=shown, note=note, figure=apart, others=(together,))


def amount_text(amount: Decimal | None, unit: str, *, signed: bool = False) -> str:
    """An amount in its unit: money in thousands apart, shares and probabilities in per cent."""
    if amount is None:
        return UNDEFINED
    if unit in (SHARE, CHANCE):
        told = _told(amount * 100, 1, signed=signed).removesuffix(".0")
        return f"{told}{NO_BREAK}%"
    if unit in (TIMES, YEARS):
        return f"{_told(amount, 2, signed=False)}{NO_BREAK}{unit}"
    rounded = (amount / _ROUND).quantize(Decimal(1)) * _ROUND if abs(amount) >= _FROM else amount
    text = _told(rounded, 0, signed=signed)
    return f"{text}{NO_BREAK}{unit.replace(' ', NO_BREAK)}" if unit else text


def expansion(figure: Figure) -> Iterator[tuple[str, str]]:
    """What a figure expands to: exactly what it is, its formula, its inputs and its source, each with a label."""
    if figure.amount is not None:
        yield "Exactly", f"{_plain(figure.amount)} {_unit(figure.unit)}".rstrip()
    if figure.formula:
        yield "Formula", figure.formula
    given = [f"{one.name} = {_plain(one.amount) if one.amount is not None else 'not told'}" for one in figure.inputs]
    if given:
        yield "Inputs", "; ".join(given)
    if figure.source:
        yield "Source", figure.source


def _unit(unit: str) -> str:
    return {SHARE: "(share)", CHANCE: "(probability)"}.get(unit, unit.replace(A_YEAR, " a year"))


def _told(amount: Decimal, digits: int, *, signed: bool) -> str:
    text = f"{abs(amount):,.{digits}f}".replace(",", NO_BREAK)
    zero = not any(digit in "123456789" for digit in text)
    sign = "" if zero else "\u2212" if amount < 0 else "+" if signed else ""
    return f"{sign}{text}"


def _plain(amount: Decimal) -> str:
    """Every digit that is known, thousands apart."""
    text = f"{amount:,f}".replace(",", NO_BREAK)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "\u2212")
