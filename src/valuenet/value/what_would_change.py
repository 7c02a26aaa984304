"""What would change the decision: the claims whose move flips it, and the next things to find out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from valuenet.model.amounts import Range
from valuenet.model.ids import ClaimId, Key
from valuenet.model.network import Network
from valuenet.model.numbers import ZERO
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings
from valuenet.model.value_vocabulary import ClaimState
from valuenet.value.booked import Booked, Decision
from valuenet.value.booking import booking_if
from valuenet.value.figure import Figure, figure
from valuenet.value.preference import belief_in, value_of
from valuenet.value.price import Verdict
from valuenet.value.same_money import SameMoney, negative
from valuenet.value.standing import Standing, standing

ASKED = 3
"""How many things to find out next are named: as many as one conversation holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A claim whose move to a state changes the decision: who is preferred, or what is said of the price.

    `preference` is the headline after the move, a present value.
    """

    claim: ClaimId
    outcome: Key
    title: str
    to: ClaimState
    preference: Figure
    ahead: bool
    verdict: Verdict
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to find out: what to ask, and how far the answer may move the headline, a present value; None where nobody can say yet."""

    ask: str
    because: str
    worth: Figure
    claim: ClaimId | None = None


def flips(opportunity: Opportunity, network: Network, here: Standing, same: SameMoney, settings: ValueSettings) -> tuple[Flip, ...]:
    """The claims that, validated or refuted alone, change who is preferred or what is said of the price; the largest change first."""
    found = []
    for one in here.booking.booked:
        for to in _moves(one):
            booked = booking_if(here.booking, one.claim, to, opportunity, network, same)
            there = standing(opportunity, booked, here.terms, settings)
            if there.ahead is not here.ahead or there.guidance.verdict is not here.guidance.verdict:
                change = abs(there.stated.amount - here.stated.amount)
                found.append((change, _flip(one, to, here, there, opportunity.currency)))
    found.sort(key=lambda change: (change[1].ahead is here.ahead, -change[0], change[1].outcome))
    return tuple(flip for _, flip in found)


def next_questions(opportunity: Opportunity, here: Standing, flipping: Sequence[Flip]) -> tuple[Question, ...]:
    """The three things to find out next: first what could flip the decision, then what moves most money, then what has no number."""
    deciding = {flip.claim for flip in flipping}
    asked = list(_questions(opportunity, here))
    asked.sort(key=lambda one: (one.claim not in deciding, one.worth.amount is None, -(one.worth.amount or ZERO), one.ask))
    return tuple(asked[:ASKED])


def _moves(one: Booked) -> tuple[ClaimState, ...]:
    """The moves to ask about: what counts may be refuted, what does not count as stated money may be validated."""
    if one.claim.amount is None or one.decision in (Decision.REFUTED, Decision.PERSONAL, Decision.OFF_THE_MAP):
        return ()
    if one.decision is Decision.COUNTED:
        return (ClaimState.REFUTED,) if one.state.stated else (ClaimState.VALIDATED, ClaimState.REFUTED)
    return (ClaimState.VALIDATED,)


def _flip(one: Booked, to: ClaimState, here: Standing, there: Standing, unit: str) -> Flip:
    if there.ahead is not here.ahead:
        rival = there.stated.option.name
        because = f"if it is {to}, the customer should prefer {'us' if there.ahead else rival}"
    else:
        because = f"if it is {to}, the price is: {there.guidance.verdict}"
    return Flip(
        claim=one.claim.id,
        outcome=one.claim.outcome_key,
        title=one.title,
        to=to,
        preference=figure(there.stated.amount, unit, "dV - dP - dK, after the move", because, now=here.stated.amount),
        ahead=there.ahead,
        verdict=there.guidance.verdict,
        because=because,
    )


def _questions(opportunity: Opportunity, here: Standing) -> Iterator[Question]:
    for one in here.booking.booked:
        value = value_of(one, here.stated.option.key, here.terms)
        told = value if one.claim.amount is not None else None
        worth = figure(abs(told.likely) if told else None, opportunity.currency, "PV of the claim", one.claim.outcome_key)
        if one.decision is Decision.UNBUILT:
            ask = f"Would “{one.title}” matter to them, and what would it be worth?"
            yield Question(ask=ask, because=one.because, worth=worth, claim=one.claim.id)
        elif one.decision is Decision.NOT_SIZED:
            ask = f"What is “{one.title}” worth a year, and on which line of their P&L?"
            yield Question(ask=ask, because=one.because, worth=worth, claim=one.claim.id)
        elif one.decision is Decision.COUNTED:
            yield from _of_counted(opportunity, one, worth, told)
    if not any(one.behind(here.stated.option.key) for one in here.booking.counted):
        ask = f"Where is {here.stated.option.name} better for them than we are?"
        nobody = figure(None, opportunity.currency, "", "nobody can say yet")
        yield Question(ask=ask, because="no claim speaks against us: the comparison is not complete", worth=nobody)


def _of_counted(opportunity: Opportunity, one: Booked, worth: Figure, value: Range | None) -> Iterator[Question]:
    """What is still open about a claim that counts: who gives its number, how certain it is, or who believes it."""
    if not one.state.stated:
        ask = f"Who there gives or accepts the number for “{one.title}”?"
        yield Question(ask=ask, because="it is the seller's number: no price may rest on it", worth=worth, claim=one.claim.id)
    elif one.state.rank < ClaimState.VALIDATED.rank and value is not None:
        ask = f"Will the owner confirm the number for “{one.title}”, and how certain is it?"
        width = figure(value.high - value.low, opportunity.currency, "PV of the range", one.claim.outcome_key)
        yield Question(ask=ask, because="it is stated, and its owner has not confirmed it", worth=width, claim=one.claim.id)
    elif not negative(one.claim) and belief_in(opportunity, one) is None:
        ask = f"How far do they believe that they will get “{one.title}”?"
        yield Question(ask=ask, because="nobody has told how much they believe it", worth=worth, claim=one.claim.id)
