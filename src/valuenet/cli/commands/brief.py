"""valuenet brief: what to take into a meeting with these people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from valuenet.cli.dialogues import GONE
from valuenet.cli.entries import Attendee, Day
from valuenet.cli.machine import as_json, print_json
from valuenet.cli.plans import LAST, plan_meant
from valuenet.cli.session import Session, session
from valuenet.cli.table import table, terminal_width
from valuenet.cli.writing import written
from valuenet.messages import brief_page
from valuenet.messages.brief_json import json_text
from valuenet.messages.brief_markdown import markdown
from valuenet.messages.brief_parts import Brief
from valuenet.messages.brief_text import text
from valuenet.model.call_plan import Comment
from valuenet.service.briefs import Attending, BriefQuestion, brief
from valuenet.service.call_plans import CallPlanView, brief_keep, call_plan_comment, call_plans
from valuenet.service.noting import exported

_TEXT = "text"
_FORMS: Mapping[str, Callable[[Brief, Sequence[Comment]], str]] = {
    "markdown": markdown,
    "html": brief_page.page,
    "json": lambda brief, _comments: json_text(brief),
}
_ENDINGS = {".txt": _TEXT, ".md": "markdown", ".html": "html", ".json": "json"}


@click.command("brief")
@click.option("--persona", "personas", multiple=True, metavar="KEY", help="Somebody in this role attends; may be repeated.")
@click.option("--attendee", "attendees", multiple=True, type=Attendee(), metavar="KEY=NAME", help="The same, with their name.")
@click.option("--account", metavar="NAME", help="At which customer: its name or key.")
@click.option("--on", type=Day(), help="The day of the meeting.  [default: today]")
@click.option("--network", "networks", multiple=True, metavar="KEY", help="About this network; may be repeated. Without it: all.")
@click.option("--format", "form", type=click.Choice([_TEXT, *_FORMS]), help="Default: as the output ends, else text.")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file; html prints a page a persona."
)
@click.option("--keep", is_flag=True, help="Keep it as the call plan, to comment on and to record results against.")
@click.option("--title", default="", help="With --keep: what to call the plan.")
@click.option("--plan", metavar="ID", help="Show a brief that was kept, as it was then; last for the last one.")
@click.option("--comment", metavar="WORDS", help="With --plan: say something about it.")
@click.option("--kept", is_flag=True, help="List the briefs that were kept, of --account or of all.")
@as_json
@click.pass_obj
def command(  # noqa: PLR0913  # one for each option
    store: str | None,
    /,
    *,
    personas: tuple[str, ...],
    attendees: tuple[Attending, ...],
    account: str | None,
    on: date | None,
    networks: tuple[str, ...],
    form: str | None,
    output: Path | None,
    keep: bool,
    title: str,
    plan: str | None,
    comment: str | None,
    kept: bool,
    as_json: bool,
) -> None:
    """What to bring to a meeting with these people?

    What each cares about most here and why it follows from what we do, what to say and to ask, what was heard elsewhere,
    what to avoid, and what to record afterwards. The ranking explains itself.

    \b
      valuenet brief --persona cfo --persona facilities
      valuenet brief --attendee "cfo=Jane Doe" --account alder-foods -o cfo.html
      valuenet brief --persona cfo --account alder-foods --keep
      valuenet brief --plan last --comment "Open with the lease."
    """
    question = BriefQuestion(personas=personas, attendees=attendees, account=account, on=on, networks=networks)
    form = form or ("json" if as_json else _form(output))
    with session(store) as opened:
        if kept:
            _list(opened, account, as_json=as_json)
        elif plan is not None:
            _tell_plan(opened, _commented(opened, plan_meant(opened, plan, account), comment), form, output)
        elif comment is not None:
            raise click.UsageError("--comment says something about a kept brief: name it with --plan, or say --plan last")
        elif keep:
            view = brief_keep(opened.library, opened.caller, question, title)
            _tell(opened, view.brief, (), form, output)
            click.echo(f"Kept as {view.kept.record.id}. Afterwards: valuenet record … --plan {LAST}", err=True)
        else:
            _tell(opened, brief(opened.library, opened.caller, question), (), form, output)


def _form(output: Path | None) -> str:
    """How a file is written, as its name ends."""
    if output is None:
        return _TEXT
    if (ending := output.suffix.lower()) not in _ENDINGS:
        raise click.UsageError(f"{str(output)!r} has no ending that tells what to write: end it in one of {', '.join(_ENDINGS)}")
    return _ENDINGS[ending]


def _commented(opened: Session, view: CallPlanView, comment: str | None) -> CallPlanView:
    return view if comment is None else call_plan_comment(opened.library, opened.caller, view.kept.record.id, comment)


def _tell_plan(opened: Session, view: CallPlanView, form: str, output: Path | None) -> None:
    """A kept brief with its comments; what has changed since is said beside it."""
    _tell(opened, view.brief, view.kept.record.comments, form, output)
    for change in view.changes:
        click.echo(f"Note: {change}", err=True)


def _tell(opened: Session, made: Brief, comments: Sequence[Comment], form: str, output: Path | None) -> None:
    width = terminal_width() if output is None else 80
    told = text(made, comments, width=width) if form == _TEXT else _FORMS[form](made, comments)
    if output is None:
        click.echo(told, nl=False)
    else:
        exported(opened.library, opened.caller, "a brief", form)
        written(output, told)


def _list(opened: Session, account: str | None, *, as_json: bool) -> None:
    found = call_plans(opened.library, opened.caller, account, first=100).plans
    if as_json:
        print_json({"plans": [_record(opened, view) for view in found]})
    elif found:
        rows = [(str(view.kept.record.on), view.kept.record.title, _comments(view), view.kept.record.id) for view in found]
        click.echo(table(("DAY", "TITLE", "COMMENTS", "ID"), rows))
    else:
        click.echo("No brief was kept yet: valuenet brief --persona KEY --keep", err=True)


def _comments(view: CallPlanView) -> str:
    return str(len(view.kept.record.comments) or "")


def _record(opened: Session, view: CallPlanView) -> dict[str, object]:
    plan = view.kept.record
    people = opened.library.directory(opened.caller.workspace).persona_by_id
    attendees = [{"persona": people[one.persona].key if one.persona in people else GONE, "person": one.person} for one in plan.attendees]
    return {
        "id": plan.id,
        "title": plan.title,
        "on": plan.on,
        "account": view.account.record.key if view.account else None,
        "attendees": attendees,
        "comments": [{"by": one.by.name, "at": one.at, "text": one.text} for one in plan.comments],
        "changes": list(view.changes),
    }
