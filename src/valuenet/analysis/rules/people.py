"""Rules about who desires what: (:Outcome)-[:DESIRED_BY]->(:Persona)."""

from __future__ import annotations

from collections.abc import Iterator

from valuenet.analysis.finding import Finding, listed, ours, titled
from valuenet.analysis.reach import distances, led_to_by
from valuenet.model.directory import Directory, Persona
from valuenet.model.ids import PersonaId
from valuenet.model.network import Network, Outcome
from valuenet.model.vocabulary import Level, Severity


def outcome_without_persona(network: Network, _: Directory) -> Iterator[Finding]:
    """(outcome)-[:DESIRED_BY]->() does not exist."""
    for outcome in network.outcomes:
        if outcome.id not in network.tags_of:
            yield Finding(
                code="OUTCOME_WITHOUT_PERSONA",
                severity=Severity.WARNING,
                about=(outcome.key,),
                message=f"nobody is said to {'desire' if outcome.wanted else 'suffer from'} “{outcome.title}”",
                why="an outcome has value only in somebody's mind; without a persona no seller will find it",
                remedy="tag it with the personas who care, and why, or remove it",
            )


def persona_without_outcome(network: Network, directory: Directory) -> Iterator[Finding]:
    """A persona in use, for whom (:Differentiator)-[:LEADS_TO*1..]->(:Outcome {wanted: true})-[:DESIRED_BY]->(persona) does not exist."""
    if not ours(network):
        return
    reached = distances(network)
    tagged: dict[PersonaId, list[Outcome]] = {}
    for tag in network.tags:
        tagged.setdefault(tag.persona, []).append(network.outcome_by_id[tag.outcome])
    for persona, outcomes in tagged.items():
        if not any(outcome.wanted and outcome.id in reached for outcome in outcomes):
            yield Finding(
                code="PERSONA_WITHOUT_OUTCOME",
                severity=Severity.WARNING,
                about=tuple(outcome.key for outcome in outcomes),
                message=f"nothing wanted that the differentiators reach is for {_name(directory, persona)}, only {titled(outcomes)}",
                why="a seller who asks what this persona cares about gets no reason to meet them",
                remedy="find what the offer does for them, or take the tags away",
            )


def no_executive(network: Network, directory: Directory) -> Iterator[Finding]:
    """(differentiator)-[:LEADS_TO*1..]->(:Outcome)-[:DESIRED_BY]->(:Persona {level: 'executive'}) does not exist; for others it does."""
    counting = [tag for tag in network.tags if network.outcome_by_id[tag.outcome].wanted or not ours(network)]
    for differentiator in network.differentiators:
        reached = led_to_by(network, differentiator.id)
        people = [persona for tag in counting if tag.outcome in reached and (persona := directory.persona_by_id.get(tag.persona))]
        if people and not any(persona.level is Level.EXECUTIVE for persona in people):
            names = dict.fromkeys(persona.name for persona in sorted(people, key=_key))
            yield Finding(
                code="NO_EXECUTIVE",
                severity=Severity.WARNING,
                about=(differentiator.key,),
                message=f"nothing that “{differentiator.title}” reaches is said to matter to an executive, only to {listed(names)}",
                why="large decisions are made, and prices accepted, by executives",
                remedy="ask what these outcomes come to for the business, and add those outcomes with the executives who want them",
            )


def tag_without_why(network: Network, directory: Directory) -> Iterator[Finding]:
    """(outcome)-[:DESIRED_BY {why: ''}]->(:Persona)."""
    for outcome in network.outcomes:
        silent = [_name(directory, tag.persona) for tag in network.tags_of.get(outcome.id, ()) if not tag.why]
        if silent:
            yield Finding(
                code="TAG_WITHOUT_WHY",
                severity=Severity.NOTE,
                about=(outcome.key,),
                message=f"it is not said why “{outcome.title}” matters to {listed(sorted(silent))}",
                why="the reason is what a seller says and asks",
                remedy="add one sentence in the persona's own words",
            )


def archived_persona(network: Network, directory: Directory) -> Iterator[Finding]:
    """(outcome)-[:DESIRED_BY]->(:Persona {archived: true})."""
    for outcome in network.outcomes:
        people = [directory.persona_by_id.get(tag.persona) for tag in network.tags_of.get(outcome.id, ())]
        gone = [persona.name for persona in people if persona is not None and persona.archived]
        if gone:
            yield Finding(
                code="ARCHIVED_PERSONA",
                severity=Severity.NOTE,
                about=(outcome.key,),
                message=f"“{outcome.title}” is tagged with {listed(sorted(gone))}, in the archive",
                why="nobody prepares a meeting with a persona that is no longer in use",
                remedy="tag the personas that took the place, and untag this one",
            )


def _key(persona: Persona) -> str:
    return persona.key


def _name(directory: Directory, persona: PersonaId) -> str:
    """The name of a persona; of one that is gone, as an earlier revision may know it, the id."""
    found = directory.persona_by_id.get(persona)
    return found.name if found is not None else persona
