"""Value messages, hypotheses of what an outcome means to a persona: as GraphQL types, and asked for."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import strawberry

from valuenet.api import people
from valuenet.api.context import Info
from valuenet.api.describing import argument, field, output, said
from valuenet.api.history import Actor, actor
from valuenet.api.network import Network
from valuenet.api.nodes import Outcome
from valuenet.api.paging import After, First, PageInfo, page_info, part, size
from valuenet.api.people import Node, Persona
from valuenet.errors import NotFound
from valuenet.messages import drafts
from valuenet.messages.footing import MovedKind
from valuenet.model import message as model
from valuenet.model.ids import OutcomeId
from valuenet.model.vocabulary import JourneyStage, MessageState, ProofKind, Strength
from valuenet.service.caller import Caller
from valuenet.service.cursors import place
from valuenet.service.footings import FootingMoved
from valuenet.service.library import Library
from valuenet.service.messages import Composed, MessageQuestion, MessageView, composed, message_called, message_page

NetworkName = Annotated[strawberry.ID, argument("The id or key of the network.")]
OfNetwork = Annotated[strawberry.ID | None, argument("Only those that speak of this network, by id or key.")]
OfOutcome = Annotated[str | None, argument("Only those about this outcome, as `network/key` or by id.")]
OfPersona = Annotated[str | None, argument("Only those with this persona, by key.")]
OfAccount = Annotated[str | None, argument("Only those at this account, by id, key or name.")]


@output
class ProofPoint:
    """Something that shows that an outcome is real."""

    kind: ProofKind = said("What kind of proof it is.")
    text: str = said("What it says.")
    source: str | None = said("Where it comes from.")
    on: date | None = said("Of which day it is.")


@output
class FootingStep:
    """One node of the chain that a message rests on, as it was when the words were written."""

    title: str = said("Its title then.")
    strength: Strength | None = said("How often the step before led here; null for the first.")
    why: str | None = said("Why it followed.")


@output
class GroundMoved:
    """What has changed in the network since the words of a message were written."""

    kind: MovedKind = said("What of its ground moved; the gravest where several things did.")
    sentence: str = said("All of it in one sentence: what was edited, when, by whom, and what is different now.")
    at: str | None = said("When it was last edited, in UTC, ISO 8601; null where the log does not tell.")
    by: Actor | None = said("Who edited it last; null where the log does not tell.")


@output
class Message(Node):
    """A value message hypothesis: one outcome, and the chain that explains it, put to one persona."""

    headline: str = said("The message in one line.")
    state: MessageState = said("Whether somebody answers for its words.")
    view: strawberry.Private[MessageView]

    @classmethod
    def of(cls, view: MessageView) -> Message:
        value = view.kept.record
        return cls(id=strawberry.ID(value.id), headline=value.headline, state=value.state, view=view)

    @property
    def value(self) -> model.Message:
        return self.view.kept.record

    @field
    def say(self) -> str:
        """What to say, in two or three sentences."""
        return self.value.say

    @field
    def questions(self) -> list[str]:
        """What to ask, to find out whether it holds; at most 10."""
        return list(self.value.questions)

    @field
    def proof(self) -> list[ProofPoint]:
        """What shows that it is so; at most 20."""
        return proof_points(self.value.proof)

    @field
    def objection(self) -> str | None:
        """What they may say against it."""
        return self.value.objection or None

    @field
    def answer(self) -> str | None:
        """What to answer to the objection."""
        return self.value.answer or None

    @field
    def stage(self) -> JourneyStage:
        """Where on their journey it fits."""
        return self.value.stage

    @field
    def outcome(self) -> Outcome | None:
        """What it is about; null where the outcome was removed."""
        reading, found = self.view.subject.reading, self.view.subject.outcome
        return Outcome.of(Network.of(reading), found) if reading and found else None

    @field
    def persona(self) -> Persona | None:
        """Whom it is put to."""
        return people.persona(self.view.subject.persona) if self.view.subject.persona else None

    @field
    def owner(self) -> Actor:
        """Who wrote it first, and approves it."""
        return actor(self.value.owner)

    @field
    def approved_at(self) -> str | None:
        """Since when its owner answers for the words, in UTC, ISO 8601; null for a draft."""
        return self.value.approval.at if self.value.approval else None

    @field
    def rests_on(self) -> list[FootingStep]:
        """The chain that explained the outcome when the words were written, the differentiator first; empty where there was none."""
        return footing_steps(self.value.footing)

    @field
    def because(self) -> list[strawberry.ID]:
        """The ids of the tests that led to these words."""
        return [strawberry.ID(test) for test in self.value.because]

    @field
    def moved(self) -> GroundMoved | None:
        """What has changed under it since its words were written; null where it stands on what it stood on."""
        return _moved(self.view.moved) if self.view.moved else None

    @field
    def orphaned(self) -> bool:
        """Whether the outcome that it speaks of is gone: it is kept, and can be retired."""
        return self.view.orphaned

    @field
    def revision(self) -> int:
        """Rises by one with every accepted change."""
        return self.view.kept.revision

    @field
    def changed_at(self) -> str:
        """When this revision was made, in UTC, ISO 8601."""
        return self.view.kept.changed_at


@output
class MessageConnection:
    """A page of messages, in the order of their making."""

    nodes: list[Message] = said("The messages.")
    page_info: PageInfo = said("How to go on.")


@output
class MessageDraft:
    """What a message could be, composed from the network alone: no person has written it. `messageWrite` begins with these words."""

    outcome: Outcome = said("What it is about.")
    persona: Persona | None = said("Whom it is put to.")
    headline: str = said("The message in one line.")
    say: str = said("What to say: the chain as 'A, so that B, so that C', and why the persona cares.")
    questions: list[str] = said("What to ask, to find out whether it holds.")
    proof: list[ProofPoint] = said("What the network has as evidence.")
    objection: str | None = said("What they may say against it.")
    answer: str | None = said("What to answer to the objection.")
    stage: JourneyStage = said("Where on their journey it fits.")
    rests_on: list[FootingStep] = said("The chain that explains the outcome, the differentiator first; empty where none reaches it.")


@output
class MessageDraftConnection:
    """A page of drafts, by key of the persona, then nearest to a differentiator first."""

    nodes: list[MessageDraft] = said("The drafts.")
    page_info: PageInfo = said("How to go on.")


@output
class MessageQuestions:
    """What people ask about messages."""

    @field
    async def messages(
        self,
        info: Info,
        network: OfNetwork = None,
        outcome: OfOutcome = None,
        persona: OfPersona = None,
        state: Annotated[MessageState | None, argument("Only those that have come so far.")] = None,
        first: First = 20,
        after: After = None,
    ) -> MessageConnection:
        """The messages that people have written, each with what has changed under it since."""
        question = MessageQuestion(network=network, outcome=outcome, persona=persona, state=state)
        page = await info.context.ask(message_page, question, after=place(after), first=size(first))
        last = page.messages[-1].place if page.messages else None
        return MessageConnection(nodes=[Message.of(view) for view in page.messages], page_info=page_info(last, more=page.more))

    @field
    async def message(self, info: Info, id: Annotated[strawberry.ID, argument("Its id.")]) -> Message | None:  # the name is the API's
        """One message; null where there is none."""
        found = await info.context.ask(_called, id)
        return Message.of(found) if found else None

    @field
    async def message_drafts(
        self,
        info: Info,
        network: NetworkName,
        personas: Annotated[list[str] | None, argument("Only for these personas, by key; for all when left out.")] = None,
        first: First = 20,
        after: After = None,
    ) -> MessageDraftConnection | None:
        """What a network says by itself to everybody who is tagged in it: a draft for every outcome and persona."""
        made = await info.context.ask(composed, network, personas or ())
        chosen, info_of_page = part(made.drafts, lambda draft: _place(made, draft), first, after)
        shown = Network.of(made.reading)
        return MessageDraftConnection(nodes=[_draft(shown, draft) for draft in chosen], page_info=info_of_page)


def proof_points(values: tuple[model.ProofPoint, ...]) -> list[ProofPoint]:
    """Proof points as GraphQL shows them."""
    return [ProofPoint(kind=one.kind, text=one.text, source=one.source or None, on=one.on) for one in values]


def footing_steps(footing: model.Footing) -> list[FootingStep]:
    """The chain of a footing as GraphQL shows it."""
    return [FootingStep(title=step.title, strength=step.strength, why=step.why or None) for step in footing.chain]


def _moved(value: FootingMoved) -> GroundMoved:
    edited = value.edited
    return GroundMoved(
        kind=value.moved.kind,
        sentence=value.sentence,
        at=edited.at if edited else None,
        by=actor(edited.actor) if edited else None,
    )


def _draft(network: Network, value: drafts.Draft) -> MessageDraft:
    persona = network.reading.directory.persona_by_id.get(value.persona)
    return MessageDraft(
        outcome=Outcome.of(network, network.value.outcome_by_id[value.outcome]),
        persona=people.persona(persona) if persona else None,
        headline=value.headline,
        say=value.say,
        questions=list(value.questions),
        proof=proof_points(value.proof),
        objection=value.objection or None,
        answer=value.answer or None,
        stage=value.stage,
        rests_on=footing_steps(value.footing),
    )


def _place(made: Composed, draft: drafts.Draft) -> str:
    """Where a draft stands in the order of all of them; spaces stand before every character of a key."""
    persona = made.reading.directory.persona_by_id[draft.persona]
    outcome = made.reading.network.outcome_by_id[draft.outcome]
    distance = made.reading.distances.get(OutcomeId(outcome.id))
    return f"{persona.key} {'unreached' if distance is None else f'{distance:04}'} {outcome.key}"


def _called(library: Library, caller: Caller, message_id: str) -> MessageView | None:
    try:
        return message_called(library, caller, message_id)
    except NotFound:
        return None
