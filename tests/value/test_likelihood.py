"""How likely outcomes are: shared ancestors, loops, and more arrows than can be looked at."""

from __future__ import annotations

from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from random_maps import DIFFERENTIATORS, OUTCOMES, Arrows, maps
from valuenet.value.likelihood import Likelihood, likelihoods
from valuenet.value.worlds import EXACT

LOOP: Arrows = [("D", "B", 0.6), ("B", "C", 0.5), ("C", "B", 0.5)]
DIAMOND: Arrows = [("D", "M", 0.5), ("M", "A", 1), ("M", "B", 1), ("A", "V", 0.5), ("B", "V", 0.5)]
FEVER: Arrows = [("cold", "fever", 0.4), ("flu", "fever", 0.8), ("malaria", "fever", 0.9)]


def found(arrows: Arrows, *outcomes: str, delivered: set[str], seed: int = 1) -> dict[str, Likelihood]:
    return likelihoods(arrows, delivered, outcomes, draws=10_000, seed=seed)


def chance(arrows: Arrows, outcome: str, *delivered: str) -> float:
    return found(arrows, outcome, delivered=set(delivered))[outcome].chance


def test_a_loop_makes_nothing_more_likely_than_what_feeds_it() -> None:
    assert chance(LOOP, "B", "D") == pytest.approx(0.600)
    assert chance(LOOP, "C", "D") == pytest.approx(0.300)


def test_a_cause_that_two_chains_share_is_counted_once() -> None:
    assert chance(DIAMOND, "V", "D") == pytest.approx(0.375)


@pytest.mark.parametrize(
    ("causes", "published"),
    [
        (["cold"], 0.4),
        (["flu"], 0.8),
        (["malaria"], 0.9),
        (["cold", "flu"], 0.88),
        (["cold", "malaria"], 0.94),
        (["flu", "malaria"], 0.98),
        (["cold", "flu", "malaria"], 0.988),
    ],
)
def test_several_causes_agree_with_the_published_noisy_or(causes: list[str], published: float) -> None:
    """Russell and Norvig, Artificial Intelligence: A Modern Approach, section on noisy-OR: inhibitions .6, .2, .1."""
    assert chance(FEVER, "fever", *causes) == pytest.approx(published, abs=1e-12)


def test_what_nothing_leads_to_cannot_come_and_what_is_delivered_is_certain() -> None:
    assert chance(LOOP, "nowhere", "D") == 0
    assert chance(LOOP, "B", "another") == 0
    assert chance(LOOP, "D", "D") == 1


@pytest.mark.parametrize("strength", [0.15, 0.5, 0.9])
def test_the_bridge_which_is_no_chain_of_series_and_parallel_agrees_with_its_published_polynomial(strength: float) -> None:
    """Barlow and Proschan, Statistical Theory of Reliability and Life Testing, the bridge structure."""
    bridge = [("S", "A"), ("S", "B"), ("A", "B"), ("B", "A"), ("A", "T"), ("B", "T")]
    published = 2 * strength**2 + 2 * strength**3 - 5 * strength**4 + 2 * strength**5
    assert chance([(*ends, strength) for ends in bridge], "T", "S") == pytest.approx(published)


def test_beyond_twelve_arrows_likelihoods_are_drawn_and_lie_within_three_standard_errors() -> None:
    ladder: Arrows = [(cause, f"s{step}", 0.6) for step in range(7) for cause in ("S", f"s{step - 1}") if step or cause == "S"]
    assert len(ladder) > EXACT
    expected = 0.0
    for step in range(7):
        expected = 1 - 0.4 * (1 - 0.6 * expected)
        told = found(ladder, f"s{step}", delivered={"S"})[f"s{step}"]
        assert told.exact == (2 * step + 1 <= EXACT)
        assert (told.error == 0) == told.exact
        assert abs(told.chance - expected) <= max(3 * told.error, 1e-12)


def test_the_same_seed_draws_the_same_worlds_in_whatever_order_the_arrows_come() -> None:
    ladder: Arrows = [(cause, f"s{step}", 0.6) for step in range(7) for cause in ("S", f"s{step - 1}") if step or cause == "S"]
    first = found(ladder, "s6", delivered={"S"}, seed=3)
    assert found(list(reversed(ladder)), "s6", delivered={"S"}, seed=3) == first
    assert found(ladder, "s6", delivered={"S"}, seed=4) != first


def test_only_arrows_on_a_path_to_the_outcome_make_it_too_large_to_be_exact() -> None:
    elsewhere: Arrows = [("B", f"x{number}", 0.5) for number in range(20)] + [(f"y{number}", "B", 0.5) for number in range(20)]
    assert found([*LOOP, *elsewhere], "B", delivered={"D"})["B"] == found(LOOP, "B", delivered={"D"})["B"]


@given(maps(), st.sampled_from(OUTCOMES))
@settings(deadline=None)
def test_a_likelihood_lies_between_its_best_chain_and_independent_causes(arrows: Arrows, outcome: str) -> None:
    chances = {one: told.chance for one, told in found(arrows, *OUTCOMES, delivered=set(DIFFERENTIATORS)).items()}
    known = {**chances, **dict.fromkeys(DIFFERENTIATORS, 1.0)}
    leading = [known[cause] * strength for cause, effect, strength in arrows if effect == outcome]
    assert chances[outcome] <= 1 - prod(1 - one for one in leading) + 1e-12
    assert chances[outcome] >= best_chain(arrows, outcome) - 1e-12


@given(maps(), st.data())
@settings(deadline=None)
def test_a_stronger_arrow_or_another_one_makes_nothing_less_likely(arrows: Arrows, data: st.DataObject) -> None:
    less = [(cause, effect, strength * data.draw(st.sampled_from([0, 0.5, 1]))) for cause, effect, strength in arrows]
    weaker, stronger = (found(some, *OUTCOMES, delivered=set(DIFFERENTIATORS)) for some in (less, arrows))
    for outcome in OUTCOMES:
        assert weaker[outcome].chance <= stronger[outcome].chance + 1e-12


@given(maps(most=30))
@settings(deadline=None, max_examples=30)
def test_nothing_is_more_likely_than_that_any_arrow_of_a_differentiator_works(arrows: Arrows) -> None:
    first = 1 - prod(1 - strength for cause, _, strength in arrows if cause in DIFFERENTIATORS)
    for told in found(arrows, *OUTCOMES, delivered=set(DIFFERENTIATORS)).values():
        assert told.chance <= first + 3 * (first * (1 - first) / 10_000) ** 0.5 + 1e-12


def best_chain(arrows: Arrows, outcome: str) -> float:
    best = dict.fromkeys(DIFFERENTIATORS, 1.0)
    for _ in OUTCOMES:
        for cause, effect, strength in arrows:
            best[effect] = max(best.get(effect, 0), best.get(cause, 0) * strength)
    return best.get(outcome, 0)
