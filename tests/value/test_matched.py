"""What is lost if a rival matches a differentiator, and the split that adds up."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import combinations
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from random_maps import DIFFERENTIATORS, OUTCOMES, Arrows, maps
from valuenet.value.likelihood import likelihoods
from valuenet.value.matched import Matched, matched

ALDER: Arrows = [
    ("auto-matching", "faster", 0.8),
    ("supplier-portal", "faster", 0.3),
    ("faster", "overtime", 0.7),
    ("overtime", "faster", 0.2),
    ("faster", "early-pay", 0.4),
    ("supplier-portal", "early-pay", 0.6),
]

MONEY = {"overtime": Decimal(50_000), "early-pay": Decimal(45_000)}


def of(arrows: Arrows, amounts: Mapping[str, Decimal], *differentiators: str, seed: int = 1) -> Matched[str]:
    return matched(arrows, differentiators, amounts, draws=10_000, seed=seed)


def expected(arrows: Arrows, amounts: Mapping[str, Decimal], delivered: set[str]) -> float:
    found = likelihoods(arrows, delivered, amounts, draws=10_000, seed=1)
    return sum(float(amount) * found[outcome].chance for outcome, amount in amounts.items())


def test_the_losses_and_the_split_of_the_worked_example_are_as_printed() -> None:
    found = of(ALDER, MONEY, "auto-matching", "supplier-portal")
    assert round(found.expected, -2) == 63_300
    assert {one: round(change, -2) for one, change in found.change.items()} == {"auto-matching": -23_600, "supplier-portal": -20_900}
    assert {one: round(share, -2) for one, share in found.split.items()} == {"auto-matching": 33_000, "supplier-portal": 30_300}


def test_a_drawback_that_no_differentiator_brings_about_comes_regardless() -> None:
    found = of(ALDER, {**MONEY, "connector": Decimal(-10_000), "unreached": Decimal(7_000)}, "auto-matching", "supplier-portal")
    assert found.regardless == -10_000
    assert found.expected == of(ALDER, MONEY, "auto-matching", "supplier-portal").expected - 10_000
    assert found.change == of(ALDER, MONEY, "auto-matching", "supplier-portal").change


def test_a_drawback_that_a_differentiator_brings_about_goes_when_it_is_matched() -> None:
    found = of([("D", "harder", 0.5)], {"harder": Decimal(-1_000)}, "D")
    assert found == Matched(expected=Decimal(-500), regardless=Decimal(0), change={"D": Decimal(500)}, split={"D": Decimal(-500)})


def test_two_that_bring_about_the_same_lose_nothing_alone_and_share_what_both_would() -> None:
    found = of([("A", "x", 1), ("B", "x", 1)], {"x": Decimal(100)}, "A", "B")
    assert found.change == {"A": 0, "B": 0}
    assert found.split == {"A": 50, "B": 50}


def test_without_differentiators_or_money_nothing_is_expected() -> None:
    assert of(ALDER, MONEY) == Matched(expected=Decimal(0), regardless=Decimal(0), change={}, split={})
    assert of(ALDER, {}, "auto-matching").split == {"auto-matching": 0}


def test_an_outcome_that_no_drawn_world_reaches_brings_nothing() -> None:
    chain: Arrows = [("D" if step == 0 else f"s{step - 1}", f"s{step}", 0.001) for step in range(20)]
    assert of(chain, {"s19": Decimal(1_000)}, "D").split == {"D": 0}


amounts = st.dictionaries(st.sampled_from(OUTCOMES), st.decimals(0, 10**6, places=2), min_size=1)


@given(maps(most=12), amounts)
@settings(deadline=None, max_examples=50)
def test_the_split_is_shapleys_over_all_coalitions_and_the_change_is_that_of_the_expected_money(
    arrows: Arrows, money: dict[str, Decimal]
) -> None:
    """Shapley 1953: the mean, over all orders of joining, of what a player adds."""
    found = of(arrows, money, *DIFFERENTIATORS)
    whole = expected(arrows, money, set(DIFFERENTIATORS))
    assert float(found.expected) == pytest.approx(whole, abs=0.01)
    for one in DIFFERENTIATORS:
        others = [other for other in DIFFERENTIATORS if other != one]
        assert float(found.change[one]) == pytest.approx(expected(arrows, money, set(others)) - whole, abs=0.01)
        value = 0.0
        for size in range(len(others) + 1):
            for some in combinations(others, size):
                added = expected(arrows, money, {*some, one}) - expected(arrows, money, set(some))
                value += added / (len(DIFFERENTIATORS) * comb(len(others), size))
        assert float(found.split[one]) == pytest.approx(value, abs=0.03)


@given(maps(most=30), amounts, st.integers(0, 99))
@settings(deadline=None, max_examples=30)
def test_the_split_adds_up_to_the_expected_money_to_the_cent_also_where_worlds_are_drawn(
    arrows: Arrows, money: dict[str, Decimal], seed: int
) -> None:
    found = of(arrows, money, *DIFFERENTIATORS, seed=seed)
    assert sum(found.split.values()) + found.regardless == found.expected
    assert all(change <= 0 for change in found.change.values())
