"""What stands beside an outcome: the personas who desire it as small tags, then the marks of its loops and regions.

(outcome:Outcome)-[:DESIRED_BY]->(:Persona)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from valuenet.diagram.markup import font, label, table
from valuenet.diagram.metrics import text_width
from valuenet.diagram.panel import Panel
from valuenet.diagram.stage import Stage
from valuenet.diagram.theme import Palette
from valuenet.diagram.view import Orientation
from valuenet.model.ids import PersonaId
from valuenet.model.network import DesiredBy, Outcome
from valuenet.model.vocabulary import Importance

SIZE = 8.0
HEIGHT = 14
_PADDING = 3
_MOST = 4
"""So many tags stand beside an outcome; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One small label: its text and colours; `rounded` for loops, `hidden` while a build-up has not come to it."""

    text: str
    ink: str
    line: str
    ground: str
    rounded: bool = False
    hidden: bool = False
    least: str = ""

    @property
    def width(self) -> int:
        """Room for the text, or for the wider one that may stand here in another view."""
        return ceil(max(text_width(self.text, SIZE), text_width(self.least, SIZE))) + 2 * _PADDING

    def html(self, width: int, empty: str) -> str:
        """The cell at a width; a hidden one leaves its place empty, so that nothing moves when it comes."""
        if self.hidden:
            return f'<td border="1" color="{empty}" width="{width}" height="{HEIGHT}"></td>'
        style = ' style="rounded"' if self.rounded else ""
        look = f'border="1" color="{self.line}" bgcolor="{self.ground}"{style} width="{width}" height="{HEIGHT}"'
        return f"<td {look}>{font(self.text, color=self.ink, size=SIZE)}</td>"


def beside(panel: Panel, place: int, palette: Palette, stage: Stage) -> str | None:
    """The label of all that stands beside a node, or nothing; top down in a column, from left to right in a row."""
    node = panel.node(place)
    faded = panel.faded(place)
    cells = list(_tags(panel, node, palette, stage, faded=faded)) if isinstance(node, Outcome) else []
    column = max((cell.width for cell in cells), default=0)
    cells += _marks(panel, place, palette, stage, faded=faded)
    if not cells:
        return None
    if panel.scene.orientation is Orientation.LEFT_RIGHT:
        return label(table(["".join(cell.html(cell.width, palette.bg) for cell in cells)], spacing=2, padding=1))
    column = max(column, *(cell.width for cell in cells))
    return label(table((cell.html(column, palette.bg) for cell in cells), spacing=2, padding=1))


def tag_cell(text: str, palette: Palette, *, primary: bool, faded: bool = False, hidden: bool = False) -> Cell:
    """The tag of a persona."""
    if faded:
        return Cell(text=text, ink=palette.fadetext, line=palette.fade, ground=palette.bg, hidden=hidden)
    ink, ground = (palette.tagtext, palette.tag) if primary else (palette.tag2text, palette.tag2)
    return Cell(text=text, ink=ink, line=palette.tagline, ground=ground, hidden=hidden)


def mark_cell(text: str, colour: str, palette: Palette, *, rounded: bool, faded: bool = False, hidden: bool = False) -> Cell:
    """The mark of a loop, rounded, or of a region, not."""
    ink, line = (palette.fadetext, palette.fade) if faded else (colour, colour)
    return Cell(text=text, ink=ink, line=line, ground=palette.bg, rounded=rounded, hidden=hidden)


def _tags(panel: Panel, outcome: Outcome, palette: Palette, stage: Stage, *, faded: bool) -> Iterator[Cell]:
    people = panel.scene.people
    tags = in_order(panel, outcome)
    if len(tags) > _MOST:
        tags.sort(key=lambda tag: bool(people) and tag.persona not in people)
    widest = max((panel.names[tag.persona] for tag in tags), key=lambda name: text_width(name, SIZE), default="")
    for tag in tags[:_MOST]:
        dim = faded or (bool(people) and tag.persona not in people)
        primary = tag.importance is Importance.PRIMARY
        cell = tag_cell(panel.names[tag.persona], palette, primary=primary, faded=dim, hidden=not stage.people)
        yield replace(cell, least=widest) if len(tags) > _MOST else cell
    if len(tags) > _MOST:
        yield tag_cell(f"+{len(tags) - _MOST}", palette, primary=False, faded=faded or bool(people), hidden=not stage.people)


def in_order(panel: Panel, outcome: Outcome) -> list[DesiredBy]:
    """The tags of an outcome: primary ones first, each by the persona's key."""

    def place(tag: DesiredBy) -> tuple[bool, str]:
        return tag.importance is not Importance.PRIMARY, _key(panel, tag.persona)

    return sorted(panel.network.tags_of.get(outcome.id, ()), key=place)


def _key(panel: Panel, persona: PersonaId) -> str:
    found = panel.directory.persona_by_id.get(persona)
    return found.key if found is not None else persona


def _marks(panel: Panel, place: int, palette: Palette, stage: Stage, *, faded: bool) -> Sequence[Cell]:
    """One mark for all reinforcing loops, one for all vicious circles, one for all lettered regions."""
    node = panel.node(place).id
    here = panel.rings_of.get(node, ())
    cells = []
    for vicious, colour in ((False, palette.loop), (True, palette.vicious)):
        if marks := " ".join(ring.mark for ring in here if ring.vicious is vicious):
            cells.append(mark_cell(marks, colour, palette, rounded=True, faded=faded, hidden=not stage.loops))
    letters = panel.regions.letters_of.get(node, ())
    for letter in letters:
        colour = palette.outlines[panel.regions.lettered[letter].outline]
        cells.append(mark_cell(letter, colour, palette, rounded=False, faded=faded, hidden=not stage.people))
    return cells
