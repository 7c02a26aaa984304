"""The statements that read, and what their rows mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import orjson

from valuenet.errors import NotFound
from valuenet.model.actor import Actor
from valuenet.model.directory import Directory
from valuenet.model.ids import WorkspaceId
from valuenet.store.protocol import NetworkSummary, Revision, WorkspaceState
from valuenet.store.snapshot import stored_text, unpacked_changes
from valuenet.store.sqlite.connections import Connection, Statement
from valuenet.store.sqlite.tables import ALTERNATIVE, PERSONA, alternative_of, persona_of

STATE = Statement("state", "SELECT revision, directory_revision FROM workspace WHERE id = ?")
REVISIONS = Statement(
    "current revisions", "SELECT id, revision FROM network WHERE workspace = ? AND id IN (SELECT value FROM json_each(?))"
)
SNAPSHOTS = Statement("snapshots", "SELECT id, snapshot FROM network WHERE workspace = ? AND id IN (SELECT value FROM json_each(?))")
IDS = Statement("network ids", "SELECT key, id FROM network WHERE workspace = ? AND key IN (SELECT value FROM json_each(?))")
LIST = Statement(
    "list networks",
    """
    SELECT id, key, name, revision, changed_at, archived FROM network
    WHERE workspace = ? AND key > ? AND archived <= ? ORDER BY key LIMIT ?
    """,
)
TAGGED = Statement(
    "networks tagged with",
    """
    SELECT id, key, name, revision, changed_at, archived FROM network
    WHERE workspace = ? AND id IN (SELECT network FROM desired_by WHERE persona = ?) ORDER BY key LIMIT ?
    """,
)
COMPARED = Statement(
    "networks compared with",
    """
    SELECT id, key, name, revision, changed_at, archived FROM network
    WHERE workspace = ?1 AND (alternative = ?2 OR id IN (
        SELECT node.network FROM compared_with JOIN node ON node.id = compared_with.differentiator WHERE compared_with.alternative = ?2
    ))
    ORDER BY key LIMIT ?3
    """,
)
HOMES = Statement(
    "homes",
    """
    SELECT id, network FROM node WHERE workspace = ?1 AND id IN (SELECT value FROM json_each(?2))
    UNION ALL
    SELECT id, network FROM region WHERE workspace = ?1 AND id IN (SELECT value FROM json_each(?2))
    """,
)
LOG = Statement(
    "revisions",
    """
    SELECT subject, number, position, at, actor, actor_name, reason, changes FROM revision
    WHERE workspace = ? AND subject = ? AND number < ? ORDER BY number DESC LIMIT ?
    """,
)
LOG_SINCE = Statement(
    "revisions since",
    """
    SELECT subject, number, position, at, actor, actor_name, reason, changes FROM revision
    WHERE workspace = ? AND position > ? ORDER BY position LIMIT ?
    """,
)
ANSWER = Statement("answer", "SELECT key, request, body FROM answer WHERE workspace = ? AND actor = ? AND key = ? AND at >= ?")
_PERSONAS = Statement(
    "personas",
    f"SELECT {', '.join(PERSONA.columns)} FROM persona WHERE workspace = ? ORDER BY key",  # noqa: S608  # our own names
)
_ALTERNATIVES = Statement(
    "alternatives",
    f"SELECT {', '.join(ALTERNATIVE.columns)} FROM alternative WHERE workspace = ? ORDER BY key",  # noqa: S608  # our own names
)


def listed(values: Sequence[str]) -> str:
    """Any number of texts as one parameter, for `json_each`."""
    return orjson.dumps(list(values)).decode()


def state(connection: Connection, workspace: WorkspaceId) -> WorkspaceState:
    """How far a workspace has come, or `NotFound`."""
    rows = connection.rows(STATE, (workspace,))
    if not rows:
        raise NotFound("workspace", workspace)
    revision, directory = rows[0]
    return WorkspaceState(revision=revision, directory=directory)


def directory(connection: Connection, workspace: WorkspaceId) -> Directory:
    """The directory as one state of the database has it."""
    return Directory(
        workspace=workspace,
        revision=state(connection, workspace).directory,
        personas=tuple(persona_of(row) for row in connection.rows(_PERSONAS, (workspace,))),
        alternatives=tuple(alternative_of(row) for row in connection.rows(_ALTERNATIVES, (workspace,))),
    )


def summary(row: Sequence[Any]) -> NetworkSummary:
    """What a list shows of a network."""
    id_, key, name, revision, changed_at, archived = row
    return NetworkSummary(id=id_, key=key, name=name, revision=revision, changed_at=changed_at, archived=bool(archived))


def revision(row: Sequence[Any]) -> Revision:
    """An entry of the log."""
    subject, number, position, at, actor, actor_name, reason, changes = row
    return Revision(
        subject=subject,
        number=number,
        position=position,
        at=at,
        actor=Actor(id=actor, name=actor_name),
        reason=reason,
        changes=unpacked_changes(changes, subject),
    )


def revisions_holding(rows: Iterable[Sequence[Any]], holds: Callable[[str], bool]) -> Iterator[Revision]:
    """The entries of the log of which this holds for changes as JSON text, reason, or whoever made them; others are not unpacked."""
    return (revision(row) for row in rows if holds(row[5]) or holds(row[6]) or holds(stored_text(row[7])))
