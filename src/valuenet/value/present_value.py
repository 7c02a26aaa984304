"""Money at different times as money today: present values, annuities, ramps, and what an investment gives back.

Payments fall at year ends; what is paid at signature, t = 0, is not discounted. All amounts are decimals in one currency.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from valuenet.model.amounts import Price
from valuenet.model.claim import Timing
from valuenet.model.numbers import ONE, ZERO
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings

MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms money of different years is compared: rate a year, whole years, and where each of the two is from."""

    rate: Decimal
    years: int
    source: str


def terms(opportunity: Opportunity, settings: ValueSettings) -> Terms:
    """The customer's own rate and the years of the prices where they are told, else the workspace's settings."""
    rate = opportunity.rate if opportunity.rate is not None else settings.discount_rate
    years = opportunity.price.years or settings.horizon_years
    told = "the customer's rate" if opportunity.rate is not None else "the workspace's rate"
    horizon = "the term of the prices" if opportunity.price.years else "the workspace's horizon"
    return Terms(rate=rate, years=years, source=f"{told}, {horizon}")


def present_value(flows: Sequence[Decimal], rate: Decimal) -> Decimal:
    """PV = Σ CF_t / (1 + r)^t over flows at the ends of years 1, 2, …

    Source: Brealey, Myers and Allen, Principles of Corporate Finance, chapter 2.
    """
    return sum((flow / (1 + rate) ** year for year, flow in enumerate(flows, 1)), ZERO)


def annuity(terms: Terms) -> Decimal:
    """The present value of 1 at the end of every year of the horizon."""
    return present_value((ONE,) * terms.years, terms.rate)


def shares_of_year(timing: Timing, years: int) -> tuple[Decimal, ...]:
    """What part of a yearly amount flows in each year of a horizon: ramp_t · active months / 12."""
    last = timing.first_month - 1 + MONTHS * (timing.years or years)
    shares = []
    for year in range(years):
        active = max(0, min(MONTHS * (year + 1), last) - max(MONTHS * year, timing.first_month - 1))
        ramp = timing.ramp[min(year, len(timing.ramp) - 1)] if timing.ramp else ONE
        shares.append(ramp * active / MONTHS)
    return tuple(shares)


def factor(timing: Timing, terms: Terms) -> Decimal:
    """The present value of 1 a year that flows with this timing: its annuity factor where it runs for the whole horizon."""
    return present_value(shares_of_year(timing, terms.years), terms.rate)


def price_value(price: Price, terms: Terms) -> Decimal:
    """The present value of all payments: once at signature, and at the end of each year."""
    return price.one_time + price.yearly * annuity(terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returns:
    """What an investment gives back: NPV in money, ROI as a share of the costs, payback in years; None: not defined, or never."""

    benefits: Decimal
    costs: Decimal
    npv: Decimal
    roi: Decimal | None
    payback: Decimal | None


def returns(benefits: Sequence[Decimal], costs: Sequence[Decimal], *, initial: Decimal, rate: Decimal) -> Returns:
    """NPV = PV benefits - PV costs; ROI = NPV / PV costs; both flows at the ends of the same years, `initial` paid at t = 0.

    Payback is the first time at which the cumulative undiscounted net is ≥ 0, linear within a year.
    """
    pv_benefits, pv_costs = present_value(benefits, rate), initial + present_value(costs, rate)
    npv = pv_benefits - pv_costs
    net = [benefit - cost for benefit, cost in zip(benefits, costs, strict=True)]
    return Returns(benefits=pv_benefits, costs=pv_costs, npv=npv, roi=npv / pv_costs if pv_costs else None, payback=_payback(initial, net))


def _payback(initial: Decimal, net: Sequence[Decimal]) -> Decimal | None:
    if initial <= 0:
        return ZERO
    for year, total in enumerate(accumulate(net, initial=-initial)):
        if total >= 0:
            return year - total / net[year - 1]
    return None
