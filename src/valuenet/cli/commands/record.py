"""valuenet record: what a customer made of an outcome, in one line, or a week of it from a sheet."""

from __future__ import annotations

from typing import Any

import click

from valuenet.cli.dialogues import Told, of_recorded, tests_list, told_record
from valuenet.cli.entries import Amount, Day
from valuenet.cli.files import content
from valuenet.cli.machine import as_json, print_json
from valuenet.cli.plans import plan_meant
from valuenet.cli.rates import rate_text
from valuenet.cli.refusals import Refusal, told
from valuenet.cli.session import Session, session
from valuenet.cli.table import labelled, terminal_width
from valuenet.cli.words import Word
from valuenet.documents.dialogue_sheet import RESULTS, dialogue_template
from valuenet.errors import InvalidDocument
from valuenet.messages.phrases import counted
from valuenet.model.columns import wrapped
from valuenet.model.message_test import MONEY_A_YEAR
from valuenet.model.new_test import NewTest
from valuenet.model.vocabulary import Desirability, TestResult
from valuenet.service.dialogue import TestRecorded, message_test
from valuenet.service.dialogue_imports import TestsImport, TestsImported, message_tests_import, uploaded_tests
from valuenet.service.knowledge import knowledge


@click.command("record")
@click.argument("result", required=False, type=Word(TestResult, RESULTS), metavar="[RESULT]")
@click.argument("outcome", required=False, default="")
@click.option("--persona", default="", metavar="KEY", help="In which role they spoke.")
@click.option("--account", default="", metavar="NAME", help="At which customer: its name or key. One that nobody knows yet is made.")
@click.option("--on", type=Day(), help="When: 2026-03-09, yesterday.  [default: today]")
@click.option("--person", default="", metavar="NAME", help="Who it was.")
@click.option("--quote", default="", metavar="WORDS", help="What they said, in their own words.")
@click.option("--desirable", "desirability", type=Word(Desirability), help="How desirable it is to them.")
@click.option("--worth", "stated", type=Amount(), help="The number that they gave.")
@click.option("--unit", default=MONEY_A_YEAR, show_default=True, help="What that number counts.")
@click.option("--thought-of/--new-to-them", default=None, help="Whether they had thought of it before.")
@click.option("--need", default="", metavar="WORDS", help="What they need and nobody had anticipated.")
@click.option("--credible/--not-credible", default=None, help="Whether we are credible with them by now.")
@click.option("--message", metavar="ID", help="The message that was used; it names outcome and persona.")
@click.option("--plan", metavar="ID", help="The kept brief of the meeting, or last; it names account and day.")
@click.option("--new-account", is_flag=True, help="The account is another one, though its name is nearly that of one we know.")
@click.option("--file", "-f", metavar="CSV", help="Record every row of a sheet instead; - for the standard input.")
@click.option("--dry-run", is_flag=True, help="With --file: only show what would be recorded.")
@click.option("--skip-bad", is_flag=True, help="With --file: leave out the rows in which something is wrong.")
@click.option("--template", is_flag=True, help="Print an empty sheet to fill in.")
@as_json
@click.pass_obj
def command(store: str | None, /, *, file: str | None, template: bool, as_json: bool, **said: Any) -> None:
    """Record what a customer made of an outcome.

    RESULT is validated, refuted or inconclusive (yes, no and unclear will do). OUTCOME is network/outcome, as a brief
    says it under "Record afterwards", or its title. A customer whose name is almost that of one we know is asked about.

    \b
      valuenet record yes office-space/lower-cost-of-space \\
          --persona cfo --account "Alder Foods"
      valuenet record no "Lower cost of space per person" --persona cfo \\
          --account alder-foods --quote "We own the building." --on yesterday
      valuenet record --template > week.csv
      valuenet record --file week.csv --dry-run

    A sheet is recorded as a whole, or not at all: what is wrong with it is told by row and column. Nothing that was
    recorded is changed later; of one account, persona and outcome the last result counts.
    """
    if template:
        click.echo(dialogue_template(), nl=False)
        return
    new_account, dry_run, skip_bad = (bool(said.pop(name)) for name in ("new_account", "dry_run", "skip_bad"))
    with session(store) as opened:
        if file is None:
            if dry_run or skip_bad:
                raise click.UsageError("--dry-run and --skip-bad go with --file")
            _record_one(opened, _new_test(opened, new_account=new_account, **said), as_json=as_json)
            return
        if any(value not in (None, "", MONEY_A_YEAR) for value in said.values()):
            raise click.UsageError("a sheet says all of it: give --file, or a result and an outcome, not both")
        imported = _imported(opened, file, dry_run, skip_bad=skip_bad, new_accounts=new_account)
        _show_sheet(opened, file, imported, as_json=as_json)


