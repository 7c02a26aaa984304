"""The business case as figures: what one set of counted claims comes to against the best alternative, and against the status quo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from valuenet.model.amounts import NOTHING, Range
from valuenet.model.directory import STATUS_QUO
from valuenet.model.ids import Key
from valuenet.model.numbers import ZERO
from valuenet.model.opportunity import Opportunity
from valuenet.value.booked import Booked
from valuenet.value.figure import A_YEAR, SHARE, TIMES, YEARS, Figure, figure
from valuenet.value.line_amounts import total
from valuenet.value.preference import Preference, value_of
from valuenet.value.present_value import Terms, returns, shares_of_year


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """The preference against one alternative; its amount is None where that comparison is not known."""

    alternative: Key
    name: str
    preference: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One business case: counted money a year, value, price and switching differences, and what follows; present values.

    `label` says whose number it is. `assumed`: why the alternative is taken to be the best without being compared, if so.
    """

    label: str
    alternative: Key
    alternative_name: str
    assumed: str
    yearly_low: Figure
    yearly: Figure
    yearly_high: Figure
    yearly_mean: Figure
    value: Figure
    price_difference: Figure
    switching_difference: Figure
    economic_value: Figure
    preference: Figure
    low: Figure
    high: Figure
    break_even_belief: Figure
    ratio: Figure
    against: tuple[Against, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestmentCase:
    """NPV, ROI and payback against the status quo; None where amounts were told against another alternative."""

    npv: Figure
    roi: Figure
    payback: Figure


def case(label: str, opportunity: Opportunity, preferred: Preference, booked: Sequence[Booked], terms: Terms) -> Case:
    """The figures of a preference, each with what it is made of."""
    unit, rival = opportunity.currency, preferred.option
    source = claims_named(booked)
    amounts = {named(one): one.against(rival.key) or NOTHING for one in booked}
    values = {named(one): value_of(one, rival.key, terms) or NOTHING for one in booked}
    yearly = total(list(amounts.values()))
    value, price, switching = preferred.value.likely, preferred.price, preferred.switching
    parts = {"dV": value, "dP": price, "dK": switching}
    summed = "Σ gate · (ours - theirs)"
    return Case(
        label=label,
        alternative=rival.key,
        alternative_name=rival.name,
        assumed=preferred.assumed,
        yearly_low=figure(yearly.low, unit + A_YEAR, f"{summed}, every claim at its low end", source, **_parts(amounts, "low")),
        yearly=figure(yearly.likely, unit + A_YEAR, summed, source, **_parts(amounts, "likely")),
        yearly_high=figure(yearly.high, unit + A_YEAR, f"{summed}, every claim at its high end", source, **_parts(amounts, "high")),
        yearly_mean=figure(yearly.mean, unit + A_YEAR, "Σ (low + likely + high) / 3", source, **_parts(amounts, "mean")),
        value=figure(value, unit, "dV = Σ PV(ours - theirs)", f"{source}; {terms.source}", **_parts(values, "likely")),
        price_difference=figure(
            price, unit, "dP = P_us - P_a", f"prices, {terms.source}", P_us=preferred.our_price, P_a=preferred.their_price
        ),
        switching_difference=figure(
            switching, unit, "dK = K_us - K_a", "switching costs", K_us=opportunity.switching_cost, K_a=rival.switching_cost
        ),
        economic_value=figure(preferred.economic_value, unit, "P_a + dV - dK", source, P_a=preferred.their_price, **parts),
        preference=figure(preferred.amount, unit, "dV - dP - dK", source, **parts),
        low=figure(preferred.low, unit, "dV at every low end - dP - dK", source, **{**parts, "dV": preferred.value.low}),
        high=figure(preferred.high, unit, "dV at every high end - dP - dK", source, **{**parts, "dV": preferred.value.high}),
        break_even_belief=figure(preferred.break_even_belief, SHARE, "(dP + dK) / dV", source or "nothing speaks for us", **parts),
        ratio=figure(preferred.ratio, TIMES, "dV / dP, only where dP > 0", source, **parts),
        against=_against(preferred, unit),
    )


def investment(opportunity: Opportunity, preferred: Preference, booked: Sequence[Booked], terms: Terms) -> InvestmentCase:
    """What the customer's investment in us gives back against leaving things as they are."""
    unit, source = opportunity.currency, claims_named(booked)
    known = any(one.option.key == STATUS_QUO and one.value is not None for one in preferred.comparisons)
    if not known:
        why = f"not known: the amounts are differences from {preferred.option.name}"
        return InvestmentCase(
            npv=figure(None, unit, "PV benefits - PV costs", why),
            roi=figure(None, SHARE, "NPV / PV costs", why),
            payback=figure(None, YEARS, "first time the cumulative undiscounted net is ≥ 0", why),
        )
    flows = [[share * one.ours.likely for share in shares_of_year(one.claim.timing, terms.years)] for one in booked]
    benefits = [sum(year, ZERO) for year in zip(*flows, strict=True)] or [ZERO] * terms.years
    initial = opportunity.price.one_time + opportunity.switching_cost
    back = returns(benefits, [opportunity.price.yearly] * terms.years, initial=initial, rate=terms.rate)
    parts = {"benefits": back.benefits, "costs": back.costs}
    never = "" if back.payback is not None else "not within the horizon"
    return InvestmentCase(
        npv=figure(back.npv, unit, "PV benefits - PV costs", source, **parts),
        roi=figure(back.roi, SHARE, "NPV / PV costs", source, **parts),
        payback=figure(back.payback, YEARS, "first time the cumulative undiscounted net is ≥ 0", never or source, initial=initial),
    )


def claims_named(booked: Sequence[Booked]) -> str:
    """The records behind a sum: its claims with their state and the date of their evidence."""
    return "; ".join(f"{one.claim.outcome_key} ({one.state}{_on(one)})" for one in booked)


def named(one: Booked) -> str:
    """A claim as an input of a sum: its outcome, and its line, for an outcome may bring money on several."""
    return f"{one.claim.outcome_key} on {one.claim.line}"


def _parts(amounts: Mapping[str, Range], end: str) -> dict[str, Decimal]:
    return {name: getattr(amount, end) for name, amount in amounts.items()}


def _on(one: Booked) -> str:
    return f", {one.claim.evidence.on}" if one.claim.evidence.on else ""


def _against(preferred: Preference, unit: str) -> tuple[Against, ...]:
    found = []
    for one in preferred.comparisons:
        why = "" if one.value is not None else f"not known: the amounts are differences from {preferred.option.name}"
        value = one.value.likely if one.value is not None else None
        amount = figure(one.preference, unit, "dV - dP - dK", why, dV=value, dP=one.price, dK=one.switching)
        found.append(Against(alternative=one.option.key, name=one.option.name, preference=amount))
    return tuple(found)
