"""One value network: differentiators, the outcomes that follow, who desires them; cause and effect as arrows.

    (:Differentiator)-[:LEADS_TO]->(:Outcome)-[:LEADS_TO]->(:Outcome)-[:DESIRED_BY]->(:Persona)
    (:Differentiator)-[:COMPARED_WITH]->(:Alternative)        (:Region)-[:COVERS]->(:Differentiator|Outcome)

A `Network` cannot be built broken: `__post_init__` holds every rule about how its parts fit together, and each part
holds the rules about itself. Edits (`edits.py`, `draft.py`), documents and stores all end here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from valuenet.errors import Invalid, Problem
from valuenet.model.ids import (
    AlternativeId,
    DifferentiatorId,
    Key,
    NetworkId,
    NodeId,
    OutcomeId,
    PersonaId,
    RegionId,
    WorkspaceId,
)
from valuenet.model.text import EVIDENCE, KEY, SHORT, TITLE, WHY, Rule, normalised, problem, settle
from valuenet.model.vocabulary import DifferentiatorKind, Direction, Importance, OutcomeKind, Outline, Position, Strength

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class Differentiator:
    """What is different about the offer. Drawn as a rectangle; nothing leads to it."""

    id: DifferentiatorId
    key: Key
    title: str
    kind: DifferentiatorKind = DifferentiatorKind.FITNESS_FOR_USE
    note: str = ""

    def __post_init__(self) -> None:
        settle(self, key=KEY, title=TITLE, note=WHY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """What an outcome is measured by, in which unit, and which way it moves."""

    name: str
    unit: str = ""
    direction: Direction = Direction.UP


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A result that a customer gets. Drawn as an oval."""

    id: OutcomeId
    key: Key
    title: str
    kind: OutcomeKind = OutcomeKind.BUSINESS
    anticipated: bool = True
    wanted: bool = True
    metric: Metric | None = None
    evidence: str = ""

    def __post_init__(self) -> None:
        settle(self, key=KEY, title=TITLE, evidence=EVIDENCE)
        if self.metric is not None:
            object.__setattr__(self, "metric", _settled_metric(self.metric))


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A named part of a network, drawn with an outline."""

    id: RegionId
    key: Key
    title: str
    outline: Outline = Outline.GREY
    nodes: tuple[NodeId, ...] = ()

    def __post_init__(self) -> None:
        settle(self, key=KEY, title=TITLE)
        object.__setattr__(self, "nodes", tuple(sorted(set(self.nodes))))


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadsTo:
    """(cause)-[:LEADS_TO]->(effect): more of the cause brings about the effect."""

    cause: NodeId
    effect: OutcomeId
    strength: Strength = Strength.USUALLY
    why: str = ""
    evidence: str = ""

    def __post_init__(self) -> None:
        settle(self, why=WHY, evidence=EVIDENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DesiredBy:
    """(outcome)-[:DESIRED_BY]->(persona): this persona cares; on an unwanted outcome: suffers from it."""

    outcome: OutcomeId
    persona: PersonaId
    importance: Importance = Importance.PRIMARY
    why: str = ""
    personally: str = ""

    def __post_init__(self) -> None:
        settle(self, why=WHY, personally=WHY)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedWith:
    """(differentiator)-[:COMPARED_WITH]->(alternative): where we stand, and how we know."""

    differentiator: DifferentiatorId
    alternative: AlternativeId
    position: Position
    note: str = ""
    evidence: str = ""

    def __post_init__(self) -> None:
        settle(self, note=WHY, evidence=EVIDENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """What a network says of itself, apart from its parts."""

    key: Key
    name: str
    offering: str = ""
    alternative: AlternativeId | None = None
    archived: bool = False

    def __post_init__(self) -> None:
        settle(self, key=KEY, name=TITLE, offering=SHORT)


Node = Differentiator | Outcome


@dataclass(frozen=True, kw_only=True)
class Network:
    """One value network at one revision, its parts ordered by key. Not slotted: it keeps its own indexes, made when first used."""

    id: NetworkId
    workspace: WorkspaceId
    revision: int
    changed_at: str
    root: Root
    differentiators: tuple[Differentiator, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    regions: tuple[Region, ...] = ()
    arrows: tuple[LeadsTo, ...] = ()
    tags: tuple[DesiredBy, ...] = ()
    comparisons: tuple[ComparedWith, ...] = ()

    def __post_init__(self) -> None:
        if problems := list(_misfits(self)):
            raise Invalid(problems)

    @property
    def key(self) -> Key:
        return self.root.key

    @property
    def name(self) -> str:
        return self.root.name

    @property
    def nodes(self) -> Iterator[Node]:
        """Differentiators, then outcomes, each by key."""
        yield from self.differentiators
        yield from self.outcomes

    @cached_property
    def node_by_id(self) -> Mapping[NodeId, Node]:
        return {node.id: node for node in self.nodes}

    @cached_property
    def node_by_key(self) -> Mapping[str, Node]:
        return {node.key: node for node in self.nodes}

    @cached_property
    def outcome_by_id(self) -> Mapping[OutcomeId, Outcome]:
        return {outcome.id: outcome for outcome in self.outcomes}

    @cached_property
    def differentiator_by_id(self) -> Mapping[DifferentiatorId, Differentiator]:
        return {differentiator.id: differentiator for differentiator in self.differentiators}

    @cached_property
    def arrows_from(self) -> Mapping[NodeId, tuple[LeadsTo, ...]]:
        """(node)-[:LEADS_TO]->(): the arrows that start in each node, by key of their effect."""
        return _grouped((arrow.cause, arrow) for arrow in self.arrows)

    @cached_property
    def arrows_to(self) -> Mapping[NodeId, tuple[LeadsTo, ...]]:
        """()-[:LEADS_TO]->(node): the arrows that end in each node, by key of their cause."""
        return _grouped((arrow.effect, arrow) for arrow in self.arrows)

    @cached_property
    def tags_of(self) -> Mapping[OutcomeId, tuple[DesiredBy, ...]]:
        """(outcome)-[:DESIRED_BY]->(): the tags of each outcome."""
        return _grouped((tag.outcome, tag) for tag in self.tags)

    @cached_property
    def comparisons_of(self) -> Mapping[DifferentiatorId, tuple[ComparedWith, ...]]:
        """(differentiator)-[:COMPARED_WITH]->(): where each differentiator stands."""
        return _grouped((comparison.differentiator, comparison) for comparison in self.comparisons)


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _settled_metric(metric: Metric) -> Metric:
    name, unit = normalised(metric.name), normalised(metric.unit)
    checks = (problem("metric.name", name, TITLE), problem("metric.unit", unit, Rule(40)))
    if problems := [wrong for wrong in checks if wrong is not None]:
        raise Invalid(problems)
    return Metric(name=name, unit=unit, direction=metric.direction)


def _misfits(network: Network) -> Iterator[Problem]:
    """Every way in which the parts of a network do not fit together."""
    outcomes = network.outcome_by_id
    nodes = network.node_by_id
    for _, group in _grouped((node.key, node) for node in network.nodes).items():
        if len(group) > 1:
            yield _misfit("KEY_TAKEN", f"the key {group[0].key!r} is used {len(group)} times", "give each node its own key")
    for key, regions in _grouped((region.key, region) for region in network.regions).items():
        if len(regions) > 1:
            yield _misfit("KEY_TAKEN", f"the region key {key!r} is used {len(regions)} times", "give each region its own key")
    pairs: set[tuple[str, str]] = set()
    for arrow in network.arrows:
        if arrow.effect not in outcomes:
            yield _misfit(
                "NOT_AN_OUTCOME", f"an arrow ends in {arrow.effect!r}, which is no outcome of this network", "end it in an outcome"
            )
        if arrow.cause not in nodes:
            yield _misfit("UNKNOWN_NODE", f"an arrow starts in {arrow.cause!r}, which is not in this network", "start it in a node")
        if arrow.cause == arrow.effect:
            yield _misfit("LEADS_TO_ITSELF", f"{arrow.cause!r} leads to itself", "remove the arrow")
        if (arrow.cause, arrow.effect) in pairs:
            yield _misfit("ARROW_TWICE", f"two arrows lead from {arrow.cause!r} to {arrow.effect!r}", "keep one of them")
        pairs.add((arrow.cause, arrow.effect))
    yield from _loose("tag", ((tag.outcome, tag.persona) for tag in network.tags), outcomes)
    sides = ((comparison.differentiator, comparison.alternative) for comparison in network.comparisons)
    yield from _loose("comparison", sides, network.differentiator_by_id)
    for region in network.regions:
        for node in region.nodes:
            if node not in nodes:
                yield _misfit("UNKNOWN_NODE", f"region {region.key!r} holds {node!r}, which is not in this network", "remove it there")


def _loose(
    what: str, pairs: Iterable[tuple[str, str]], owners: Mapping[OutcomeId, Outcome] | Mapping[DifferentiatorId, Differentiator]
) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for pair in pairs:
        if pair[0] not in owners:
            yield _misfit("UNKNOWN_NODE", f"a {what} hangs on {pair[0]!r}, which is not in this network", "remove it")
        if pair in seen:
            yield _misfit("TWICE", f"{pair[0]!r} has the same {what} twice", "keep one of them")
        seen.add(pair)


def _misfit(code: str, message: str, remedy: str) -> Problem:
    return Problem(path="network", code=code, message=message, remedy=remedy)
