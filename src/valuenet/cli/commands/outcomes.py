"""valuenet outcomes: what personas care about, and why each outcome follows from what we do."""

from __future__ import annotations

from collections.abc import Sequence

import click

from valuenet.cli import pages
from valuenet.cli.following import chain_record, tag_records, wishes
from valuenet.cli.machine import as_json, print_json
from valuenet.cli.session import session
from valuenet.cli.table import labelled
from valuenet.cli.words import Word
from valuenet.model.vocabulary import Importance, Level, OutcomeKind
from valuenet.service.cursors import cursor, place
from valuenet.service.questions import Hit, HitPage, OutcomesQuestion, outcomes_desired, personas_meant


@click.command("outcomes")
@click.option("--persona", "personas", multiple=True, metavar="KEY", help="Desired by this persona; repeat it for any of several.")
@click.option("--level", "levels", multiple=True, type=Word(Level), help="Only personas of this level; repeatable.")
@click.option("--importance", type=Word(Importance), help="Only what is this important to them.")
@click.option("--kind", type=Word(OutcomeKind), help="Only results for the business, or for the person.")
@click.option("--anticipated/--unanticipated", default=None, help="Only what customers see coming, or do not.")
@click.option("--unwanted", is_flag=True, help="What they suffer from instead, also under what they could do without us.")
@click.option("--text", default="", help="Only titles that contain this.")
@click.option("--network", metavar="KEY", help="Only this network.")
@click.option("--reached-from", metavar="KEY", help="Only what follows from this differentiator of --network.")
@pages.first
@pages.after
@as_json
@click.pass_obj
def command(store: str | None, /, first: int, after: str | None, as_json: bool, **asked: object) -> None:
    """Which outcomes do these personas desire, and why does each follow?

    Across all networks, nearest to what we do first. Without --persona: of anybody.

    \b
      valuenet outcomes --persona cfo --persona cro
      valuenet outcomes --persona cfo --importance primary --text price
      valuenet outcomes --level executive --unanticipated
      valuenet outcomes --persona cro --unwanted
    """
    question = _question(**asked)  # type: ignore[arg-type]  # click has converted each option
    with session(store) as opened:
        page = outcomes_desired(opened.library, opened.caller, question, after=place(after), first=first)
        meant = [persona.key for persona in personas_meant(opened.library.directory(opened.caller.workspace), question)]
        following = cursor(page.hits[-1].place) if page.more and page.hits else None
        if as_json:
            print_json({"outcomes": [_record(hit, meant) for hit in page.hits], "next": following})
        else:
            _show(page, meant, following)


def _question(  # noqa: PLR0913  # one for each option
    *,
    personas: tuple[str, ...],
    levels: tuple[Level, ...],
    importance: Importance | None,
    kind: OutcomeKind | None,
    anticipated: bool | None,
    unwanted: bool,
    text: str,
    network: str | None,
    reached_from: str | None,
) -> OutcomesQuestion:
    return OutcomesQuestion(
        personas=personas,
        levels=levels,
        importance=importance,
        kind=kind,
        anticipated=anticipated,
        wanted=not unwanted,
        ours=None if unwanted else True,
        text=text,
        network=network,
        reached_from=reached_from,
    )


def _show(page: HitPage, meant: Sequence[str], following: str | None) -> None:
    if not page.hits:
        click.echo("No outcome answers that. Ask for less, or look at `valuenet personas` and `valuenet networks`.", err=True)
    for number, hit in enumerate(page.hits):
        if number:
            click.echo()
        click.echo(hit.outcome.title)
        chain = hit.reading.chains.get(hit.outcome.id)
        why = chain.sentence if chain else "no differentiator leads to it yet"
        said = [*wishes(hit.reading, hit.outcome, meant), ("why", why), ("where", f"{hit.reading.network.key}/{hit.outcome.key}")]
        click.echo(labelled(said))
    pages.tell_more(following)


def _record(hit: Hit, meant: Sequence[str]) -> dict[str, object]:
    network, outcome = hit.reading.network, hit.outcome
    chain = hit.reading.chains.get(outcome.id)
    return {
        "network": network.key,
        "key": outcome.key,
        "title": outcome.title,
        "kind": outcome.kind,
        "anticipated": outcome.anticipated,
        "wanted": outcome.wanted,
        "distance": hit.reading.distances.get(outcome.id),
        "why": chain_record(chain) if chain else None,
        "desired_by": tag_records(hit.reading, outcome, meant),
    }
