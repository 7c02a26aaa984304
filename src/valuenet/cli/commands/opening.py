"""valuenet open: an opportunity from a network, everything that the customer could desire proposed as a claim."""

from __future__ import annotations

from typing import Any

import click

from valuenet.cli.options import as_options
from valuenet.cli.parts import FIELDS, particulars, parts, priced
from valuenet.cli.session import session
from valuenet.messages.phrases import counted
from valuenet.service.opportunity_opening import NewOpportunity, opportunity_open
from valuenet.service.value_settings import value_settings


@click.command("open")
@click.argument("key")
@click.option("--network", required=True, metavar="KEY", help="The network of what is offered.")
@click.option("--account", required=True, metavar="NAME", help="At which customer: its name or key. One that nobody knows yet is made.")
@particulars
@click.option("--new-account", is_flag=True, help="The account is another one, though its name is nearly that of one we know.")
@click.pass_obj
def command(store: str | None, /, *, key: str, network: str, account: str, new_account: bool, **entered: Any) -> None:
    """Open an opportunity: what a network says this customer could desire.

    Every outcome that a persona desires becomes a claim that nobody has sized. What a person at the customer says moves
    it up: `valuenet call`. Money only counts once they have described the result in their own words.

    \b
      valuenet open alder-foods --network invoice-automation \\
          --account "Alder Foods" --price 120000+30000 \\
          --person "treasurer=Tom Reed, 25%" \\
          --rival "competitor-b=80000+20000, 25000"
    """
    if entered["price"] is None:
        raise click.UsageError("say what we ask with --price: a year, and once at signature, such as 120000+30000")
    with session(store) as opened:
        currency = value_settings(opened.library, opened.caller).currency
        with as_options({**FIELDS, "network": "--network", "account": "--account", "key": "KEY"}):
            new = NewOpportunity(
                key=key,
                network=network,
                account=account,
                price=entered.pop("price").price(currency),
                parts=parts(entered, currency),
                fields=priced(entered, currency),
                new_account=new_account,
            )
            made = opportunity_open(opened.library, opened.caller, new)
    opportunity = made.view.opportunity
    if made.account_created and made.view.account is not None:
        click.echo(f"{account} was not known yet, and is the account {made.view.account.record.key} now.")
    click.echo(f"{key}: opened on {network}, {counted(len(opportunity.claims), 'claim')} proposed, none of them sized.")
