"""How far things reach: what a node leads to, what leads to it, and how far outcomes are from a differentiator.

(:Differentiator)-[:LEADS_TO*1..]->(:Outcome)
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from valuenet.model.ids import NodeId, OutcomeId
from valuenet.model.network import Network


def distances(network: Network) -> Mapping[OutcomeId, int]:
    """The number of arrows from the nearest differentiator to each outcome that one reaches."""
    found = _steps(network, (node.id for node in network.differentiators), forward=True)
    return {outcome.id: found[outcome.id] for outcome in network.outcomes if outcome.id in found}


def led_to_by(network: Network, node: NodeId, *, most: int | None = None) -> Mapping[NodeId, int]:
    """(node)-[:LEADS_TO*1..most]->(found): every outcome that follows from a node, with the fewest arrows to it."""
    return _others(_steps(network, (node,), forward=True, most=most), node)


def leading_to(network: Network, node: NodeId, *, most: int | None = None) -> Mapping[NodeId, int]:
    """(found)-[:LEADS_TO*1..most]->(node): every node that a node follows from, with the fewest arrows from it."""
    return _others(_steps(network, (node,), forward=False, most=most), node)


def _others(found: Mapping[NodeId, int], start: NodeId) -> dict[NodeId, int]:
    return {node: steps for node, steps in found.items() if node != start}


def _steps(network: Network, starts: Iterable[NodeId], *, forward: bool, most: int | None = None) -> dict[NodeId, int]:
    """Breadth first: the fewest arrows between any start and each node, the starts included at 0."""
    found: dict[NodeId, int] = dict.fromkeys(starts, 0)
    queue = deque(found)
    arrows = network.arrows_from if forward else network.arrows_to
    while queue:
        node = queue.popleft()
        if most is not None and found[node] >= most:
            continue
        for arrow in arrows.get(node, ()):
            following = arrow.effect if forward else arrow.cause
            if following not in found:
                found[following] = found[node] + 1
                queue.append(following)
    return found
