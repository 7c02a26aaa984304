"""valuenet messages: the messages that people wrote, and what a network could say by itself."""

from __future__ import annotations

import click

from valuenet.cli import pages
from valuenet.cli.hypotheses import draft_record, draft_text, message_record, message_text
from valuenet.cli.machine import as_json, print_json
from valuenet.cli.session import Session, session
from valuenet.cli.words import Word
from valuenet.model.vocabulary import MessageState
from valuenet.service.cursors import cursor, place
from valuenet.service.messages import MessageQuestion, composed, message_page


@click.command("messages")
@click.option("--network", metavar="KEY", help="Only about outcomes of this network.")
@click.option("--outcome", metavar="NETWORK/KEY", help="Only about this outcome.")
@click.option("--persona", metavar="KEY", help="Only to this persona.")
@click.option("--state", type=Word(MessageState), help="Only drafts, approved or retired ones.")
@click.option("--composed", "drafts", metavar="NETWORK", help="Instead: what this network makes of itself, for --persona or for all.")
@pages.first
@pages.after
@as_json
@click.pass_obj
def command(store: str | None, /, *, drafts: str | None, first: int, after: str | None, as_json: bool, **asked: str | None) -> None:
    """Which messages are there, and what could be said?

    Those that people wrote, in the order of their making; each says when the network under it has changed, and
    `valuenet message` shows it in full. A network composes a first draft for every outcome and persona by itself.

    \b
      valuenet messages --composed office-space --persona cfo
      valuenet messages --network office-space --state approved
    """
    with session(store) as opened:
        if drafts is None:
            _show(opened, MessageQuestion(**asked), first, after, as_json=as_json)  # type: ignore[arg-type]  # click has converted each option
        elif asked["network"] or asked["outcome"] or asked["state"] or after:
            raise click.UsageError("--composed goes with --persona and --first alone")
        else:
            _show_composed(opened, drafts, asked["persona"], first, as_json=as_json)


def _show(opened: Session, question: MessageQuestion, first: int, after: str | None, *, as_json: bool) -> None:
    page = message_page(opened.library, opened.caller, question, after=place(after), first=first)
    following = cursor(page.messages[-1].place) if page.more and page.messages else None
    if as_json:
        print_json({"messages": [message_record(view) for view in page.messages], "next": following})
        return
    if page.messages:
        click.echo("\n\n".join(message_text(view, in_full=False) for view in page.messages))
    else:
        click.echo("No message answers that. See what could be said: valuenet messages --composed NETWORK", err=True)
    pages.tell_more(following)


def _show_composed(opened: Session, network: str, persona: str | None, first: int, *, as_json: bool) -> None:
    found = composed(opened.library, opened.caller, network, [persona] if persona else [])
    if as_json:
        print_json({"drafts": [draft_record(found, draft) for draft in found.drafts]})
        return
    shown = found.drafts[:first]
    if shown:
        click.echo("\n\n".join(draft_text(found, draft) for draft in shown))
    else:
        click.echo("Nobody desires an outcome of it yet: tag its outcomes with personas.", err=True)
    if len(shown) < (every := len(found.drafts)):
        click.echo(f"\nThere are {every} drafts in all, and {len(shown)} shown: --first {every} shows more", err=True)
