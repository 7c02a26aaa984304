"""Briefs are asked for, and kept as call plans: what a manager says about them, and what has changed since, as GraphQL types."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import strawberry

from valuenet import errors
from valuenet.api import accounts
from valuenet.api.accounts import Account
from valuenet.api.briefs import Brief
from valuenet.api.context import Info
from valuenet.api.describing import answer, argument, field, input_, output, said, union
from valuenet.api.failures import InvalidEdit, NotAllowed, NotFound
from valuenet.api.history import Actor, actor
from valuenet.api.messages import OfAccount
from valuenet.api.paging import After, First, PageInfo, page_info, size
from valuenet.api.people import Node
from valuenet.api.refusals import Repeat, answered
from valuenet.model import call_plan as model
from valuenet.service.briefs import Attending, BriefQuestion, brief
from valuenet.service.call_plans import CallPlanView, brief_keep, call_plan, call_plan_comment, call_plans
from valuenet.service.caller import Caller
from valuenet.service.cursors import place
from valuenet.service.library import Library


@input_
class AttendeeInput:
    """Somebody who will be there."""

    persona: str = said("In the role of which persona, by key.")
    person: str = said("Their name, where it is known; at most 200 characters.", default="")


Personas = Annotated[list[str] | None, argument("Who comes, by key of the persona; a page each, in this order.")]
Attendees = Annotated[list[AttendeeInput] | None, argument("Who comes, with a name.")]
AtAccount = Annotated[str | None, argument("The account, by id, key or name; null where nothing is known of it.")]
OnDay = Annotated[date | None, argument("The day of the meeting; today when left out.")]
AboutNetworks = Annotated[
    list[strawberry.ID] | None, argument("These networks, by id or key, at most 20; all that these personas are tagged in when left out.")
]


@output
class Comment:
    """What somebody says about a call plan."""

    by: Actor = said("Who.")
    at: str = said("When, in UTC, ISO 8601.")
    text: str = said("What.")


@output
class CallPlan(Node):
    """A brief that was kept for a meeting, as it was then. Results are recorded against it: `tests(plan:)` lists them."""

    title: str = said("What the meeting is.")
    on: date = said("The day of the meeting.")
    view: strawberry.Private[CallPlanView]

    @classmethod
    def of(cls, view: CallPlanView) -> CallPlan:
        value = view.kept.record
        return cls(id=strawberry.ID(value.id), title=value.title, on=value.on, view=view)

    @property
    def value(self) -> model.CallPlan:
        return self.view.kept.record

    @field
    def brief(self) -> Brief:
        """The brief as it was when it was kept."""
        return Brief(value=self.view.brief)

    @field
    def account(self) -> Account | None:
        """At which account; null where none was named."""
        return accounts.account(self.view.account) if self.view.account else None

    @field
    def owner(self) -> Actor:
        """Who kept it."""
        return actor(self.value.owner)

    @field
    def comments(self) -> list[Comment]:
        """What was said about it, the oldest first."""
        return [Comment(by=actor(one.by), at=one.at, text=one.text) for one in self.value.comments]

    @field
    def changed_since(self) -> list[str]:
        """What has become of its networks since it was kept, in words; empty where they are as they were."""
        return list(self.view.changes)

    @field
    def url(self) -> str:
        """Where it is as a page to read and to print; `.md` and `.json` are beside it."""
        return f"/briefs/{self.value.id}"

    @field
    def revision(self) -> int:
        """Rises by one with every comment."""
        return self.view.kept.revision


@output
class CallPlanConnection:
    """A page of call plans, the newest first."""

    nodes: list[CallPlan] = said("The plans.")
    page_info: PageInfo = said("How to go on.")


@output
class CallPlanSaved:
    """The plan was kept, or said something about."""

    plan: CallPlan = said("The plan after the change.")


CallPlanResult = Annotated[
    CallPlanSaved | InvalidEdit | NotFound | NotAllowed, union("CallPlanResult", "The call plan after a change, or why it was refused.")
]


@output
class MeetingQuestions:
    """What people ask before a meeting."""

    @field
    async def brief(
        self,
        info: Info,
        personas: Personas = None,
        attendees: Attendees = None,
        account: AtAccount = None,
        on: OnDay = None,
        networks: AboutNetworks = None,
    ) -> Brief | None:
        """What each of them cares about most here and why it follows, what to say and to ask, what was heard, what to avoid."""
        return Brief(value=await info.context.ask(brief, question(personas, attendees, account, on, networks)))

    @field
    async def call_plans(self, info: Info, account: OfAccount = None, first: First = 20, after: After = None) -> CallPlanConnection:
        """The briefs that were kept."""
        page = await info.context.ask(call_plans, account, after=place(after), first=size(first))
        last = page.plans[-1].place if page.plans else None
        return CallPlanConnection(nodes=[CallPlan.of(view) for view in page.plans], page_info=page_info(last, more=page.more))

    @field
    async def call_plan(self, info: Info, id: Annotated[strawberry.ID, argument("Its id.")]) -> CallPlan | None:  # the name is the API's
        """One call plan; null where there is none."""
        found = await info.context.ask(_called, id)
        return CallPlan.of(found) if found else None


@output
class MeetingChanges:
    """What people change about the plan of a meeting."""

    @answer(CallPlanResult)
    async def brief_keep(
        self,
        info: Info,
        personas: Personas = None,
        attendees: Attendees = None,
        account: AtAccount = None,
        on: OnDay = None,
        networks: AboutNetworks = None,
        title: Annotated[str, argument("What the meeting is, at most 200 characters; account and day when left out.")] = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Keep a brief as the call plan, as it is now."""
        asked = question(personas, attendees, account, on, networks)

        def run(library: Library, caller: Caller) -> CallPlanView:
            try:
                return brief_keep(library, caller, asked, title, idempotency_key)
            except errors.InvalidQuestion as wrong:
                raise errors.InvalidEdit(wrong.problems) from None

        return await answered(info, info.context.ask(run), _saved)

    @answer(CallPlanResult)
    async def call_plan_comment(
        self,
        info: Info,
        plan: Annotated[strawberry.ID, argument("The id of the plan.")],
        text: Annotated[
            str,
            argument("What to say about it, at most 2000 characters; everybody in the workspace reads it, so name nobody at a customer."),
        ],
        idempotency_key: Repeat = None,
    ) -> object:
        """Say something about a plan, for whoever goes to the meeting."""
        return await answered(info, info.context.ask(call_plan_comment, plan, text, idempotency_key), _saved)


def question(
    personas: list[str] | None,
    attendees: list[AttendeeInput] | None,
    account: str | None,
    on: date | None,
    networks: list[strawberry.ID] | None,
) -> BriefQuestion:
    """The question that the arguments of a field stand for."""
    return BriefQuestion(
        personas=tuple(personas or ()),
        attendees=tuple(Attending(persona=one.persona, person=one.person) for one in attendees or ()),
        account=account,
        on=on,
        networks=tuple(networks or ()),
    )


def _saved(view: CallPlanView) -> CallPlanSaved:
    return CallPlanSaved(plan=CallPlan.of(view))


def _called(library: Library, caller: Caller, plan_id: str) -> CallPlanView | None:
    try:
        return call_plan(library, caller, plan_id)
    except errors.NotFound:
        return None
