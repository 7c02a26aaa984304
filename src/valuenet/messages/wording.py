"""What to say to a persona about an outcome: the approved message, else somebody's draft, else what the map gives."""

from __future__ import annotations

from valuenet.messages.brief_parts import Proof, Wording, Words
from valuenet.messages.drafts import draft_of
from valuenet.messages.footing import moved
from valuenet.messages.meeting import Meeting, Wish
from valuenet.model.message import Message, ProofPoint
from valuenet.model.vocabulary import MessageState

_BEST = {MessageState.APPROVED: Wording.APPROVED, MessageState.DRAFT: Wording.DRAFT}


def words(meeting: Meeting, wish: Wish) -> Words:
    """The words for a wish; of several approved messages the one that was approved last, of several drafts the youngest."""
    found = meeting.messages_about.get(wish.hypothesis, ())
    approved = [message for message in found if message.state is MessageState.APPROVED]
    if approved:
        return _written(max(approved, key=lambda message: (message.approval.at if message.approval else "", message.id)), wish)
    begun = next((message for message in found if message.state is MessageState.DRAFT), None)
    return _written(begun, wish) if begun is not None else _composed(meeting, wish)


def _written(message: Message, wish: Wish) -> Words:
    change = moved(message, wish.network)
    return Words(
        wording=_BEST[message.state],
        message=message.id,
        headline=message.headline,
        say=message.say,
        questions=message.questions,
        proof=tuple(map(_proof, message.proof)),
        objection=message.objection,
        answer=message.answer,
        stage=message.stage,
        moved=change.sentences if change is not None else (),
    )


def _composed(meeting: Meeting, wish: Wish) -> Words:
    first = draft_of(meeting.grounds[wish.network.id].pair(wish.outcome.id, wish.tag.persona))
    return Words(
        wording=Wording.COMPOSED,
        headline=first.headline,
        say=first.say,
        questions=tuple(question for question in first.questions if not _said_already(question, first.say)),
        proof=tuple(map(_proof, first.proof)),
        objection=first.objection,
        answer=first.answer,
        stage=first.stage,
    )


def _said_already(question: str, say: str) -> bool:
    """Whether what a question asks about word for word has been said by then."""
    _, found, asked = question.partition(": ")
    return bool(found) and asked.rstrip("?").casefold() in say.casefold()


def _proof(point: ProofPoint) -> Proof:
    return Proof(kind=point.kind, text=point.text, source=point.source, on=point.on)
