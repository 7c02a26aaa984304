"""valuenet verify: whether the store's indexes say what the networks say, and tokens and the trail can be read."""

from __future__ import annotations

import click

from valuenet.cli.machine import as_json, print_json
from valuenet.cli.progress import Progress
from valuenet.cli.refusals import FAILED
from valuenet.cli.session import session


@click.command("verify")
@as_json
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Compare what the store's indexes say with the networks themselves.

    A store keeps each network twice: whole, for reading, and in parts, for searching. Here both are compared, and the
    log with them. Tokens and the trail are looked through. Exit status 1 where anything differs.

    \b
      valuenet verify
    """
    progress = Progress("statements sent to the store")
    with session(ctx.obj, progress.statement) as opened:
        found = []
        for discrepancy in opened.store.verify(opened.caller.workspace):
            found.append(discrepancy)
            if not as_json:
                progress.clear()
                click.echo(f"{discrepancy.network}: {discrepancy.message}")
        progress.clear()
        if as_json:
            print_json({"discrepancies": [{"network": one.network, "message": one.message} for one in found]})
        elif not found:
            click.echo("the store agrees with itself")
    if found:
        ctx.exit(FAILED)
