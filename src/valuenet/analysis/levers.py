"""What a persona's outcomes depend on most: what must be true, and be confirmed, for them to care.

(:Differentiator)-[:LEADS_TO*1..]->(lever:Outcome)-[:LEADS_TO*1..]->(:Outcome)-[:DESIRED_BY]->(persona)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from valuenet.analysis.graph import arrow_graph
from valuenet.analysis.late import networkx
from valuenet.analysis.reach import distances
from valuenet.model.ids import DifferentiatorId, NodeId, OutcomeId, PersonaId
from valuenet.model.network import Network, Outcome
from valuenet.model.vocabulary import Importance

_ROOT = DifferentiatorId("")
"""Stands before all differentiators, so that what every chain passes is asked of one start; no id is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependence:
    """An outcome that the persona desires, and the outcomes that every chain to it passes, from its causes to it."""

    outcome: Outcome
    depends_on: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """An outcome without which the persona loses others that they desire; in the order of `Levers.outcomes`."""

    outcome: Outcome
    lost: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Levers:
    """What one persona's outcomes depend on; `unreached` are those that no differentiator leads to in the first place."""

    outcomes: tuple[Dependence, ...]
    ranked: tuple[Lever, ...]
    unreached: tuple[Outcome, ...]


def levers(network: Network, persona: PersonaId) -> Levers:
    """What the wanted outcomes of a persona depend on.

    Outcomes come nearest to a differentiator first, then by key. Levers come in the order of how many of the persona's
    outcomes are lost without them, then of how many primary ones, then nearest to a differentiator first, then by key.
    """
    tags = {tag.outcome: tag.importance for tag in network.tags if tag.persona == persona}
    desired = [outcome for outcome in network.outcomes if outcome.id in tags and outcome.wanted]
    distance_of = distances(network)
    reached = sorted((one for one in desired if one.id in distance_of), key=lambda one: (distance_of[one.id], one.key))
    before = _last_passed(network) if reached else {}
    outcomes = tuple(Dependence(outcome=one, depends_on=_passed(network, before, one.id)) for one in reached)
    lost: dict[OutcomeId, list[Outcome]] = {}
    for dependence in outcomes:
        for lever in dependence.depends_on:
            lost.setdefault(lever.id, []).append(dependence.outcome)

    def weight(lever: Lever) -> tuple[int, int, int, str]:
        primary = sum(tags[outcome.id] is Importance.PRIMARY for outcome in lever.lost)
        return -len(lever.lost), -primary, distance_of[lever.outcome.id], lever.outcome.key

    ranked = [Lever(outcome=network.outcome_by_id[lever], lost=tuple(outcomes_)) for lever, outcomes_ in lost.items()]
    unreached = tuple(one for one in desired if one.id not in distance_of)
    return Levers(outcomes=outcomes, ranked=tuple(sorted(ranked, key=weight)), unreached=unreached)


def _last_passed(network: Network) -> Mapping[NodeId, NodeId | None]:
    """The node that every chain to a node passes last: its immediate dominator, from a root before all differentiators."""
    graph = arrow_graph(network)
    graph.add_edges_from((_ROOT, differentiator.id) for differentiator in network.differentiators)
    return networkx.immediate_dominators(graph, _ROOT)


def _passed(network: Network, before: Mapping[NodeId, NodeId | None], outcome: OutcomeId) -> tuple[Outcome, ...]:
    """The outcomes that every chain to an outcome passes, in the order in which it passes them."""
    passed: list[Outcome] = []
    node = before.get(outcome)
    while node is not None and isinstance(lever := network.node_by_id.get(node), Outcome):
        passed.append(lever)
        node = before.get(node)
    return tuple(reversed(passed))
