"""The tornado of claims: how far each claim alone moves the preference, the one that moves it furthest on top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from valuenet.charts import looks
from valuenet.charts.axis import Axis, axis
from valuenet.charts.bounds import amounts, refuse, rising, sums
from valuenet.charts.grain import Grain, grain
from valuenet.charts.looks import Stroke
from valuenet.charts.plot import BAR, FOOT, RIGHT, Plot
from valuenet.charts.rows import SMALL, Label, Row, clean, largest, rows
from valuenet.charts.sheet import HEAD, Sheet
from valuenet.diagram.theme import Palette

_LABELS = 170.0
_LOW, _HIGH = 262.0, 330.0
"""Where the columns of figures end."""

_PLOT = 346.0
_HEADS = 20.0
_NAMED = 3
"""How many of the claims that decide are named."""

_NONE = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """The preference with one claim at its low and at its high end, and all others likely."""

    label: str
    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        refuse(amounts(self, "low", "high"))
        refuse(rising(self, "low", "high"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tornado:
    """Which claim moves the preference how far from `likely`, where it is with all claims likely."""

    title: str
    unit: str
    likely: Decimal
    swings: tuple[Swing, ...]

    def __post_init__(self) -> None:
        refuse(amounts(self, "likely"))
        refuse(problem for ends in _ends(self.swings) for problem in sums("swings", [self.likely, *(end - self.likely for end in ends)]))


def tornado_told(chart: Tornado) -> str:
    """The picture in words."""
    exact = _grain(chart)
    moved = "; ".join(f"{clean(one.label)} {_signed(exact, one.low)} to {_signed(exact, one.high)}" for one in _shown(chart))
    said = [
        f"With all claims likely the preference is {_signed(exact, chart.likely)}.",
        f"Each claim alone moves it, the furthest first: {moved}. {_deciding(chart)}." if moved else f"{_deciding(chart)}.",
        f"Amounts in {clean(exact.unit(chart.unit))}.",
    ]
    return " ".join(said)


def tornado_drawn(chart: Tornado, palette: Palette) -> Sheet:
    """The picture: a row for each claim, from its low end (hollow) to its high end (solid) about the likely preference."""
    exact, shown = _grain(chart), _shown(chart)
    placed = rows([Label(text=one.label) for one in shown], _LABELS)
    height = placed[-1].bottom if placed else 30.0
    top = HEAD + _HEADS
    sheet = Sheet(top + height + FOOT, palette)
    sheet.head(chart.title, f"Likely {_signed(exact, chart.likely)}. {_deciding(chart, ' (bold)')}")
    along = _axis(chart, shown, exact)
    plot = Plot(sheet, along, left=_PLOT, top=top, width=RIGHT - _PLOT, height=height)
    plot.scale(tuple(map(exact.tick, along.ticks)), exact.unit(chart.unit))
    for one, row in zip(shown, placed, strict=True):
        sheet.label(row, top)
        _swing_drawn(plot, row, one, chart.likely, exact)
    if shown:
        sheet.write((_LOW, top - 6), "□ claim low", size=SMALL, colour=palette.dim, anchor="right")
        sheet.write((_HIGH, top - 6), "■ claim high", size=SMALL, colour=palette.dim, anchor="right")
    plot.upright(chart.likely, -2, height, Stroke(colour=palette.litline, width=1.6))
    plot.words([(chart.likely, f"likely {_signed(exact, chart.likely)}")], -6)
    return sheet


def _swing_drawn(plot: Plot, row: Row, one: Swing, likely: Decimal, exact: Grain) -> None:
    """The two figures, bold where the preference changes its sign, and the bar with its two ends."""
    sheet = plot.sheet
    for right, amount in ((_LOW, one.low), (_HIGH, one.high)):
        sheet.figure_in(row, plot.top, right, _signed(exact, amount), bold=_turns(amount, likely))
    if one.low < likely:
        plot.bar(one.low, likely, row.middle, BAR, looks.hollow(sheet.palette))
    if one.high > likely:
        plot.bar(likely, one.high, row.middle, BAR, looks.more(sheet.palette))


def _axis(chart: Tornado, shown: list[Swing], exact: Grain) -> Axis:
    """The ends of all bars, and 0 where that does not make the bars too small to be seen."""
    ends = [chart.likely, *(one.low for one in shown), *(one.high for one in shown)]
    with_zero = [*ends, _NONE]
    near = (max(with_zero) - min(with_zero)) <= 3 * (max(ends) - min(ends))
    return axis(with_zero if near else ends, finest=exact.step)


def _deciding(chart: Tornado, shown: str = "") -> str:
    """The claims that alone change the sign of the preference."""
    if not chart.swings:
        return "There is no claim that could move it"
    found = [clean(one.label) for one in chart.swings if _turns(one.low, chart.likely) or _turns(one.high, chart.likely)]
    if not found:
        return "No claim alone changes its sign"
    count = "One claim" if len(found) == 1 else f"{len(found)} claims"
    names = f": {', '.join(found)}" if len(found) <= _NAMED else ""
    return f"{count} can change its sign alone{shown}{names}"


def _turns(amount: Decimal, likely: Decimal) -> bool:
    return (amount > 0) != (likely > 0) and amount != likely


def _shown(chart: Tornado) -> list[Swing]:
    """The swings, the widest first; those that have no row of their own moved together in a last one."""
    kept, others = largest(chart.swings, lambda one: one.high - one.low)
    kept.sort(key=lambda one: one.low - one.high)
    if others:
        low, high = (chart.likely + sum((end - chart.likely for end in ends), _NONE) for ends in _ends(others))
        kept.append(Swing(label=f"{len(others)} more claims, moved together", low=low, high=high))
    return kept


def _ends(swings: Iterable[Swing]) -> Iterator[list[Decimal]]:
    yield [one.low for one in swings]
    yield [one.high for one in swings]


def _signed(exact: Grain, amount: Decimal) -> str:
    return exact.told(amount, signed=True)


def _grain(chart: Tornado) -> Grain:
    return grain([chart.likely, *(one.low for one in chart.swings), *(one.high for one in chart.swings)])
