"""One outcome put to one persona, with all that the network says about the two: what drafts are composed from.

(:Differentiator)-[:LEADS_TO*1..]->(outcome)-[:DESIRED_BY]->(persona)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from valuenet.analysis.chains import Chain, best_chains
from valuenet.analysis.finding import ours
from valuenet.analysis.reach import leading_to
from valuenet.errors import NotFound
from valuenet.messages.footing import tag_of
from valuenet.messages.spoken import Voice, voice
from valuenet.model.directory import STATUS_QUO, Directory, Persona
from valuenet.model.ids import NodeId, OutcomeId, PersonaId
from valuenet.model.network import DesiredBy, LeadsTo, Network, Outcome
from valuenet.model.vocabulary import Importance


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A network and its directory. Not slotted: it keeps its best chains and its voice for the next pair."""

    network: Network
    directory: Directory

    @cached_property
    def chains(self) -> Mapping[OutcomeId, Chain]:
        return best_chains(self.network)

    @cached_property
    def voice(self) -> Voice:
        return voice(self.network)

    @cached_property
    def side_effects(self) -> Mapping[NodeId, Sequence[Outcome]]:
        """(node)-[:LEADS_TO*1..]->(:Outcome {wanted: false}): what is unwanted and follows from each node, nearest first, then by key."""
        found: dict[NodeId, list[tuple[int, Outcome]]] = {}
        for outcome in (outcome for outcome in self.network.outcomes if not outcome.wanted):
            for node, distance in leading_to(self.network, outcome.id).items():
                found.setdefault(node, []).append((distance, outcome))
        return {node: [one for _, one in sorted(effects, key=lambda effect: effect[0])] for node, effects in found.items()}

    @cached_property
    def alternative(self) -> str:
        """What the network calls the alternative that it describes; nothing for our own network and for the status quo."""
        found = self.directory.alternative_by_id.get(self.network.root.alternative) if self.network.root.alternative is not None else None
        return found.name if found is not None and found.key != STATUS_QUO else ""

    def pair(self, outcome: OutcomeId, persona: PersonaId) -> Pair:
        """An outcome of the network put to a persona, tagged or not, known or not."""
        found = self.network.outcome_by_id.get(outcome)
        if found is None:
            raise NotFound("outcome", outcome, "list the outcomes of the network to see which there are")
        return Pair(
            ground=self,
            outcome=found,
            persona_id=persona,
            persona=self.directory.persona_by_id.get(persona),
            tag=tag_of(self.network, outcome, persona),
            chain=self.chains.get(outcome),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One arrow of a chain and the titles at its ends; whether it is the first one, or the only one."""

    arrow: LeadsTo
    cause: str
    effect: str
    first: bool
    only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An outcome, a persona, the tag between them and the chain to the outcome, each as far as there is one."""

    ground: Ground
    outcome: Outcome
    persona_id: PersonaId
    persona: Persona | None
    tag: DesiredBy | None
    chain: Chain | None

    @property
    def ours(self) -> bool:
        """Whether it is our offer that brings the outcome about."""
        return ours(self.ground.network)

    @property
    def title(self) -> str:
        """The outcome's title as it stands in the middle of a sentence."""
        return self.ground.voice.inside(self.outcome.title)

    @property
    def why(self) -> str:
        """Why the persona cares as it stands in the middle of a sentence; empty where the network does not say."""
        return self.ground.voice.inside(self.tag.why) if self.tag is not None else ""

    @property
    def others(self) -> tuple[Persona, ...]:
        """The other personas that the outcome is tagged with: those to whom it is primary first, then by key."""
        known = self.ground.directory.persona_by_id
        tags = (tag for tag in self.ground.network.tags_of.get(self.outcome.id, ()) if tag.persona != self.persona_id)
        found = [(tag.importance is not Importance.PRIMARY, known[tag.persona]) for tag in tags if tag.persona in known]
        return tuple(persona for _, persona in sorted(found, key=lambda one: (one[0], one[1].key)) if not persona.archived)

    @property
    def weakest(self) -> Link | None:
        """The weakest arrow of the chain, of equals the last one: what a customer doubts first."""
        if self.chain is None:
            return None
        arrows, titles = self.chain.arrows, [step.node.title for step in self.chain.steps]
        place = min(range(len(arrows)), key=lambda place: (arrows[place].strength.share, -place))
        return Link(arrow=arrows[place], cause=titles[place], effect=titles[place + 1], first=place == 0, only=len(arrows) == 1)
