"""Price exceptions: a request to sell below list with the guidance of that moment, and the one decision about it.

(:PriceException)-[:FOR]->(:Opportunity)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from valuenet.errors import InvalidOpportunity, Problem
from valuenet.model.access import Action
from valuenet.model.ids import new_price_exception_id
from valuenet.model.opportunity import Opportunity
from valuenet.model.price_exception import Guidance, PriceDecision, PriceException
from valuenet.model.record import Kept
from valuenet.model.vocabulary import ElementKind
from valuenet.service.caller import Caller
from valuenet.service.days import today
from valuenet.service.discretion import candid, seen
from valuenet.service.filters import Filter, record_question
from valuenet.service.library import Library
from valuenet.service.opportunities import opportunity_kept
from valuenet.service.opportunity_changes import check_open
from valuenet.service.records import Circumstances, Page, check_expected, kept, page_of, records_of, replayed, save_record
from valuenet.service.repeats import once, request
from valuenet.service.rights import needs
from valuenet.service.scorecards import ScorecardView, scorecard, scorecard_text
from valuenet.store.protocol import RecordQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionRequest:
    """How much below list is asked for an opportunity (id or key), as a present value of all payments, and why."""

    opportunity: str
    asked: Decimal
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionDecision:
    """What is granted of a price exception (id), 0 for nothing, and why; `expected` is the revision that the caller saw."""

    exception: str
    granted: Decimal
    reason: str
    expected: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionQuestion:
    """Which price exceptions? What is not given does not narrow it; `decided`: only those that are, or only those that are not."""

    opportunity: str | None = None
    account: str | None = None
    decided: bool | None = None


@needs(Action.RECORD)
def price_exception_request(library: Library, caller: Caller, new: ExceptionRequest, repeat: str | None = None) -> Kept[PriceException]:
    """Ask for a price below list; the guidance is computed now and kept with the request."""
    asked = request(repeat, "price_exception_request", new)

    def change() -> Kept[PriceException]:
        directory = library.directory(caller.workspace)
        found = scorecard(library, candid(caller), new.opportunity)
        check_open(found.view.kept)
        opportunity = found.view.opportunity
        _check_asked(found, new.asked)
        made = PriceException(
            id=new_price_exception_id(),
            opportunity=opportunity.id,
            network=opportunity.network,
            account=opportunity.account,
            on=today(library),
            by=caller.actor,
            asked=new.asked,
            reason=new.reason,
            guidance=guidance(library, found),
        )
        return seen(caller, save_record(library, caller, made, None, Circumstances(directory=directory, asked=asked)), {})

    return once(library, caller, asked, change, lambda body: replayed(library, caller, body, PriceException))


@needs(Action.DECIDE)
def price_exception_decide(
    library: Library, caller: Caller, decision: ExceptionDecision, repeat: str | None = None
) -> Kept[PriceException]:
    """Decide about a price exception, once and for good: by whom, why, and what the evidence said at that moment."""
    asked = request(repeat, "price_exception_decide", decision)

    def change() -> Kept[PriceException]:
        directory = library.directory(caller.workspace)
        before = kept(library, caller, decision.exception, PriceException)
        check_expected(before, decision.expected, before.record.id)
        _check_undecided(before.record)
        found = scorecard(library, caller, before.record.opportunity)
        made = PriceDecision(
            by=caller.actor, at=library.clock(), granted=decision.granted, reason=decision.reason, guidance=guidance(library, found)
        )
        after = replace(before.record, decision=made)
        return save_record(library, caller, after, before, Circumstances(directory=directory, asked=asked))

    def replay(body: dict[str, object]) -> Kept[PriceException]:
        return replayed(library, caller, body, PriceException)

    return once(library, caller, asked, change, replay, again=decision.expected is None)


@needs(Action.READ)
def price_exception_called(library: Library, caller: Caller, exception: str) -> Kept[PriceException]:
    """The price exception with this id, or `NotFound`."""
    return kept(library, caller, exception, PriceException)


@needs(Action.READ)
def price_exceptions_of(library: Library, caller: Caller, opportunity: Opportunity) -> Sequence[Kept[PriceException]]:
    """The price exceptions of an opportunity, the newest first; one read."""
    question = RecordQuestion(kind=ElementKind.PRICE_EXCEPTION, accounts=(opportunity.account,), newest=True)
    return [one for one in records_of(library, caller, PriceException, question) if one.record.opportunity == opportunity.id]


@needs(Action.READ)
def price_exception_page(
    library: Library, caller: Caller, question: ExceptionQuestion | None = None, *, after: str = "", first: int = 20
) -> Page[PriceException]:
    """The price exceptions that answer a question, the newest first; `place_of` says where the next page goes on."""
    asked = question or ExceptionQuestion()
    of = opportunity_kept(library, caller, asked.opportunity).record if asked.opportunity is not None else None
    account = asked.account if asked.account is not None or of is None else of.account
    wanted = record_question(library, caller, ElementKind.PRICE_EXCEPTION, Filter(account=account), newest=True, after=after)

    def passes(exception: PriceException) -> bool:
        here = of is None or exception.opportunity == of.id
        return here and asked.decided in (None, exception.decision is not None)

    return page_of(library, caller, PriceException, wanted, first=first, passes=passes)


def guidance(library: Library, found: ScorecardView) -> Guidance:
    """What a scorecard says of the price now; what people want for themselves is no affair of those who decide."""
    nothing = replace(found.scorecard.personal_subtotal, amount=None)
    card = replace(found.scorecard, personal=(), personal_subtotal=nothing)
    return Guidance(
        at=library.clock(),
        verdict=card.pricing.verdict.value,
        because=card.pricing.because,
        gap=card.pricing.gap.amount or Decimal(0),
        stated_share=card.stated_share.amount,
        network_revision=card.network_revision,
        settings_revision=card.settings_revision,
        scorecard=scorecard_text(card),
    )


def _check_asked(found: ScorecardView, asked: Decimal) -> None:
    top = found.scorecard.pricing.list_price.amount
    if asked.is_finite() and (asked <= 0 or (top is not None and asked > top)):
        remedy = f"give the present value of the discount, above 0 and up to {top}"
        raise InvalidOpportunity([Problem(path="asked", code="OUT_OF_BOUNDS", message=f"is {asked}", remedy=remedy)])


def _check_undecided(exception: PriceException) -> None:
    if (decided := exception.decision) is not None:
        said = f"was decided on {decided.at[:10]} by {decided.by.name}, and a decision stays"
        raise InvalidOpportunity([Problem(path="exception", code="DECIDED", message=said, remedy="ask for another price exception")])
