"""valuenet accounts: the customer companies of the workspace."""

from __future__ import annotations

import click

from valuenet.cli import pages
from valuenet.cli.machine import as_json, print_json
from valuenet.cli.refusals import Refusal
from valuenet.cli.session import Session, session
from valuenet.cli.table import table
from valuenet.errors import NotFound
from valuenet.model.account import Account
from valuenet.service.accounts import AccountPut, account_called, account_list, account_put
from valuenet.service.cursors import cursor, place
from valuenet.service.records import place_of


@click.command("accounts")
@click.argument("account", required=False)
@click.option("--name", help="With an account: call it this.")
@click.option("--trade", help="With an account: what they do. Accounts of one trade are similar.")
@click.option("--region", help="With an account: where they are.")
@click.option("--note", help="With an account: what else there is to know.")
@click.option("--archived/--in-use", default=None, help="With an account: put it away, or back. Without: archived ones too.")
@click.option("--text", default="", help="Only those that have this in their name, key, trade or region.")
@pages.first
@pages.after
@as_json
@click.pass_obj
def command(  # noqa: PLR0913  # one for each option
    store: str | None,
    /,
    *,
    account: str | None,
    archived: bool | None,
    text: str,
    first: int,
    after: str | None,
    as_json: bool,
    **fields: str | None,
) -> None:
    """Which customers are there? Or put one in.

    Recording a test makes an account by itself. Say its trade and region, and briefs show what was heard at similar ones.

    \b
      valuenet accounts
      valuenet accounts alder-foods --name "Alder Foods" --trade food
      valuenet accounts "Alder Foods" --region north
    """
    said: dict[str, object] = {name: value for name, value in fields.items() if value is not None}
    with session(store) as opened:
        if account is None and said:
            raise click.UsageError("name the account that these belong to: valuenet accounts KEY --name NAME")
        if account is None:
            _list(opened, first, after, text=text, archived=bool(archived), as_json=as_json)
            return
        if archived is not None:
            said["archived"] = archived
        found = _put(opened, account, said) if said else account_called(opened.library, opened.caller, account).record
        if as_json:
            print_json(_record(found))
        else:
            click.echo(_table([found]))


def _put(opened: Session, name: str, fields: dict[str, object]) -> Account:
    """The account that is meant, changed; or, where it is given a name, a new one with this key."""
    try:
        key: str = account_called(opened.library, opened.caller, name).record.key
    except NotFound as missing:
        if not fields.get("name"):
            raise Refusal([f"Error: there is no account {name!r} ({missing.remedy} --name makes a new one)"]) from missing
        key = name
    return account_put(opened.library, opened.caller, AccountPut(key=key, fields=fields)).record


def _list(opened: Session, first: int, after: str | None, *, text: str, archived: bool, as_json: bool) -> None:
    page = account_list(opened.library, opened.caller, after=place(after), first=first, text=text, archived=archived)
    found = [one.record for one in page.kept]
    following = cursor(place_of(page.kept[-1])) if page.more and page.kept else None
    if as_json:
        print_json({"accounts": [_record(one) for one in found], "next": following})
        return
    if found:
        click.echo(_table(found))
    else:
        click.echo("No account answers that: they come with the tests that you record.", err=True)
    pages.tell_more(following)


def _table(accounts: list[Account]) -> str:
    rows = [(one.key, one.name + (" (archived)" if one.archived else ""), one.trade, one.region, one.note) for one in accounts]
    return table(("KEY", "NAME", "TRADE", "REGION", "NOTE"), rows)


def _record(one: Account) -> dict[str, object]:
    return {
        "key": one.key,
        "name": one.name,
        "trade": one.trade,
        "region": one.region,
        "note": one.note,
        "archived": one.archived,
    }
