"""Discounts by group: rates of sums, what value did not justify, and no ranking of few."""

from __future__ import annotations

from dataclasses import replace

import pytest

from charting import DISCOUNTS, group, words
from valuenet.charts.picture import told
from valuenet.errors import Invalid

WORKED = replace(
    DISCOUNTS,
    fewest=0,
    groups=(group("Ana", 2, 300, 60, 55), group("Ben", 2, 450, 60, 10), group("Cy", 2, 200, 40, 40)),
)


def test_the_worked_example_is_told_to_its_printed_digits() -> None:
    assert told(WORKED).replace("\xa0", " ") == (
        "16.8 % of list prices given away, 160; not justified by value: 65.6 % of that. By group, the most given away first: "
        "Ana 20.0 %, 60, of that 55 not justified by value (2 opportunities); "
        "Ben 13.3 %, 60, of that 10 not justified by value (2 opportunities); "
        "Cy 20.0 %, 40, of that 40 not justified by value (2 opportunities). "
        "Rates are shares of list prices; amounts in EUR."
    )


def test_the_rate_of_all_is_that_of_the_sums_and_never_a_mean_of_rates() -> None:
    shown = words(WORKED)
    assert shown[shown.index("All") : shown.index("All") + 5] == ["All", "6", "16.8 %", "160", "105"]


def test_groups_with_few_opportunities_come_last_and_are_not_ranked() -> None:
    shown = words(DISCOUNTS)
    assert [word for word in shown if word in {"Ana", "Ben", "Dee"}] == ["Ana", "Ben", "Dee"]
    assert "fewer than 5: not ranked" in shown
    assert "Dee (fewer than 5: not ranked) 90.0" in told(DISCOUNTS)


def test_what_a_group_is_made_of_stands_below_its_name() -> None:
    assert {"all renewals", "8 new, 4 renewals"} <= set(words(DISCOUNTS))
    assert "Ben (all renewals) 13.3" in told(DISCOUNTS)


def test_beyond_sixty_groups_the_rest_is_one_row_with_its_sums() -> None:
    many = replace(DISCOUNTS, groups=tuple(group(f"seller {number}", 9, 1_000, number, 0) for number in range(70)))
    assert "11 more groups 0.5\xa0%, 55, of that 0 not justified by value (99 opportunities)" in told(many)


def test_prices_above_list_are_shown_as_discounts_below_nothing() -> None:
    dear = replace(DISCOUNTS, groups=(group("Ana", 9, 1_000, -50, 0),))
    assert "\u22125.0 %" in words(dear)
    assert "not justified by value: \u2013 of that" in told(dear)


@pytest.mark.parametrize("groups", [(), (group("Nobody", 0, 0, 0, 0),)])
def test_without_a_list_price_there_is_nothing_to_tell(groups: tuple[()]) -> None:
    assert told(replace(DISCOUNTS, groups=groups)) == "There is no priced opportunity yet."


def test_impossible_figures_are_refused_all_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        group("Ana", -1, -1, 10**21, -1)
    assert [problem.path for problem in refused.value.problems] == ["n", "listed", "unjustified", "discount"]
    with pytest.raises(Invalid, match=r"groups\.listed: add up to"):
        replace(DISCOUNTS, groups=(group("Ana", 1, 6 * 10**19, 0, 0), group("Ben", 1, 6 * 10**19, 0, 0)))
