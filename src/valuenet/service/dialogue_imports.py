"""A week's meetings from a sheet: look at what it would record, do it in one commit, and say everything that is wrong by row and column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from valuenet.documents.dialogue_sheet import DialogueSheet, dialogue_sheet
from valuenet.documents.document import Note, told
from valuenet.errors import InvalidDocument, Problem
from valuenet.model.access import Action
from valuenet.service.caller import Caller
from valuenet.service.dialogue import TestRecorded, record, replayed
from valuenet.service.hearing import Heard, Hearing, hearing
from valuenet.service.library import Library
from valuenet.service.repeats import once, problems_retold, request
from valuenet.service.rights import needs


@dataclass(frozen=True, slots=True, kw_only=True)
class TestsImport:
    """A sheet of tests to be recorded: all of them or none, or with `skip_bad` those in which nothing is wrong.

    `new_accounts` says of every account with nearly the name of a known one that it is another.
    """

    __test__ = False  # the word is the domain's; test runners look for classes of this name

    sheet: DialogueSheet
    skip_bad: bool = False
    new_accounts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TestsImported:
    """The tests that were recorded, or would be, in the order of their rows; `problems` are those of rows that were left out."""

    __test__ = False  # the word is the domain's; test runners look for classes of this name

    tests: tuple[TestRecorded, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
    dry_run: bool = False


def uploaded_tests(library: Library, text: str | bytes) -> DialogueSheet:
    """The tests that a CSV text tells, within the bounds, with what cannot be read in it."""
    return dialogue_sheet(text, library.bounds)


@needs(Action.RECORD)
def message_tests_import(
    library: Library, caller: Caller, wanted: TestsImport, repeat: str | None = None, *, dry_run: bool = False
) -> TestsImported:
    """Record a sheet in one commit, in a fixed number of store calls however long it is; with `dry_run` only say what that would be.

    Raises `InvalidDocument` with everything that is wrong, and then nothing is recorded; with `skip_bad` only where the
    sheet itself cannot be read.
    """
    asked = None if dry_run else request(repeat, "message_tests_import", wanted)

    def change() -> TestsImported:
        understood, good, problems = _understood(library, caller, wanted)
        if problems and (not wanted.skip_bad or _unreadable(wanted.sheet)):
            raise InvalidDocument(told(problems))
        tests: Sequence[TestRecorded] = ()
        if good or asked:
            tests = record(library, caller, understood, good, asked, left_out=told(problems), dry_run=dry_run)
        return TestsImported(tests=tuple(tests), problems=told(problems), notes=wanted.sheet.notes, dry_run=dry_run)

    def replay(body: dict[str, object]) -> TestsImported:
        return TestsImported(tests=tuple(replayed(library, caller, body)), problems=problems_retold(body), notes=wanted.sheet.notes)

    return once(library, caller, asked, change, replay, again=True)


def _understood(library: Library, caller: Caller, wanted: TestsImport) -> tuple[Hearing, Sequence[Heard], Sequence[Problem]]:
    """What the rows mean: those in which nothing is wrong, and everything that is wrong with the others."""
    said = [replace(row.value, new_account=row.value.new_account or wanted.new_accounts) for row in wanted.sheet.rows]
    understood = hearing(library, caller, said)
    problems = list(wanted.sheet.problems)
    bad = {problem.line for problem in problems}
    good: list[Heard] = []
    for row, heard in zip(wanted.sheet.rows, understood.heard, strict=True):
        if not isinstance(heard, Heard):
            problems += (row.located(wrong, wrong.path) for wrong in heard)
        elif row.place.line not in bad:
            good.append(heard)
    return understood, good, problems


def _unreadable(sheet: DialogueSheet) -> bool:
    """Whether something is wrong that is not the affair of single rows."""
    return any(problem.line == 1 or problem.code == "SYNTAX" for problem in sheet.problems)
