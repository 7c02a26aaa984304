"""Price exceptions as GraphQL types: what was asked and why, what the evidence said then, and what was decided."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from valuenet.api.describing import field, output, said
from valuenet.api.figures import like
from valuenet.api.history import Actor, actor
from valuenet.api.paging import PageInfo, page_info
from valuenet.api.people import Node
from valuenet.api.scorecards import Scorecard
from valuenet.model import price_exception as model
from valuenet.model.record import Kept
from valuenet.service.records import Page, place_of
from valuenet.service.scorecards import scorecard_read
from valuenet.value.price import Verdict


@output
class PriceEvidence:
    """What the scorecard said of the price at one moment; kept as it was."""

    at: str = said("When, in UTC, ISO 8601.")
    verdict: Verdict = said("What the value said about a price below list.")
    because: str = said("Why, in one sentence.")
    gap: Decimal = said("What the surplus at list lacked, a present value in the opportunity's currency.")
    stated_share: Decimal | None = said("Which share of the counted value was the customer's, from 0 to 1; null where nothing counted.")
    network_revision: int = said("The revision of the network that it was computed from.")
    settings_revision: int = said("The revision of the workspace's settings that it was computed from.")
    value: strawberry.Private[model.Guidance]

    @field
    def scorecard(self) -> Scorecard | None:
        """The whole scorecard of that moment; null for those who may not see what is personal, since customers' words are in it."""
        return Scorecard.of(scorecard_read(self.value.scorecard)) if self.value.scorecard is not None else None


@output
class PriceDecision:
    """What was decided about a price exception; never editable afterwards."""

    by: Actor = said("By whom.")
    at: str = said("When, in UTC, ISO 8601.")
    granted: Decimal = said("How much below list was granted, a present value in the opportunity's currency; 0 is a refusal.")
    reason: str = said("Why.")
    evidence: PriceEvidence = said("What the evidence said at that moment.")


@output
class PriceException(Node):
    """A request to sell below list."""

    opportunity: strawberry.ID = said("The id of the opportunity.")
    on: date = said("When it was asked.")
    by: Actor = said("Who asked.")
    asked: Decimal = said("How much below list, a present value of all payments in the opportunity's currency.")
    reason: str = said("Why.")
    evidence: PriceEvidence = said("What the evidence said when it was asked.")
    decision: PriceDecision | None = said("What was decided; null while nobody has decided.")
    revision: int = said("Rises by one when it is decided.")


@output
class PriceExceptionConnection:
    """A page of price exceptions, the newest first."""

    nodes: list[PriceException] = said("The price exceptions.")
    page_info: PageInfo = said("How to go on.")


def price_exception(kept: Kept[model.PriceException]) -> PriceException:
    """A price exception as GraphQL shows it."""
    value = kept.record
    return like(
        PriceException,
        value,
        id=strawberry.ID(value.id),
        by=actor(value.by),
        evidence=_evidence(value.guidance),
        decision=_decision(value.decision) if value.decision else None,
        revision=kept.revision,
    )


def exception_connection(page: Page[model.PriceException]) -> PriceExceptionConnection:
    """A page of price exceptions as GraphQL shows it."""
    last = place_of(page.kept[-1]) if page.kept else None
    return PriceExceptionConnection(nodes=[price_exception(one) for one in page.kept], page_info=page_info(last, more=page.more))


def _decision(value: model.PriceDecision) -> PriceDecision:
    return like(PriceDecision, value, by=actor(value.by), evidence=_evidence(value.guidance))


def _evidence(value: model.Guidance) -> PriceEvidence:
    return like(PriceEvidence, value, verdict=Verdict(value.verdict), value=value)
