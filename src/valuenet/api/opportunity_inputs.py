"""What people give when they open, change or record something of an opportunity, as GraphQL input types.

Persons, options and claims are named by keys, as in files.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from strawberry import UNSET

from valuenet.api.describing import input_, said
from valuenet.api.examining import each_value, given_values, together, value_at
from valuenet.model import amounts, buying, claim
from valuenet.model.ids import Key
from valuenet.model.value_vocabulary import OpportunityKind
from valuenet.model.vocabulary import Desirability
from valuenet.service.opportunity_parts import ClaimPut, OptionPut, Parts, PersonPut


@input_
class PriceInput:
    """All payments for one option, from 0, below 10^15."""

    one_time: Decimal = said("Paid once at signature, in `currency`.", default=Decimal(0))
    yearly: Decimal = said("Paid at the end of each year of the term, in `currency` a year.", default=Decimal(0))
    currency: str = said("Three letters, such as `USD`; that of the workspace.")
    unit: str = said("The volume that is paid for, at most 60 characters; the same for all prices of an opportunity.", default="")
    years: int | None = said("The term in years, 1 to 50; the workspace's horizon when left out.", default=None)

    def value(self) -> amounts.Price:
        return amounts.Price(one_time=self.one_time, yearly=self.yearly, currency=self.currency, unit=self.unit, years=self.years)


@input_
class RangeInput:
    """Low ≤ likely ≤ high, also where they are negative: money a year in the opportunity's currency, or shares of the line's baseline."""

    low: Decimal = said("What it comes to if little comes of it.")
    likely: Decimal = said("What it most likely comes to.")
    high: Decimal = said("What it comes to if much comes of it.")

    def value(self) -> amounts.Range:
        return amounts.Range(low=self.low, likely=self.likely, high=self.high)


@input_
class StakeholderInput:
    """A person in the decision: a new one, or what to change of the one with this key; fields left out stay."""

    key: str = said("Unique in the opportunity.")
    persona: str | None = said("In which role, by key of the persona; needed for a new person.", default=None)
    name: str | None = said("At most 200 characters; the key when left out for a new person.", default=UNSET)
    influence: Decimal | None = said("Weight in the decision, from 0 to 1; 1 when left out for a new person.", default=UNSET)
    heard_from: date | None = said("When they last told us something themselves; null: never.", default=UNSET)
    credible_since: date | None = said("When our credibility with them was recorded; null: never.", default=UNSET)
    brought_in: date | None = said("When they were brought in as a natural ally; null: they were there.", default=UNSET)

    def value(self) -> PersonPut:
        return PersonPut(key=self.key, persona=self.persona, fields=given_values(self, "name", "influence", *_DAYS))


_DAYS = ("heard_from", "credible_since", "brought_in")


@input_
class OptionInput:
    """What the customer could do instead: a new option, or what to change of the one with this key; fields left out stay."""

    key: str = said("The key of an alternative of the workspace.")
    name: str | None = said("Another name for it here; at most 200 characters.", default=UNSET)
    price: PriceInput | None = said("What it costs, on the terms of our price; nothing when left out for a new option.", default=UNSET)
    switching_cost: Decimal | None = said("The one-time cost of changing to it, in the opportunity's currency, from 0.", default=UNSET)

    def value(self) -> OptionPut:
        fields = given_values(self, "name", "switching_cost", "price")
        return OptionPut(key=self.key, fields=fields)


@input_
class MoneyLineInput:
    """One line of the customer's P&L, created or replaced."""

    key: str = said("Unique in the opportunity.")
    name: str = said("At most 200 characters.")
    baseline: Decimal | None = said("How much it is, in the opportunity's currency a year, from 0; null where nobody told.", default=None)

    def value(self) -> buying.MoneyLine:
        return buying.MoneyLine(key=Key(self.key), name=self.name, baseline=self.baseline)


@input_
class DeliversInput:
    """What an alternative delivers of the same outcome."""

    alternative: str = said("The key of the alternative.")
    amount: RangeInput = said("In the measure of the claim: the opportunity's currency a year, or shares of the line's baseline.")

    def value(self) -> claim.Theirs:
        return claim.Theirs(alternative=Key(self.alternative), amount=value_at("amount", self.amount))


@input_
class ClaimInput:
    """What an outcome is worth: a new claim, or what to change of one; fields left out stay. Its state comes by moves and calls."""

    outcome: str = said("About which outcome of the network a new claim is, by key.", default="")
    claim: str | None = said("Which claim is changed, by id, by the key of its outcome, or as `outcome on line`.", default=None)
    line: str | None = said("The key of a money line.", default=UNSET)
    amount: RangeInput | None = said("In the opportunity's currency a year, or shares of the line's baseline.", default=UNSET)
    of_baseline: bool | None = said("Whether the amounts are shares of the line's baseline, from 0 to 1.", default=UNSET)
    against: str | None = said("The alternative that the amounts are differences from, by key; `status-quo` unless told.", default=UNSET)
    theirs: list[DeliversInput] | None = said("What alternatives deliver of it; all of them at once.", default=UNSET)
    risk_cut: Decimal | None = said("A flat cut in place of a range, from 0 to 1.", default=UNSET)
    first_month: int | None = said("From which month after signature it flows, 1 to 600.", default=UNSET)
    years: int | None = said("For how many years it flows, 1 to 50; null: to the end of the horizon.", default=UNSET)
    ramp: list[Decimal] | None = said("The share that is reached in each year, from 0 to 1; the last one stays.", default=UNSET)
    other_causes: Decimal | None = said("The share that comes of things beside our network, from 0 to 1.", default=UNSET)
    owner: str | None = said("Who owns the number, by key of the person.", default=None)
    interested: list[str] | None = said("The personas that it interests, by key.", default=None)
    personal: bool | None = said("Whether it is a result for the person, apart from the business case.", default=UNSET)
    desirability: Desirability | None = said("How desirable the customer said that it is.", default=UNSET)
    thought_of: bool | None = said("Whether they had thought of it before; null: nobody knows.", default=UNSET)

    def value(self) -> ClaimPut:
        fields, timing = together(lambda: given_values(self, *_CLAIM_FIELDS), self._timing)
        return ClaimPut(
            outcome=self.outcome,
            claim=self.claim,
            owner=self.owner,
            interested=tuple(self.interested) if self.interested is not None else None,
            fields=fields | timing,
        )

    def _timing(self) -> dict[str, object]:
        told = {name: item for name in ("first_month", "years", "ramp") if (item := getattr(self, name)) is not UNSET}
        first, years, ramp = told.get("first_month"), told.get("years"), told.get("ramp")
        return {"timing": claim.Timing(first_month=first or 1, years=years, ramp=tuple(ramp or ()))} if told else {}


