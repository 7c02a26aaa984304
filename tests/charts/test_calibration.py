"""The calibration plot sets what came beside what was predicted, with n, intervals and the base rate."""

from __future__ import annotations

from dataclasses import replace

import pytest

from charting import CALIBRATION, words
from valuenet.charts.calibration import Bin
from valuenet.charts.picture import told
from valuenet.errors import Invalid


def test_bins_are_told_by_rising_prediction_with_n_interval_label_and_base_rate() -> None:
    assert told(CALIBRATION).replace("\xa0", " ") == (
        "calibrated: 64 closed, Brier 0.19 against 0.23. Of those predicted at 12.0 %: 1 of 9 came, 11.1 % (between 2.0 % and 36.0 %); "
        "46.0 %: 7 of 16 came, 43.8 % (between 25.0 % and 64.0 %); 62.0 %: 8 of 14 came, 57.1 % (between 36.0 % and 77.0 %). "
        "The base rate is 40.6 %."
    )


def test_the_picture_has_them_as_a_table_too() -> None:
    shown = words(CALIBRATION)
    assert shown[shown.index("12.0 %") :] == [
        *("12.0 %", "11.1 %", "9", "2.0 % to 36.0 %"),
        *("46.0 %", "43.8 %", "16", "25.0 % to 64.0 %"),
        *("62.0 %", "57.1 %", "14", "36.0 % to 77.0 %"),
    ]
    assert {"base rate", "40.6 %", "predicted", "came", "came as predicted"} <= set(shown)


def test_before_anything_was_closed_it_says_so() -> None:
    empty = replace(CALIBRATION, label="prior, not calibrated: 12 of 30 closed", bins=(), base_rate=None)
    assert told(empty) == "prior, not calibrated: 12 of 30 closed: nothing has been closed that was predicted."
    assert {"prior, not calibrated: 12 of 30 closed", "nothing to compare yet"} <= set(words(empty))


def test_beyond_sixty_bins_the_smallest_are_left_out_and_counted() -> None:
    bins = tuple(Bin(predicted=number / 100, n=number, came=1, low=0, high=1) for number in range(1, 71))
    assert told(replace(CALIBRATION, bins=bins)).endswith("11 smaller bins with 11 of 66 are left out.")
    assert words(replace(CALIBRATION, bins=bins))[-1] == "11 smaller bins with 11 of 66 are left out."


def test_what_cannot_have_come_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        Bin(predicted=1.2, n=3, came=4, low=-0.1, high=1)
    assert [problem.path for problem in refused.value.problems] == ["predicted", "low", "came"]
    with pytest.raises(Invalid):
        Bin(predicted=0.5, n=0, came=0, low=0, high=1)
    with pytest.raises(Invalid, match="give low ≤ high"):
        Bin(predicted=0.5, n=1, came=0, low=0.5, high=0.4)
    with pytest.raises(Invalid):
        replace(CALIBRATION, base_rate=float("nan"))
