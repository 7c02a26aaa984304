"""Messages are written, approved and retired: what people change about them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import strawberry

from valuenet import errors
from valuenet.api.context import Info
from valuenet.api.describing import answer, argument, input_, output, said, union
from valuenet.api.failures import InvalidEdit, NotAllowed, NotFound, StaleRevision
from valuenet.api.messages import Message
from valuenet.api.refusals import Reason, Repeat, answered, of_record
from valuenet.model import message as model
from valuenet.model.vocabulary import JourneyStage, ProofKind
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.message_writing import MessageWriting, message_write
from valuenet.service.messages import MessageDecision, MessageView, message_approve, message_retire
from valuenet.service.rights import way_to

MessageName = Annotated[strawberry.ID, argument("The id of the message.")]
MessageExpected = Annotated[int, argument("The revision of the message that you saw.")]


@input_
class ProofPointInput:
    """Something that shows that an outcome is real."""

    kind: ProofKind = said("What kind of proof it is.")
    text: str = said("What it says; at most 2000 characters.")
    source: str = said("Where it comes from; at most 200 characters.", default="")
    on: date | None = said("Of which day it is.", default=None)


@input_
class MessageWords:
    """The words of a message. Those left out stay, or are composed from the network where the message is new."""

    headline: str | None = said("The message in one line; at most 200 characters.", default=None)
    say: str | None = said("What to say, in two or three sentences; at most 1000 characters.", default=None)
    questions: list[str] | None = said("What to ask; at most 10, of at most 300 characters each.", default=None)
    proof: list[ProofPointInput] | None = said("What shows that it is so; at most 20.", default=None)
    objection: str | None = said("What they may say against it; at most 500 characters.", default=None)
    answer: str | None = said("What to answer to that; at most 500 characters.", default=None)
    stage: JourneyStage | None = said("Where on their journey it fits.", default=None)

    def given(self) -> dict[str, Any]:
        """The words as the service takes them, or `InvalidEdit` with what is wrong with the proof."""
        plain = {name: getattr(self, name) for name in ("headline", "say", "objection", "answer", "stage")}
        questions = tuple(self.questions) if self.questions is not None else None
        return plain | {"questions": questions, "proof": _proof(self.proof) if self.proof is not None else None}


@output
class MessageSaved:
    """The change of a message was accepted."""

    value_message: Message = said("The message after the change; `message` is what failures say.")


MessageResult = Annotated[
    MessageSaved | StaleRevision | InvalidEdit | NotFound | NotAllowed,
    union("MessageResult", "The message after a change, or why it was refused."),
]


@output
class MessageChanges:
    """What people change about messages."""

    @answer(MessageResult)
    async def message_write(
        self,
        info: Info,
        message: Annotated[strawberry.ID | None, argument("Which message to change; leave it out to make one.")] = None,
        outcome: Annotated[str, argument("For a new one: what it is about, as `network/key`, by its title, or by id.")] = "",
        persona: Annotated[str, argument("For a new one: whom it is put to, by key.")] = "",
        words: Annotated[MessageWords | None, argument("What it says.")] = None,
        because: Annotated[list[strawberry.ID] | None, argument("The ids of tests that led to these words.")] = None,
        expected_revision: Annotated[int | None, argument("The revision of the message that you saw; needed to change one.")] = None,
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Make a message, which begins with what the network says by itself, or change its words, which makes it a draft again."""

        @way_to(message_write)
        def run(library: Library, caller: Caller) -> MessageView:
            writing = MessageWriting(
                message=message,
                outcome=outcome,
                persona=persona,
                because=tuple(because or ()),
                expected=expected_revision,
                reason=reason,
                **(words or MessageWords()).given(),
            )
            return message_write(library, caller, writing, idempotency_key)

        return await answered(info, info.context.ask(run), _saved, of_record)

    @answer(MessageResult)
    async def message_approve(
        self,
        info: Info,
        message: MessageName,
        expected_revision: MessageExpected,
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Answer for the words of a message, as its owner, on the network as it is now."""
        decision = MessageDecision(message=message, expected=expected_revision, reason=reason)
        return await answered(info, info.context.ask(message_approve, decision, idempotency_key), _saved, of_record)

    @answer(MessageResult)
    async def message_retire(
        self,
        info: Info,
        message: MessageName,
        expected_revision: MessageExpected,
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Take a message out of use, as its owner; writing it anew brings it back as a draft."""
        decision = MessageDecision(message=message, expected=expected_revision, reason=reason)
        return await answered(info, info.context.ask(message_retire, decision, idempotency_key), _saved, of_record)


def _saved(view: MessageView) -> MessageSaved:
    return MessageSaved(value_message=Message.of(view))


def _proof(points: list[ProofPointInput]) -> tuple[model.ProofPoint, ...]:
    found: list[model.ProofPoint] = []
    problems: list[errors.Problem] = []
    for place, point in enumerate(points):
        try:
            found.append(model.ProofPoint(kind=point.kind, text=point.text, source=point.source, on=point.on))
        except errors.Invalid as invalid:
            problems += [wrong.under(f"proof[{place}]") for wrong in invalid.problems]
    if problems:
        raise errors.InvalidEdit(problems)
    return tuple(found)
