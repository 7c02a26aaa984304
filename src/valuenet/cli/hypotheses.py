"""Value messages, in words and for programs: those that people wrote, and those that a network composes of itself."""

from __future__ import annotations

from collections.abc import Sequence

from valuenet.cli.dialogues import GONE, outcome_address
from valuenet.cli.session import Session
from valuenet.cli.table import labelled, terminal_width
from valuenet.errors import InvalidQuestion, Problem
from valuenet.messages.drafts import Draft
from valuenet.model.columns import wrapped
from valuenet.model.message import Message, ProofPoint
from valuenet.model.vocabulary import MessageState
from valuenet.service.messages import Composed, MessageQuestion, MessageView, message_called, message_page


def message_text(view: MessageView, *, in_full: bool = True) -> str:
    """A message with its state, how the network under it has changed since, and in full with its words."""
    message = view.kept.record
    approved = message.approval if message.state is MessageState.APPROVED else None
    approval = f" by {approved.by.name}, {approved.at[:10]}" if approved else ""
    said = [
        ("to", _persona(view)),
        *(_words(message) if in_full else ()),
        ("state", f"{message.state}{approval}, owned by {message.owner.name}"),
        ("changed?", view.moved.sentence if view.moved else ""),
        ("where", "its outcome was removed; the words are kept" if view.orphaned else outcome_address(view.subject)),
        ("id", message.id),
    ]
    return _under(message.headline, said)


def draft_text(composed: Composed, draft: Draft) -> str:
    """What could be said and asked, as the network alone has it."""
    network, directory = composed.reading.network, composed.reading.directory
    outcome = network.outcome_by_id[draft.outcome]
    said = [
        ("to", directory.persona_by_id[draft.persona].key),
        *_words(draft),
        ("state", "composed from the network; nobody has written it yet"),
        ("where", f"{network.key}/{outcome.key}"),
    ]
    return _under(draft.headline, said)


def message_record(view: MessageView) -> dict[str, object]:
    """A message for programs."""
    message = view.kept.record
    return {
        "id": message.id,
        "revision": view.kept.revision,
        "outcome": None if view.orphaned else outcome_address(view.subject),
        "persona": _persona(view),
        **_word_record(message),
        "state": message.state,
        "owner": message.owner.name,
        "approved_at": message.approval.at if message.approval else None,
        "because": list(message.because),
        "moved": view.moved.sentence if view.moved else None,
    }


def draft_record(composed: Composed, draft: Draft) -> dict[str, object]:
    """A composed draft for programs."""
    network, directory = composed.reading.network, composed.reading.directory
    address = f"{network.key}/{network.outcome_by_id[draft.outcome].key}"
    return {"outcome": address, "persona": directory.persona_by_id[draft.persona].key, **_word_record(draft)}


def messages_meant(opened: Session, said: str, persona: str | None) -> Sequence[MessageView]:
    """The message with this id, or those in use about this outcome (network/key, title) to this persona."""
    if said.startswith("msg_"):
        return [message_called(opened.library, opened.caller, said)]
    if not persona:
        problem = Problem(path="personas", code="MISSING", message="is missing", remedy="say to whom: --persona KEY")
        raise InvalidQuestion([problem])
    found = message_page(opened.library, opened.caller, MessageQuestion(outcome=said, persona=persona), first=100).messages
    return [view for view in found if view.kept.record.state is not MessageState.RETIRED]


def _under(headline: str, said: Sequence[tuple[str, str]]) -> str:
    return "\n".join([*wrapped(headline, terminal_width()), labelled(said)])


def _words(words: Message | Draft) -> list[tuple[str, str]]:
    asked, proof = _listed("ask", words.questions), _listed("proof", [_proof(point) for point in words.proof])
    return [("say", words.say), *asked, *proof, ("if they say", words.objection), ("answer", words.answer), ("stage", words.stage)]


def _listed(label: str, texts: Sequence[str]) -> list[tuple[str, str]]:
    """Texts beside one label, with a dash each where there are several."""
    dash = "- " if len(texts) > 1 else ""
    return [("" if number else label, f"{dash}{text}") for number, text in enumerate(texts)]


def _proof(point: ProofPoint) -> str:
    source = ", ".join(part for part in (point.source, str(point.on or "")) if part)
    return f"{point.kind}: {point.text}" + (f" ({source})" if source else "")


def _word_record(words: Message | Draft) -> dict[str, object]:
    return {
        "headline": words.headline,
        "say": words.say,
        "questions": list(words.questions),
        "proof": [{"kind": one.kind, "text": one.text, "source": one.source, "on": one.on} for one in words.proof],
        "objection": words.objection,
        "answer": words.answer,
        "stage": words.stage,
    }


def _persona(view: MessageView) -> str:
    return view.subject.persona.key if view.subject.persona else GONE
