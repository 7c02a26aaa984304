"""A scorecard as it was at one stage of an opportunity, never edited afterwards: what is compared, calibrated and forecast from.

(:FrozenScorecard)-[:OF]->(:Opportunity)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from valuenet.errors import InvalidOpportunity
from valuenet.model.actor import Actor
from valuenet.model.ids import AccountId, FrozenScorecardId, NetworkId, OpportunityId
from valuenet.model.numbers import shares
from valuenet.model.text import SHORT, unsettled


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """The figures of a scorecard that portfolios and calibration need, so that nothing is scored again.

    `relative` is preference / our price, None where that is not defined; so is `chance`. Money is present value.
    """

    price: Decimal
    preference: Decimal
    economic_value: Decimal
    unbuilt: Decimal
    stated_share: Decimal | None
    heard: Decimal
    relative: Decimal | None
    chance: Decimal | None
    label: str

    def __post_init__(self) -> None:
        if problems := shares(self, "heard", "chance"):
            raise InvalidOpportunity(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenScorecard:
    """`scorecard` is the whole of it as JSON text, None where a veil lies over it; with the revisions that it was computed from."""

    id: FrozenScorecardId
    opportunity: OpportunityId
    network: NetworkId
    account: AccountId
    stage: str
    on: date
    by: Actor
    opportunity_revision: int
    network_revision: int
    settings_revision: int
    features: Features
    scorecard: str | None

    def __post_init__(self) -> None:
        if problems := unsettled(self, stage=SHORT):
            raise InvalidOpportunity(problems)
