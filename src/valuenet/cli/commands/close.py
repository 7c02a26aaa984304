"""valuenet close: how an opportunity ended."""

from __future__ import annotations

from datetime import date

import click

from valuenet.cli.amounts import Paid, Payments
from valuenet.cli.entries import Day
from valuenet.cli.options import as_options
from valuenet.cli.session import session
from valuenet.cli.shown import price_text, tell
from valuenet.service.claims import OpportunityClosing, opportunity_close
from valuenet.service.opportunities import opportunity_called

_WON = {"won": True, "lost": False, "again": None}


@click.command("close")
@click.argument("opportunity")
@click.argument("how", type=click.Choice([*_WON]))
@click.option("--on", type=Day(), help="When.  [default: today]")
@click.option("--pocket", type=Paid(), metavar="A_YEAR+ONCE", help="What remains to us of the price after all that was given away.")
@click.option("--reason", default="", help="Why, in one sentence, for the history.")
@click.pass_obj
def command(store: str | None, opportunity: str, how: str, on: date | None, pocket: Payments | None, reason: str) -> None:
    """Close an opportunity, won or lost.

    Forecasts are compared with what came, discounts are counted, and the win likelihood is calibrated from the scorecards
    that were frozen while it was open: `valuenet score KEY --freeze`. `again` takes a close back.

    \b
      valuenet close alder-foods won --pocket 112000+30000
      valuenet close birch-dairy lost --on 2026-03-20 --reason "no decision"
    """
    with session(store) as opened, as_options({"on": "--on", "closed": "--on", "pocket_price": "--pocket"}):
        there = opportunity_called(opened.library, opened.caller, opportunity).opportunity
        price = pocket.price(*there.price.terms) if pocket else None
        closing = OpportunityClosing(opportunity=there.id, won=_WON[how], on=on, pocket_price=price, reason=reason)
        after = opportunity_close(opened.library, opened.caller, closing).opportunity
    paid = price_text(after.pocket_price or after.price)
    ended = f"{how} on {after.closed}, at {paid}" if after.closed else "open again"
    tell(f"{after.key}: {ended}")
