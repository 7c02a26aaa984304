"""Tests in dialogue are recorded: one in one mutation, or the sheet of a week's meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Annotated

import strawberry

from valuenet.api.context import Info
from valuenet.api.describing import answer, argument, input_, output, said, union
from valuenet.api.dialogue import MessageTest
from valuenet.api.failures import InvalidDocument, InvalidEdit, NotAllowed, Problem, problems
from valuenet.api.network import Network
from valuenet.api.nodes import Outcome
from valuenet.api.people import Persona, persona
from valuenet.api.refusals import Repeat, answered
from valuenet.model.message_test import MONEY_A_YEAR
from valuenet.model.new_test import NewTest
from valuenet.model.record import Kept
from valuenet.model.vocabulary import Desirability, Importance, TestResult
from valuenet.service.caller import Caller
from valuenet.service.dialogue import TagProposal, TestRecorded, TestView, message_test
from valuenet.service.dialogue_imports import TestsImport, TestsImported, message_tests_import, uploaded_tests
from valuenet.service.library import Library
from valuenet.service.subjects import Subject, subjects


@input_
class MessageTestInput:
    """What one person in the role of a persona at one account made of one outcome. Only the result and what was tested are needed.

    A message stands for its outcome and persona, a call plan for its account, its day and who attends.
    """

    outcome: str = said("What was spoken about, as `network/key`, by its title, or by id; not needed with a message.", default="")
    persona: str = said("In which role they spoke, by key; not needed with a message.", default="")
    account: str = said("At which company, by key or name; a new one is created. Not needed with a plan.", default="")
    result: TestResult = said("What came of it.")
    on: date | None = said("On which day; not in the future. Today, or the day of the plan, when left out.", default=None)
    message: strawberry.ID | None = said("The id of the message that was used.", default=None)
    plan: strawberry.ID | None = said("The id of the call plan that it is recorded against.", default=None)
    person: str = said("Who it was; at most 200 characters.", default="")
    quote: str = said("In the customer's own words; at most 2000 characters.", default="")
    desirability: Desirability | None = said("How desirable they said that it is.", default=None)
    stated: Decimal | None = said("The number that they gave, below 10^15.", default=None)
    unit: str = said("What the number counts; at most 200 characters. Only `money a year` is compared.", default=MONEY_A_YEAR)
    thought_of: bool | None = said("Whether they had thought of it before.", default=None)
    need: str = said("What they need and nobody had anticipated; at most 500 characters.", default="")
    credible: bool | None = said("Whether our credibility with them is established by now.", default=None)
    new_account: bool = said("Whether an account with nearly the name of a known one is another.", default=False)

    def value(self) -> NewTest:
        return NewTest(
            outcome=self.outcome,
            persona=self.persona,
            account=self.account,
            result=self.result,
            on=self.on,
            message=self.message,
            plan=self.plan,
            person=self.person,
            quote=self.quote,
            desirability=self.desirability,
            stated=self.stated,
            unit=self.unit,
            thought_of=self.thought_of,
            need=self.need,
            credible=self.credible,
            new_account=self.new_account,
        )


@output
class ProposedTag:
    """A tag that a test speaks for and the network does not have; `networkEdit` with `tag` makes it."""

    sentence: str = said("What is proposed and why.")
    outcome: Outcome = said("What they spoke about.")
    persona: Persona = said("Who desires it.")
    importance: Importance = said("How much, by what they said.")
    why: str | None = said("Why, in their own words.")


@output
class MessageTested:
    """The test was recorded."""

    test: MessageTest = said("The test; in a dry run its id is not kept.")
    account_created: bool = said("Whether nobody knew the account before.")
    proposal: ProposedTag | None = said("The tag that the outcome lacks, where the persona did not refute it.")
    repeats: strawberry.ID | None = said("The id of a test that says the same and was recorded before: is this one the same dialogue?")


@output
class MessageTestsImported:
    """The rows of a sheet were recorded, or in a dry run would be."""

    tests: list[MessageTested] = said("The tests, in the order of their rows; at most 500.")
    problems: list[Problem] = said("What is wrong with the rows that were left out, by line and column.")
    notes: list[str] = said("How parts of the sheet were understood, where that could be asked.")
    dry_run: bool = said("Whether nothing was recorded.")


MessageTestResult = Annotated[
    MessageTested | InvalidEdit | NotAllowed, union("MessageTestResult", "The test that was recorded, or everything that is wrong with it.")
]
MessageTestsResult = Annotated[
    MessageTestsImported | InvalidDocument | InvalidEdit | NotAllowed,
    union("MessageTestsResult", "The tests of a sheet, or everything that is wrong with it."),
]


@output
class DialogueChanges:
    """What people record about dialogues."""

    @answer(MessageTestResult)
    async def message_test(
        self,
        info: Info,
        test: Annotated[MessageTestInput, argument("What they made of it.")],
        idempotency_key: Repeat = None,
    ) -> object:
        """Record one use of a hypothesis in a dialogue, and with it the account where it is a new one."""

        def run(library: Library, caller: Caller) -> MessageTested:
            return _tested(library, caller, [message_test(library, caller, test.value(), idempotency_key)])[0]

        return await answered(info, info.context.ask(run), lambda done: done)

    @answer(MessageTestsResult)
    async def message_tests_import(
        self,
        info: Info,
        csv: Annotated[str, argument("The sheet as text, at most 500 rows and 1 MiB; `valuenet record --template` prints an empty one.")],
        dry_run: Annotated[bool, argument("Only say what would be recorded.")] = False,
        skip_bad: Annotated[bool, argument("Record the good rows although others are not; without it all or none.")] = False,
        new_accounts: Annotated[bool, argument("Accounts with nearly the name of a known one are others.")] = False,
        idempotency_key: Repeat = None,
    ) -> object:
        """Record the sheet of a week's meetings in one change."""

        def run(library: Library, caller: Caller) -> MessageTestsImported:
            wanted = TestsImport(sheet=uploaded_tests(library, csv), skip_bad=skip_bad, new_accounts=new_accounts)
            return _imported(library, caller, message_tests_import(library, caller, wanted, idempotency_key, dry_run=dry_run))

        return await answered(info, info.context.ask(run), lambda done: done)


