"""An axis holds all amounts between round figures."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.charts.axis import axis
from valuenet.charts.plot import apart

D = Decimal
AMOUNTS = st.lists(st.decimals(min_value=-(10**20), max_value=10**20, allow_nan=False, allow_infinity=False), max_size=6)


@pytest.mark.parametrize(
    ("amounts", "ticks"),
    [
        ([0, 415_000], [0, 100_000, 200_000, 300_000, 400_000, 500_000]),
        ([-49_900, 0, 236_100], [-100_000, 0, 100_000, 200_000, 300_000]),
        ([7, 7], [7, 8]),
        ([0], [0, 1]),
        ([], [0, 1]),
        ([-3, -1], [-3, D("-2.5"), -2, D("-1.5"), -1]),
    ],
)
def test_figures_are_round_and_the_first_and_last_hold_everything(amounts: list[int], ticks: list[Decimal | int]) -> None:
    finest = D(1) if not any(isinstance(tick, Decimal) for tick in ticks) else D("0.1")
    assert list(axis(map(D, amounts), finest=finest).ticks) == ticks


@given(AMOUNTS, st.integers(1, 6))
def test_every_amount_is_on_the_axis_and_there_are_few_figures(amounts: list[Decimal], intervals: int) -> None:
    found = axis(amounts, finest=D(1), intervals=intervals)
    assert all(0 <= found.share(amount) <= 1 for amount in amounts)
    assert 2 <= len(found.ticks) <= intervals + 2
    assert found.low < found.high


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(5, 90)), max_size=3))
def test_texts_that_would_meet_move_apart_and_stay_where_they_belong_otherwise(drawn: list[tuple[float, float]]) -> None:
    centres, widths = sorted(centre for centre, _ in drawn), [width for _, width in drawn]
    placed = apart(centres, widths, 0, 400)
    boxes = [(place - width / 2, place + width / 2) for place, width in zip(placed, widths, strict=True)]
    assert all(left >= -1e-9 and right <= 400 + 1e-9 for left, right in boxes)
    assert all(one[1] < other[0] for one, other in pairwise(boxes))


def test_texts_that_have_room_stay_about_their_places() -> None:
    assert apart([50, 200, 350], [40, 40, 40], 0, 400) == [50, 200, 350]
