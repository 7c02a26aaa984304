"""A plot of rows: bars, marks and lines at amounts along one axis, over the rows of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import ceil

from valuenet.charts.axis import Axis
from valuenet.charts.looks import Look, Stroke
from valuenet.charts.rows import SMALL, lines_of
from valuenet.charts.sheet import MARGIN, WIDTH, Sheet
from valuenet.diagram.metrics import text_width

BAR = 15.0
RIGHT = WIDTH - MARGIN - 16
"""Where a plot ends: the last figure of its axis is wider."""

FOOT = 38.0
"""What the figures of an axis and its unit take below a plot."""

_THIN = 0.6
"""The least width of a bar in points: something is there."""


class Plot:
    """A plot on a sheet, from its left edge and the top of its rows; y is counted from there, in points."""

    def __init__(self, sheet: Sheet, axis: Axis, *, left: float, top: float, width: float, height: float) -> None:
        self.sheet, self.axis = sheet, axis
        self.left, self.top, self.width, self.height = left, top, width, height
        self._axes = sheet.plot(left, top, width, height)
        self._axes.set_xlim(axis.low, axis.high)

    def at(self, amount: Decimal) -> float:
        """Where an amount stands on the sheet."""
        return self.left + self.width * self.axis.share(amount)

    def scale(self, figures: tuple[str, ...], unit: str) -> None:
        """The lines behind the bars with their figures, the zero line, and once the unit."""
        palette = self.sheet.palette
        ticks = self.axis.ticks
        room = self.width / (len(ticks) - 1)
        every = ceil((max(text_width(told, SMALL) for told in figures) + 6) / room)
        first = ticks.index(Decimal(0)) if Decimal(0) in ticks else 0
        for place, (tick, told) in enumerate(zip(ticks, figures, strict=True)):
            self.upright(tick, 0, self.height, Stroke(colour=palette.fade, width=0.8), behind=True)
            if (place - first) % every == 0:
                self.sheet.write((self.at(tick), self.top + self.height + 13), told, size=SMALL, colour=palette.dim, anchor="center")
        if Decimal(0) in self.axis:
            self.upright(Decimal(0), 0, self.height, Stroke(colour=palette.dim, width=1.2))
        for line in lines_of(unit, SMALL, self.width, most=1):
            self.sheet.write(
                (self.left + self.width / 2, self.top + self.height + 27), line, size=SMALL, colour=palette.dim, anchor="center"
            )

    def bar(self, one: Decimal, other: Decimal, y: float, height: float, look: Look) -> None:
        """A bar between two amounts, about `y`."""
        low, high = sorted((float(one), float(other)))
        least = _THIN / self.width * (self.axis.high - self.axis.low)
        self._axes.barh(
            y, max(high - low, least), height, low, color=look.fill, edgecolor=look.rim, linewidth=look.width, clip_on=False, zorder=3
        )

    def upright(self, amount: Decimal, top: float, bottom: float, stroke: Stroke, *, behind: bool = False) -> None:
        """A line at an amount, from one height to another."""
        self._line([float(amount)] * 2, [top, bottom], stroke, 1 if behind else 4)

    def level(self, one: Decimal, other: Decimal, y: float, stroke: Stroke) -> None:
        """A line from one amount to another."""
        self._line([float(one), float(other)], [y, y], stroke, 2)

    def words(self, marks: Sequence[tuple[Decimal, str]], y: float) -> None:
        """Words in small letters about their amounts, which rise, moved aside where two would meet; no line runs through them."""
        palette, width = self.sheet.palette, [text_width(words, SMALL) for _, words in marks]
        places = apart([self.at(amount) for amount, _ in marks], width, self.left, self.left + self.width)
        for (_, words), x, wide in zip(marks, places, width, strict=True):
            left, right = ((x + side * wide / 2 - self.left) / self.width for side in (-1, 1))
            ends = [self.axis.low + (self.axis.high - self.axis.low) * share for share in (left, right)]
            self._axes.fill_between(ends, y - SMALL, y + 2, color=palette.bg, linewidth=0, clip_on=False, zorder=4.5)
            self.sheet.write((x, self.top + y), words, size=SMALL, anchor="center")

    def dot(self, amount: Decimal, y: float, size: float, look: Look) -> None:
        """A round mark at an amount."""
        self._axes.plot(
            [float(amount)],
            [y],
            marker="o",
            markersize=size,
            color=look.fill,
            markeredgecolor=look.rim,
            markeredgewidth=look.width,
            clip_on=False,
            zorder=5,
        )

    def _line(self, x: list[float], y: list[float], stroke: Stroke, order: int) -> None:
        style = (0, stroke.dashes) if stroke.dashes else "solid"
        self._axes.plot(x, y, color=stroke.colour, linewidth=stroke.width, linestyle=style, clip_on=False, zorder=order)


def apart(centres: Sequence[float], widths: Sequence[float], left: float, right: float, gap: float = 9.0) -> list[float]:
    """Where texts that belong at these rising places stand, so that none meets the next, and none leaves the space between left and right.

    Where there is too little space for all, the first ones leave it.
    """
    placed: list[float] = []
    least = left
    for centre, width in zip(centres, widths, strict=True):
        placed.append(max(centre, least + width / 2))
        least = placed[-1] + width / 2 + gap
    most = right
    for place in reversed(range(len(placed))):
        placed[place] = min(placed[place], most - widths[place] / 2)
        most = placed[place] - widths[place] / 2 - gap
    return placed
