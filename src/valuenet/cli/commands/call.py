"""valuenet call: what one person at the customer said about our claims, in one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import click

from valuenet.cli.amounts import Amounts, Share
from valuenet.cli.entries import Day
from valuenet.cli.options import as_options
from valuenet.cli.session import session
from valuenet.cli.shown import tell
from valuenet.cli.standings import standing_text
from valuenet.cli.words import Word
from valuenet.documents.quantities import Told
from valuenet.model.amounts import Range
from valuenet.model.buying import Unmet
from valuenet.model.call import Call, Said
from valuenet.model.ids import ClaimId, Key, StakeholderId
from valuenet.model.value_vocabulary import ClaimState, Confirmation
from valuenet.model.vocabulary import Desirability
from valuenet.service.claims import CallRecord, call_record
from valuenet.service.days import today
from valuenet.service.opportunities import opportunity_called
from valuenet.service.opportunity_parts import PersonPut

_OF_A_CLAIM = ("to", "quote", "worth", "line", "owner", "confirmed", "believes", "desirable", "thought_of", "question")
_OPTIONS = {
    "stakeholder": "PERSON",
    "people": "PERSON",
    "people.persona": "--persona",
    "people.name": "--name",
    "people.influence": "--influence",
    "claim": "OUTCOME",
    "said.claim": "OUTCOME",
    "said": "--to",
    "said.amount": "--worth",
    "said.promised": "--worth",
    "said.evidence.stated_by": "--worth",
    "said.line": "--line",
    "said.owner": "--owner",
    "said.confirmed": "--confirmed",
    "said.evidence.confirmed": "--confirmed",
    "said.evidence.quote": "--quote",
    "said.evidence.on": "--on",
    "claims.amount": "--worth",
    "claims.line": "--line",
    "belief": "--believes",
    "quote": "--quote",
    "question": "--question",
    "source": "--source",
    "on": "--on",
    "unmet": "--unmet",
}
"""The options by the fields that they fill."""

_CONFIRMED = {"writing": Confirmation.WRITING, "trial": Confirmation.TRIAL}


@click.command("call")
@click.argument("opportunity")
@click.argument("person")
@click.argument("outcomes", nargs=-1, metavar="[OUTCOME]...")
@click.option("--to", type=Word(ClaimState), help="How far the claim comes by what they said.")
@click.option("--quote", default="", metavar="WORDS", help="What they said, in their own words.")
@click.option("--worth", type=Amounts(), metavar="AMOUNTS", help="What they gave or accepted a year: 30000/50000/80000.")
@click.option("--line", metavar="KEY", help="On which line of their P&L.")
@click.option("--owner", metavar="PERSON", help="Whose number it is; without it, and with --confirmed, theirs.")
@click.option("--confirmed", type=click.Choice([*_CONFIRMED]), help="How the owner confirmed it.")
@click.option("--believes", type=Share(), metavar="SHARE", help="How far they believe that they will get it, as 80%.")
@click.option("--desirable", type=Word(Desirability), help="How desirable it is to them.")
@click.option("--thought-of/--new-to-them", default=None, help="Whether they had thought of it before.")
@click.option("--question", default="", metavar="WORDS", help="The question that made them desire more than before.")
@click.option("--unmet", multiple=True, metavar="WORDS", help="What they desire and nothing of ours brings about; repeatable.")
@click.option("--credible", is_flag=True, help="We are credible with them by now.")
@click.option("--name", default="", metavar="NAME", help="Their name, where they are new in the decision.")
@click.option("--persona", metavar="KEY", help="With --name: in which role, where that is not what PERSON says.")
@click.option("--influence", type=Share(), metavar="SHARE", help="With --name: their part of the decision, as 25%.")
@click.option("--on", type=Day(), help="When: 2026-03-09, yesterday.  [default: today]")
@click.option("--source", default="", metavar="WORDS", help="From where: a meeting, a mail, a trial.")
@click.pass_obj
def command(store: str | None, /, *, opportunity: str, person: str, outcomes: tuple[str, ...], **entered: Any) -> None:
    """Record what a person at the customer said about our claims.

    Each rung of the ladder asks for its evidence: envisioned for their words, valued for their number, validated for the
    owner's confirmation. Nothing that was recorded is changed later. Without an OUTCOME only what they lack, or that they
    were heard, is kept.

    \b
      valuenet call alder-foods treasurer early-pay-discounts-caught --to valued \\
          --worth 20000/45000/70000 --line supplier-discounts \\
          --quote "We take one discount in three."
      valuenet call alder-foods ap-manager less-overtime --believes 60% --credible
      valuenet call alder-foods controller --name "Karl Weiss" --influence 10% \\
          --unmet "One login for all of it"
    """
    if not outcomes and any(entered[name] not in (None, "") for name in _OF_A_CLAIM):
        raise click.UsageError("say which outcome they spoke of, as `valuenet opportunity` lists it under CLAIM")
    with session(store) as opened:
        before = opportunity_called(opened.library, opened.caller, opportunity)
        on = entered["on"] or today(opened.library)
        with as_options(_OPTIONS):
            call = Call(
                stakeholder=StakeholderId(person),
                on=on,
                by=opened.caller.actor.name,
                source=entered["source"],
                said=tuple(_said(person, outcome, entered) for outcome in outcomes),
                unmet=tuple(Unmet(said=said) for said in entered["unmet"]),
                credible=entered["credible"],
            )
            record = CallRecord(
                opportunity=before.opportunity.id, call=call, people=tuple(_newcomer(person, on, entered)), expected=before.kept.revision
            )
            after = call_record(opened.library, opened.caller, record)
    name = next(one.name for one in after.opportunity.stakeholders if person in (one.key, one.id))
    click.echo(f"{after.opportunity.key}: {name} said on {on}")
    tell(standing_text(before, after))


def _said(person: str, outcome: str, entered: Mapping[str, Any]) -> Said:
    """What they said about one claim; who confirms a number owns it, unless somebody else is named."""
    told: Told | None = entered["worth"]
    with as_options({"": "--worth"}):
        amount = Range(low=told.low, likely=told.likely, high=told.high) if told else None
    confirmed = _CONFIRMED.get(entered["confirmed"])
    owner = entered["owner"] or (person if confirmed else None)
    return Said(
        claim=ClaimId(outcome),
        to=entered["to"],
        quote=entered["quote"],
        amount=amount,
        line=Key(entered["line"]) if entered["line"] else None,
        owner=StakeholderId(owner) if owner else None,
        confirmed=confirmed,
        belief=entered["believes"],
        desirability=entered["desirable"],
        thought_of=entered["thought_of"],
        question=entered["question"],
    )


def _newcomer(person: str, on: date, entered: Mapping[str, Any]) -> Iterator[PersonPut]:
    """Who this call brought into the decision."""
    if entered["name"]:
        influence = {"influence": entered["influence"]} if entered["influence"] is not None else {}
        yield PersonPut(key=person, persona=entered["persona"] or person, fields={"name": entered["name"], "brought_in": on, **influence})
    elif entered["persona"] or entered["influence"] is not None:
        raise click.UsageError("--persona and --influence say who somebody new is: give their --name, too")
