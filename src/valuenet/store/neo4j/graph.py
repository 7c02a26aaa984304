"""How the parts of a network and the entries of a directory are nodes and relationships: their labels, types and properties.

    (:Workspace)-[:HAS]->(:Network|Persona|Alternative)        (:Network)-[:CONTAINS]->(:Differentiator|Outcome|Region)
    (:Differentiator|Outcome)-[:LEADS_TO]->(:Outcome)-[:DESIRED_BY]->(:Persona)
    (:Differentiator)-[:COMPARED_WITH]->(:Alternative)<-[:DESCRIBES]-(:Network)        (:Region)-[:COVERS]->(:Differentiator|Outcome)

Differentiators and outcomes carry the label `Node` too: it is what gives them one namespace of keys in a network.
An empty text is no property at all, so that people can ask `IS NULL`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from valuenet.model.directory import Alternative, Persona
from valuenet.model.ids import PersonaId, WorkspaceId
from valuenet.model.network import ComparedWith, DesiredBy, Differentiator, LeadsTo, Network, Outcome, Region
from valuenet.model.text import folded
from valuenet.store.projection import UNREACHED, TagRow

Properties = dict[str, Any]
Row = dict[str, Any]

LABEL: Mapping[type, str] = {
    Differentiator: "Differentiator",
    Outcome: "Outcome",
    Region: "Region",
    Persona: "Persona",
    Alternative: "Alternative",
}


def root(network: Network, snapshot: bytes) -> Properties:
    """(:Network): what it says of itself, beside the snapshot that whole reads use."""
    return said(
        id=network.id,
        workspaceId=network.workspace,
        key=network.key,
        name=network.name,
        offering=network.root.offering,
        archived=network.root.archived,
        revision=network.revision,
        changedAt=network.changed_at,
        snapshot=snapshot,
    )


def part(network: Network, element: Differentiator | Outcome | Region) -> Properties:
    """(:Network)-[:CONTAINS]->(part)"""
    place = {"id": element.id, "workspaceId": network.workspace, "networkId": network.id, "key": element.key, "title": element.title}
    match element:
        case Differentiator():
            return said(**place, kind=element.kind.value, note=element.note)
        case Region():
            return said(**place, outline=element.outline.value)
        case Outcome(metric=metric):
            return said(
                **place,
                kind=element.kind.value,
                anticipated=element.anticipated,
                wanted=element.wanted,
                metric=metric.name if metric else None,
                metricUnit=metric.unit if metric else None,
                metricDirection=metric.direction.value if metric else None,
                evidence=element.evidence,
                search=folded(element.title),
            )


def entry(workspace: WorkspaceId, element: Persona | Alternative) -> Properties:
    """(:Workspace)-[:HAS]->(entry)"""
    owned = {"id": element.id, "workspaceId": workspace, "key": element.key, "name": element.name, "archived": element.archived}
    match element:
        case Persona():
            return said(**owned, level=element.level.value, function=element.function, measuredOn=element.measured_on)
        case Alternative():
            return said(**owned, note=element.note)


def arrow(element: LeadsTo) -> Row:
    """(start)-[:LEADS_TO]->(end)"""
    properties = said(strength=element.strength.value, why=element.why, evidence=element.evidence)
    return {"start": element.cause, "end": element.effect, "properties": properties}


def comparison(element: ComparedWith) -> Row:
    """(start)-[:COMPARED_WITH]->(end)"""
    properties = said(position=element.position.value, note=element.note, evidence=element.evidence)
    return {"start": element.differentiator, "end": element.alternative, "properties": properties}


def tag(network: Network, row: TagRow) -> Row:
    """(start)-[:DESIRED_BY]->(end), with all that the question across networks asks of the outcome but its text."""
    element, outcome = row.tag, row.outcome
    name = "archived" if row.archived else stream(wanted=outcome.wanted, ours=row.ours)
    properties = said(
        networkId=network.id,
        importance=element.importance.value,
        why=element.why,
        personally=element.personally,
        kind=outcome.kind.value,
        anticipated=outcome.anticipated,
        distance=row.distance if row.distance != UNREACHED else None,
        place=f"{stream_of(element.persona, name)} {row.place}",
    )
    return {"start": element.outcome, "end": element.persona, "properties": properties}


def stream(*, wanted: bool, ours: bool) -> str:
    """Which of a persona's lists a tag stands in; archived networks have one of their own, which no question reads."""
    return f"{'wanted' if wanted else 'unwanted'} {'ours' if ours else 'theirs'}"


def stream_of(persona: PersonaId, name: str) -> str:
    """What the places of all tags in one list of one persona begin with; a space follows."""
    return f"{persona} {name}"


def ends(element: LeadsTo | DesiredBy | ComparedWith) -> Row:
    """The two ends of a relationship."""
    match element:
        case LeadsTo():
            return {"start": element.cause, "end": element.effect}
        case DesiredBy():
            return {"start": element.outcome, "end": element.persona}
        case ComparedWith():
            return {"start": element.differentiator, "end": element.alternative}


def relationships(network: Network, tags: Iterator[TagRow]) -> Iterator[tuple[str, Row]]:
    """All relationships between the parts of a network and to the directory, each with its type."""
    yield from (("LEADS_TO", arrow(element)) for element in network.arrows)
    yield from (("DESIRED_BY", tag(network, row)) for row in tags)
    yield from (("COMPARED_WITH", comparison(element)) for element in network.comparisons)
    for region in network.regions:
        yield from (("COVERS", {"start": region.id, "end": node, "properties": {}}) for node in region.nodes)


def said(**properties: object) -> Properties:
    """The properties that say something."""
    return {name: value for name, value in properties.items() if value not in (None, "", [])}
