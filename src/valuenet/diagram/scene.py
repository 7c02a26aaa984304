"""What of a network a view shows: which nodes, which of them matter, and in which words the picture says so.

    (:Differentiator)-[:LEADS_TO*1..]->(outcome)-[:DESIRED_BY]->(:Persona)

What is lit is what was asked for; what is kept explains it; the rest is faded or left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from valuenet.analysis.chains import best_chains
from valuenet.analysis.reach import distances
from valuenet.diagram.focus import Focus, focus
from valuenet.diagram.narrowing import most_desired, narrower
from valuenet.diagram.rings import Rings
from valuenet.diagram.view import MOST_OUTCOMES, Orientation, View
from valuenet.errors import InvalidQuestion, Problem
from valuenet.model.directory import Directory
from valuenet.model.ids import NodeId, PersonaId
from valuenet.model.network import Differentiator, Network, Node, Outcome
from valuenet.model.vocabulary import Strength

FEW = 12
"""How many outcomes are followed at a glance: what a slide holds, and what is drawn of a network that is too large."""

_STRENGTHS = tuple(Strength)

Link = tuple[NodeId, NodeId, Strength, int]
"""(cause)-[:LEADS_TO*1..]->(effect), with the weakest strength on the way and the number of outcomes between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Nodes in the order of drawing and the links among them; `said` is the view in words, `people` whose tags matter, if not all."""

    title: str
    said: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    lit: frozenset[NodeId]
    kept: frozenset[NodeId]
    people: frozenset[PersonaId]
    orientation: Orientation
    notes: tuple[str, ...] = ()

    @property
    def outcomes(self) -> int:
        return sum(isinstance(node, Outcome) for node in self.nodes)


def scene(network: Network, directory: Directory, view: View, rings: Rings) -> Scene:
    """What a view shows of a network, or `InvalidQuestion` where it names what is not there."""
    chosen = focus(network, directory, view, rings)
    large = len(network.outcomes) > MOST_OUTCOMES and not view.whole
    kept = sum(isinstance(network.node_by_id[node], Outcome) for node in chosen.kept)
    if view.top is not None or (large and kept > MOST_OUTCOMES):
        found = _top(network, view, chosen, view.top or FEW)
    else:
        found = _whole(network, view, replace(chosen, only=chosen.only or (large and view.focused)))
    if large and (view.top is None or view.focused):
        found = replace(found, notes=(narrower(network, directory, found.outcomes),))
    elif len(network.outcomes) > MOST_OUTCOMES and view.whole:
        note = f"{len(network.outcomes)} outcomes in one picture show its density; to follow arrows, ask for a narrower view"
        found = replace(found, notes=(note,))
    if view.levels and found.outcomes > FEW:
        message = f"suit at most {FEW} outcomes, and this view shows {found.outcomes}: arrows would run along their rows"
        raise InvalidQuestion(
            [Problem(path="levels", code="TOO_MANY", message=message, remedy=f"narrow the view, such as to the top {FEW}")]
        )
    return found


def _whole(network: Network, view: View, chosen: Focus) -> Scene:
    """All nodes, or only those that a focus keeps."""
    nodes = _in_order(network, (node for node in network.nodes if not chosen.only or node.id in chosen.kept))
    said = f"{chosen.said}; the rest {'left out' if chosen.only else 'faded'}" if view.focused else chosen.said
    return Scene(
        title=network.name,
        said=said,
        nodes=nodes,
        links=tuple((arrow.cause, arrow.effect, arrow.strength, 0) for arrow in network.arrows),
        lit=chosen.lit,
        kept=chosen.kept,
        people=chosen.people,
        orientation=view.direction or Orientation.TOP_DOWN,
    )


def _top(network: Network, view: View, chosen: Focus, most: int) -> Scene:
    """The most desired outcomes, each hung on its best chain: a forest."""
    pool = [outcome for outcome in network.outcomes if outcome.id in (chosen.lit if view.personas else chosen.kept)]
    outcomes = most_desired(network, pool, most, chosen.people)
    links = tuple(_hung(network, outcomes, chosen.starts))
    differentiators = [network.node_by_id[cause] for cause, *_ in links if cause in network.differentiator_by_id]
    count = len(outcomes)
    if chosen.whose:
        title = f"{network.name}: the {f'{count} outcomes' if count > 1 else 'outcome'} {chosen.whose}"
    else:
        title = network.name if count == len(pool) else f"{network.name}: the {count} most desired of {len(pool)} outcomes"
    nodes = _in_order(network, {node.id: node for node in [*differentiators, *outcomes]}.values())
    return Scene(
        title=title,
        said=f"{chosen.most}: {count} of {len(network.outcomes)} outcomes",
        nodes=nodes,
        links=links,
        lit=frozenset(),
        kept=frozenset(node.id for node in nodes),
        people=chosen.people,
        orientation=view.direction or Orientation.LEFT_RIGHT,
    )


def _hung(network: Network, outcomes: Sequence[Outcome], starts: Sequence[NodeId] | None) -> Iterable[Link]:
    """(:Differentiator|Outcome)-[:LEADS_TO*1..]->(outcome): from the nearest of those shown on the best chain to each."""
    chains = best_chains(network, starts)
    shown = {outcome.id for outcome in outcomes}
    for outcome in outcomes:
        if (chain := chains.get(outcome.id)) is None:
            continue
        between = 0
        arrows: list[Strength] = []
        for step in reversed(chain.steps):
            if step.node.id != outcome.id and (step.node.id in shown or isinstance(step.node, Differentiator)):
                yield step.node.id, outcome.id, max(arrows, key=_STRENGTHS.index), between
                break
            between += step.node.id != outcome.id
            if step.arrow is not None:
                arrows.append(step.arrow.strength)


def _in_order(network: Network, nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Nodes by distance from a differentiator, then by key; those that nothing leads to at the end."""
    far = dict[str, int](distances(network).items()) | {node.id: 0 for node in network.differentiators}
    return tuple(sorted(nodes, key=lambda node: (far.get(node.id, len(network.outcomes) + 1), node.key)))
