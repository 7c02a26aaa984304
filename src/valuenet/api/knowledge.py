"""What is known of a network from dialogues, as GraphQL types: a synchronous view over everything that is recorded about it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated

import strawberry

from valuenet.api import people
from valuenet.api.context import Info
from valuenet.api.describing import argument, field, output
from valuenet.api.hypotheses import (
    Contrast,
    DesirabilityCount,
    DifferentiatorScore,
    Hypothesis,
    HypothesisConnection,
    MessageScore,
    MessageScoreConnection,
    MonthScore,
    PersonaScore,
    StillUsed,
    StillUsedConnection,
    Untested,
    UntestedConnection,
)
from valuenet.api.mentions import account_names, message_name
from valuenet.api.messages import NetworkName
from valuenet.api.network import Network
from valuenet.api.nodes import Differentiator, Outcome
from valuenet.api.paging import After, First, fewest_last, part
from valuenet.api.people import Persona
from valuenet.api.rates import rate, stated_money, tally
from valuenet.errors import InvalidQuestion, Problem
from valuenet.messages import attention, evidence, tallies
from valuenet.messages.attention import STALE_DAYS
from valuenet.model import message as messages
from valuenet.model.directory import unknown
from valuenet.model.ids import MessageId, OutcomeId, PersonaId
from valuenet.model.network import DesiredBy
from valuenet.model.vocabulary import Importance
from valuenet.service import knowledge as service
from valuenet.service.questions import personas_called
from valuenet.value.rates import RateLabel

_LONGEST = 36_500
"""Days in a hundred years."""


@output
class Knowledge:
    """What is known of one network from dialogues with customers. One account counts once, at its last result."""

    value: strawberry.Private[service.Knowledge]

    @cached_property
    def shown(self) -> Network:
        return Network.of(self.value.reading)

    @cached_property
    def written(self) -> Mapping[MessageId, messages.Message]:
        return {one.record.id: one.record for one in self.value.messages}

    @field
    def network(self) -> Network:
        """The network."""
        return self.shown

    @field
    def tests(self) -> int:
        """How many tests speak of its outcomes, removed ones included."""
        return len(self.value.evidence.tests)

    @field
    def hypotheses(
        self,
        personas: Annotated[list[str] | None, argument("Only of these personas, by key.")] = None,
        label: Annotated[RateLabel | None, argument("Only those of which one can say this.")] = None,
        first: First = 20,
        after: After = None,
    ) -> HypothesisConnection:
        """What was tested, by key of the outcome and of the persona."""
        chosen = {persona.id for persona in personas_called(self.value.reading.directory, personas)} if personas else None
        found = [
            standing
            for standing in self.value.evidence.standings.values()
            if (chosen is None or standing.persona in chosen) and label in (None, standing.rate.label)
        ]
        nodes, info = part(found, lambda one: f"{self._key(one.outcome)} {self._persona_key(one.persona)}", first, after)
        return HypothesisConnection(nodes=[self._hypothesis(one) for one in nodes], page_info=info)

    @field
    def contrasts(self, outcome: Annotated[str, argument("The key of the outcome.")]) -> list[Contrast]:
        """How surely one persona confirms an outcome more often than another, the surest first: one pair of tested personas each."""
        found = next((one for one in self.value.reading.network.outcomes if one.key == outcome), None)
        if found is None:
            raise InvalidQuestion([unknown("outcome", "outcome", outcome, [one.key for one in self.value.reading.network.outcomes])])
        return [
            Contrast(higher=self._persona(one.higher), lower=self._persona(one.lower), chance=one.chance)
            for one in self.value.contrasts(found.id)
        ]

    @field
    def by_persona(self) -> list[PersonaScore]:
        """Each persona that was asked, by key."""
        scores = sorted(self.value.by_persona.items(), key=lambda pair: self._persona_key(pair[0]))
        return [PersonaScore(persona=self._persona(one), rate=rate(score.rate), tally=tally(score.tally)) for one, score in scores]

    @field
    def by_differentiator(self) -> list[DifferentiatorScore]:
        """Each differentiator that leads to a tested outcome, by key; at most 50."""
        return [
            DifferentiatorScore(differentiator=Differentiator.of(self.shown, one), rate=rate(score.rate), tally=tally(score.tally))
            for one in self.value.reading.network.differentiators
            if (score := self.value.by_differentiator.get(one.id))
        ]

    @field
    def by_message(self, first: First = 20, after: After = None) -> MessageScoreConnection:
        """Each message that was used in a dialogue."""
        nodes, info = part(self.value.by_message.items(), lambda pair: pair[0], first, after)
        return MessageScoreConnection(nodes=[self._score(*pair) for pair in nodes if pair[0] in self.written], page_info=info)

    @field
    def by_month(self) -> list[MonthScore]:
        """The months in which something was tested, the first one first."""
        return [MonthScore(first_day=one.first_day, tally=tally(one.tally), known=rate(one.known)) for one in self.value.months]

    @field
    def never_tested(self, first: First = 20, after: After = None) -> UntestedConnection:
        """What the network says that personas desire, and nobody has asked them."""
        nodes, info = part(self.value.never_tested, self._untested_place, first, after)
        return UntestedConnection(nodes=[self._untested(tag) for tag in nodes], page_info=info)

    @field
    def stale(
        self,
        days: Annotated[int, argument("Last tested more than so many days ago, 0 to 36500.")] = STALE_DAYS,
        first: First = 20,
        after: After = None,
    ) -> HypothesisConnection:
        """What was last tested long ago, the longest ago first."""
        found = self.value.stale(_days(days))
        nodes, info = part(found, lambda one: f"{one.tally.last_tested} {one.outcome} {one.persona}", first, after)
        return HypothesisConnection(nodes=[self._hypothesis(one) for one in nodes], page_info=info)

    @field
    def refuted_and_used(self, first: First = 20, after: After = None) -> StillUsedConnection:
        """What accounts refuted and is used all the same: by approved messages, or in dialogues since."""
        found = self.value.refuted_and_used
        nodes, info = part(found, lambda one: f"{fewest_last(len(one.accounts))} {one.outcome} {one.persona}", first, after)
        return StillUsedConnection(nodes=[self._still_used(one) for one in nodes], page_info=info)

    def _outcome(self, outcome: OutcomeId) -> Outcome | None:
        found = self.value.reading.network.outcome_by_id.get(outcome)
        return Outcome.of(self.shown, found) if found else None

    def _key(self, outcome: OutcomeId) -> str:
        found = self.value.reading.network.outcome_by_id.get(outcome)
        return found.key if found else f"~{outcome}"

    def _persona(self, persona: PersonaId) -> Persona | None:
        found = self.value.reading.directory.persona_by_id.get(persona)
        return people.persona(found) if found else None

    def _persona_key(self, persona: PersonaId) -> str:
        found = self.value.reading.directory.persona_by_id.get(persona)
        return found.key if found else f"~{persona}"

    def _hypothesis(self, value: evidence.Standing) -> Hypothesis:
        return Hypothesis(
            outcome=self._outcome(value.outcome),
            persona=self._persona(value.persona),
            rate=rate(value.rate),
            tally=tally(value.tally),
            desirability=[DesirabilityCount(desirability=word, count=count) for word, count in value.desirability.items()],
            stated=stated_money(value.stated),
            quotes=value.quotes,
        )

    def _score(self, message: MessageId, value: tallies.Score) -> MessageScore:
        return MessageScore(message=message_name(self.written[message]), rate=rate(value.rate), tally=tally(value.tally))

    def _untested_place(self, tag: DesiredBy) -> str:
        return f"{tag.importance is not Importance.PRIMARY:d} {self._key(tag.outcome)} {self._persona_key(tag.persona)}"

    def _untested(self, tag: DesiredBy) -> Untested:
        outcome = Outcome.of(self.shown, self.value.reading.network.outcome_by_id[tag.outcome])
        return Untested(outcome=outcome, persona=self._persona(tag.persona), importance=tag.importance, why=tag.why or None)

    def _still_used(self, value: attention.StillUsed) -> StillUsed:
        return StillUsed(
            outcome=self._outcome(value.outcome),
            persona=self._persona(value.persona),
            accounts=account_names(self.value.accounts, value.accounts),
            since=value.since,
            messages=[message_name(self.written[message]) for message in value.messages],
            tests=[strawberry.ID(test) for test in value.tests],
        )


@output
class KnowledgeQuestions:
    """What people ask about what is known."""

    @field
    async def knowledge(self, info: Info, network: NetworkName) -> Knowledge | None:
        """What dialogues with customers say about a network."""
        return Knowledge(value=await info.context.ask(service.knowledge, network))


def _days(days: int) -> int:
    """A number of days within the bounds, or `InvalidQuestion`."""
    if not 0 <= days <= _LONGEST:
        raise InvalidQuestion([Problem(path="days", code="OUT_OF_BOUNDS", message=f"is {days}", remedy=f"ask for 0 to {_LONGEST}")])
    return days
