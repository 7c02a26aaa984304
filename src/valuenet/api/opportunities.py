"""Opportunities, possible sales to one account, as GraphQL types; asked for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import strawberry

from valuenet.api import accounts, failures
from valuenet.api.accounts import Account
from valuenet.api.buying import (
    ComparedOption,
    MoneyLine,
    Price,
    Stakeholder,
    UnmetWish,
    compared_option,
    price,
    stakeholder,
    unmet_wish,
)
from valuenet.api.calls import CustomerCall, customer_call
from valuenet.api.claims import Claim, claim
from valuenet.api.context import Info
from valuenet.api.describing import argument, field, output, said
from valuenet.api.dialogue_quality import DialogueQuality, dialogue_quality
from valuenet.api.figures import like
from valuenet.api.history import Actor, actor
from valuenet.api.network import Network
from valuenet.api.opportunity_filter import Which, which
from valuenet.api.paging import After, First, PageInfo, page_info, size
from valuenet.api.people import Node
from valuenet.api.price_exceptions import PriceException, price_exception
from valuenet.api.scorecards import ClaimHeard, FrozenScorecard, Scorecard, claim_heard
from valuenet.errors import NotFound
from valuenet.model import opportunity as model
from valuenet.model.directory import Directory
from valuenet.model.value_vocabulary import ClaimState, OpportunityKind
from valuenet.service.caller import Caller
from valuenet.service.cursors import place
from valuenet.service.dialogue_quality import dialogue_quality_by_seller, quality_of
from valuenet.service.exceptions import price_exceptions_of
from valuenet.service.heard import heard
from valuenet.service.library import Library
from valuenet.service.opportunities import OpportunityView, opportunity_called, opportunity_page
from valuenet.service.scorecards import frozen_of, scorecard_of

OpportunityName = Annotated[strawberry.ID, argument("The id or key of the opportunity.")]
_PRICES = ("price", "list_price", "floor_price", "pocket_price")
_WORDS = ("offering", "stage", "owner", "manager", "region", "basis_of_pay")

OfState = Annotated[list[ClaimState] | None, argument("Only those in one of these states; all when left out.")]


@output
class Opportunity(Node):
    """A possible sale to one account. All money is in `currency`; all prices are on the same terms."""

    key: str = said("The name in files and addresses; unique in the workspace.")
    name: str = said("For people.")
    kind: OpportunityKind = said("What kind of sale it is.")
    stage: str | None = said("The selling stage, as the seller calls it; no likelihood rests on it.")
    opened: date = said("When it was opened.")
    expected_close: date | None = said("When a decision is expected.")
    closed: date | None = said("When it was closed; null while it is open.")
    won: bool | None = said("Whether it was won; null while it is open.")
    owner: str | None = said("The seller.")
    manager: str | None = said("The seller's manager.")
    region: str | None = said("Where it is sold.")
    basis_of_pay: str | None = said("What the seller is paid by.")
    offering: str | None = said("What is offered.")
    currency: str = said("Of what all money of the opportunity is.")
    price: Price = said("What is offered now.")
    list_price: Price | None = said("Without any discount; null where the price is the list's.")
    floor_price: Price | None = said("The least that may be asked.")
    pocket_price: Price | None = said("What remains after everything that is given away.")
    switching_cost: Decimal = said("The customer's one-time cost of changing to us, in `currency`.")
    contribution_margin: Decimal | None = said("The share of our price that is contribution, from 0 to 1.")
    rate: Decimal | None = said("The customer's own discount rate a year, from 0 to 1; null where they told none.")
    base_rate: Decimal | None = said("The share of such sales that are won, from 0 to 1; null: the workspace's.")
    seed: int = said("What draws start from.")
    view: strawberry.Private[OpportunityView]

    @classmethod
    def of(cls, view: OpportunityView) -> Opportunity:
        value = view.opportunity
        prices = {name: price(found) if (found := getattr(value, name)) else None for name in _PRICES}
        words = {name: getattr(value, name) or None for name in _WORDS}
        return like(cls, value, id=strawberry.ID(value.id), view=view, **prices, **words)

    @property
    def value(self) -> model.Opportunity:
        return self.view.opportunity

    @property
    def directory(self) -> Directory | None:
        return self.view.reading.directory if self.view.reading else None

    @field
    def network(self) -> Network | None:
        """The network that its claims stand on; null where it is gone."""
        return Network.of(self.view.reading) if self.view.reading else None

    @field
    def account(self) -> Account | None:
        """At which customer."""
        return accounts.account(self.view.account) if self.view.account else None

    @field
    def alternatives(self) -> list[ComparedOption]:
        """What the customer could do instead; the status quo is always among them."""
        return [compared_option(one) for one in self.value.alternatives]

    @field
    def stakeholders(self) -> list[Stakeholder]:
        """The people in the decision."""
        return [stakeholder(one, self.directory) for one in self.value.stakeholders]

    @field
    def money_lines(self) -> list[MoneyLine]:
        """The lines of the customer's P&L on which claims stand."""
        return [like(MoneyLine, one) for one in self.value.lines]

    @field
    def claims(self, states: OfState = None) -> list[Claim]:
        """What the customer could get, outcome by outcome; at most 500. Results for persons are left out where they are not to be seen."""
        return [claim(one, self.view) for one in self.value.claims if states is None or one.state in states]

    @field
    def unmet(self) -> list[UnmetWish]:
        """What this customer desires and nothing of ours brings about."""
        return [unmet_wish(one, self.value, self.directory) for one in self.value.unmet]

    @field
    def calls(self) -> list[CustomerCall]:
        """The dialogues that were recorded, the first one first."""
        return [customer_call(one, self.view) for one in self.value.calls]

    @field
    def misfits(self) -> list[failures.Problem]:
        """What does not fit the network, the people or the currency of the workspace any more; it is kept, and counts nothing."""
        return failures.problems(self.view.misfits)

    @field
    async def heard(self, info: Info) -> list[ClaimHeard]:
        """What tests of messages say of the outcomes that are claimed, those that were tested."""
        found = await info.context.ask(heard, self.value)
        return [claim_heard(one, result) for one, result in found.items()]

    @field
    async def scorecard(self, info: Info) -> Scorecard | None:
        """What it is worth to the customer, as everything stands now."""
        found = await info.context.ask(scorecard_of, self.view)
        return Scorecard.of(found.scorecard, found.heard)

    @field
    async def frozen(self, info: Info) -> list[FrozenScorecard]:
        """The scorecards that were frozen at a stage, the oldest first."""
        return [FrozenScorecard.of(one) for one in await info.context.ask(frozen_of, self.value)]

    @field
    async def exceptions(self, info: Info) -> list[PriceException]:
        """The price exceptions that were asked for, the newest first."""
        return [price_exception(one) for one in await info.context.ask(price_exceptions_of, self.value)]

    @field
    def quality(self) -> DialogueQuality:
        """How good the dialogue is; each count leads to its records."""
        return dialogue_quality(quality_of(self.view))

    @field
    def url(self) -> str:
        """Where its scorecard is as a page to read and to print; `waterfall.svg`, `range.svg` and `tornado.svg` are beside it."""
        return f"/opportunities/{self.value.key}/scorecard"

    @field
    def revision(self) -> int:
        """Rises by one with every accepted change."""
        return self.view.kept.revision

    @field
    def changed_at(self) -> str:
        """When this revision was made, in UTC, ISO 8601."""
        return self.view.kept.changed_at

    @field
    def changed_by(self) -> Actor:
        """Who made this revision."""
        return actor(self.view.kept.changed_by)


