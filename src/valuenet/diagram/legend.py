"""The head of a picture: its name, what is shown, and a legend, as one table that moves no node."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from valuenet.diagram.beside import mark_cell
from valuenet.diagram.items import SAMPLE, SIZE, Item, cell_item, gap, text_item
from valuenet.diagram.markup import font, label, table
from valuenet.diagram.panel import Panel
from valuenet.diagram.samples import arrows, letters, people, shapes, tags
from valuenet.diagram.stage import Stage
from valuenet.diagram.theme import Palette
from valuenet.diagram.view import Orientation
from valuenet.diagram.wrapping import filled

_NAME_SIZE, _VIEW_SIZE = 18.0, 9.0
_NARROWEST, _WIDEST = 430.0, 1230.0
_COLUMN_DOWN, _COLUMN_RIGHT = 205.0, 180.0
_SPREAD = 1.45
_GAP = 8
_WORDS = 14
"""The height of a row of words."""
_NAMED = 10
"""How many outcomes of a loop are named before its middle is left out."""


def head(panels: Sequence[Panel], palette: Palette, stage: Stage, *, title: str, said: str, legend: bool) -> str:
    """The label of the whole picture."""
    width = _width(panels)
    rows = [_line(font(line, color=palette.ink, size=_NAME_SIZE, bold=True)) for line in filled(title, _NAME_SIZE, width, bold=True)]
    rows += [_line(font(line, color=palette.dim, size=_VIEW_SIZE)) for line in filled(said, _VIEW_SIZE, width)]
    if legend:
        notation = [*shapes(panels, palette), *tags(panels, palette, stage), *arrows(panels, palette, stage)]
        words = [*people(panels, palette, stage), *letters(panels, palette, stage), *_loops(panels, palette, stage, width)]
        rows += ['<td height="5"></td>', *_packed(notation, width, SAMPLE), *_packed(words, width, _WORDS)]
    return label(table([*rows, '<td height="8"></td>'], padding=1))


def _width(panels: Sequence[Panel]) -> float:
    """How wide the rows of the head may be: about as wide as the picture."""
    return min(_WIDEST, max(_NARROWEST, sum(map(_extent, panels))))


def _extent(panel: Panel) -> float:
    """About how wide the nodes of a panel stand; arrows that pass and outlines take room too."""
    rows = max(panel.layout.rows, default=0) + 1
    if panel.scene.orientation is Orientation.LEFT_RIGHT:
        return rows * _COLUMN_RIGHT
    columns = max(panel.layout.widest, round(_SPREAD * len(panel.layout.nodes) / rows)) + bool(panel.regions.outlined)
    return columns * _COLUMN_DOWN


def _line(html: str) -> str:
    return f'<td align="left">{html}</td>'


def _packed(items: Sequence[Item], width: float, height: int) -> Iterator[str]:
    """The items in as few rows as hold them, each row a table; an empty cell at its end takes the width that is left."""
    rows: list[list[Item]] = []
    room = 0.0
    for item in items:
        if not rows or item.width > room:
            rows.append([])
            room = width
        rows[-1].append(item)
        room -= item.width + _GAP
    for row in rows:
        left = max(1, ceil(width - sum(item.width + _GAP for item in row)))
        cells = (f"{gap(item.width, height) if item.hidden else item.cells}{gap(_GAP)}" for item in row)
        yield _line(table([f"{''.join(cells)}{gap(left, height)}"]))


def _loops(panels: Sequence[Panel], palette: Palette, stage: Stage, width: float) -> Iterator[Item]:
    """The marked loops, spelled out, on as many lines as each needs."""
    for panel in panels:
        for ring in panel.rings:
            cell = mark_cell(ring.mark, palette.vicious if ring.vicious else palette.loop, palette, rounded=True, hidden=not stage.loops)
            for number, line in enumerate(filled(ring.told(_NAMED), SIZE, width - 30)):
                yield text_item(line, palette, hidden=cell.hidden) if number else cell_item(cell, palette, line)
