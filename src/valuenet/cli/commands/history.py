"""valuenet history: what happened to a network, by whom, and why."""

from __future__ import annotations

import click

from valuenet.cli.machine import as_json, print_json
from valuenet.cli.moments import moment
from valuenet.cli.reports import counted, records
from valuenet.cli.session import session
from valuenet.cli.table import table
from valuenet.documents.comparing import differences
from valuenet.service.history import Thread, changes, revisions_of, since
from valuenet.store.protocol import Revision


@click.command("history")
@click.argument("network")
@click.option("--last", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many revisions at most.")
@click.option("--about", metavar="KEY", help="Only what happened to the node or persona with this key, and to its arrows and tags.")
@as_json
@click.pass_obj
def command(store: str | None, network: str, last: int, about: str | None, as_json: bool) -> None:
    """What happened to a network?

    Its revisions, newest first. Compare two of them with `valuenet compare`, bring one back with `valuenet restore`.

    \b
      valuenet history value-focused-culture
      valuenet history value-focused-culture --about credibility
      valuenet compare value-focused-culture 1 2
    """
    with session(store) as opened:
        reading = opened.reading(network)
        if about is None:
            found = since(opened.library, opened.caller, reading.network.id, 0, limit=last)
        else:
            thread = Thread(reading.network, about)
            found = revisions_of(changes(opened.library, opened.caller, reading.network.id, limit=last, about=thread))
    if not as_json:
        rows = [(str(one.number), moment(one.at), one.actor.name, counted(one.changes), one.reason) for one in found]
        click.echo(table(("REVISION", "WHEN", "WHO", "WHAT", "WHY"), rows))
        return

    def record(one: Revision) -> dict[str, object]:
        told = differences(one.changes, before=None, after=reading.network, directory=reading.directory)
        return {"revision": one.number, "at": one.at, "by": one.actor.name, "reason": one.reason, "changes": records(told)}

    print_json({"network": reading.network.key, "revisions": [record(one) for one in found]})
