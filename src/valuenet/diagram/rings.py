"""Loops as they are drawn: the arrow that closes each, and the mark that its outcomes carry.

    (outcome:Outcome)-[:LEADS_TO*1..]->(last)-[:LEADS_TO]->(outcome)

Without the closing arrows nothing leads back, so causes can stand above their effects. One loop is told of each closing
arrow, the one with the fewest arrows; all elementary loops would be more than a picture can say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from valuenet.analysis.reach import distances
from valuenet.diagram.parts import circular_parts
from valuenet.model.ids import NodeId
from valuenet.model.network import Network, Outcome
from valuenet.model.vocabulary import Strength

NAMED = 6
"""How many loops are marked at most."""

_TRIED = 12
"""How many arrows of a part are tried as the closing one: those that go back farthest."""

_EFFORT = 150_000
"""How many nodes and arrows all tries together may look at, some 80 ms; then every arrow back in the order of drawing closes a loop."""

_WEAKNESS = {strength: 100**place for place, strength in enumerate(Strength)}
"""One weak arrow counts more than any number of stronger ones that a loop of a picture has."""

_TOLD = 60
"""How many closing arrows are looked at to find the loops that are marked."""

Pair = tuple[NodeId, NodeId]
Link = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """One loop of the picture, from its outcome that is nearest to a differentiator on; numbered through, whatever its kind."""

    number: int
    outcomes: tuple[Outcome, ...]
    vicious: bool

    @property
    def mark(self) -> str:
        """R for reinforcing, V for a vicious circle."""
        return f"{'V' if self.vicious else 'R'}{self.number}"

    @property
    def name(self) -> str:
        """What it contains, as questions about loops name it: "A ↔ B", "A → B → C → A"."""
        titles = [outcome.title for outcome in self.outcomes]
        return " ↔ ".join(titles) if len(titles) == 2 else " → ".join([*titles, titles[0]])

    def told(self, most: int) -> str:
        """What it contains, for a legend; the middle left out where it has more outcomes than `most`."""
        titles = [outcome.title for outcome in self.outcomes]
        if len(titles) == 2:
            return " ↔ ".join(titles)
        if len(titles) > most:
            titles = [*titles[: most - 1], f"… ({len(titles) - most} more)", titles[-1]]
        return " → ".join([*titles, "again"])

    @property
    def pairs(self) -> frozenset[Pair]:
        """Its arrows, as causes and effects."""
        ids: list[NodeId] = [outcome.id for outcome in self.outcomes]
        return frozenset(pairwise([*ids, ids[0]]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rings:
    """The arrows that close loops, as many as `closing` holds, and the loops that are marked."""

    closing: frozenset[Pair]
    marked: tuple[Ring, ...]


def rings(network: Network, *, first: int = 1) -> Rings:
    """The loops of a whole network, numbered from `first` on: the shortest first, but mutual ones last; those of a length by place."""
    search = _Search(network)
    closing = search.closing()
    found = {frozenset(loop): loop for pair in closing[:_TOLD] for loop in [search.way_back(pair)]}
    ordered = sorted(found.values(), key=lambda loop: (len(loop) == 2, len(loop), loop))
    marked = [
        Ring(number=number, outcomes=outcomes, vicious=not any(outcome.wanted for outcome in outcomes))
        for number, loop in enumerate(ordered[:NAMED], first)
        for outcomes in [tuple(search.outcomes[place] for place in loop)]
    ]
    ids = [outcome.id for outcome in search.outcomes]
    return Rings(closing=frozenset((ids[cause], ids[effect]) for cause, effect in closing), marked=tuple(marked))


class _Search:
    """The outcomes of a network as numbers, in the order in which they are drawn."""

    def __init__(self, network: Network) -> None:
        far = distances(network)
        self.outcomes = sorted(network.outcomes, key=lambda outcome: (far.get(outcome.id, len(network.outcomes)), outcome.key))
        self.distance = [far.get(outcome.id, len(network.outcomes)) for outcome in self.outcomes]
        place: Mapping[NodeId, int] = {outcome.id: place for place, outcome in enumerate(self.outcomes)}
        self.weakness = {
            (place[arrow.cause], place[arrow.effect]): _WEAKNESS[arrow.strength] for arrow in network.arrows if arrow.cause in place
        }
        self.after: dict[int, list[int]] = {number: [] for number in range(len(self.outcomes))}
        for cause, effect in sorted(self.weakness):
            self.after[cause].append(effect)
        self.effort = _EFFORT

    def closing(self) -> list[Link]:
        """The arrows that close loops: part by part, always the one that leaves the fewest outcomes in loops."""
        after = {node: list(effects) for node, effects in self.after.items()}
        waiting = circular_parts(after.keys(), after)
        taken: list[Link] = []
        while waiting:
            part = waiting.pop()
            candidates = self._candidates(part, after)
            if self.effort <= 0:
                candidates = [(cause, effect) for cause, effect in candidates if effect < cause]
                for cause, effect in candidates:
                    after[cause].remove(effect)
                taken.extend(candidates)
                continue
            pair, remaining = self._best(part, after, candidates[:_TRIED])
            after[pair[0]].remove(pair[1])
            taken.append(pair)
            waiting.extend(remaining)
        return sorted(taken)

    def _best(self, part: Sequence[int], after: dict[int, list[int]], candidates: Sequence[Link]) -> tuple[Link, list[list[int]]]:
        """The arrow that leaves the fewest outcomes in loops, then the one that goes back farthest; and what is still circular."""
        self.effort -= len(candidates) * sum(1 + len(after[node]) for node in part)
        tried = [(_parts_without(part, after, pair), pair) for pair in candidates]
        left, pair = min(tried, key=lambda one: sum(map(len, one[0])))
        return pair, left

    def _candidates(self, part: Sequence[int], after: Mapping[int, Sequence[int]]) -> list[Link]:
        """Arrows inside a part that lead no farther from a differentiator, those that go back farthest first: every loop has one."""
        inside = set(part)
        found = [
            (self.distance[effect] - self.distance[cause], cause, effect)
            for cause in part
            for effect in after[cause]
            if effect in inside and self.distance[effect] <= self.distance[cause]
        ]
        return [(cause, effect) for _, cause, effect in sorted(found)]

    def way_back(self, closing: Link) -> tuple[int, ...]:
        """The loop with the fewest arrows that an arrow closes, the weakest of them avoided; from its outcome that is drawn first on."""
        cause, effect = closing
        came: dict[int, int] = {}
        queue = [(0, 0, effect, effect)]
        while cause not in came:
            arrows, weakness, node, before = heappop(queue)
            if node not in came:
                came[node] = before
                for following in self.after[node]:
                    heappush(queue, (arrows + 1, weakness + self.weakness[node, following], following, node))
        loop = [cause]
        while loop[-1] != effect:
            loop.append(came[loop[-1]])
        loop.reverse()
        start = loop.index(min(loop))
        return (*loop[start:], *loop[:start])


def _parts_without(part: Sequence[int], after: dict[int, list[int]], pair: Link) -> list[list[int]]:
    cause, effect = pair
    kept = after[cause]
    after[cause] = [following for following in kept if following != effect]
    parts = circular_parts(part, after)
    after[cause] = kept
    return parts
