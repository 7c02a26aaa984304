"""valuenet workspace: open and list workspaces."""

from __future__ import annotations

import click

from valuenet.cli.machine import as_json, print_json
from valuenet.cli.session import session
from valuenet.cli.table import table
from valuenet.service.workspaces import workspace_create, workspaces


@click.group("workspace")
def command() -> None:
    """Open and list workspaces, which never see each other.

    One for each company or team. Every store begins with one, `local`; the option --workspace before a command, or
    VALUENET_WORKSPACE, names another.

    \b
      valuenet workspace create north --name "The north"
      valuenet --workspace north token create "Ann" --role admin
      valuenet workspace list
    """


@command.command("create")
@click.argument("key")
@click.option("--name", default="", help="For people; the key where it is left out.")
@click.pass_obj
def create(store: str | None, key: str, name: str) -> None:
    """Open a workspace, with nothing in it.

    \b
      valuenet workspace create north --name "The north"
    """
    with session(store) as opened:
        made = workspace_create(opened.library, opened.caller, key, name)
    click.echo(f"{made.key}: open")


@command.command("list")
@as_json
@click.pass_obj
def list_(store: str | None, as_json: bool) -> None:
    """The workspaces of the store.

    \b
      valuenet workspace list
    """
    with session(store) as opened:
        found = workspaces(opened.library, opened.caller)
    if as_json:
        print_json({"workspaces": [{"key": one.key, "name": one.name} for one in found]})
    else:
        click.echo(table(("KEY", "NAME"), [(one.key, one.name) for one in found]))
