"""All opportunities at once as GraphQL types: the forecast, what is kept of it, three orders, and the calibration of win likelihoods."""

from __future__ import annotations

from decimal import Decimal

import strawberry

from valuenet.api.context import Info
from valuenet.api.describing import field, output, said
from valuenet.api.figures import like
from valuenet.api.kept_forecasts import ForecastComparison, KeptForecasts, kept_forecast
from valuenet.api.opportunity_filter import Which, which
from valuenet.service.calibrations import CalibrationView, workspace_calibration
from valuenet.service.portfolio import PortfolioView, forecasts_kept
from valuenet.service.portfolio import portfolio as standing
from valuenet.value import forecast as forecasts
from valuenet.value import portfolio as model
from valuenet.value.calibration import PRIOR


@output
class Outlook:
    """What the won deals come to, in the workspace's currency; customer value is never added."""

    mean: Decimal = said("Every amount times its likelihood, in the workspace's currency.")
    sd: Decimal = said("Standard deviation, in the workspace's currency.")
    p10: Decimal = said("The smallest amount that is not exceeded in at least 10 % of cases, in the workspace's currency.")
    p50: Decimal = said("The same for 50 %, in the workspace's currency.")
    p90: Decimal = said("The same for 90 %, in the workspace's currency.")


@output
class OutlookPoint:
    """One point of the distribution of what the won deals come to."""

    share: float = said("In which share of cases it is not exceeded, from 0 to 1.")
    amount: Decimal = said("The amount, in the workspace's currency.")


@output
class Forecast:
    """What open opportunities may bring. Forecasts of calibrated and of prior likelihoods are made apart."""

    label: str = said("Whose likelihoods: `calibrated` with its numbers, or `prior, not calibrated`.")
    deals: int = said("How many opportunities it counts.")
    exact: bool = said("Whether every sum was looked at (up to 25 deals); else quantiles are drawn with a fixed seed.")
    independent: Outlook = said("Where deals know nothing of each other.")
    stressed: Outlook = said("Under a shock that all deals share.")
    curve: list[OutlookPoint] = said("The distribution where deals know nothing of each other, from 5 % to 95 %.")


@output
class OpportunityStanding:
    """Where one open opportunity stands, as lists show it; its scorecard tells the whole."""

    opportunity: strawberry.ID = said("The id of the opportunity.")
    key: str = said("Its key.")
    name: str = said("Its name.")
    owner: str | None = said("The seller.")
    amount: Decimal = said("What would be booked: all payments over the term, in the workspace's currency, not discounted.")
    chance: float | None = said("The win likelihood, from 0 to 1; null at a price of 0.")
    label: str = said("On what the likelihood rests.")
    preference: Decimal = said("The headline preference, a present value in the workspace's currency.")
    unbuilt: Decimal = said("What the customer has not envisioned yet, a present value in the workspace's currency.")
    evidence: Decimal | None = said("Which share of the counted value the customer stated, from 0 to 1; null where nothing counts.")


@output
class LeftOut:
    """An opportunity that a list does not count."""

    opportunity: strawberry.ID = said("The id of the opportunity.")
    key: str = said("Its key.")
    because: str = said("Why.")


@output
class Portfolio:
    """The open opportunities: what they may bring, and where a conversation pays most."""

    forecasts: list[Forecast] = said("By calibrated and by prior likelihoods apart; those that count any opportunity.")
    by_unbuilt: list[OpportunityStanding] = said("Where a conversation pays most first.")
    by_preference: list[OpportunityStanding] = said("Those who should prefer us most first.")
    by_evidence: list[OpportunityStanding] = said("Those of whose value the customer stated most first.")
    left_out: list[LeftOut] = said("Open opportunities that no forecast counts.")
    settings_revision: int = said("The revision of the settings that it was computed from.")


@output
class CalibrationBin:
    """Predictions of about the same height, and what came of them."""

    n: int = said("How many.")
    predicted: float = said("Their mean, from 0 to 1.")
    observed: float = said("The share that was won, from 0 to 1.")
    low: float = said("The lower end of its 90 % interval, from 0 to 1.")
    high: float = said("The upper end of its 90 % interval, from 0 to 1.")


@output
class Calibration:
    """What closed opportunities say about win likelihoods, from the scorecards that were frozen while they were open."""

    used: bool = said("Whether likelihoods go by it.")
    label: str = said("What every likelihood carries.")
    won: int = said("How many were won.")
    lost: int = said("How many were lost.")
    brier: float | None = said("Mean square of prediction less what came, out of sample, from 0 to 1; null before there are enough.")
    base_brier: float | None = said("The same for predicting the share won of the others.")
    why_not: list[str] = said("Why it is not used; empty where it is.")
    bins: list[CalibrationBin] = said("Predictions in bins of equal number, the lowest first.")
    url: str = said("Where the plot is.")


@output
class PortfolioQuestions:
    """What people ask about all opportunities."""

    @field
    async def portfolio(self, info: Info, where: Which = None) -> Portfolio:
        """What the open opportunities may bring, and where a conversation pays most."""
        return _portfolio(await info.context.ask(standing, which(where)))

    @field
    async def kept_forecasts(self, info: Info) -> KeptForecasts:
        """The forecasts that were kept, each compared with what came."""
        found = await info.context.ask(forecasts_kept)
        shown = [kept_forecast(one) for one in found.forecasts]
        return KeptForecasts(forecasts=shown, comparison=like(ForecastComparison, found.comparison))

    @field
    async def calibration(self, info: Info) -> Calibration:
        """What closed opportunities say about win likelihoods; an honest "not yet" before there are enough."""
        return _calibration(await info.context.ask(workspace_calibration))


def _portfolio(view: PortfolioView) -> Portfolio:
    found = view.portfolio
    made = [_forecast(one, label) for one, label in _labelled(view) if one.deals]

    left = [(one.opportunity, one.because) for one in view.left_out]

    def shown(positions: tuple[model.Position, ...]) -> list[OpportunityStanding]:
        return [_standing(one, view) for one in positions]

    return Portfolio(
        forecasts=made,
        by_unbuilt=shown(found.by_unbuilt),
        by_preference=shown(found.by_preference),
        by_evidence=shown(found.by_evidence),
        left_out=[LeftOut(opportunity=strawberry.ID(one.record.id), key=one.record.key, because=why) for one, why in left],
        settings_revision=view.settings.revision,
    )


def _labelled(view: PortfolioView) -> list[tuple[forecasts.Forecast, str]]:
    return [(view.portfolio.calibrated, view.calibration.label), (view.portfolio.prior, PRIOR)]


def _forecast(value: forecasts.Forecast, label: str) -> Forecast:
    return like(
        Forecast,
        value,
        label=label,
        independent=like(Outlook, value.independent),
        stressed=like(Outlook, value.stressed),
        curve=[OutlookPoint(share=share, amount=amount) for share, amount in value.curve],
    )


def _standing(value: model.Position, view: PortfolioView) -> OpportunityStanding:
    record = view.opportunities[value.opportunity].record
    return like(OpportunityStanding, value, name=record.name, owner=record.owner or None)


def _calibration(view: CalibrationView) -> Calibration:
    bins = [like(CalibrationBin, one) for one in view.table]
    return like(Calibration, view.calibration, bins=bins, url="/portfolio/calibration.svg")
