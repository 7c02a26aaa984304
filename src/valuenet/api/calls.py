"""Recorded dialogues of an opportunity as GraphQL types: who said what about which claim. Never changed afterwards."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from valuenet.api.buying import Stakeholder, UnmetWish, stakeholder, unmet_wish
from valuenet.api.describing import output, said
from valuenet.api.figures import MoneyRange, like
from valuenet.model import call as model
from valuenet.model.value_vocabulary import ClaimState, Confirmation
from valuenet.model.vocabulary import Desirability
from valuenet.service.opportunities import OpportunityView


@output
class SaidOfClaim:
    """What they said about one claim; null is what they did not speak of."""

    claim: strawberry.ID = said("The id of the claim.")
    outcome: str = said("The key of its outcome.")
    to: ClaimState | None = said("How far the claim came by it.")
    quote: str | None = said("In their own words.")
    amount: MoneyRange | None = said("What they gave or accepted, in the opportunity's currency a year, or shares of the line's baseline.")
    line: str | None = said("The key of the money line that they named.")
    owner: Stakeholder | None = said("Who owns the number, by what they said.")
    confirmed: Confirmation | None = said("How they confirmed the number.")
    belief: Decimal | None = said("How far they believe it, from 0 to 1.")
    desirability: Desirability | None = said("How desirable they said that it is.")
    thought_of: bool | None = said("Whether they had thought of it before.")
    question: str | None = said("The question that made them desire more than they had before.")


@output
class CustomerCall:
    """One dialogue with one person."""

    stakeholder: Stakeholder = said("With whom.")
    on: date = said("When.")
    by: str = said("Who recorded it.")
    source: str | None = said("What it was: a call, a meeting, a letter.")
    statements: list[SaidOfClaim] = said("What they said, claim by claim.")
    unmet: list[UnmetWish] = said("What they desire and we do not deliver.")
    credible: bool = said("Whether our credibility with them was established by it.")


def customer_call(value: model.Call, view: OpportunityView) -> CustomerCall:
    """A recorded dialogue as GraphQL shows it."""
    opportunity, directory = view.opportunity, view.reading.directory if view.reading else None
    return like(
        CustomerCall,
        value,
        stakeholder=stakeholder(opportunity.stakeholder_by_id[value.stakeholder], directory),
        source=value.source or None,
        statements=[_said_of_claim(one, view) for one in value.said],
        unmet=[unmet_wish(one, opportunity, directory) for one in value.unmet],
    )


def _said_of_claim(value: model.Said, view: OpportunityView) -> SaidOfClaim:
    people, directory = view.opportunity.stakeholder_by_id, view.reading.directory if view.reading else None
    return like(
        SaidOfClaim,
        value,
        outcome=view.opportunity.claim_by_id[value.claim].outcome_key,
        quote=value.quote or None,
        owner=stakeholder(people[value.owner], directory) if value.owner else None,
        question=value.question or None,
    )
