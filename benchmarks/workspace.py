"""The workspace that is measured: personas and any number of networks of one size, the same for the same seed.

Every network is built through the model, so it obeys every rule: each outcome follows from a differentiator, a few loops
close, and each outcome is desired by two personas.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from valuenet.model.directory import THE_STATUS_QUO, Directory, Persona
from valuenet.model.ids import LOCAL, DifferentiatorId, Key, NetworkId, NodeId, OutcomeId, PersonaId
from valuenet.model.network import DesiredBy, Differentiator, LeadsTo, Network, Node, Outcome, Root
from valuenet.model.vocabulary import Importance, Level, OutcomeKind, Strength

AT = "2026-03-02T09:00:00.000000+00:00"

_WHAT = ("Close", "Forecast", "Churn", "Margin", "Audit", "Hiring", "Delivery", "Pipeline", "Renewal", "Cash", "Quality", "Onboarding")
_HOW = ("takes fewer days", "needs no second look", "is seen a quarter ahead", "stops being a surprise", "costs half as much")
_WHERE = ("in every region", "for the largest accounts", "before the board meets", "without more people", "across all plants")
_WORDS = (
    "the",
    "board",
    "asks",
    "first",
    "nobody",
    "can",
    "explain",
    "why",
    "it",
    "moves",
    "when",
    "plants",
    "differ",
    "quarter",
    "figure",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large the workspace is; the defaults are those of the promises."""

    networks: int = 1_000
    differentiators: int = 6
    outcomes: int = 200
    arrows: int = 300
    tags: int = 400
    personas: int = 20


class Workspace:
    """Makes the personas and the networks of a workspace, the same in every run with one seed and size."""

    def __init__(self, size: Size, seed: int = 1) -> None:
        self.size = size
        self._random = Random(seed)
        self._minted = 0
        self.personas = tuple(self._persona(number) for number in range(size.personas))

    def directory(self, revision: int = 2) -> Directory:
        """The personas beside the status quo."""
        return Directory(workspace=LOCAL, revision=revision, personas=self.personas, alternatives=(THE_STATUS_QUO,))

    def networks(self) -> Iterator[Network]:
        """Every network at revision 1, one at a time."""
        return (self.network(f"network-{number:04d}") for number in range(self.size.networks))

    def network(self, key: str) -> Network:
        """The next network, under this key."""
        size = self.size
        differentiators = [self._differentiator(number) for number in range(size.differentiators)]
        outcomes = [self._outcome(number) for number in range(size.outcomes)]
        nodes: list[Node] = [*differentiators, *outcomes]
        key_of = {node.id: node.key for node in nodes}
        arrows = sorted(self._arrows(differentiators, outcomes), key=lambda arrow: (key_of[arrow.cause], key_of[arrow.effect]))
        return Network(
            id=NetworkId(self._id("net")),
            workspace=LOCAL,
            revision=1,
            changed_at=AT,
            root=Root(key=Key(key), name=f"What {key} brings about", offering="Measured work"),
            differentiators=tuple(differentiators),
            outcomes=tuple(outcomes),
            arrows=tuple(arrows),
            tags=tuple(self._tags(outcomes)),
        )

    def _persona(self, number: int) -> Persona:
        level = (Level.EXECUTIVE, Level.MANAGER, Level.PRACTITIONER)[number % 3]
        return Persona(id=PersonaId(self._id("per")), key=Key(f"persona-{number:02d}"), name=f"Persona {number}", level=level)

    def _differentiator(self, number: int) -> Differentiator:
        return Differentiator(id=DifferentiatorId(self._id("dif")), key=Key(f"different-{number:02d}"), title=f"Difference {number}")

    def _outcome(self, number: int) -> Outcome:
        choose = self._random.choice
        return Outcome(
            id=OutcomeId(self._id("out")),
            key=Key(f"outcome-{number:04d}"),
            title=f"{choose(_WHAT)} {choose(_HOW)} {choose(_WHERE)}",
            kind=choose((OutcomeKind.BUSINESS, OutcomeKind.BUSINESS, OutcomeKind.PERSONAL)),
            anticipated=self._random.random() < 0.7,
        )

    def _arrows(self, differentiators: Sequence[Differentiator], outcomes: Sequence[Outcome]) -> Iterator[LeadsTo]:
        """Every outcome follows from an earlier node; the arrows that are left join any two, and so close loops."""
        causes: list[NodeId] = [node.id for node in differentiators]
        pairs: set[tuple[NodeId, OutcomeId]] = set()
        for outcome in outcomes:
            pairs.add((self._random.choice(causes), outcome.id))
            causes.append(outcome.id)
        while len(pairs) < self.size.arrows:
            cause, effect = self._random.choice(causes), self._random.choice(outcomes).id
            pairs |= {(cause, effect)} if cause != effect else set()
        for cause, effect in sorted(pairs):
            why = self._why() if self._random.random() < 0.5 else ""
            yield LeadsTo(cause=cause, effect=effect, strength=self._random.choice(tuple(Strength)), why=why)

    def _tags(self, outcomes: Sequence[Outcome]) -> Iterator[DesiredBy]:
        """As many tags as the size says, evenly over the outcomes, each of other personas."""
        each, more = divmod(self.size.tags, len(outcomes))
        for number, outcome in enumerate(outcomes):
            chosen = self._random.sample(self.personas, each + (number < more))
            for persona in sorted(chosen, key=lambda persona: persona.id):
                importance = Importance.PRIMARY if self._random.random() < 0.4 else Importance.SECONDARY
                yield DesiredBy(outcome=outcome.id, persona=persona.id, importance=importance, why=self._why())

    def _why(self) -> str:
        return " ".join(self._random.choices(_WORDS, k=14)).capitalize()

    def _id(self, prefix: str) -> str:
        """An id of the form that is minted: it rises with time, and ends at random."""
        self._minted += 1
        return f"{prefix}_{self._minted:012x}7{self._random.getrandbits(76):019x}"
