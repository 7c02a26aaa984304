"""A request to sell below list, what the evidence said at that moment, and what was decided. Once decided, it is never changed.

(:PriceException)-[:FOR]->(:Opportunity)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from valuenet.errors import InvalidOpportunity, Problem
from valuenet.model.actor import Actor
from valuenet.model.evidence import SENTENCE
from valuenet.model.ids import AccountId, NetworkId, OpportunityId, PriceExceptionId
from valuenet.model.numbers import ZERO, decimals
from valuenet.model.text import unsettled


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """What the scorecard said of a price when it was asked: the verdict with its sentence, and the whole scorecard as JSON text.

    The scorecard is None where a veil lies over it.
    """

    at: str
    verdict: str
    because: str
    gap: Decimal
    stated_share: Decimal | None
    network_revision: int
    settings_revision: int
    scorecard: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceDecision:
    """What was granted, by whom, when and why, and what the evidence said at that moment; an amount of 0 is a refusal."""

    by: Actor
    at: str
    granted: Decimal
    reason: str
    guidance: Guidance

    def __post_init__(self) -> None:
        if problems := [*unsettled(self, reason=SENTENCE), *decimals(self, "granted", least=ZERO)]:
            raise InvalidOpportunity(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceException:
    """`asked`: how much below list, as a present value of all payments in the opportunity's currency, and why."""

    id: PriceExceptionId
    opportunity: OpportunityId
    network: NetworkId
    account: AccountId
    on: date
    by: Actor
    asked: Decimal
    reason: str
    guidance: Guidance
    decision: PriceDecision | None = None

    def __post_init__(self) -> None:
        problems = [*unsettled(self, reason=SENTENCE), *decimals(self, "asked", least=ZERO), *self._excess()]
        if problems:
            raise InvalidOpportunity(problems)

    def _excess(self) -> Iterator[Problem]:
        if self.decision is not None and self.decision.granted > self.asked:
            said = f"is {self.decision.granted}, and {self.asked} was asked"
            yield Problem(
                path="granted", code="OUT_OF_BOUNDS", message=said, remedy="grant what was asked at most, or let it be asked anew"
            )
