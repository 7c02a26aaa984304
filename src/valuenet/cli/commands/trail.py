"""valuenet trail: who came in and what they did there that an administrator should know."""

from __future__ import annotations

import click

from valuenet.cli.machine import as_json, print_json
from valuenet.cli.moments import moment
from valuenet.cli.session import session
from valuenet.cli.table import table
from valuenet.model.access import TrailEntry
from valuenet.service.trail import trail


@click.command("trail")
@click.option("--last", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many entries at most.")
@as_json
@click.pass_obj
def command(store: str | None, last: int, as_json: bool) -> None:
    """Who signed in, was refused, or took something away?

    Newest first: sign-ins, refusals, tokens, changed roles, exports, and what was deleted or forgotten for good. Nothing
    is ever taken from the trail.

    \b
      valuenet trail
      valuenet trail --last 100 --json
    """
    with session(store) as opened:
        found = trail(opened.library, opened.caller, first=last).entries
    if as_json:
        print_json({"trail": [_record(entry) for entry in found]})
    elif found:
        rows = [_row(entry) for entry in found]
        click.echo(table(("WHEN", "WHO", "FROM", "WHAT", "ABOUT"), rows))
    else:
        click.echo("Nothing has been told yet.", err=True)


def _row(entry: TrailEntry) -> tuple[str, ...]:
    return moment(entry.at), entry.actor.name, entry.origin, entry.event.value, f"{entry.subject} {entry.said}".strip()


def _record(entry: TrailEntry) -> dict[str, object]:
    return {
        "at": entry.at,
        "event": entry.event.value,
        "by": entry.actor.name,
        "actor": entry.actor.id,
        "from": entry.origin,
        "subject": entry.subject,
        "said": entry.said,
    }
