"""Alder Foods: every figure that the value model prints for its worked example, to the printed digit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from alder import (
    AUDIT,
    FASTER,
    OVERTIME,
    PROFIT,
    alder,
    alder_directory,
    alder_network,
    amounts,
    at_list,
    claim,
    lines,
    on_the_example,
    price,
    with_claims,
)
from valuenet.model.amounts import Range
from valuenet.model.network import Network
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings
from valuenet.model.value_vocabulary import ClaimState
from valuenet.value.booked import Booking, Decision
from valuenet.value.booking import booking
from valuenet.value.figure import Figure
from valuenet.value.line_amounts import total
from valuenet.value.price import Verdict, needed_win_rate
from valuenet.value.scorecard import Scorecard, scorecard

SETTINGS = ValueSettings()
NET = alder_network()
CARD = scorecard(alder(NET), NET, alder_directory(), SETTINGS)


def card(opportunity: Opportunity, network: Network = NET) -> Scorecard:
    return scorecard(opportunity, network, alder_directory(), SETTINGS)


def printed(figure: Figure, places: int) -> Decimal:
    """The amount as it is printed: to hundreds with -2, to tenths of a percent with 3."""
    assert figure.amount is not None
    return round(figure.amount, places)


def booked(opportunity: Opportunity, network: Network = NET) -> Booking:
    return booking(opportunity, network)


def parts_and_roll_up(parts: ClaimState) -> Range:
    """Two parts, 30 and 40 thousand, that lead to a roll-up of 60 on the same line; what of them is counted."""
    net = alder_network(f"{FASTER} -> {PROFIT}", f"{OVERTIME} -> {PROFIT}")
    rows = (
        claim(net, FASTER, "ap-labour", amounts(30, 30, 30), parts, "ap-manager"),
        claim(net, OVERTIME, "ap-labour", amounts(40, 40, 40), parts, "ap-manager"),
        claim(net, PROFIT, "ap-labour", amounts(60, 60, 60), ClaimState.VALUED, "cfo"),
    )
    return total([one.ours for one in booked(alder(net, claims=rows), net).counted])


def test_the_naive_sum_of_the_likely_amounts() -> None:
    assert sum(one.amount.likely for one in alder(NET).claims if one.amount) == 245_000


def test_what_is_counted_a_year() -> None:
    assert CARD.stated.yearly.amount == 85_000
    assert CARD.stated.yearly_low.amount == 30_000
    assert CARD.stated.yearly_high.amount == 145_000
    assert printed(CARD.stated.yearly_mean, 0) == 86_667


def test_faster_is_the_same_labour_money_and_audit_and_profit_are_not_envisioned() -> None:
    became: dict[str, Decision] = {one.outcome: one.decision for one in CARD.claims}
    assert became[OVERTIME] is Decision.COUNTED
    assert became[FASTER] is Decision.SAME_MONEY
    assert became[AUDIT] is Decision.UNBUILT
    assert became[PROFIT] is Decision.SAME_MONEY
    assert CARD.decided_by == ((OVERTIME, PROFIT), (FASTER, OVERTIME)), "the arrows that decided"


def test_parts_against_a_roll_up() -> None:
    assert parts_and_roll_up(ClaimState.VALUED).likely == 60_000
    assert parts_and_roll_up(ClaimState.VALIDATED).likely == 70_000


def test_savings_of_thirty_and_twenty_percent_on_one_base() -> None:
    net = alder_network(OVERTIME, FASTER)
    shares = [Range(low=share, likely=share, high=share) for share in (Decimal("0.3"), Decimal("0.2"))]
    rows = [
        claim(net, key, "ap-labour", share, ClaimState.VALUED, "ap-manager", of_baseline=True)
        for key, share in zip((OVERTIME, FASTER), shares, strict=True)
    ]
    of_two = booked(alder(net, claims=tuple(rows), lines=lines(ap_labour=400_000)), net)
    assert total([one.ours for one in of_two.counted]).likely == 176_000


def test_the_preference() -> None:
    case = CARD.stated
    assert printed(case.price_difference, -2) == 109_500
    assert printed(case.value, -2) == 211_400
    assert case.switching_difference.amount == 15_000
    assert printed(case.economic_value, -2) == 415_300
    assert printed(case.preference, -2) == 86_900
    assert printed(case.break_even_belief, 3) == Decimal("0.589")
    assert printed(case.ratio, 2) == Decimal("1.93")
    assert printed(CARD.unbuilt, -2) == 74_600


def test_the_range() -> None:
    assert printed(CARD.stated.low, -2) == -49_900
    assert printed(CARD.stated.high, -2) == 236_100


def test_the_closed_form_mean_and_spreads() -> None:
    assert printed(CARD.uncertainty.mean, -2) == 91_100
    assert printed(CARD.uncertainty.independent.sd, -2) == 36_800
    assert printed(CARD.uncertainty.together.sd, -2) == 58_700


@pytest.mark.parametrize(
    ("of", "name", "exact"),
    [
        ("independent", "p10", 43_370),
        ("independent", "p50", 90_580),
        ("independent", "p90", 139_400),
        ("together", "p10", 12_430),
        ("together", "p90", 171_050),
    ],
)
def test_the_percentiles_lie_within_three_standard_errors(of: str, name: str, exact: int) -> None:
    found: Figure = getattr(getattr(CARD.uncertainty, of), name)
    (error,) = (given.amount for given in found.inputs if given.name == "error")
    assert found.amount is not None
    assert error is not None
    assert abs(found.amount - exact) <= 3 * error


@pytest.mark.parametrize(
    ("of", "name", "exact"),
    [
        ("independent", "positive", 0.996),
        ("together", "positive", 0.936),
        ("independent", "required", 0.944),
        ("together", "required", 0.824),
    ],
)
def test_the_probabilities_lie_within_three_standard_errors(of: str, name: str, exact: float) -> None:
    found: Figure = getattr(getattr(CARD.uncertainty, of), name)
    assert found.amount is not None
    rounding = 0.0005
    assert abs(float(found.amount) - exact) <= 3 * (exact * (1 - exact) / SETTINGS.draws) ** 0.5 + rounding


def test_the_required_surplus_at_the_price_that_is_offered() -> None:
    assert printed(CARD.pricing.required, -2) == 32_800


def test_the_win_likelihood_is_a_prior() -> None:
    assert printed(CARD.winning.relative, 3) == Decimal("0.265")
    assert printed(CARD.winning.known, 3) == Decimal("0.742")
    assert printed(CARD.winning.chance, 3) == Decimal("0.619")
    assert CARD.winning.heard.amount == Decimal("0.75")
    assert CARD.winning.label == "prior, not calibrated"
    assert sum(part.chance.amount or 0 for part in CARD.winning.parts) == CARD.winning.chance.amount


def test_fifteen_percent_off_a_list_of_120_000_is_not_justified() -> None:
    asked = card(alder(NET, price=price(102_000, 30_000), list_price=price(120_000, 30_000)))
    assert asked.pricing.gap.amount == 0
    assert asked.pricing.verdict is Verdict.NOT_JUSTIFIED


def test_at_a_list_of_160_000_build_first() -> None:
    found = card(at_list(alder(NET), 160_000, floor=110_000)).pricing
    assert printed(found.gap, -2) == 55_400
    assert printed(found.gap_of_yearly, 3) == Decimal("0.139")
    assert found.gap.amount is not None
    assert found.gap_of_yearly.amount is not None
    assert round(found.gap.amount / found.gap_of_yearly.amount, -2) == 397_900, "of the yearly list payments"
    assert found.verdict is Verdict.BUILD_FIRST


def test_were_nothing_unbuilt_the_gap_would_be_justified() -> None:
    built = alder(NET)
    rows = tuple(one for one in built.claims if one.outcome_key != AUDIT)
    found = card(at_list(replace(built, claims=rows), 160_000, floor=110_000))
    assert found.unbuilt.amount == 0
    assert found.pricing.verdict is Verdict.JUSTIFIED
    assert printed(found.pricing.gap_of_yearly, 3) == Decimal("0.139")


def test_with_40_000_counted_a_year_build_value_or_walk_away() -> None:
    lower = claim(NET, OVERTIME, "ap-labour", amounts(5, 5, 5), ClaimState.VALIDATED, "ap-manager")
    found = card(at_list(with_claims(alder(NET), [lower]), 160_000, floor=110_000))
    assert found.stated.yearly.amount == 40_000
    assert printed(found.pricing.gap, -2) == 167_300
    assert found.pricing.verdict is Verdict.BUILD_OR_WALK


def test_the_indifference_and_the_target_price() -> None:
    assert printed(CARD.pricing.indifference_yearly, -2) == 154_900
    assert (CARD.pricing.indifference_yearly.amount or 0) / 120_000 - 1 == pytest.approx(Decimal("0.291"), abs=Decimal("0.0005"))
    assert printed(CARD.pricing.target_yearly, -2) == 115_500


def test_ten_percent_off_at_sixty_percent_margin() -> None:
    assert needed_win_rate(Decimal("0.6"), Decimal("0.1")) == Decimal("1.2")
    tenth_off = alder(NET, price=price(108_000, 27_000), list_price=price(120_000, 30_000))
    assert card(tenth_off).pricing.needed_win_rate.amount == Decimal("1.2")


def test_on_the_network_of_the_examples_the_same_is_counted() -> None:
    network, directory, opportunity = on_the_example()
    found = scorecard(opportunity, network, directory, SETTINGS)
    assert found.stated == replace(CARD.stated, against=found.stated.against)
    assert printed(found.unbuilt, -2) == 74_600
    assert (found.pricing, found.winning) == (CARD.pricing, CARD.winning)
