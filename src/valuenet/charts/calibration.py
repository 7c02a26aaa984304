"""The calibration plot: what was predicted against what came, with how often, how sure that is, and the base rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from valuenet.charts import looks
from valuenet.charts.bounds import refuse, rising, shares
from valuenet.charts.grain import percent
from valuenet.charts.rows import SMALL, clean, largest
from valuenet.charts.sheet import HEAD, MARGIN, Sheet
from valuenet.diagram.theme import Palette
from valuenet.errors import Problem

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LEFT, _SIDE = 64.0, 300.0
_PREDICTED, _CAME, _COUNT, _INTERVAL = 492.0, 540.0, 578.0, 662.0
"""Where the columns of the table beside the plot end."""

_HEADS, _ROW = 24.0, 17.0
_FOOT = 42.0
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """What came of those with about the same prediction: `came` out of `n`, and the interval from `low` to `high` that it leaves."""

    predicted: float
    n: int
    came: int
    low: float
    high: float

    def __post_init__(self) -> None:
        refuse(self._problems())
        refuse(rising(self, "low", "high"))

    def _problems(self) -> Iterator[Problem]:
        yield from shares(self, "predicted", "low", "high")
        if not 0 <= self.came <= self.n or not self.n:
            yield Problem(path="came", code="OUT_OF_BOUNDS", message=f"is {self.came} of {self.n}", remedy="give a part of one or more")

    @property
    def share(self) -> float:
        """The share that came."""
        return self.came / self.n


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Predictions in bins, the share that came of all, if known, and the label that every probability carries."""

    title: str
    label: str
    bins: tuple[Bin, ...]
    base_rate: float | None = None

    def __post_init__(self) -> None:
        refuse(shares(self, "base_rate"))


def calibration_told(chart: Calibration) -> str:
    """The picture in words."""
    base = "" if chart.base_rate is None else f" The base rate is {percent(chart.base_rate)}."
    if not chart.bins:
        return f"{clean(chart.label)}: nothing has been closed that was predicted.{base}"
    shown, left_out = _shown(chart)
    bins = "; ".join(
        f"{percent(one.predicted)}: {one.came} of {one.n} came, {percent(one.share)} (between {percent(one.low)} and {percent(one.high)})"
        for one in shown
    )
    return " ".join(filter(None, [f"{clean(chart.label)}. Of those predicted at {bins}.{base}", _left_out(left_out)]))


def calibration_drawn(chart: Calibration, palette: Palette) -> Sheet:
    """The picture: a square of predicted and came with the line on which both are equal, and the same as a table beside it."""
    shown, left_out = _shown(chart)
    top = HEAD + _HEADS
    sheet = Sheet(top + max(_SIDE, _ROW * (len(shown) + bool(left_out))) + _FOOT, palette)
    sheet.head(chart.title, chart.label)
    _square(sheet, top, chart, shown)
    _table(sheet, top, shown)
    sheet.write((_LEFT + _SIDE + 88, top + _ROW * (len(shown) + 0.7)), _left_out(left_out), size=SMALL, colour=palette.dim)
    return sheet


def _square(sheet: Sheet, top: float, chart: Calibration, shown: list[Bin]) -> None:
    palette = sheet.palette
    plot = sheet.plot(_LEFT, top, _SIDE, _SIDE)
    plot.set_xlim(0, 1)
    plot.set_ylim(0, 1)
    _scales(sheet, plot, top)
    plot.plot([0, 1], [0, 1], color=palette.dim, linewidth=1.2, clip_on=False)
    if chart.base_rate is not None:
        base = chart.base_rate
        plot.plot([0, 1], [base, base], color=palette.vicious, linewidth=1.3, linestyle=(0, (5, 3)), clip_on=False)
        for y, words in ((-2, "base rate"), (9, percent(base))):
            sheet.write((_LEFT + _SIDE + 6, top + _SIDE * (1 - base) + y), words, size=SMALL, colour=palette.vicious)
    if not shown:
        sheet.write((_LEFT + _SIDE * 0.7, top + _SIDE * 0.7), "nothing to compare yet", colour=palette.dim, anchor="center")
    most = max((one.n for one in shown), default=1)
    for one in shown:
        _mark(plot, one, (one.n / most) ** 0.5, palette)


def _scales(sheet: Sheet, plot: Axes, top: float) -> None:
    """The lines behind the marks with their figures, and what runs along which side."""
    dim = sheet.palette.dim
    for tick in _TICKS:
        for x, y in (([tick, tick], [0, 1]), ([0, 1], [tick, tick])):
            plot.plot(x, y, color=sheet.palette.fade, linewidth=0.8, clip_on=False)
        told = percent(tick, digits=0)
        sheet.write((_LEFT + _SIDE * tick, top + _SIDE + 14), told, size=SMALL, colour=dim, anchor="center")
        sheet.write((_LEFT - 8, top + _SIDE * (1 - tick) + 3), told, size=SMALL, colour=dim, anchor="right")
    sheet.write((_LEFT + _SIDE / 2, top + _SIDE + 30), "predicted", size=SMALL, colour=dim, anchor="center")
    sheet.write((MARGIN, top - 10), "came", size=SMALL, colour=dim)
    sheet.write((_LEFT + _SIDE, top - 10), "came as predicted", size=SMALL, colour=dim, anchor="right")


def _mark(plot: Axes, one: Bin, weight: float, palette: Palette) -> None:
    """The interval of a bin with its two ends, and a dot the larger the more is in it."""
    plot.plot([one.predicted] * 2, [one.low, one.high], color=palette.line, linewidth=1.6, clip_on=False)
    for end in (one.low, one.high):
        plot.plot([one.predicted - 0.012, one.predicted + 0.012], [end, end], color=palette.line, linewidth=1.6, clip_on=False)
    colour = looks.more(palette).fill
    plot.plot([one.predicted], [one.share], marker="o", markersize=5 + 9 * weight, color=colour, markeredgecolor=palette.bg, clip_on=False)


def _table(sheet: Sheet, top: float, shown: list[Bin]) -> None:
    dim = sheet.palette.dim
    columns = (_PREDICTED, _CAME, _COUNT, _INTERVAL)
    if shown:
        for right, words in zip(columns, ("predicted", "came", "n", "interval"), strict=True):
            sheet.write((right, top - 10), words, size=SMALL, colour=dim, anchor="right")
    for place, one in enumerate(shown):
        figures = (percent(one.predicted), percent(one.share), str(one.n), f"{percent(one.low)} to {percent(one.high)}")
        for right, words in zip(columns, figures, strict=True):
            sheet.write((right, top + _ROW * place + 10), words, size=9, anchor="right")


def _shown(chart: Calibration) -> tuple[list[Bin], list[Bin]]:
    """The bins by what they predict, and those that have no row of their own."""
    kept, others = largest(chart.bins, lambda one: one.n)
    return sorted(kept, key=lambda one: (one.predicted, one.low, one.n)), others


def _left_out(others: list[Bin]) -> str:
    if not others:
        return ""
    return f"{len(others)} smaller bins with {sum(one.came for one in others)} of {sum(one.n for one in others)} are left out."
