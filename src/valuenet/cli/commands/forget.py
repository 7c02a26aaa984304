"""valuenet forget: a person at a customer, for good."""

from __future__ import annotations

import click

from valuenet.cli.progress import Progress
from valuenet.cli.session import session
from valuenet.service.forget import Forgotten, person_forget

_NOWHERE = "they are nowhere by this name; other forms of it, such as with an initial, are names of their own"


@click.command("forget")
@click.option("--person", "name", required=True, help="Their whole name as it was recorded, whatever its case and accents.")
@click.option("--dry-run", is_flag=True, help="Only say in how many things of which kind they are.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(store: str | None, name: str, dry_run: bool, yes: bool) -> None:
    """Remove a person's name and words from everything, history included.

    The name is found in texts and keys by its words, each of them whole: `Ann` is not in `Annual`. Blanks, hyphens and
    full stops between them make no difference, nor does the family name before the first one: `Garnet, Jade`. Other forms,
    such as `J. Garnet`, are names of their own: forget them too. A name of one word goes wherever that word stands: look at
    the dry run first.

    What they said goes with their name; results, amounts and everything that is counted stay, and so does a colleague of
    the same name who recorded something: the dry run tells. It cannot be undone, and backups still have it. It may be
    interrupted and repeated: either everything was rewritten or nothing.

    \b
      valuenet forget --person "Jade Garnet" --dry-run
      valuenet forget --person "Jade Garnet"
    """
    progress = Progress("statements sent to the store")
    with session(store, progress.statement) as opened:
        found = person_forget(opened.library, opened.caller, name, dry_run=True)
        progress.clear()
        if dry_run:
            click.echo(f"they are in {_places(found)}" if found.places else _NOWHERE)
            for line in _details(found):
                click.echo(line)
            return
        if found.places and not yes:
            click.confirm(f"Remove them from {_places(found)} for good?", abort=True)
        done = person_forget(opened.library, opened.caller, name)  # also when they are nowhere: it may have been interrupted
        progress.clear()
    click.echo(f"forgotten in {_places(done)}" if done.places else _NOWHERE)


def _places(found: Forgotten) -> str:
    return f"{_counted(found.present, 'thing', 'things')} and {_counted(found.history, 'entry', 'entries')} of the history"


def _details(found: Forgotten) -> list[str]:
    """Where they are, by kind, and what stays of a colleague."""
    lines = [f"  {kind}: {count}" for kind, count in found.kinds.items()]
    if found.signed:
        signed = _counted(found.signed, "entry of the history or token", "entries of the history or tokens")
        lines.append(f"a colleague has the same name, which stays: in {signed}")
    return lines


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
