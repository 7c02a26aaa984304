"""What a legend explains: of the notation only that which occurs in the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from valuenet.diagram.beside import mark_cell, tag_cell
from valuenet.diagram.items import Item, Stroke, arrow_item, cell_item, double_item, shape_item, text_item
from valuenet.diagram.paint import STYLES
from valuenet.diagram.panel import Panel
from valuenet.diagram.stage import Stage
from valuenet.diagram.theme import Palette
from valuenet.model.network import Differentiator, Outcome
from valuenet.model.vocabulary import Importance, OutcomeKind, Strength

_THICK = {Strength.ALMOST_ALWAYS: 3, Strength.USUALLY: 2, Strength.SOMETIMES: 1, Strength.RARELY: 1}


def shapes(panels: Sequence[Panel], palette: Palette) -> Iterator[Item]:
    """The kinds of node."""
    outcomes = _outcomes(panels)
    if any(isinstance(node, Differentiator) for panel in panels for node in panel.layout.nodes):
        yield shape_item("differentiator", ink=palette.difftext, line=palette.diff, ground=palette.diff)
    if any(one.wanted and one.anticipated and one.kind is OutcomeKind.BUSINESS for one in outcomes):
        yield shape_item("outcome", ink=palette.ink, line=palette.line, ground=palette.oval, style="rounded")
    if any(one.kind is OutcomeKind.PERSONAL for one in outcomes):
        yield double_item("personal", palette)
    if not all(one.anticipated for one in outcomes):
        yield shape_item("not anticipated", ink=palette.ink, line=palette.line, ground=palette.oval, style="rounded,dashed")
    if not all(one.wanted for one in outcomes):
        yield shape_item("\xd7 unwanted", ink=palette.ink, line=palette.line, ground=palette.bad, style="rounded")
    if any(panel.scene.lit for panel in panels):
        yield shape_item("in focus", ink=palette.ink, line=palette.litline, ground=palette.lit, style="rounded", border=2)
    if any(one.metric is not None and one.metric.name for one in outcomes):
        yield text_item("▲ ▼ measure rises or falls", palette)


def tags(panels: Sequence[Panel], palette: Palette, stage: Stage) -> Iterator[Item]:
    """The kinds of tag."""
    tagged = [
        (outcome.wanted, tag.importance)
        for panel in panels
        for outcome in _outcomes([panel])
        for tag in panel.network.tags_of.get(outcome.id, ())
    ]
    suffered = not any(wanted for wanted, _ in tagged)
    verb = "suffered" if suffered else "desired"
    importances = {importance for _, importance in tagged}
    if Importance.PRIMARY in importances:
        yield cell_item(tag_cell(f"{verb} most by", palette, primary=True, hidden=not stage.people), palette)
    if Importance.SECONDARY in importances:
        text = "also by" if Importance.PRIMARY in importances else f"{verb} by"
        yield cell_item(tag_cell(text, palette, primary=False, hidden=not stage.people), palette)
    if not suffered and not all(wanted for wanted, _ in tagged):
        yield text_item("(\xd7: suffered)", palette, hidden=not stage.people)


def arrows(panels: Sequence[Panel], palette: Palette, stage: Stage) -> Iterator[Item]:
    """The kinds of arrow."""
    lines = [(panel, line) for panel in panels for line in panel.layout.lines]
    strengths = {line.strength for _, line in lines if not line.shortcut}
    for strength in Strength:
        if strength in strengths:
            yield arrow_item(strength.value, Stroke(colour=palette.arrow, thick=_THICK[strength], style=STYLES[strength]), palette)
    if any(line.shortcut for _, line in lines):
        yield arrow_item("also through a longer chain", Stroke(colour=palette.short), palette)
    if any(line.between for _, line in lines):
        yield arrow_item("outcomes between them left out", Stroke(colour=palette.arrow, ends=("○", "►")), palette)
    hidden = not stage.loops
    vicious = [panel.vicious(line) for panel, line in lines]
    loops = [line for (panel, line), bad in zip(lines, vicious, strict=True) if panel.circular(line) and not bad]
    if any(line.mutual for line in loops):
        yield arrow_item("reinforce each other", Stroke(colour=palette.loop, ends=("◄", "►")), palette, hidden=hidden)
    if not all(line.mutual for line in loops):
        yield arrow_item("reinforcing loop", Stroke(colour=palette.loop, ends=("", "►►")), palette, hidden=hidden)
    if any(vicious):
        yield arrow_item("vicious circle", Stroke(colour=palette.vicious, double=True), palette, hidden=hidden)
    if any(line.closing and not line.mutual for _, line in lines):
        yield text_item("(hollow head: closes it)", palette, hidden=hidden)


def people(panels: Sequence[Panel], palette: Palette, stage: Stage) -> Iterator[Item]:
    """The short names that occur, spelled out."""
    names = panels[0].names
    shown = {tag.persona for panel in panels for one in _outcomes([panel]) for tag in panel.network.tags_of.get(one.id, ())}
    for persona in panels[0].directory.personas:
        if persona.id in shown and names[persona.id].lower() != persona.name.lower():
            yield text_item(f"{names[persona.id]} = {persona.name}", palette, hidden=not stage.people)


def letters(panels: Sequence[Panel], palette: Palette, stage: Stage) -> Iterator[Item]:
    """The regions that are told by letters."""
    for panel in panels:
        for letter, region in panel.regions.lettered.items():
            cell = mark_cell(letter, palette.outlines[region.outline], palette, rounded=False, hidden=not stage.people)
            yield cell_item(cell, palette, region.title)


def _outcomes(panels: Sequence[Panel]) -> list[Outcome]:
    return [node for panel in panels for node in panel.layout.nodes if isinstance(node, Outcome)]
