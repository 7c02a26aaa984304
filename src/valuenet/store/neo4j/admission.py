"""Workspaces, tokens and the trail as nodes.

(:Token)-[:OPENS]->(:Workspace)-[:HAS_TRAIL]->(:TrailEntry)
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from heapq import merge
from itertools import islice
from typing import Any

from valuenet.errors import NotFound
from valuenet.model.access import Event, Role, Token, TrailEntry, Workspace
from valuenet.model.actor import Actor
from valuenet.model.directory import Alternative, Directory
from valuenet.model.ids import TokenId, WorkspaceId
from valuenet.store.admission import VISITS, reading, trail_place
from valuenet.store.answers import Reply
from valuenet.store.neo4j.answers import put_answer
from valuenet.store.neo4j.connection import Connection, Rows, Work
from valuenet.store.neo4j.directory import packed_directory
from valuenet.store.neo4j.graph import Properties, entry, said

_NO_PLACE = "\U0010ffff"
"""After every place."""

STRANGERS = ""
"""The workspace of what is about none that is known: an empty text, so that it stands in the index."""


def workspaces(connection: Connection) -> Sequence[Workspace]:
    """All of them, by key."""
    return [Workspace(**row) for row in connection.read("workspace_list")]


def create_workspace(connection: Connection, workspace: Workspace, status_quo: Alternative, reply: Reply | None) -> None:
    """(:Workspace)-[:HAS]->(status_quo)"""
    first = Directory(workspace=workspace.id, revision=1, alternatives=(status_quo,))
    named = {"workspaceId": workspace.id, "key": workspace.key, "name": workspace.name}
    alternative = entry(workspace.id, status_quo)

    async def work(work: Work) -> None:
        await put_answer(work, reply)
        await work.run("add_workspace", **named, snapshot=packed_directory(first), alternative=alternative)

    connection.transaction(work)


def any_token(connection: Connection) -> bool:
    """Whether there is one."""
    return bool(connection.read("any_token"))


def tokens(connection: Connection, workspace: WorkspaceId) -> Sequence[Token]:
    """(:Token)-[:OPENS]->(workspace)"""
    return [token_of(row["token"]) for row in connection.read("token_list", workspaceId=workspace)]


def token_by_hash(connection: Connection, hash_: str) -> Token | None:
    """The one with this hash, or nothing."""
    return next((token_of(row["token"]) for row in connection.read("token_by_hash", hash=hash_)), None)


def add_token(connection: Connection, token: Token, reply: Reply | None) -> None:
    """Keep a new token, or `NotFound`."""

    async def work(work: Work) -> None:
        await put_answer(work, reply)
        if not await work.run("add_token", token=_token_properties(token)):
            raise NotFound("workspace", token.workspace)

    connection.transaction(work)


def revoke_token(connection: Connection, workspace: WorkspaceId, token: TokenId, at: str) -> Token | None:
    """The token as it is after it was revoked."""
    rows = connection.transaction(_sending("revoke_token", workspaceId=workspace, id=token, at=at))
    return next((token_of(row["token"]) for row in rows), None)


def use_token(connection: Connection, token: TokenId, at: str) -> None:
    """Write when it was last used, unless a later use is known."""
    connection.transaction(_sending("use_token", id=token, at=at))


def add_trail(connection: Connection, told: TrailEntry) -> None:
    """Add one node; they are never changed."""
    connection.transaction(_sending("add_trail", entry=_trail_properties(told)))


def trail(connection: Connection, workspace: WorkspaceId | None, *, strangers: bool, before: str, limit: int) -> Sequence[TrailEntry]:
    """The newest entries first; one statement, or with strangers two."""
    page = {"before": before or _NO_PLACE, "limit": limit}
    homes = (workspace, STRANGERS) if strangers else (workspace or STRANGERS,)
    found = [[entry_of(row["entry"]) for row in connection.read("trail_of", workspaceId=home, **page)] for home in homes]
    return list(islice(merge(*found, key=trail_place, reverse=True), limit))


def last_visit(connection: Connection, workspace: WorkspaceId, actor: str) -> TrailEntry | None:
    """The last of those that tell how somebody came in; one statement."""
    events = [event.value for event in VISITS]
    rows = connection.read("last_visit", workspaceId=workspace, actorId=actor, events=events)
    return next((entry_of(row["entry"]) for row in rows), None)


def _sending(name: str, /, **params: object) -> Callable[[Work], Awaitable[Rows]]:
    """The work of one statement."""

    async def work(work: Work) -> Rows:
        return await work.run(name, **params)

    return work


def _token_properties(token: Token) -> Properties:
    return said(
        id=token.id,
        workspaceId=token.workspace,
        name=token.name,
        role=token.role.value,
        hash=token.hash,
        createdAt=token.created_at,
        createdBy=token.created_by.name,
        actorId=token.created_by.id,
        expiresAt=token.expires_at,
        revokedAt=token.revoked_at,
        usedAt=token.used_at,
    )


def token_of(found: dict[str, Any]) -> Token:
    """The token that the properties of a node tell, or `StoreCorrupt`."""
    with reading("the token", found.get("id")):
        return Token(
            id=found["id"],
            workspace=found["workspaceId"],
            name=found["name"],
            role=Role(found["role"]),
            hash=found["hash"],
            created_at=found["createdAt"],
            created_by=Actor(id=found["actorId"], name=found.get("createdBy", "")),
            expires_at=found.get("expiresAt"),
            revoked_at=found.get("revokedAt"),
            used_at=found.get("usedAt"),
        )


def _trail_properties(told: TrailEntry) -> Properties:
    properties = said(
        id=told.id,
        place=trail_place(told),
        at=told.at,
        event=told.event.value,
        by=told.actor.name,
        actorId=told.actor.id,
        origin=told.origin,
        subject=told.subject,
        said=told.said,
    )
    return properties | {"workspaceId": told.workspace or STRANGERS}


def entry_of(found: dict[str, Any]) -> TrailEntry:
    """The entry of the trail that the properties of a node tell, or `StoreCorrupt`."""
    with reading("the entry of the trail", found.get("id")):
        return TrailEntry(
            id=found["id"],
            at=found["at"],
            event=Event(found["event"]),
            actor=Actor(id=found.get("actorId", ""), name=found.get("by", "")),
            origin=found.get("origin", ""),
            workspace=found["workspaceId"] or None,
            subject=found.get("subject", ""),
            said=found.get("said", ""),
        )
