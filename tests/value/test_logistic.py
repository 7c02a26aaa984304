"""The logistic curve, and the fit that stays near what was believed."""

from __future__ import annotations

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.value.logistic import fitted, log_odds, logistic

HOURS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5]
PASSED = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1]


def test_the_curve_is_a_half_at_even_odds_and_never_overflows() -> None:
    assert [logistic(odds) for odds in (-1e6, 0, 1e6)] == [0, 0.5, 1]


@given(st.floats(0.002, 0.998))
def test_log_odds_undo_the_curve(share: float) -> None:
    assert logistic(log_odds(share)) == pytest.approx(share)


def test_log_odds_of_what_is_certain_are_those_of_nearly_certain() -> None:
    assert log_odds(1) == log_odds(0.999) == pytest.approx(-log_odds(0))


def test_a_fit_that_believes_nothing_agrees_with_the_published_one() -> None:
    """Hours of study and passing an exam, Wikipedia, Logistic regression: intercept -4.1, slope 1.5 (-4.0777 and 1.5046)."""
    terms = numpy.array([(1.0, hours) for hours in HOURS])
    found = fitted(terms, numpy.array(PASSED, dtype=float), numpy.zeros(2), numpy.full(2, 1e6))
    assert found == pytest.approx([-4.0777, 1.5046], abs=1e-4)


def test_a_fit_without_cases_is_what_was_believed_and_one_that_believes_firmly_stays_there() -> None:
    centre = numpy.array([-1.0, 4.0])
    assert fitted(numpy.zeros((0, 2)), numpy.zeros(0), centre, numpy.ones(2)).tolist() == [-1, 4]
    terms = numpy.array([(1.0, hours) for hours in HOURS])
    assert fitted(terms, numpy.array(PASSED, dtype=float), centre, numpy.full(2, 1e-6)) == pytest.approx(centre, abs=1e-6)


def test_cases_that_a_line_parts_completely_do_not_carry_the_fit_away() -> None:
    terms = numpy.array([(1.0, x) for x in (-1e4, -3.0, -1.0, 1.0, 3.0, 1e4)])
    found = fitted(terms, numpy.array([0.0, 0, 0, 1, 1, 1]), numpy.array([0.0, 4.0]), numpy.array([1.0, 2.0]))
    assert found[0] == pytest.approx(0, abs=1e-6)
    assert 4 < found[1] < 5
