"""Tests in dialogue: recorded in one call, listed, and never changed; what is recorded may propose a tag that the network lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from valuenet.errors import InvalidEdit, Problem
from valuenet.model.access import Action
from valuenet.model.account import Account
from valuenet.model.edits import Tag
from valuenet.model.ids import TestId
from valuenet.model.message_test import MessageTest
from valuenet.model.new_test import NewTest
from valuenet.model.record import Kept
from valuenet.model.text import WHY_LIMIT
from valuenet.model.vocabulary import Desirability, ElementKind, Importance, TestResult
from valuenet.service.caller import Caller
from valuenet.service.discretion import candid
from valuenet.service.filters import Filter, record_question
from valuenet.service.hearing import Heard, Hearing, hearing
from valuenet.service.library import Library
from valuenet.service.naming import called
from valuenet.service.questions import Hit
from valuenet.service.records import Batch, kept, kept_by_id, page_of, place_of, records_of, save_records, saving
from valuenet.service.repeats import Request, once, problems_told, request
from valuenet.service.rights import needs
from valuenet.service.subjects import Subject, subjects
from valuenet.store.protocol import RecordQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class TagProposal:
    """A tag that a test speaks for and the network does not have: an edit that is ready to be made, and the same in words."""

    hit: Hit
    edit: Tag

    @property
    def sentence(self) -> str:
        """What is proposed and why."""
        return (
            f"{called(self.hit)} is not tagged with {self.edit.persona}, and somebody in that role spoke about it: "
            f"tag it as {self.edit.importance} if others like them desire it too"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TestRecorded:
    """A test as it was recorded, or would be (revision 0), and what should be known about it.

    `account_created`: nobody knew the account before. `repeats`: a test that says the same is recorded already; both count
    as one unit, and nothing needs to be done unless the two are one conversation that was recorded twice.
    """

    __test__ = False  # the word is the domain's; test runners look for classes of this name

    kept: Kept[MessageTest]
    account: Account
    account_created: bool = False
    proposal: TagProposal | None = None
    repeats: TestId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TestQuestion:
    """Which tests? What is not given does not narrow it; a message and a call plan are named by id."""

    __test__ = False  # the word is the domain's; test runners look for classes of this name

    network: str | None = None
    outcome: str | None = None
    persona: str | None = None
    account: str | None = None
    result: TestResult | None = None
    message: str | None = None
    plan: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TestView:
    """A test with what it speaks of."""

    __test__ = False  # the word is the domain's; test runners look for classes of this name

    kept: Kept[MessageTest]
    subject: Subject

    @property
    def place(self) -> str:
        """Where the page after this test goes on."""
        return place_of(self.kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class TestPage:
    """A page of tests, the newest first, and whether anything comes after it."""

    __test__ = False  # the word is the domain's; test runners look for classes of this name

    tests: tuple[TestView, ...]
    more: bool


@needs(Action.RECORD)
def message_test(library: Library, caller: Caller, new: NewTest, repeat: str | None = None) -> TestRecorded:
    """Record one test, and with it the account where it is a new one; `InvalidEdit` has everything that is wrong with it."""
    asked = request(repeat, "message_test", new)

    def change() -> TestRecorded:
        understood = hearing(library, caller, [new])
        (heard,) = understood.heard
        if isinstance(heard, tuple):
            raise InvalidEdit(heard)
        return record(library, caller, understood, [heard], asked)[0]

    return once(library, caller, asked, change, lambda body: replayed(library, caller, body)[0], again=True)


def record(  # noqa: PLR0913  # what is saved, for whom, and what is said of the rest
    library: Library,
    caller: Caller,
    understood: Hearing,
    heard: Sequence[Heard],
    asked: Request | None,
    *,
    left_out: Sequence[Problem] = (),
    dry_run: bool = False,
) -> Sequence[TestRecorded]:
    """Save tests that were understood, and the accounts that they make, in one commit; with `dry_run` only say what that would be.

    `left_out`: what was wrong with others, for the answer to the same request again.
    """
    made = {one.account.id: one.account for one in heard if one.new}
    repeats = _repeats(library, caller, heard)
    at = library.clock()
    if not dry_run:
        batch = Batch(
            directory=understood.directory,
            records=(*(saving(account) for account in made.values()), *(saving(one.test) for one in heard)),
            asked=asked,
            answer={
                "tests": [one.test.id for one in heard],
                "made": list(made),
                "repeats": repeats,
                "problems": problems_told(left_out),
            },
        )
        at = save_records(library, caller, batch)
    revision = 0 if dry_run else 1
    return [
        TestRecorded(
            kept=Kept(record=one.test, revision=revision, changed_at=at, changed_by=caller.actor),
            account=one.account,
            account_created=one.new,
            proposal=_proposal(one.hit, one.persona.key, one.test),
            repeats=repeats.get(one.test.id),
        )
        for one in heard
    ]


def replayed(library: Library, caller: Caller, body: Mapping[str, object]) -> Sequence[TestRecorded]:
    """What was answered before: the tests as they are for ever, and what should be known about them now."""
    ids, made, repeats = body["tests"], body["made"], body["repeats"]
    assert isinstance(ids, list)
    assert isinstance(made, list)
    assert isinstance(repeats, dict), "answers are written by `record`"
    found = kept_by_id(library, caller, map(str, ids), MessageTest)
    tests = [found[test_id] for test_id in ids if test_id in found]
    return [
        TestRecorded(
            kept=one,
            account=subject.account.record,
            account_created=one.record.account in made,
            proposal=_proposal(Hit(reading=subject.reading, outcome=subject.outcome, place=""), subject.persona.key, one.record)
            if subject.reading and subject.outcome and subject.persona
            else None,
            repeats=repeats.get(one.record.id),
        )
        for one, subject in zip(tests, subjects(library, caller, [one.record for one in tests]), strict=True)
        if subject.account
    ]


@needs(Action.READ)
def message_tests(library: Library, caller: Caller, question: TestQuestion | None = None, *, after: str = "", first: int = 20) -> TestPage:
    """The tests that answer a question, the newest first."""
    asked = question or TestQuestion()
    about = Filter(network=asked.network, outcome=asked.outcome, persona=asked.persona, account=asked.account)
    wanted = record_question(library, caller, ElementKind.TEST, about, newest=True, after=after)

    def passes(test: MessageTest) -> bool:
        pairs = ((asked.result, test.result), (asked.message, test.message), (asked.plan, test.plan))
        return all(wish is None or wish == fact for wish, fact in pairs)

    narrowed = (asked.result, asked.message, asked.plan) != (None, None, None)
    page = page_of(library, caller, MessageTest, wanted, first=first, passes=passes if narrowed else None)
    spoken_of = subjects(library, caller, [one.record for one in page.kept])
    views = (TestView(kept=one, subject=subject) for one, subject in zip(page.kept, spoken_of, strict=True))
    return TestPage(tests=tuple(views), more=page.more)


@needs(Action.READ)
def message_test_called(library: Library, caller: Caller, test_id: str) -> TestView:
    """The test with this id, or `NotFound`."""
    found = kept(library, caller, test_id, MessageTest)
    return TestView(kept=found, subject=subjects(library, caller, [found.record])[0])


def _proposal(hit: Hit, persona: str, test: MessageTest) -> TagProposal | None:
    """The tag that the network lacks, where the persona did not refute the outcome."""
    tagged = any(tag.persona == test.persona for tag in hit.reading.network.tags_of.get(hit.outcome.id, ()))
    if tagged or test.result is TestResult.REFUTED:
        return None
    importance = Importance.PRIMARY if test.desirability is Desirability.HIGH else Importance.SECONDARY
    why = test.quote if len(test.quote) <= WHY_LIMIT else ""
    return TagProposal(hit=hit, edit=Tag(outcome=hit.outcome.key, persona=persona, importance=importance, why=why))


def _repeats(library: Library, caller: Caller, heard: Sequence[Heard]) -> Mapping[TestId, TestId]:
    """Of tests that are about to be recorded, those that say the same as one that is there already or comes before them; one read."""
    tests = [one.test for one in heard]
    known = [one.test for one in heard if not one.new]
    question = RecordQuestion(
        kind=ElementKind.TEST,
        outcomes=tuple(sorted({test.outcome for test in known})),
        personas=tuple(sorted({test.persona for test in known})),
        accounts=tuple(sorted({test.account for test in known})),
    )
    there = [one.record for one in records_of(library, candid(caller), MessageTest, question)] if known else []
    first: dict[MessageTest, TestId] = {}
    for test in (*there, *tests):
        first.setdefault(replace(test, id=TestId("")), test.id)
    earlier = ((test.id, first[replace(test, id=TestId(""))]) for test in tests)
    return {test: other for test, other in earlier if other != test}
