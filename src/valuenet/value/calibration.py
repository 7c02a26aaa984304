"""The win likelihood as the workspace's own closed opportunities have it, where there are enough and it tells more than the base rate.

What is learned from are snapshots frozen at a stage, never what was edited after the close.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from valuenet.value.late import Floats, numpy, special
from valuenet.value.logistic import fitted, log_odds, logistic
from valuenet.value.rates import RateRule, rate

PRIOR = "prior, not calibrated"

_SPREADS = (1.0, 2.0, 1.0)
"""How far the data may easily pull the coefficients from where the prior has them: standard deviations of a, b and d."""

_FOLDS = 50
"""Into how many parts the closed opportunities are dealt out, each predicted from the others; up to so many, one by one."""

_JEFFREYS = RateRule(m=1)
"""Half a success and half a failure before the first case: intervals that cover as often as they say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """One closed opportunity as it stood when its snapshot was frozen: x = preference / price, c = share heard; and what came."""

    x: float
    heard: float
    won: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficients:
    """log odds of a win = base + preference · c·x + heard · c: what is preferred counts as far as it was heard."""

    base: float
    preference: float
    heard: float

    def chance(self, x: float, heard: float) -> float:
        """The probability of a win."""
        return logistic(self.base + self.preference * heard * x + self.heard * heard)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What closed opportunities say about the curve; used only where `why_not` is empty.

    Brier scores are mean squares of what was predicted less what came, of opportunities that the prediction did not know;
    `base_brier` is that of predicting the share won of the others. `predicted`: each such prediction, and whether it was won.
    """

    won: int
    lost: int
    coefficients: Coefficients | None = None
    brier: float | None = None
    base_brier: float | None = None
    predicted: tuple[tuple[float, bool], ...] = ()
    why_not: tuple[str, ...] = ()

    @property
    def used(self) -> bool:
        return not self.why_not

    @property
    def label(self) -> str:
        """What every probability of this curve carries."""
        if not self.used:
            return PRIOR
        return f"calibrated (n = {self.won + self.lost}, Brier {self.brier:.3f} against {self.base_brier:.3f})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Predictions of about the same height: their mean, the share that was won of them, and its 90 % credible interval."""

    n: int
    predicted: float
    observed: float
    low: float
    high: float


def calibration(closed: Sequence[Closed], *, slope: float, base_rate: float, fewest: int, fewest_won: int, fewest_lost: int) -> Calibration:
    """The curve of highest posterior probability, and whether it may be used; the order of the closed ones does not matter.

    A logit on c·x and c, with normal priors around what the prior says: base = logit(base rate), slope, -base, so that it
    starts as the same curve where nobody was heard and where all were. Out of sample: dealt out into 50 parts, each
    predicted from the others. Sources: Gelman et al. 2008 (weakly informative priors for logistic regression); Brier 1950.
    """
    won = sum(one.won for one in closed)
    lost = len(closed) - won
    missing = tuple(_missing((won + lost, fewest, "closed"), (won, fewest_won, "won"), (lost, fewest_lost, "lost")))
    if missing:
        return Calibration(won=won, lost=lost, why_not=missing)
    rows = sorted((one.won, one.x, one.heard) for one in closed)
    terms = numpy.array([(1.0, heard * x, heard) for _, x, heard in rows])
    came = numpy.array([float(won) for won, _, _ in rows])
    centre = numpy.array([log_odds(base_rate), slope, -log_odds(base_rate)])
    predicted, share = _out_of_sample(terms, came, centre)
    brier, base_brier = (float(numpy.mean((told - came) ** 2)) for told in (predicted, share))
    told = f"its Brier score out of sample, {brier:.3f}, is not below {base_brier:.3f}, that of the base rate"
    base, preference, heard = fitted(terms, came, centre, numpy.array(_SPREADS)).tolist()
    return Calibration(
        won=won,
        lost=lost,
        coefficients=Coefficients(base=base, preference=preference, heard=heard),
        brier=brier,
        base_brier=base_brier,
        predicted=tuple(zip(predicted.tolist(), (came > 0).tolist(), strict=True)),
        why_not=() if brier < base_brier else (told,),
    )


def calibration_table(predicted: Sequence[tuple[float, bool]], *, bins: int = 5) -> tuple[Bin, ...]:
    """Predictions in bins of equal number, the lowest first, each with what came of it; none where there are no predictions.

    Interval: Beta(½ + won, ½ + lost), its 5th and 95th percentile (Jeffreys).
    """
    rising = sorted(predicted)
    count = min(bins, len(rising))
    edges = [place * len(rising) // count for place in range(count + 1)] if count else []
    return tuple(_bin(rising[start:end]) for start, end in pairwise(edges))


def _bin(some: Sequence[tuple[float, bool]]) -> Bin:
    won = sum(won for _, won in some)
    seen = rate(won, len(some) - won, rule=_JEFFREYS)
    mean = sum(chance for chance, _ in some) / len(some)
    return Bin(n=len(some), predicted=mean, observed=won / len(some), low=seen.low, high=seen.high)


def _out_of_sample(terms: Floats, came: Floats, centre: Floats) -> tuple[Floats, Floats]:
    """What the others say of each case: by the curve that fits them, and by the share of them that was won."""
    predicted, share = numpy.empty(len(came)), numpy.empty(len(came))
    part = numpy.arange(len(came)) % _FOLDS
    for number in range(min(_FOLDS, len(came))):
        others, these = part != number, part == number
        coefficients = fitted(terms[others], came[others], centre, numpy.array(_SPREADS))
        predicted[these] = special.expit(terms[these] @ coefficients)
        share[these] = came[others].mean()
    return predicted, share


def _missing(*needed: tuple[int, int, str]) -> Iterator[str]:
    for count, fewest, what in needed:
        if count < fewest:
            yield f"{count} of the {fewest} {what} opportunities that it takes"
