"""valuenet delete: a network and its history, for good."""

from __future__ import annotations

import click

from valuenet.cli.session import session
from valuenet.service.networks import network_delete


@click.command("delete")
@click.argument("network")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(store: str | None, network: str, yes: bool) -> None:
    """Remove a network for good, its history included.

    Personas and alternatives stay. To keep the network and only leave it out of questions, archive it: through GraphQL,
    `networkEdit` with `updateNetwork: {archived: true}`. Export it first if you may want it back.

    \b
      valuenet export old-network -o old-network.yaml
      valuenet delete old-network
    """
    with session(store) as opened:
        present = opened.reading(network).network
        if not yes:
            size = f"{len(present.outcomes)} outcomes and {present.revision} revisions"
            click.confirm(f"Remove {present.key} with {size} for good?", abort=True)
        network_delete(opened.library, opened.caller, present.id, expected=present.revision)
    click.echo(f"{present.key}: gone for good")
