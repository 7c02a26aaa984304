"""Two scorecards of one opportunity beside each other, as GraphQL types: what moved, and who changed what between them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

import strawberry

from valuenet.api.context import Info
from valuenet.api.describing import argument, field, output, said
from valuenet.api.figures import like
from valuenet.api.history import Actor, actor
from valuenet.model.value_vocabulary import ClaimState
from valuenet.service import scorecard_comparing as service
from valuenet.service.scorecard_comparing import scorecards_compared
from valuenet.store.protocol import Revision
from valuenet.value.booked import Decision


@output
class ComputedFrom:
    """From which revisions a scorecard was computed."""

    opportunity: int = said("The revision of the opportunity.")
    network: int = said("The revision of the network.")
    settings: int = said("The revision of the settings; 0: the defaults.")


@output
class FigureMoved:
    """A headline figure that is not what it was."""

    name: str = said("Which figure.")
    before: Decimal | None = said("What it was, in `unit`; null where it was not defined.")
    after: Decimal | None = said("What it is, in `unit`; null where it is not defined.")
    unit: str = said("A currency, `share` or `probability`.")


@output
class ClaimMoved:
    """A claim that came, went, or is not what it was."""

    claim: strawberry.ID = said("The id of the claim.")
    title: str = said("The title of its outcome.")
    state_before: ClaimState | None = said("Where it stood on the ladder; null where it was not claimed.")
    state_after: ClaimState | None = said("Where it stands; null where it is not claimed any more.")
    decision_before: Decision | None = said("What became of it then.")
    decision_after: Decision | None = said("What becomes of it.")
    value_before: Decimal | None = said("What it was worth, a present value in the opportunity's currency.")
    value_after: Decimal | None = said("What it is worth, a present value in the opportunity's currency.")
    because: str = said("Why it is what it is.")


@output
class ChangeBetween:
    """Something that was changed between two scorecards: of the opportunity, its network or the settings."""

    subject: strawberry.ID = said("The id of what was changed.")
    revision: int = said("The revision that it led to.")
    by: Actor = said("Who changed it.")
    at: str = said("When, in UTC, ISO 8601.")
    reason: str | None = said("Why, where that was said.")


@output
class ScorecardsCompared:
    """What moved from one scorecard to a later one, and why."""

    opportunity: strawberry.ID = said("The id of the opportunity.")
    before: ComputedFrom = said("What the earlier one was computed from.")
    after: ComputedFrom = said("What the later one was computed from.")
    figures: list[FigureMoved] = said("The headline figures that moved.")
    claims: list[ClaimMoved] = said("The claims that moved.")
    changes: list[ChangeBetween] = said("Who changed what in between, the newest first.")


@output
class ComparingQuestions:
    """What people ask about how scorecards moved."""

    @field
    async def scorecards_compared(
        self,
        info: Info,
        earlier: Annotated[strawberry.ID, argument("The id of a frozen scorecard.")],
        later: Annotated[strawberry.ID | None, argument("The id of a later one; the scorecard as it is now when left out.")] = None,
    ) -> ScorecardsCompared | None:
        """What moved between two scorecards of an opportunity, and who changed what between them."""
        return _compared(await info.context.ask(scorecards_compared, earlier, later))


def _compared(value: service.ScorecardsCompared) -> ScorecardsCompared:
    return like(
        ScorecardsCompared,
        value,
        before=like(ComputedFrom, value.before),
        after=like(ComputedFrom, value.after),
        figures=[like(FigureMoved, one) for one in value.figures],
        claims=[like(ClaimMoved, one) for one in value.claims],
        changes=[_change(one) for one in value.changes],
    )


def _change(logged: Revision) -> ChangeBetween:
    return ChangeBetween(
        subject=strawberry.ID(logged.subject), revision=logged.number, by=actor(logged.actor), at=logged.at, reason=logged.reason or None
    )
