"""The head of a picture: its name, what is shown, and a legend of only what occurs, as one table that moves no node."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from valuenet.diagram.beside import Cell, mark_cell, tag_cell
from valuenet.diagram.layout import Line
from valuenet.diagram.markup import font, label, table
from valuenet.diagram.metrics import text_width
from valuenet.diagram.paint import STYLES
from valuenet.diagram.panel import Panel
from valuenet.diagram.stage import Stage
from valuenet.diagram.theme import Palette
from valuenet.diagram.view import Orientation
from valuenet.diagram.wrapping import filled
from valuenet.model.network import Differentiator, Outcome
from valuenet.model.vocabulary import Importance, OutcomeKind, Strength

_NAME_SIZE, _VIEW_SIZE, _SIZE = 18.0, 9.0, 8.0
_NARROWEST, _WIDEST, _COLUMN = 430.0, 1080.0, 205.0
_GAP = 8
_ROW, _SAMPLE = 16, 19
"""The heights of a row of words and of one of samples."""
_STROKE = 28
_NAMED = 10
"""How many outcomes of a loop are named before its middle is left out."""
_THICK = {Strength.ALMOST_ALWAYS: 3, Strength.USUALLY: 2, Strength.SOMETIMES: 1, Strength.RARELY: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of the legend: its cells, and how wide they are; a hidden one keeps its place."""

    cells: str
    width: int
    hidden: bool = False


def head(panels: Sequence[Panel], palette: Palette, stage: Stage, *, title: str, said: str, legend: bool) -> str:
    """The label of the whole picture."""
    width = _width(panels)
    rows = [_line(font(line, color=palette.ink, size=_NAME_SIZE, bold=True)) for line in filled(title, _NAME_SIZE, width, bold=True)]
    rows += [_line(font(line, color=palette.dim, size=_VIEW_SIZE)) for line in filled(said, _VIEW_SIZE, width)]
    if legend:
        rows.append('<td height="5"></td>')
        rows += _packed(list(_samples(panels, palette, stage)), width, _SAMPLE)
        rows += _packed([*_people(panels, palette, stage), *_regions(panels, palette, stage)], width, _ROW)
        rows += [row for item in _loops(panels, palette, stage, width) for row in _packed([item], width, _ROW)]
    rows.append('<td height="8"></td>')
    return label(table(rows, padding=1))


def _width(panels: Sequence[Panel]) -> float:
    """How wide the rows of the head may be: about as wide as the picture."""
    columns = sum(
        max(panel.layout.rows, default=0) + 1 if panel.scene.orientation is Orientation.LEFT_RIGHT else panel.layout.widest
        for panel in panels
    )
    return min(_WIDEST, max(_NARROWEST, columns * _COLUMN))


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
        cells = "".join(
            f'<td width="{item.width}" height="{height}"></td>{_gap(_GAP)}' if item.hidden else f"{item.cells}{_gap(_GAP)}" for item in row
        )
        yield f'<td align="left">{table([f"{cells}{_gap(left, height)}"])}</td>'


def _gap(width: int, height: int = 1) -> str:
    return f'<td width="{width}" height="{height}"></td>'


def _words(text: str, palette: Palette) -> tuple[str, int]:
    width = ceil(text_width(text, _SIZE)) + 2
    return f'<td align="left" width="{width}">{font(text, color=palette.dim, size=_SIZE)}</td>', width


def _text(text: str, palette: Palette, *, hidden: bool = False) -> Item:
    cell, width = _words(text, palette)
    return Item(cells=cell, width=width, hidden=hidden)


def _marked(cell: Cell, text: str, palette: Palette) -> Item:
    words, width = _words(f" {text}", palette)
    return Item(cells=cell.html(cell.width, palette.bg) + words, width=cell.width + width, hidden=cell.hidden)


