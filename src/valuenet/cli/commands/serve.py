"""valuenet serve: the GraphQL API and its page, on this computer."""

from __future__ import annotations

import json
import sys
from contextlib import suppress

import click

from valuenet.cli.session import Session, session
from valuenet.web.logs import write_logs
from valuenet.web.metrics import Metrics
from valuenet.web.server import Running
from valuenet.web.server import serve as served
from valuenet.wiring import build_app

DEFAULT_PORT = 8642


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="127.0.0.1, ::1 or localhost.")
@click.option("--port", type=click.IntRange(0, 65_535), default=DEFAULT_PORT, show_default=True, help="0 takes any that is free.")
@click.pass_obj
def command(store: str | None, host: str, port: int) -> None:
    """Answer GraphQL on this computer until interrupted.

    The page at the printed address shows first queries and the whole schema. Every request acts as the owner of this
    computer, so other computers are not let in. One line of JSON is logged for each request, on stderr.

    \b
      valuenet serve
      valuenet serve --port 0
      VALUENET_STORE=neo4j://neo4j@127.0.0.1:7687 valuenet serve
    """
    metrics = Metrics()
    with session(store, metrics.statement) as opened:
        app = build_app(opened.settings, opened.store, metrics)
        query = _first_query(opened)

        def started(running: Running) -> None:
            click.echo(_welcome(opened, running.address, query))

        write_logs(sys.stderr)
        with suppress(KeyboardInterrupt):  # how it is meant to end; what was being answered is finished by now
            served(app, host=host, port=port, started=started, stopping=app.state.streams.close)


def _first_query(opened: Session) -> str:
    """A question that this store can answer: about an executive where there is one."""
    personas = opened.library.directory(opened.caller.workspace).personas
    keys = [persona.key for persona in sorted(personas, key=lambda one: (one.key != "cfo", one.key))]
    if not keys:
        return "{ networks { nodes { key name } } }"
    return f'{{ outcomes(desiredBy: {{anyOf: ["{keys[0]}"]}}, first: 3) {{ nodes {{ title why {{ sentence }} }} }} }}'


def _welcome(opened: Session, address: str, query: str) -> str:
    body = json.dumps({"query": query})
    return f"""\
valuenet answers at {address}/graphql
Its page, with first queries and the schema: {address}/
The networks are in {opened.settings.store.address}

A first query to paste into another terminal:

  curl -s {address}/graphql -H 'Content-Type: application/json' -d '{body}'

Ctrl-C ends it."""
