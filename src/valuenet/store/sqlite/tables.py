"""How the parts of a network and the entries of a directory are rows of tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from valuenet.model.changes import Element
from valuenet.model.directory import Alternative, Persona
from valuenet.model.ids import WorkspaceId
from valuenet.model.network import ComparedWith, Differentiator, LeadsTo, Network, Node, Outcome, Region
from valuenet.model.text import folded
from valuenet.model.vocabulary import Level
from valuenet.store.projection import TagRow, tag_rows
from valuenet.store.sqlite.connections import Statement

Row = tuple[str | int | bytes | None, ...]


class Table:
    """One table: its columns, those of its primary key first, and the statements that change one row of it.

    `of_network` is the condition under which a row belongs to the network `?1`.
    """

    def __init__(self, name: str, columns: str, *, key: int = 1, of_network: str = "") -> None:
        self.name = name
        self.columns = tuple(columns.split())
        self.key = key
        named, marks = ", ".join(self.columns), ", ".join("?" * len(self.columns))
        keys = self.columns[:key]
        values = ", ".join(f"{column} = excluded.{column}" for column in self.columns[key:])
        action = f"UPDATE SET {values}" if values else "NOTHING"
        self.put = Statement(
            f"put {name}",
            f"INSERT INTO {name} ({named}) VALUES ({marks}) ON CONFLICT ({', '.join(keys)}) DO {action}",  # noqa: S608  # our own names
        )
        self.remove = Statement(
            f"remove {name}",
            f"DELETE FROM {name} WHERE {' AND '.join(f'{column} = ?' for column in keys)}",  # noqa: S608  # our own names
        )
        self.of_network = Statement(
            f"{name} of a network",
            f"SELECT {named} FROM {name} WHERE {of_network}",  # noqa: S608  # our own names
        )


_NODES = "(SELECT id FROM node WHERE network = ?1)"
_REGIONS = "(SELECT id FROM region WHERE network = ?1)"

PERSONA = Table("persona", "id workspace key name level function measured_on archived")
ALTERNATIVE = Table("alternative", "id workspace key name note archived")
NETWORK = Table("network", "id workspace key name offering alternative archived revision changed_at snapshot", of_network="id = ?1")
NODE = Table("node", "id workspace network key", of_network="network = ?1")
DIFFERENTIATOR = Table("differentiator", "id title kind note", of_network=f"id IN {_NODES}")
OUTCOME = Table(
    "outcome",
    "id title kind anticipated wanted metric_name metric_unit metric_direction evidence search",
    of_network=f"id IN {_NODES}",
)
REGION = Table("region", "id workspace network key title outline", of_network="network = ?1")
REGION_NODE = Table("region_node", "region node", key=2, of_network=f"region IN {_REGIONS}")
LEADS_TO = Table("leads_to", "cause effect strength why evidence", key=2, of_network=f"cause IN {_NODES}")
DESIRED_BY = Table(
    "desired_by",
    "outcome persona network importance why personally kind anticipated wanted ours archived listed distance place",
    key=2,
    of_network=f"outcome IN {_NODES}",
)
COMPARED_WITH = Table("compared_with", "differentiator alternative position note evidence", key=2, of_network=f"differentiator IN {_NODES}")

PARTS = (NODE, DIFFERENTIATOR, OUTCOME, REGION, REGION_NODE, LEADS_TO, DESIRED_BY, COMPARED_WITH)
"""The tables of a network's parts, each after those that it refers to."""


def network_row(network: Network, snapshot: bytes) -> Row:
    """(:Network)"""
    root = network.root
    return (
        network.id,
        network.workspace,
        root.key,
        root.name,
        root.offering,
        root.alternative,
        int(root.archived),
        network.revision,
        network.changed_at,
        snapshot,
    )


def node_row(network: Network, node: Node) -> Row:
    """(:Network)-[:CONTAINS]->(node)"""
    return node.id, network.workspace, network.id, node.key


