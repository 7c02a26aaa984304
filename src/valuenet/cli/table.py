"""Text for a terminal: tables and paragraphs that keep to its width, also with characters that take two columns or none."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterable, Sequence

_GAP = "  "
_LONGEST = 40
"""How long a word may be that is never broken; keys are to be copied whole."""


def terminal_width() -> int:
    """The columns of the terminal, within what is pleasant to read; 80 where there is none."""
    return max(40, min(140, shutil.get_terminal_size((80, 24)).columns))


def table(header: Sequence[str], rows: Iterable[Sequence[str]], width: int | None = None) -> str:
    """Rows under a header, columns without content left out except the first; the widest columns are wrapped until all fits the width."""
    content = [tuple(row) for row in rows]
    used = [column for column in range(len(header)) if column == 0 or any(row[column] for row in content)]
    lines = [tuple(row[column] for column in used) for row in (header, *content)]
    columns = _column_widths(lines, width or terminal_width())
    return "\n".join(line for row in lines for line in _row(row, columns))


def labelled(pairs: Iterable[tuple[str, str]], *, indent: int = 2, width: int | None = None) -> str:
    """A label and a text on each line, the texts wrapped beside their labels; pairs without a text are left out."""
    said = [(label, text) for label, text in pairs if text]
    column = max((cells(label) for label, _ in said), default=0)
    room = (width or terminal_width()) - indent - column - len(_GAP)
    return "\n".join(f"{' ' * indent}{line}" for label, text in said for line in _row((label, text), (column, max(room, _LONGEST))))


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most this width, broken at spaces where there are any."""
    lines = [""]
    for piece in (piece for word in text.split() for piece in _pieces(word, width)):
        longer = f"{lines[-1]} {piece}" if lines[-1] else piece
        if cells(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def _pieces(word: str, width: int) -> Iterable[str]:
    """A word, cut where it is longer than a line."""
    piece = ""
    for character in word:
        if piece and cells(piece + character) > width:
            yield piece
            piece = ""
        piece += character
    yield piece


def _column_widths(lines: Sequence[Sequence[str]], width: int) -> tuple[int, ...]:
    widths = [max(cells(row[column]) for row in lines) for column in range(len(lines[0]))]
    room = width - len(_GAP) * (len(widths) - 1)
    least = [max(min(_LONGEST, _longest_word(row[column])) for row in lines) for column in range(len(lines[0]))]
    while sum(widths) > room and (wide := [column for column, have in enumerate(widths) if have > least[column]]):
        widths[max(wide, key=lambda column: widths[column])] -= 1
    return tuple(widths)


def _longest_word(text: str) -> int:
    return max((cells(word) for word in text.split()), default=0)


def _row(row: Sequence[str], columns: Sequence[int]) -> Iterable[str]:
    """The lines of one row, cells beside each other."""
    parts = [wrapped(cell, column) for cell, column in zip(row, columns, strict=True)]
    for number in range(max(map(len, parts))):
        line = [part[number] if number < len(part) else "" for part in parts]
        yield _GAP.join(text + " " * (column - cells(text)) for text, column in zip(line, columns, strict=True)).rstrip()
