"""What people ask. Each question is one request; each field that leaves a network costs a fixed number of store calls."""

from __future__ import annotations

from typing import Annotated

import strawberry

from valuenet.api.access import AccessQuestions
from valuenet.api.accounts import AccountQuestions
from valuenet.api.call_plans import MeetingQuestions
from valuenet.api.closed_loops import LoopQuestions
from valuenet.api.context import Info
from valuenet.api.describing import argument, field, input_, output, said
from valuenet.api.dialogue import DialogueQuestions
from valuenet.api.discounts import DiscountQuestions
from valuenet.api.gaps import GapQuestions
from valuenet.api.global_ids import thing
from valuenet.api.knowledge import KnowledgeQuestions
from valuenet.api.matrix import MarketingQuestions
from valuenet.api.messages import MessageQuestions
from valuenet.api.network import Network
from valuenet.api.nodes import Outcome
from valuenet.api.opportunities import OpportunityQuestions
from valuenet.api.paging import After, First, PageInfo, size
from valuenet.api.people import Directory, Node
from valuenet.api.portfolio import PortfolioQuestions
from valuenet.api.pricing import PriceQuestions
from valuenet.api.scorecard_comparing import ComparingQuestions
from valuenet.api.stated_values import StatedValueQuestions
from valuenet.api.value_settings import SettingQuestions
from valuenet.api.waiting import MinRevision, patiently
from valuenet.errors import NotFound
from valuenet.model.directory import Directory as DirectoryValue
from valuenet.model.vocabulary import Importance, Level, OutcomeKind
from valuenet.service import networks, questions
from valuenet.service.caller import Caller
from valuenet.service.cursors import cursor, place
from valuenet.service.library import Library
from valuenet.service.questions import HitPage, OutcomesQuestion
from valuenet.store.protocol import NetworkSummary


@input_
class DesiredByInput:
    """Whose desires count."""

    any_of: list[str] = said("Keys of personas: outcomes that any of them desires. Empty: any persona.", default_factory=list)
    levels: list[Level] = said("Only personas of these levels. Empty: any level.", default_factory=list)
    importance: Importance | None = said("Only tags of this importance.", default=None)


@output
class OutcomeConnection:
    """A page of outcomes, nearest to a differentiator first, then by key."""

    nodes: list[Outcome] = said("The outcomes.")
    page_info: PageInfo = said("How to go on.")


@output
class NetworkEntry(Node):
    """A network as a list shows it."""

    key: str = said("The name in files; unique in the workspace.")
    name: str = said("For people.")
    revision: int = said("Rises by one with every accepted change.")
    changed_at: str = said("When this revision was made, in UTC, ISO 8601.")
    archived: bool = said("Whether it is left out of questions.")


@output
class NetworkConnection:
    """A page of networks by key."""

    nodes: list[NetworkEntry] = said("The networks.")
    page_info: PageInfo = said("How to go on.")


@output
class Query(
    AccessQuestions,
    AccountQuestions,
    MessageQuestions,
    DialogueQuestions,
    KnowledgeQuestions,
    MarketingQuestions,
    GapQuestions,
    LoopQuestions,
    MeetingQuestions,
    OpportunityQuestions,
    ComparingQuestions,
    PriceQuestions,
    PortfolioQuestions,
    DiscountQuestions,
    StatedValueQuestions,
    SettingQuestions,
):
    """What people ask."""

    @field
    async def outcomes(
        self,
        info: Info,
        desired_by: Annotated[DesiredByInput | None, argument("Whose desires count; anybody's when left out.")] = None,
        kind: Annotated[OutcomeKind | None, argument("Only results for the business, or only for the person.")] = None,
        anticipated: Annotated[bool | None, argument("Only those that customers see coming, or do not.")] = None,
        wanted: Annotated[bool | None, argument("False: what people suffer from. Null: both.")] = True,
        ours: Annotated[bool | None, argument("False: what alternatives bring about. Null: both.")] = True,
        text: Annotated[str, argument("Only titles that contain this, without regard to case.")] = "",
        network: Annotated[strawberry.ID | None, argument("Only this network, by id or key.")] = None,
        reached_from: Annotated[str | None, argument("Only what follows from this differentiator of that network, by key.")] = None,
        min_revision: MinRevision = None,
        first: First = 20,
        after: After = None,
    ) -> OutcomeConnection:
        """Which outcomes do these personas desire, and why do they follow from what we do? Archived networks are left out."""
        desires = desired_by or DesiredByInput()
        question = OutcomesQuestion(
            personas=tuple(desires.any_of),
            levels=tuple(desires.levels),
            importance=desires.importance,
            kind=kind,
            anticipated=anticipated,
            wanted=wanted,
            ours=ours,
            text=text,
            network=network,
            reached_from=reached_from,
            least=min_revision,
        )
        page = await patiently(info.context.ask, questions.outcomes_desired, question, after=place(after), first=size(first))
        return _outcome_page(page)

    @field
    async def network(
        self,
        info: Info,
        id: Annotated[strawberry.ID, argument("Its id or key.")],  # the name is the API's
        min_revision: MinRevision = None,
    ) -> Network | None:
        """One network; null where there is none."""
        return await patiently(info.context.ask, _network, id, min_revision)

    @field
    async def networks(
        self,
        info: Info,
        first: First = 20,
        after: After = None,
        archived: Annotated[bool, argument("Archived ones too.")] = False,
    ) -> NetworkConnection:
        """The networks of the workspace, by key."""
        found = await info.context.ask(networks.network_list, after=place(after), limit=size(first) + 1, archived=archived)
        shown = found[:first]
        end = cursor(shown[-1].key) if shown else None
        return NetworkConnection(
            nodes=[_entry(summary) for summary in shown], page_info=PageInfo(end_cursor=end, has_next_page=len(found) > first)
        )

    @field
    async def directory(self, info: Info) -> Directory:
        """The personas and alternatives of the workspace."""
        return Directory(value=await info.context.ask(_directory))

    @field
    async def node(
        self,
        info: Info,
        id: Annotated[strawberry.ID, argument("The id of anything.")],  # the name is the API's
    ) -> Node | None:
        """Anything that has an id; null where there is no such thing in this workspace."""
        return await info.context.ask(thing, id)


def _outcome_page(page: HitPage) -> OutcomeConnection:
    shown = {hit.reading.network.id: Network.of(hit.reading) for hit in page.hits}
    outcomes = [Outcome.of(shown[hit.reading.network.id], hit.outcome) for hit in page.hits]
    end = cursor(page.hits[-1].place) if page.hits else None
    return OutcomeConnection(nodes=outcomes, page_info=PageInfo(end_cursor=end, has_next_page=page.more))


def _entry(summary: NetworkSummary) -> NetworkEntry:
    return NetworkEntry(
        id=strawberry.ID(summary.id),
        key=summary.key,
        name=summary.name,
        revision=summary.revision,
        changed_at=summary.changed_at,
        archived=summary.archived,
    )


def _network(library: Library, caller: Caller, name: str, least: int | None) -> Network | None:
    try:
        return Network.of(questions.network_read(library, caller, name, least))
    except NotFound:
        return None


def _directory(library: Library, caller: Caller) -> DirectoryValue:
    return library.directory(caller.workspace)
