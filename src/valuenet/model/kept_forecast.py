"""A forecast of bookings as it was made on a day, kept so that it can be compared with what came.

(:KeptForecast)-[:COUNTS]->(:Opportunity)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from valuenet.errors import InvalidOpportunity
from valuenet.model.actor import Actor
from valuenet.model.ids import KeptForecastId, OpportunityId
from valuenet.model.numbers import shares
from valuenet.model.text import SHORT, unsettled


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastDeal:
    """One open opportunity as it was forecast: its amount at signature, how likely it was to be won, and whose likelihood that is."""

    opportunity: OpportunityId
    amount: Decimal
    chance: Decimal
    label: str

    def __post_init__(self) -> None:
        if problems := shares(self, "chance"):
            raise InvalidOpportunity(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptForecast:
    """What was forecast on a day: mean, standard deviation and percentiles of the bookings, and the same under a common shock."""

    id: KeptForecastId
    on: date
    by: Actor
    title: str
    currency: str
    deals: tuple[ForecastDeal, ...]
    mean: Decimal
    sd: Decimal
    p10: Decimal
    p50: Decimal
    p90: Decimal
    stressed_p10: Decimal
    stressed_p50: Decimal
    stressed_p90: Decimal
    settings_revision: int

    def __post_init__(self) -> None:
        if problems := unsettled(self, title=SHORT):
            raise InvalidOpportunity(problems)
