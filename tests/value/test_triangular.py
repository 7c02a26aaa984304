"""Low, likely and high as a distribution, and how far a sum of several may stray."""

from __future__ import annotations

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from alder_ranges import ANNUITY, CLAIMS, PAID
from valuenet.errors import InvalidQuestion
from valuenet.value.triangular import Triangular, independent_spread, mean, together_amounts, together_spread

money = st.integers(-10_000_000, 10_000_000)
ranges = st.lists(money, min_size=3, max_size=3).map(
    lambda ends: Triangular(**dict(zip(("low", "likely", "high"), sorted(ends), strict=True)))
)


def test_the_annuity_of_the_worked_example_is_as_printed() -> None:
    assert f"{ANNUITY:.5f}" == "2.48685"


def test_the_worked_example_has_the_printed_range_mean_and_spreads() -> None:
    assert f"{sum(claim.low for claim in CLAIMS) / ANNUITY:.0f}" == "30000"
    assert f"{sum(claim.high for claim in CLAIMS) / ANNUITY:.0f}" == "145000"
    assert f"{mean(CLAIMS) / ANNUITY:.0f}" == "86667"
    ends = [sum(claim.low for claim in CLAIMS) - PAID, sum(claim.high for claim in CLAIMS) - PAID]
    figures = [*ends, mean(CLAIMS) - PAID, independent_spread(CLAIMS), together_spread(CLAIMS)]
    assert [round(figure, -2) for figure in figures] == [-49_900, 236_100, 91_100, 36_800, 58_700]


def test_what_moves_together_has_the_printed_percentiles() -> None:
    """The tenth is 12 435 to the unit, by hand: 40 000 + 31 180 - 16 127 a year, less what is paid. It is printed cut to 12 430."""
    p10, p90 = together_amounts(CLAIMS, numpy.array([0.1, 0.9])) - PAID
    assert p10 == pytest.approx((30_000 + 10**4 + 20_000 + 125e6**0.5 - 20_000 + 15e6**0.5) * ANNUITY - PAID)
    assert p10 == pytest.approx(12_430, abs=10)
    assert round(p90, -1) == 171_050


def test_a_certain_amount_is_that_amount_and_strays_nowhere() -> None:
    certain = Triangular(low=5, likely=5, high=5)
    assert (certain.mean, certain.sd) == (5, 0)
    assert certain.amounts(numpy.array([0, 0.3, 1])).tolist() == [5, 5, 5]


def test_nothing_comes_to_nothing() -> None:
    assert (mean([]), independent_spread([]), together_spread([])) == (0, 0, 0)
    assert together_amounts([], numpy.array([0.1, 0.9])).tolist() == [0, 0]


@pytest.mark.parametrize("ends", [(2, 1, 3), (1, 4, 3), (float("nan"), 1, 2), (0, 1, float("inf"))])
def test_a_range_that_is_out_of_order_or_without_an_end_is_refused(ends: tuple[float, float, float]) -> None:
    with pytest.raises(InvalidQuestion, match="give low ≤ likely ≤ high"):
        Triangular(low=ends[0], likely=ends[1], high=ends[2])


@given(ranges)
@settings(deadline=None)
def test_mean_variance_and_amounts_agree_with_those_of_scipy(amount: Triangular) -> None:
    width = amount.high - amount.low
    peak = (amount.likely - amount.low) / width if width else 0.5
    known = stats.triang(peak, loc=amount.low, scale=max(width, 1e-9))
    assert amount.mean == pytest.approx(known.mean(), abs=1e-6)
    assert amount.sd == pytest.approx(known.std(), rel=1e-6, abs=1e-6)
    shares = numpy.array([0, 0.01, 0.1, 0.5, 0.9, 0.99, 1])
    assert amount.amounts(shares) == pytest.approx(known.ppf(shares), rel=1e-6, abs=1e-6)


@given(st.lists(ranges, max_size=5))
@settings(deadline=None)
def test_amounts_that_move_together_stray_at_least_as_far_as_those_that_do_not(amounts: list[Triangular]) -> None:
    assert independent_spread(amounts) <= together_spread(amounts) * (1 + 1e-12)


@given(st.lists(ranges, max_size=5), st.floats(0, 1), st.floats(0, 1))
@settings(deadline=None)
def test_a_larger_share_never_has_a_smaller_amount(amounts: list[Triangular], one: float, other: float) -> None:
    low, high = together_amounts(amounts, numpy.array(sorted([one, other])))
    assert low <= high + 1e-6
    assert sum(amount.low for amount in amounts) <= low + 1e-6
    assert high <= sum(amount.high for amount in amounts) + 1e-6
