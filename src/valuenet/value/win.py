"""How likely a win is, given what the customer is known to prefer and how many of them were heard. Not P(preference > 0).

Every likelihood carries its label: calibrated on the workspace's own closed opportunities, or a prior that nobody has tested.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from valuenet.value.calibration import PRIOR, Calibration
from valuenet.value.logistic import logistic


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one input adds to a win likelihood or takes from it, in probability."""

    of: str
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WinLikelihood:
    """The probability of a win, its label, and how it comes about: the contributions add up to it.

    `x`: preference / our price; `heard`: the share of buying influence heard from; `known`: the probability if all were.
    """

    chance: float
    x: float
    heard: float
    known: float
    calibrated: bool
    label: str
    contributions: tuple[Contribution, ...]


def relative_preference(preference: Decimal, price: Decimal) -> float | None:
    """x = preference / our price, both present values; not defined (nothing) where the price is 0."""
    return float(preference / price) if price else None


def win_likelihood(x: float, heard: float, *, slope: float, base_rate: float, calibration: Calibration | None = None) -> WinLikelihood:
    """P(win) by the calibrated curve where there is one that may be used, else by the prior.

    Prior: p_known = 1 / (1 + exp(-slope·x)), p = c·p_known + (1 - c)·base rate, c the share heard (0 to 1).
    Calibrated: p = 1 / (1 + exp(-(a + b·c·x + d·c))), and p_known the same at c = 1.
    """
    curve = calibration.coefficients if calibration is not None and calibration.used else None
    if curve is None:
        known = logistic(slope * x)
        nobody, indifferent = base_rate, heard * 0.5 + (1 - heard) * base_rate
        chance = heard * known + (1 - heard) * base_rate
    else:
        known = curve.chance(x, 1)
        nobody, indifferent, chance = curve.chance(0, 0), curve.chance(0, heard), curve.chance(x, heard)
    return WinLikelihood(
        chance=chance,
        x=x,
        heard=heard,
        known=known,
        calibrated=curve is not None,
        label=PRIOR if calibration is None else calibration.label,
        contributions=(
            Contribution(of="base rate", chance=nobody),
            Contribution(of="influence heard from", chance=indifferent - nobody),
            Contribution(of="preference", chance=chance - indifferent),
        ),
    )
