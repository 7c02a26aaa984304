"""valuenet restore: an earlier revision of a network again."""

from __future__ import annotations

import click

from valuenet.cli.reports import counted
from valuenet.cli.session import session
from valuenet.service.networks import Restoration, network_restore


@click.command("restore")
@click.argument("network")
@click.argument("revision", type=click.IntRange(min=1))
@click.option("--reason", default="", help="Why, in one sentence, for the history.")
@click.pass_obj
def command(store: str | None, network: str, revision: int, reason: str) -> None:
    """Bring back an earlier revision of a network, as its next one.

    Nothing is lost: what is replaced stays in the history. Personas that were archived meanwhile come back.

    \b
      valuenet history value-focused-culture
      valuenet restore value-focused-culture 3 --reason "the workshop went astray"
    """
    with session(store) as opened:
        present = opened.reading(network).network
        wanted = Restoration(network=present.id, revision=revision, expected=present.revision, reason=reason)
        saved = network_restore(opened.library, opened.caller, wanted)
    if saved.changes:
        click.echo(f"{present.key}: revision {saved.reading.network.revision} is as revision {revision} was, {counted(saved.changes)}")
    else:
        click.echo(f"{present.key}: nothing differs from revision {revision}")
