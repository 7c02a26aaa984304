"""The rows that one step of a network touches: what is removed, renamed and put, table by table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from valuenet.analysis.reach import distances
from valuenet.model.changes import Change
from valuenet.model.ids import OutcomeId
from valuenet.model.network import ComparedWith, DesiredBy, Differentiator, LeadsTo, Outcome, Region, Root
from valuenet.store.projection import UNREACHED, TagRow, tag_rows
from valuenet.store.protocol import NetworkSave
from valuenet.store.sqlite.connections import Connection, Statement
from valuenet.store.sqlite.tables import (
    COMPARED_WITH,
    DESIRED_BY,
    DIFFERENTIATOR,
    LEADS_TO,
    NODE,
    OUTCOME,
    PARTS,
    REGION,
    REGION_NODE,
    Row,
    Table,
    compared_with_row,
    desired_by_row,
    differentiator_row,
    leads_to_row,
    node_row,
    outcome_row,
    region_node_rows,
    region_row,
)

_EMPTY_REGION = Statement("empty region", "DELETE FROM region_node WHERE region = ?")


def parking(table: Table) -> Statement:
    """Moves a row's key out of the way, to the row's id, which is no key: so renames in one commit may swap keys."""
    return Statement(f"park {table.name}", f"UPDATE {table.name} SET key = id WHERE id = ?")  # noqa: S608  # our own names


_PARK = {table: parking(table) for table in (NODE, REGION)}


class Batch:
    """Collects the rows of any number of steps, then writes them, a few statements in all."""

    def __init__(self) -> None:
        self._removed: dict[Table, list[Row]] = {table: [] for table in PARTS}
        self._parked: dict[Table, list[Row]] = {table: [] for table in _PARK}
        self._emptied: list[Row] = []
        self._put: dict[Table, list[Row]] = {table: [] for table in PARTS}

    def add(self, save: NetworkSave, stored_distances: Mapping[str, int]) -> None:
        """Add the rows of one network's step; `stored_distances` are those that its tags were last written with."""
        for change in save.changes:
            if change.after is None:
                self._remove(change)
            else:
                self._write(save, change)
        self._put[DESIRED_BY] += (desired_by_row(save.network, row) for row in _touched_tags(save, stored_distances))

    def apply(self, connection: Connection) -> None:
        """Write everything: removals first, so that their keys are free, then parents before children."""
        for table, rows in self._removed.items():
            _run(connection, table.remove, rows)
        _run(connection, _EMPTY_REGION, self._emptied)
        for table, rows in self._parked.items():
            _run(connection, _PARK[table], rows)
        for table, rows in self._put.items():
            _run(connection, table.put, rows)

    def _remove(self, change: Change) -> None:
        match change.before:
            case Differentiator() | Outcome() as node:
                self._removed[NODE].append((node.id,))
            case Region() as region:
                self._removed[REGION].append((region.id,))
            case LeadsTo() as arrow:
                self._removed[LEADS_TO].append((arrow.cause, arrow.effect))
            case DesiredBy() as tag:
                self._removed[DESIRED_BY].append((tag.outcome, tag.persona))
            case ComparedWith() as comparison:
                self._removed[COMPARED_WITH].append((comparison.differentiator, comparison.alternative))

    def _write(self, save: NetworkSave, change: Change) -> None:
        match change.after:
            case Outcome() as outcome:
                self._name(NODE, change, node_row(save.network, outcome))
                self._put[OUTCOME].append(outcome_row(outcome))
            case Differentiator() as differentiator:
                self._name(NODE, change, node_row(save.network, differentiator))
                self._put[DIFFERENTIATOR].append(differentiator_row(differentiator))
            case Region() as region:
                self._name(REGION, change, region_row(save.network, region))
                self._emptied.append((region.id,))
                self._put[REGION_NODE] += region_node_rows(region)
            case LeadsTo() as arrow:
                self._put[LEADS_TO].append(leads_to_row(arrow))
            case ComparedWith() as comparison:
                self._put[COMPARED_WITH].append(compared_with_row(comparison))

    def _name(self, table: Table, change: Change, row: Row) -> None:
        """Put the row that holds a key, after whoever had that key before has been parked."""
        before, after = change.before, change.after
        if isinstance(before, Differentiator | Outcome | Region) and isinstance(after, Differentiator | Outcome | Region):
            if before.key != after.key:
                self._parked[table].append((after.id,))
            elif table is NODE:
                return
        self._put[table].append(row)


def moves_outcomes(save: NetworkSave) -> bool:
    """Whether a step may bring outcomes nearer to a differentiator, or farther from one."""
    kinds = (LeadsTo, Differentiator)
    return any(isinstance(change.element, kinds) and (change.before is None or change.after is None) for change in save.changes)


def _touched_tags(save: NetworkSave, stored_distances: Mapping[str, int]) -> Iterator[TagRow]:
    """The tags whose rows are not any more what they should be: they changed, or their outcome did, or its distance."""
    network = save.network
    if not save.expected or any(_moves_all(change) for change in save.changes):
        return tag_rows(network)
    outcomes: set[str] = {change.element.id for change in save.changes if isinstance(change.element, Outcome)}
    if stored_distances:
        now = distances(network)
        outcomes |= {outcome for outcome, stored in stored_distances.items() if now.get(OutcomeId(outcome), UNREACHED) != stored}
    tags = {(change.element.outcome, change.element.persona) for change in save.changes if isinstance(change.element, DesiredBy)}
    return tag_rows(network, [tag for tag in network.tags if tag.outcome in outcomes or (tag.outcome, tag.persona) in tags])


def _moves_all(change: Change) -> bool:
    """Whether a change of the root takes all its outcomes in or out of the ordinary questions."""
    before, after = change.before, change.after
    if not (isinstance(before, Root) and isinstance(after, Root)):
        return False
    return (before.alternative is None, before.archived) != (after.alternative is None, after.archived)


def _run(connection: Connection, statement: Statement, rows: list[Row]) -> None:
    if rows:
        connection.run_many(statement, rows)
