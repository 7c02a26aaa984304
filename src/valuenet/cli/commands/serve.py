"""valuenet serve: the GraphQL API and its page, on this computer or, once people can sign in, for others."""

from __future__ import annotations

import json
import sys
from contextlib import suppress

import click

from valuenet.cli.session import Session, session
from valuenet.service.tokens import a_token_opens, tokens_are_asked_for
from valuenet.web.logs import write_logs
from valuenet.web.metrics import Metrics
from valuenet.web.server import Running
from valuenet.web.server import serve as served
from valuenet.wiring import build_app

DEFAULT_PORT = 8642


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Any other takes a way to sign in.")
@click.option("--port", type=click.IntRange(0, 65_535), default=DEFAULT_PORT, show_default=True, help="0 takes any that is free.")
@click.pass_obj
def command(store: str | None, host: str, port: int) -> None:
    """Answer GraphQL until interrupted.

    The page at the printed address shows first queries and the whole schema. Until a token is made, every request acts
    as the owner of this computer, and other computers are not let in; from that moment on everybody signs in, here too.
    One line of JSON is logged for each request, on stderr.

    \b
      valuenet serve
      valuenet serve --port 0
      valuenet token create Ann --role admin && valuenet serve --host 0.0.0.0
      VALUENET_STORE=neo4j://neo4j@127.0.0.1:7687 valuenet serve
    """
    metrics = Metrics()
    with session(store, metrics.statement) as opened:
        app = build_app(opened.settings, opened.store, metrics)
        query, entrance = _first_query(opened), opened.settings.entrance
        others = entrance.openid is not None or a_token_opens(opened.library)
        guarded = others or tokens_are_asked_for(opened.library)

        def started(running: Running) -> None:
            click.echo(_welcome(opened, running.address, query, guarded=guarded))

        write_logs(sys.stderr)
        with suppress(KeyboardInterrupt):  # how it is meant to end; what was being answered is finished by now
            served(
                app,
                host=host,
                port=port,
                others=others,
                proxies=entrance.proxies,
                message=opened.settings.bounds.document_bytes,
                started=started,
                stopping=app.state.streams.close,
            )


def _first_query(opened: Session) -> str:
    """A question that this store can answer: about an executive where there is one."""
    personas = opened.library.directory(opened.caller.workspace).personas
    keys = [persona.key for persona in sorted(personas, key=lambda one: (one.key != "cfo", one.key))]
    if not keys:
        return "{ networks { nodes { key name } } }"
    return f'{{ outcomes(desiredBy: {{anyOf: ["{keys[0]}"]}}, first: 3) {{ nodes {{ title why {{ sentence }} }} }} }}'


def _welcome(opened: Session, address: str, query: str, *, guarded: bool) -> str:
    body = json.dumps({"query": query})
    sign_in = " -H 'Authorization: Bearer vnt_…'" if guarded else ""
    who = "Whoever asks brings a token: valuenet token create NAME --role editor\n" if guarded else ""
    return f"""\
valuenet answers at {address}/graphql
Its page, with first queries and the schema: {address}/
The networks are in {opened.settings.store.address}
{who}
A first query to paste into another terminal:

  curl -s {address}/graphql -H 'Content-Type: application/json'{sign_in} -d '{body}'

Ctrl-C ends it."""
