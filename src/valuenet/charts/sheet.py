"""The sheet that a picture is drawn on: plots by matplotlib, and words beside them, all measured in points from the top left.

matplotlib never sees what people wrote. It is given a handle for every text, such as `w7`, and the words take its place
when the picture is finished: nothing in them is taken for a formula, measured in a font that lacks it, or warned about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from valuenet.charts.late import figure, matplotlib
from valuenet.charts.rows import LEADING, SIZE, SMALL, Row, lines_of
from valuenet.diagram.theme import Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 680.0
MARGIN = 18.0
HEAD = 58.0
"""What the title and the line below it take."""

_TITLE = 14.0
_CAP_HEIGHT = 0.36
"""From the middle of a letter to the line that it stands on, in sizes of the text."""

_LOCK = Lock()
_OURS: Mapping[str, object] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "valuenet",
    "font.family": "DejaVu Sans",  # comes with the library, so that handles are measured alike everywhere
    "figure.dpi": 72,
    "path.snap": False,
}

Anchor = Literal["left", "center", "right"]


@contextmanager
def library() -> Iterator[None]:
    """matplotlib for one thread at a time, with its own defaults and ours: no file or other code of the process changes a picture."""
    with _LOCK:
        settings: dict[Any, Any] = {**matplotlib.rcParamsDefault, **_OURS}
        del settings["backend"]
        with matplotlib.rc_context(settings):
            yield


class Sheet:
    """A picture in the making; `words` are what stands for each handle."""

    def __init__(self, height: float, palette: Palette) -> None:
        self.height = height
        self.palette = palette
        self.words: dict[str, str] = {}
        self._figure = figure.Figure(figsize=(WIDTH / 72, height / 72), dpi=72, facecolor=palette.bg)

    def head(self, title: str, below: str = "") -> None:
        """The title, and in one line below it what the picture is about."""
        for line in lines_of(title, _TITLE, WIDTH - 2 * MARGIN, most=1, bold=True):
            self.write((MARGIN, 28), line, size=_TITLE, bold=True)
        for line in lines_of(below, SMALL, WIDTH - 2 * MARGIN, most=1):
            self.write((MARGIN, 43), line, size=SMALL, colour=self.palette.dim)

    def write(
        self, at: tuple[float, float], words: str, *, size: float = SIZE, bold: bool = False, colour: str = "", anchor: Anchor = "left"
    ) -> None:
        """Words in one line: where they begin, end or have their middle, and on which height they stand."""
        if words:
            self._figure.text(
                at[0] / WIDTH,
                1 - at[1] / self.height,
                self._handle(words),
                fontsize=size,
                fontweight="bold" if bold else "normal",
                color=colour or self.palette.ink,
                horizontalalignment=anchor,
                verticalalignment="baseline",
            )

    def figure_in(self, row: Row, top: float, right: float, words: str, *, bold: bool = False) -> None:
        """A figure in a column that ends at `right`, beside the label of a row; `top` is that of the rows."""
        self.write((right, top + row.middle + _CAP_HEIGHT * SIZE), words, bold=bold, anchor="right")

    def label(self, row: Row, top: float) -> None:
        """The label of a row, and what is said below it, about the middle of the row."""
        y = top + row.middle - (len(row.lines) * SIZE + len(row.notes) * SMALL) * LEADING / 2
        for line in row.lines:
            y += SIZE * LEADING
            self.write((MARGIN, y - SIZE * (LEADING / 2 - _CAP_HEIGHT)), line, bold=row.label.bold)
        for line in row.notes:
            y += SMALL * LEADING
            self.write((MARGIN, y - SMALL * (LEADING / 2 - _CAP_HEIGHT)), line, size=SMALL, colour=self.palette.dim)

    def _handle(self, words: str) -> str:
        handle = f"w{len(self.words)}"
        self.words[handle] = words
        return handle

    def plot(self, left: float, top: float, width: float, height: float) -> Axes:
        """A plot without frame or figures of its own; its vertical axis counts points from its own top."""
        place = (left / WIDTH, 1 - (top + height) / self.height, width / WIDTH, height / self.height)
        axes = self._figure.add_axes(place)
        axes.set_axis_off()
        axes.set_ylim(height, 0)
        return axes

    def svg(self) -> str:
        """What matplotlib draws, with handles for words."""
        text = StringIO()
        self._figure.savefig(text, format="svg", facecolor=self.palette.bg, metadata={"Date": None})
        return text.getvalue()
