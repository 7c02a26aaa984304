"""How likely a win is, and what that says about itself."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alder_ranges import ANNUITY, PAID, YEARLY
from valuenet.value.calibration import Calibration, Coefficients
from valuenet.value.win import WinLikelihood, relative_preference, win_likelihood

OUR_PRICE = Decimal(120_000 * ANNUITY + 30_000)
PREFERENCE = Decimal(sum(likely for _, likely, _ in YEARLY.values()) * ANNUITY - PAID)

CALIBRATED = Calibration(won=40, lost=44, coefficients=Coefficients(base=-1, preference=3, heard=0.8), brier=0.1712, base_brier=0.2139)

relative = st.floats(-2, 2)
share = st.floats(0, 1)


def prior(x: float, heard: float) -> WinLikelihood:
    return win_likelihood(x, heard, slope=4, base_rate=0.25)


def test_the_win_likelihood_of_the_worked_example_is_as_printed() -> None:
    x = relative_preference(PREFERENCE, OUR_PRICE)
    assert x is not None
    found = prior(x, 0.75)
    assert [f"{figure:.3f}" for figure in (x, found.known, found.chance)] == ["0.265", "0.742", "0.619"]
    assert found.label == "prior, not calibrated"
    assert not found.calibrated


def test_a_price_of_nothing_leaves_the_win_likelihood_undefined() -> None:
    assert relative_preference(PREFERENCE, Decimal(0)) is None


def test_where_nobody_was_heard_only_the_base_rate_speaks() -> None:
    assert prior(2, 0).chance == 0.25
    assert [(one.of, one.chance) for one in prior(2, 0).contributions] == [
        ("base rate", 0.25),
        ("influence heard from", 0),
        ("preference", 0),
    ]


@given(relative, share)
def test_contributions_add_up_to_the_likelihood_by_either_curve(x: float, heard: float) -> None:
    for calibration in (None, CALIBRATED):
        found = win_likelihood(x, heard, slope=4, base_rate=0.25, calibration=calibration)
        assert sum(one.chance for one in found.contributions) == pytest.approx(found.chance)
        assert 0 <= found.chance <= 1


@given(relative, relative, share)
def test_more_preference_never_makes_a_win_less_likely(x: float, other: float, heard: float) -> None:
    assert prior(min(x, other), heard).chance <= prior(max(x, other), heard).chance


def test_a_calibrated_curve_takes_the_place_of_the_prior_and_says_on_what_it_stands() -> None:
    found = win_likelihood(0.3, 0.5, slope=4, base_rate=0.25, calibration=CALIBRATED)
    assert found.label == "calibrated (n = 84, Brier 0.171 against 0.214)"
    assert found.calibrated
    assert found.chance == pytest.approx(1 / (1 + 2.718281828 ** (1 - 3 * 0.15 - 0.4)))
    assert found.known == pytest.approx(1 / (1 + 2.718281828 ** (1 - 0.9 - 0.8)))


def test_a_calibration_that_may_not_be_used_leaves_the_prior() -> None:
    for unused in (Calibration(won=3, lost=2, why_not=("too few",)), Calibration(won=1, lost=1, coefficients=None, why_not=("worse",))):
        assert win_likelihood(0.3, 0.5, slope=4, base_rate=0.25, calibration=unused) == prior(0.3, 0.5)


def test_the_calibrated_curve_with_the_coefficients_of_the_prior_ends_where_the_prior_does() -> None:
    same = Calibration(won=1, lost=1, coefficients=Coefficients(base=-1.0986123, preference=4, heard=1.0986123), brier=0.1, base_brier=0.2)
    for heard in (0.0, 1.0):
        both = [win_likelihood(0.3, heard, slope=4, base_rate=0.25, calibration=one).chance for one in (None, same)]
        assert both[0] == pytest.approx(both[1])
