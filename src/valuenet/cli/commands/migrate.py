"""valuenet migrate: bring a store to the present version."""

from __future__ import annotations

import os

import click

from valuenet.settings import settings
from valuenet.wiring import open_store


@click.command("migrate")
@click.pass_obj
def command(store: str | None) -> None:
    """Bring the store to the version that this valuenet needs.

    Safe to repeat, also after it was interrupted. Make a backup of a store that matters first. The embedded store is
    made by the first command that needs it; a Neo4j, and a store of an older version, wait for this one.

    \b
      valuenet migrate
      valuenet --store neo4j://neo4j@127.0.0.1:7687 migrate
    """
    configured = settings(os.environ, store=store)
    opened = open_store(configured.store)
    try:
        taken = opened.migrate(lambda step: click.echo(f"  {step}", err=True))
        opened.check()
    finally:
        opened.close()
    steps = "nothing to do" if not taken else "1 step taken" if taken == 1 else f"{taken} steps taken"
    click.echo(f"{configured.store.address} is up to date: {steps}")
