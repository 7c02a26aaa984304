"""The price as a page shows it: the verdict and the figures behind it, prices that the value leads to, and what a discount must bring."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from valuenet.model.ids import ClaimId, Key
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings
from valuenet.value.figure import A_YEAR, SHARE, TIMES, Figure, figure
from valuenet.value.price import Verdict, needed_win_rate, prices
from valuenet.value.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Unproven:
    """A counted claim that somebody there does not fully believe, with (1 - belief) · PV."""

    claim: ClaimId
    outcome: Key
    title: str
    belief: Figure
    money: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What the customer believes of the value; beside the headline, never in it. `unproven`: the largest doubts first."""

    value: Figure
    preference: Figure
    unknown_share: Figure
    prove_it: bool
    unproven: tuple[Unproven, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pricing:
    """Section 7 of the value model; only money that the customer stated or accepted is used. Present values, and yearly prices."""

    verdict: Verdict
    because: str
    list_price: Figure
    required: Figure
    at_list: Figure
    gap: Figure
    gap_of_yearly: Figure
    room: Figure
    indifference: Figure
    indifference_yearly: Figure
    target: Figure
    target_yearly: Figure
    premium: Figure
    discount: Figure
    needed_win_rate: Figure


def pricing(opportunity: Opportunity, here: Standing, settings: ValueSettings) -> Pricing:
    """The figures of the price, each with what it is made of."""
    unit, found = opportunity.currency, here.guidance
    to = prices(here.stated, opportunity.price, here.terms, share=settings.value_share)
    top, paid, share = found.list_price, here.stated.our_price, settings.value_share
    discount = (top - paid) / top if top else None
    margin = opportunity.contribution_margin
    wins = needed_win_rate(margin, discount) if margin is not None and discount is not None else None
    stated = "what the customer stated"
    return Pricing(
        verdict=found.verdict,
        because=found.because,
        list_price=figure(top, unit, "PV of all payments at list", here.terms.source),
        required=figure(found.required, unit, "I = share · price at list", "setting required_surplus", share=settings.required_surplus),
        at_list=figure(found.at_list, unit, "economic value - price at list", stated, economic_value=to.indifference, price=top),
        gap=figure(found.gap, unit, "max(0, I - preference at list)", stated, I=found.required, preference=found.at_list),
        gap_of_yearly=figure(found.gap_of_yearly, SHARE, "gap / PV of the yearly payments at list", stated, gap=found.gap),
        room=figure(found.room, unit, "list - floor", "" if found.room is not None else "no floor price was told", list=top),
        indifference=figure(to.indifference, unit, "P_a + dV - dK", stated, P_a=here.stated.their_price),
        indifference_yearly=figure(to.indifference_yearly, unit + A_YEAR, "(indifference - one-time) / annuity", here.terms.source),
        target=figure(to.target, unit, "P_a + φ · (dV - dK)", "setting value_share", φ=share, P_a=here.stated.their_price),
        target_yearly=figure(to.target_yearly, unit + A_YEAR, "(target - one-time) / annuity", here.terms.source),
        premium=figure(to.premium, unit, "economic value - P_a", stated, P_a=here.stated.their_price),
        discount=figure(discount, SHARE, "(list - price) / list", "prices", list=top, price=paid),
        needed_win_rate=figure(wins, TIMES, "cm / (cm - d)", _why_not(margin, wins), cm=margin, d=discount),
    )


def belief(opportunity: Opportunity, here: Standing) -> Belief:
    """What is believed of the headline, and by how much each doubted claim falls short."""
    unit, found = opportunity.currency, here.believed
    preferred = here.stated
    return Belief(
        value=figure(found.value, unit, "Σ belief · PV, where a belief is known", "beliefs told", known=found.known),
        preference=figure(found.preference, unit, "believed dV - dP - dK", "beliefs told", dP=preferred.price, dK=preferred.switching),
        unknown_share=figure(found.unknown_share, SHARE, "dV without a known belief / dV", "beliefs told", dV=preferred.value.likely),
        prove_it=found.prove_it,
        unproven=tuple(
            Unproven(
                claim=doubt.booked.claim.id,
                outcome=doubt.booked.claim.outcome_key,
                title=doubt.booked.title,
                belief=figure(doubt.belief, SHARE, "Σ influence · belief / Σ influence", "beliefs told"),
                money=figure(doubt.money, unit, "(1 - belief) · PV", "beliefs told", belief=doubt.belief),
            )
            for doubt in found.doubts
        ),
    )


def _why_not(margin: Decimal | None, wins: Decimal | None) -> str:
    if margin is None:
        return "the contribution margin was not told"
    return "the contribution margin" if wins is not None else "no win rate makes up for this discount"
