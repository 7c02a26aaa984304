"""How often something is confirmed, with as much doubt as few tests leave: Beta posteriors, labels, comparisons.

One unit is one (account, persona, outcome) at its last result, so three calls at one account count once. Nothing here
knows messages: a success is whatever was confirmed, a failure whatever was refuted; what is inconclusive is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from valuenet.errors import InvalidSetting, Problem
from valuenet.value.late import Floats, numpy, special

_STEPS = 500
"""How many points a comparison looks at: 200 would do for ordinary rates, these also for the most lopsided."""

_LEAST = -700
"""The logit of about the smallest rate that a binary float can hold."""


class RateLabel(StrEnum):
    """What a rate lets one say about a hypothesis."""

    NOT_ENOUGH_TESTS = "not enough tests"
    PROVEN = "proven"
    PROMISING = "promising"
    REFUTED = "refuted"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRule:
    """Policy, not truth: how many tests the pooled rate counts for, and which P(rate > .5) and n each label takes."""

    m: float = 4
    fewest: int = 5
    proven: float = 0.9
    promising: float = 0.6
    refuted: float = 0.1

    def __post_init__(self) -> None:
        problems = []
        if not 0 < self.m < float("inf"):
            problems.append(_problem("m", f"is {self.m:g}", "give the weight of the pooled rate as a number of tests above 0"))
        if not 0 <= self.refuted < self.promising <= self.proven <= 1:
            shares = f"are {self.refuted:g}, {self.promising:g} and {self.proven:g}"
            problems.append(_problem("refuted, promising, proven", shares, "give shares from 0 to 1, in this order"))
        if problems:
            raise InvalidSetting(problems)


DEFAULT = RateRule()
"""The rule where nobody has set another; not calibrated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What is known of a rate after `n` tests: Beta(alpha, beta), its mean, its 90 % credible interval, P(rate > .5), its label."""

    n: int
    alpha: float
    beta: float
    mean: float
    low: float
    high: float
    above_half: float
    label: RateLabel


def pooled(results: Iterable[tuple[int, int]]) -> float:
    """μ = (S + 1) / (N + 2) over the (successes, failures) of all personas of an outcome; .5 where nothing was tested."""
    counted = list(results)
    successes = sum(successes for successes, _ in counted)
    return (successes + 1) / (sum(map(sum, counted)) + 2)


def rate(successes: int, failures: int, *, mean: float = 0.5, rule: RateRule = DEFAULT) -> Rate:
    """The posterior of a rate: Beta(m·μ + s, m·(1 - μ) + n - s), where `mean` is μ, the pooled mean; to 1e-9.

    Source: Gelman et al., Bayesian Data Analysis, section 2.4 (conjugate prior of the binomial).
    """
    alpha = rule.m * mean + successes
    beta = rule.m * (1 - mean) + failures
    above_half = float(special.betaincc(alpha, beta, 0.5))
    n = successes + failures
    return Rate(
        n=n,
        alpha=alpha,
        beta=beta,
        mean=alpha / (alpha + beta),
        low=float(special.betaincinv(alpha, beta, 0.05)),
        high=float(special.betaincinv(alpha, beta, 0.95)),
        above_half=above_half,
        label=_label(n, above_half, rule),
    )


def chance_above(one: Rate, other: Rate) -> float:
    """P(one > other) of two independent rates, to 1e-9: ∫ P(one > x) over the density of the other.

    The integral runs over the logit of the narrower of the two, where its density is a smooth bell that falls off at
    least exponentially; its tails are drawn in by a hyperbolic sine. There the trapezoidal rule converges faster than any
    power of the steps. Source: Takahasi and Mori 1974 (double exponential formulas).
    """
    if 1 / one.alpha + 1 / one.beta < 1 / other.alpha + 1 / other.beta:
        return 1 - chance_above(other, one)
    spread = (1 / other.alpha + 1 / other.beta) ** 0.5
    scale = min(1.0, spread)
    left, right = 9 * spread + 40 / other.alpha, 9 * spread + 40 / other.beta
    drawn_in = numpy.linspace(-numpy.arcsinh(left / scale), numpy.arcsinh(right / scale), _STEPS)
    at = numpy.log(other.alpha / other.beta) + scale * numpy.sinh(drawn_in)
    log_weight = other.alpha * special.log_expit(at) + other.beta * special.log_expit(-at) + numpy.log(numpy.cosh(drawn_in))
    weight = numpy.exp(log_weight - log_weight.max())
    below = _tail(one.alpha, one.beta, numpy.minimum(at, 0))
    above = _tail(one.beta, one.alpha, numpy.minimum(-at, 0))
    return float(numpy.where(at < 0, 1 - below, above) @ weight / weight.sum())


def _tail(alpha: float, beta: float, at: Floats) -> Floats:
    """P(logit of Beta(alpha, beta) < at) where at <= 0, also where the rate itself is too small for a binary float."""
    leading_term = alpha * at - numpy.log(alpha) - special.betaln(alpha, beta)
    found: Floats = numpy.where(at < _LEAST, numpy.exp(numpy.minimum(leading_term, 0)), special.betainc(alpha, beta, special.expit(at)))
    return found


def _label(n: int, above_half: float, rule: RateRule) -> RateLabel:
    if n < rule.fewest:
        return RateLabel.NOT_ENOUGH_TESTS
    if above_half >= rule.proven:
        return RateLabel.PROVEN
    if above_half >= rule.promising:
        return RateLabel.PROMISING
    return RateLabel.REFUTED if above_half <= rule.refuted else RateLabel.UNDECIDED


def _problem(path: str, message: str, remedy: str) -> Problem:
    return Problem(path=path, code="IMPOSSIBLE_SETTING", message=message, remedy=remedy)
