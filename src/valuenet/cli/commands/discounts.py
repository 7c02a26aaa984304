"""valuenet discounts: what was given away on won opportunities, by whom, and what of it value did not justify."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from valuenet.charts.picture import picture
from valuenet.cli.machine import as_json, print_json
from valuenet.cli.session import session
from valuenet.cli.shown import figure_text, note, share_text, tell
from valuenet.cli.table import table
from valuenet.cli.words import Word
from valuenet.cli.writing import written
from valuenet.messages.phrases import counted
from valuenet.service.discounting import Discounts, Grouping, discounts
from valuenet.service.noting import exported
from valuenet.service.pictures import discount_spend
from valuenet.value.discounts import Group, Spend


@click.command("discounts")
@click.option("--by", type=Word(Grouping), default=Grouping.SELLER.value, show_default=True, help="Told apart by this.")
@click.option("--beside", type=Word(Grouping), help="Show what each group is made of by this.  [default: type]")
@click.option("--chart", type=click.Path(dir_okay=False, path_type=Path), help="Draw it into this svg file as well.")
@as_json
@click.pass_obj
def command(store: str | None, /, *, by: Grouping, beside: Grouping | None, chart: Path | None, as_json: bool) -> None:
    """What was given away, by whom, and what of it did value not justify?

    Of won opportunities: list price less what remained to us, as present values. A rate is a sum over a sum. Who sells
    other things has other rates: look at the mix. Groups of few opportunities get no rank.

    \b
      valuenet discounts
      valuenet discounts --by region --chart discounts.svg
    """
    with session(store) as opened:
        found = discounts(opened.library, opened.caller, by, beside=beside or Grouping.TYPE)
        if chart is not None:
            exported(opened.library, opened.caller, "portfolio", "chart of discounts")
    if chart is not None:
        unit = f"{found.settings.currency}, present value"
        written(chart, picture(discount_spend(found.groups, by.value, unit, fewest=found.settings.ranking_minimum)))
    if as_json:
        print_json({"by": by, "beside": found.beside, "all": _spend_record(found.total), "groups": [_record(one) for one in found.groups]})
    else:
        _tell(found)


def _tell(found: Discounts) -> None:
    if not found.groups:
        click.echo("No won opportunity tells what was given away: list price, or what remains (valuenet close KEY won --pocket).", err=True)
        return
    rows = [(one.name or "not told", *_figures(one.spend), str(one.rank or ""), _mix(one)) for one in found.groups]
    rows.append(("all", *_figures(found.total), "", ""))
    tell(table((found.by.upper(), "N", "LIST", "GIVEN", "RATE", "NOT JUSTIFIED", "OF MARGIN", "RANK", "MIX"), rows))
    note(" ".join(_notes(found)))


def _figures(spend: Spend) -> tuple[str, ...]:
    unjustified = f"{figure_text(spend.not_justified)} ({share_text(spend.unjustified_share) or '0 %'})" if spend.assessed else "not known"
    money = (figure_text(spend.list_price), figure_text(spend.discount), share_text(spend.rate))
    return str(spend.n), *money, unjustified, share_text(spend.of_margin)


def _mix(one: Group) -> str:
    return ", ".join(f"{name or 'not told'} {share_text(share)}" for name, share in one.mix)


def _notes(found: Discounts) -> Iterator[str]:
    """What has to be known to read the table."""
    total, fewest = found.total, found.settings.ranking_minimum
    yield f"Present values in {found.settings.currency}."
    yield f"What value justified is known of {total.assessed} of {counted(total.n, 'opportunity', 'opportunities')}."
    if any(one.rank is None for one in found.groups):
        yield f"Groups of fewer than {fewest} are not ranked."
    if found.left_out:
        yield f"{len(found.left_out)} more tell neither list price nor what remains."


def _record(one: Group) -> dict[str, object]:
    return {"name": one.name, "rank": one.rank, **_spend_record(one.spend), "mix": {name: float(share) for name, share in one.mix}}


def _spend_record(spend: Spend) -> dict[str, object]:
    shares = {name: getattr(spend, name) for name in ("rate", "unjustified_share", "of_margin")}
    return {
        "n": spend.n,
        "list": float(spend.list_price),
        "discount": float(spend.discount),
        "assessed": spend.assessed,
        "not_justified": float(spend.not_justified),
        **{name: None if share is None else float(share) for name, share in shares.items()},
    }