def differentiator_row(differentiator: Differentiator) -> Row:
    """(:Differentiator)"""
    return differentiator.id, differentiator.title, differentiator.kind.value, differentiator.note


def outcome_row(outcome: Outcome) -> Row:
    """(:Outcome), with its title as it is searched."""
    metric = outcome.metric
    return (
        outcome.id,
        outcome.title,
        outcome.kind.value,
        int(outcome.anticipated),
        int(outcome.wanted),
        metric.name if metric else None,
        metric.unit if metric else None,
        metric.direction.value if metric else None,
        outcome.evidence,
        folded(outcome.title),
    )


def region_row(network: Network, region: Region) -> Row:
    """(:Network)-[:CONTAINS]->(:Region)"""
    return region.id, network.workspace, network.id, region.key, region.title, region.outline.value


def region_node_rows(region: Region) -> Iterator[Row]:
    """(:Region)-[:COVERS]->(node)"""
    return ((region.id, node) for node in region.nodes)


def leads_to_row(arrow: LeadsTo) -> Row:
    """(cause)-[:LEADS_TO]->(effect)"""
    return arrow.cause, arrow.effect, arrow.strength.value, arrow.why, arrow.evidence


def desired_by_row(network: Network, row: TagRow) -> Row:
    """(outcome)-[:DESIRED_BY]->(persona), with all that the question across networks asks of the outcome."""
    tag, outcome = row.tag, row.outcome
    return (
        tag.outcome,
        tag.persona,
        network.id,
        tag.importance.value,
        tag.why,
        tag.personally,
        outcome.kind.value,
        int(outcome.anticipated),
        int(outcome.wanted),
        int(row.ours),
        int(row.archived),
        int(row.listed),
        row.distance,
        row.place,
    )


def compared_with_row(comparison: ComparedWith) -> Row:
    """(differentiator)-[:COMPARED_WITH]->(alternative)"""
    return comparison.differentiator, comparison.alternative, comparison.position.value, comparison.note, comparison.evidence


def entry_row(workspace: WorkspaceId, entry: Element) -> tuple[Table, Row]:
    """(:Workspace)-[:HAS]->(:Persona|:Alternative), and its table."""
    if isinstance(entry, Persona):
        level, archived = entry.level.value, int(entry.archived)
        return PERSONA, (entry.id, workspace, entry.key, entry.name, level, entry.function, entry.measured_on, archived)
    assert isinstance(entry, Alternative), "a directory holds personas and alternatives"
    return ALTERNATIVE, (entry.id, workspace, entry.key, entry.name, entry.note, int(entry.archived))


def persona_of(row: Sequence[Any]) -> Persona:
    """The persona that a row of its table is."""
    id_, _, key, name, level, function, measured_on, archived = row
    return Persona(id=id_, key=key, name=name, level=Level(level), function=function, measured_on=measured_on, archived=bool(archived))


def alternative_of(row: Sequence[Any]) -> Alternative:
    """The alternative that a row of its table is."""
    id_, _, key, name, note, archived = row
    return Alternative(id=id_, key=key, name=name, note=note, archived=bool(archived))


def part_rows(network: Network) -> dict[Table, list[Row]]:
    """All rows of all parts of a network, as they should be."""
    return {
        NODE: [node_row(network, node) for node in network.nodes],
        DIFFERENTIATOR: [differentiator_row(differentiator) for differentiator in network.differentiators],
        OUTCOME: [outcome_row(outcome) for outcome in network.outcomes],
        REGION: [region_row(network, region) for region in network.regions],
        REGION_NODE: [row for region in network.regions for row in region_node_rows(region)],
        LEADS_TO: [leads_to_row(arrow) for arrow in network.arrows],
        DESIRED_BY: [desired_by_row(network, row) for row in tag_rows(network)],
        COMPARED_WITH: [compared_with_row(comparison) for comparison in network.comparisons],
    }
