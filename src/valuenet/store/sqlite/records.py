"""Records as rows: how they are written in a commit, and how questions about them are answered.

(record)-[mention]->(outcome | network | persona | account)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from valuenet.errors import KeyTaken, StaleRevision, StoreError
from valuenet.model.ids import WorkspaceId
from valuenet.model.record import Kept, Record
from valuenet.store.filing import filing, read, stepped, written
from valuenet.store.protocol import Commit, RecordQuestion
from valuenet.store.sqlite.connections import Connection, Statement
from valuenet.store.sqlite.reading import listed
from valuenet.store.sqlite.tables import Row, Table

RECORD = Table("record", "id workspace kind key place revision changed_at actor actor_name snapshot")
MENTION = Table("mention", "thing kind record", key=3)

IDS = Statement("record ids", "SELECT key, id FROM record WHERE workspace = ? AND kind = ? AND key IN (SELECT value FROM json_each(?))")
_SNAPSHOTS = Statement(
    "record snapshots", "SELECT id, kind, snapshot FROM record WHERE workspace = ? AND id IN (SELECT value FROM json_each(?))"
)
_HEADS = Statement("record heads", "SELECT id, workspace, revision, kind, key FROM record WHERE id IN (SELECT value FROM json_each(?))")
_UNKNOWN = Statement(
    "unknown personas",
    "SELECT value FROM json_each(?2) WHERE value NOT IN (SELECT id FROM persona WHERE workspace = ?1) ORDER BY value",
)
_PARK = Statement("park record", "UPDATE record SET key = NULL WHERE id = ?")
_FORGET = Statement("forget mentions", "DELETE FROM mention WHERE record = ?")
_SPEAKING = Statement("kinds of record that mention", "SELECT DISTINCT kind FROM mention WHERE thing = ? ORDER BY kind")
_MENTIONING = "id IN (SELECT record FROM mention WHERE thing IN (SELECT value FROM json_each(?{things})) AND kind = ?2)"
_NO_LIMIT = -1

Heads = Mapping[str, tuple[int, str, str | None]]
"""Revision, kind and key of records, by id."""


def record_row(workspace: WorkspaceId, kept: Kept[Record], snapshot: str) -> Row:
    """(:Record)"""
    filed, by = filing(kept.record), kept.changed_by
    told = (kept.revision, kept.changed_at, by.id, by.name)
    return filed.id, workspace, filed.kind.value, filed.key, filed.place, *told, snapshot


def mention_rows(record: Record) -> Iterator[Row]:
    """(record)-[mention]->(thing)"""
    filed = filing(record)
    return ((thing, filed.kind.value, filed.id) for thing in filed.mentions)


def heads(connection: Connection, commit: Commit) -> Heads:
    """Where the records of a commit stand now; each is at its expected revision, or `StaleRevision`."""
    if not commit.records:
        return {}
    found = connection.rows(_HEADS, (listed([save.record.id for save in commit.records]),))
    if strange := [id_ for id_, workspace, *_ in found if workspace != commit.workspace]:
        raise StoreError(f"the record {min(strange)} belongs to another workspace: mint another id")
    known = {id_: (revision, kind, key) for id_, _, revision, kind, key in found}
    for save in sorted(commit.records, key=lambda save: save.record.id):
        current = known[save.record.id][0] if save.record.id in known else 0
        if current != save.expected:
            raise StaleRevision(save.record.id, save.expected, current)
    return known


def check_keys(connection: Connection, commit: Commit, known: Heads) -> None:
    """Each key that a record newly takes is free, or is given up in the same commit."""
    filed = [filing(save.record) for save in commit.records]
    taking = Counter((one.kind, one.key) for one in filed if one.key and (one.id not in known or known[one.id][2] != one.key))
    given_up = {(known[one.id][1], known[one.id][2]) for one in filed if one.id in known}
    for kind in sorted({kind for kind, _ in taking}):
        keys = [key for taker, key in taking if taker is kind and key]
        taken = {(kind, key) for key, _ in connection.rows(IDS, (commit.workspace, kind, listed(keys)))} - given_up
        taken |= {one for one, count in taking.items() if one[0] is kind and count > 1}
        if taken:
            raise KeyTaken(kind, min(key for _, key in taken if key))


def put(connection: Connection, commit: Commit, known: Heads) -> None:
    """Write the records of a commit with all that they speak of; the personas among it are there, or `StoreError`."""
    if not commit.records:
        return
    personas = sorted({persona for save in commit.records for persona in filing(save.record).personas})
    if unknown := connection.rows(_UNKNOWN, (commit.workspace, listed(personas))):
        raise StoreError(f"the change names the persona {unknown[0][0]}, whom the store does not have: run `valuenet verify`")
    changed = [(save.record.id,) for save in commit.records if save.expected]
    if changed:
        connection.run_many(_FORGET, changed)
    if parked := [(id_,) for (id_,) in changed if known[id_][2]]:
        connection.run_many(_PARK, parked)
    kept = [stepped(commit, save) for save in commit.records]
    connection.run_many(RECORD.put, [record_row(commit.workspace, one, written(one)) for one in kept])
    if mentions := [row for save in commit.records for row in mention_rows(save.record)]:
        connection.run_many(MENTION.put, mentions)


def kinds_that_mention(connection: Connection, thing: str) -> list[str]:
    """The kinds of record that speak of something."""
    return [kind for (kind,) in connection.rows(_SPEAKING, (thing,))]


def read_records(connection: Connection, workspace: WorkspaceId, ids: Sequence[str]) -> Mapping[str, Kept[Record]]:
    """Records by id, in the order in which they are asked for."""
    found = {id_: (kind, snapshot) for id_, kind, snapshot in connection.rows(_SNAPSHOTS, (workspace, listed(ids)))}
    return {id_: read(*found[id_]) for id_ in dict.fromkeys(ids) if id_ in found}


def records(connection: Connection, workspace: WorkspaceId, question: RecordQuestion) -> Sequence[Kept[Record]]:
    """The answer to a question, in the order of `place`; one statement."""
    return [read(kind, snapshot) for kind, snapshot in connection.rows(*asked(workspace, question))]


def asked(workspace: WorkspaceId, question: RecordQuestion) -> tuple[Statement, Sequence[object]]:
    """The statement that answers a question, and its parameters: a walk along the places, or a look at what mentions something."""
    parameters: list[object] = [workspace, question.kind.value, question.after, _NO_LIMIT if question.limit is None else question.limit]
    mentioned = []
    for things in (question.outcomes, question.accounts, question.personas, question.networks):
        if things is not None:
            parameters.append(listed(things))
            mentioned.append(_MENTIONING.format(things=len(parameters)))
    # A sign before a column keeps its index out of it: what mentions something is fewer than what is of a kind.
    sign = "+" if mentioned else ""
    beyond = f"{sign}place {'<' if question.newest else '>'} ?3" if question.after else "?3 = ''"
    conditions = " AND ".join([f"{sign}workspace = ?1", f"{sign}kind = ?2", beyond, *mentioned])
    order = "DESC" if question.newest else "ASC"
    text = f"SELECT kind, snapshot FROM record WHERE {conditions} ORDER BY place {order} LIMIT ?4"  # noqa: S608  # our own names
    return Statement("records", text), parameters
