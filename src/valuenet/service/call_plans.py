"""Call plans: briefs that were kept for a meeting, what a manager says about them, and what has changed since they were kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from valuenet.messages.brief import brief as brief_for
from valuenet.messages.brief_json import brief_of_json, json_text
from valuenet.messages.brief_parts import Brief
from valuenet.model.access import Action
from valuenet.model.account import Account
from valuenet.model.call_plan import CallPlan, Comment
from valuenet.model.ids import new_call_plan_id
from valuenet.model.record import Kept
from valuenet.model.text import TITLE_LIMIT
from valuenet.model.vocabulary import ElementKind
from valuenet.service.briefs import BriefQuestion, meeting
from valuenet.service.caller import Caller
from valuenet.service.discretion import candid, seen
from valuenet.service.filters import Filter, record_question
from valuenet.service.library import Library
from valuenet.service.reading import Reading
from valuenet.service.records import Circumstances, built, kept, kept_by_id, page_of, place_of, replayed, save_record
from valuenet.service.repeats import once, request
from valuenet.service.rights import needs


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPlanView:
    """A kept brief as it was then, with its account; `changes` says in words which of its networks have changed since, and how far."""

    kept: Kept[CallPlan]
    brief: Brief
    account: Kept[Account] | None
    changes: tuple[str, ...]

    @property
    def place(self) -> str:
        """Where the page after this plan goes on."""
        return place_of(self.kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPlanPage:
    """A page of call plans, the newest first, and whether anything comes after it."""

    plans: tuple[CallPlanView, ...]
    more: bool


@needs(Action.RECORD)
def brief_keep(library: Library, caller: Caller, question: BriefQuestion, title: str = "", repeat: str | None = None) -> CallPlanView:
    """Keep a brief as the call plan, as it is now: results are recorded against it, and a manager comments."""
    asked = request(repeat, "brief_keep", question, title)
    plan_id = new_call_plan_id()

    def change() -> CallPlanView:
        met = meeting(library, caller, question)
        made = brief_for(met)
        plan = built(
            lambda: CallPlan(
                id=plan_id,
                title=title or f"{made.title}, {made.on}"[:TITLE_LIMIT],
                on=made.on,
                owner=caller.actor,
                networks=tuple(network.id for network in met.maps),
                attendees=met.attendees,
                brief=json_text(made),
                account=met.account.id if met.account else None,
            )
        )
        saved = save_record(library, caller, plan, None, Circumstances(directory=met.directory, asked=asked))
        return call_plan_views(library, caller, [saved])[0]

    return once(
        library, caller, asked, change, lambda body: call_plan_views(library, caller, [replayed(library, caller, body, CallPlan)])[0]
    )


@needs(Action.RECORD)
def call_plan_comment(library: Library, caller: Caller, plan: str, text: str, repeat: str | None = None) -> CallPlanView:
    """Add what somebody says about a plan; of two who speak at once, both are heard."""
    asked = request(repeat, "call_plan_comment", plan, text)

    def change() -> CallPlanView:
        directory = library.directory(caller.workspace)
        before = kept(library, candid(caller), plan, CallPlan)
        at = library.clock()
        after = built(lambda: replace(before.record, comments=(*before.record.comments, Comment(by=caller.actor, at=at, text=text))))
        saved = save_record(library, caller, after, before, Circumstances(directory=directory, asked=asked))
        return call_plan_views(library, caller, [saved])[0]

    return once(library, caller, asked, change, lambda body: _replayed(library, caller, body), again=True)


@needs(Action.READ)
def call_plan(library: Library, caller: Caller, plan_id: str) -> CallPlanView:
    """The call plan with this id, or `NotFound`."""
    return call_plan_views(library, caller, [kept(library, caller, plan_id, CallPlan)])[0]


@needs(Action.READ)
def call_plans(library: Library, caller: Caller, account: str | None = None, *, after: str = "", first: int = 20) -> CallPlanPage:
    """The call plans, of one account (id, key or name) or of all, the newest first."""
    wanted = record_question(library, caller, ElementKind.CALL_PLAN, Filter(account=account), newest=True, after=after)
    page = page_of(library, caller, CallPlan, wanted, first=first)
    return CallPlanPage(plans=tuple(call_plan_views(library, caller, page.kept)), more=page.more)


def call_plan_views(library: Library, caller: Caller, plans: Sequence[Kept[CallPlan]]) -> Sequence[CallPlanView]:
    """Call plans with their accounts, and with what has changed since they were kept, in their order."""
    if not plans:
        return ()
    readings = library.readings(caller.workspace, (network for one in plans for network in one.record.networks))
    accounts = kept_by_id(library, caller, (one.record.account for one in plans if one.record.account), Account)
    views = []
    for one in (seen(caller, plan, {}) for plan in plans):
        then = brief_of_json(one.record.brief)
        changes = tuple(_changes(then, [readings.get(network) for network in one.record.networks]))
        views.append(CallPlanView(kept=one, brief=then, account=accounts.get(one.record.account or ""), changes=changes))
    return views


def _changes(then: Brief, now: Sequence[Reading | None]) -> Iterator[str]:
    """What became of the networks of a brief, in its order, which is that of the plan."""
    for was, reading in zip(then.networks, now, strict=True):
        if reading is None:
            yield f"the network {was.key!r} was deleted since"
        elif reading.network.revision != was.revision:
            said = f", and is called {reading.network.key!r} now" if reading.network.key != was.key else ""
            yield f"the network {was.key!r} was changed since: revision {reading.network.revision} now, {was.revision} then{said}"


def _replayed(library: Library, caller: Caller, body: Mapping[str, object]) -> CallPlanView:
    return call_plan_views(library, caller, [replayed(library, caller, body, CallPlan)])[0]
