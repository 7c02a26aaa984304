"""Whose doing the counted money is: it walks upstream, and not a cent gets lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from random_maps import DIFFERENTIATORS, OUTCOMES, Arrows, maps
from valuenet.value.credit import Credit, absorbed, credit

ALDER: Arrows = [
    ("auto-matching", "faster", 0.6),
    ("supplier-portal", "faster", 0.2),
    ("overtime", "faster", 0.2),
    ("faster", "overtime", 1),
    ("faster", "early-pay", 1),
    ("supplier-portal", "early-pay", 1),
]

MONEY = {"overtime": Decimal(50_000), "early-pay": Decimal(45_000)}

counted = st.dictionaries(st.sampled_from(OUTCOMES), st.decimals(-(10**7), 10**7, places=2))
others = st.dictionaries(st.sampled_from(OUTCOMES), st.decimals(0, 1, places=2))


def test_the_credit_of_the_worked_example_is_as_printed() -> None:
    found = credit(ALDER, ["auto-matching", "supplier-portal"], MONEY, other_causes={"early-pay": Decimal("0.2")})
    assert found == Credit(
        by_differentiator={"auto-matching": Decimal(51_000), "supplier-portal": Decimal(35_000)},
        other_causes=Decimal(9_000),
        unfed=(),
    )


def test_shares_agree_with_the_published_drunkards_walk() -> None:
    """Grinstead and Snell, Introduction to Probability, example 11.13 and following: absorbed at 0 from 1, 2, 3 of 0 to 4."""
    walk: Arrows = [(str(place + step), str(place), 0.5) for place in (1, 2, 3) for step in (-1, 1)]
    shares = absorbed(walk, ["0", "4"], ["1", "2", "3"], other_causes={})
    assert [shares[start]["0"] for start in "123"] == pytest.approx([0.75, 0.5, 0.25])
    assert [shares[start]["4"] for start in "123"] == pytest.approx([0.25, 0.5, 0.75])


def test_a_loop_that_nothing_feeds_is_the_doing_of_other_causes_and_is_flagged() -> None:
    arrows: Arrows = [("y", "x", 1), ("x", "y", 1), ("x", "z", 0.5), ("D", "z", 0.5)]
    found = credit(arrows, ["D"], {"z": Decimal(100)}, other_causes={})
    assert found == Credit(by_differentiator={"D": Decimal(50)}, other_causes=Decimal(50), unfed=("x", "y"))


def test_a_loop_that_something_feeds_is_not_flagged_nor_one_that_no_money_comes_to() -> None:
    fed: Arrows = [("y", "x", 1), ("x", "y", 1), ("D", "y", 0.1)]
    assert credit(fed, ["D"], {"x": Decimal(100)}, other_causes={}) == Credit(
        by_differentiator={"D": Decimal(100)}, other_causes=Decimal(0), unfed=()
    )
    elsewhere: Arrows = [("D", "z", 1), ("y", "x", 1), ("x", "y", 1), ("z", "x", 0)]
    assert credit(elsewhere, ["D"], {"z": Decimal(100)}, other_causes={}).unfed == ()


def test_what_nothing_leads_to_is_the_doing_of_other_causes() -> None:
    found = credit(ALDER, ["auto-matching"], {"connector": Decimal(-10_000)}, other_causes={})
    assert found == Credit(by_differentiator={"auto-matching": Decimal(0)}, other_causes=Decimal(-10_000), unfed=())


def test_the_last_cent_goes_to_the_largest_share() -> None:
    thirds: Arrows = [("A", "x", 0.4), ("B", "x", 0.3), ("C", "x", 0.3)]
    found = credit(thirds, ["A", "B", "C"], {"x": Decimal("0.11")}, other_causes={})
    assert list(found.by_differentiator.values()) == [Decimal("0.05"), Decimal("0.03"), Decimal("0.03")]


def test_all_credit_may_be_that_of_other_causes() -> None:
    found = credit(ALDER, ["supplier-portal"], MONEY, other_causes={"early-pay": Decimal(1), "faster": Decimal(1)})
    assert found == Credit(by_differentiator={"supplier-portal": Decimal(0)}, other_causes=Decimal(95_000), unfed=())


@given(maps(most=25), counted, others)
@settings(deadline=None)
def test_credits_and_other_causes_are_the_counted_money_exactly(
    arrows: Arrows, money: dict[str, Decimal], other_causes: dict[str, Decimal]
) -> None:
    found = credit(arrows, DIFFERENTIATORS, money, other_causes=other_causes)
    assert sum(found.by_differentiator.values()) + found.other_causes == sum(money.values())


@given(maps(most=25), others)
@settings(deadline=None)
def test_what_an_outcome_gets_is_what_its_causes_pass_on(arrows: Arrows, other_causes: dict[str, Decimal]) -> None:
    """One step of the walk changes nothing: a share is the mean of the shares of the causes, less that of other causes."""
    shares = absorbed(arrows, DIFFERENTIATORS, OUTCOMES, other_causes=other_causes)
    for outcome in OUTCOMES:
        leading = [(cause, strength) for cause, effect, strength in arrows if effect == outcome]
        for one in DIFFERENTIATORS:
            passed = sum(strength * (cause == one or shares.get(cause, {}).get(one, 0)) for cause, strength in leading)
            rest = 1 - float(other_causes.get(outcome, 0))
            expected = rest * passed / sum(strength for _, strength in leading) if leading else 0
            assert shares[outcome].get(one, 0) == pytest.approx(expected, abs=1e-9)
        assert -1e-9 <= sum(shares[outcome].values()) <= 1 + 1e-9
