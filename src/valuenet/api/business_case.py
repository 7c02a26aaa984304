"""The business case of a scorecard as GraphQL types: the preference, how sure it is, what is believed of it, and who it is for."""

from __future__ import annotations

from decimal import Decimal

import strawberry

from valuenet.api.describing import output, said
from valuenet.api.figures import Figure, FigurePart, figure, like
from valuenet.value import case as model
from valuenet.value import personas, pricing
from valuenet.value import uncertainty as spreads


@output
class Preference:
    """How much the customer should prefer us to the best alternative, by what the customer stated: a present value in `unit`."""

    amount: Decimal | None = said("With every claim likely.")
    low: Decimal | None = said("With every claim at its low end.")
    high: Decimal | None = said("With every claim at its high end.")
    unit: str = said("The currency of the three amounts.")
    formula: str = said("How it is computed.")
    inputs: list[FigurePart] = said("What it was computed from: value, price and switching difference, present values in `unit`.")
    source: str = said("The claims behind it.")


@output
class PreferenceAgainst:
    """The preference against one alternative."""

    alternative: str = said("The key of the alternative.")
    name: str = said("Its name.")
    preference: Figure = said("A present value in the opportunity's currency; the amount is null where that comparison is not known.")


@output
class BusinessCase:
    """What one set of counted claims comes to against the best alternative."""

    label: str = said("Whose numbers these are.")
    alternative: str = said("The key of the best alternative.")
    alternative_name: str = said("Its name.")
    assumed: str | None = said("Why it is taken to be the best without having been compared; null where it was.")
    yearly_low: Figure = said("Counted money with every claim at its low end, in the opportunity's currency a year.")
    yearly: Figure = said("Counted money with every claim likely, in the opportunity's currency a year.")
    yearly_high: Figure = said("Counted money with every claim at its high end, in the opportunity's currency a year.")
    yearly_mean: Figure = said("The mean of the counted money, in the opportunity's currency a year.")
    value: Figure = said("Value difference dV, a present value in the opportunity's currency.")
    price_difference: Figure = said("Price difference dP, a present value in the opportunity's currency.")
    switching_difference: Figure = said("Difference of the one-time switching costs dK, in the opportunity's currency.")
    economic_value: Figure = said("The price at which the customer is indifferent, a present value in the opportunity's currency.")
    preference: Figure = said("dV - dP - dK, a present value in the opportunity's currency.")
    low: Figure = said("The preference with every claim at its low end, a present value in the opportunity's currency.")
    high: Figure = said("The preference with every claim at its high end, a present value in the opportunity's currency.")
    break_even_belief: Figure = said("We still win if they believe this share of the value, from 0 to 1.")
    ratio: Figure = said("Value difference for each unit of price difference, in times; only where we cost more. Never used to rank.")
    against: list[PreferenceAgainst] = said("The preference against each alternative.")


@output
class InvestmentCase:
    """What the customer's investment in us gives back against leaving things as they are."""

    npv: Figure = said("Net present value, in the opportunity's currency; null where amounts were told against another alternative.")
    roi: Figure = said("NPV for each unit of cost, a share.")
    payback: Figure = said("When what was paid is earned back, in years; null: not within the horizon, or not known.")


@output
class PreferenceSpread:
    """One way in which claims may move, and how the preference then spreads."""

    sd: Figure = said("Standard deviation in closed form, a present value in the opportunity's currency.")
    p10: Figure = said("One case in ten is below, a present value in the opportunity's currency; by draws.")
    p50: Figure = said("Half of the cases are below, a present value in the opportunity's currency; by draws.")
    p90: Figure = said("Nine cases in ten are below, a present value in the opportunity's currency; by draws.")
    positive: Figure = said("The probability that the customer is better off with us, from 0 to 1; not the win likelihood.")
    required: Figure = said("The probability that the preference reaches the required surplus, from 0 to 1.")


@output
class Uncertainty:
    """How sure anyone may be of the preference: both spreads, always."""

    mean: Figure = said("The mean of the preference, a present value in the opportunity's currency.")
    independent: PreferenceSpread = said("Where claims know nothing of each other: understates the risk where they share a cause.")
    together: PreferenceSpread = said("Where all claims move together: overstates it.")


@output
class UnprovenClaim:
    """A counted claim that somebody there does not fully believe."""

    claim: strawberry.ID = said("The id of the claim.")
    outcome: str = said("The key of its outcome.")
    title: str = said("The title of its outcome.")
    belief: Figure = said("How far it is believed, a share from 0 to 1, weighted by influence.")
    money: Figure = said("What of it is not believed, a present value in the opportunity's currency.")


@output
class BelievedValue:
    """What the customer believes of the value; beside the headline, never in it."""

    value: Figure = said("What is believed of the value difference, a present value in the opportunity's currency.")
    preference: Figure = said("The preference by what is believed, a present value in the opportunity's currency.")
    unknown_share: Figure = said("The share of the value difference for which nobody told how far they believe it, from 0 to 1.")
    prove_it: bool = said("Whether to prove it and not to discount: the value is there, and is not believed.")
    unproven: list[UnprovenClaim] = said("The claims that are doubted, the largest doubts first.")


@output
class PersonaValue:
    """What the counted value is to one persona."""

    key: str | None = said("The key of the persona; null for claims whose number nobody owns.")
    name: str = said("What the persona is called.")
    owned: Figure = said("The claims whose number they own, a present value in the opportunity's currency; adds up to the whole.")
    interested: Figure = said("The claims that interest them, a present value in the opportunity's currency; overlaps, is never added up.")


def preference(value: model.Case) -> Preference:
    """The headline of a case as GraphQL shows it."""
    shown = figure(value.preference)
    return like(Preference, shown, low=value.low.amount, high=value.high.amount)


def business_case(value: model.Case) -> BusinessCase:
    """A case as GraphQL shows it."""
    return like(BusinessCase, value, assumed=value.assumed or None, against=[like(PreferenceAgainst, one) for one in value.against])


def uncertainty(value: spreads.Uncertainty) -> Uncertainty:
    """Both spreads of a preference as GraphQL shows them."""
    return like(
        Uncertainty,
        value,
        independent=like(PreferenceSpread, value.independent),
        together=like(PreferenceSpread, value.together),
    )


def believed_value(value: pricing.Belief) -> BelievedValue:
    """What is believed of a value as GraphQL shows it."""
    return like(BelievedValue, value, unproven=[like(UnprovenClaim, one) for one in value.unproven])


def persona_value(value: personas.PersonaValue) -> PersonaValue:
    """What a value is to a persona as GraphQL shows it."""
    return like(PersonaValue, value)
