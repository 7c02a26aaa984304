"""valuenet opportunities: the open ones in the order that answers a manager's question, or those that were closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from valuenet.cli.machine import as_json, print_json
from valuenet.cli.session import Session, session
from valuenet.cli.shown import figure_text, note, price_text, share_text, tell
from valuenet.cli.table import table
from valuenet.model.ids import OpportunityId
from valuenet.model.opportunity import Opportunity
from valuenet.service.opportunities import OpportunityQuestion, opportunities
from valuenet.service.portfolio import PortfolioView, portfolio
from valuenet.value.portfolio import Position

_ORDERS = ("unbuilt", "preference", "evidence")


@click.command("opportunities")
@click.option("--by", "order", type=click.Choice(_ORDERS), default="unbuilt", show_default=True, help="The largest of this first.")
@click.option("--owner", metavar="NAME", help="Only those that this seller owns.")
@click.option("--manager", metavar="NAME", help="Only those of this manager.")
@click.option("--region", metavar="NAME", help="Only those of this region.")
@click.option("--account", metavar="NAME", help="Only those at this customer.")
@click.option("--network", metavar="KEY", help="Only those that rest on this network.")
@click.option("--closed", is_flag=True, help="Those that were won or lost, instead.")
@as_json
@click.pass_obj
def command(store: str | None, /, *, order: str, closed: bool, as_json: bool, **asked: Any) -> None:
    """Which opportunities are there, and where does a conversation pay most?

    UNBUILT is what we could deliver and the customer has not envisioned: a conversation there pays most. PREFERENCE is by
    how much they should prefer us, from their own numbers. EVIDENCE is the share of the value that they stated themselves.

    \b
      valuenet opportunities
      valuenet opportunities --by preference --manager Mia
      valuenet opportunities --closed
    """
    with session(store) as opened:
        if closed:
            _tell_closed(opened, OpportunityQuestion(**asked, open=False), as_json=as_json)
        else:
            _tell_open(portfolio(opened.library, opened.caller, OpportunityQuestion(**asked)), order, as_json=as_json)


def _tell_open(view: PortfolioView, order: str, *, as_json: bool) -> None:
    orders: Mapping[str, Sequence[Position]] = {
        "unbuilt": view.portfolio.by_unbuilt,
        "preference": view.portfolio.by_preference,
        "evidence": view.portfolio.by_evidence,
    }
    of = {key: one.record for key, one in view.opportunities.items()}
    if as_json:
        print_json({"opportunities": [_record(one, of) for one in orders[order]]})
    elif of:
        rows = [_row(one, of[one.opportunity]) for one in orders[order]]
        tell(table(("OPPORTUNITY", "OWNER", "STAGE", "UNBUILT", "PREFERENCE", "EVIDENCE", "WIN"), rows))
        note(f"Money is present value in {view.settings.currency}; win likelihoods: {view.calibration.label}.")
    else:
        click.echo("No opportunity is open. Open one: valuenet open KEY --network KEY --account NAME --price 120000+30000", err=True)
    for left in view.left_out:
        click.echo(f"Note: {left.opportunity.record.key} is left out: {left.because}", err=True)


def _row(one: Position, opportunity: Opportunity) -> tuple[str, ...]:
    figures = (figure_text(one.unbuilt), figure_text(one.preference), share_text(one.evidence), share_text(one.chance))
    return (one.key, opportunity.owner, opportunity.stage, *figures)


def _record(one: Position, of: Mapping[OpportunityId, Opportunity]) -> dict[str, object]:
    opportunity = of[one.opportunity]
    return {
        "key": one.key,
        "name": opportunity.name,
        "owner": opportunity.owner,
        "stage": opportunity.stage,
        "amount": float(one.amount),
        "unbuilt": float(one.unbuilt),
        "preference": float(one.preference),
        "evidence": None if one.evidence is None else float(one.evidence),
        "chance": one.chance,
        "label": one.label,
    }


def _tell_closed(opened: Session, question: OpportunityQuestion, *, as_json: bool) -> None:
    found = [one.record for one in opportunities(opened.library, opened.caller, question)]
    if as_json:
        records = [{"key": one.key, "name": one.name, "owner": one.owner, "won": one.won, "closed": one.closed} for one in found]
        print_json({"opportunities": records})
    elif found:
        rows = [(one.key, one.owner, "won" if one.won else "lost", str(one.closed), _pocket(one)) for one in found]
        tell(table(("OPPORTUNITY", "OWNER", "HOW", "WHEN", "PRICE"), rows))
    else:
        click.echo("No opportunity was closed yet: valuenet close KEY won", err=True)


def _pocket(one: Opportunity) -> str:
    return price_text(one.pocket_price or one.price)
