"""Value gaps, what customers lack and scouts report, as GraphQL types: each with what became of it; asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

import strawberry

from valuenet.api import accounts, people
from valuenet.api.accounts import Account
from valuenet.api.context import Info
from valuenet.api.describing import argument, field, output, said
from valuenet.api.dialogue import StatedNumber, stated_number
from valuenet.api.history import Actor, actor
from valuenet.api.mentions import AccountName, account_name
from valuenet.api.messages import OfAccount, OfNetwork, OfPersona
from valuenet.api.network import Network
from valuenet.api.nodes import Outcome
from valuenet.api.paging import After, First, PageInfo, fewest_last, page_info, part, size
from valuenet.api.people import Node, Persona
from valuenet.errors import NotFound
from valuenet.model import value_gap as model
from valuenet.model.directory import Directory
from valuenet.model.vocabulary import Desirability, GapState, ScoutFunction
from valuenet.service.caller import Caller
from valuenet.service.cursors import place
from valuenet.service.gap_reviews import GatheringProposal as Proposal
from valuenet.service.gap_reviews import QueuedView, gathering_proposals, product_queue
from valuenet.service.gaps import GapQuestion, GapView, gap_called, gap_page
from valuenet.service.library import Library


@output
class GapDecision:
    """What was decided about a gap."""

    by: Actor = said("By whom.")
    at: str = said("When, in UTC, ISO 8601.")
    reason: str | None = said("Why.")


@output
class ValueGap(Node):
    """What a customer lacks and would want resolved, as somebody who met them reported it, and what became of it."""

    text: str = said("What they lack, in one line.")
    state: GapState = said("How far it has come.")
    view: strawberry.Private[GapView]

    @classmethod
    def of(cls, view: GapView) -> ValueGap:
        value = view.kept.record
        return cls(id=strawberry.ID(value.id), text=value.text, state=value.state, view=view)

    @property
    def value(self) -> model.ValueGap:
        return self.view.kept.record

    @field
    def became(self) -> str | None:
        """What became of it, in words for its scout, such as 'became outcome “…” on 2026-11-03 by Ann'; null while it is open."""
        return self.view.became

    @field
    def outcome(self) -> Outcome | None:
        """The outcome that resolves it; null where there is none, or where it was removed since."""
        reading, found = self.view.subject.reading, self.view.subject.outcome
        return Outcome.of(Network.of(reading), found) if reading and found else None

    @field
    def same_as(self) -> ValueGap | None:
        """The gap that it was gathered into."""
        return ValueGap.of(self.view.into) if self.view.into else None

    @field
    def decision(self) -> GapDecision | None:
        """The last decision about it; null while it is open."""
        found = self.value.decision
        return GapDecision(by=actor(found.by), at=found.at, reason=found.reason or None) if found else None

    @field
    def account(self) -> Account | None:
        """Where it was met."""
        return accounts.account(self.view.subject.account) if self.view.subject.account else None

    @field
    def persona(self) -> Persona | None:
        """Who feels it; null where that was not said."""
        return people.persona(self.view.subject.persona) if self.view.subject.persona else None

    @field
    def on(self) -> date:
        """On which day it was met."""
        return self.value.on

    @field
    def scout(self) -> str:
        """Who reported it."""
        return self.value.scout

    @field
    def function(self) -> ScoutFunction:
        """What the scout does for a living."""
        return self.value.function

    @field
    def importance(self) -> Desirability:
        """How much the customer would want it resolved."""
        return self.value.importance

    @field
    def anticipated(self) -> bool:
        """Whether the customer knew of it beforehand."""
        return self.value.anticipated

    @field
    def stated(self) -> StatedNumber | None:
        """What the customer said that resolving it is worth."""
        return stated_number(self.value.stated)

    @field
    def test(self) -> strawberry.ID | None:
        """The id of the test in which it came up."""
        return strawberry.ID(self.value.test) if self.value.test else None

    @field
    def revision(self) -> int:
        """Rises by one with every decision."""
        return self.view.kept.revision


@output
class ValueGapConnection:
    """A page of gaps, the newest first."""

    nodes: list[ValueGap] = said("The gaps.")
    page_info: PageInfo = said("How to go on.")


@output
class GatheringProposal:
    """Open gaps that seem to say the same as another one; a person decides, with `gapGather`."""

    into: ValueGap = said("The gap that would speak for them.")
    gaps: list[ValueGap] = said("The gaps that seem to say the same, oldest first.")
    because: list[str] = said("Why each of them does, in the same order: the words that they share.")


@output
class GatheringProposalConnection:
    """A page of proposals, those with most gaps first, then the oldest."""

    nodes: list[GatheringProposal] = said("The proposals.")
    page_info: PageInfo = said("How to go on.")


@output
class QueuedGap:
    """A gap that nothing we have resolves, with everything that was reported about it."""

    gap: ValueGap = said("The gap.")
    reports: int = said("How many reports say it, this one included.")
    accounts: list[AccountName] = said("The accounts that lack it, by key; each counts once.")
    personas: list[Persona] = said("Who feels it.")
    money: Decimal = said("What accounts said that it is worth, in money a year, each at its last word, added up.")
    stated_by: int = said("How many accounts named an amount.")
    because: list[str] = said("Why it stands where it stands.")


@output
class QueuedGapConnection:
    """A page of the product queue: at most accounts first, then of most personas, then with most money, then the oldest."""

    nodes: list[QueuedGap] = said("The gaps.")
    page_info: PageInfo = said("How to go on.")


@output
class GapQuestions:
    """What people ask about value gaps."""

    @field
    async def gaps(
        self,
        info: Info,
        state: Annotated[GapState | None, argument("Only those that have come so far.")] = None,
        network: OfNetwork = None,
        persona: OfPersona = None,
        account: OfAccount = None,
        function: Annotated[ScoutFunction | None, argument("Only those that people in this function reported.")] = None,
        scout: Annotated[str | None, argument("Only those that this person reported, by name, without regard to case.")] = None,
        first: First = 20,
        after: After = None,
    ) -> ValueGapConnection:
        """What customers lack, and what became of it; `network` is the one of the outcome that a gap became."""
        question = GapQuestion(network=network, persona=persona, account=account, state=state, function=function, scout=scout)
        page = await info.context.ask(gap_page, question, after=place(after), first=size(first))
        last = page.gaps[-1].place if page.gaps else None
        return ValueGapConnection(nodes=[ValueGap.of(view) for view in page.gaps], page_info=page_info(last, more=page.more))

    @field
    async def gap(self, info: Info, id: Annotated[strawberry.ID, argument("Its id.")]) -> ValueGap | None:  # the name is the API's
        """One value gap; null where there is none."""
        found = await info.context.ask(_called, id)
        return ValueGap.of(found) if found else None

    @field
    async def gathering_proposals(self, info: Info, first: First = 20, after: After = None) -> GatheringProposalConnection:
        """Which open gaps seem to say the same."""
        found = await info.context.ask(gathering_proposals)
        nodes, info_of_page = part(found, _proposal_place, first, after)
        return GatheringProposalConnection(nodes=[_proposal(one) for one in nodes], page_info=info_of_page)

    @field
    async def product_queue(self, info: Info, first: First = 20, after: After = None) -> QueuedGapConnection:
        """What customers ask the product people for, ranked by accounts, personas and stated money."""
        found, directory = await info.context.ask(_queue)
        nodes, info_of_page = part(found, _queued_place, first, after)
        return QueuedGapConnection(nodes=[_queued(one, directory) for one in nodes], page_info=info_of_page)


def _called(library: Library, caller: Caller, gap_id: str) -> GapView | None:
    try:
        return gap_called(library, caller, gap_id)
    except NotFound:
        return None


def _queue(library: Library, caller: Caller) -> tuple[Sequence[QueuedView], Directory]:
    return product_queue(library, caller), library.directory(caller.workspace)


def _proposal(value: Proposal) -> GatheringProposal:
    return GatheringProposal(into=ValueGap.of(value.into), gaps=[ValueGap.of(view) for view in value.gaps], because=list(value.because))


def _proposal_place(value: Proposal) -> str:
    return f"{fewest_last(len(value.gaps))} {value.into.kept.record.on} {value.into.kept.record.id}"


def _queued(value: QueuedView, directory: Directory) -> QueuedGap:
    known, people_by_id = value.queued, directory.persona_by_id
    return QueuedGap(
        gap=ValueGap.of(value.gap),
        reports=len(known.reports),
        accounts=[account_name(one) for one in known.accounts],
        personas=[people.persona(people_by_id[one]) for one in known.personas if one in people_by_id],
        money=known.money,
        stated_by=known.stated_by,
        because=list(known.because),
    )


def _queued_place(value: QueuedView) -> str:
    known = value.queued
    money = 10**24 - int(known.money * 1000)
    return f"{fewest_last(len(known.accounts))} {fewest_last(len(known.personas))} {money:025} {known.gap.on} {known.gap.id}"
