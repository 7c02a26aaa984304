"""Text for a terminal: tables and labelled paragraphs that keep to its width."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence

from valuenet.model.columns import GAP, LONGEST, beside, cells, row


def terminal_width() -> int:
    """The columns of the terminal, within what is pleasant to read; 80 where there is none."""
    return max(40, min(140, shutil.get_terminal_size((80, 24)).columns))


def table(header: Sequence[str], rows: Iterable[Sequence[str]], width: int | None = None) -> str:
    """Rows under a header, columns without content left out except the first; the widest columns are wrapped until all fits the width."""
    content = [tuple(texts) for texts in rows]
    used = [column for column in range(len(header)) if column == 0 or any(texts[column] for texts in content)]
    lines = [tuple(texts[column] for column in used) for texts in (header, *content)]
    columns = _column_widths(lines, width or terminal_width())
    return "\n".join(line for texts in lines for line in row(texts, columns))


def labelled(pairs: Iterable[tuple[str, str]], *, indent: int = 2, width: int | None = None) -> str:
    """A label and a text on each line, the texts wrapped beside their labels; pairs without a text are left out."""
    said = [(label, text) for label, text in pairs if text]
    return "\n".join(beside(said, indent=indent, width=width or terminal_width()))


def _column_widths(lines: Sequence[Sequence[str]], width: int) -> tuple[int, ...]:
    widths = [max(cells(texts[column]) for texts in lines) for column in range(len(lines[0]))]
    room = width - len(GAP) * (len(widths) - 1)
    least = [max(min(LONGEST, _longest_word(texts[column])) for texts in lines) for column in range(len(lines[0]))]
    while sum(widths) > room and (wide := [column for column, have in enumerate(widths) if have > least[column]]):
        widths[max(wide, key=lambda column: widths[column])] -= 1
    return tuple(widths)


def _longest_word(text: str) -> int:
    return max((cells(word) for word in text.split()), default=0)
