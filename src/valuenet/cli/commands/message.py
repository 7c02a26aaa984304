"""valuenet message: one message, written, shown, approved or retired."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from valuenet.cli.hypotheses import message_record, message_text, messages_meant
from valuenet.cli.machine import as_json, print_json
from valuenet.cli.refusals import Refusal
from valuenet.cli.session import Session, session
from valuenet.cli.words import Word
from valuenet.model.vocabulary import JourneyStage
from valuenet.service.message_writing import MessageWriting, message_write
from valuenet.service.messages import MessageDecision, MessageView, message_approve, message_retire


@click.command("message")
@click.argument("message", metavar="OUTCOME-OR-ID")
@click.option("--persona", metavar="KEY", help="To whom; with an outcome.")
@click.option("--write", is_flag=True, help="Write it as the network composes it, where nobody has written it yet.")
@click.option("--headline", metavar="WORDS", help="Write this as its headline.")
@click.option("--say", metavar="WORDS", help="Write this as what to say.")
@click.option("--ask", "questions", multiple=True, metavar="WORDS", help="Write this as what to ask; may be repeated.")
@click.option("--objection", metavar="WORDS", help="Write this as the objection to expect.")
@click.option("--answer", metavar="WORDS", help="Write this as the answer to it.")
@click.option("--stage", type=Word(JourneyStage), metavar="WORDS", help="Where on their way it fits, such as 'deciding between options'.")
@click.option("--because", multiple=True, metavar="TEST", help="The test that led to these words, by its id; may be repeated.")
@click.option("--approve", is_flag=True, help="Answer for its words on the network as it is now.")
@click.option("--retire", is_flag=True, help="Take it out of use.")
@click.option("--reason", default="", help="Why, in one sentence, for the history.")
@as_json
@click.pass_obj
def command(store: str | None, /, *, message: str, persona: str | None, reason: str, as_json: bool, **said: Any) -> None:
    """Write, show, approve or retire a message.

    A message is one outcome put to one persona: name both, or the message by its id. What you do not write is composed
    from the network. Changed words are a draft again, until their owner approves them.

    \b
      valuenet message office-space/lower-cost-of-space --persona cfo --write
      valuenet message office-space/lower-cost-of-space --persona cfo \\
          --headline "A fixed cost that follows the people"
      valuenet message office-space/lower-cost-of-space --persona cfo --approve
    """
    write, approve, retire = (said.pop(name) for name in ("write", "approve", "retire"))
    if approve and retire:
        raise click.UsageError("approve it, or retire it")
    words = {name: value for name, value in said.items() if value}
    with session(store) as opened:
        view = _meant(opened, message, persona)
        if words or (write and view is None):
            writing = MessageWriting(outcome=message, persona=persona or "", reason=reason, **words)
            view = _written(opened, view, writing)
        if view is None:
            raise Refusal([f"Error: nobody has written a message about {message} to {persona} yet (--write makes one)"])
        if approve or retire:
            decision = MessageDecision(message=view.kept.record.id, expected=view.kept.revision, reason=reason)
            view = (message_approve if approve else message_retire)(opened.library, opened.caller, decision)
    if as_json:
        print_json(message_record(view))
    else:
        click.echo(message_text(view, in_full=not (approve or retire)))


def _meant(opened: Session, said: str, persona: str | None) -> MessageView | None:
    found = messages_meant(opened, said, persona)
    if len(found) > 1:
        ids = ", ".join(view.kept.record.id for view in found)
        raise Refusal([f"Error: {len(found)} messages put {said} to {persona} (name one by its id: {ids})"])
    return found[0] if found else None


def _written(opened: Session, view: MessageView | None, writing: MessageWriting) -> MessageView:
    """A new message, or the words of one that is there."""
    if view is not None:
        writing = replace(writing, message=view.kept.record.id, outcome="", persona="", expected=view.kept.revision)
    return message_write(opened.library, opened.caller, writing)
