"""Briefs for meetings: what a seller asks for, and all that is known about it beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from valuenet.errors import Invalid, InvalidQuestion, NotFound, Problem
from valuenet.messages.brief import brief as brief_for
from valuenet.messages.brief_parts import Brief
from valuenet.messages.meeting import Meeting
from valuenet.model.access import Action
from valuenet.model.account import Account
from valuenet.model.call_plan import Attendee
from valuenet.model.directory import Directory, unknown
from valuenet.model.message import Message
from valuenet.model.message_test import MessageTest
from valuenet.model.record import Kept
from valuenet.model.value_gap import ValueGap
from valuenet.model.vocabulary import ElementKind
from valuenet.service.accounts import account_called
from valuenet.service.caller import Caller
from valuenet.service.days import today
from valuenet.service.library import Library
from valuenet.service.naming import networks_called
from valuenet.service.reading import Reading
from valuenet.service.records import kept_by_id, records_of
from valuenet.service.rights import needs
from valuenet.service.stated_values import stated_in_opportunities
from valuenet.store.protocol import RecordQuestion

MOST_NETWORKS = 20
"""How many networks a brief is made from at most where none is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attending:
    """Somebody who will be there: the key of the persona, and their name where it is known."""

    persona: str
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefQuestion:
    """A meeting: who comes (`personas` by key, `attendees` with a name), at which account (id, key or name), when, about which networks.

    The day is today unless it is given. Where no network is named, all that these personas are tagged in are meant.
    """

    personas: tuple[str, ...] = ()
    attendees: tuple[Attending, ...] = ()
    account: str | None = None
    on: date | None = None
    networks: tuple[str, ...] = ()


@needs(Action.READ)
def brief(library: Library, caller: Caller, question: BriefQuestion) -> Brief:
    """The brief for a meeting; the same question at the same revision gives the same brief. A fixed number of store calls."""
    return brief_for(meeting(library, caller, question))


@needs(Action.READ)
def meeting(library: Library, caller: Caller, question: BriefQuestion) -> Meeting:
    """All that is known before a meeting, or `InvalidQuestion` with every name in the question that means nothing."""
    directory = library.directory(caller.workspace)
    problems: list[Problem] = []
    attendees = _attendees(directory, question, problems)
    account = _account(library, caller, question, problems)
    readings = _readings(library, caller, question, attendees, problems)
    if problems:
        raise InvalidQuestion(problems)
    ids = tuple(str(reading.network.id) for reading in readings)
    tests = [one.record for one in records_of(library, caller, MessageTest, RecordQuestion(kind=ElementKind.TEST, networks=ids))]
    messages = records_of(library, caller, Message, RecordQuestion(kind=ElementKind.MESSAGE, networks=ids))
    accounts = kept_by_id(library, caller, (test.account for test in tests), Account)
    return Meeting(
        on=question.on or today(library),
        attendees=attendees,
        networks=tuple(reading.network for reading in readings),
        directory=readings[0].directory if readings else directory,
        account=account.record if account else None,
        accounts=tuple(one.record for one in accounts.values()),
        tests=tuple(tests),
        messages=tuple(one.record for one in messages),
        gaps=tuple(_gaps(library, caller, account)),
        stated=tuple(stated_in_opportunities(library, caller, readings)),
    )


def _attendees(directory: Directory, question: BriefQuestion, problems: list[Problem]) -> tuple[Attendee, ...]:
    """Who comes, those with a name first named; a persona that is named both ways counts once."""
    people = directory.persona_by_key
    named = {one.persona for one in question.attendees}
    said = [*question.attendees, *(Attending(persona=key) for key in dict.fromkeys(question.personas) if key not in named)]
    found: list[Attendee] = []
    for one in said:
        path = "personas" if one.persona in question.personas else "attendees"
        if one.persona not in people:
            problems.append(unknown(path, "persona", one.persona, people))
            continue
        try:
            found.append(Attendee(persona=people[one.persona].id, person=one.person))
        except Invalid as invalid:
            problems += [wrong.under("attendees") for wrong in invalid.problems]
    if not said:
        problems.append(Problem(path="personas", code="MISSING", message="is empty", remedy="name at least one persona by its key"))
    return tuple(found)


def _account(library: Library, caller: Caller, question: BriefQuestion, problems: list[Problem]) -> Kept[Account] | None:
    if not question.account:
        return None
    try:
        return account_called(library, caller, question.account)
    except NotFound as missing:
        remedy = f"{missing.remedy}; leave it out where nothing is known of the account yet"
        problems.append(Problem(path="account", code="UNKNOWN_ACCOUNT", message=f"there is no account {question.account!r}", remedy=remedy))
    except InvalidQuestion as several:
        problems += several.problems
    return None


def _readings(
    library: Library, caller: Caller, question: BriefQuestion, attendees: Sequence[Attendee], problems: list[Problem]
) -> Sequence[Reading]:
    """The networks that are named, or those in use in which somebody who comes is tagged; by key."""
    if question.networks:
        try:
            return sorted(networks_called(library, caller, question.networks), key=lambda reading: reading.network.key)
        except InvalidQuestion as wrong:
            problems += wrong.problems
            return ()
    found = {
        summary.id: summary
        for persona in dict.fromkeys(one.persona for one in attendees)
        for summary in library.store.networks_tagged_with(caller.workspace, persona, limit=MOST_NETWORKS + 1)
        if not summary.archived
    }
    if len(found) > MOST_NETWORKS:
        message = f"these personas are tagged in more than {MOST_NETWORKS} networks"
        problems.append(Problem(path="networks", code="TOO_MANY", message=message, remedy="name those that the meeting is about"))
        return ()
    readings = library.readings(caller.workspace, found)
    return sorted(readings.values(), key=lambda reading: reading.network.key)


def _gaps(library: Library, caller: Caller, account: Kept[Account] | None) -> Sequence[ValueGap]:
    """What an account lacks, and what that was gathered into elsewhere."""
    if account is None:
        return ()
    here = records_of(library, caller, ValueGap, RecordQuestion(kind=ElementKind.VALUE_GAP, accounts=(account.record.id,)))
    there = {one.record.id for one in here}
    into = kept_by_id(
        library, caller, (one.record.same_as for one in here if one.record.same_as and one.record.same_as not in there), ValueGap
    )
    return [one.record for one in (*here, *into.values())]
