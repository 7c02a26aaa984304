"""Rules about how a network is drawn: arrows that say nothing new, nodes that nobody can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from valuenet.analysis.finding import Finding, titled
from valuenet.model.directory import Directory
from valuenet.model.ids import NodeId
from valuenet.model.network import LeadsTo, Network
from valuenet.model.vocabulary import Severity, Strength

CROWD = 8
"""How many arrows may start or end in one node before it is crowded."""

Neighbours = Mapping[NodeId, Set[NodeId]]


def shortcut(network: Network, _: Directory) -> Iterator[Finding]:
    """(a)-[arrow:LEADS_TO]->(c) beside (a)-[:LEADS_TO*2..3]->(c) in which no arrow is weaker. One with a reason is meant."""
    after = {strength: _neighbours(network, strength, forward=True) for strength in Strength}
    before = {strength: _neighbours(network, strength, forward=False) for strength in Strength}
    for arrow in network.arrows:
        between = () if arrow.why else _between(network, arrow, after[arrow.strength], before[arrow.strength])
        if between:
            cause, effect = network.node_by_id[arrow.cause], network.node_by_id[arrow.effect]
            through = titled(network.node_by_id[node] for node in between)
            yield Finding(
                code="SHORTCUT",
                severity=Severity.NOTE,
                about=(cause.key, effect.key),
                message=f"“{cause.title}” leads to “{effect.title}” directly, and by arrows no weaker through {through}",
                why="the longer chain explains it; the shortcut only adds a line to the picture",
                remedy="remove the direct arrow, or say in its reason what else it stands for",
            )


def crowded(network: Network, _: Directory) -> Iterator[Finding]:
    """()-[:LEADS_TO]->(node) or (node)-[:LEADS_TO]->() more than `CROWD` times."""
    for node in network.nodes:
        into, out = len(network.arrows_to.get(node.id, ())), len(network.arrows_from.get(node.id, ()))
        if max(into, out) > CROWD:
            yield Finding(
                code="CROWDED",
                severity=Severity.NOTE,
                about=(node.key,),
                message=f"{into} arrows end in “{node.title}” and {out} start there",
                why="a crowd of arrows hides the few that matter, in the picture and in a conversation",
                remedy="look for an outcome in between that several of them share, or divide it in two",
            )


def _neighbours(network: Network, strength: Strength, *, forward: bool) -> Neighbours:
    """What each node leads to, or follows from, by arrows that are no weaker than a strength."""
    found: dict[NodeId, set[NodeId]] = {}
    for arrow in network.arrows:
        if arrow.strength.share >= strength.share:
            near, far = (arrow.cause, arrow.effect) if forward else (arrow.effect, arrow.cause)
            found.setdefault(near, set()).add(far)
    return found


def _between(network: Network, arrow: LeadsTo, after: Neighbours, before: Neighbours) -> tuple[NodeId, ...]:
    """One or two nodes between the ends of an arrow, the first by key."""

    def key(nodes: tuple[NodeId, ...]) -> tuple[str, ...]:
        return tuple(network.node_by_id[node].key for node in nodes)

    firsts, lasts = after[arrow.cause] - {arrow.effect}, before[arrow.effect] - {arrow.cause}
    if middle := firsts & lasts:
        return min(((node,) for node in middle), key=key)
    return min(((first, last) for first in firsts for last in after.get(first, set()) & lasts), key=key, default=())
