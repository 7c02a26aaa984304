"""What is kept of scorecards and prices: scorecards frozen, price exceptions asked for and decided, forecasts kept."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

import strawberry

from valuenet.api.context import Info
from valuenet.api.describing import answer, argument, field, output, said, union
from valuenet.api.failures import InvalidEdit, InvalidOpportunity, NotAllowed, NotFound, StaleRevision
from valuenet.api.kept_forecasts import KeptForecast, kept_forecast
from valuenet.api.messages import OfAccount
from valuenet.api.opportunity_filter import Which, which
from valuenet.api.paging import After, First, size
from valuenet.api.price_exceptions import PriceException, PriceExceptionConnection, exception_connection, price_exception
from valuenet.api.refusals import Reason, Repeat, answered, of_record
from valuenet.api.scorecards import FrozenScorecard
from valuenet.service.caller import Caller
from valuenet.service.cursors import place
from valuenet.service.exceptions import (
    ExceptionDecision,
    ExceptionQuestion,
    ExceptionRequest,
    price_exception_decide,
    price_exception_page,
    price_exception_request,
)
from valuenet.service.library import Library
from valuenet.service.portfolio import ForecastKeeping, ForecastView, forecast_keep, forecasts_kept
from valuenet.service.scorecards import Freezing, scorecard_freeze

OpportunityName = Annotated[strawberry.ID, argument("The id or key of the opportunity.")]


@output
class ScorecardFrozen:
    """The scorecard was frozen."""

    frozen: FrozenScorecard = said("The scorecard as it was.")


@output
class PriceExceptionSaved:
    """The price exception was asked for, or decided."""

    exception: PriceException = said("The price exception after the change.")


@output
class ForecastKept:
    """The forecast was kept."""

    forecast: KeptForecast = said("The forecast as it was made.")


ScorecardResult = Annotated[
    ScorecardFrozen | StaleRevision | InvalidOpportunity | InvalidEdit | NotFound | NotAllowed,
    union("ScorecardResult", "The scorecard that was frozen, or why it was refused."),
]
PriceExceptionResult = Annotated[
    PriceExceptionSaved | StaleRevision | InvalidOpportunity | NotFound | NotAllowed,
    union("PriceExceptionResult", "The price exception after a change, or why it was refused."),
]
ForecastResult = Annotated[
    ForecastKept | InvalidOpportunity | InvalidEdit | NotAllowed,
    union("ForecastResult", "The forecast that was kept, or why it was refused."),
]


@output
class PriceQuestions:
    """What people ask about prices below list."""

    @field
    async def price_exceptions(
        self,
        info: Info,
        opportunity: Annotated[strawberry.ID | None, argument("Only those of this opportunity, by id or key.")] = None,
        account: OfAccount = None,
        decided: Annotated[bool | None, argument("Only those that are decided, or only those that are not.")] = None,
        first: First = 20,
        after: After = None,
    ) -> PriceExceptionConnection:
        """The price exceptions that were asked for, the newest first."""
        question = ExceptionQuestion(opportunity=opportunity, account=account, decided=decided)
        return exception_connection(await info.context.ask(price_exception_page, question, after=place(after), first=size(first)))


@output
class PriceChanges:
    """What people keep of scorecards and decide about prices."""

    @answer(ScorecardResult)
    async def scorecard_freeze(
        self,
        info: Info,
        opportunity: OpportunityName,
        stage: Annotated[str, argument("At which stage; that of the opportunity when left out. At most 200 characters.")] = "",
        expected_revision: Annotated[int | None, argument("The revision of the opportunity that you saw.")] = None,
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Keep the scorecard as it is now; what is frozen is what likelihoods are calibrated on."""
        freezing = Freezing(opportunity=opportunity, stage=stage, expected=expected_revision, reason=reason)
        call = info.context.ask(scorecard_freeze, freezing, idempotency_key)
        return await answered(info, call, lambda kept: ScorecardFrozen(frozen=FrozenScorecard.of(kept)), of_record)

    @answer(PriceExceptionResult)
    async def price_exception_request(
        self,
        info: Info,
        opportunity: OpportunityName,
        asked: Annotated[Decimal, argument("How much below list, a present value of all payments in the opportunity's currency, above 0.")],
        reason: Annotated[str, argument("Why; at most 500 characters.")],
        idempotency_key: Repeat = None,
    ) -> object:
        """Ask for a price below list; what the evidence says now is kept with it."""
        new = ExceptionRequest(opportunity=opportunity, asked=asked, reason=reason)
        call = info.context.ask(price_exception_request, new, idempotency_key)
        return await answered(info, call, lambda kept: PriceExceptionSaved(exception=price_exception(kept)))

    @answer(PriceExceptionResult)
    async def price_exception_decide(
        self,
        info: Info,
        exception: Annotated[strawberry.ID, argument("The id of the price exception.")],
        granted: Annotated[Decimal, argument("What is granted, a present value in the opportunity's currency; 0 is a refusal.")],
        reason: Annotated[str, argument("Why; at most 500 characters.")],
        expected_revision: Annotated[int | None, argument("The revision of the price exception that you saw.")] = None,
        idempotency_key: Repeat = None,
    ) -> object:
        """Decide about a price exception, once: what the evidence says now is kept with it, and the decision stays."""
        decision = ExceptionDecision(exception=exception, granted=granted, reason=reason, expected=expected_revision)
        call = info.context.ask(price_exception_decide, decision, idempotency_key)
        return await answered(info, call, lambda kept: PriceExceptionSaved(exception=price_exception(kept)), of_record)

    @answer(ForecastResult)
    async def forecast_keep(
        self,
        info: Info,
        title: Annotated[str, argument("What it is made for; at most 200 characters.")] = "",
        where: Which = None,
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Keep the forecast of the open opportunities as it is today, to be compared with what comes."""

        def run(library: Library, caller: Caller) -> ForecastView:
            keeping = ForecastKeeping(title=title, question=which(where), reason=reason)
            kept = forecast_keep(library, caller, keeping, idempotency_key)
            return next(one for one in forecasts_kept(library, caller).forecasts if one.kept.record.id == kept.record.id)

        return await answered(info, info.context.ask(run), lambda view: ForecastKept(forecast=kept_forecast(view)))
