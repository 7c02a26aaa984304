"""What the value says of a price, in the stated order."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from alder import alder, alder_network, at_list, price
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings
from valuenet.value.booking import booking
from valuenet.value.preference import Preference
from valuenet.value.present_value import terms
from valuenet.value.price import Guidance, Verdict, guidance, needed_win_rate, prices, yearly_price
from valuenet.value.standing import standing

NET = alder_network()
ALDER = alder(NET)
SETTINGS = ValueSettings()
TERMS = terms(ALDER, SETTINGS)


def preferred(opportunity: Opportunity = ALDER) -> Preference:
    return standing(opportunity, booking(opportunity, NET), TERMS, SETTINGS).stated


def guided(yearly: int, *, floor: int | None = None, unbuilt: int = 0, prove_it: bool = False) -> Guidance:
    return guidance(
        preferred(), at_list(ALDER, yearly, floor=floor), TERMS, share=Decimal("0.1"), unbuilt=Decimal(unbuilt), prove_it=prove_it
    )


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (guided(120_000, floor=119_999), Verdict.NOT_JUSTIFIED),
        (guided(120_000, prove_it=True), Verdict.PROVE_IT),
        (guided(160_000, floor=150_000, unbuilt=10**6), Verdict.BUILD_OR_WALK),
        (guided(160_000, floor=110_000, unbuilt=55_356), Verdict.BUILD_FIRST),
        (guided(160_000, floor=110_000, unbuilt=55_355), Verdict.JUSTIFIED),
        (guided(160_000, unbuilt=0, prove_it=True), Verdict.JUSTIFIED),
    ],
)
def test_the_first_rule_that_applies_decides(found: Guidance, verdict: Verdict) -> None:
    assert found.verdict is verdict
    assert found.because


def test_without_a_floor_nobody_is_told_to_walk_away() -> None:
    assert guided(400_000).verdict is Verdict.JUSTIFIED
    assert guided(400_000).room is None


def test_no_gap_above_the_whole_price_is_a_discount_even_where_no_floor_was_told() -> None:
    nothing = replace(ALDER, claims=())
    there = standing(nothing, booking(nothing, NET), TERMS, SETTINGS).guidance
    assert there.gap > there.list_price
    assert (there.verdict, there.room) == (Verdict.BUILD_OR_WALK, None)


def test_the_gap_as_a_share_needs_yearly_payments() -> None:
    once = replace(ALDER, list_price=price(0, 500_000))
    found = guidance(preferred(), once, TERMS, share=Decimal("0.1"), unbuilt=Decimal(0), prove_it=False)
    assert found.gap > 0
    assert found.gap_of_yearly is None


def test_a_discount_changes_what_is_paid_and_not_what_the_list_is_judged_by() -> None:
    cheaper = replace(ALDER, list_price=price(160_000, 30_000), price=price(140_000, 30_000))
    here = standing(cheaper, booking(cheaper, NET), TERMS, SETTINGS)
    assert here.guidance.at_list == guided(160_000).at_list
    assert here.stated.economic_value == preferred().economic_value


def test_the_premium_is_what_the_difference_is_worth_after_switching() -> None:
    found = prices(preferred(), ALDER.price, TERMS, share=Decimal("0.5"))
    assert found.premium == preferred().value.likely - preferred().switching
    assert found.target == preferred().their_price + found.premium / 2


def test_a_price_below_the_one_time_payment_has_no_yearly_one() -> None:
    assert yearly_price(Decimal(29_999), ALDER.price, TERMS) is None
    assert yearly_price(Decimal(30_000), ALDER.price, TERMS) == 0


def test_no_win_rate_makes_up_for_a_discount_of_the_whole_margin() -> None:
    assert needed_win_rate(Decimal("0.2"), Decimal("0.2")) is None
    assert needed_win_rate(Decimal("0.2"), Decimal(0)) == 1
