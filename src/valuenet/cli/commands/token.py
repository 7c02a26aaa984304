"""valuenet token: make, list and revoke what people sign in with."""

from __future__ import annotations

import re

import click

from valuenet.cli.machine import as_json, print_json
from valuenet.cli.moments import moment
from valuenet.cli.session import session
from valuenet.cli.table import table
from valuenet.cli.words import Word
from valuenet.model.access import Role, Token
from valuenet.service.library import now
from valuenet.service.tokens import NewToken, token_create, token_revoke, tokens

_DAYS = {"d": 1, "w": 7, "y": 365}
_NEVER = "never"


class Days(click.ParamType[int | None]):
    """How long, as people write it: `90d`, `12w`, `1y`; `never` for no end."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        if value == _NEVER:
            return None
        found = re.fullmatch(r"0*([1-9]\d{0,3})([dwy])", str(value))
        if found is None:
            self.fail(f"{value!r} is no time: write 90d, 12w, 1y or {_NEVER}", param, ctx)
        return int(found[1]) * _DAYS[found[2]]


@click.group("token")
def command() -> None:
    """Make, list and revoke the tokens that people sign in with.

    The first administrator comes from here: whoever has the store may make tokens. A token opens one workspace, in one
    role: a viewer reads, briefs and records what customers said, an editor builds, an admin lets people in.

    \b
      valuenet token create "Ann" --role admin --expires 90d
      valuenet token list
      valuenet token revoke tok_019a...
    """


@command.command("create")
@click.argument("name")
@click.option("--role", type=Word(Role), default=Role.VIEWER.value, show_default=True, help="What it allows.")
@click.option("--expires", "days", type=Days(), default="90d", show_default=True, help="After how long: 90d, 12w, 1y or never.")
@click.pass_obj
def create(store: str | None, name: str, role: Role, days: int | None) -> None:
    """Make a token, and print its secret, which is shown this once.

    \b
      valuenet token create "Ann" --role editor --expires 12w
    """
    with session(store) as opened:
        created = token_create(opened.library, opened.caller, NewToken(name=name, role=role, days=days))
    token = created.token
    until = f"until {moment(token.expires_at)}" if token.expires_at else "until it is revoked"
    click.echo(f"{token.id} lets {token.name} in as {token.role} {until}. Its secret is shown this once:", err=True)
    click.echo(created.secret)


@command.command("list")
@as_json
@click.pass_obj
def list_(store: str | None, as_json: bool) -> None:
    """The tokens of the workspace, with what has become of them.

    \b
      valuenet token list
    """
    with session(store) as opened:
        found = tokens(opened.library, opened.caller)
    if as_json:
        print_json({"tokens": [_record(token) for token in found]})
    elif found:
        rows = [(token.id, token.name, token.role.value, _state(token), _when(token.used_at)) for token in found]
        click.echo(table(("ID", "NAME", "ROLE", "STATE", "LAST USED"), rows))
    else:
        click.echo("No tokens yet. Make one: valuenet token create NAME --role admin", err=True)


@command.command("revoke")
@click.argument("token")
@click.pass_obj
def revoke(store: str | None, token: str) -> None:
    """Let a token open nothing from now on, in every process.

    \b
      valuenet token revoke tok_019a...
    """
    with session(store) as opened:
        revoked = token_revoke(opened.library, opened.caller, token)
    click.echo(f"{revoked.id} ({revoked.name}) opens nothing any more")


def _state(token: Token) -> str:
    if token.revoked_at:
        return "revoked"
    if not token.opens(now()):
        return "expired"
    return f"until {moment(token.expires_at)}" if token.expires_at else "open"


def _when(at: str | None) -> str:
    return moment(at) if at else ""


def _record(token: Token) -> dict[str, object]:
    """Everything but the hash."""
    return {
        "id": token.id,
        "name": token.name,
        "role": token.role.value,
        "created_at": token.created_at,
        "created_by": token.created_by.name,
        "expires_at": token.expires_at,
        "revoked_at": token.revoked_at,
        "used_at": token.used_at,
    }
