"""How often something is confirmed, and what a few tests let one say."""

from __future__ import annotations

from fractions import Fraction
from math import comb
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from valuenet.errors import InvalidSetting
from valuenet.value.rates import RateLabel, RateRule, chance_above, pooled, rate

ALDER = {"Treasurer": (7, 3), "Controller": (1, 5), "CFO": (2, 2), "IT": (0, 2)}
"""The worked example: (validated, refuted) of one outcome by persona."""

RATES = {persona: rate(*counts, mean=pooled(ALDER.values())) for persona, counts in ALDER.items()}

counts = st.tuples(st.integers(0, 60), st.integers(0, 60))


@pytest.mark.parametrize(
    ("persona", "printed"),
    [
        ("Treasurer", ".631 [.415, .825]"),
        ("Controller", ".283 [.087, .531]"),
        ("CFO", ".479 [.208, .757]"),
        ("IT", ".306 [.062, .627]"),
    ],
)
def test_the_rates_of_the_worked_example_are_as_printed(persona: str, printed: str) -> None:
    found = RATES[persona]
    mean, low, high = (f"{share:.3f}".lstrip("0") for share in (found.mean, found.low, found.high))
    assert f"{mean} [{low}, {high}]" == printed


def test_the_treasurer_confirms_more_often_than_the_controller_almost_certainly() -> None:
    assert f"{chance_above(RATES['Treasurer'], RATES['Controller']):.3f}" == "0.962"


def test_each_label_stands_for_what_is_likely_and_for_enough_tests() -> None:
    assert [found.label for found in RATES.values()] == [
        RateLabel.PROMISING,
        RateLabel.REFUTED,
        RateLabel.NOT_ENOUGH_TESTS,
        RateLabel.NOT_ENOUGH_TESTS,
    ]
    assert rate(5, 0).label == RateLabel.PROVEN
    assert rate(4, 0).label == RateLabel.NOT_ENOUGH_TESTS
    assert rate(3, 3).label == RateLabel.UNDECIDED


def test_another_rule_gives_other_labels_and_other_rates() -> None:
    assert rate(4, 0, rule=RateRule(fewest=4)).label == RateLabel.PROVEN
    assert rate(4, 0, rule=RateRule(fewest=4, proven=0.999)).label == RateLabel.PROMISING
    assert rate(1, 0, rule=RateRule(m=2)).mean == pytest.approx(2 / 3)


def test_what_was_never_tested_is_as_likely_as_not() -> None:
    assert pooled([]) == 0.5
    assert rate(0, 0, mean=pooled([])).mean == 0.5


def test_a_persona_without_tests_has_the_pooled_rate() -> None:
    assert rate(0, 0, mean=pooled(ALDER.values())).mean == pytest.approx(11 / 24)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=30), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_tests_in_any_order_give_the_same_posterior(results: list[tuple[str, bool]], order: Random) -> None:
    def rates() -> dict[str, object]:
        tally = {persona: (results.count((persona, True)), results.count((persona, False))) for persona in "abc"}
        return {persona: rate(*tally[persona], mean=pooled(tally.values())) for persona in "abc"}

    before = rates()
    order.shuffle(results)
    assert rates() == before


@given(counts)
@settings(deadline=None)
def test_one_test_after_another_gives_what_all_at_once_give(counted: tuple[int, int]) -> None:
    """A posterior is the prior of the next test: Gelman et al., Bayesian Data Analysis, section 2.4."""
    found = rate(0, 0)
    for success in [1] * counted[0] + [0] * counted[1]:
        weight = found.alpha + found.beta
        found = rate(success, 1 - success, mean=found.alpha / weight, rule=RateRule(m=weight))
    at_once = rate(*counted)
    assert (found.alpha, found.beta, found.low) == pytest.approx((at_once.alpha, at_once.beta, at_once.low))


@given(counts, st.floats(0.05, 0.95))  # beyond these, without any test, an end of the interval is nearer to 0 or 1 than a float tells
@settings(deadline=None)
def test_nine_tenths_of_the_posterior_lie_in_its_interval_and_the_rest_on_both_sides(counted: tuple[int, int], mean: float) -> None:
    found = rate(*counted, mean=mean)
    posterior = stats.beta(found.alpha, found.beta)
    assert posterior.cdf([found.low, found.high]) == pytest.approx([0.05, 0.95])
    assert found.above_half == pytest.approx(posterior.sf(0.5))


@given(counts, counts)
@settings(deadline=None)
def test_a_comparison_agrees_with_the_sum_that_is_exact_for_whole_numbers(one: tuple[int, int], other: tuple[int, int]) -> None:
    """Source: Evan Miller, Formulas for Bayesian A/B Testing, on his site."""

    def beta(a: int, b: int) -> Fraction:
        return Fraction(1, comb(a + b - 2, a - 1) * (a + b - 1))

    a, b, c, d = one[0] + 1, one[1] + 1, other[0] + 1, other[1] + 1
    exact = sum((beta(c + i, b + d) / ((b + i) * beta(1 + i, b) * beta(c, d)) for i in range(a)), Fraction())
    flat = RateRule(m=2)
    assert chance_above(rate(*one, rule=flat), rate(*other, rule=flat)) == pytest.approx(float(exact), abs=1e-12)


@pytest.mark.parametrize(("one", "other"), [((0, 0), (9_000, 9_100)), ((3, 7), (12, 18)), ((40_000, 10), (39_990, 20))])
def test_a_comparison_agrees_with_slow_integration(one: tuple[int, int], other: tuple[int, int]) -> None:
    first, second = rate(*one, mean=0.4), rate(*other, mean=0.4)
    above, density = stats.beta(first.alpha, first.beta).sf, stats.beta(second.alpha, second.beta).pdf
    middle, width = second.mean, 12 * (second.mean * (1 - second.mean) / (second.alpha + second.beta)) ** 0.5
    slow, _ = integrate.quad(lambda x: above(x) * density(x), max(0, middle - width), min(1, middle + width), points=[middle], limit=500)
    assert chance_above(first, second) == pytest.approx(slow, abs=1e-9)


@given(counts, counts, st.sampled_from([0.0001, 0.02, 0.5, 0.98, 0.9999]))
@settings(deadline=None)
def test_either_of_two_is_above_the_other_however_lopsided_they_are(one: tuple[int, int], other: tuple[int, int], mean: float) -> None:
    first, second = rate(*one, mean=mean), rate(*other, mean=mean)
    assert chance_above(first, second) + chance_above(second, first) == pytest.approx(1, abs=1e-9)
    assert chance_above(first, first) == pytest.approx(0.5, abs=1e-9)


def test_a_rule_that_cannot_be_is_refused_with_everything_that_is_wrong_with_it() -> None:
    with pytest.raises(InvalidSetting) as refused:
        RateRule(m=0, promising=0.95)
    assert [problem.path for problem in refused.value.problems] == ["m", "refuted, promising, proven"]
