"""Labels: the only door through which what people wrote enters a picture, escaped on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from valuenet.diagram.ovals import MEASURE_SIZE, Shape

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd]")
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


def plain_label(shape: Shape) -> str:
    """The lines of an oval; where the last is smaller than the others, as the rows of a table, which keeps them apart."""
    if not shape.measure:
        return label("<br/>".join(map(escaped, shape.lines)))
    rows = [f"<td>{escaped(line)}</td>" for line in shape.lines]
    measure = f'<td><font point-size="{MEASURE_SIZE:g}">{escaped(shape.measure)}</font></td>'
    return label(table([*rows, measure], spacing=2))


def bold_label(shape: Shape) -> str:
    """The lines of a box, in bold."""
    return label(table((f"<td><b>{escaped(line)}</b></td>" for line in shape.lines), spacing=2))
