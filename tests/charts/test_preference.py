"""The range of the preference is told with both spreads, and 0 is always in sight."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from charting import RANGE, SPREAD, words
from valuenet.charts.picture import told
from valuenet.errors import Invalid

D = Decimal


def test_the_worked_example_is_told_with_both_spreads() -> None:
    assert told(RANGE).replace("\xa0", " ") == (
        "Preference: low \u221249 900, likely +86 900, high +236 100. "
        "If claims vary independently: P10 +43 400, P50 +90 600, P90 +139 400, standard deviation 36 800, above 0 in 99.6 % of cases. "
        "If claims move together: P10 +12 400, P50 +90 600, P90 +171 100, "
        "standard deviation 58 700, above 0 in 93.6 % of cases. Amounts in EUR, present value over 3 years, rounded to 100."
    )


def test_every_figure_that_is_told_stands_in_the_picture() -> None:
    shown = " ".join(words(RANGE))
    for said in (
        "low \u221249 900",
        "likely +86 900",
        "high +236 100",
        "P10 +43 400",
        "P90 +171 100",
        "standard deviation 58 700",
        "99.6 %",
    ):
        assert said in shown


@pytest.mark.parametrize("sign", [1, -1])
def test_zero_is_on_the_axis_however_far_the_preference_is_from_it(sign: int) -> None:
    low, high = sorted((sign * D(900_000), sign * D(800_000)))
    spread = replace(SPREAD, p10=low, p50=low, p90=high)
    chart = replace(RANGE, low=low, likely=low, high=high, independent=spread, together=spread)
    shown = words(chart)
    assert "0" in shown
    assert ("better with us ►" in shown, "◄ better without us" in shown) == (sign > 0, sign < 0)


def test_a_probability_that_nobody_computed_is_not_told() -> None:
    unknown = replace(SPREAD, above_zero=None)
    assert "above 0" not in told(replace(RANGE, independent=unknown, together=unknown))


def test_figures_out_of_order_and_impossible_ones_are_refused() -> None:
    with pytest.raises(Invalid, match="low 90000, likely 86900, high 236100 are not in that order"):
        replace(RANGE, low=D(90_000))
    with pytest.raises(Invalid, match="p10 ≤ p50 ≤ p90"):
        replace(SPREAD, p10=D(10**6))
    with pytest.raises(Invalid) as refused:
        replace(SPREAD, deviation=D(-1), above_zero=1.2)
    assert [problem.path for problem in refused.value.problems] == ["deviation", "above_zero"]
