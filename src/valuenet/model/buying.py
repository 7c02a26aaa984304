"""Who and what a customer's decision is about: the people in it, the options before them, the lines of their P&L, what they lack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from valuenet.errors import InvalidOpportunity
from valuenet.model.amounts import Price
from valuenet.model.directory import THE_STATUS_QUO
from valuenet.model.evidence import SENTENCE
from valuenet.model.ids import AlternativeId, Key, PersonaId, StakeholderId
from valuenet.model.numbers import ONE, ZERO, decimals, shares
from valuenet.model.text import KEY, TITLE, unsettled
from valuenet.model.vocabulary import Desirability


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder:
    """(:Stakeholder)-[:IN_THE_ROLE_OF]->(:Persona): a person in the decision.

    `influence`: weight in the buying decision, from 0 to 1. `heard_from`: when they last told us something themselves.
    `credible_since`: when our credibility with them was recorded. `brought_in`: when a natural ally was added.
    """

    id: StakeholderId
    key: Key
    name: str
    persona: PersonaId
    influence: Decimal = ONE
    heard_from: date | None = None
    credible_since: date | None = None
    brought_in: date | None = None

    def __post_init__(self) -> None:
        if problems := [*unsettled(self, key=KEY, name=TITLE), *shares(self, "influence")]:
            raise InvalidOpportunity(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """(:Option)-[:IS]->(:Alternative): what the customer could do instead, its price, and the one-time cost of switching to it."""

    alternative: AlternativeId
    key: Key
    name: str
    price: Price
    switching_cost: Decimal = ZERO

    def __post_init__(self) -> None:
        if problems := [*unsettled(self, key=KEY, name=TITLE), *decimals(self, "switching_cost", least=ZERO)]:
            raise InvalidOpportunity(problems)

    @property
    def free(self) -> bool:
        """Whether nothing is to be paid for it."""
        return not (self.price.one_time or self.price.yearly or self.switching_cost)


def status_quo(like: Price) -> Option:
    """Leaving things as they are, on the terms of a price: it costs nothing."""
    price = Price(currency=like.currency, unit=like.unit, years=like.years)
    return Option(alternative=THE_STATUS_QUO.id, key=THE_STATUS_QUO.key, name="Status quo", price=price)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLine:
    """One line of the customer's P&L, and how much it is a year, if that is known."""

    key: Key
    name: str
    baseline: Decimal | None = None

    def __post_init__(self) -> None:
        if problems := [*unsettled(self, key=KEY, name=TITLE), *decimals(self, "baseline", least=ZERO)]:
            raise InvalidOpportunity(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """What this customer desires and nothing of ours brings about: it goes to the product people."""

    said: str
    by: StakeholderId | None = None
    on: date | None = None
    desirability: Desirability | None = None

    def __post_init__(self) -> None:
        if problems := unsettled(self, said=SENTENCE):
            raise InvalidOpportunity(problems)
