"""Labels: the only door through which what people wrote enters a picture, escaped on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from math import ceil

from valuenet.diagram.metrics import text_width
from valuenet.diagram.ovals import MEASURE_SIZE, Shape

_NOT_IN_XML = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
    f"|[{''.join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))}]"
)
"""What no SVG may hold, and what is better kept out: controls, surrogates, noncharacters."""


def escaped(text: str) -> str:
    """The text as a label holds it: backslashes doubled, since `\\N` and its like are replaced even in labels; then entities."""
    return escape(_NOT_IN_XML.sub("\ufffd", text).replace("\\", "\\\\"), quote=True)


def font(text: str, *, color: str, size: float, bold: bool = False) -> str:
    """One piece of text in its colour and size."""
    inner = f"<b>{escaped(text)}</b>" if bold else escaped(text)
    return f'<font color="{color}" point-size="{size:g}">{inner}</font>'


def table(rows: Iterable[str], *, spacing: int = 0, padding: int = 0) -> str:
    """Rows of cells without a border."""
    return f'<table border="0" cellspacing="{spacing}" cellpadding="{padding}">{"".join(f"<tr>{row}</tr>" for row in rows)}</table>'


def label(html: str) -> str:
    """Markup as the value of a `label`."""
    return f"<{html}>"


def plain_label(shape: Shape, small: str) -> str:
    """The lines of an oval; with a measure below, in smaller letters of the colour `small`, as the rows of a table."""
    if not shape.measure:
        return label("<br/>".join(map(escaped, shape.lines)))
    rows = [f"<td>{escaped(line)}</td>" for line in shape.lines]
    return label(table([*rows, *(f"<td>{font(line, color=small, size=MEASURE_SIZE)}</td>" for line in shape.measure)]))


def bold_label(lines: Iterable[str]) -> str:
    """Lines in bold, as the rows of a table, which keeps them apart."""
    return label(table((f"<td><b>{escaped(line)}</b></td>" for line in lines), spacing=1))


def name_label(lines: Iterable[str], size: float, *, hidden: bool = False) -> str:
    """Lines in bold in rows of our own size, which a hidden name takes too."""
    rows = (
        f'<td width="{ceil(text_width(line, size, bold=True)) + 2}" height="{ceil(size * 1.3)}">'
        + ("" if hidden else f"<b>{escaped(line)}</b>")
        + "</td>"
        for line in lines
    )
    return label(table(rows))
