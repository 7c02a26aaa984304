"""A picture told in words, for those who do not see it: what each node and arrow says, and what there is altogether."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from valuenet.diagram.beside import in_order
from valuenet.diagram.drawing import Part, PartKind
from valuenet.diagram.layout import Line
from valuenet.diagram.paint import measure
from valuenet.diagram.panel import Panel
from valuenet.model.network import Outcome
from valuenet.model.vocabulary import Direction, Importance, OutcomeKind


def nodes_told(one: Panel) -> Iterator[tuple[str, Part]]:
    """The name of each node in the picture, and what it stands for."""
    for place, node in enumerate(one.layout.nodes):
        kind = PartKind.OUTCOME if isinstance(node, Outcome) else PartKind.DIFFERENTIATOR
        name = _outcome(one, node) if isinstance(node, Outcome) else f"Differentiator: {node.title}"
        yield one.handle(place), Part(kind=kind, id=node.id, key=node.key, name=name)


def arrows_told(one: Panel) -> Iterator[tuple[str, Part]]:
    """The name of each arrow in the picture, and what it says."""
    for number, line in enumerate(one.layout.lines):
        cause, effect = one.node(line.tail), one.node(line.head)
        part = Part(kind=PartKind.LEADS_TO, id=f"{cause.id} -> {effect.id}", key=f"{cause.key} -> {effect.key}", name=_arrow(one, line))
        yield f"{one.prefix}a{number}", part


def regions_told(one: Panel) -> Iterator[tuple[str, Part]]:
    """The name of each outlined region in the picture, and what it is called."""
    for number, (region, _) in enumerate(one.regions.outlined):
        yield f"{one.prefix}r{number}", Part(kind=PartKind.REGION, id=region.id, key=region.key, name=f"Region: {region.title}")


def description(panels: Sequence[Panel]) -> str:
    """How much there is, and the view, in one sentence for each network."""
    return " ".join(map(_described, panels))


def _described(one: Panel) -> str:
    outcomes = one.scene.outcomes
    arrows = len(one.layout.lines)
    counts = [
        _count(len(one.layout.nodes) - outcomes, "differentiator"),
        _count(outcomes, "outcome"),
        _count(arrows, "arrow"),
        *([_count(len(one.rings), "marked loop")] if one.rings else []),
    ]
    about = f" of {one.network.root.offering}" if one.network.root.offering else ""
    return f"Value network{about}, {one.scene.said}: {', '.join(counts)}; revision {one.network.revision}."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _outcome(one: Panel, outcome: Outcome) -> str:
    """The title, what kind of outcome it is, who desires it, and its loops."""
    kinds = [
        "personal" if outcome.kind is OutcomeKind.PERSONAL else "",
        "" if outcome.wanted else "unwanted",
        "" if outcome.anticipated else "not anticipated",
    ]
    kind = ", ".join(filter(None, kinds))
    said = [f"{'Outcome' if not kind else f'{kind.capitalize()} outcome'}: {outcome.title}"]
    if measure(outcome) and outcome.metric is not None:
        said.append(f"{outcome.metric.name} {'rises' if outcome.metric.direction is Direction.UP else 'falls'}")
    verb = "desired" if outcome.wanted else "suffered"
    for importance, how in ((Importance.PRIMARY, f"{verb} most by"), (Importance.SECONDARY, f"{verb} by")):
        if names := [_persona(one, tag.persona) for tag in in_order(one, outcome) if tag.importance is importance]:
            said.append(f"{how} {', '.join(names)}")
    if marks := [ring.mark for ring in one.rings_of.get(outcome.id, ())]:
        said.append(f"in loop {', '.join(marks)}")
    return "; ".join(said)


def _persona(one: Panel, persona: str) -> str:
    return next((known.name for known in one.directory.personas if known.id == persona), persona)


def _arrow(one: Panel, line: Line) -> str:
    cause, effect = one.node(line.tail).title, one.node(line.head).title
    if line.mutual:
        return f"“{cause}” and “{effect}” {line.strength} reinforce each other"
    by_way = f", by way of {_count(line.between, 'more outcome')}" if line.between else ""
    loops = ", ".join(ring.mark for ring in one.rings_through(line))
    told = f", in loop {loops}" if loops else ", which closes a loop" if line.closing else ""
    return f"“{cause}” {line.strength} leads to “{effect}”{by_way}{told}"
