"""The entries of a legend: small samples drawn in the cells of a table, with their words, each knowing how wide it is."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from valuenet.diagram.beside import Cell
from valuenet.diagram.markup import font, table
from valuenet.diagram.metrics import text_width
from valuenet.diagram.theme import Palette

SIZE = 8.0
SAMPLE = 18
"""The height of a sample."""
_LINE = 28
_DOUBLE = "════►"
"""A double line with its head, in signs: the two sides of a cell would stand too far apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry: its cells, and how wide they are; a hidden one keeps its place."""

    cells: str
    width: int
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """How the line of a sample looks: its colour, its thickness, its dashes, the signs at its ends; or double."""

    colour: str
    thick: int = 1
    style: str = "solid"
    ends: tuple[str, str] = ("", "►")
    double: bool = False


def text_item(text: str, palette: Palette, *, hidden: bool = False) -> Item:
    """Words alone."""
    cell, width = _words(text, palette)
    return Item(cells=cell, width=width, hidden=hidden)


def cell_item(cell: Cell, palette: Palette, text: str = "") -> Item:
    """What stands beside outcomes, and what it means."""
    words, width = _words(f" {text}", palette) if text else ("", 0)
    return Item(cells=cell.html(cell.width, palette.bg) + words, width=cell.width + width, hidden=cell.hidden)


def shape_item(text: str, *, ink: str, line: str, ground: str, style: str = "", border: int = 1) -> Item:
    """The sample of a box or an oval: an oval cannot be drawn in a table, a rounded cell stands for it."""
    width = ceil(text_width(text, SIZE)) + 14
    look = f'border="{border}" color="{line}" bgcolor="{ground}"' + (f' style="{style}"' if style else "")
    return Item(cells=f'<td {look} width="{width}" height="{SAMPLE}">{font(text, color=ink, size=SIZE)}</td>', width=width)


def double_item(text: str, palette: Palette) -> Item:
    """The sample of an oval with a double rim."""
    width = ceil(text_width(text, SIZE)) + 12
    words = font(text, color=palette.ink, size=SIZE)
    inner = f'<td style="rounded" bgcolor="{palette.oval}" width="{width}" height="{SAMPLE - 6}">{words}</td>'
    rim = (
        f'<table border="1" cellborder="1" cellspacing="2" cellpadding="0" style="rounded" color="{palette.line}"><tr>{inner}</tr></table>'
    )
    return Item(cells=f'<td cellpadding="0">{rim}</td>', width=width + 6)


def arrow_item(text: str, stroke: Stroke, palette: Palette, *, hidden: bool = False) -> Item:
    """The sample of an arrow: a cell with one side, between the signs of its ends."""
    words, width = _words(text, palette)
    if stroke.double:
        sample = font(_DOUBLE, color=stroke.colour, size=SIZE)
        drawn = ceil(text_width(_DOUBLE, SIZE)) + 4
    else:
        signs = [f'<td rowspan="2">{font(sign, color=stroke.colour, size=SIZE)}</td>' if sign else "" for sign in stroke.ends]
        look = f'sides="B" border="{stroke.thick}" style="{stroke.style}" color="{stroke.colour}"'
        sample = table([f'{signs[0]}<td width="{_LINE}" height="6" {look}></td>{signs[1]}', '<td height="5"></td>'])
        drawn = _LINE + ceil(text_width("".join(stroke.ends), SIZE)) + 6
    return Item(cells=f'<td width="{drawn}">{sample}</td>{words}', width=drawn + width, hidden=hidden)


def gap(width: int, height: int = 1) -> str:
    """An empty cell."""
    return f'<td width="{width}" height="{height}"></td>'


def _words(text: str, palette: Palette) -> tuple[str, int]:
    width = ceil(text_width(text, SIZE)) + 2
    return f'<td align="left" width="{width}">{font(text, color=palette.dim, size=SIZE)}</td>', width
