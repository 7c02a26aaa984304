"""Value gaps are reported in one line, and decided about: gathered, resolved by an outcome, queued for the product people, declined."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import strawberry

from valuenet.api import history
from valuenet.api.context import Info
from valuenet.api.describing import answer, argument, input_, output, said, union
from valuenet.api.failures import InvalidEdit, KeyTaken, NotAllowed, NotFound, StaleRevision
from valuenet.api.gaps import ValueGap
from valuenet.api.history import Change
from valuenet.api.inputs import NetworkEditInput, network_edit
from valuenet.api.network import Network
from valuenet.api.refusals import Log, Reason, Repeat, answered, of_network, of_record
from valuenet.model.message_test import MONEY_A_YEAR
from valuenet.model.vocabulary import Desirability, ScoutFunction
from valuenet.service.caller import Caller
from valuenet.service.gap_decisions import (
    GapGathering,
    GapResolution,
    GapResolved,
    GapVerdict,
    gap_decline,
    gap_gather,
    gap_queue,
    gap_resolve,
)
from valuenet.service.gaps import GapReported, GapView, NewGap, gap_report
from valuenet.service.library import Library

GapName = Annotated[strawberry.ID, argument("The id of the gap.")]
GapExpected = Annotated[int | None, argument("The revision of the gap that you saw; needed to decide anew about one that was decided.")]


@input_
class ValueGapInput:
    """What a customer lacks. A test in which it came up stands for its account, its persona and its day."""

    text: str = said(
        "What they lack, in one line, at most 500 characters; everybody in the workspace reads it, so name nobody at a customer."
    )
    account: str = said("Where, by key or name; a new account is created. Not needed with a test.", default="")
    function: ScoutFunction = said("What the scout does for a living.")
    persona: str = said("Who feels it, by key.", default="")
    importance: Desirability = said("How much they would want it resolved.", default=Desirability.MEDIUM)
    anticipated: bool = said("Whether they knew of it beforehand.", default=True)
    stated: Decimal | None = said("What they say that resolving it is worth, below 10^15.", default=None)
    unit: str = said("What that number counts; at most 200 characters. Only `money a year` is ranked by.", default=MONEY_A_YEAR)
    on: date | None = said("On which day; not in the future. Today when left out.", default=None)
    scout: str = said("Who met it, at most 200 characters; whoever reports it when left out.", default="")
    test: strawberry.ID | None = said("The id of the test in which it came up.", default=None)
    new_account: bool = said("Whether an account with nearly the name of a known one is another.", default=False)

    def value(self) -> NewGap:
        return NewGap(
            text=self.text,
            account=self.account,
            function=self.function,
            persona=self.persona,
            importance=self.importance,
            anticipated=self.anticipated,
            stated=self.stated,
            unit=self.unit,
            on=self.on,
            scout=self.scout,
            test=self.test,
            new_account=self.new_account,
        )


@output
class ValueGapReported:
    """The gap was recorded."""

    gap: ValueGap = said("The gap.")
    account_created: bool = said("Whether nobody knew the account before.")


@output
class ValueGapDecided:
    """The decision was accepted; the scout sees it in `became`."""

    gap: ValueGap = said("The gap after the decision; of gathered ones the one that speaks for them.")


@output
class ValueGapResolved:
    """The gap has become an outcome."""

    gap: ValueGap = said("The gap after the decision.")
    network: Network | None = said("The network after the edits; null where none were given.")
    changes: list[Change] = said("What the edits changed.")


GapReportResult = Annotated[
    ValueGapReported | InvalidEdit | NotAllowed, union("GapReportResult", "The gap that was recorded, or everything that is wrong with it.")
]
GapDecisionResult = Annotated[
    ValueGapDecided | StaleRevision | InvalidEdit | NotFound | NotAllowed,
    union("GapDecisionResult", "The gap after a decision, or why it was refused."),
]
GapResolveResult = Annotated[
    ValueGapResolved | StaleRevision | InvalidEdit | NotFound | KeyTaken | NotAllowed,
    union("GapResolveResult", "The gap and what it became, or why that was refused."),
]


@output
class GapChanges:
    """What people report and decide about value gaps."""

    @answer(GapReportResult)
    async def gap_report(
        self, info: Info, gap: Annotated[ValueGapInput, argument("What they lack.")], idempotency_key: Repeat = None
    ) -> object:
        """Report what a customer lacks, and with it the account where it is a new one."""
        return await answered(info, info.context.ask(gap_report, gap.value(), idempotency_key), _reported)

    @answer(GapDecisionResult)
    async def gap_gather(
        self,
        info: Info,
        gaps: Annotated[list[strawberry.ID], argument("The ids of gaps that say the same.")],
        into: Annotated[strawberry.ID, argument("The id of the one that speaks for them.")],
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Gather gaps that say the same into one of them; what was gathered into these goes along."""
        gathering = GapGathering(gaps=tuple(gaps), into=into, reason=reason)
        return await answered(info, info.context.ask(gap_gather, gathering, idempotency_key), _decided, of_record)

    @answer(GapResolveResult)
    async def gap_resolve(
        self,
        info: Info,
        gap: GapName,
        outcome: Annotated[str, argument("What resolves it, as `network/key`, title or id; not needed where edits put one outcome.")] = "",
        network: Annotated[strawberry.ID | None, argument("The id or key of the network that the edits change.")] = None,
        edits: Annotated[list[NetworkEditInput] | None, argument("What makes the outcome, in this order; at most 500.")] = None,
        expected_network_revision: Annotated[
            int | None, argument("The network's revision that the edits were computed from; needed with edits.")
        ] = None,
        expected_revision: GapExpected = None,
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Say which outcome resolves a gap, and make it where it is new: the edits and the decision are one change."""

        def run(library: Library, caller: Caller) -> GapResolved:
            resolution = GapResolution(
                gap=gap,
                outcome=outcome,
                network=network,
                edits=tuple(network_edit(edit) for edit in edits or ()),
                expected_network=expected_network_revision,
                expected=expected_revision,
                reason=reason,
            )
            return gap_resolve(library, caller, resolution, idempotency_key)

        return await answered(info, info.context.ask(run), _resolved, _of_gap_or_network(gap, network or outcome.partition("/")[0]))

    @answer(GapDecisionResult)
    async def gap_queue(
        self, info: Info, gap: GapName, expected_revision: GapExpected = None, reason: Reason = "", idempotency_key: Repeat = None
    ) -> object:
        """Send a gap that nothing we have resolves to the product people."""
        verdict = GapVerdict(gap=gap, reason=reason, expected=expected_revision)
        return await answered(info, info.context.ask(gap_queue, verdict, idempotency_key), _decided, of_record)

    @answer(GapDecisionResult)
    async def gap_decline(
        self,
        info: Info,
        gap: GapName,
        reason: Annotated[str, argument("Why, for the scout; at most 500 characters.")],
        expected_revision: GapExpected = None,
        idempotency_key: Repeat = None,
    ) -> object:
        """Say that nothing will be done about a gap, and why."""
        verdict = GapVerdict(gap=gap, reason=reason, expected=expected_revision)
        return await answered(info, info.context.ask(gap_decline, verdict, idempotency_key), _decided, of_record)


def _of_gap_or_network(gap: str, network: str) -> Log:
    """The log of the gap or of the network, whichever a refusal names."""

    def found(library: Library, caller: Caller, subject: str) -> str:
        return gap if subject == gap else of_network(network)(library, caller, subject)

    return found


def _reported(done: GapReported) -> ValueGapReported:
    return ValueGapReported(gap=ValueGap.of(done.gap), account_created=done.account_created)


def _decided(view: GapView) -> ValueGapDecided:
    return ValueGapDecided(gap=ValueGap.of(view))


def _resolved(done: GapResolved) -> ValueGapResolved:
    network = Network.of(done.saved.reading) if done.saved else None
    changes = [history.change(change, network.names) for change in done.saved.changes] if done.saved and network else []
    return ValueGapResolved(gap=ValueGap.of(done.gap), network=network, changes=changes)
