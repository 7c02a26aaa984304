"""A value message hypothesis: one outcome, and the chain that explains it, put to one persona.

    (:Message)-[:ABOUT]->(:Outcome)        (:Message)-[:PUT_TO]->(:Persona)

It is a draft until its owner approves it, and a draft again after every change of its words. It keeps the chain as it
was when the words were last written, so that anyone can tell whether the network under it has changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from valuenet.errors import Invalid
from valuenet.model.actor import Actor
from valuenet.model.ids import MessageId, NetworkId, NodeId, OutcomeId, PersonaId, TestId
from valuenet.model.text import EVIDENCE, SHORT, TITLE, WHY, Rule, normalised, problem, settle, too_many
from valuenet.model.vocabulary import Importance, JourneyStage, MessageState, ProofKind, Strength

SAY = Rule(1_000, required=True, lines=True)
QUESTION = Rule(300, required=True)
MOST_QUESTIONS, MOST_PROOF = 10, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofPoint:
    """Something that shows that the outcome is real: what it says, where it comes from, and of when it is."""

    kind: ProofKind
    text: str
    source: str = ""
    on: date | None = None

    def __post_init__(self) -> None:
        settle(self, text=Rule(EVIDENCE.limit, required=True, lines=True), source=SHORT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainStep:
    """One node of the chain that a message rests on; `strength` and `why` are those of the arrow that leads to it."""

    node: NodeId
    title: str
    strength: Strength | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """What the words of a message were written upon: the network's revision, the chain and the persona's wish as they were then.

    `importance` and `why` are those of the persona's tag; without a tag there is neither.
    """

    revision: int
    chain: tuple[ChainStep, ...] = ()
    importance: Importance | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who answers for the words of a message, and since when."""

    by: Actor
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What to say, what to ask and what proves it, about one outcome to one persona. `because`: the tests that led to these words."""

    id: MessageId
    network: NetworkId
    outcome: OutcomeId
    persona: PersonaId
    headline: str
    say: str
    questions: tuple[str, ...] = ()
    proof: tuple[ProofPoint, ...] = ()
    objection: str = ""
    answer: str = ""
    stage: JourneyStage = JourneyStage.EXPLORING
    owner: Actor
    footing: Footing
    because: tuple[TestId, ...] = ()
    state: MessageState = MessageState.DRAFT
    approval: Approval | None = None

    def __post_init__(self) -> None:
        settle(self, headline=TITLE, say=SAY, objection=WHY, answer=WHY)
        object.__setattr__(self, "questions", tuple(normalised(question) for question in self.questions))
        found = (problem(f"questions[{place}]", text, QUESTION) for place, text in enumerate(self.questions))
        problems = [wrong for wrong in found if wrong is not None]
        problems += [
            too_many(name, len(things), most)
            for name, things, most in (("questions", self.questions, MOST_QUESTIONS), ("proof", self.proof, MOST_PROOF))
            if len(things) > most
        ]
        if problems:
            raise Invalid(problems)
