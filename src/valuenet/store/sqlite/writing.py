"""Applying one commit: what it was computed from is checked, then rows, snapshots, log and answer are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from valuenet.errors import KeyTaken, NotFound, StaleRevision, StillInUse
from valuenet.model.directory import Alternative, Persona
from valuenet.model.ids import WorkspaceId
from valuenet.store.filing import named_in
from valuenet.store.protocol import DIRECTORY, Commit, DirectorySave
from valuenet.store.snapshot import Packer, packed_changes
from valuenet.store.sqlite import records
from valuenet.store.sqlite.batch import Batch, moves_outcomes, parking
from valuenet.store.sqlite.connections import Connection, Statement
from valuenet.store.sqlite.reading import COMPARED, TAGGED, listed, state, summary
from valuenet.store.sqlite.tables import ALTERNATIVE, NETWORK, PERSONA, Row, entry_row, network_row

_HEADS = Statement("heads", "SELECT id, key, revision FROM network WHERE workspace = ? AND id IN (SELECT value FROM json_each(?))")
_KEYS = Statement("keys", "SELECT key FROM network WHERE workspace = ? AND key IN (SELECT value FROM json_each(?))")
_DISTANCES = Statement(
    "distances",
    "SELECT DISTINCT outcome, distance FROM desired_by WHERE outcome IN (SELECT id FROM node WHERE network = ?)",
)
_LOG = Statement(
    "put revision",
    """
    INSERT INTO revision (subject, number, workspace, position, at, actor, actor_name, reason, changes)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    """,
)
_ADVANCE = Statement("advance workspace", "UPDATE workspace SET revision = ?, directory_revision = ? WHERE id = ?")
_FORGET_LOG = Statement("forget log", "DELETE FROM revision WHERE workspace = ? AND subject = ?")
_USERS = {PERSONA: TAGGED, ALTERNATIVE: COMPARED}
Heads = Mapping[str, tuple[str, int]]
"""Key and revision of networks, by id."""

_PARK = {table: parking(table) for table in (PERSONA, ALTERNATIVE, NETWORK)}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A commit with all that can be computed before the database is locked."""

    commit: Commit
    snapshots: Sequence[bytes]
    directory_log: bytes
    network_logs: Sequence[bytes]
    record_logs: Sequence[bytes]


def prepared(commit: Commit, packer: Packer) -> Prepared:
    """The commit, its snapshots and log entries packed."""
    return Prepared(
        commit,
        [packer.packed(save.network) for save in commit.networks],
        packed_changes(commit.directory_save.changes) if commit.directory_save else b"",
        [packed_changes(save.changes) for save in commit.networks],
        [packed_changes([save.change]) for save in commit.records],
    )


def apply(connection: Connection, change: Prepared) -> int:
    """Write the commit in the transaction that the connection is in, or raise. The workspace's revision after it."""
    commit = change.commit
    heads = _heads(connection, commit.workspace, [save.network.id for save in commit.networks])
    _check_networks(commit, heads)
    known = records.heads(connection, commit)
    present = state(connection, commit.workspace)
    if present.directory != commit.directory:
        raise StaleRevision(DIRECTORY, commit.directory, present.directory)
    _check_keys(connection, commit, heads)
    records.check_keys(connection, commit, known)
    if commit.directory_save:
        _put_entries(connection, commit.workspace, commit.directory_save)
    _put_networks(connection, change, heads)
    records.put(connection, commit, known)
    if commit.directory_save:
        _remove_entries(connection, commit.workspace, commit.directory_save)
    return _log(connection, change, present.revision)


def delete_network(connection: Connection, workspace: WorkspaceId, network: str, expected: int) -> None:
    """Remove a network, its parts and its log."""
    head = _heads(connection, workspace, [network]).get(network)
    if head is None:
        raise NotFound("network", network)
    key, current = head
    if current != expected:
        raise StaleRevision(key, expected, current)
    present = state(connection, workspace)
    connection.run(NETWORK.remove, (network,))
    connection.run(_FORGET_LOG, (workspace, network))
    connection.run(_ADVANCE, (present.revision + 1, present.directory, workspace))


def _heads(connection: Connection, workspace: WorkspaceId, networks: Sequence[str]) -> Heads:
    """Key and revision of each network that exists."""
    if not networks:
        return {}
    return {id_: (key, revision) for id_, key, revision in connection.rows(_HEADS, (workspace, listed(networks)))}