def _samples(panels: Sequence[Panel], palette: Palette, stage: Stage) -> Iterator[Item]:
    yield from _shapes(panels, palette)
    yield from _tags(panels, palette, stage)
    yield from _arrows(panels, palette, stage)


def _shapes(panels: Sequence[Panel], palette: Palette) -> Iterator[Item]:
    nodes = [node for panel in panels for node in panel.layout.nodes]
    outcomes = [node for node in nodes if isinstance(node, Outcome)]
    if any(isinstance(node, Differentiator) for node in nodes):
        yield _shape("differentiator", palette.difftext, palette.diff, palette.diff, "")
    if any(one.wanted and one.anticipated and one.kind is OutcomeKind.BUSINESS for one in outcomes):
        yield _shape("outcome", palette.ink, palette.line, palette.oval, "rounded")
    if any(one.kind is OutcomeKind.PERSONAL for one in outcomes):
        yield _double("personal", palette)
    if not all(one.anticipated for one in outcomes):
        yield _shape("not anticipated", palette.ink, palette.line, palette.oval, "rounded,dashed")
    if not all(one.wanted for one in outcomes):
        yield _shape("\xd7 unwanted", palette.ink, palette.line, palette.bad, "rounded")
    if any(panel.scene.lit for panel in panels):
        yield _shape("in focus", palette.ink, palette.litline, palette.lit, "rounded", border=2)
    if any(one.metric is not None and one.metric.name for one in outcomes):
        yield _text("▲ ▼ measure, to rise or to fall", palette)


def _shape(text: str, ink: str, line: str, ground: str, style: str, *, border: int = 1) -> Item:
    width = ceil(text_width(text, _SIZE)) + 14
    look = f'border="{border}" color="{line}" bgcolor="{ground}"' + (f' style="{style}"' if style else "")
    return Item(cells=f'<td {look} width="{width}" height="{_SAMPLE}">{font(text, color=ink, size=_SIZE)}</td>', width=width)


def _double(text: str, palette: Palette) -> Item:
    width = ceil(text_width(text, _SIZE)) + 12
    inner = f'<td style="rounded" bgcolor="{palette.oval}" width="{width}" height="{_SAMPLE - 6}">{font(text, color=palette.ink, size=_SIZE)}</td>'
    rim = (
        f'<table border="1" cellborder="1" cellspacing="2" cellpadding="0" style="rounded" color="{palette.line}"><tr>{inner}</tr></table>'
    )
    return Item(cells=f'<td cellpadding="0">{rim}</td>', width=width + 6)


def _tags(panels: Sequence[Panel], palette: Palette, stage: Stage) -> Iterator[Item]:
    tagged = [
        (outcome, tag)
        for panel in panels
        for outcome in panel.layout.nodes
        if isinstance(outcome, Outcome)
        for tag in panel.network.tags_of.get(outcome.id, ())
    ]
    if not tagged:
        return
    suffered = not any(outcome.wanted for outcome, _ in tagged)
    verb = "suffered" if suffered else "desired"
    importances = {tag.importance for _, tag in tagged}
    if Importance.PRIMARY in importances:
        yield _sample(tag_cell(f"{verb} most by", palette, primary=True, hidden=not stage.people), palette)
    if Importance.SECONDARY in importances:
        text = "also by" if Importance.PRIMARY in importances else f"{verb} by"
        yield _sample(tag_cell(text, palette, primary=False, hidden=not stage.people), palette)
    if not suffered and not all(outcome.wanted for outcome, _ in tagged):
        yield _text("(\xd7: suffered)", palette, hidden=not stage.people)


def _sample(cell: Cell, palette: Palette) -> Item:
    return Item(cells=cell.html(cell.width, palette.bg), width=cell.width, hidden=cell.hidden)


