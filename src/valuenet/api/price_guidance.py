"""What a scorecard says of the price, the win and what would change the decision, as GraphQL types."""

from __future__ import annotations

import strawberry

from valuenet.api.describing import output, said
from valuenet.api.figures import Figure, like
from valuenet.model.value_vocabulary import ClaimState
from valuenet.value import doing, winning
from valuenet.value.price import Verdict


@output
class PriceGuidance:
    """What the value says of a price below list; only money that the customer stated or accepted is used."""

    verdict: Verdict = said("What to do.")
    because: str = said("Why, in one sentence.")
    list_price: Figure = said("All payments at list, a present value in the opportunity's currency.")
    required: Figure = said("The surplus that a customer needs to change, a present value in the opportunity's currency.")
    at_list: Figure = said("The preference at list price, a present value in the opportunity's currency.")
    gap: Figure = said("What the surplus at list lacks, a present value in the opportunity's currency; 0 where nothing is lacking.")
    gap_of_yearly: Figure = said("The gap as a share of the present value of the yearly payments at list.")
    room: Figure = said("List less floor, a present value in the opportunity's currency; null where no floor was told.")
    indifference: Figure = said("The price at which the customer is indifferent, a present value in the opportunity's currency.")
    indifference_yearly: Figure = said("The same in the opportunity's currency a year, the one-time payment as it is.")
    target: Figure = said("The price that shares the difference, a present value in the opportunity's currency.")
    target_yearly: Figure = said("The same in the opportunity's currency a year, the one-time payment as it is.")
    premium: Figure = said("How much more than the alternative the price may be at most, a present value in the opportunity's currency.")
    discount: Figure = said("What the price is below list, a share from 0 to 1.")
    needed_win_rate: Figure = said("By how many times the win rate must rise to make up for the discount.")


@output
class DifferentiatorValue:
    """What one differentiator brings, along the arrows: accounting, on which no decision rests."""

    differentiator: str = said("The key of the differentiator.")
    title: str = said("Its title.")
    credit: Figure = said("Its credit for the counted money, in the opportunity's currency a year; credits and other causes add up.")
    if_matched: Figure = said(
        "What the expected money changes by if a rival matches it, in the opportunity's currency a year; does not add up."
    )
    split: Figure = said("Its Shapley share of the expected money, in the opportunity's currency a year; adds up.")


@output
class Delivery:
    """Whose doing the counted money is."""

    doings: list[DifferentiatorValue] = said("Every differentiator, in the order of the network.")
    other_causes: Figure = said("What other causes account for, in the opportunity's currency a year.")
    expected: Figure = said("Every amount times the likelihood of its outcome, in the opportunity's currency a year.")
    unfed: list[str] = said("Keys of counted outcomes on loops that no differentiator feeds.")


@output
class WinPart:
    """What one input adds to the win likelihood, or takes from it."""

    of: str = said("Which input.")
    chance: Figure = said("By how much, in probability from -1 to 1; all parts add up to the likelihood.")


@output
class WinLikelihood:
    """How likely a win is. Not the probability that the preference is positive; the selling stage is no input."""

    chance: Figure = said("A probability from 0 to 1; null where our price is 0.")
    label: str = said("`calibrated` with its numbers, or `prior, not calibrated`.")
    relative: Figure = said("Preference for each unit of our price, a share.")
    heard: Figure = said("The share of the buying influence that was heard from, from 0 to 1.")
    known: Figure = said("The likelihood if all had been heard, a probability from 0 to 1.")
    parts: list[WinPart] = said("What adds up to it.")


@output
class DecisionFlip:
    """A claim whose move alone changes the decision: who is preferred, or what is said of the price."""

    claim: strawberry.ID = said("The id of the claim.")
    outcome: str = said("The key of its outcome.")
    title: str = said("The title of its outcome.")
    to: ClaimState = said("The state to which it would move.")
    preference: Figure = said("The preference after the move, a present value in the opportunity's currency.")
    ahead: bool = said("Whether the customer would be better off with us.")
    verdict: Verdict = said("What would be said of the price.")
    because: str = said("What changes, in one sentence.")


@output
class NextQuestion:
    """One thing to find out next."""

    ask: str = said("What to ask.")
    because: str = said("Why.")
    worth: Figure = said("How far the answer may move the preference, a present value in the opportunity's currency; null: nobody can say.")
    claim: strawberry.ID | None = said("The id of the claim that it is about; null where it is about none.")


def delivery(value: doing.Delivery) -> Delivery:
    """Whose doing the money is, as GraphQL shows it."""
    return like(Delivery, value, doings=[like(DifferentiatorValue, one) for one in value.doings])


def win_likelihood(value: winning.Winning) -> WinLikelihood:
    """A win likelihood as GraphQL shows it."""
    return like(WinLikelihood, value, parts=[like(WinPart, one) for one in value.parts])