def _check_networks(commit: Commit, heads: Heads) -> None:
    for save in sorted(commit.networks, key=lambda save: save.network.id):
        key, current = heads.get(save.network.id, (save.network.key, 0))
        if current != save.expected:
            raise StaleRevision(key, save.expected, current)


def _check_keys(connection: Connection, commit: Commit, heads: Heads) -> None:
    """Each key that a network newly takes is free, or is given up in the same commit."""
    renaming = [save for save in commit.networks if heads.get(save.network.id, ("", 0))[0] != save.network.key]
    taking = Counter(save.network.key for save in renaming)
    if not taking:
        return
    given_up = {heads[save.network.id][0] for save in renaming if save.network.id in heads}
    taken = {key for (key,) in connection.rows(_KEYS, (commit.workspace, listed(list(taking))))} - given_up
    if refused := taken | {key for key, count in taking.items() if count > 1}:
        raise KeyTaken("network", min(refused))


def _put_networks(connection: Connection, change: Prepared, heads: Heads) -> None:
    """(:Network) and all its parts that changed."""
    saves = change.commit.networks
    batch = Batch()
    parked: list[Row] = []
    for save in saves:
        known = heads.get(save.network.id)
        stored = connection.rows(_DISTANCES, (save.network.id,)) if known and moves_outcomes(save) else ()
        batch.add(save, dict(stored))
        if known and known[0] != save.network.key:
            parked.append((save.network.id,))
    if parked:
        connection.run_many(_PARK[NETWORK], parked)
    rows = [network_row(save.network, snapshot) for save, snapshot in zip(saves, change.snapshots, strict=True)]
    if rows:
        connection.run_many(NETWORK.put, rows)
    batch.apply(connection)


def _put_entries(connection: Connection, workspace: WorkspaceId, save: DirectorySave) -> None:
    """(:Workspace)-[:HAS]->(:Persona|:Alternative): those that are new or changed. Keys are parked first, so that they may be swapped."""
    changed = [(entry_row(workspace, change.after), change.before is not None) for change in save.changes if change.after]
    for (table, row), known in changed:
        if known:
            connection.run(_PARK[table], row[:1])
    for (table, row), _ in changed:
        connection.run(table.put, row)


def _remove_entries(connection: Connection, workspace: WorkspaceId, save: DirectorySave) -> None:
    """Remove the entries that are gone, unless a network or a record names one of them."""
    for change in save.changes:
        gone = change.before
        if change.after is not None or not isinstance(gone, Persona | Alternative):
            continue
        table = PERSONA if isinstance(gone, Persona) else ALTERNATIVE
        if users := [summary(row).key for row in connection.rows(_USERS[table], (workspace, gone.id, 5))]:
            raise StillInUse(f"the {table.name} {gone.key!r} is named in {', '.join(users)}: remove it there first, or archive it")
        if kinds := records.kinds_that_mention(connection, gone.id):
            raise StillInUse(f"the {table.name} {gone.key!r} is named in {named_in(kinds)}: archive it")
        connection.run(table.remove, (gone.id,))


def _log(connection: Connection, change: Prepared, revision: int) -> int:
    """One entry for the directory, then one for each network and record; each raises the workspace's revision, which is returned."""
    commit = change.commit
    steps: list[tuple[str, int, bytes]] = []
    if commit.directory_save:
        steps.append((commit.workspace, commit.directory_save.directory.revision, change.directory_log))
    steps += ((save.network.id, save.network.revision, log) for save, log in zip(commit.networks, change.network_logs, strict=True))
    steps += ((save.record.id, save.expected + 1, log) for save, log in zip(commit.records, change.record_logs, strict=True))
    if not steps:
        return revision
    told = (commit.at, commit.actor.id, commit.actor.name, commit.reason)
    entries = [
        (subject, number, commit.workspace, position, *told, log)
        for position, (subject, number, log) in enumerate(steps, start=revision + 1)
    ]
    connection.run_many(_LOG, entries)
    directory = commit.directory_save.directory.revision if commit.directory_save else commit.directory
    connection.run(_ADVANCE, (revision + len(steps), directory, commit.workspace))
    return revision + len(steps)
