"""valuenet compare: what differs between two revisions of a network."""

from __future__ import annotations

import click

from valuenet.cli.machine import as_json, print_json
from valuenet.cli.reports import records
from valuenet.cli.session import session
from valuenet.documents.comparing import differences, summary
from valuenet.service.history import compared


@click.command("compare")
@click.argument("network")
@click.argument("before", type=click.IntRange(min=1))
@click.argument("after", type=click.IntRange(min=1), required=False)
@as_json
@click.pass_obj
def command(store: str | None, network: str, before: int, after: int | None, as_json: bool) -> None:
    """What differs between two revisions of a network?

    Shown is what was added, changed and removed on the way from BEFORE to AFTER, which is the present revision when left
    out. Files and different networks are compared with `valuenet diff`.

    \b
      valuenet compare value-focused-culture 3 7
      valuenet compare value-focused-culture 3
    """
    with session(store) as opened:
        present = opened.reading(network).network
        found = compared(opened.library, opened.caller, present.id, before, after or present.revision)
    told = differences(found.changes, before=found.before.network, after=found.after.network, directory=found.after.directory)
    if as_json:
        print_json({"differences": records(told)})
    else:
        click.echo(summary(told))