def _arrows(panels: Sequence[Panel], palette: Palette, stage: Stage) -> Iterator[Item]:
    lines = [(panel, line) for panel in panels for line in panel.layout.lines]
    plain = {line.strength for _, line in lines if not line.shortcut}
    for strength in Strength:
        if strength in plain:
            yield _arrow(strength.value, palette.arrow, palette, thick=_THICK[strength], style=STYLES[strength])
    if any(line.shortcut for _, line in lines):
        yield _arrow("also through a longer chain", palette.short, palette)
    if any(line.between for _, line in lines):
        yield _arrow("outcomes between them left out", palette.arrow, palette, left="○")
    hidden = not stage.loops
    if any(line.mutual and not panel.vicious(line) for panel, line in lines):
        yield _arrow("reinforce each other", palette.loop, palette, left="◄", hidden=hidden)
    if any(panel.circular(line) and not line.mutual and not panel.vicious(line) for panel, line in lines):
        yield _arrow("reinforcing loop", palette.loop, palette, right="►►", hidden=hidden)
    if any(panel.vicious(line) for panel, line in lines):
        yield _arrow("vicious circle", palette.vicious, palette, sides="TB", hidden=hidden)
    if any(line.closing and not line.mutual for _, line in lines):
        yield _text("(a hollow head closes a loop)", palette, hidden=hidden)


def _arrow(
    text: str,
    colour: str,
    palette: Palette,
    *,
    thick: int = 1,
    style: str = "solid",
    left: str = "",
    right: str = "►",
    sides: str = "B",
    hidden: bool = False,
) -> Item:  # one keyword for each thing in which arrows differ
    """A line with its heads: a cell with one side, or two for a double line, between signs."""
    signs = [f'<td rowspan="2">{font(sign, color=colour, size=_SIZE)}</td>' if sign else "" for sign in (left, right)]
    height = 4 if sides == "TB" else 6
    stroke = f'<td width="{_STROKE}" height="{height}" sides="{sides}" border="{thick}" style="{style}" color="{colour}"></td>'
    sample = table([f"{signs[0]}{stroke}{signs[1]}", f'<td height="{_ROW // 3}"></td>'])
    words, width = _words(text, palette)
    drawn = _STROKE + ceil(text_width(left + right, _SIZE)) + 6
    return Item(cells=f'<td width="{drawn}">{sample}</td>{words}', width=drawn + width, hidden=hidden)


def _people(panels: Sequence[Panel], palette: Palette, stage: Stage) -> Iterator[Item]:
    """The short names that occur, spelled out."""
    directory, names = panels[0].directory, panels[0].names
    shown = {
        tag.persona
        for panel in panels
        for node in panel.layout.nodes
        if isinstance(node, Outcome)
        for tag in panel.network.tags_of.get(node.id, ())
    }
    for persona in directory.personas:
        if persona.id in shown and names[persona.id].lower() != persona.name.lower():
            yield _text(f"{names[persona.id]} = {persona.name}", palette, hidden=not stage.people)


def _regions(panels: Sequence[Panel], palette: Palette, stage: Stage) -> Iterator[Item]:
    for panel in panels:
        for letter, region in panel.regions.lettered.items():
            cell = mark_cell(letter, palette.outlines[region.outline], palette, rounded=False, hidden=not stage.people)
            yield _marked(cell, region.title, palette)


def _loops(panels: Sequence[Panel], palette: Palette, stage: Stage, width: float) -> Iterator[Item]:
    """The marked loops, spelled out, on as many lines as each needs."""
    for panel in panels:
        for ring in panel.rings:
            cell = mark_cell(ring.mark, palette.vicious if ring.vicious else palette.loop, palette, rounded=True, hidden=not stage.loops)
            first, *others = filled(ring.told(_NAMED), _SIZE, width - 40)
            yield _marked(cell, first, palette)
            for line in others:
                indent = Item(cells=_gap(cell.width), width=cell.width)
                words = _text(f" {line}", palette)
                yield Item(cells=indent.cells + words.cells, width=indent.width + words.width, hidden=not stage.loops)
