"""What the value says about a price: whether a discount is justified, how high the price could be, where both sides gain.

Only money that the customer stated or accepted is used. Present values, in one currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from valuenet.model.amounts import Price
from valuenet.model.numbers import ZERO
from valuenet.model.opportunity import Opportunity
from valuenet.value.preference import Preference
from valuenet.value.present_value import Terms, annuity, price_value


class Verdict(StrEnum):
    """What the value says about a price below list."""

    NOT_JUSTIFIED = "not justified by value"
    PROVE_IT = "prove it, do not discount"
    BUILD_OR_WALK = "build value or walk away"
    BUILD_FIRST = "build first, hold the discount"
    JUSTIFIED = "justified up to the gap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """The verdict with what led to it, present values. `room`: list less floor, None where no floor was told."""

    verdict: Verdict
    because: str
    list_price: Decimal
    required: Decimal
    at_list: Decimal
    gap: Decimal
    room: Decimal | None
    unbuilt: Decimal
    gap_of_yearly: Decimal | None


def guidance(
    preferred: Preference, opportunity: Opportunity, terms: Terms, *, share: Decimal, unbuilt: Decimal, prove_it: bool
) -> Guidance:
    """gap = max(0, I - preference at list), I = share · our price at list; then, in this order, what to do about it.

    Gap 0: not justified by value (prove it, where what they believe is the trouble); gap above list less floor: build value
    or walk away; unbuilt value at least the gap: build first; else justified up to the gap. `gap_of_yearly`: the gap as a share
    of the yearly payments at list, None where there are none.
    """
    list_price, floor = opportunity.at_list, opportunity.floor_price
    top = price_value(list_price, terms)
    required, at_list = share * top, preferred.economic_value - top
    gap = max(ZERO, required - at_list)
    room = None if floor is None else top - price_value(floor, terms)
    most = top if room is None else room
    yearly = list_price.yearly * annuity(terms)
    if gap == 0:
        verdict = Verdict.PROVE_IT if prove_it else Verdict.NOT_JUSTIFIED
    elif gap > most:
        verdict = Verdict.BUILD_OR_WALK
    else:
        verdict = Verdict.BUILD_FIRST if unbuilt >= gap else Verdict.JUSTIFIED
    return Guidance(
        verdict=verdict,
        because=_BECAUSE[verdict],
        list_price=top,
        required=required,
        at_list=at_list,
        gap=gap,
        room=room,
        unbuilt=unbuilt,
        gap_of_yearly=gap / yearly if yearly else None,
    )


_BECAUSE = {
    Verdict.NOT_JUSTIFIED: "at the list price the customer is better off with us by more than a change asks for",
    Verdict.PROVE_IT: "the value is there, and they do not believe it: a lower price would not change that",
    Verdict.BUILD_OR_WALK: "even the lowest price leaves the customer less than a change asks for",
    Verdict.BUILD_FIRST: "outcomes that the customer has not envisioned yet are worth more than what is missing",
    Verdict.JUSTIFIED: "what is missing can come from nowhere but the price",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """Prices that the value leads to, present values, and the yearly payment that each of them means; None: below nothing a year.

    `premium`: how much more than the alternative we could ask for at most.
    """

    indifference: Decimal
    indifference_yearly: Decimal | None
    target: Decimal
    target_yearly: Decimal | None
    premium: Decimal


def prices(preferred: Preference, ours: Price, terms: Terms, *, share: Decimal) -> Prices:
    """Indifference price = economic value; target = P_a + φ·(dV - dK), φ = share; premium = economic value - P_a.

    The one-time payment stays as it is where a price becomes a yearly one.
    """
    target = preferred.their_price + share * (preferred.value.likely - preferred.switching)
    return Prices(
        indifference=preferred.economic_value,
        indifference_yearly=yearly_price(preferred.economic_value, ours, terms),
        target=target,
        target_yearly=yearly_price(target, ours, terms),
        premium=preferred.economic_value - preferred.their_price,
    )


def yearly_price(present: Decimal, ours: Price, terms: Terms) -> Decimal | None:
    """(PV - one-time payment) / annuity factor; nothing where the one-time payment alone is more."""
    yearly = (present - ours.one_time) / annuity(terms)
    return yearly if yearly >= 0 else None


def needed_win_rate(margin: Decimal, discount: Decimal) -> Decimal | None:
    """cm / (cm - d): how many times as often a discount must win to earn as much; nothing where no win rate makes up for it.

    Both as shares of the price before it. Source: Nagle and Müller (break-even sales change).
    """
    return margin / (margin - discount) if margin > discount else None
