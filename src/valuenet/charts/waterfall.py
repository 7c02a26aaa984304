"""The value waterfall: from the price of the alternative over every difference to the economic value, and from there to our price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from valuenet.charts import looks
from valuenet.charts.axis import axis
from valuenet.charts.bounds import amounts, refuse, sums
from valuenet.charts.grain import Grain, grain
from valuenet.charts.looks import Look, Stroke
from valuenet.charts.plot import BAR, FOOT, RIGHT, Plot
from valuenet.charts.rows import Label, clean, largest, rows
from valuenet.charts.sheet import HEAD, Sheet
from valuenet.diagram.theme import Palette
from valuenet.errors import Problem

_LABELS = 190.0
_FIGURES = 290.0
"""Where the column of figures ends."""

_PLOT = 306.0
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What one difference is worth to the customer: negative where the alternative is better, or where changing costs."""

    label: str
    amount: Decimal

    def __post_init__(self) -> None:
        refuse(amounts(self, "amount"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """What an offer is worth against an alternative; `unit` says of what the amounts are, such as `EUR, present value over 3 years`."""

    title: str
    unit: str
    alternative: str
    alternative_price: Decimal
    differences: tuple[Difference, ...]
    price: Decimal

    def __post_init__(self) -> None:
        refuse(self._problems())

    def _problems(self) -> Iterator[Problem]:
        yield from amounts(self, "alternative_price", "price")
        yield from sums("differences", (one.amount for one in self.differences))

    @property
    def economic_value(self) -> Decimal:
        """The price at which the customer is indifferent: that of the alternative and all differences."""
        return self.alternative_price + sum((one.amount for one in self.differences), _NONE)

    @property
    def preference(self) -> Decimal:
        """Economic value - our price."""
        return self.economic_value - self.price


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One bar: from where to where, and what stands beside it."""

    label: str
    start: Decimal
    end: Decimal
    look: Look
    figure: str
    bold: bool = False


def waterfall_told(chart: Waterfall) -> str:
    """The picture in words."""
    shown = _shown(chart)
    exact = _grain(chart)
    changes = ", ".join(f"{clean(one.label)} {exact.told(one.amount, signed=True)}" for one in shown)
    said = [
        f"{clean(chart.alternative)}: price {exact.told(chart.alternative_price)}.",
        f"Differences: {changes}." if shown else "No difference is counted.",
        f"{_answer(chart, exact)}.",
        f"Amounts in {clean(exact.unit(chart.unit))}.",
    ]
    return " ".join(said)


def waterfall_drawn(chart: Waterfall, palette: Palette) -> Sheet:
    """The picture: one row for each step, its amount beside its label, its bar where the one before ended."""
    exact = _grain(chart)
    steps = list(_steps(chart, exact, palette))
    placed = rows([Label(text=step.label, bold=step.bold) for step in steps], _LABELS)
    sheet = Sheet(HEAD + placed[-1].bottom + FOOT, palette)
    sheet.head(chart.title, _answer(chart, exact))
    along = axis([_NONE, *(step.start for step in steps), *(step.end for step in steps)], finest=exact.step)
    plot = Plot(sheet, along, left=_PLOT, top=HEAD, width=RIGHT - _PLOT, height=placed[-1].bottom)
    plot.scale(tuple(map(exact.tick, along.ticks)), exact.unit(chart.unit))
    for step, row in zip(steps, placed, strict=True):
        sheet.label(row, HEAD)
        sheet.figure_in(row, HEAD, _FIGURES, step.figure, bold=step.bold)
        plot.bar(step.start, step.end, row.middle, BAR, step.look)
    *chain, price, preference = range(len(steps))
    for one, other in [*pairwise(chain), (chain[-1], preference), (price, preference)]:
        top, bottom = placed[one].middle + BAR / 2, placed[other].middle - BAR / 2
        plot.upright(steps[one].end, top, bottom, Stroke(colour=palette.short, width=0.9, dashes=(2, 2)), behind=True)
    return sheet


def _answer(chart: Waterfall, exact: Grain) -> str:
    value, price = exact.told(chart.economic_value), exact.told(chart.price)
    return f"Economic value {value}, our price {price}: preference {exact.told(chart.preference, signed=True)}"


def _steps(chart: Waterfall, exact: Grain, palette: Palette) -> Iterator[_Step]:
    price, total = looks.price(palette), looks.total(palette)
    at = chart.alternative_price
    yield _Step(label=f"{clean(chart.alternative)}: price", start=_NONE, end=at, look=price, figure=exact.told(at))
    for one in _shown(chart):
        look = looks.more(palette) if one.amount >= 0 else looks.less(palette)
        yield _Step(label=one.label, start=at, end=at + one.amount, look=look, figure=exact.told(one.amount, signed=True))
        at += one.amount
    value = chart.economic_value
    yield _Step(label="Economic value", start=_NONE, end=value, look=total, figure=exact.told(value), bold=True)
    yield _Step(label="Our price", start=_NONE, end=chart.price, look=price, figure=exact.told(chart.price))
    yield _Step(
        label="Preference",
        start=chart.price,
        end=value,
        look=looks.lit(palette) if chart.preference >= 0 else looks.less(palette),
        figure=exact.told(chart.preference, signed=True),
        bold=True,
    )


def _shown(chart: Waterfall) -> list[Difference]:
    """The differences that have a row, and the sum of those that have none."""
    kept, others = largest(chart.differences, lambda one: abs(one.amount))
    if others:
        kept.append(Difference(label=f"{len(others)} smaller differences together", amount=sum((one.amount for one in others), _NONE)))
    return kept


def _grain(chart: Waterfall) -> Grain:
    told = [chart.alternative_price, chart.price, chart.economic_value, chart.preference]
    return grain([*told, *(one.amount for one in chart.differences)])
