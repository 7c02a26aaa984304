"""Money at different times: present values, ramps, and what an investment gives back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from alder import alder, alder_network, price
from valuenet.model.amounts import exactly
from valuenet.model.claim import Timing
from valuenet.model.value_settings import ValueSettings
from valuenet.value.line_amounts import Entry, line_amounts
from valuenet.value.present_value import Terms, annuity, factor, present_value, price_value, returns, shares_of_year, terms

TEN_PERCENT = Terms(rate=Decimal("0.10"), years=3, source="")


def decimals(*amounts: int) -> list[Decimal]:
    return [Decimal(amount) for amount in amounts]


def test_the_published_benefits_of_a_forrester_study_have_the_published_present_value() -> None:
    """Forrester, The Total Economic Impact of Intellum, 2024, benefit table A: risk cut 20 %, 10 %, 3 years."""
    flows = [line_amounts([Entry(amount=exactly(amount), cut=Decimal("0.2"))], None)[0].likely for amount in (0, 5_280_000, 10_899_360)]
    assert flows == decimals(0, 4_224_000, 8_719_488)
    assert round(present_value(flows, TEN_PERCENT.rate)) == 10_041_989


def test_the_annuity_factor_of_three_years_at_ten_percent() -> None:
    assert round(annuity(TEN_PERCENT), 5) == Decimal("2.48685")
    assert annuity(replace(TEN_PERCENT, rate=Decimal(0))) == 3


def test_a_price_is_once_at_signature_and_at_every_year_end() -> None:
    assert round(price_value(price(120_000, 30_000), TEN_PERCENT)) == 328_422


@pytest.mark.parametrize(
    ("timing", "shares"),
    [
        (Timing(), ["1", "1", "1"]),
        (Timing(first_month=7), ["0.5", "1", "1"]),
        (Timing(first_month=13), ["0", "1", "1"]),
        (Timing(first_month=7, years=1), ["0.5", "0.5", "0"]),
        (Timing(ramp=(Decimal("0.25"), Decimal("0.5"))), ["0.25", "0.5", "0.5"]),
        (Timing(first_month=4, ramp=(Decimal("0.4"), Decimal(1))), ["0.3", "1", "1"]),
        (Timing(first_month=100), ["0", "0", "0"]),
    ],
)
def test_what_flows_in_a_year_is_ramp_times_active_months(timing: Timing, shares: list[str]) -> None:
    assert shares_of_year(timing, 3) == tuple(map(Decimal, shares))
    assert factor(timing, TEN_PERCENT) == present_value([Decimal(share) for share in shares], TEN_PERCENT.rate)


def test_the_customers_own_rate_and_the_term_of_the_prices_go_before_the_settings() -> None:
    settings = ValueSettings()
    opportunity = alder(alder_network())
    assert terms(opportunity, settings) == Terms(rate=Decimal("0.10"), years=3, source="the workspace's rate, the workspace's horizon")
    five = replace(opportunity.price, years=5)
    told = replace(opportunity, rate=Decimal("0.08"), price=five, alternatives=opportunity.alternatives[1:], claims=())
    assert terms(told, settings) == Terms(rate=Decimal("0.08"), years=5, source="the customer's rate, the term of the prices")


def test_npv_roi_and_payback() -> None:
    found = returns(decimals(60, 60, 60), decimals(10, 10, 10), initial=Decimal(75), rate=Decimal(0))
    assert [found.benefits, found.costs, found.npv] == decimals(180, 105, 75)
    assert found.roi == Decimal(75) / 105
    assert found.payback == Decimal("1.5"), "half way through the second year"


def test_what_never_pays_back_says_so_and_what_costs_nothing_has_no_return_on_it() -> None:
    assert returns(decimals(5, 5), decimals(0, 0), initial=Decimal(11), rate=Decimal(0)).payback is None
    free = returns(decimals(5), decimals(0), initial=Decimal(0), rate=Decimal("0.1"))
    assert free.roi is None
    assert free.payback == 0
