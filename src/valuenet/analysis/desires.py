"""Who desires what: the outcomes of some personas, what they share, what only one of them wants, what deserves an executive.

(:Differentiator)-[:LEADS_TO*0..]->(outcome:Outcome)-[:DESIRED_BY]->(:Persona)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from valuenet.analysis.reach import distances, led_to_by
from valuenet.errors import NotFound
from valuenet.model.directory import Directory, Persona
from valuenet.model.ids import DifferentiatorId, OutcomeId, PersonaId
from valuenet.model.network import DesiredBy, Network, Outcome
from valuenet.model.text import folded
from valuenet.model.vocabulary import Importance, Level, OutcomeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which tags and outcomes a question is about; what is not given does not narrow it.

    `personas`, `importance` and `levels` choose tags; an outcome needs one of them, or, with `every`, one of each persona.
    """

    personas: tuple[PersonaId, ...] = ()
    every: bool = False
    importance: Importance | None = None
    levels: frozenset[Level] = frozenset()
    kind: OutcomeKind | None = None
    anticipated: bool | None = None
    wanted: bool | None = True
    text: str = ""
    reached_from: DifferentiatorId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desired:
    """An outcome that answers a wish: the tags that match, and how many arrows it is from the nearest differentiator, if any."""

    outcome: Outcome
    distance: int | None
    tags: tuple[DesiredBy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedOutcome:
    """An outcome that several of the chosen personas desire."""

    outcome: Outcome
    personas: tuple[Persona, ...]
    by_all: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyFor:
    """The outcomes that one persona desires, and none of the other chosen ones."""

    persona: Persona
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutiveWorthy:
    """An outcome that is a reason to meet an executive, `distance` arrows from the nearest differentiator."""

    outcome: Outcome
    persona: Persona
    importance: Importance
    distance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetingRow:
    """One row of the targeting table: how much each chosen persona desires an outcome, in the order of the personas."""

    outcome: Outcome
    importances: tuple[Importance | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Targeting:
    """What to talk about with whom. Outcomes are in the order of `outcomes_desired_by`, personas in the order in which they were chosen.

    `shared` begins with what most of the personas share; `executive_worthy` is ordered as that function says.
    """

    personas: tuple[Persona, ...]
    shared: tuple[SharedOutcome, ...]
    only_for: tuple[OnlyFor, ...]
    executive_worthy: tuple[ExecutiveWorthy, ...]
    table: tuple[TargetingRow, ...]


def outcomes_desired_by(network: Network, directory: Directory, wish: Wish) -> tuple[Desired, ...]:
    """(outcome)-[:DESIRED_BY]->(persona): what a wish finds, nearest to a differentiator first, then by key, then by id.

    Outcomes that no differentiator reaches come last. The tags of each are primary ones first, then by the persona's key.
    The text is searched in titles, without regard to capitals and forms of letters.
    """
    distance_of = distances(network)
    reached = led_to_by(network, wish.reached_from) if wish.reached_from else None
    sought = folded(wish.text)
    matching: dict[OutcomeId, list[DesiredBy]] = {}
    for tag in network.tags:
        if _matches(tag, wish, directory):
            matching.setdefault(tag.outcome, []).append(tag)
    found: list[Desired] = []
    for outcome_id, tags in matching.items():
        outcome = network.outcome_by_id[outcome_id]
        if not _fits(outcome, wish, sought) or (reached is not None and outcome.id not in reached):
            continue
        if not wish.every or {tag.persona for tag in tags} >= set(wish.personas):
            tags.sort(key=lambda tag: (tag.importance is not Importance.PRIMARY, _key(directory, tag.persona)))
            found.append(Desired(outcome=outcome, distance=distance_of.get(outcome.id), tags=tuple(tags)))
    return tuple(sorted(found, key=lambda hit: _place(hit.outcome, distance_of)))


def targeting(network: Network, directory: Directory, personas: Sequence[PersonaId]) -> Targeting:
    """(:Persona)<-[:DESIRED_BY]-(outcome)-[:DESIRED_BY]->(:Persona): the targeting table of some personas, and what it says."""
    chosen = tuple(dict.fromkeys(_persona(directory, persona) for persona in personas))
    wish = Wish(personas=tuple(persona.id for persona in chosen))
    hits = outcomes_desired_by(network, directory, wish) if chosen else ()
    wishes = {hit.outcome.id: {tag.persona: tag.importance for tag in hit.tags} for hit in hits}
    shared = [
        SharedOutcome(
            outcome=hit.outcome,
            personas=tuple(persona for persona in chosen if persona.id in wishes[hit.outcome.id]),
            by_all=len(wishes[hit.outcome.id]) == len(chosen),
        )
        for hit in hits
        if len(wishes[hit.outcome.id]) > 1
    ]
    return Targeting(
        personas=chosen,
        shared=tuple(sorted(shared, key=lambda row: -len(row.personas))),
        only_for=tuple(
            OnlyFor(persona=persona, outcomes=tuple(hit.outcome for hit in hits if set(wishes[hit.outcome.id]) == {persona.id}))
            for persona in chosen
        ),
        executive_worthy=executive_worthy(network, directory, wish.personas) if chosen else (),
        table=tuple(
            TargetingRow(outcome=hit.outcome, importances=tuple(wishes[hit.outcome.id].get(persona.id) for persona in chosen))
            for hit in hits
        ),
    )


def executive_worthy(network: Network, directory: Directory, personas: Sequence[PersonaId] = ()) -> tuple[ExecutiveWorthy, ...]:
    """(:Differentiator)-[:LEADS_TO*1..]->(outcome)-[:DESIRED_BY]->(:Persona {level: 'executive'}): the reasons to meet an executive.

    Among all executives, or those of `personas`. What is primary to the executive comes first; then what is farthest from
    the differentiators, since an executive is met about what a capability comes to in the end; then by the outcome's key
    and the persona's.
    """
    executive = Wish(personas=tuple(personas), levels=frozenset({Level.EXECUTIVE}))
    worthy = [
        ExecutiveWorthy(outcome=hit.outcome, persona=directory.persona_by_id[tag.persona], importance=tag.importance, distance=hit.distance)
        for hit in outcomes_desired_by(network, directory, executive)
        if hit.distance is not None
        for tag in hit.tags
    ]
    return tuple(
        sorted(worthy, key=lambda one: (one.importance is not Importance.PRIMARY, -one.distance, one.outcome.key, one.persona.key))
    )


def _fits(outcome: Outcome, wish: Wish, sought: str) -> bool:
    if wish.kind is not None and outcome.kind is not wish.kind:
        return False
    if wish.anticipated is not None and outcome.anticipated is not wish.anticipated:
        return False
    if wish.wanted is not None and outcome.wanted is not wish.wanted:
        return False
    return not sought or sought in folded(outcome.title)


def _matches(tag: DesiredBy, wish: Wish, directory: Directory) -> bool:
    if wish.personas and tag.persona not in wish.personas:
        return False
    if wish.importance is not None and tag.importance is not wish.importance:
        return False
    persona = directory.persona_by_id.get(tag.persona)
    return not wish.levels or (persona is not None and persona.level in wish.levels)


def _place(outcome: Outcome, distance_of: Mapping[OutcomeId, int]) -> tuple[float, str, str]:
    return distance_of.get(outcome.id, float("inf")), outcome.key, outcome.id


def _persona(directory: Directory, persona: PersonaId) -> Persona:
    found = directory.persona_by_id.get(persona)
    if found is None:
        raise NotFound("persona", persona, "list the personas to see whom there is")
    return found


def _key(directory: Directory, persona: PersonaId) -> str:
    found = directory.persona_by_id.get(persona)
    return found.key if found is not None else persona
