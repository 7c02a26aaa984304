"""valuenet networks: the networks of the workspace."""

from __future__ import annotations

import click

from valuenet.cli.machine import as_json, print_json
from valuenet.cli.moments import moment
from valuenet.cli.session import Session, session
from valuenet.cli.table import table
from valuenet.service.networks import network_list
from valuenet.store.protocol import NetworkSummary

_PAGE = 100


@click.command("networks")
@click.option("--archived", is_flag=True, help="Archived ones too.")
@as_json
@click.pass_obj
def command(store: str | None, archived: bool, as_json: bool) -> None:
    """Which networks are there?

    \b
      valuenet networks
      valuenet networks --json | jq -r '.networks[].key'
    """
    with session(store) as opened:
        found = all_networks(opened, archived=archived)
        if as_json:
            print_json({"networks": [_record(network) for network in found]})
        elif found:
            rows = [(network.key, network.name + (" (archived)" if network.archived else ""), *_state(network)) for network in found]
            click.echo(table(("KEY", "NAME", "REVISION", "CHANGED"), rows))
        else:
            click.echo("No networks yet. Bring one in: valuenet import FILE", err=True)


def all_networks(opened: Session, *, archived: bool = False) -> list[NetworkSummary]:
    """Every network by key, read in pages."""
    found: list[NetworkSummary] = []
    while len(page := network_list(opened.library, opened.caller, after=found[-1].key if found else "", limit=_PAGE, archived=archived)):
        found += page
    return found


def _state(network: NetworkSummary) -> tuple[str, str]:
    return str(network.revision), moment(network.changed_at)


def _record(network: NetworkSummary) -> dict[str, object]:
    return {
        "key": network.key,
        "name": network.name,
        "revision": network.revision,
        "changed_at": network.changed_at,
        "archived": network.archived,
    }
