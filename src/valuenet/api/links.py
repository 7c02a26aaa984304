"""What hangs on differentiators and outcomes: metrics, tags, comparisons and chains, as GraphQL types."""

from __future__ import annotations

from valuenet.analysis.chains import Chain, ChainList
from valuenet.api import people
from valuenet.api.describing import output, said
from valuenet.api.people import Alternative, Persona
from valuenet.model import network as model
from valuenet.model.vocabulary import Direction, Importance, Position, Strength
from valuenet.service.reading import Reading


@output
class Metric:
    """What an outcome is measured by."""

    name: str = said("Such as `win rate`.")
    unit: str | None = said("Such as `percent` or `days`.")
    direction: Direction = said("Which way it moves when the outcome comes about.")


@output
class DesiredBy:
    """(outcome)-[:DESIRED_BY]->(persona): this persona cares; on an unwanted outcome: suffers from it."""

    persona: Persona = said("Who cares.")
    importance: Importance = said("How much.")
    why: str | None = said("Why, professionally, in one sentence.")
    personally: str | None = said("What it means to the person.")


@output
class ComparedWith:
    """(differentiator)-[:COMPARED_WITH]->(alternative): where we stand."""

    alternative: Alternative = said("Against whom or what.")
    position: Position = said("Where we stand.")
    note: str | None = said("In words.")
    evidence: str | None = said("How we know.")


@output
class Step:
    """One link of a chain."""

    key: str = said("The key of the differentiator or outcome.")
    title: str = said("Its title.")
    strength: Strength | None = said("How strongly the step before leads here; null for the first.")


@output
class WhyItFollows:
    """A chain of cause and effect from a differentiator to an outcome: 'A, so that B, so that C'."""

    sentence: str = said("The chain as one sentence.")
    steps: list[Step] = said("The chain, the differentiator first.")
    likelihood: float = said("The product of the strengths along the chain, 0 to 1.")


@output
class WaysItFollows:
    """The chains that lead to an outcome, best first."""

    chains: list[WhyItFollows] = said("As many as were asked for.")
    total: int | None = said("How many there are; null where counting was given up.")
    cut: bool = said("Whether there are more than are shown.")


def metric(value: model.Metric) -> Metric:
    """A metric as GraphQL shows it."""
    return Metric(name=value.name, unit=value.unit or None, direction=value.direction)


def tags(reading: Reading, outcome: model.Outcome, personas: list[str] | None = None) -> list[DesiredBy]:
    """Who desires an outcome, primary first, then by key."""
    found = [(tag, reading.directory.persona_by_id[tag.persona]) for tag in reading.network.tags_of.get(outcome.id, ())]
    chosen = [(tag, persona) for tag, persona in found if personas is None or persona.key in personas]
    chosen.sort(key=lambda pair: (pair[0].importance is not Importance.PRIMARY, pair[1].key))
    return [
        DesiredBy(persona=people.persona(persona), importance=tag.importance, why=tag.why or None, personally=tag.personally or None)
        for tag, persona in chosen
    ]


def comparisons(reading: Reading, differentiator: model.Differentiator) -> list[ComparedWith]:
    """Where a differentiator stands, by key of the alternative."""
    rivals = reading.directory.alternative_by_id
    sides = sorted(reading.network.comparisons_of.get(differentiator.id, ()), key=lambda side: rivals[side.alternative].key)
    return [
        ComparedWith(
            alternative=people.alternative(rivals[side.alternative]),
            position=side.position,
            note=side.note or None,
            evidence=side.evidence or None,
        )
        for side in sides
    ]


def why_it_follows(chain: Chain) -> WhyItFollows:
    """A chain as GraphQL shows it."""
    steps = [Step(key=step.node.key, title=step.node.title, strength=step.arrow.strength if step.arrow else None) for step in chain.steps]
    return WhyItFollows(sentence=chain.sentence, steps=steps, likelihood=float(chain.strength))


def ways_it_follows(found: ChainList) -> WaysItFollows:
    """Chains as GraphQL shows them."""
    return WaysItFollows(chains=[why_it_follows(chain) for chain in found.chains], total=found.total, cut=found.cut)
