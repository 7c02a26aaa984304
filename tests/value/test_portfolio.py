"""Many opportunities at once."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from alder import CONNECTOR, OVERTIME, alder, alder_directory, alder_network, price
from valuenet.model.ids import Key, OpportunityId
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings
from valuenet.value.calibration import Calibration, Coefficients
from valuenet.value.portfolio import Position, portfolio, position
from valuenet.value.scorecard import scorecard

NETWORK = alder_network()
SETTINGS = ValueSettings()
CALIBRATED = Calibration(won=40, lost=40, coefficients=Coefficients(base=-1, preference=3, heard=0.8), brier=0.17, base_brier=0.21)


def at(**changes: object) -> Position:
    return position(alder(NETWORK, **changes), NETWORK, SETTINGS)


def named(key: str, **changes: object) -> Position:
    return replace(at(**changes), key=Key(key), opportunity=OpportunityId(f"opp_{key}"))


def without(*outcomes: str) -> Opportunity:
    whole = alder(NETWORK)
    return replace(whole, claims=tuple(claim for claim in whole.claims if claim.outcome_key not in outcomes))


def test_the_position_of_the_worked_example_has_its_printed_figures() -> None:
    found = at()
    assert [round(found.preference, -2), round(found.unbuilt, -2)] == [86_900, 74_600]
    assert found.chance == pytest.approx(0.619, abs=0.0005)
    assert found.evidence == 1
    assert found.amount == 3 * 120_000 + 30_000
    assert not found.calibrated


@pytest.mark.parametrize("changed", [alder(NETWORK), without(OVERTIME), without(CONNECTOR), alder(NETWORK, claims=())])
@pytest.mark.parametrize("calibration", [None, CALIBRATED])
def test_a_position_has_the_headline_of_the_scorecard_to_the_cent(changed: Opportunity, calibration: Calibration | None) -> None:
    found = position(changed, NETWORK, SETTINGS, calibration=calibration)
    card = scorecard(changed, NETWORK, alder_directory(), SETTINGS, calibration=calibration)
    assert round(found.preference, 2) == card.stated.preference.amount
    assert round(found.unbuilt, 2) == card.unbuilt.amount
    assert card.winning.chance.amount is not None
    assert found.chance == float(card.winning.chance.amount)
    assert found.evidence == pytest.approx(card.stated_share.amount)
    assert found.label == card.winning.label
    assert found.calibrated is found.label.startswith("calibrated")


def test_a_forecast_counts_each_opportunity_with_its_own_amount_and_chance() -> None:
    found = portfolio([named("a"), named("b", price=price(60_000, 0))], SETTINGS, seed=1)
    one, other = at(), at(price=price(60_000, 0))
    assert one.chance is not None
    assert other.chance is not None
    expected = float(one.amount) * one.chance + float(other.amount) * other.chance
    assert float(found.prior.independent.mean) == pytest.approx(expected, abs=0.01)
    assert found.prior.deals == 2


def test_calibrated_and_prior_likelihoods_are_forecast_apart() -> None:
    known = replace(position(alder(NETWORK), NETWORK, SETTINGS, calibration=CALIBRATED), key=Key("known"))
    found = portfolio([known, named("a"), named("b")], SETTINGS, seed=1)
    assert (found.calibrated.deals, found.prior.deals) == (1, 2)


def test_what_has_no_win_likelihood_is_in_no_forecast_and_is_named() -> None:
    free = named("free", price=price(0, 0))
    found = portfolio([free, named("a")], SETTINGS, seed=1)
    assert free.chance is None
    assert found.without == (free.opportunity,)
    assert found.prior.deals == 1
    assert free in found.by_preference


def test_opportunities_are_ordered_by_what_a_conversation_may_build_by_preference_and_by_evidence() -> None:
    def stands(key: str, unbuilt: int, preference: int, evidence: str | None) -> Position:
        share = None if evidence is None else Decimal(evidence)
        return replace(named(key), unbuilt=Decimal(unbuilt), preference=Decimal(preference), evidence=share)

    some = [stands("a", 5, 1, None), stands("b", 9, -2, "0.5"), stands("c", 9, 7, "0")]
    found = portfolio(some, SETTINGS, seed=1)
    assert [one.key for one in found.by_unbuilt] == ["b", "c", "a"], "where two are equal, by key"
    assert [one.key for one in found.by_preference] == ["c", "a", "b"]
    assert [one.key for one in found.by_evidence] == ["b", "c", "a"], "where nothing counts, last"
    assert portfolio(list(reversed(some)), SETTINGS, seed=1) == found


def test_a_portfolio_of_nothing_brings_nothing() -> None:
    found = portfolio([], SETTINGS, seed=1)
    assert (found.prior.deals, found.calibrated.deals, found.by_unbuilt) == (0, 0, ())
