"""The logistic curve, its inverse, and the one that fits what was seen while staying near what was believed."""

from __future__ import annotations

from math import exp, log

from valuenet.value.late import Floats, numpy, special

_LEAST = 0.001
"""How near to 0 and 1 a share may come before its log odds say more than anybody knows."""

_STEPS = 100
_CLOSE = 1e-12


def logistic(log_odds: float) -> float:
    """1 / (1 + exp(-log odds)), without overflow."""
    return 1 / (1 + exp(-log_odds)) if log_odds >= 0 else exp(log_odds) / (1 + exp(log_odds))


def log_odds(share: float) -> float:
    """log(p / (1 - p)), of a share that is kept a thousandth away from 0 and 1."""
    kept = min(max(share, _LEAST), 1 - _LEAST)
    return log(kept / (1 - kept))


def fitted(terms: Floats, came: Floats, centre: Floats, spreads: Floats) -> Floats:
    """The coefficients of highest posterior probability, to 1e-9: terms (cases, k), what came (0 or 1), normal priors (k).

    Newton's method on a strictly concave function: there is one summit, and a step that would overshoot it is halved.
    Source: Gelman, Jakulin, Pittau and Su 2008 (weakly informative priors for logistic regression).
    """
    weights = 1 / spreads**2
    found = centre

    def height(at: Floats) -> float:
        signed = numpy.where(came > 0, 1, -1) * (terms @ at)
        return float(special.log_expit(signed).sum() - weights @ (at - centre) ** 2 / 2)

    for _ in range(_STEPS):
        told = special.expit(terms @ found)
        slope = terms.T @ (came - told) - weights * (found - centre)
        bend = (terms.T * (told * (1 - told))) @ terms + numpy.diag(weights)
        step = numpy.linalg.solve(bend, slope)
        while height(found + step) < height(found) and numpy.abs(step).max() > _CLOSE:
            step = step / 2
        found = found + step
        if numpy.abs(step).max() <= _CLOSE:
            break
    return found
