"""valuenet gap: what a customer lacks, reported in one line; and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import click

from valuenet.cli.entries import Amount, Day
from valuenet.cli.gaps import gap_meant, gap_record, gap_text
from valuenet.cli.machine import as_json, print_json
from valuenet.cli.session import Session, session
from valuenet.cli.words import Word
from valuenet.model.edits import Connect, NetworkEdit, PutOutcome, Tag
from valuenet.model.message_test import MONEY_A_YEAR
from valuenet.model.vocabulary import Desirability, ScoutFunction
from valuenet.service.gap_decisions import GapGathering, GapResolution, GapVerdict, gap_decline, gap_gather, gap_queue, gap_resolve
from valuenet.service.gaps import GapView, NewGap, gap_called, gap_report

_DECISIONS = ("resolve", "queue", "decline", "into")
_OF_RESOLVING = ("title", "cause", "why")
_OF_DECIDING = (*_DECISIONS, *_OF_RESOLVING, "anew", "reason")


@click.command("gap")
@click.argument("gap", metavar="GAP")
@click.option("--account", default="", metavar="NAME", help="Where it is lacking: the customer's name or key.")
@click.option(
    "--as", "function", type=Word(ScoutFunction), metavar="FUNCTION", help=f"What you do for a living: {', '.join(ScoutFunction)}."
)
@click.option("--persona", default="", metavar="KEY", help="Who lacks it; when resolving, who desires the new outcome.")
@click.option("--importance", type=Word(Desirability), default=Desirability.MEDIUM.value, show_default=True, help="To them.")
@click.option("--anticipated/--unanticipated", default=True, help="Whether anybody saw it coming.  [default: anticipated]")
@click.option("--worth", "stated", type=Amount(), help="The number that they put on it.")
@click.option("--unit", default=MONEY_A_YEAR, show_default=True, help="What that number counts.")
@click.option("--on", type=Day(), help="When you heard it.  [default: today]")
@click.option("--scout", default="", metavar="NAME", help="Who heard it, if it was not you.")
@click.option("--test", metavar="ID", help="The test in which it came up; it names account, persona and day.")
@click.option("--new-account", is_flag=True, help="The account is another one, though its name is nearly that of one we know.")
@click.option("--resolve", metavar="NETWORK/KEY", help="Decide: this outcome resolves it.")
@click.option("--title", metavar="WORDS", help="With --resolve: the outcome is new, and this is its title.")
@click.option("--from", "cause", metavar="KEY", help="With --title: what leads to it.")
@click.option("--why", default="", metavar="WORDS", help="With --title: why the persona cares.")
@click.option("--queue", is_flag=True, help="Decide: nothing that we have resolves it; it goes to the product people.")
@click.option("--decline", is_flag=True, help="Decide: nothing will be done about it; --reason tells the scout why.")
@click.option("--into", metavar="GAP", help="Decide: it says the same as this one.")
@click.option("--anew", is_flag=True, help="Decide again about a gap that was decided before.")
@click.option("--reason", default="", help="Why it was decided so, in one sentence.")
@as_json
@click.pass_obj
def command(store: str | None, /, *, gap: str, as_json: bool, **said: Any) -> None:
    """Report what a customer lacks, or decide what becomes of it.

    To report, GAP is what they lack, in one line. To decide, it is some of the words of a gap that was reported, or its
    id. The scout sees what was decided.

    \b
      valuenet gap "Nobody can tell quiet rooms from loud ones" \\
          --account "Alder Foods" --persona employee --as support
      valuenet gap "quiet rooms" --queue
      valuenet gap "quiet rooms" --resolve office-space/quiet-when-needed \\
          --title "People find a quiet place" --from booking-by-team
      valuenet gap "quiet rooms" --decline --reason "Doors are the landlord's."
    """
    wish = {name: said.pop(name) for name in _OF_DECIDING}
    chosen = [name for name in _DECISIONS if wish[name]]
    _check(chosen, wish, said)
    with session(store) as opened:
        if not chosen:
            _report(opened, NewGap(text=gap, **said), as_json=as_json)
            return
        view = _decided(opened, gap_meant(opened, gap), chosen[0], {**wish, "persona": said["persona"]})
        if as_json:
            print_json(gap_record(view))
        else:
            click.echo(gap_text(view))


def _check(chosen: list[str], wish: dict[str, Any], said: dict[str, Any]) -> None:
    """Refuse what does not go together."""
    if len(chosen) > 1:
        raise click.UsageError(f"decide one thing: {' or '.join(f'--{name}' for name in chosen)}")
    if any(wish[name] for name in _OF_RESOLVING) and not (wish["resolve"] and wish["title"]):
        raise click.UsageError("--title, --from and --why make a new outcome: give --resolve network/key and --title")
    if not chosen and (wish["anew"] or wish["reason"]):
        raise click.UsageError("--anew and --reason go with a decision: --resolve, --queue, --decline or --into")
    if not chosen and said["function"] is None:
        functions = ", ".join(ScoutFunction)
        raise click.UsageError(f"say what you do for a living, so that what comes from outside sales is counted: --as, one of {functions}")


def _report(opened: Session, new: NewGap, *, as_json: bool) -> None:
    reported = gap_report(opened.library, opened.caller, new)
    if as_json:
        print_json(gap_record(reported.gap) | {"account_created": reported.account_created})
        return
    click.echo(gap_text(reported.gap))
    if reported.account_created and reported.gap.subject.account:
        account = reported.gap.subject.account.record
        click.echo(f"{account.name} was not known yet, and is the account {account.key} now.")


def _decided(opened: Session, view: GapView, decision: str, wish: dict[str, Any]) -> GapView:
    library, caller, gap = opened.library, opened.caller, view.kept.record.id
    expected = view.kept.revision if wish["anew"] else None
    if decision == "resolve":
        return gap_resolve(library, caller, _resolution(opened, view, wish, expected)).gap
    if decision == "into":
        into = gap_meant(opened, wish["into"]).kept.record.id
        gap_gather(library, caller, GapGathering(gaps=(gap,), into=into, reason=wish["reason"]))
        return gap_called(library, caller, gap)
    decide = gap_queue if decision == "queue" else gap_decline
    return decide(library, caller, GapVerdict(gap=gap, reason=wish["reason"], expected=expected))


def _resolution(opened: Session, view: GapView, wish: dict[str, Any], expected: int | None) -> GapResolution:
    """The outcome that resolves a gap, with the edits that make it where it is new."""
    named = GapResolution(gap=view.kept.record.id, outcome=wish["resolve"], expected=expected, reason=wish["reason"])
    if not wish["title"]:
        return named
    network, separator, key = named.outcome.partition("/")
    if not separator or not key:
        raise click.UsageError(f"{named.outcome!r} does not say where the new outcome belongs: write network/key")
    return replace(
        named,
        outcome=key,
        network=network,
        edits=tuple(_edits(key, view, wish)),
        expected_network=opened.reading(network).network.revision,
    )


def _edits(key: str, view: GapView, wish: dict[str, Any]) -> Iterator[NetworkEdit]:
    """(cause)-[:LEADS_TO]->(new outcome)-[:DESIRED_BY]->(persona)."""
    yield PutOutcome(key=key, title=wish["title"], anticipated=view.kept.record.anticipated, new=True)
    if wish["cause"]:
        yield Connect(cause=wish["cause"], effect=key)
    if persona := wish["persona"] or (view.subject.persona.key if view.subject.persona else ""):
        yield Tag(outcome=key, persona=persona, why=wish["why"])
