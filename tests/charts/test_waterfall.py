"""The waterfall of the worked example: from the rival's price to the economic value, and from there to ours."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charting import ALDER, LONG, drawn, texts, words
from valuenet.charts.picture import told
from valuenet.charts.waterfall import Difference, Waterfall
from valuenet.errors import Invalid

D = Decimal


def test_the_worked_example_is_told_to_its_printed_digits() -> None:
    assert told(ALDER).replace("\xa0", " ") == (
        f"Competitor B: price 218 900. Differences: Less overtime +124 300, {LONG} +111 900, Weaker ERP connector \u221224 900, "
        "Switching \u221215 000. Economic value 415 300, our price 328 400: preference +86 900. "
        "Amounts in EUR, present value over 3 years, rounded to 100."
    )


def test_the_picture_shows_each_step_with_its_sign_and_the_unit_once() -> None:
    shown = words(ALDER)
    steps = ["218 900", "+124 300", "+111 900", "\u221224 900", "\u221215 000", "415 300", "328 400", "+86 900"]
    assert [word for word in shown if word in steps] == steps
    assert [word for word in shown if "EUR" in word] == ["EUR, present value over 3 years, rounded to 100"]


def test_each_bar_begins_where_the_one_before_ended_and_the_preference_lies_between_value_and_price() -> None:
    bars = _bars(ALDER)
    price, *differences, value, ours, preference = bars
    zero = price[0]
    assert value[0] == ours[0] == zero
    assert differences[0][0] == price[1]
    for one, other in pairwise(bars[:5]):
        assert {*one} & {*other}, "they touch"
    assert differences[-1][0] == value[1]
    assert preference == (ours[1], value[1])


def test_a_preference_below_nothing_is_a_hollow_bar_from_the_value_to_our_price() -> None:
    *_, value, ours, preference = _bars(replace(ALDER, price=D(500_000)))
    assert preference == (value[1], ours[1])
    assert "preference \u221284 700" in told(replace(ALDER, price=D(500_000))).replace("\xa0", " ")


def test_without_differences_the_value_is_the_price_of_the_alternative() -> None:
    bare = replace(ALDER, differences=())
    assert bare.economic_value == bare.alternative_price
    assert "No difference is counted." in told(bare)


def test_beyond_sixty_differences_the_smallest_are_one_bar_that_says_how_many() -> None:
    every = tuple(Difference(label=f"number {number}", amount=D(number)) for number in range(1, 101))
    shown = words(replace(ALDER, differences=every))
    assert "41 smaller differences together" in " ".join(shown)
    assert "number 42" in shown
    assert "number 41" not in shown
    assert "41 smaller differences together +861" in told(replace(ALDER, alternative_price=D(0), price=D(0), differences=every))


@given(st.lists(st.integers(-(10**9), 10**9), max_size=5), st.integers(0, 10**9), st.integers(0, 10**9))
def test_the_preference_is_what_is_left_of_the_value_after_our_price(amounts: list[int], theirs: int, ours: int) -> None:
    differences = tuple(Difference(label="any", amount=D(amount)) for amount in amounts)
    chart = Waterfall(title="", unit="", alternative="", alternative_price=D(theirs), differences=differences, price=D(ours))
    assert chart.preference == theirs + sum(amounts) - ours


@pytest.mark.parametrize("amount", [D("NaN"), D("Infinity"), D("1e21"), D("-1e21")])
def test_what_cannot_be_drawn_is_refused_by_its_name(amount: Decimal) -> None:
    with pytest.raises(Invalid) as refused:
        replace(ALDER, alternative_price=amount, price=amount)
    assert [problem.path for problem in refused.value.problems] == ["alternative_price", "price"]


def test_differences_that_add_up_to_more_than_can_be_drawn_are_refused() -> None:
    with pytest.raises(Invalid, match="differences: add up to"):
        replace(ALDER, differences=(Difference(label="a", amount=D("6e19")), Difference(label="b", amount=D("-6e19"))))


def test_what_stands_out_is_bold() -> None:
    assert {text.words for text in texts(drawn(ALDER)) if text.bold} >= {"Economic value", "Preference"}


def _bars(chart: Waterfall) -> list[tuple[float, float]]:
    """From where to where each bar runs, from the top: the closed outlines but the ground."""
    outlines = [element.attrib["d"].split() for element in drawn(chart) if element.attrib.get("d", "").endswith("z")][1:]
    return [(min(across), max(across)) for across in ([float(part) for part in outline[1::3]] for outline in outlines)]
