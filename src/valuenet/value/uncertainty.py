"""How sure anyone may be of a preference: two spreads, and what its draws come to, apart and moving together."""

from __future__ import annotations

from dataclasses import dataclass

from valuenet.model.amounts import NOTHING
from valuenet.model.opportunity import Opportunity
from valuenet.value.figure import CHANCE, Figure, figure
from valuenet.value.preference import value_of
from valuenet.value.simulation import Drawn, simulation
from valuenet.value.standing import Standing
from valuenet.value.triangular import Triangular, independent_spread, mean, together_spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """One way in which the claims may move: standard deviation in closed form; percentiles and probabilities from draws.

    `required` is the probability that the preference reaches the required surplus.
    """

    sd: Figure
    p10: Figure
    p50: Figure
    p90: Figure
    positive: Figure
    required: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncertainty:
    """The mean of the preference, and its spread where claims know nothing of each other and where all move together."""

    mean: Figure
    independent: Spread
    together: Spread


def uncertainty(opportunity: Opportunity, here: Standing, *, draws: int) -> Uncertainty:
    """The headline preference with triangular claims, present values, less dP + dK; the same seed gives the same figures."""
    preferred, unit, seed = here.stated, opportunity.currency, opportunity.seed
    values = [value_of(one, preferred.option.key, here.terms) or NOTHING for one in here.booking.stated]
    amounts = [Triangular(low=float(value.low), likely=float(value.likely), high=float(value.high)) for value in values]
    offset = -float(preferred.price + preferred.switching)
    drawn = simulation(amounts, seed=seed, offset=offset, thresholds=(0.0, float(here.guidance.required)), draws=draws)
    made = f"{draws} draws with seed {seed}"
    return Uncertainty(
        mean=figure(mean(amounts) + offset, unit, "Σ (low + likely + high) / 3 - dP - dK", "closed form", claims=len(amounts)),
        independent=_spread(drawn.independent, independent_spread(amounts), "√Σ var", unit, f"{made}, independent"),
        together=_spread(drawn.together, together_spread(amounts), "Σ sd", unit, f"{made}, moving together"),
    )


def _spread(drawn: Drawn, sd: float, formula: str, unit: str, made: str) -> Spread:
    positive, required = drawn.at_least
    e10, e50, e90 = drawn.errors
    return Spread(
        sd=figure(sd, unit, formula, "closed form"),
        p10=figure(drawn.p10, unit, "10th percentile of the preference", made, error=e10),
        p50=figure(drawn.p50, unit, "50th percentile of the preference", made, error=e50),
        p90=figure(drawn.p90, unit, "90th percentile of the preference", made, error=e90),
        positive=figure(positive, CHANCE, "P(preference ≥ 0)", made),
        required=figure(required, CHANCE, "P(preference ≥ required surplus)", made),
    )
