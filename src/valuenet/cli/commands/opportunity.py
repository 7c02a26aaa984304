"""valuenet opportunity: one opportunity, what it is made of, and a change of that in one line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from valuenet.cli.dialogues import GONE
from valuenet.cli.options import as_options
from valuenet.cli.parts import FIELDS, claims, particulars, parts, priced
from valuenet.cli.session import session
from valuenet.cli.shown import amounts_text, entered_text, price_text, share_text, tell
from valuenet.cli.standings import standing_text
from valuenet.cli.table import labelled, table
from valuenet.model.opportunity import Opportunity
from valuenet.service.opportunities import OpportunityView, opportunity_called
from valuenet.service.opportunity_opening import OpportunityPut, opportunity_put


@click.command("opportunity")
@click.argument("opportunity")
@particulars
@claims
@click.option("--reason", default="", help="Why, in one sentence, for the history.")
@click.pass_obj
def command(store: str | None, /, *, opportunity: str, reason: str, **entered: Any) -> None:
    """Show what an opportunity is made of, or change that.

    OPPORTUNITY is a key or id. What is not named stays as it is. An estimate of ours (--claim) counts for nothing until
    the customer has described the result: `valuenet call`.

    \b
      valuenet opportunity alder-foods
      valuenet opportunity alder-foods --stage proposal --list 160000+30000
      valuenet opportunity alder-foods --line "ap-labour=AP labour" \\
          --claim "less-overtime=30000/50000/80000, ap-labour"
    """
    with session(store) as opened:
        view = opportunity_called(opened.library, opened.caller, opportunity)
        if reason or any(value not in (None, ()) for value in entered.values()):
            there, currency = view.opportunity, view.settings.currency
            with as_options(FIELDS):
                put = OpportunityPut(
                    opportunity=there.id,
                    fields=priced(entered, currency, there.price),
                    parts=parts(entered, currency, there),
                    expected=view.kept.revision,
                    reason=reason,
                )
                after = opportunity_put(opened.library, opened.caller, put)
            changed = after.kept.revision != view.kept.revision
            click.echo(f"{after.opportunity.key}: {f'revision {after.kept.revision}' if changed else 'nothing differs'}")
            tell(standing_text(view, after))
        else:
            _show(view)


def _show(view: OpportunityView) -> None:
    """The opportunity as it is kept; what it is worth is the scorecard's to say."""
    there = view.opportunity
    click.echo(f"{there.key}: {there.name}")
    tell(labelled([*_facts(view)]))
    rows = [(option.key, option.name, price_text(option.price), entered_text(option.switching_cost)) for option in there.alternatives]
    tell(f"\n{table(('RIVAL', 'NAME', 'PRICE', 'SWITCHING'), rows)}")
    if there.stakeholders:
        tell(f"\n{table(('PERSON', 'NAME', 'ROLE', 'INFLUENCE', 'HEARD', 'CREDIBLE'), _people(view))}")
    if there.lines:
        tell(f"\n{table(('LINE', 'NAME', 'A YEAR'), [(line.key, line.name, entered_text(line.baseline)) for line in there.lines])}")
    tell(f"\n{table(('CLAIM', 'STATE', 'A YEAR', 'LINE', 'OWNER'), _claims(there))}")
    for problem in view.misfits:
        click.echo(f"Note: {problem.path} {problem.message} ({problem.remedy})", err=True)


def _facts(view: OpportunityView) -> Iterator[tuple[str, str]]:
    there = view.opportunity
    yield "account", view.account.record.name if view.account else GONE
    yield "network", f"{view.reading.network.key}, revision {view.reading.network.revision}" if view.reading else GONE
    yield "price", price_text(there.price)
    yield "list", price_text(there.list_price)
    yield "floor", price_text(there.floor_price)
    yield "switching", entered_text(there.switching_cost)
    yield "sold by", ", ".join(filter(None, (there.owner, there.manager and f"managed by {there.manager}", there.region)))
    yield "stage", ", ".join(filter(None, (there.kind, there.stage, f"opened {there.opened}", _end(there))))


def _end(there: Opportunity) -> str:
    if there.closed is not None:
        return f"{'won' if there.won else 'lost'} {there.closed}"
    return f"expected {there.expected_close}" if there.expected_close else ""


def _people(view: OpportunityView) -> Iterator[tuple[str, ...]]:
    known = view.reading.directory.persona_by_id if view.reading else {}
    for person in view.opportunity.stakeholders:
        role = known[person.persona].key if person.persona in known else GONE
        yield person.key, person.name, role, share_text(person.influence), str(person.heard_from or ""), str(person.credible_since or "")


def _claims(there: Opportunity) -> Iterator[tuple[str, ...]]:
    """The claims, those that somebody has spoken of first."""
    people = there.stakeholder_by_id
    for claim in sorted(there.claims, key=lambda claim: -claim.state.rank):
        owner = people[claim.owner].name if claim.owner else ""
        yield claim.outcome_key, claim.state, amounts_text(claim.amount, shares=claim.of_baseline), claim.line or "", owner
