"""The range of the preference: low, likely and high, and how it spreads if claims vary independently or move together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from valuenet.charts import looks
from valuenet.charts.axis import axis
from valuenet.charts.bounds import amounts, refuse, rising, shares
from valuenet.charts.grain import Grain, grain, percent
from valuenet.charts.looks import Stroke
from valuenet.charts.plot import FOOT, RIGHT, Plot
from valuenet.charts.rows import SMALL, Label, clean, rows
from valuenet.charts.sheet import HEAD, Sheet
from valuenet.diagram.metrics import text_width
from valuenet.diagram.theme import Palette
from valuenet.errors import Problem

_LABELS = 170.0
_PLOT = 214.0
_ROW = 62.0
_SIDES = 16.0
"""What is said above the rows about either side of 0."""

_BELOW = 7.0
"""How far below the middle of a row its marks stand: their figures stand above them."""

_NONE = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How the preference spreads: three percentiles, the standard deviation, and the probability that it is above 0, if known."""

    p10: Decimal
    p50: Decimal
    p90: Decimal
    deviation: Decimal
    above_zero: float | None = None

    def __post_init__(self) -> None:
        refuse(self._problems())
        refuse(rising(self, "p10", "p50", "p90"))

    def _problems(self) -> Iterator[Problem]:
        yield from amounts(self, "p10", "p50", "p90")
        yield from amounts(self, "deviation", least=_NONE)
        yield from shares(self, "above_zero")


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferenceRange:
    """A preference with all claims at their low, likely and high ends, and with both spreads."""

    title: str
    unit: str
    low: Decimal
    likely: Decimal
    high: Decimal
    independent: Spread
    together: Spread

    def __post_init__(self) -> None:
        refuse(amounts(self, "low", "likely", "high"))
        refuse(rising(self, "low", "likely", "high"))


_Marks = tuple[tuple[str, Decimal], ...]


def preference_told(chart: PreferenceRange) -> str:
    """The picture in words."""
    exact = _grain(chart)
    ends = ", ".join(f"{name} {exact.told(amount, signed=True)}" for name, amount in _ends(chart))
    spreads = [
        f"If claims {how}: {', '.join(f'{name} {exact.told(amount, signed=True)}' for name, amount in _percentiles(spread))}, "
        f"{', '.join(_doubt(spread, exact))}."
        for how, spread in (("vary independently", chart.independent), ("move together", chart.together))
    ]
    return " ".join([f"Preference: {ends}.", *spreads, f"Amounts in {clean(exact.unit(chart.unit))}."])


def preference_drawn(chart: PreferenceRange, palette: Palette) -> Sheet:
    """The picture: three rows over one axis with 0 on it, each with its three figures above their marks."""
    exact = _grain(chart)
    labels = (
        Label(text="All claims low, likely or high"),
        Label(text="Claims vary independently", notes=_doubt(chart.independent, exact)),
        Label(text="Claims move together", notes=_doubt(chart.together, exact)),
    )
    placed = rows(labels, _LABELS, least=_ROW)
    top = HEAD + _SIDES
    sheet = Sheet(top + placed[-1].bottom + FOOT, palette)
    sheet.head(chart.title, f"Likely {exact.told(chart.likely, signed=True)}; {_chances(chart)}")
    marks = (_ends(chart), _percentiles(chart.independent), _percentiles(chart.together))
    along = axis([_NONE, *(amount for row in marks for _, amount in row)], finest=exact.step)
    plot = Plot(sheet, along, left=_PLOT, top=top, width=RIGHT - _PLOT, height=placed[-1].bottom)
    plot.scale(tuple(map(exact.tick, along.ticks)), exact.unit(chart.unit))
    _sides(plot)
    for place, (row, three) in enumerate(zip(placed, marks, strict=True)):
        sheet.label(row, top)
        plot.words([(amount, f"{name} {exact.told(amount, signed=True)}") for name, amount in three], row.middle - 10)
        (_ends_drawn if place == 0 else _spread_drawn)(plot, row.middle + _BELOW, three)
    return sheet


def _ends_drawn(plot: Plot, y: float, marks: _Marks) -> None:
    """A line from end to end, and a mark where the likely one is."""
    palette = plot.sheet.palette
    (_, low), (_, likely), (_, high) = marks
    stroke = Stroke(colour=palette.line, width=2.0)
    plot.level(low, high, y, stroke)
    for end in (low, high):
        plot.upright(end, y - 6, y + 6, stroke)
    plot.dot(likely, y, 9, looks.lit(palette))


def _spread_drawn(plot: Plot, y: float, marks: _Marks) -> None:
    """A bar that holds 80 of 100, and a line where the middle is."""
    palette = plot.sheet.palette
    (_, p10), (_, p50), (_, p90) = marks
    plot.bar(p10, p90, y, 15, looks.price(palette))
    plot.upright(p50, y - 10, y + 10, Stroke(colour=palette.ink, width=2.4))


def _sides(plot: Plot) -> None:
    """Which side of 0 is whose, where there is room to say it."""
    zero, dim = plot.at(_NONE), plot.sheet.palette.dim
    for words, room, x in (("◄ better without us", zero - plot.left, -6), ("better with us ►", RIGHT - zero, 6)):
        if room > text_width(words, SMALL):
            plot.sheet.write((zero + x, plot.top - 5), words, size=SMALL, colour=dim, anchor="right" if x < 0 else "left")


def _ends(chart: PreferenceRange) -> _Marks:
    return ("low", chart.low), ("likely", chart.likely), ("high", chart.high)


def _percentiles(spread: Spread) -> _Marks:
    return ("P10", spread.p10), ("P50", spread.p50), ("P90", spread.p90)


def _doubt(spread: Spread, exact: Grain) -> tuple[str, ...]:
    deviation = f"standard deviation {exact.told(spread.deviation)}"
    return (deviation,) if spread.above_zero is None else (deviation, f"above 0 in {percent(spread.above_zero)} of cases")


def _chances(chart: PreferenceRange) -> str:
    exact = _grain(chart)
    told = [f"{exact.told(one.p10, signed=True)} to {exact.told(one.p90, signed=True)}" for one in (chart.independent, chart.together)]
    return f"8 times in 10 from {told[0]} if claims vary independently, from {told[1]} if they move together"


def _grain(chart: PreferenceRange) -> Grain:
    marks = [*_ends(chart), *_percentiles(chart.independent), *_percentiles(chart.together)]
    return grain([*(amount for _, amount in marks), chart.independent.deviation, chart.together.deviation])
