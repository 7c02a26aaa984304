"""Who and what a customer's decision is about, as GraphQL types: prices, people, options, money lines, wishes that we do not meet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from valuenet.api.describing import output, said
from valuenet.api.figures import like
from valuenet.api.people import Persona, persona
from valuenet.model import amounts, buying
from valuenet.model.directory import Directory
from valuenet.model.opportunity import Opportunity
from valuenet.model.vocabulary import Desirability


@output
class Price:
    """All payments for one option."""

    one_time: Decimal = said("Paid once at signature, in `currency`.")
    yearly: Decimal = said("Paid at the end of each year of the term, in `currency` a year.")
    currency: str = said("Three letters, such as `USD`.")
    unit: str | None = said("The volume that is paid for; null where nobody said.")
    years: int | None = said("The term in years; null: the workspace's horizon.")


@output
class Stakeholder:
    """A person in the customer's decision."""

    id: strawberry.ID = said("Opaque.")
    key: str = said("The name in edits; unique in the opportunity.")
    name: str = said("What they are called.")
    persona: Persona | None = said("In which role they decide; null where the persona is gone.")
    influence: Decimal = said("Weight in the decision, from 0 to 1.")
    heard_from: date | None = said("When they last told us something themselves; null where they never did.")
    credible_since: date | None = said("When our credibility with them was recorded; null where it never was.")
    brought_in: date | None = said("When they were brought in as a natural ally; null where they were there.")


@output
class ComparedOption:
    """What the customer could do instead. The status quo is always among them, at no price."""

    key: str = said("The key of the alternative.")
    name: str = said("Its name.")
    price: Price = said("What it costs.")
    switching_cost: Decimal = said("The one-time cost of changing to it, in the opportunity's currency.")


@output
class MoneyLine:
    """One line of the customer's P&L."""

    key: str = said("The name in edits; unique in the opportunity.")
    name: str = said("What it is called.")
    baseline: Decimal | None = said("How much it is, in the opportunity's currency a year; null where nobody told.")


@output
class UnmetWish:
    """What this customer desires and nothing of ours brings about: for the product people."""

    words: str = said("What they said.")
    by: Stakeholder | None = said("Who said so.")
    on: date | None = said("When.")
    desirability: Desirability | None = said("How desirable they said that it is.")


def price(value: amounts.Price) -> Price:
    """A price as GraphQL shows it."""
    return like(Price, value, unit=value.unit or None)


def stakeholder(value: buying.Stakeholder, directory: Directory | None) -> Stakeholder:
    """A person in a decision as GraphQL shows them."""
    role = directory.persona_by_id.get(value.persona) if directory else None
    return like(Stakeholder, value, persona=persona(role) if role else None)


def compared_option(value: buying.Option) -> ComparedOption:
    """An option as GraphQL shows it."""
    return like(ComparedOption, value, price=price(value.price))


def unmet_wish(value: buying.Unmet, opportunity: Opportunity, directory: Directory | None) -> UnmetWish:
    """A wish that we do not meet as GraphQL shows it."""
    by = opportunity.stakeholder_by_id[value.by] if value.by else None
    return like(UnmetWish, value, words=value.said, by=stakeholder(by, directory) if by else None)
