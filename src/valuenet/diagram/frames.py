"""The build-up of a picture for training: what is different, what that brings about row by row, what feeds itself, who desires it.

Every frame has the same layout and the same legend, so that nothing jumps; what has not come yet is there, and not seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from valuenet.diagram.dot import drawing
from valuenet.diagram.drawing import Frame
from valuenet.diagram.panel import Panel, panels
from valuenet.diagram.stage import Stage
from valuenet.diagram.view import View
from valuenet.model.directory import Directory
from valuenet.model.network import Network, Node, Outcome

_TOLD, _EFFECTS = 4, 2
"""How many things a sentence tells, and how many whole effects with their causes; the others are counted."""
_RING = 5
"""How many outcomes of a loop a sentence names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    title: str
    sentence: str
    stage: Stage


def frames(network: Network, directory: Directory, view: View) -> tuple[Frame, ...]:
    """The frames of a view, in order, each with a title and a sentence to say."""
    one = panels(network, directory, view)[0]
    steps = list(_steps(one))
    return tuple(
        Frame(
            title=step.title,
            sentence=step.sentence,
            drawing=drawing(network, directory, view, stage=replace(step.stage, said=f"step {number} of {len(steps)}")),
        )
        for number, step in enumerate(steps, 1)
    )


def _steps(one: Panel) -> Iterator[_Step]:
    """(:Differentiator)-[:LEADS_TO*1..row]->(outcome), one row after the other; then the loops; then the personas and regions."""
    first, *rows = sorted(set(one.layout.rows)) or [0]
    yield _Step(title="What is different", sentence=_listed(_titles(one, first)), stage=Stage(row=first, loops=False, people=False))
    for row in rows:
        title = "What that brings about" if row == rows[0] else "And what follows from it"
        yield _Step(title=title, sentence=_listed(_effects(one, row), _EFFECTS), stage=Stage(row=row, loops=False, people=False))
    if any(one.circular(line) for line in one.layout.lines):
        told = [f"{ring.mark}: {ring.told(_RING)}" for ring in one.rings]
        yield _Step(title="What feeds itself", sentence=_listed(told, _EFFECTS), stage=Stage(people=False))
    yield _Step(title="Who desires it", sentence=_desires(one), stage=Stage())


def _titles(one: Panel, row: int) -> list[str]:
    return [node.title.removesuffix(".") for node in _nodes(one, row)]


def _effects(one: Panel, row: int) -> list[str]:
    """What is new in a row, each with its strongest cause: "A, so that B"."""
    told: dict[int, str] = {}
    lines = [line for line in one.layout.lines if line.binding and one.layout.rows[line.head] == row]
    for line in sorted(lines, key=lambda line: (-line.strength.share, line.shortcut, line.head, line.tail)):
        cause, effect = one.node(line.tail), one.node(line.head)
        told.setdefault(line.head, f"{cause.title.removesuffix('.')}, so that {effect.title.removesuffix('.')}")
    return list(told.values()) or _titles(one, row)


def _desires(one: Panel) -> str:
    """Who desires most of what is shown."""
    counts: Counter[str] = Counter()
    for node in one.layout.nodes:
        if isinstance(node, Outcome):
            counts.update(tag.persona for tag in one.network.tags_of.get(node.id, ()))
    known = [(counts[persona.id], persona) for persona in one.directory.personas if counts[persona.id]]
    if not known:
        return "Nobody is named yet."
    known.sort(key=lambda pair: (-pair[0], pair[1].key))
    return _listed([f"{persona.name}: {count} outcome{'' if count == 1 else 's'}" for count, persona in known])


def _nodes(one: Panel, row: int) -> list[Node]:
    return [node for node, here in zip(one.layout.nodes, one.layout.rows, strict=True) if here == row]


def _listed(things: Sequence[str], most: int = _TOLD) -> str:
    """Some of the things, and how many more there are, as one sentence."""
    more = len(things) - most
    return "; ".join([*things[:most], *([f"and {more} more"] if more > 0 else [])]) + "."
