"""valuenet exception: a price below list, asked for with what the evidence says of it now, and decided once."""

from __future__ import annotations

from decimal import Decimal

import click

from valuenet.cli.amounts import Below, Discount
from valuenet.cli.machine import as_json, print_json
from valuenet.cli.options import as_options
from valuenet.cli.session import Session, session
from valuenet.cli.shown import figure_text, share_text, tell
from valuenet.cli.table import labelled
from valuenet.model.ids import OpportunityId
from valuenet.model.price_exception import Guidance, PriceException
from valuenet.service.exceptions import (
    ExceptionDecision,
    ExceptionQuestion,
    ExceptionRequest,
    price_exception_decide,
    price_exception_page,
    price_exception_request,
)
from valuenet.service.opportunities import opportunity_called
from valuenet.value.present_value import price_value, terms


@click.command("exception")
@click.argument("opportunity")
@click.option("--ask", type=Below(), metavar="DISCOUNT", help="How much below list: 15%, or money as a present value of all payments.")
@click.option("--grant", type=Below(), metavar="DISCOUNT", help="Decide about what was asked last: how much of it is given; 0 for nothing.")
@click.option("--reason", default="", metavar="WORDS", help="Why.")
@as_json
@click.pass_obj
def command(store: str | None, /, *, opportunity: str, ask: Discount | None, grant: Discount | None, reason: str, as_json: bool) -> None:
    """Ask for a price below list, or decide about one.

    What the value says of the price at that moment is kept with both. A decision is made once and never changed: ask
    again where things have moved. Without --ask and --grant: what was asked and decided so far.

    \b
      valuenet exception alder-foods --ask 15% --reason "A cheaper offer."
      valuenet exception alder-foods --grant 0 --reason "Audit is not built yet."
      valuenet exception alder-foods
    """
    if ask is not None and grant is not None:
        raise click.UsageError("ask first, then decide: give one of --ask and --grant")
    with session(store) as opened, as_options({"asked": "--ask", "granted": "--grant", "reason": "--reason"}):
        view = opportunity_called(opened.library, opened.caller, opportunity)
        top = price_value(view.opportunity.at_list, terms(view.opportunity, view.settings))
        if ask is not None:
            new = ExceptionRequest(opportunity=view.opportunity.id, asked=ask.of(top), reason=reason)
            found = [price_exception_request(opened.library, opened.caller, new).record]
        elif grant is not None:
            decision = ExceptionDecision(exception=_undecided(opened, view.opportunity.id).id, granted=grant.of(top), reason=reason)
            found = [price_exception_decide(opened.library, opened.caller, decision).record]
        else:
            found = _all(opened, view.opportunity.id)
    if as_json:
        print_json({"opportunity": view.opportunity.key, "exceptions": [_record(one) for one in found]})
    elif found:
        tell("\n\n".join(_text(one, top, view.opportunity.currency) for one in found))
    else:
        click.echo(f"{view.opportunity.key}: nobody has asked for a price below list.", err=True)


def _all(opened: Session, opportunity: OpportunityId, *, decided: bool | None = None) -> list[PriceException]:
    """What was asked for an opportunity, the newest first."""
    question = ExceptionQuestion(opportunity=opportunity, decided=decided)
    return [one.record for one in price_exception_page(opened.library, opened.caller, question, first=100).kept]


def _undecided(opened: Session, opportunity: OpportunityId) -> PriceException:
    waiting = _all(opened, opportunity, decided=False)
    if not waiting:
        raise click.UsageError("nothing is waiting for a decision: ask first, with --ask")
    return waiting[0]


def _text(one: PriceException, top: Decimal, unit: str) -> str:
    """What was asked, what the evidence said then, and what was decided."""
    asked = f"{figure_text(one.asked)} {unit} off the list price of {figure_text(top)}"
    said = [
        ("asked", f"{asked} ({share_text(one.asked / top)}) by {one.by.name} on {one.on}: {one.reason}"),
        ("value says", _guided(one.guidance, unit)),
    ]
    if (decision := one.decision) is not None:
        granted = f"{figure_text(decision.granted)} {unit} granted" if decision.granted else "nothing granted"
        said.append(("decided", f"{granted} by {decision.by.name} on {decision.at[:10]}: {decision.reason}"))
        if decision.guidance.verdict != one.guidance.verdict:
            said.append(("value said then", _guided(decision.guidance, unit)))
    else:
        said.append(("decided", "not yet"))
    return labelled(said, indent=0)


def _guided(guidance: Guidance, unit: str) -> str:
    gap = f"; the gap is {figure_text(guidance.gap)} {unit}" if guidance.gap else ""
    return f"{guidance.verdict}: {guidance.because}{gap}"


def _record(one: PriceException) -> dict[str, object]:
    decision = one.decision
    return {
        "id": one.id,
        "on": one.on,
        "by": one.by.name,
        "asked": float(one.asked),
        "reason": one.reason,
        "guidance": _guidance_record(one.guidance),
        "decision": {
            "granted": float(decision.granted),
            "by": decision.by.name,
            "at": decision.at,
            "reason": decision.reason,
            "guidance": _guidance_record(decision.guidance),
        }
        if decision
        else None,
    }


def _guidance_record(guidance: Guidance) -> dict[str, object]:
    """What the value said at a moment, without the whole scorecard that is kept with it."""
    return {
        "at": guidance.at,
        "verdict": guidance.verdict,
        "because": guidance.because,
        "gap": float(guidance.gap),
        "stated_share": float(guidance.stated_share) if guidance.stated_share is not None else None,
        "network_revision": guidance.network_revision,
        "settings_revision": guidance.settings_revision,
    }
