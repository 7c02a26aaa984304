"""The charts of a scorecard show its figures, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from alder import OVERTIME, alder, alder_directory, alder_network, amounts, claim, claims, with_claims
from valuenet.charts.picture import told
from valuenet.model.value_settings import ValueSettings
from valuenet.model.value_vocabulary import ClaimState
from valuenet.service.pictures import calibration_plot, discount_spend, drawn, preference_range, tornado, waterfall
from valuenet.value.calibration import Calibration, Closed, calibration
from valuenet.value.discounts import Deal, grouped
from valuenet.value.scorecard import scorecard

NETWORK = alder_network()
CARD = scorecard(alder(NETWORK), NETWORK, alder_directory(), ValueSettings())


def test_the_waterfall_leads_from_their_price_to_the_preference_of_the_scorecard() -> None:
    chart = waterfall(CARD)
    assert CARD.stated.preference.amount is not None
    assert abs(chart.preference - CARD.stated.preference.amount) < Decimal("0.05")
    assert [one.label for one in chart.differences][-1] == "Cost of changing"
    assert len(chart.differences) == 4, "three claims that the customer stated, and the cost of changing"


def test_what_the_customer_did_not_state_is_in_no_picture() -> None:
    assert not any("faster" in one.label or "profit" in one.label.lower() for one in waterfall(CARD).differences)
    assert len(tornado(CARD).swings) == 3


def test_the_range_has_the_ends_and_both_spreads_of_the_scorecard() -> None:
    chart = preference_range(CARD)
    assert (chart.low, chart.likely, chart.high) == (CARD.stated.low.amount, CARD.stated.preference.amount, CARD.stated.high.amount)
    assert chart.independent.p10 == CARD.uncertainty.independent.p10.amount
    assert chart.together.deviation == CARD.uncertainty.together.sd.amount


def test_the_ends_of_all_claims_of_the_tornado_lead_to_the_ends_of_the_range() -> None:
    chart = tornado(CARD)
    low = chart.likely + sum(one.low - chart.likely for one in chart.swings)
    assert CARD.stated.low.amount is not None
    assert abs(low - CARD.stated.low.amount) < Decimal("0.5")


def test_an_outcome_that_brings_money_on_two_lines_is_told_apart_by_them() -> None:
    second = claim(NETWORK, OVERTIME, "it-effort", amounts(1, 2, 3), ClaimState.VALUED, "it-lead", id="clm_second")
    two = with_claims(alder(NETWORK), [*claims(NETWORK), second])
    labels = [one.label for one in tornado(scorecard(two, NETWORK, alder_directory(), ValueSettings())).swings]
    assert {"Less overtime (AP labour)", "Less overtime (IT effort)"} <= set(labels)


def test_an_opportunity_without_stated_money_has_pictures_too() -> None:
    bare = scorecard(replace(alder(NETWORK), claims=()), NETWORK, alder_directory(), ValueSettings())
    assert "No difference is counted" not in told(waterfall(bare)), "the cost of changing is one"
    assert tornado(bare).swings == ()
    assert drawn(preference_range(bare)).startswith("<svg")


def test_before_enough_is_closed_the_calibration_plot_says_why_it_is_empty() -> None:
    none = calibration([], slope=4, base_rate=0.25, fewest=30, fewest_won=10, fewest_lost=10)
    assert "0 of the 30 closed opportunities" in told(calibration_plot(none))
    assert calibration_plot(none).base_rate is None


def test_the_calibration_plot_counts_every_closed_opportunity_once() -> None:
    closed = [Closed(x=number / 20 - 1, heard=1.0, won=number % 3 > 0 and number > 12) for number in range(40)]
    found: Calibration = calibration(closed, slope=4, base_rate=0.25, fewest=30, fewest_won=10, fewest_lost=10)
    chart = calibration_plot(found)
    assert sum(one.n for one in chart.bins) == 40
    assert sum(one.came for one in chart.bins) == found.won
    assert chart.base_rate == found.won / 40


def test_discounts_are_drawn_by_group_with_their_mix_in_words() -> None:
    deals = [
        Deal(list_price=Decimal(100), net=Decimal(90), justified=Decimal(95), groups={"seller": "Ana", "type": "new"}),
        Deal(list_price=Decimal(300), net=Decimal(300), groups={"seller": "", "type": "renewal"}),
    ]
    chart = discount_spend(grouped(deals, "seller", beside="type", fewest=5), "seller", "USD", fewest=5)
    assert [(one.label, one.discount, one.unjustified, one.mix) for one in chart.groups] == [
        ("not told", Decimal(0), Decimal(0), "renewal 100 %"),
        ("Ana", Decimal(10), Decimal(5), "new 100 %"),
    ]
