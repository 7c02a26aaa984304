"""Forecasts as they were made, and what came of them, as GraphQL types."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from valuenet.api.describing import output, said
from valuenet.api.figures import like
from valuenet.api.history import Actor, actor
from valuenet.api.people import Node
from valuenet.service.portfolio import ForecastView


@output
class ForecastDeal:
    """One opportunity as it was forecast."""

    opportunity: strawberry.ID = said("The id of the opportunity.")
    amount: Decimal = said("What would be booked, in the forecast's currency.")
    chance: Decimal = said("The win likelihood then, from 0 to 1.")
    label: str = said("On what the likelihood rested.")


@output
class KeptForecast(Node):
    """A forecast as it was made, and what has come of it."""

    title: str | None = said("What it was made for.")
    on: date = said("On which day.")
    by: Actor = said("By whom.")
    currency: str = said("Of what the amounts are.")
    deals: list[ForecastDeal] = said("The opportunities that it counts.")
    mean: Decimal = said("Every amount times its likelihood, in `currency`.")
    sd: Decimal = said("Standard deviation, in `currency`.")
    p10: Decimal = said("Not exceeded in 10 % of cases, in `currency`.")
    p50: Decimal = said("Not exceeded in 50 % of cases, in `currency`.")
    p90: Decimal = said("Not exceeded in 90 % of cases, in `currency`.")
    stressed_p10: Decimal = said("Under a shock that all deals share: not exceeded in 10 % of cases, in `currency`.")
    stressed_p50: Decimal = said("The same in 50 % of cases, in `currency`.")
    stressed_p90: Decimal = said("The same in 90 % of cases, in `currency`.")
    settings_revision: int = said("The revision of the settings that it was computed from.")
    came: Decimal = said("What those of its deals that were won brought, in `currency`.")
    open: int = said("How many of its deals are still open.")
    gone: int = said("How many of its deals are not there any more.")
    settled: bool = said("Whether all of it is known: every deal is closed.")


@output
class ForecastComparison:
    """How the settled forecasts turned out: eight in ten should lie between their P10 and P90, one in ten on either side."""

    n: int = said("How many forecasts are settled.")
    below: int = said("In how many less came than P10.")
    within: int = said("In how many it lay between P10 and P90.")
    above: int = said("In how many more came than P90.")
    ratio: float | None = said("What came for each unit that was forecast; below 1 the forecasts promised too much; null before any.")


@output
class KeptForecasts:
    """The forecasts that were kept."""

    forecasts: list[KeptForecast] = said("The newest first.")
    comparison: ForecastComparison = said("How those that are settled turned out.")


def kept_forecast(view: ForecastView) -> KeptForecast:
    """A kept forecast with what came of it, as GraphQL shows it."""
    value = view.kept.record
    return like(
        KeptForecast,
        value,
        id=strawberry.ID(value.id),
        title=value.title or None,
        by=actor(value.by),
        deals=[like(ForecastDeal, one) for one in value.deals],
        came=view.came,
        open=view.open,
        gone=view.gone,
        settled=view.settled,
    )
