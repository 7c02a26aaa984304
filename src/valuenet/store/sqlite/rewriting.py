"""Rewriting everything in a workspace in the one transaction that its caller has begun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from valuenet.model.ids import WorkspaceId
from valuenet.store.filing import read, written
from valuenet.store.past import Rewriting, Rewritten
from valuenet.store.rewriting import directory_step, network_step, rewritten_changes
from valuenet.store.snapshot import Packer, packed_changes, unpacked
from valuenet.store.sqlite.batch import Batch
from valuenet.store.sqlite.connections import Connection, Statement
from valuenet.store.sqlite.reading import directory, revision
from valuenet.store.sqlite.records import RECORD, record_row
from valuenet.store.sqlite.tables import NETWORK, entry_row, network_row

_NETWORKS = Statement("networks to rewrite", "SELECT id, snapshot FROM network WHERE workspace = ? ORDER BY id")
_RECORDS = Statement("records to rewrite", "SELECT id, kind, snapshot FROM record WHERE workspace = ? ORDER BY id")
_LOG = Statement(
    "log to rewrite",
    """
    SELECT subject, number, position, at, actor, actor_name, reason, changes FROM revision
    WHERE workspace = ? AND position > ? ORDER BY position LIMIT 500
    """,
)
_REWRITE = Statement("rewrite revision", "UPDATE revision SET reason = ?, changes = ? WHERE subject = ? AND number = ?")


def rewriting_all(connection: Connection, packer: Packer, workspace: WorkspaceId, rewriting: Rewriting) -> Iterator[Rewritten]:
    """Rewrite directory, networks, records and log; yields as it goes."""
    yield from _directory(connection, workspace, rewriting)
    yield from _networks(connection, packer, workspace, rewriting)
    yield from _records(connection, workspace, rewriting)
    yield from _log(connection, workspace, rewriting)


def _directory(connection: Connection, workspace: WorkspaceId, rewriting: Rewriting) -> Iterator[Rewritten]:
    step = directory_step(directory(connection, workspace), rewriting)
    if step is not None:
        for change in step.changes:
            assert change.after is not None, "a rewriting removes nothing"
            table, row = entry_row(workspace, change.after)
            connection.run(table.put, row)
        yield Rewritten(subject=workspace)


def _networks(connection: Connection, packer: Packer, workspace: WorkspaceId, rewriting: Rewriting) -> Iterator[Rewritten]:
    known = directory(connection, workspace)
    for id_, snapshot in connection.rows(_NETWORKS, (workspace,)):
        step = network_step(unpacked(snapshot, id_), rewriting, known)
        if step is not None:
            connection.run(NETWORK.put, network_row(step.network, packer.packed(step.network)))
            batch = Batch()
            batch.add(step, {})
            batch.apply(connection)
            yield Rewritten(subject=id_)


def _records(connection: Connection, workspace: WorkspaceId, rewriting: Rewriting) -> Iterator[Rewritten]:
    for id_, kind, snapshot in connection.rows(_RECORDS, (workspace,)):
        kept = read(kind, snapshot)
        after = replace(kept, record=rewriting.element(kept.record))
        if after != kept:
            connection.run(RECORD.put, record_row(workspace, after, written(after)))
            yield Rewritten(subject=id_)


def _log(connection: Connection, workspace: WorkspaceId, rewriting: Rewriting) -> Iterator[Rewritten]:
    position = 0
    while rows := connection.rows(_LOG, (workspace, position)):
        for logged in map(revision, rows):
            changes, reason = rewritten_changes(logged.changes, rewriting), rewriting.text(logged.reason)
            if (changes, reason) != (logged.changes, logged.reason):
                connection.run(_REWRITE, (reason, packed_changes(changes), logged.subject, logged.number))
                yield Rewritten(subject=logged.subject, history=True)
        position = rows[-1][2]
