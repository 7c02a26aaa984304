"""Workspaces, tokens and the trail as rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from valuenet.errors import KeyTaken, NotFound
from valuenet.model.access import Event, Role, Token, TrailEntry, Workspace
from valuenet.model.actor import Actor
from valuenet.model.directory import Alternative
from valuenet.model.ids import TokenId, WorkspaceId
from valuenet.store.admission import VISITS, reading, trail_place
from valuenet.store.sqlite.connections import Connection, Statement
from valuenet.store.sqlite.tables import ALTERNATIVE, Table, entry_row

_NO_PLACE = "\U0010ffff"
"""After every place."""

_TOKEN = Table("token", "id workspace name role hash created_at created_by created_by_name expires_at revoked_at used_at")
_TRAIL = Table("trail_entry", "workspace place id at event actor actor_name origin subject said", key=2)
TOKEN_COLUMNS, ENTRY_COLUMNS = ", ".join(_TOKEN.columns), ", ".join(_TRAIL.columns)

_WORKSPACES = Statement("workspaces", "SELECT id, key, name FROM workspace ORDER BY key")
_KEY = Statement("workspace key", "SELECT 1 FROM workspace WHERE key = ?")
_ID = Statement("workspace id", "SELECT 1 FROM workspace WHERE id = ?")
_CREATE = Statement("create workspace", "INSERT INTO workspace (id, revision, directory_revision, key, name) VALUES (?, 1, 1, ?, ?)")
_ANY_TOKEN = Statement("any token", "SELECT EXISTS (SELECT 1 FROM token)")
_TOKENS = Statement("tokens", f"SELECT {TOKEN_COLUMNS} FROM token WHERE workspace = ? ORDER BY id")  # noqa: S608  # our own names
_BY_HASH = Statement("token by hash", f"SELECT {TOKEN_COLUMNS} FROM token WHERE hash = ?")  # noqa: S608  # our own names
_BY_ID = Statement("token by id", f"SELECT {TOKEN_COLUMNS} FROM token WHERE workspace = ? AND id = ?")  # noqa: S608  # our own names
_REVOKE = Statement("revoke token", "UPDATE token SET revoked_at = coalesce(revoked_at, ?) WHERE workspace = ? AND id = ?")
_USE = Statement("use token", "UPDATE token SET used_at = max(coalesce(used_at, ''), ?) WHERE id = ?")
_ADD_TRAIL = Statement(
    "add trail",
    f"INSERT INTO trail_entry ({ENTRY_COLUMNS}) VALUES ({', '.join('?' * len(_TRAIL.columns))})",  # noqa: S608  # our own names
)
_OF_TRAIL = f"""
SELECT * FROM (SELECT {ENTRY_COLUMNS} FROM trail_entry WHERE workspace = ?1 AND place < ?2 ORDER BY place DESC LIMIT ?3)
"""  # noqa: S608  # our own names
_TRAIL_ENTRIES = Statement("trail", _OF_TRAIL)
_TRAIL_AND_STRANGERS = Statement(
    "trail and strangers",
    f"{_OF_TRAIL} UNION ALL {_OF_TRAIL.replace('?1', repr(''))} ORDER BY place DESC LIMIT ?3",
)

_LAST_VISIT = Statement(
    "last visit",
    f"SELECT {ENTRY_COLUMNS} FROM trail_entry WHERE workspace = ? AND actor = ? AND event = ? ORDER BY place DESC LIMIT 1",  # noqa: S608  # our own names
)


def workspaces(connection: Connection) -> Sequence[Workspace]:
    """All of them, by key."""
    return [Workspace(id=id_, key=key, name=name) for id_, key, name in connection.rows(_WORKSPACES)]


def create_workspace(connection: Connection, workspace: Workspace, status_quo: Alternative) -> None:
    """(:Workspace)-[:HAS]->(status_quo)"""
    if connection.rows(_KEY, (workspace.key,)):
        raise KeyTaken("workspace", workspace.key)
    connection.run(_CREATE, (workspace.id, workspace.key, workspace.name))
    connection.run(ALTERNATIVE.put, entry_row(workspace.id, status_quo)[1])


def any_token(connection: Connection) -> bool:
    """Whether there is one."""
    return bool(connection.rows(_ANY_TOKEN)[0][0])


def tokens(connection: Connection, workspace: WorkspaceId) -> Sequence[Token]:
    """(:Token)-[:OPENS]->(workspace)"""
    return [token_of(row) for row in connection.rows(_TOKENS, (workspace,))]


def token_by_hash(connection: Connection, hash_: str) -> Token | None:
    """The one with this hash, or nothing."""
    return next((token_of(row) for row in connection.rows(_BY_HASH, (hash_,))), None)


def add_token(connection: Connection, token: Token) -> None:
    """Keep a new token, or `NotFound`."""
    if not connection.rows(_ID, (token.workspace,)):
        raise NotFound("workspace", token.workspace)
    by = token.created_by
    told = (token.created_at, by.id, by.name, token.expires_at, token.revoked_at, token.used_at)
    connection.run(_TOKEN.put, (token.id, token.workspace, token.name, token.role.value, token.hash, *told))


def revoke_token(connection: Connection, workspace: WorkspaceId, token: TokenId, at: str) -> Token | None:
    """The token as it is after it was revoked."""
    connection.run(_REVOKE, (at, workspace, token))
    return next((token_of(row) for row in connection.rows(_BY_ID, (workspace, token))), None)


def use_token(connection: Connection, token: TokenId, at: str) -> None:
    """Write when it was last used, unless a later use is known."""
    connection.run(_USE, (at, token))


def add_trail(connection: Connection, entry: TrailEntry) -> None:
    """Add one row; rows are never changed."""
    told = (entry.at, entry.event.value, entry.actor.id, entry.actor.name, entry.origin, entry.subject, entry.said)
    connection.run(_ADD_TRAIL, (entry.workspace or "", trail_place(entry), entry.id, *told))


def trail(connection: Connection, workspace: WorkspaceId | None, *, strangers: bool, before: str, limit: int) -> Sequence[TrailEntry]:
    """The newest entries first; one statement."""
    statement = _TRAIL_AND_STRANGERS if strangers else _TRAIL_ENTRIES
    return [entry_of(row) for row in connection.rows(statement, (workspace or "", before or _NO_PLACE, limit))]


def last_visit(connection: Connection, workspace: WorkspaceId, actor: str) -> TrailEntry | None:
    """The last of those of each kind, found in an index."""
    found = (entry_of(row) for event in VISITS for row in connection.rows(_LAST_VISIT, (workspace, actor, event.value)))
    return max(found, key=trail_place, default=None)


def token_of(row: Sequence[Any]) -> Token:
    """The token that a row holds, or `StoreCorrupt`."""
    id_, workspace, name, role, hash_, created_at, by, by_name, expires_at, revoked_at, used_at = row
    with reading("the token", id_):
        return Token(
            id=id_,
            workspace=workspace,
            name=name,
            role=Role(role),
            hash=hash_,
            created_at=created_at,
            created_by=Actor(id=by, name=by_name),
            expires_at=expires_at,
            revoked_at=revoked_at,
            used_at=used_at,
        )


def entry_of(row: Sequence[Any]) -> TrailEntry:
    """The entry of the trail that a row holds, or `StoreCorrupt`."""
    workspace, _, id_, at, event, actor, actor_name, origin, subject, said = row
    with reading("the entry of the trail", id_):
        return TrailEntry(
            id=id_,
            at=at,
            event=Event(event),
            actor=Actor(id=actor, name=actor_name),
            origin=origin,
            workspace=workspace or None,
            subject=subject,
            said=said,
        )
