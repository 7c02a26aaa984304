"""Value messages: listed, approved and retired by their owner, and told when the network under them moves.

(:Message)-[:ABOUT]->(:Outcome)        (:Message)-[:PUT_TO]->(:Persona)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from valuenet.errors import InvalidEdit, Problem
from valuenet.messages.drafts import Draft, drafts
from valuenet.messages.footing import footing
from valuenet.model.access import Action
from valuenet.model.message import Approval, Footing, Message
from valuenet.model.record import Kept
from valuenet.model.vocabulary import ElementKind, MessageState
from valuenet.service.caller import Caller
from valuenet.service.filters import Filter, record_question
from valuenet.service.footings import FootingMoved, moves
from valuenet.service.library import Library
from valuenet.service.networks import check_reason, network_called
from valuenet.service.questions import personas_called
from valuenet.service.reading import Reading
from valuenet.service.records import Circumstances, check_expected, kept, page_of, place_of, replayed, save_record
from valuenet.service.repeats import Request, once, request
from valuenet.service.rights import check_owner, needs
from valuenet.service.subjects import Subject, subjects


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDecision:
    """A message to be approved or retired, as the caller saw it at the `expected` revision."""

    message: str
    expected: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageQuestion:
    """Which messages? Network by id or key, outcome as network/key or by id, persona by key; what is not given does not narrow it."""

    network: str | None = None
    outcome: str | None = None
    persona: str | None = None
    state: MessageState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """A message with what it speaks of; `moved` says how the network under it has changed since its words were written.

    It is `orphaned` where its outcome is gone: it is kept, and can be retired.
    """

    kept: Kept[Message]
    subject: Subject
    moved: FootingMoved | None = None

    @property
    def orphaned(self) -> bool:
        return self.subject.outcome is None

    @property
    def place(self) -> str:
        """Where the page after this message goes on."""
        return place_of(self.kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """What a network makes of itself: the drafts, and the network that they are of."""

    reading: Reading
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePage:
    """A page of messages, in the order of their making, and whether anything comes after it."""

    messages: tuple[MessageView, ...]
    more: bool


@needs(Action.EDIT)
def message_approve(library: Library, caller: Caller, decision: MessageDecision, repeat: str | None = None) -> MessageView:
    """The owner answers for the words on the network as it is now: a message under which it had moved rests on its present chain then."""

    def approved(message: Message) -> Message:
        check_owner(caller, message.owner, "approving a message")
        now = grounded(library, caller, message)
        if now is None:
            remedy = "restore the outcome in its network's history, or retire the message"
            raise InvalidEdit([Problem(path="message", code="ORPHANED", message="speaks of an outcome that was removed", remedy=remedy)])
        if message.state is MessageState.APPROVED and same_ground(now.footing, message.footing):
            return message
        return replace(now, state=MessageState.APPROVED, approval=Approval(by=caller.actor, at=library.clock()))

    return _decided(library, caller, decision, approved, request(repeat, "message_approve", decision))


@needs(Action.EDIT)
def message_retire(library: Library, caller: Caller, decision: MessageDecision, repeat: str | None = None) -> MessageView:
    """The owner takes a message out of use; writing it anew brings it back as a draft."""

    def retired(message: Message) -> Message:
        check_owner(caller, message.owner, "retiring a message")
        return replace(message, state=MessageState.RETIRED)

    return _decided(library, caller, decision, retired, request(repeat, "message_retire", decision))


@needs(Action.READ)
def message_called(library: Library, caller: Caller, message_id: str) -> MessageView:
    """The message with this id, or `NotFound`."""
    return message_view(library, caller, kept(library, caller, message_id, Message))


@needs(Action.READ)
def message_page(
    library: Library, caller: Caller, question: MessageQuestion | None = None, *, after: str = "", first: int = 20
) -> MessagePage:
    """The messages that answer a question, in the order of their making."""
    asked = question or MessageQuestion()
    about = Filter(network=asked.network, outcome=asked.outcome, persona=asked.persona)
    wanted = record_question(library, caller, ElementKind.MESSAGE, about, after=after)
    passes = (lambda message: message.state is asked.state) if asked.state else None
    page = page_of(library, caller, Message, wanted, first=first, passes=passes)
    return MessagePage(messages=tuple(message_views(library, caller, page.kept)), more=page.more)


@needs(Action.READ)
def composed(library: Library, caller: Caller, network: str, personas: Sequence[str] = ()) -> Composed:
    """The drafts that a network (id or key) makes of itself, for these personas (keys) or for all of them."""
    reading = library.reading(caller.workspace, network_called(library, caller, network))
    chosen = {persona.id for persona in personas_called(reading.directory, personas)} if personas else None
    return Composed(reading=reading, drafts=drafts(reading.network, reading.directory, chosen))


def message_views(library: Library, caller: Caller, messages: Sequence[Kept[Message]]) -> Sequence[MessageView]:
    """Messages with what they speak of and what moved under them, in their order."""
    pairs = list(zip(messages, subjects(library, caller, [one.record for one in messages]), strict=True))
    moved = moves(library, caller, pairs)
    return [MessageView(kept=one, subject=subject, moved=change) for (one, subject), change in zip(pairs, moved, strict=True)]


def message_view(library: Library, caller: Caller, message: Kept[Message]) -> MessageView:
    """One message with what it speaks of and what moved under it."""
    return message_views(library, caller, [message])[0]


def grounded(library: Library, caller: Caller, message: Message) -> Message | None:
    """The message on the ground that its network gives it now; nothing where its outcome is gone."""
    reading = library.readings(caller.workspace, [message.network]).get(message.network)
    if reading is None or message.outcome not in reading.network.outcome_by_id:
        return None
    now = footing(reading.network, message.outcome, message.persona, chains=reading.chains)
    return replace(message, footing=message.footing if same_ground(now, message.footing) else now)


def same_ground(one: Footing, other: Footing) -> bool:
    """Whether two messages rest on the same, whatever the revisions at which they were written."""
    return replace(one, revision=0) == replace(other, revision=0)


def _decided(
    library: Library, caller: Caller, decision: MessageDecision, decide: Callable[[Message], Message], asked: Request | None
) -> MessageView:
    """Commit what the owner decided about a message as he saw it."""
    check_reason(decision.reason)

    def change() -> MessageView:
        directory = library.directory(caller.workspace)
        before = kept(library, caller, decision.message, Message)
        check_expected(before, decision.expected, before.record.id)
        circumstances = Circumstances(directory=directory, asked=asked, reason=decision.reason)
        return message_view(library, caller, save_record(library, caller, decide(before.record), before, circumstances))

    return once(library, caller, asked, change, lambda body: message_view(library, caller, replayed(library, caller, body, Message)))
