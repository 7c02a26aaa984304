"""The portfolio's forecast: what open deals may bring, alone and under a shock that they share, and how forecasts turned out.

An amount is what we would book, in money, and its chance the win likelihood. Customer value is never added to bookings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from valuenet.errors import InvalidQuestion, Problem
from valuenet.value.late import Floats, numpy, special
from valuenet.value.shares import CENT, to_the_cent
from valuenet.value.totals import DrawnTotals, Totals, exact_totals

EXACT = 25
"""Up to how many deals the distribution is exact; beyond, it is drawn."""

_SHOCKS = 32
"""At how many strengths of the shared shock the stress looks: the integral over it is exact to 1e-7 for correlations up to .5."""

_STRATA = 100
"""Under how many shocks, each as likely as the others, totals are drawn."""

_CURVE = tuple(place / 20 for place in range(1, 20))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What the won deals come to, in money: mean, standard deviation, and quantiles, each the smallest amount that reaches its share."""

    mean: Decimal
    sd: Decimal
    p10: Decimal
    p50: Decimal
    p90: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The outlook of deals that know nothing of each other, the same under a common shock, and the first as a curve to draw.

    `curve`: (share, amount) from .05 to .95. `exact`: every sum was looked at, else quantiles are drawn with the seed.
    """

    deals: int
    exact: bool
    independent: Outlook
    stressed: Outlook
    curve: tuple[tuple[float, Decimal], ...]


def forecast(deals: Sequence[tuple[Decimal, float]], *, common_shock: float, draws: int, seed: int) -> Forecast:
    """Deals as (amount, probability of a win): mean Σ p·A, sd √Σ p(1 - p)A², quantiles exact up to 25 deals, else drawn.

    The stress has one normal factor Z for all: a deal is won if √r·Z + √(1 - r)·ε < Φ⁻¹(p), r the common shock (0 ≤ r < 1),
    so that its chance given Z is Φ((Φ⁻¹(p) - √r·Z) / √(1 - r)). Means and sds are exact in any case.
    Forecasts of calibrated and of prior likelihoods are made apart. Source: Vasicek 2002 (The distribution of loan portfolio value).
    """
    _check(deals, common_shock)
    cents = [int((amount / CENT).to_integral_value()) for amount, _ in deals]
    chances = numpy.array([[chance for _, chance in deals]])
    shocks, weights = numpy.polynomial.hermite_e.hermegauss(_SHOCKS)
    shocked, weights = _shocked(chances, common_shock, shocks[:, None]), weights / weights.sum()
    alone = numpy.ones(1)
    independent: Totals
    stressed: Totals
    if len(deals) <= EXACT:
        independent, stressed = exact_totals(cents, chances, alone), exact_totals(cents, shocked, weights)
    else:
        independent, stressed = _drawn(cents, chances[0], common_shock, draws, seed)
    return Forecast(
        deals=len(deals),
        exact=len(deals) <= EXACT,
        independent=_outlook(cents, chances, alone, independent),
        stressed=_outlook(cents, shocked, weights, stressed),
        curve=tuple((share, independent.quantile(share) * CENT) for share in _CURVE),
    )


def _shocked(chances: Floats, common_shock: float, shock: Floats) -> Floats:
    """The chances given the shock, whose shape is broadcast against theirs."""
    found: Floats = special.ndtr((special.ndtri(chances) - sqrt(common_shock) * shock) / sqrt(1 - common_shock))
    return found


def _drawn(cents: Sequence[int], chances: Floats, common_shock: float, draws: int, seed: int) -> tuple[DrawnTotals, DrawnTotals]:
    """The same draws twice: with the chances as they are, and as the shock leaves them, each hundredth of the draws under its own."""
    stream = numpy.random.default_rng(seed)
    shocks = special.ndtri((numpy.arange(_STRATA) + 0.5) / _STRATA)
    shocked = _shocked(chances[:, None], common_shock, shocks)
    stratum = numpy.arange(draws) % _STRATA
    independent, stressed = numpy.zeros(draws, dtype=numpy.int64), numpy.zeros(draws, dtype=numpy.int64)
    for amount, chance, under in zip(cents, chances, shocked, strict=True):
        drawn = stream.random(draws)
        independent += amount * (drawn < chance)
        stressed += amount * (drawn < under[stratum])
    return DrawnTotals(numpy.sort(independent)), DrawnTotals(numpy.sort(stressed))


def _outlook(cents: Sequence[int], chances: Floats, weights: Floats, totals: Totals) -> Outlook:
    """Mean and sd over the shocks in closed form: the variance within a shock, and that of the means of the shocks."""
    amounts = numpy.array(cents, dtype=float)
    means, within = chances @ amounts, (chances * (1 - chances)) @ amounts**2
    mean = float(weights @ means)
    variance = float(weights @ (within + (means - mean) ** 2))
    p10, p50, p90 = (totals.quantile(share) * CENT for share in (0.1, 0.5, 0.9))
    return Outlook(mean=to_the_cent(mean / 100), sd=to_the_cent(sqrt(variance) / 100), p10=p10, p50=p50, p90=p90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A forecast as it was made, and what came."""

    mean: Decimal
    p10: Decimal
    p90: Decimal
    came: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How kept forecasts turned out: eight in ten should lie between their P10 and P90, one in ten on either side.

    `ratio`: Σ came / Σ mean, not defined where nothing was forecast; 1 is right, below it the forecasts promised too much.
    """

    n: int
    below: int
    within: int
    above: int
    ratio: float | None


def comparison(kept: Iterable[Kept]) -> Comparison:
    """What came against what had been forecast, over all kept forecasts."""
    all_kept = list(kept)
    below, above = sum(one.came < one.p10 for one in all_kept), sum(one.came > one.p90 for one in all_kept)
    promised = sum((one.mean for one in all_kept), Decimal())
    came = sum((one.came for one in all_kept), Decimal())
    return Comparison(
        n=len(all_kept),
        below=below,
        within=len(all_kept) - below - above,
        above=above,
        ratio=float(came / promised) if promised else None,
    )


def _check(deals: Sequence[tuple[Decimal, float]], common_shock: float) -> None:
    problems = [
        Problem(path=f"deals[{place}]", code="OUT_OF_BOUNDS", message=f"has the probability {chance:g}", remedy="give one from 0 to 1")
        for place, (_, chance) in enumerate(deals)
        if not 0 <= chance <= 1
    ]
    if not 0 <= common_shock < 1:
        said = f"is {common_shock:g}"
        problems.append(Problem(path="common_shock", code="OUT_OF_BOUNDS", message=said, remedy="give a correlation from 0 to less than 1"))
    if problems:
        raise InvalidQuestion(problems)
