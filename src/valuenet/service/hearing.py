"""From what people tell about dialogues to tests: what every name in them means, and everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from valuenet.errors import Invalid, Problem
from valuenet.model.account import Account
from valuenet.model.call_plan import CallPlan
from valuenet.model.directory import Directory, Persona
from valuenet.model.ids import AccountId, NetworkId, OutcomeId, PersonaId, TestId, new_test_id
from valuenet.model.message import Message
from valuenet.model.message_test import MessageTest, StatedNumber
from valuenet.model.new_test import NewTest
from valuenet.model.record import Kept
from valuenet.model.vocabulary import TestResult
from valuenet.service.accounts import AccountBook
from valuenet.service.caller import Caller
from valuenet.service.days import not_yet, today
from valuenet.service.library import Library
from valuenet.service.naming import called, outcomes_meant, persona_meant
from valuenet.service.questions import Hit
from valuenet.service.records import kept_by_id

R = TypeVar("R", Message, CallPlan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A test that can be recorded, with what it speaks of; the account is still to be made where it is `new`."""

    test: MessageTest
    hit: Hit
    persona: Persona
    account: Account
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What was understood of each test that was told, or what is wrong with it; with the directory that it was understood by."""

    directory: Directory
    heard: tuple[Heard | tuple[Problem, ...], ...]
    accounts: Mapping[str, Kept[Account]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the names in some tests may mean."""

    messages: Mapping[str, Kept[Message]]
    plans: Mapping[str, Kept[CallPlan]]
    outcomes: Mapping[str, Hit | Problem]
    book: AccountBook


_STATED = {"amount": "stated", "unit": "unit"}
_BLANK = MessageTest(
    id=TestId(""),
    network=NetworkId(""),
    outcome=OutcomeId(""),
    persona=PersonaId(""),
    account=AccountId(""),
    on=date.min,
    result=TestResult.INCONCLUSIVE,
)
"""A test of which nothing is known yet."""


def hearing(library: Library, caller: Caller, told: Sequence[NewTest]) -> Hearing:
    """What all of this means, in a fixed number of store calls however much it is; later ones have later ids."""
    directory = library.directory(caller.workspace)
    messages = kept_by_id(library, caller, (new.message for new in told if new.message), Message)
    plans = kept_by_id(library, caller, (new.plan for new in told if new.plan), CallPlan)
    named = [*(new.outcome for new in told), *(message.record.outcome for message in messages.values())]
    outcomes = outcomes_meant(library, caller, named)
    planned = [plan.record.account for plan in plans.values() if plan.record.account]
    book = AccountBook.opened(library, caller, [*(new.account for new in told), *planned])
    listener = _Listener(library, directory, _Known(messages=messages, plans=plans, outcomes=outcomes, book=book))
    ids = sorted(new_test_id() for _ in told)
    heard = tuple(listener.heard(new, id_) for new, id_ in zip(told, ids, strict=True))
    return Hearing(directory=directory, heard=heard, accounts=book.kept)


class _Listener:
    """Understands one test after the other; accounts that the first ones make are known to the later ones."""

    def __init__(self, library: Library, directory: Directory, known: _Known) -> None:
        self.library = library
        self.directory = directory
        self.known = known
        self.problems: list[Problem] = []

    def heard(self, new: NewTest, test_id: TestId) -> Heard | tuple[Problem, ...]:
        """One test, or everything that is wrong with it."""
        self.problems = []
        message = self._record("message", new.message, self.known.messages)
        plan = self._record("plan", new.plan, self.known.plans)
        hit = self._outcome(new, message)
        persona = self._persona(new, message)
        account = self._account(new, plan)
        test = self._test(new, plan, test_id)
        if self.problems or test is None or hit is None or persona is None or account is None:
            return tuple(self.problems)
        person = test.person or next((one.person for one in plan.attendees if one.persona == persona.id), "") if plan else test.person
        named = replace(
            test,
            network=hit.reading.network.id,
            outcome=hit.outcome.id,
            persona=persona.id,
            account=account.id,
            message=message.id if message else None,
            plan=plan.id if plan else None,
            person=person,
        )
        return Heard(test=named, hit=hit, persona=persona, account=account, new=account.id not in self.known.book.kept)

    def _record(self, path: str, record_id: str | None, known: Mapping[str, Kept[R]]) -> R | None:
        """The message or call plan with this id, if one is named."""
        if not record_id:
            return None
        if record_id in known:
            return known[record_id].record
        what = path.replace("plan", "call plan")
        self._add(path, f"UNKNOWN_{path.upper()}", f"there is no {what} {record_id!r}", "give its id as a list shows it, or leave it out")
        return None

    def _outcome(self, new: NewTest, message: Message | None) -> Hit | None:
        """The outcome that is named, or that of the message; both must be the same."""
        meant = self.known.outcomes.get(new.outcome) if new.outcome or not message else None
        spoken = self.known.outcomes.get(message.outcome) if message else None
        if isinstance(spoken, Problem) and not new.outcome:
            remedy = "restore the outcome in its network's history, or name another outcome and leave the message out"
            self._add("message", "ORPHANED", "the outcome that this message speaks of was removed", remedy)
            return None
        if isinstance(meant, Problem):
            self.problems.append(meant)
            return None
        if message and meant and meant.outcome.id != message.outcome:
            remedy = "leave out the outcome, or the message"
            self._add("outcome", "NOT_OF_MESSAGE", f"the message does not speak of {called(meant)}", remedy)
        return meant or (spoken if isinstance(spoken, Hit) else None)

    def _persona(self, new: NewTest, message: Message | None) -> Persona | None:
        """The persona that is named, or that of the message; both must be the same."""
        meant = persona_meant(self.directory, new.persona or (message.persona if message else ""))
        if isinstance(meant, Problem):
            self.problems.append(meant)
            return None
        if message and meant.id != message.persona:
            self._add("persona", "NOT_OF_MESSAGE", f"the message is not put to {meant.key!r}", "leave out the persona, or the message")
        return meant

    def _account(self, new: NewTest, plan: CallPlan | None) -> Account | None:
        """The account that is named, or that of the call plan; both must be the same."""
        meant = self.known.book.meant(new.account or (plan.account if plan and plan.account else ""), new=new.new_account)
        if isinstance(meant, Problem):
            self.problems.append(meant)
            return None
        if plan and plan.account and meant.id != plan.account:
            self._add("account", "NOT_OF_PLAN", f"the call plan is for another account than {meant.key!r}", "leave out one of the two")
        return meant

    def _test(self, new: NewTest, plan: CallPlan | None, test_id: TestId) -> MessageTest | None:
        """What was said and when; the names in it come later."""
        on = new.on or (plan.on if plan else today(self.library))
        if wrong := not_yet(self.library, "on", on):
            self.problems.append(wrong)
        stated = None
        try:
            stated = StatedNumber(amount=new.stated, unit=new.unit) if new.stated is not None else None
        except Invalid as invalid:
            self.problems += [replace(wrong, path=_STATED[wrong.path]) for wrong in invalid.problems]
        try:
            return replace(
                _BLANK,
                id=test_id,
                on=on,
                result=new.result,
                person=new.person,
                quote=new.quote,
                desirability=new.desirability,
                stated=stated,
                thought_of=new.thought_of,
                need=new.need,
                credible=new.credible,
            )
        except Invalid as invalid:
            self.problems += invalid.problems
        return None

    def _add(self, path: str, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(path=path, code=code, message=message, remedy=remedy))
