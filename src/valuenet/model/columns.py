"""How many columns of a terminal a text takes, and lines that keep to a width, also with characters that take two columns or none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

GAP = "  "
"""What stands between two columns."""

LONGEST = 40
"""How long a word may be that is never broken; keys are to be copied whole."""

_BLANKS = re.compile(r"[ \t\n]+")
"""Where a line may end: not at a no-break space."""


def cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most this width, broken at spaces where there are any."""
    lines = [""]
    for piece in (piece for word in _BLANKS.split(text.strip()) for piece in _pieces(word, width)):
        longer = f"{lines[-1]} {piece}" if lines[-1] else piece
        if cells(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def beside(pairs: Iterable[tuple[str, str]], *, indent: int, width: int, column: int = 0) -> Iterator[str]:
    """A label and a text on each line, the texts wrapped beside their labels, which take `column` columns at least."""
    said = list(pairs)
    labels = max((cells(label) for label, _ in said), default=0)
    room = width - indent - max(labels, column) - len(GAP)
    for label, text in said:
        yield from (f"{' ' * indent}{line}" for line in row((label, text), (max(labels, column), max(room, LONGEST))))


def row(texts: Sequence[str], columns: Sequence[int]) -> Iterator[str]:
    """The lines of one row, texts beside each other."""
    parts = [wrapped(cell, column) for cell, column in zip(texts, columns, strict=True)]
    for number in range(max(map(len, parts))):
        line = [part[number] if number < len(part) else "" for part in parts]
        yield GAP.join(text + " " * (column - cells(text)) for text, column in zip(line, columns, strict=True)).rstrip()


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word, cut where it is longer than a line."""
    piece = ""
    for character in word:
        if piece and cells(piece + character) > width:
            yield piece
            piece = ""
        piece += character
    yield piece
