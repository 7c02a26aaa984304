"""How good the dialogue with a customer is, in counts that each lead to what was recorded: per opportunity, and per seller.

(:Opportunity)-[:CLAIMS]->(:Claim)        (:Opportunity)-[:DECIDED_BY]->(:Stakeholder)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from valuenet.model.access import Action
from valuenet.model.claim import Claim
from valuenet.model.network import Outcome
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_vocabulary import ClaimState
from valuenet.model.vocabulary import OutcomeKind
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.opportunities import OpportunityQuestion, OpportunityView, opportunities, opportunity_called, opportunity_views
from valuenet.service.reading import Reading
from valuenet.service.rights import needs


class Sign(StrEnum):
    """What speaks for a good dialogue, in the order in which it is told."""

    BUSINESS = "business outcomes identified"
    QUANTIFIED = "business outcomes quantified"
    PERSONAL = "personal outcomes identified"
    UNANTICIPATED = "needs that nobody had anticipated"
    ALLIES = "allies added"
    CREDIBILITY = "credibility recorded"
    QUESTIONS = "questions that widened what they desire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One thing that counts: in which opportunity (id and key), which claim or person (id) or call it is, and in words."""

    opportunity: str
    key: str
    record: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignCount:
    """One sign, and everything that it was counted from."""

    sign: Sign
    traces: tuple[Trace, ...]

    @property
    def n(self) -> int:
        return len(self.traces)


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueQuality:
    """The signs of one opportunity, or of all of one seller, every sign there is in its order."""

    seller: str
    opportunities: tuple[str, ...]
    counts: tuple[SignCount, ...]

    def of(self, sign: Sign) -> SignCount:
        return next(count for count in self.counts if count.sign is sign)


@needs(Action.READ)
def dialogue_quality(library: Library, caller: Caller, name: str) -> DialogueQuality:
    """The quality of the dialogue in the opportunity with this id or key."""
    return quality_of(opportunity_called(library, caller, name))


@needs(Action.READ)
def dialogue_quality_by_seller(library: Library, caller: Caller, question: OpportunityQuestion | None = None) -> Sequence[DialogueQuality]:
    """The quality of the dialogue of each seller over the opportunities that answer a question; a fixed number of store calls."""
    views = opportunity_views(library, caller, opportunities(library, caller, question))
    sellers: dict[str, list[OpportunityView]] = {}
    for view in views:
        sellers.setdefault(view.opportunity.owner, []).append(view)
    return [_quality(seller, sellers[seller]) for seller in sorted(sellers)]


def quality_of(view: OpportunityView) -> DialogueQuality:
    """The quality of the dialogue in one opportunity, by what of it the caller may see."""
    return _quality(view.opportunity.owner, [view])


def _quality(seller: str, views: Sequence[OpportunityView]) -> DialogueQuality:
    found = [pair for view in views for pair in _signs(view.opportunity, view.reading)]
    return DialogueQuality(
        seller=seller,
        opportunities=tuple(view.opportunity.id for view in views),
        counts=tuple(SignCount(sign=sign, traces=tuple(trace for of, trace in found if of is sign)) for sign in Sign),
    )


def _signs(opportunity: Opportunity, reading: Reading | None) -> Iterator[tuple[Sign, Trace]]:
    outcomes = reading.network.outcome_by_id if reading else {}

    def trace(record: str, said: str) -> Trace:
        return Trace(opportunity=opportunity.id, key=opportunity.key, record=record, said=said)

    for claim in opportunity.claims:
        outcome = outcomes.get(claim.outcome)
        for sign in _signs_of(claim, outcome):
            yield sign, trace(claim.id, outcome.title if outcome else claim.outcome_key)
    for wish in opportunity.unmet:
        yield Sign.UNANTICIPATED, trace(wish.by or opportunity.id, wish.said)
    for person in opportunity.stakeholders:
        if person.brought_in is not None:
            yield Sign.ALLIES, trace(person.id, f"{person.name}, brought in on {person.brought_in}")
        if person.credible_since is not None:
            yield Sign.CREDIBILITY, trace(person.id, f"with {person.name} since {person.credible_since}")
    for call in opportunity.calls:
        yield from ((Sign.QUESTIONS, trace(said.claim, f"{said.question} ({call.on})")) for said in call.said if said.question)


def _signs_of(claim: Claim, outcome: Outcome | None) -> Iterator[Sign]:
    """What one claim speaks for: identified is what they described in their own words."""
    if claim.state.rank < ClaimState.ENVISIONED.rank:
        return
    if claim.personal or (outcome is not None and outcome.kind is OutcomeKind.PERSONAL):
        yield Sign.PERSONAL
    else:
        yield Sign.BUSINESS
        if claim.state.stated:
            yield Sign.QUANTIFIED
    if claim.thought_of is False or (outcome is not None and not outcome.anticipated):
        yield Sign.UNANTICIPATED
