"""valuenet diff: what differs between two networks."""

from __future__ import annotations

import click

from valuenet.cli.comparisons import compared, file_reading
from valuenet.cli.files import is_file
from valuenet.cli.machine import as_json, print_json
from valuenet.cli.reports import records
from valuenet.cli.session import session
from valuenet.documents.comparing import summary
from valuenet.service.reading import Reading


@click.command("diff")
@click.argument("before")
@click.argument("after")
@as_json
@click.pass_obj
def command(store: str | None, before: str, after: str, as_json: bool) -> None:
    """What differs between two networks, files or revisions?

    Each side is a file, the key of a network, or key@3 for its revision 3. Shown is what was added, changed and removed
    on the way from BEFORE to AFTER. Exit status 0, whether or not anything differs.

    \b
      valuenet diff old.yaml new.yaml
      valuenet diff value-focused-culture culture.yaml
      valuenet diff value-focused-culture@3 value-focused-culture
    """
    found = compared(_reading(store, before), _reading(store, after))
    if as_json:
        print_json({"differences": records(found)})
    else:
        click.echo(summary(found))


def _reading(store: str | None, name: str) -> Reading:
    if is_file(name):
        return file_reading(name)
    with session(store) as opened:
        return opened.reading(name)