_CLAIM_FIELDS = (
    "line", "amount", "of_baseline", "against", "theirs", "risk_cut", "other_causes", "personal", "desirability", "thought_of",
)  # fmt: skip


@input_
class UnmetInput:
    """What this customer desires and nothing of ours brings about."""

    words: str = said("What they said; at most 500 characters.")
    by: str | None = said("Who said so, by key of the person.", default=None)
    on: date | None = said("When.", default=None)
    desirability: Desirability | None = said("How desirable they said that it is.", default=None)

    def value(self) -> buying.Unmet:
        return buying.Unmet(said=self.words, by=self.by, on=self.on, desirability=self.desirability)  # type: ignore[arg-type]  # a key until the service knows them


@input_
class WithoutInput:
    """Parts of an opportunity to be taken out."""

    people: list[str] = said("People by key.", default_factory=list)
    options: list[str] = said("Options by key of the alternative.", default_factory=list)
    lines: list[str] = said("Money lines by key.", default_factory=list)
    claims: list[str] = said("Claims by id; one that was moved stays: refute it.", default_factory=list)


@input_
class OpportunityInput:
    """The fields of an opportunity that are to be set, and parts to be put; those left out stay."""

    name: str | None = said("For people, at most 200 characters; that of the account when left out for a new one.", default=UNSET)
    offering: str | None = said("What is offered; that of the network when left out for a new one.", default=UNSET)
    kind: OpportunityKind | None = said("What kind of sale it is; new unless told.", default=UNSET)
    stage: str | None = said("The selling stage, as the seller calls it.", default=UNSET)
    opened: date | None = said("When it was opened; today when left out for a new one.", default=UNSET)
    expected_close: date | None = said("When a decision is expected.", default=UNSET)
    owner: str | None = said("The seller; whoever opens it when left out for a new one.", default=UNSET)
    manager: str | None = said("The seller's manager.", default=UNSET)
    region: str | None = said("Where it is sold.", default=UNSET)
    basis_of_pay: str | None = said("What the seller is paid by.", default=UNSET)
    price: PriceInput | None = said("What is offered now.", default=UNSET)
    list_price: PriceInput | None = said("Without any discount; null where the price is the list's.", default=UNSET)
    floor_price: PriceInput | None = said("The least that may be asked.", default=UNSET)
    pocket_price: PriceInput | None = said("What remains after everything that is given away.", default=UNSET)
    switching_cost: Decimal | None = said("The customer's one-time cost of changing to us, in the opportunity's currency.", default=UNSET)
    contribution_margin: Decimal | None = said("The share of our price that is contribution, from 0 to 1.", default=UNSET)
    rate: Decimal | None = said("The customer's own discount rate a year, from 0 to 1.", default=UNSET)
    base_rate: Decimal | None = said("The share of such sales that are won, from 0 to 1.", default=UNSET)
    seed: int | None = said("What draws start from.", default=UNSET)
    unmet: list[UnmetInput] | None = said("What the customer desires and we do not deliver; all of it at once.", default=UNSET)
    stakeholders: list[StakeholderInput] = said("People to put.", default_factory=list)
    alternatives: list[OptionInput] = said("Options to put.", default_factory=list)
    money_lines: list[MoneyLineInput] = said("Money lines to put.", default_factory=list)
    claims: list[ClaimInput] = said("Claims to put.", default_factory=list)
    without: WithoutInput | None = said("Parts to take out, before others are put.", default=None)

    def fields(self) -> dict[str, object]:
        """The fields by name, or `InvalidOpportunity` with everything that is wrong with them."""
        return given_values(self, *_FIELDS)

    def parts(self) -> Parts:
        """The parts, or `InvalidOpportunity` with everything that is wrong with them."""
        people, options, lines, claims = together(
            lambda: each_value("stakeholders", self.stakeholders),
            lambda: each_value("alternatives", self.alternatives),
            lambda: each_value("moneyLines", self.money_lines),
            lambda: each_value("claims", self.claims),
        )
        without = {name: tuple(names) for name, names in vars(self.without or WithoutInput()).items()}
        return Parts(people=people, options=options, lines=lines, claims=claims, without=without)


_FIELDS = (
    "name", "offering", "kind", "stage", "opened", "expected_close", "owner", "manager", "region", "basis_of_pay", "price", "list_price",
    "floor_price", "pocket_price", "switching_cost", "contribution_margin", "rate", "base_rate", "seed", "unmet",
)  # fmt: skip
