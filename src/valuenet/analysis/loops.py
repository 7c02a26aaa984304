"""Loops: outcomes that lead back to themselves, as things with a name, and what would end them.

(outcome:Outcome)-[:LEADS_TO*2..]->(outcome)

A group is a set of outcomes of which each leads to every other; its loops are the simple cycles in it. Nothing here is
stored. A loop in which nobody wants any of the outcomes is a vicious circle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from valuenet.analysis.breaking import breaking_arrows
from valuenet.analysis.cycles import shortest_cycles
from valuenet.analysis.graph import arrow_graph
from valuenet.analysis.late import networkx
from valuenet.model.ids import NodeId
from valuenet.model.network import LeadsTo, Network, Outcome

_NAMED = 10
"""How many outcomes a loop's name holds before its middle is left out."""

_ROOM = 240
"""How many characters the titles in a loop's name share, so that loops that differ in their middle have different names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """(a)-[:LEADS_TO]->(b)-[:LEADS_TO]->…->(a): outcomes from the smallest key on, and the arrow that leaves each of them.

    Without any one of its arrows a loop is gone. `broken_by` are those of them whose removal ends most of the loops of
    the group that are listed, so all of them where the loop stands alone; in the order of the loop.
    """

    outcomes: tuple[Outcome, ...]
    arrows: tuple[LeadsTo, ...]
    broken_by: tuple[LeadsTo, ...]

    @property
    def vicious(self) -> bool:
        return not any(outcome.wanted for outcome in self.outcomes)

    @property
    def name(self) -> str:
        """What it contains: "A ↔ B", "A → B → C → A"; long titles are cut, and the middle of a very long loop."""
        room = _ROOM // min(len(self.outcomes), _NAMED)
        titles = [_shortened(outcome.title, room) for outcome in self.outcomes]
        if len(titles) == 2:
            return " ↔ ".join(titles)
        if len(titles) > _NAMED:
            titles = [*titles[: _NAMED - 1], f"… ({len(titles) - _NAMED} more)", titles[-1]]
        return " → ".join([*titles, titles[0]])


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopGroup:
    """Outcomes of which each leads to every other, by key; its loops, the shortest first, then by keys; `cut`: there are more.

    `broken_by`: each of these sets of arrows, taken away, leaves no loop in the group. Every single arrow that does so
    alone, by keys; where none does, one smallest set; where that cannot be found soon, a small one.
    """

    outcomes: tuple[Outcome, ...]
    loops: tuple[Loop, ...]
    cut: bool
    broken_by: tuple[tuple[LeadsTo, ...], ...]


def loops(network: Network, *, limit: int = 100) -> tuple[Loop, ...]:
    """The loops of all groups, the shortest first, then by keys; at most `limit` of each group (`loop_groups` says where that cut)."""
    found = [loop for group in loop_groups(network, limit=limit) for loop in group.loops]
    return tuple(sorted(found, key=lambda loop: (len(loop.outcomes), [outcome.key for outcome in loop.outcomes])))


def loop_groups(network: Network, *, limit: int = 100) -> tuple[LoopGroup, ...]:
    """Every group of outcomes that lead to each other, by smallest key, with its shortest loops, at most `limit` of each group."""
    return tuple(_group(network, members, limit) for members in circular(network))


def circular(network: Network, within: Collection[NodeId] | None = None) -> tuple[tuple[Outcome, ...], ...]:
    """The groups of outcomes that lead to each other, also when only some nodes are looked at; by smallest key, each by key."""
    components = networkx.strongly_connected_components(arrow_graph(network, within))
    groups = [[outcome for node in group if isinstance(outcome := network.node_by_id[node], Outcome)] for group in components]
    return tuple(sorted((tuple(sorted(group, key=_key)) for group in groups if len(group) > 1), key=lambda group: group[0].key))


def _group(network: Network, members: tuple[Outcome, ...], limit: int) -> LoopGroup:
    inside: set[NodeId] = {outcome.id for outcome in members}
    arrows: dict[tuple[NodeId, NodeId], LeadsTo] = {}
    following: dict[NodeId, list[NodeId]] = {outcome.id: [] for outcome in members}
    for arrow in network.arrows:
        if arrow.cause in inside and arrow.effect in inside:
            arrows[arrow.cause, arrow.effect] = arrow
            following[arrow.cause].append(arrow.effect)
    cycles, cut = shortest_cycles(following, limit=limit)
    paths = [[arrows[pair] for pair in pairwise([*cycle, cycle[0]])] for cycle in cycles]
    passing = Counter(arrow for path in paths for arrow in path)
    place = {pair: place for place, pair in enumerate(arrows)}
    strongest_first = sorted(arrows, key=lambda pair: -arrows[pair].strength.share)
    breaking = sorted(sorted(place[pair] for pair in pairs) for pairs in breaking_arrows(strongest_first))
    in_order = list(arrows.values())
    return LoopGroup(
        outcomes=members,
        loops=tuple(_loop(network, path, passing) for path in paths),
        cut=cut,
        broken_by=tuple(tuple(in_order[place] for place in places) for places in breaking),
    )


def _loop(network: Network, path: Sequence[LeadsTo], passing: Mapping[LeadsTo, int]) -> Loop:
    most = max(passing[arrow] for arrow in path)
    return Loop(
        outcomes=tuple(network.outcome_by_id[arrow.effect] for arrow in (path[-1], *path[:-1])),
        arrows=tuple(path),
        broken_by=tuple(arrow for arrow in path if passing[arrow] == most),
    )


def _key(outcome: Outcome) -> str:
    return outcome.key


def _shortened(title: str, room: int) -> str:
    """The title, or its first words where it is long."""
    if len(title) <= room:
        return title
    return title[:room].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