def _new_test(opened: Session, *, result: TestResult | None, plan: str | None, **said: Any) -> NewTest:
    if result is None:
        raise click.UsageError("say what came of it: valuenet record yes OUTCOME --persona KEY --account NAME, or give --file")
    meant = plan_meant(opened, plan).kept.record.id if plan else None
    return NewTest(result=result, plan=meant, **said)


def _record_one(opened: Session, new: NewTest, *, as_json: bool) -> None:
    recorded = message_test(opened.library, opened.caller, new)
    (one,) = of_recorded(opened, [recorded])
    if as_json:
        print_json(_record(recorded, one))
        return
    said = f"{one.persona} at {recorded.account.name}, {one.test.on}: {one.test.result}"
    click.echo("\n".join(wrapped(said, terminal_width())))
    click.echo(labelled([("about", one.outcome), *_notes(recorded), ("so far", _so_far(opened, one))]))


def _notes(recorded: TestRecorded) -> list[tuple[str, str]]:
    """What should be known about a test that was recorded, each with a label."""
    account = recorded.account
    return [
        ("new", f"{account.name} was not known yet, and is the account {account.key} now" if recorded.account_created else ""),
        ("tag?", recorded.proposal.sentence if recorded.proposal else ""),
        ("again", "the same was recorded before; the two count once" if recorded.repeats else ""),
    ]


def _so_far(opened: Session, one: Told) -> str:
    """What all tests of this hypothesis say by now."""
    known = knowledge(opened.library, opened.caller, one.test.network)
    standing = known.evidence.standings[one.test.outcome, one.test.persona]
    return rate_text(standing.tally, standing.rate)


def _imported(opened: Session, file: str, dry_run: bool, **wish: bool) -> TestsImported:
    """A sheet after it was recorded, or looked at; refused with everything that is wrong with it."""
    try:
        wanted = TestsImport(sheet=uploaded_tests(opened.library, content(file)), **wish)
        return message_tests_import(opened.library, opened.caller, wanted, dry_run=dry_run)
    except InvalidDocument as invalid:
        raise Refusal([*told(invalid, file), "Nothing was recorded."]) from invalid


def _show_sheet(opened: Session, file: str, imported: TestsImported, *, as_json: bool) -> None:
    tests = of_recorded(opened, imported.tests)
    problems = told(InvalidDocument(imported.problems), file)
    if as_json:
        found = [_record(recorded, one) for recorded, one in zip(imported.tests, tests, strict=True)]
        print_json(
            {"recorded": not imported.dry_run, "tests": found, "left_out": problems, "notes": [str(note) for note in imported.notes]}
        )
        return
    click.echo(f"{file}: {counted(len(tests), 'test')} {'would be ' if imported.dry_run else ''}recorded")
    if tests:
        click.echo(tests_list(tests))
    for note in imported.notes:
        click.echo(f"{file}: {note}", err=True)
    for label, sentence in dict.fromkeys(note for recorded in imported.tests for note in _notes(recorded)):
        if sentence and label != "new":  # the list marks new accounts
            click.echo("\n".join(wrapped(f"{label} {sentence}", terminal_width())))
    if problems:
        click.echo("\n".join([*problems, "The rows in which something is wrong were left out."]), err=True)


def _record(recorded: TestRecorded, one: Told) -> dict[str, object]:
    return {
        **told_record(one),
        "account_created": recorded.account_created,
        "proposal": recorded.proposal.sentence if recorded.proposal else None,
        "repeats": recorded.repeats,
    }
