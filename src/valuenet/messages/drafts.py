"""A first draft of every message, composed from the network alone: the same network gives the same words.

    (:Differentiator)-[:LEADS_TO*1..]->(outcome)-[:DESIRED_BY]->(persona)

A draft is a hypothesis in words that a seller can say and ask: nothing in it claims more than the network does. Our
wanted outcomes are put to people; of an alternative's network it is the unwanted ones, the troubles that it leaves them in.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from valuenet.analysis.finding import ours
from valuenet.analysis.reach import distances
from valuenet.messages.footing import footing
from valuenet.messages.objections import objection
from valuenet.messages.pair import Ground, Pair
from valuenet.messages.questions import questions
from valuenet.messages.spoken import ended, fitting
from valuenet.model.directory import Directory
from valuenet.model.ids import DifferentiatorId, OutcomeId, PersonaId
from valuenet.model.message import MOST_PROOF, SAY, Footing, ProofPoint
from valuenet.model.network import Network, Outcome
from valuenet.model.vocabulary import JourneyStage, Position, ProofKind

_TOLD = 6
"""How many steps of a chain anybody listens to: of a longer one its beginning and its end are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a message about one outcome to one persona could be, before any person has written it."""

    outcome: OutcomeId
    persona: PersonaId
    headline: str
    say: str
    questions: tuple[str, ...]
    proof: tuple[ProofPoint, ...]
    objection: str
    answer: str
    stage: JourneyStage
    footing: Footing


def draft(network: Network, directory: Directory, outcome: OutcomeId, persona: PersonaId) -> Draft:
    """The draft of one pair, tagged or not; an outcome that the network does not have is not found."""
    return draft_of(Ground(network=network, directory=directory).pair(outcome, persona))


def drafts(network: Network, directory: Directory, personas: Collection[PersonaId] | None = None) -> tuple[Draft, ...]:
    """(outcome)-[:DESIRED_BY]->(persona): a draft for every tag, of these personas or of all that are not archived.

    By key of the persona, then nearest to a differentiator first, then by key; outcomes that no differentiator reaches come last.
    """
    ground, distance_of = Ground(network=network, directory=directory), distances(network)
    pairs = [ground.pair(tag.outcome, tag.persona) for tag in network.tags if personas is None or tag.persona in personas]
    chosen = [
        (pair.persona.key, distance_of.get(pair.outcome.id, float("inf")), pair.outcome.key, pair)
        for pair in pairs
        if is_put_to_people(network, pair.outcome) and pair.persona is not None and (personas is not None or not pair.persona.archived)
    ]
    return tuple(draft_of(pair) for *_, pair in sorted(chosen, key=lambda one: one[:3]))


def is_put_to_people(network: Network, outcome: Outcome) -> bool:
    """Whether messages are made of an outcome: a wanted one of our own network, an unwanted one of an alternative's."""
    return outcome.wanted is ours(network)


def draft_of(pair: Pair) -> Draft:
    """The draft of one pair, where many are asked for of one ground."""
    expected = objection(pair)
    return Draft(
        outcome=pair.outcome.id,
        persona=pair.persona_id,
        headline=pair.outcome.title.removesuffix("."),
        say=_say(pair),
        questions=questions(pair),
        proof=tuple(_proof(pair))[:MOST_PROOF],
        objection=expected.text,
        answer=expected.answer,
        stage=JourneyStage.EXPLORING if pair.ours else JourneyStage.NOTICING,
        footing=footing(pair.ground.network, pair.outcome.id, pair.persona_id, chains=pair.ground.chains),
    )


def _say(pair: Pair) -> str:
    """Two or three sentences: the chain, and why this persona cares; of what nobody anticipates, a question before any claim."""
    asked = [_opening_question(pair)] if pair.chain is None or (pair.outcome.wanted and not pair.outcome.anticipated) else []
    caring = list(_caring(pair))
    if pair.chain is None:
        return fitting(SAY.limit, " ".join([*asked, *caring]), *asked)
    titles = [step.node.title for step in pair.chain.steps]
    told = titles if len(titles) <= _TOLD else [*titles[:2], *titles[-2:]]
    whole, ends = (f"{_lead(pair)}: {ended(pair.ground.voice.chain(part))}" for part in (told, [titles[0], titles[-1]]))
    ways = ([*asked, whole, *caring], [*asked, ends, *caring], [*asked, ends])
    return fitting(SAY.limit, *(" ".join(way) for way in ways))


def _opening_question(pair: Pair) -> str:
    return f"What would this change for you: {pair.title}?" if pair.outcome.wanted else f"Does this happen with you: {pair.title}?"


def _lead(pair: Pair) -> str:
    """How a chain is led up to."""
    if pair.ours and pair.outcome.wanted:
        return "What is different with us" if pair.outcome.anticipated else "It can come about like this"
    rival = pair.ground.alternative
    if pair.ours:
        return "To be open about what comes with it"
    if pair.outcome.wanted:
        return f"What speaks for {rival or 'leaving things as they are'}"
    return f"What often follows with {rival}" if rival else "What often happens when things stay as they are"


def _caring(pair: Pair) -> Iterator[str]:
    """Why the persona cares, as far as anybody has said."""
    matters = "matter to" if pair.outcome.wanted else "trouble"
    if pair.why:
        yield f"Why it may {matters} you: {ended(pair.why)}"
    elif pair.persona is not None and pair.persona.measured_on:
        yield f"Why it may {matters} you: you are measured on {ended(pair.ground.voice.inside(pair.persona.measured_on))}"
    else:
        yield f"Whether it would {matters} you is what I should like to hear."


def _proof(pair: Pair) -> Iterator[ProofPoint]:
    """What the network has as evidence along the chain, for the outcome, and for where its differentiator is ahead; in this order."""
    network, directory = pair.ground.network, pair.ground.directory
    if pair.chain is not None:
        for arrow in pair.chain.arrows:
            ends = f"{network.node_by_id[arrow.cause].key} → {network.node_by_id[arrow.effect].key}"
            yield from _proof_point(arrow.evidence, f"{network.key}: {ends}")
    yield from _proof_point(pair.outcome.evidence, f"{network.key}: {pair.outcome.key}")
    if pair.chain is not None:
        first = pair.chain.steps[0].node
        for side in network.comparisons_of.get(DifferentiatorId(first.id), ()):
            rival = directory.alternative_by_id.get(side.alternative)
            if rival is not None and side.position in {Position.UNIQUE, Position.AHEAD}:
                yield from _proof_point(side.evidence, f"{network.key}: {first.key} vs {rival.key}")


def _proof_point(evidence: str, source: str) -> Iterator[ProofPoint]:
    """A proof point, where there is evidence: with a figure in it a statistic, otherwise a story."""
    if evidence:
        yield ProofPoint(kind=ProofKind.STATISTIC if re.search(r"\d", evidence) else ProofKind.STORY, text=evidence, source=source)
