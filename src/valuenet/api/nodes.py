"""Differentiators, outcomes and what joins them, as synchronous views over one reading: nothing here goes back to the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated

import strawberry

from valuenet.analysis.chains import all_chains
from valuenet.analysis.reach import leading_to, led_to_by
from valuenet.api import links
from valuenet.api.describing import argument, field, interface, output, said
from valuenet.api.links import ComparedWith, DesiredBy, Metric, WaysItFollows, WhyItFollows
from valuenet.api.paging import First, size
from valuenet.api.people import Node
from valuenet.model import network as model
from valuenet.model.ids import NodeId
from valuenet.model.vocabulary import DifferentiatorKind, OutcomeKind, Outline, Strength

if TYPE_CHECKING:
    from valuenet.api.network import Network

LazyNetwork = Annotated["Network", strawberry.lazy("valuenet.api.network")]
Keys = Annotated[list[str] | None, argument("Only these personas, by key; all when left out.")]
Steps = Annotated[int, argument("How many arrows away at most, 1 to 100.")]


@interface
class NetworkNode(Node):
    """A differentiator or an outcome."""

    key: str = said("The name in files and edits; unique in the network.")
    title: str = said("What it is, in one short sentence.")
    network: LazyNetwork = said("The network that it belongs to.")


@output
class LeadsTo:
    """(cause)-[:LEADS_TO]->(effect): more of the cause brings about the effect."""

    cause: NetworkNode = said("Where the arrow starts.")
    effect: Outcome = said("Where the arrow ends.")
    strength: Strength = said("How often the cause brings about the effect.")
    why: str | None = said("Why the effect follows.")
    evidence: str | None = said("What shows that it does.")


@output
class Differentiator(NetworkNode):
    """What is different about the offer; drawn as a rectangle."""

    value: strawberry.Private[model.Differentiator]

    @classmethod
    def of(cls, network: Network, value: model.Differentiator) -> Differentiator:
        return cls(id=strawberry.ID(value.id), key=value.key, title=value.title, network=network, value=value)

    @field
    def kind(self) -> DifferentiatorKind:
        """In which way the offer is different."""
        return self.value.kind

    @field
    def note(self) -> str | None:
        """What to know about it."""
        return self.value.note or None

    @field
    def compared_with(self) -> list[ComparedWith]:
        """Where we stand with it against each alternative, by key of the alternative."""
        return links.comparisons(self.network.reading, self.value)

    @field
    def leads_to(self) -> list[LeadsTo]:
        """The arrows that start here, by key of the effect."""
        return arrows(self.network, self.network.value.arrows_from.get(self.value.id, ()))

    @field
    def reaches(self, steps: Steps = 100) -> list[Outcome]:
        """Every outcome that follows from it, nearest first, then by key: the whole potential value that it could deliver."""
        return outcomes(self.network, led_to_by(self.network.value, self.value.id, most=size(steps, "steps")))


@output
class Outcome(NetworkNode):
    """A result that a customer gets; drawn as an oval."""

    value: strawberry.Private[model.Outcome]

    @classmethod
    def of(cls, network: Network, value: model.Outcome) -> Outcome:
        return cls(id=strawberry.ID(value.id), key=value.key, title=value.title, network=network, value=value)

    @field
    def kind(self) -> OutcomeKind:
        """Whether it is a result for the business or for the person."""
        return self.value.kind

    @field
    def anticipated(self) -> bool:
        """Whether customers see it coming by themselves."""
        return self.value.anticipated

    @field
    def wanted(self) -> bool:
        """Whether customers want it; false for a side effect, or for what an alternative does to people."""
        return self.value.wanted

    @field
    def metric(self) -> Metric | None:
        """What it is measured by."""
        return links.metric(self.value.metric) if self.value.metric else None

    @field
    def evidence(self) -> str | None:
        """What shows that customers get it."""
        return self.value.evidence or None

    @field
    def distance(self) -> int | None:
        """How many arrows it is from the nearest differentiator; null where none reaches it."""
        return self.network.reading.distances.get(self.value.id)

    @field
    def desired_by(self, personas: Keys = None) -> list[DesiredBy]:
        """(this)-[:DESIRED_BY]->(persona): who cares, primary first, then by key of the persona."""
        return links.tags(self.network.reading, self.value, personas)

    @field
    def leads_to(self) -> list[LeadsTo]:
        """(this)-[:LEADS_TO]->(effect): the arrows that start here, by key of the effect."""
        return arrows(self.network, self.network.value.arrows_from.get(self.value.id, ()))

    @field
    def follows_from(self) -> list[LeadsTo]:
        """(cause)-[:LEADS_TO]->(this): the arrows that end here, by key of the cause."""
        return arrows(self.network, self.network.value.arrows_to.get(self.value.id, ()))

    @field
    def reaches(self, steps: Steps = 100) -> list[Outcome]:
        """Every outcome that follows from this one, nearest first, then by key."""
        return outcomes(self.network, led_to_by(self.network.value, self.value.id, most=size(steps, "steps")))

    @field
    def reached_from(self, steps: Steps = 100) -> list[NetworkNode]:
        """Every differentiator and outcome that this one follows from, nearest first, then by key."""
        found = leading_to(self.network.value, self.value.id, most=size(steps, "steps"))
        return [node(self.network, id_) for id_ in _nearest_first(self.network, found)]

    @field
    def why(self) -> WhyItFollows | None:
        """Why it follows from what we do: the best chain from a differentiator; null where none reaches it."""
        chain = self.network.reading.chains.get(self.value.id)
        return links.why_it_follows(chain) if chain else None

    @field
    def ways(self, first: First = 5) -> WaysItFollows:
        """All chains from differentiators, best first, as many as asked for; says what was cut."""
        return links.ways_it_follows(all_chains(self.network.value, self.value.id, limit=size(first)))


@output
class Region(Node):
    """A named part of a network, drawn with an outline."""

    key: str = said("The name in files and edits; unique among the regions of the network.")
    title: str = said("What the region shows.")
    outline: Outline = said("The colour of its outline.")
    nodes: list[NetworkNode] = said("What it covers, by key.")
    network: LazyNetwork = said("The network that it belongs to.")

    @classmethod
    def of(cls, network: Network, value: model.Region) -> Region:
        covered = sorted(value.nodes, key=lambda id_: network.value.node_by_id[id_].key)
        return cls(
            id=strawberry.ID(value.id),
            key=value.key,
            title=value.title,
            outline=value.outline,
            nodes=[node(network, id_) for id_ in covered],
            network=network,
        )


def node(network: Network, node_id: NodeId) -> Differentiator | Outcome:
    """A differentiator or outcome as GraphQL shows it."""
    value = network.value.node_by_id[node_id]
    return Outcome.of(network, value) if isinstance(value, model.Outcome) else Differentiator.of(network, value)


def outcomes(network: Network, found: Mapping[NodeId, int]) -> list[Outcome]:
    """Outcomes by their distance, nearest first, then by key."""
    shown = (node(network, id_) for id_ in _nearest_first(network, found))
    return [view for view in shown if isinstance(view, Outcome)]


def arrows(network: Network, values: Iterable[model.LeadsTo]) -> list[LeadsTo]:
    """Arrows as GraphQL shows them, in the order given."""
    return [
        LeadsTo(
            cause=node(network, value.cause),
            effect=Outcome.of(network, network.value.outcome_by_id[value.effect]),
            strength=value.strength,
            why=value.why or None,
            evidence=value.evidence or None,
        )
        for value in values
    ]


def _nearest_first(network: Network, found: Mapping[NodeId, int]) -> list[NodeId]:
    return sorted(found, key=lambda id_: (found[id_], network.value.node_by_id[id_].key))
