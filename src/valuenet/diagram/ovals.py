"""The sizes of ovals and boxes: text broken into lines that keep clear of the rim, in the lowest shape that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, sqrt

from valuenet.diagram.wrapping import Word, balanced, fits, words

TITLE_SIZE = 10.0
MEASURE_SIZE = 8.0

_WIDTH = 122.0
_GROWN = (136.0, 150.0, 164.0)
"""Ovals have one width, so that rows stand in order; only a measure or a very long title widens them."""
_LONG = 5
"""From how many lines on an oval may grow."""
_LOWEST, _HIGHEST = 18.0, 320.0
"""The least and the greatest half height."""
_PITCH, _MEASURE_PITCH = 12.0, 9.6
_REACH, _MEASURE_REACH = 6.2, 5.0
_MARGIN = 12.0
_MEASURE_LINES, _BROKEN = 2, 1.1
"""A measure on two lines is worth an oval that is a tenth smaller."""
_SHORT = 6
"""A last line of fewer letters looks lost."""
_BOX_WIDTH, _BOX_ROOM, _BOX_PITCH, _BOX_MARGIN = 139.68, 126.0, 13.0, 12.0


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape with its lines of text; `measure` are the last ones, in smaller letters, of an outcome that is measured."""

    lines: tuple[str, ...]
    width: float
    height: float
    measure: tuple[str, ...] = ()


@lru_cache(maxsize=4_096)
def box(title: str) -> Shape:
    """The box of a differentiator, its lines in bold."""
    text = words(title, TITLE_SIZE, bold=True, widest=_BOX_ROOM)
    for count in range(1, len(text) + 1):
        if (lines := balanced(text, [_BOX_ROOM] * count)) is not None:
            return Shape(tuple(lines), _BOX_WIDTH, count * _BOX_PITCH + _BOX_MARGIN)
    raise AssertionError("one word a line always fits")


@lru_cache(maxsize=4_096)
def oval(title: str, measure: str = "") -> Shape:
    """The lowest oval in which every line fits; with a measure, or with many lines, the smallest of several widths."""
    shapes = list(_ovals(title, measure, _WIDTH))
    if measure or not shapes or len(shapes[0].lines) > _LONG:
        shapes += [shape for width in _GROWN for shape in _ovals(title, measure, width)]
    if not shapes:
        assert measure, "the highest oval holds the longest title"
        return oval(title, f"{measure[: len(measure) * 3 // 4 - 1]}…" if len(measure) > _SHORT else "")
    return min(shapes, key=lambda shape: (shape.width * shape.height * (_BROKEN if len(shape.measure) > 1 else 1), shape.width))


def _ovals(title: str, measure: str, width: float) -> Iterator[Shape]:
    """The best oval of one width, if there is one: low, with few lines, and without a last line of a few letters."""
    text = words(title, TITLE_SIZE, widest=width - 2 * _MARGIN - 8)
    small = words(measure, MEASURE_SIZE, widest=width - 2 * _MARGIN - 8)
    least = max(1, ceil(sum(word.width + word.gap for word in text) / width))
    best: tuple[float, Shape] | None = None
    for measure_lines in range(1, min(len(small), _MEASURE_LINES) + 1) if small else (0,):
        for count in range(least, len(text) + 1):
            half = _half_height(text, small, count, measure_lines, width)
            if best is not None and max(half or 0, _LOWEST) + 3 * count > best[0]:
                break
            if half is None:
                continue
            rooms = _rooms(count, measure_lines, width, half)
            lines, below = balanced(text, rooms[:count]), balanced(small, rooms[count:])
            if lines is None or below is None:
                continue
            cost = half + 3 * count + 6 * sum(len(ends) > 1 and len(ends[-1]) < _SHORT for ends in (lines, below))
            if best is None or cost < best[0]:
                best = cost, Shape(tuple(lines), width, 2 * half, tuple(below))
    if best is not None:
        yield best[1]


def _half_height(text: list[Word], small: list[Word], count: int, below: int, width: float) -> float | None:
    """The least half height, to a half point, in which the text fits on so many lines, and its measure below."""

    def holds(half: float) -> bool:
        rooms = _rooms(count, below, width, half)
        return min(rooms) > 0 and fits(text, rooms[:count]) and fits(small, rooms[count:])

    lowest, highest = int(_LOWEST * 2), int(_HIGHEST * 2)
    if not holds(highest / 2):
        return None
    while lowest < highest:
        middle = (lowest + highest) // 2
        if holds(middle / 2):
            highest = middle
        else:
            lowest = middle + 1
    return highest / 2


def _rooms(count: int, below: int, width: float, half: float) -> list[float]:
    """How much room each line has between the rims, from the first line on; those of the measure at the end."""
    top = -(count * _PITCH + below * _MEASURE_PITCH) / 2
    lines = [_room(top + (place + 0.5) * _PITCH, _REACH, width, half) for place in range(count)]
    top += count * _PITCH
    return lines + [_room(top + (place + 0.5) * _MEASURE_PITCH, _MEASURE_REACH, width, half) for place in range(below)]


def _room(centre: float, reach: float, width: float, half: float) -> float:
    """The room of a line whose letters reach so far above and below its centre; it sits a little low in its line."""
    farthest = abs(centre + 1.5) + reach
    if farthest >= half:
        return 0.0
    return width * sqrt(1 - (farthest / half) ** 2) - _MARGIN