def _imported(library: Library, caller: Caller, done: TestsImported) -> MessageTestsImported:
    return MessageTestsImported(
        tests=_tested(library, caller, done.tests),
        problems=problems(done.problems),
        notes=[str(note) for note in done.notes],
        dry_run=done.dry_run,
    )


def _tested(library: Library, caller: Caller, recorded: Sequence[TestRecorded]) -> list[MessageTested]:
    """Tests as they were recorded, with what they speak of; an account that a dry run would make has the revision of its test."""
    spoken_of = subjects(library, caller, [one.kept.record for one in recorded])
    return [
        MessageTested(
            test=MessageTest.of(TestView(kept=one.kept, subject=_with_account(subject, one))),
            account_created=one.account_created,
            proposal=_proposed(one.proposal) if one.proposal else None,
            repeats=strawberry.ID(one.repeats) if one.repeats else None,
        )
        for one, subject in zip(recorded, spoken_of, strict=True)
    ]


def _with_account(subject: Subject, recorded: TestRecorded) -> Subject:
    now = recorded.kept
    made = Kept(record=recorded.account, revision=now.revision, changed_at=now.changed_at, changed_by=now.changed_by)
    return replace(subject, account=subject.account or made)


def _proposed(value: TagProposal) -> ProposedTag:
    reading = value.hit.reading
    return ProposedTag(
        sentence=value.sentence,
        outcome=Outcome.of(Network.of(reading), value.hit.outcome),
        persona=persona(reading.directory.persona_by_key[value.edit.persona]),
        importance=value.edit.importance,
        why=value.edit.why or None,
    )
