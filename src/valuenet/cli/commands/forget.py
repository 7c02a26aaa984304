"""valuenet forget: a person at a customer, for good."""

from __future__ import annotations

import click

from valuenet.cli.session import session
from valuenet.service.forget import Forgotten, person_forget


@click.command("forget")
@click.option("--person", "name", required=True, help="Their name as it was recorded, whatever its case.")
@click.option("--dry-run", is_flag=True, help="Only say in how many places they are.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(store: str | None, name: str, dry_run: bool, yes: bool) -> None:
    """Remove a person's name and words from everything, history included.

    What they said goes with their name; results, amounts and everything that is counted stay. It cannot be undone, and
    backups still have it. Other processes on the same store may show what they hold in memory until they are restarted.

    \b
      valuenet forget --person "Jade Garnet" --dry-run
      valuenet forget --person "Jade Garnet"
    """
    with session(store) as opened:
        found = person_forget(opened.library, opened.caller, name, dry_run=True)
        if dry_run or not found.places:
            click.echo(f"they are in {_places(found)}" if found.places else "they are nowhere")
            return
        if not yes:
            click.confirm(f"Remove them from {_places(found)} for good?", abort=True)
        done = person_forget(opened.library, opened.caller, name)
    click.echo(f"forgotten in {_places(done)}")


def _places(found: Forgotten) -> str:
    things = "1 thing" if found.present == 1 else f"{found.present} things"
    entries = "1 entry" if found.history == 1 else f"{found.history} entries"
    return f"{things} and {entries} of the history"
