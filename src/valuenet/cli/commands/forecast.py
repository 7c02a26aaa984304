"""valuenet forecast: what the open opportunities may bring, kept as it is today, and compared with what came."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import click

from valuenet.cli.machine import as_json, print_json
from valuenet.cli.session import session
from valuenet.cli.shown import figure_text, note, share_text, tell
from valuenet.cli.table import table
from valuenet.messages.phrases import counted
from valuenet.service.opportunities import OpportunityQuestion
from valuenet.service.portfolio import ForecastKeeping, Forecasts, ForecastView, PortfolioView, forecast_keep, forecasts_kept, portfolio
from valuenet.value.calibration import PRIOR
from valuenet.value.forecast import Forecast, Outlook


@click.command("forecast")
@click.option("--owner", metavar="NAME", help="Only what this seller owns.")
@click.option("--manager", metavar="NAME", help="Only what is this manager's.")
@click.option("--region", metavar="NAME", help="Only what belongs to this region.")
@click.option("--keep", metavar="TITLE", help="Keep it as it is today, such as “Q2”, to compare it with what came.")
@click.option("--compare", is_flag=True, help="The forecasts that were kept, and what came.")
@as_json
@click.pass_obj
def command(store: str | None, /, *, keep: str | None, compare: bool, as_json: bool, **asked: Any) -> None:
    """What may the open opportunities bring?

    What would be booked over the terms, with how likely each is to be won: eight times in ten it lies between P10 and P90.
    The second line has them share one market. Customer value is never added to bookings.

    \b
      valuenet forecast
      valuenet forecast --manager Mia --keep Q2
      valuenet forecast --compare
    """
    if compare and (keep is not None or any(asked.values())):
        raise click.UsageError("--compare shows all forecasts that were kept: it goes with no other choice")
    with session(store) as opened:
        if compare:
            _tell_kept(forecasts_kept(opened.library, opened.caller), as_json=as_json)
            return
        question = OpportunityQuestion(**asked)
        view = portfolio(opened.library, opened.caller, question)
        kept = forecast_keep(opened.library, opened.caller, ForecastKeeping(title=keep, question=question)) if keep is not None else None
    if as_json:
        print_json(_record(view) | {"kept": kept.record.id if kept else None})
        return
    _tell(view)
    if kept is not None:
        click.echo(f"\nKept on {kept.record.on} as “{kept.record.title}”. Later: valuenet forecast --compare", err=True)


def _tell(view: PortfolioView) -> None:
    """The forecast of calibrated and of prior likelihoods, apart, and what is in it."""
    made = [(found, label) for found, label in _forecasts(view) if found.deals]
    if not made:
        click.echo("No open opportunity has a price: there is nothing to forecast.", err=True)
    for found, label in made:
        click.echo(f"{counted(found.deals, 'opportunity', 'opportunities')}, {view.settings.currency}; win likelihoods: {label}")
        outlooks = (("each for itself", found.independent), ("in one market", found.stressed))
        tell(table(("", "MEAN", "SPREAD", "P10", "P50", "P90"), [(name, *_amounts(outlook)) for name, outlook in outlooks]))
        click.echo()
    rows = [
        (one.key, figure_text(one.amount), share_text(one.chance), figure_text(one.amount * Decimal(str(one.chance))))
        for one in sorted(view.positions, key=lambda one: one.key)
        if one.chance is not None
    ]
    if rows:
        tell(table(("OPPORTUNITY", "AMOUNT", "WIN", "EXPECTED"), rows))
    for missing in view.portfolio.without:
        click.echo(f"Note: {view.opportunities[missing].record.key} costs nothing: no likelihood is defined for it", err=True)
    for left in view.left_out:
        click.echo(f"Note: {left.opportunity.record.key} is left out: {left.because}", err=True)


def _forecasts(view: PortfolioView) -> tuple[tuple[Forecast, str], ...]:
    return (view.portfolio.calibrated, view.calibration.label), (view.portfolio.prior, PRIOR)


def _amounts(outlook: Outlook) -> tuple[str, ...]:
    return tuple(figure_text(amount) for amount in (outlook.mean, outlook.sd, outlook.p10, outlook.p50, outlook.p90))


def _record(view: PortfolioView) -> dict[str, object]:
    made = [
        {"label": label, "deals": found.deals, "independent": _outlook(found.independent), "stressed": _outlook(found.stressed)}
        for found, label in _forecasts(view)
        if found.deals
    ]
    deals = [{"key": one.key, "amount": float(one.amount), "chance": one.chance, "label": one.label} for one in view.positions]
    return {"currency": view.settings.currency, "forecasts": made, "opportunities": deals}


def _outlook(outlook: Outlook) -> dict[str, float]:
    return {name: float(getattr(outlook, name)) for name in ("mean", "sd", "p10", "p50", "p90")}


_KEPT_FIGURES = ("mean", "sd", "p10", "p50", "p90", "stressed_p10", "stressed_p50", "stressed_p90")


def _tell_kept(found: Forecasts, *, as_json: bool) -> None:
    """Each kept forecast beside what came; how they turned out as soon as one is settled."""
    outcome = found.comparison
    if as_json:
        counts = {"settled": outcome.n, "below": outcome.below, "within": outcome.within, "above": outcome.above, "ratio": outcome.ratio}
        print_json({"forecasts": [_kept_record(one) for one in found.forecasts], "comparison": counts})
        return
    if not found.forecasts:
        click.echo("No forecast was kept yet: valuenet forecast --keep TITLE", err=True)
        return
    tell(table(("KEPT", "TITLE", "DEALS", "MEAN", "P10 TO P90", "CAME", "STILL OPEN"), [_kept_row(one) for one in found.forecasts]))
    if outcome.n:
        ratio = f", {share_text(outcome.ratio)} of what was forecast came" if outcome.ratio is not None else ""
        said = f"{outcome.within} of {counted(outcome.n, 'settled forecast')} between P10 and P90{ratio}"
        note(f"{said}; eight in ten should be.")
    else:
        note("None of them is settled yet: each has open opportunities.")


def _kept_row(one: ForecastView) -> tuple[str, ...]:
    kept = one.kept.record
    between = f"{figure_text(kept.p10)} to {figure_text(kept.p90)}"
    return str(kept.on), kept.title, str(len(kept.deals)), figure_text(kept.mean), between, figure_text(one.came), str(one.open or "")


def _kept_record(one: ForecastView) -> dict[str, object]:
    kept = one.kept.record
    figures = {name: float(getattr(kept, name)) for name in _KEPT_FIGURES}
    about = {"id": kept.id, "on": kept.on, "title": kept.title, "currency": kept.currency, "deals": len(kept.deals)}
    return about | figures | {"came": float(one.came), "open": one.open, "gone": one.gone, "settled": one.settled}
