"""Why an outcome follows from what is different about the offer: chains of arrows, best first.

    (:Differentiator)-[:LEADS_TO*1..]->(:Outcome)

The best chain has the greatest product of strengths, then the fewest arrows, then the first keys in order. A chain never
visits an outcome twice. Every arrow takes something away, so the beginning of a best chain is itself a best chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from itertools import count
from math import lcm, prod

from valuenet.analysis.reach import distances, leading_to
from valuenet.model.ids import NodeId, OutcomeId
from valuenet.model.network import Differentiator, LeadsTo, Network, Node
from valuenet.model.vocabulary import Strength

Rank = tuple[int, int, tuple[str, ...]]
"""How good a chain is, the best least: its negated product (scaled to a whole number), its arrows, its keys."""

COUNTED = 20_000
"""How many arrows are walked at most to count chains: about 10 ms."""

_DENOMINATOR = lcm(*(strength.share.denominator for strength in Strength))
_NUMERATORS = {strength: int(strength.share * _DENOMINATOR) for strength in Strength}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One node of a chain, and the arrow that leads to it; the first node has none."""

    node: Node
    arrow: LeadsTo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """(differentiator)-[:LEADS_TO]->…->(outcome): why the last of its steps follows from the first."""

    steps: tuple[Step, ...]

    @property
    def arrows(self) -> tuple[LeadsTo, ...]:
        return tuple(step.arrow for step in self.steps if step.arrow is not None)

    @property
    def strength(self) -> Fraction:
        """The product of the strengths of its arrows."""
        arrows = self.arrows
        return Fraction(prod(_NUMERATORS[arrow.strength] for arrow in arrows), _DENOMINATOR ** len(arrows))

    @property
    def sentence(self) -> str:
        """The chain as people say it: "A, so that B, so that C"; titles as they are written, without a full stop at their end."""
        return ", so that ".join(step.node.title.removesuffix(".") for step in self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainList:
    """Some chains to an outcome, best first; `total`: how many there are, where that could be counted; `cut`: these are not all."""

    chains: tuple[Chain, ...]
    total: int | None
    cut: bool


def best_chains(network: Network, starts: Iterable[NodeId] | None = None) -> Mapping[OutcomeId, Chain]:
    """The best chain to each outcome that is reached from any differentiator, or from any of `starts`; by key of the outcome."""
    sources = [node.id for node in network.differentiators] if starts is None else starts
    steps: dict[NodeId, tuple[Step, ...]] = {}
    for node, (_, arrow) in _best(network, sources, scale=_scale(network)).items():
        before = steps[arrow.cause] if arrow is not None else ()
        steps[node] = (*before, Step(node=network.node_by_id[node], arrow=arrow))
    return {outcome.id: Chain(steps=steps[outcome.id]) for outcome in network.outcomes if outcome.id in steps}


def best_chain(network: Network, outcome: OutcomeId) -> Chain | None:
    """The best chain from a differentiator to one outcome, or nothing where none reaches it."""
    return best_chains(network).get(outcome)


def all_chains(network: Network, outcome: OutcomeId, *, limit: int) -> ChainList:
    """The best `limit` chains from differentiators to an outcome, best first; they are counted first, as far as `COUNTED` allows.

    Found backwards from the outcome: the ends of chains wait in the order of the best whole chain that each can become,
    so the work grows with the chains that are asked for, never with those that exist.
    """
    within = {outcome, *leading_to(network, outcome)}
    total = _count(network, outcome, within & {outcome, *distances(network)})
    search = _Search(network, within)
    found: list[Chain] = []
    search.wait(_End(keys=(network.node_by_id[outcome].key,), arrows=()), outcome)
    while len(found) < limit and (end := search.next()) is not None:
        head = network.node_by_key[end.keys[0]]
        if isinstance(head, Differentiator):
            found.append(_chain(network, end))
        for arrow in network.arrows_to.get(head.id, ()):
            key = network.node_by_id[arrow.cause].key
            if key not in end.keys:
                search.wait(_End(keys=(key, *end.keys), arrows=(arrow, *end.arrows)), arrow.cause)
    if len(found) < limit:
        total = len(found)
    return ChainList(chains=tuple(found), total=total, cut=total is None or total > len(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    """The end of a chain that is still to be found: its keys, and the arrows between them."""

    keys: tuple[str, ...]
    arrows: tuple[LeadsTo, ...]


class _Search:
    """The ends of chains that wait to be gone on with, by the rank of the best whole chain that each can become."""

    def __init__(self, network: Network, within: Set[NodeId]) -> None:
        self.network = network
        self.within = within
        self.starts = [node.id for node in network.differentiators if node.id in within]
        self.scale = _scale(network)
        self.ranks = self._ranks(frozenset())
        self.detours: dict[tuple[str, ...], Mapping[NodeId, Rank]] = {}
        self.queue: list[tuple[Rank, int, bool, _End, NodeId]] = []
        self.order = count()

    def wait(self, end: _End, head: NodeId) -> None:
        """Put an end in its place. Where the best chain to its head would meet the end again, its rank is only a hope."""
        before = self.ranks.get(head)
        if before is not None:
            sure = set(before[2]).isdisjoint(end.keys[1:])
            heappush(self.queue, (_whole(before, end), next(self.order), sure, end, head))

    def next(self) -> _End | None:
        """The end that the best chain of all that remain has; those that nothing can complete are left out."""
        while self.queue:
            _, _, sure, end, head = heappop(self.queue)
            if sure:
                return end
            rest = end.keys[1:]
            if rest not in self.detours:
                self.detours[rest] = self._ranks({self.network.node_by_key[key].id for key in rest})
            before = self.detours[rest].get(head)
            if before is not None:
                heappush(self.queue, (_whole(before, end), next(self.order), True, end, head))
        return None

    def _ranks(self, without: Set[NodeId]) -> Mapping[NodeId, Rank]:
        best = _best(self.network, self.starts, scale=self.scale, within=self.within - without)
        return {node: rank for node, (rank, _) in best.items()}


def _whole(before: Rank, end: _End) -> Rank:
    """The rank of the chain that goes on with an end."""
    rank = before
    for arrow, key in zip(end.arrows, end.keys[1:], strict=True):
        rank = _extended(rank, arrow, key)
    return rank


def _chain(network: Network, end: _End) -> Chain:
    arrows = (None, *end.arrows)
    return Chain(steps=tuple(Step(node=network.node_by_key[key], arrow=arrow) for key, arrow in zip(end.keys, arrows, strict=True)))


def _count(network: Network, outcome: OutcomeId, within: Set[NodeId]) -> int | None:
    """How many chains lead to an outcome, or nothing where `COUNTED` arrows, walked backwards, do not tell."""
    chains, walked = 0, 0
    path: dict[NodeId, None] = {outcome: None}
    walks = [iter(network.arrows_to.get(outcome, ()))]
    while walks:
        arrow = next(walks[-1], None)
        if arrow is None:
            walks.pop()
            path.popitem()
            continue
        walked += 1
        if walked > COUNTED:
            return None
        if arrow.cause in network.differentiator_by_id:
            chains += 1
        elif arrow.cause in within and arrow.cause not in path:
            path[arrow.cause] = None
            walks.append(iter(network.arrows_to.get(arrow.cause, ())))
    return chains


def _scale(network: Network) -> int:
    """What a product is multiplied by so that it stays a whole number along every chain of the network."""
    return int(_DENOMINATOR ** len(network.outcomes))


def _extended(rank: Rank, arrow: LeadsTo, key: str) -> Rank:
    """The rank of a chain that goes on by an arrow to the node with this key."""
    return rank[0] * _NUMERATORS[arrow.strength] // _DENOMINATOR, rank[1] + 1, (*rank[2], key)


def _best(
    network: Network, starts: Iterable[NodeId], *, scale: int, within: Set[NodeId] | None = None
) -> dict[NodeId, tuple[Rank, LeadsTo | None]]:
    """Dijkstra from all starts at once: each node, the best first, with the rank of its best chain and that chain's last arrow."""
    nodes, arrows_from = network.node_by_id, network.arrows_from
    found: dict[NodeId, tuple[Rank, LeadsTo | None]] = {}
    products: dict[NodeId, int] = {}
    queue: list[tuple[Rank, NodeId, LeadsTo | None]] = []
    for start in starts:
        heappush(queue, ((-scale, 0, (nodes[start].key,)), start, None))
    while queue:
        rank, node, last = heappop(queue)
        if node in found:
            continue
        found[node] = rank, last
        for arrow in arrows_from.get(node, ()):
            effect = arrow.effect
            if effect in found or (within is not None and effect not in within):
                continue
            following = _extended(rank, arrow, nodes[effect].key)
            # a worse product than one that waits already can never win; an equal one may, by its arrows or keys
            if following[0] <= products.get(effect, 0):
                products[effect] = following[0]
                heappush(queue, (following, effect, arrow))
    return found
