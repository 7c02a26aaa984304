"""valuenet known: what tests in dialogue say about networks, with as much doubt as few tests leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import click

from valuenet.cli import pages
from valuenet.cli.dialogues import of_views, test_text, told_record
from valuenet.cli.entries import Day
from valuenet.cli.evidence import knowledge_record, knowledge_text
from valuenet.cli.machine import as_json, print_json
from valuenet.cli.session import Session, session
from valuenet.cli.table import table
from valuenet.messages.attention import STALE_DAYS
from valuenet.messages.evidence import Evidence
from valuenet.messages.phrases import counted
from valuenet.service.cursors import cursor, place
from valuenet.service.dialogue import TestQuestion, message_tests
from valuenet.service.knowledge import Knowledge, Themes, campaign_themes, knowledge_of


@click.command("known")
@click.argument("networks", nargs=-1, metavar="[NETWORK]...")
@click.option("--on", type=Day(), help="What was known at the end of that day.  [default: now]")
@click.option("--stale", "days", type=click.IntRange(1), default=STALE_DAYS, show_default=True, help="Days after which a test is stale.")
@click.option("--themes", is_flag=True, help="Instead: outcomes by how many personas and accounts confirmed them, for campaigns.")
@click.option("--tests", is_flag=True, help="Instead: the tests themselves, the newest first.")
@click.option("--persona", metavar="KEY", help="With --tests: only what they said.")
@click.option("--account", metavar="NAME", help="With --tests: only what was said there.")
@click.option("--outcome", metavar="NETWORK/KEY", help="With --tests: only what was said about it.")
@pages.first
@pages.after
@as_json
@click.pass_obj
def command(  # noqa: PLR0913  # one for each option
    store: str | None,
    /,
    *,
    networks: tuple[str, ...],
    on: date | None,
    days: int,
    themes: bool,
    tests: bool,
    first: int,
    after: str | None,
    as_json: bool,
    **about: str | None,
) -> None:
    """What do customers say about what we bring about?

    For each outcome and persona how often it held, as a rate with its 90 % interval, and what that lets one say. Three
    conversations at one account count once, at the last result. Then whom it convinces more, what nobody had
    anticipated, and what needs attention: never tested, tested long ago, refuted and still said.

    \b
      valuenet known office-space
      valuenet known office-space --on 2026-03-31
      valuenet known --themes
      valuenet known --tests --persona cfo --account "Alder Foods"
    """
    if not tests and any(about.values()):
        raise click.UsageError("--persona, --account and --outcome narrow --tests")
    with session(store) as opened:
        if themes:
            _show_themes(campaign_themes(opened.library, opened.caller, networks), as_json=as_json)
        elif tests:
            question = TestQuestion(network=_at_most_one(networks), **about)  # type: ignore[arg-type]  # these are texts
            _show_tests(opened, question, after, first, as_json=as_json)
        elif not networks:
            raise click.UsageError("name a network: valuenet networks lists them; or ask for --themes or --tests")
        else:
            found = [_until(one, on) for one in knowledge_of(opened.library, opened.caller, networks)]
            if as_json:
                print_json({"networks": [knowledge_record(known, days) for known in found]})
            else:
                click.echo("\n\n".join(knowledge_text(known, days) for known in found))


def _until(known: Knowledge, on: date | None) -> Knowledge:
    """What was known at the end of a day."""
    if on is None:
        return known
    tests = tuple(test for test in known.evidence.tests if test.on <= on)
    return replace(known, evidence=Evidence(tests=tests, rule=known.evidence.rule), today=on)


def _at_most_one(networks: tuple[str, ...]) -> str | None:
    if len(networks) > 1:
        raise click.UsageError("--tests lists those of one network, or of all")
    return networks[0] if networks else None


def _show_tests(opened: Session, question: TestQuestion, after: str | None, first: int, *, as_json: bool) -> None:
    page = message_tests(opened.library, opened.caller, question, after=place(after), first=first)
    found = of_views(page.tests)
    following = cursor(page.tests[-1].place) if page.more and page.tests else None
    if as_json:
        print_json({"tests": [told_record(one) for one in found], "next": following})
        return
    if found:
        click.echo("\n\n".join(map(test_text, found)))
    else:
        click.echo("No test answers that. Record one: valuenet record --help", err=True)
    pages.tell_more(following)


def _show_themes(found: Themes, *, as_json: bool) -> None:
    if as_json:
        records = [
            {
                "network": one.network.key,
                "outcome": one.outcome.key,
                "title": one.outcome.title,
                "personas": [persona.key for persona in one.personas],
                "accounts": sorted(found.accounts[account].key for account in one.accounts),
                "refuted_at": sorted(found.accounts[account].key for account in one.refuted_at),
            }
            for one in found.themes
        ]
        print_json({"themes": records})
    elif found.themes:
        rows = [
            (
                one.outcome.title,
                ", ".join(persona.key for persona in one.personas),
                counted(len(one.accounts), "account"),
                counted(len(one.refuted_at), "account") if one.refuted_at else "",
            )
            for one in found.themes
        ]
        click.echo(table(("THEME", "CONFIRMED BY", "AT", "REFUTED AT"), rows))
    else:
        click.echo("No customer has confirmed an outcome yet. Record what they say: valuenet record --help", err=True)
