"""When the workspace's own closed opportunities may speak, and what they say."""

from __future__ import annotations

from random import Random

import pytest

from valuenet.value.calibration import Calibration, Closed, calibration, calibration_table
from valuenet.value.logistic import logistic


def closed(count: int, *, slope: float, seed: int = 1) -> list[Closed]:
    """Opportunities that are won as often as a slope says."""
    chosen = Random(seed)
    drawn = [(chosen.gauss(0, 0.5), chosen.uniform(0.5, 1)) for _ in range(count)]
    return [Closed(x=x, heard=heard, won=chosen.random() < logistic(slope * x * heard)) for x, heard in drawn]


def of(some: list[Closed]) -> Calibration:
    return calibration(some, slope=4, base_rate=0.5, fewest=30, fewest_won=10, fewest_lost=10)


def test_with_too_few_closed_it_says_not_yet_and_what_is_missing() -> None:
    found = of(closed(20, slope=4)[:5])
    assert not found.used
    assert found.label == "prior, not calibrated"
    assert found.why_not[0] == "5 of the 30 closed opportunities that it takes"
    assert of([]).why_not == (
        "0 of the 30 closed opportunities that it takes",
        "0 of the 10 won opportunities that it takes",
        "0 of the 10 lost opportunities that it takes",
    )


def test_with_enough_closed_but_too_few_lost_it_says_which_are_missing() -> None:
    winners = [Closed(x=0.5, heard=1, won=True)] * 40
    assert of(winners).why_not == ("0 of the 10 lost opportunities that it takes",)


def test_a_curve_that_predicts_is_used_and_says_how_well() -> None:
    found = of(closed(200, slope=4))
    assert found.used
    assert found.coefficients is not None
    assert found.coefficients.preference == pytest.approx(4, abs=1.2)
    assert found.brier is not None
    assert found.base_brier is not None
    assert found.brier < found.base_brier
    assert found.label == f"calibrated (n = 200, Brier {found.brier:.3f} against {found.base_brier:.3f})"


def test_a_curve_that_predicts_no_better_than_the_base_rate_is_not_used() -> None:
    some = closed(100, slope=4)
    found = of([Closed(x=one.x, heard=one.heard, won=won) for one in some for won in (True, False)])
    assert not found.used
    assert found.label == "prior, not calibrated"
    assert "is not below" in found.why_not[0]
    assert found.coefficients is not None, "it is shown all the same"


def test_predictions_are_of_opportunities_that_the_curve_did_not_know() -> None:
    """Of up to fifty, each is predicted from all others: the base rate's score is that of leaving one out."""
    some = closed(40, slope=4)
    won = sum(one.won for one in some)
    scores = [((won - one.won) / 39 - one.won) ** 2 for one in some]
    assert of(some).base_brier == pytest.approx(sum(scores) / 40)
    one = some[0]
    others = calibration(some[1:], slope=4, base_rate=0.5, fewest=1, fewest_won=1, fewest_lost=1).coefficients
    assert others is not None
    assert min(abs(chance - others.chance(one.x, one.heard)) for chance, won in of(some).predicted if won == one.won) < 1e-9


def test_the_order_of_the_closed_opportunities_changes_nothing() -> None:
    some = closed(120, slope=2)
    assert of(list(reversed(some))) == of(some)


def test_the_table_has_bins_of_equal_number_with_what_came_of_them() -> None:
    table = calibration_table(of(closed(200, slope=4)).predicted)
    assert [one.n for one in table] == [40] * 5
    assert [one.predicted for one in table] == sorted(one.predicted for one in table)
    assert all(one.low <= one.observed <= one.high for one in table)
    within = sum(one.low <= one.predicted <= one.high for one in table)
    assert within >= 4, "a curve that is right lies in the intervals"


def test_fewer_predictions_than_bins_make_fewer_bins_and_none_make_none() -> None:
    assert [(one.n, one.observed) for one in calibration_table([(0.2, False), (0.9, True)])] == [(1, 0), (1, 1)]
    assert calibration_table([]) == ()