@output
class OpportunityConnection:
    """A page of opportunities by key."""

    nodes: list[Opportunity] = said("The opportunities.")
    page_info: PageInfo = said("How to go on.")


@output
class OpportunityQuestions:
    """What people ask about opportunities."""

    @field
    async def opportunities(
        self,
        info: Info,
        where: Which = None,
        first: First = 20,
        after: After = None,
    ) -> OpportunityConnection:
        """The opportunities of the workspace, by key."""
        page = await info.context.ask(opportunity_page, which(where), after=place(after), first=size(first))
        last = page.opportunities[-1].place if page.opportunities else None
        return OpportunityConnection(nodes=[Opportunity.of(one) for one in page.opportunities], page_info=page_info(last, more=page.more))

    @field
    async def opportunity(
        self,
        info: Info,
        id: Annotated[strawberry.ID, argument("Its id or key.")],  # the name is the API's
    ) -> Opportunity | None:
        """One opportunity; null where there is none."""
        found = await info.context.ask(_called, id)
        return Opportunity.of(found) if found else None

    @field
    async def dialogue_qualities(self, info: Info, where: Which = None) -> list[DialogueQuality]:
        """How good the dialogues of each seller are, by the seller's name; each count leads to its records."""
        return [dialogue_quality(one) for one in await info.context.ask(dialogue_quality_by_seller, which(where))]


def _called(library: Library, caller: Caller, name: str) -> OpportunityView | None:
    try:
        return opportunity_called(library, caller, name)
    except NotFound:
        return None
