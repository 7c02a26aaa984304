"""The win likelihood as a page shows it: the probability with its label, and what each input adds to it."""

from __future__ import annotations

from dataclasses import dataclass

from valuenet.model.numbers import ZERO
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings
from valuenet.value.calibration import PRIOR, Calibration
from valuenet.value.figure import CHANCE, SHARE, Figure, figure
from valuenet.value.standing import Standing
from valuenet.value.win import relative_preference, win_likelihood


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one input adds to the probability, or takes from it."""

    of: str
    chance: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Winning:
    """How likely a win is; not defined where our price is 0. `label`: calibrated, or a prior. `parts` add up to it.

    `relative`: preference / our price. `heard`: the share of the buying influence that was heard from.
    """

    chance: Figure
    label: str
    relative: Figure
    heard: Figure
    known: Figure
    parts: tuple[Part, ...]


def winning(opportunity: Opportunity, here: Standing, settings: ValueSettings, calibration: Calibration | None = None) -> Winning:
    """p = c · p_known + (1 - c) · base rate, or the workspace's own curve; the selling stage is no input."""
    weights = [(person.influence, person.heard_from is not None) for person in opportunity.stakeholders]
    all_influence = sum((weight for weight, _ in weights), ZERO)
    heard = sum((weight for weight, spoke in weights if spoke), ZERO) / all_influence if all_influence else ZERO
    x = relative_preference(here.stated.amount, here.stated.our_price)
    share = figure(heard, SHARE, "c = influence heard from / all influence", "stakeholders")
    if x is None:
        none = "not defined at a price of 0"
        return Winning(
            chance=figure(None, CHANCE, "", none), label=PRIOR, relative=figure(None, SHARE, "", none), heard=share,
            known=figure(None, CHANCE, "", none), parts=(),
        )  # fmt: skip
    base = opportunity.base_rate if opportunity.base_rate is not None else settings.base_rate
    told = "of this opportunity" if opportunity.base_rate is not None else "setting base_rate"
    won = win_likelihood(x, float(heard), slope=float(settings.win_slope), base_rate=float(base), calibration=calibration)
    return Winning(
        chance=figure(won.chance, CHANCE, "c · p_known + (1 - c) · base rate", won.label, c=heard, p_known=won.known, base_rate=base),
        label=won.label,
        relative=figure(x, SHARE, "preference / our price", "headline", preference=here.stated.amount, price=here.stated.our_price),
        heard=share,
        known=figure(won.known, CHANCE, "1 / (1 + exp(-slope · x))", f"base rate {told}", slope=settings.win_slope, x=x),
        parts=tuple(Part(of=one.of, chance=figure(one.chance, CHANCE, "", won.label)) for one in won.contributions),
    )
