"""Monte Carlo: what a sum of uncertain amounts may come to, drawn once as if they knew nothing of each other, once moving together.

The same amounts in the same order with the same seed give the same figures: only the plainest random numbers are asked
of numpy, whose stream is fixed, and everything else is arithmetic of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from valuenet.value.late import Floats, numpy
from valuenet.value.triangular import Triangular, together_amounts

_SHARES = (0.1, 0.5, 0.9)
"""The percentiles that are shown; for their standard errors it takes a dozen draws."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What the draws of a sum come to: mean, sd, P10, P50, P90 in the unit of the amounts; for each threshold P(sum ≥ it).

    `error` is the standard error of the mean, sd / √draws; `errors` are those of the three percentiles, half of what lies
    between the amounts one standard error of the share below and above: √(q·(1 - q) / draws).
    """

    mean: float
    sd: float
    error: float
    p10: float
    p50: float
    p90: float
    errors: tuple[float, float, float]
    at_least: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """The same amounts drawn twice: independent understates the risk where they share a cause, together overstates it."""

    draws: int
    seed: int
    independent: Drawn
    together: Drawn


def simulation(amounts: Sequence[Triangular], *, draws: int, seed: int, offset: float = 0, thresholds: Sequence[float] = ()) -> Simulation:
    """Draws offset + Σ amounts, `draws` times each way; every figure within some standard errors of the truth.

    For a preference the amounts are present values of claims, the offset is -(dP + dK), and the thresholds are 0 and the
    required surplus. Independent: every amount has a random share of its own in each draw; together: one share for all.
    """
    stream = numpy.random.default_rng(seed)
    independent = numpy.full(draws, float(offset))
    for amount in amounts:
        independent += amount.amounts(stream.random(draws))
    together = offset + together_amounts(amounts, stream.random(draws))
    return Simulation(
        draws=draws,
        seed=seed,
        independent=_drawn(independent, thresholds),
        together=_drawn(together, thresholds),
    )


def _drawn(sums: Floats, thresholds: Sequence[float]) -> Drawn:
    sd, draws = float(sums.std()), len(sums)
    shares = numpy.array(_SHARES)
    stray = numpy.sqrt(shares * (1 - shares) / draws)
    below, at, above = numpy.quantile(sums, [shares - stray, shares, shares + stray])
    p10, p50, p90 = at.tolist()
    e10, e50, e90 = ((above - below) / 2).tolist()
    return Drawn(
        mean=float(sums.mean()),
        sd=sd,
        error=sd / sqrt(draws),
        p10=p10,
        p50=p50,
        p90=p90,
        errors=(e10, e50, e90),
        at_least=tuple(float((sums >= threshold).mean()) for threshold in thresholds),
    )
