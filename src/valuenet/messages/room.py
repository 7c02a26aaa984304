"""The people in the room and those who are not: what several of them share, what an executive comes for, whom else to invite.

(:Persona)<-[:DESIRED_BY]-(outcome)-[:DESIRED_BY]->(:Persona)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from valuenet.analysis.desires import ExecutiveWorthy, executive_worthy
from valuenet.analysis.finding import ours
from valuenet.messages.brief_parts import ExecutiveReason, Rank, ReasonToMeet, SharedPoint, SharedWish
from valuenet.messages.cautions import avoided
from valuenet.messages.evidence import credibility, grouped
from valuenet.messages.meeting import Meeting, Wish
from valuenet.messages.ranking import Ranking
from valuenet.model.directory import Persona
from valuenet.model.ids import OutcomeId, PersonaId
from valuenet.model.network import Network
from valuenet.model.vocabulary import Importance, Level

MOST_SHARED, MOST_EXECUTIVE, MOST_ABSENT = 5, 3, 5
"""How many shared outcomes, reasons to meet an executive, and people to invite a brief names."""

_LEVELS = {level: place for place, level in enumerate(Level)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A wish that is a point of a brief, and its rank."""

    wish: Wish
    rank: Rank
    once_credible: bool


@dataclass(frozen=True, kw_only=True)
class Room:
    """What the personas of a meeting want, each and together. Not slotted: it keeps what it finds."""

    meeting: Meeting
    ranking: Ranking

    @cached_property
    def credible(self) -> Mapping[PersonaId, bool | None]:
        """Whether our credibility with each persona in the room is established at this account."""
        account = self.meeting.account
        return {
            persona.id: credibility(self.meeting.evidence, account.id, persona.id) if account is not None else None
            for persona in self.meeting.personas
        }

    @cached_property
    def ranked(self) -> Mapping[PersonaId, tuple[Ranked, ...]]:
        """What each persona in the room is told about, as `ranked_wishes` orders it."""
        return {persona.id: self.ranked_wishes(persona.id) for persona in self.meeting.personas}

    def ranked_wishes(self, persona: PersonaId) -> tuple[Ranked, ...]:
        """What they do not see coming last, unless we are credible; else most points first, nearest first, then by address."""
        found = [
            Ranked(wish=wish, rank=self.ranking.rank(wish), once_credible=self._once_credible(wish))
            for wish in self.meeting.wishes.get(persona, ())
            if wish.put and avoided(self.meeting, wish) is None
        ]
        return tuple(sorted(found, key=lambda one: (one.once_credible, -one.rank.points, self._arrows(one.wish), one.wish.address)))

    @cached_property
    def wanting(self) -> Mapping[OutcomeId, tuple[Ranked, ...]]:
        """The wishes of the room by outcome, in the order of the personas."""
        return grouped((one.wish.outcome.id, one) for wishes in self.ranked.values() for one in wishes)

    @cached_property
    def all_shared(self) -> tuple[SharedPoint, ...]:
        """What several want: those that nobody has to be made credible for first, then by most personas, most points, address."""
        groups = [group for group in self.wanting.values() if len(group) > 1]
        groups.sort(
            key=lambda group: (
                any(one.once_credible for one in group),
                -len(group),
                -round(sum(one.rank.points for one in group), 1),
                group[0].wish.address,
            )
        )
        return tuple(map(self._shared, groups))

    @cached_property
    def executives(self) -> tuple[ExecutiveReason, ...]:
        """(:Persona {level: 'executive'}): what they see coming first, then what is primary, and farthest from what we do."""
        found = [
            (network, worthy)
            for network in self.meeting.maps
            if ours(network)
            for worthy in executive_worthy(network, self.meeting.directory)
            if not worthy.persona.archived and self._stands(network, worthy)
        ]
        found.sort(key=lambda one: _executive_place(*one))
        first = {worthy.outcome.id: (network, worthy) for network, worthy in reversed(found)}
        kept = sorted(first.values(), key=lambda one: _executive_place(*one))
        return tuple(self._executive(network, worthy) for network, worthy in kept[:MOST_EXECUTIVE])

    @cached_property
    def absent(self) -> tuple[ReasonToMeet, ...]:
        """Whom to invite: executives first, then those to whom most of the room's wishes lead or belong, then by key."""
        there = {persona.id for persona in self.meeting.personas}
        found = []
        for persona in self.meeting.directory.personas:
            if persona.id in there or persona.archived:
                continue
            if (reason := self._reason_to_meet(persona)) is not None:
                found.append(((_LEVELS[persona.level], not reason.through, persona.key), reason))
        return tuple(reason for _, reason in sorted(found, key=lambda one: one[0])[:MOST_ABSENT])

    def others_wanting(self, wish: Wish) -> tuple[str, ...]:
        """Who else in the room wants it."""
        others = (one.wish.tag.persona for one in self.wanting.get(wish.outcome.id, ()))
        return tuple(self.meeting.persona_name(persona) for persona in others if persona != wish.tag.persona)

    def _once_credible(self, wish: Wish) -> bool:
        return not wish.outcome.anticipated and not self.credible.get(wish.tag.persona)

    def _arrows(self, wish: Wish) -> float:
        chain = self.meeting.chains.get(wish.outcome.id)
        return len(chain.arrows) if chain is not None else float("inf")

    def _shared(self, group: tuple[Ranked, ...]) -> SharedPoint:
        wish = group[0].wish
        chain = self.meeting.chains.get(wish.outcome.id)
        return SharedPoint(
            network=wish.network.key,
            key=wish.outcome.key,
            title=wish.outcome.title,
            trouble=wish.trouble,
            chain=chain.sentence if chain is not None else "",
            by_all=len(group) == len(self.meeting.personas),
            once_credible=any(one.once_credible for one in group),
            wishes=tuple(
                SharedWish(
                    persona=self.meeting.persona_name(one.wish.tag.persona), importance=one.wish.tag.importance, why=one.wish.tag.why
                )
                for one in group
            ),
        )

    def _stands(self, network: Network, worthy: ExecutiveWorthy) -> bool:
        """Whether nobody has refuted it."""
        return all(
            avoided(self.meeting, Wish(network=network, outcome=worthy.outcome, tag=tag)) is None
            for tag in network.tags_of[worthy.outcome.id]
            if tag.persona == worthy.persona.id
        )

    def _executive(self, network: Network, worthy: ExecutiveWorthy) -> ExecutiveReason:
        tag = next(tag for tag in network.tags_of[worthy.outcome.id] if tag.persona == worthy.persona.id)
        return ExecutiveReason(
            persona=worthy.persona.name,
            title=worthy.outcome.title,
            importance=worthy.importance,
            why=tag.why,
            attending=worthy.persona in self.meeting.personas,
        )

    def _reason_to_meet(self, persona: Persona) -> ReasonToMeet | None:
        """The first wish of an absent persona that follows from one in the room or is one, else simply their first wish."""
        wishes = [one for one in self.ranked_wishes(persona.id) if not one.wish.trouble]
        if not wishes:
            return None
        tied = ((one, through) for one in wishes for through in self._ties(one.wish))
        chosen, through = next(tied, (wishes[0], ""))
        return ReasonToMeet(
            persona=persona.name, level=persona.level, title=chosen.wish.outcome.title, why=chosen.wish.tag.why, through=through
        )

    def _ties(self, wish: Wish) -> Iterator[str]:
        """How a wish hangs together with one in the room: the same outcome, or the last one before it on its best chain."""
        if same := self.wanting.get(wish.outcome.id):
            yield f"the {self.meeting.persona_name(same[0].wish.tag.persona)} wants it too"
        chain = self.meeting.chains.get(wish.outcome.id)
        before = chain.steps[-2::-1] if chain is not None else ()
        for step in before:
            for one in self.wanting.get(OutcomeId(step.node.id), ())[:1]:
                name = self.meeting.persona_name(one.wish.tag.persona)
                yield f"it follows from “{step.node.title}”, which the {name} wants"


def _executive_place(network: Network, worthy: ExecutiveWorthy) -> tuple[bool, bool, int, str, str, str]:
    outcome, secondary = worthy.outcome, worthy.importance is not Importance.PRIMARY
    return not outcome.anticipated, secondary, -worthy.distance, network.key, outcome.key, worthy.persona.key
