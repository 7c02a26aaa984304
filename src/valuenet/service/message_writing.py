"""Writing value messages: a new one begins with the words that the network composes, a changed one is a draft again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from valuenet.errors import Invalid, InvalidEdit, Problem
from valuenet.messages.drafts import draft
from valuenet.model.access import Action
from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.directory import Directory
from valuenet.model.ids import MessageId, NetworkId, OutcomeId, PersonaId, TestId, new_message_id
from valuenet.model.message import Footing, Message, ProofPoint
from valuenet.model.message_test import MessageTest
from valuenet.model.vocabulary import JourneyStage, MessageState
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.messages import MessageView, grounded, message_view
from valuenet.service.naming import outcomes_meant, persona_meant
from valuenet.service.networks import check_reason
from valuenet.service.records import Circumstances, check_expected, kept, kept_by_id, replayed, save_record
from valuenet.service.repeats import once, request
from valuenet.service.rights import needs


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWriting:
    """A message to be made, of an outcome and a persona, or the words to change of the one with this id.

    What is not given stays as it is, or is composed from the network where the message is new. The outcome is named as
    network/key, by id, or by its title; `because` names the tests that led to these words. `expected` is the revision
    of the message that the caller saw, and is needed to change one.
    """

    message: str | None = None
    outcome: str = ""
    persona: str = ""
    headline: str | None = None
    say: str | None = None
    questions: tuple[str, ...] | None = None
    proof: tuple[ProofPoint, ...] | None = None
    objection: str | None = None
    answer: str | None = None
    stage: JourneyStage | None = None
    because: tuple[str, ...] = ()
    expected: int | None = None
    reason: str = ""


_WORDS = ("headline", "say", "questions", "proof", "objection", "answer", "stage")
"""The fields of a message that people write."""

_BLANK = Message(
    id=MessageId(""),
    network=NetworkId(""),
    outcome=OutcomeId(""),
    persona=PersonaId(""),
    headline="…",
    say="…",
    owner=LOCAL_OWNER,
    footing=Footing(revision=0),
)
"""A message of which nothing is known yet, so that given words are judged also where their outcome is unknown."""


@needs(Action.EDIT)
def message_write(library: Library, caller: Caller, writing: MessageWriting, repeat: str | None = None) -> MessageView:
    """Make a message or change its words, which makes it a draft again; the actor who makes it is its owner.

    Raises `StaleRevision` where somebody else changed it since `expected`: its log tells what.
    """
    asked = request(repeat, "message_write", writing)
    check_reason(writing.reason)
    message_id = new_message_id()

    def change() -> MessageView:
        directory = library.directory(caller.workspace)
        if writing.message:
            before = kept(library, caller, writing.message, Message)
            problems = _misplaced(writing)
            if not problems:
                check_expected(before, writing.expected, before.record.id)
            after = _rewritten(library, caller, writing, before.record, problems)
        else:
            before = None
            first, problems = _first(library, caller, writing, directory)
            after = _rewritten(library, caller, writing, replace(first, id=message_id), problems)
        circumstances = Circumstances(directory=directory, asked=asked, reason=writing.reason)
        return message_view(library, caller, save_record(library, caller, after, before, circumstances))

    return once(library, caller, asked, change, lambda body: message_view(library, caller, replayed(library, caller, body, Message)))


def _first(library: Library, caller: Caller, writing: MessageWriting, directory: Directory) -> tuple[Message, list[Problem]]:
    """A new message as the network composes it, or a blank one and why none can be composed."""
    hit = outcomes_meant(library, caller, [writing.outcome])[writing.outcome]
    persona = persona_meant(directory, writing.persona)
    if isinstance(hit, Problem) or isinstance(persona, Problem):
        return _BLANK, [found for found in (hit, persona) if isinstance(found, Problem)]
    network = hit.reading.network
    words = draft(network, directory, hit.outcome.id, persona.id)
    message = Message(
        id=_BLANK.id,
        network=network.id,
        outcome=hit.outcome.id,
        persona=persona.id,
        headline=words.headline,
        say=words.say,
        questions=words.questions,
        proof=words.proof,
        objection=words.objection,
        answer=words.answer,
        stage=words.stage,
        owner=caller.actor,
        footing=words.footing,
    )
    return message, []


def _misplaced(writing: MessageWriting) -> list[Problem]:
    """What does not belong to a change of words, or is missing from it."""
    found: list[Problem] = []
    for path, said in (("outcome", writing.outcome), ("persona", writing.persona)):
        if said:
            remedy = "leave it out, or leave out the message to make another"
            found.append(Problem(path=path, code="NOT_CHANGED", message="stays what it was when the message was made", remedy=remedy))
    if writing.expected is None:
        remedy = "give the revision of the message that you saw"
        found.append(Problem(path="expectedRevision", code="MISSING", message="is needed to change a message", remedy=remedy))
    return found


def _rewritten(library: Library, caller: Caller, writing: MessageWriting, before: Message, problems: list[Problem]) -> Message:
    """The message in its new words, a draft on the network as it is now; the same message where no word differs."""
    tests = kept_by_id(library, caller, writing.because, MessageTest) if writing.because else {}
    for place, test in enumerate(writing.because):
        if test not in tests:
            remedy = "give the ids of tests, as a list of them shows"
            problems.append(Problem(path=f"because[{place}]", code="UNKNOWN_TEST", message=f"there is no test {test!r}", remedy=remedy))
    given = {name: value for name in _WORDS if (value := getattr(writing, name)) is not None}
    given["because"] = tuple(dict.fromkeys((*before.because, *map(TestId, writing.because))))
    try:
        after = replace(before, **given)
    except Invalid as invalid:
        problems += invalid.problems
    if problems:
        raise InvalidEdit(problems)
    if after == before:
        return before
    return replace(grounded(library, caller, after) or after, state=MessageState.DRAFT, approval=None)
