"""All opportunities at once: what the open ones may bring, where a conversation pays most, and forecasts kept and compared with what came.

(:KeptForecast)-[:COUNTS]->(:Opportunity)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from valuenet.errors import InvalidOpportunity, Problem
from valuenet.model.access import Action
from valuenet.model.ids import OpportunityId, new_kept_forecast_id
from valuenet.model.kept_forecast import ForecastDeal, KeptForecast
from valuenet.model.numbers import ZERO
from valuenet.model.opportunity import Opportunity
from valuenet.model.record import Kept
from valuenet.model.value_settings import ValueSettings
from valuenet.model.vocabulary import ElementKind
from valuenet.service.calibrations import workspace_calibration
from valuenet.service.caller import Caller
from valuenet.service.days import today
from valuenet.service.library import Library
from valuenet.service.networks import check_reason
from valuenet.service.opportunities import OpportunityQuestion, opportunities, unfit
from valuenet.service.records import Circumstances, kept_by_id, records_of, replayed, save_record
from valuenet.service.repeats import once, request
from valuenet.service.rights import needs
from valuenet.service.value_settings import value_settings
from valuenet.store.protocol import RecordQuestion
from valuenet.value.calibration import Calibration
from valuenet.value.forecast import Comparison, comparison
from valuenet.value.forecast import Kept as CameOfIt
from valuenet.value.portfolio import Portfolio, Position, position
from valuenet.value.portfolio import portfolio as assembled
from valuenet.value.present_value import terms

SEED = 1
"""The seed of every forecast that has to be drawn: the same opportunities give the same forecast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An open opportunity that no forecast counts, and why."""

    opportunity: Kept[Opportunity]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioView:
    """The open opportunities that answer a question: forecast and orders, with the records, and those that are left out.

    Amounts are what would be booked over the term, in the workspace's currency; customer value is never added to them.
    """

    portfolio: Portfolio
    opportunities: Mapping[OpportunityId, Kept[Opportunity]]
    left_out: tuple[LeftOut, ...]
    calibration: Calibration
    settings: ValueSettings

    @property
    def positions(self) -> tuple[Position, ...]:
        return self.portfolio.by_unbuilt


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastKeeping:
    """A forecast of the open opportunities that answer a question, to be kept under a title."""

    title: str
    question: OpportunityQuestion | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastView:
    """A kept forecast and what came of it: what the won ones among its deals are worth, and how many of them are still open."""

    kept: Kept[KeptForecast]
    came: Decimal
    open: int
    gone: int

    @property
    def settled(self) -> bool:
        """Whether all of it is known: every deal is closed."""
        return not self.open and not self.gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecasts:
    """The kept forecasts, the newest first, and how those that are settled turned out."""

    forecasts: tuple[ForecastView, ...]
    comparison: Comparison


@needs(Action.READ)
def portfolio(library: Library, caller: Caller, question: OpportunityQuestion | None = None) -> PortfolioView:
    """Where the open opportunities that answer a question stand, in closed form and in a fixed number of store calls."""
    found = [one for one in opportunities(library, caller, question) if one.record.closed is None]
    settings = value_settings(library, caller)
    learned = workspace_calibration(library, caller).calibration
    readings = library.readings(caller.workspace, [one.record.network for one in found])
    positions: list[Position] = []
    left: list[LeftOut] = []
    for one in found:
        reading = readings.get(one.record.network)
        wrong = [problem for problem in unfit(one.record, reading, settings) if problem.path in ("network", "price.currency")]
        if wrong or reading is None:
            left.append(LeftOut(opportunity=one, because="; ".join(f"{problem.path} {problem.message}" for problem in wrong)))
        else:
            positions.append(position(one.record, reading.network, settings, calibration=learned))
    return PortfolioView(
        portfolio=assembled(positions, settings, seed=SEED),
        opportunities={one.record.id: one for one in found},
        left_out=tuple(left),
        calibration=learned,
        settings=settings,
    )


@needs(Action.DECIDE)
def forecast_keep(library: Library, caller: Caller, keeping: ForecastKeeping, repeat: str | None = None) -> Kept[KeptForecast]:
    """Keep the forecast as it is today; refused where there is nothing to forecast."""
    asked = request(repeat, "forecast_keep", keeping)
    check_reason(keeping.reason)

    def change() -> Kept[KeptForecast]:
        directory = library.directory(caller.workspace)
        made = _kept(library, caller, keeping.title, portfolio(library, caller, keeping.question))
        return save_record(library, caller, made, None, Circumstances(directory=directory, asked=asked, reason=keeping.reason))

    return once(library, caller, asked, change, lambda body: replayed(library, caller, body, KeptForecast))


@needs(Action.READ)
def forecasts_kept(library: Library, caller: Caller) -> Forecasts:
    """The kept forecasts with what came of each, the newest first, in a fixed number of store calls."""
    kept = records_of(library, caller, KeptForecast, RecordQuestion(kind=ElementKind.KEPT_FORECAST, newest=True))
    settings = value_settings(library, caller)
    found = kept_by_id(library, caller, (deal.opportunity for one in kept for deal in one.record.deals), Opportunity)
    known = {one.record.id: one.record for one in found.values()}
    views = tuple(_came(one, known, settings) for one in kept)
    settled = [
        CameOfIt(mean=view.kept.record.mean, p10=view.kept.record.p10, p90=view.kept.record.p90, came=view.came)
        for view in views
        if view.settled
    ]
    return Forecasts(forecasts=views, comparison=comparison(settled))


def booked(opportunity: Opportunity, settings: ValueSettings) -> Decimal:
    """What an opportunity brings in bookings: all payments over its term, of the price that remains to us where that is told."""
    price = opportunity.pocket_price or opportunity.price
    return price.one_time + price.yearly * terms(opportunity, settings).years


def _kept(library: Library, caller: Caller, title: str, view: PortfolioView) -> KeptForecast:
    """The record of a forecast; its likelihoods are all calibrated or all a prior, since the workspace has one calibration."""
    calibrated = view.calibration.used
    found = view.portfolio.calibrated if calibrated else view.portfolio.prior
    deals = tuple(
        ForecastDeal(opportunity=one.opportunity, amount=one.amount, chance=Decimal(str(one.chance)), label=one.label)
        for one in sorted(view.positions, key=lambda one: one.key)
        if one.chance is not None
    )
    if not deals:
        remedy = "open opportunities, and say what they cost: a price of 0 has no likelihood"
        raise InvalidOpportunity([Problem(path="forecast", code="NOTHING_OPEN", message="has no deal in it", remedy=remedy)])
    alone, together = found.independent, found.stressed
    return KeptForecast(
        id=new_kept_forecast_id(),
        on=today(library),
        by=caller.actor,
        title=title,
        currency=view.settings.currency,
        deals=deals,
        mean=alone.mean,
        sd=alone.sd,
        p10=alone.p10,
        p50=alone.p50,
        p90=alone.p90,
        stressed_p10=together.p10,
        stressed_p50=together.p50,
        stressed_p90=together.p90,
        settings_revision=view.settings.revision,
    )


def _came(kept: Kept[KeptForecast], known: Mapping[OpportunityId, Opportunity], settings: ValueSettings) -> ForecastView:
    deals = [known[deal.opportunity] for deal in kept.record.deals if deal.opportunity in known]
    return ForecastView(
        kept=kept,
        came=sum((booked(deal, settings) for deal in deals if deal.won), ZERO),
        open=sum(deal.closed is None for deal in deals),
        gone=len(kept.record.deals) - len(deals),
    )
