"""Many opportunities at once, in closed form: where each stands, what all may bring, and where a conversation pays most.

Nothing is drawn for a single opportunity here, and no figure explains itself: for that there is its scorecard.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from valuenet.model.claim import Claim
from valuenet.model.ids import Key, OpportunityId
from valuenet.model.network import LeadsTo, Network
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings
from valuenet.value.booking import booking
from valuenet.value.calibration import Calibration
from valuenet.value.forecast import Forecast, forecast
from valuenet.value.present_value import terms
from valuenet.value.same_money import SameMoney, same_money
from valuenet.value.standing import standing
from valuenet.value.winning import winning


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where one opportunity stands; small enough to be kept as it was.

    `amount`: what would be booked, all payments over the term, not discounted. `chance`: the win likelihood, not defined at a
    price of 0; its label says on what it rests. `preference` and `unbuilt` are present values; `evidence` is the share of
    the counted value that the customer stated, not defined where nothing counts.
    """

    opportunity: OpportunityId
    key: Key
    amount: Decimal
    chance: float | None
    calibrated: bool
    label: str
    preference: Decimal
    unbuilt: Decimal
    evidence: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """Forecasts of calibrated and of prior likelihoods, apart, and all opportunities in three orders, the first first.

    `by_unbuilt`: where a conversation pays most. `without`: those whose win likelihood is not defined; no forecast counts them.
    """

    calibrated: Forecast
    prior: Forecast
    without: tuple[OpportunityId, ...]
    by_unbuilt: tuple[Position, ...]
    by_preference: tuple[Position, ...]
    by_evidence: tuple[Position, ...]


class _Unexplained(SameMoney):
    """The same claims are the same money; along which arrows is not looked for, because a position does not say it."""

    def between(self, one: Claim, other: Claim) -> tuple[LeadsTo, ...]:  # noqa: ARG002  # whichever they are
        return ()


def position(opportunity: Opportunity, network: Network, settings: ValueSettings, *, calibration: Calibration | None = None) -> Position:
    """The headline figures of a scorecard, the same to the cent."""
    span = terms(opportunity, settings)
    same = _Unexplained(network, same_money(opportunity, network).joined)
    here = standing(opportunity, booking(opportunity, network, same=same), span, settings)
    won = winning(opportunity, here, settings, calibration)
    stated, envisioned = here.stated.value.likely, here.envisioned.value.likely
    return Position(
        opportunity=opportunity.id,
        key=opportunity.key,
        amount=opportunity.price.one_time + opportunity.price.yearly * span.years,
        chance=None if won.chance.amount is None else float(won.chance.amount),
        calibrated=calibration is not None and calibration.used,
        label=won.label,
        preference=here.stated.amount,
        unbuilt=here.unbuilt,
        evidence=abs(stated) / abs(envisioned) if envisioned else None,
    )


def portfolio(positions: Sequence[Position], settings: ValueSettings, *, seed: int) -> Portfolio:
    """What open opportunities may bring, and their orders; where two are equal, by key."""

    def brings(calibrated: bool) -> Forecast:
        deals = [(one.amount, one.chance) for one in ordered if one.calibrated is calibrated and one.chance is not None]
        return forecast(deals, common_shock=float(settings.common_shock), draws=settings.draws, seed=seed)

    def by(measure: Callable[[Position], Decimal]) -> tuple[Position, ...]:
        return tuple(sorted(ordered, key=lambda one: -measure(one)))

    ordered = sorted(positions, key=lambda one: (one.key, one.opportunity))
    return Portfolio(
        calibrated=brings(True),
        prior=brings(False),
        without=tuple(one.opportunity for one in ordered if one.chance is None),
        by_unbuilt=by(lambda one: one.unbuilt),
        by_preference=by(lambda one: one.preference),
        by_evidence=by(lambda one: Decimal(-1) if one.evidence is None else one.evidence),
    )
