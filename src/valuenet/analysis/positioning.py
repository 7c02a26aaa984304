"""Why us and not them: where each outcome stands against an alternative, and through which differentiators.

(:Alternative)<-[:COMPARED_WITH]-(:Differentiator)-[:LEADS_TO*1..]->(:Outcome)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from valuenet.analysis.chains import Chain, best_chains
from valuenet.analysis.reach import distances
from valuenet.model.ids import AlternativeId, DifferentiatorId, OutcomeId
from valuenet.model.network import ComparedWith, Differentiator, Network, Outcome
from valuenet.model.vocabulary import Position

_ORDER: Mapping[Position | None, int] = {position: place for place, position in enumerate((*Position, None))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One differentiator through which an outcome comes about: the best chain from it, that chain's strength, and where it stands."""

    differentiator: Differentiator
    chain: Chain
    comparison: ComparedWith | None
    strength: Fraction

    @property
    def position(self) -> Position | None:
        return self.comparison.position if self.comparison is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomePosition:
    """Where we stand with one outcome; nothing where none of its differentiators has been compared."""

    outcome: Outcome
    position: Position | None
    through: tuple[Way, ...]

    def ways(self, position: Position | None) -> tuple[Way, ...]:
        """The ways that are unique, ahead, equal or behind; with nothing, those that have not been compared."""
        return tuple(way for way in self.through if way.position is position)

    @property
    def evidence(self) -> tuple[str, ...]:
        """What shows it, the strongest way first."""
        return tuple(way.comparison.evidence for way in self.through if way.comparison is not None and way.comparison.evidence)


def positioning(network: Network, alternative: AlternativeId) -> tuple[OutcomePosition, ...]:
    """Every wanted outcome that a differentiator reaches, against one alternative.

    The strongest way to an outcome decides where we stand: the compared differentiator whose best chain has the greatest
    product of strengths, of two such the one with the less favourable position. "Unique" is said of an outcome only where
    every way there is known to be unique; where they have any other way, or may have, we are ahead.

    Outcomes come best position first, unknown ones last; then nearest to a differentiator first, then by key. Ways come
    strongest first, then by key of their differentiator.
    """
    comparisons = {side.differentiator: side for side in network.comparisons if side.alternative == alternative}
    distance_of = distances(network)
    found = [
        OutcomePosition(outcome=network.outcome_by_id[outcome], position=_position(ways), through=tuple(ways))
        for outcome, ways in _ways(network, comparisons).items()
        if network.outcome_by_id[outcome].wanted
    ]
    return tuple(sorted(found, key=lambda one: (_ORDER[one.position], distance_of[one.outcome.id], one.outcome.key)))


def _ways(network: Network, comparisons: Mapping[DifferentiatorId, ComparedWith]) -> Mapping[OutcomeId, Sequence[Way]]:
    ways: dict[OutcomeId, list[Way]] = {}
    for differentiator in network.differentiators:
        for outcome, chain in best_chains(network, (differentiator.id,)).items():
            way = Way(differentiator=differentiator, chain=chain, comparison=comparisons.get(differentiator.id), strength=chain.strength)
            ways.setdefault(outcome, []).append(way)
    return {outcome: sorted(group, key=lambda way: -way.strength) for outcome, group in ways.items()}


def _position(ways: Sequence[Way]) -> Position | None:
    known = [(way.strength, _ORDER[way.position], way.position) for way in ways if way.position is not None]
    if not known:
        return None
    position = max(known)[2]
    if position is Position.UNIQUE and any(way.position is not Position.UNIQUE for way in ways):
        return Position.AHEAD
    return position
