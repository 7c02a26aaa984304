"""The rows of a picture: labels broken into lines, one below the other, and only so many of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from valuenet.diagram.metrics import text_width
from valuenet.diagram.wrapping import filled

T = TypeVar("T")

MOST = 60
"""How many rows a picture has at most."""

SIZE, SMALL = 10.0, 8.5
"""The sizes of a label, and of what is said below it."""

LEADING = 1.22
"""From line to line, in sizes of the text."""

_LINES, _NOTE_LINES = 3, 2
_LONGEST = 200
_LEAST, _GAP = 25.0, 11.0
# What XML 1.0 cannot hold, and what would write a line from right to left.
_UNFIT = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a row is called, what is said about it below in small letters, and whether it stands out."""

    text: str
    notes: tuple[str, ...] = ()
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: the lines of its label and of its notes, and where it stands, from the top of the first row."""

    label: Label
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Where its bar stands."""
        return self.top + self.height / 2

    @property
    def bottom(self) -> float:
        """Where the next row begins."""
        return self.top + self.height


def rows(labels: Iterable[Label], width: float, *, least: float = _LEAST) -> tuple[Row, ...]:
    """The rows of these labels in a column, each as high as its label needs, and at least `least`."""
    found: list[Row] = []
    for label in labels:
        lines = lines_of(label.text, SIZE, width, most=_LINES, bold=label.bold)
        notes = tuple(line for note in label.notes for line in lines_of(note, SMALL, width, most=_NOTE_LINES))
        needed = (len(lines) * SIZE + len(notes) * SMALL) * LEADING + _GAP
        top = found[-1].bottom if found else 0.0
        found.append(Row(label=label, lines=lines, notes=notes, top=top, height=max(least, needed)))
    return tuple(found)


def lines_of(text: str, size: float, width: float, *, most: int, bold: bool = False) -> tuple[str, ...]:
    """A text in a column; what is longer than the most lines ends in dots."""
    lines = filled(clean(text), size, width, bold=bold)
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and text_width(f"{last}…", size, bold=bold) > width:
        last = last[:-1].rstrip()
    return (*lines[: most - 1], f"{last.rstrip('-')}…")


def clean(text: str) -> str:
    """What people wrote, on one line, as far as a picture can show it."""
    shown = " ".join(_UNFIT.sub("\ufffd", text[: 2 * _LONGEST]).split())
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1].rstrip()}…"


def largest(things: Sequence[T], size: Callable[[T], Decimal | int], *, most: int = MOST) -> tuple[list[T], list[T]]:
    """The largest of many things in the order in which they came, and those that have no row of their own.

    Where not all have one, a row is left for the sum of the others.
    """
    if len(things) <= most:
        return list(things), []
    falling = sorted(range(len(things)), key=lambda place: size(things[place]), reverse=True)
    kept = set(falling[: most - 1])
    return [things[place] for place in sorted(kept)], [things[place] for place in sorted(falling[most - 1 :])]
