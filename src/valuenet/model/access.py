"""Who may come in and what they may do: roles, the kinds of deed that they allow, tokens, and the trail of who came.

    (:Token)-[:OPENS]->(:Workspace)        (:Workspace)-[:HAS_TRAIL]->(:TrailEntry)

The secret of a token is nowhere: only its hash is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from valuenet.model.actor import Actor
from valuenet.model.ids import LOCAL, Key, TokenId, TrailEntryId, WorkspaceId
from valuenet.model.text import KEY, SHORT, TITLE, WHY, settle


class Role(StrEnum):
    """What somebody is in a workspace; each may do all that the one before it may."""

    VIEWER = "viewer"
    EDITOR = "editor"
    ADMIN = "admin"


class Action(StrEnum):
    """The kinds of deed that a role allows or does not."""

    READ = "read"
    RECORD = "record"
    EDIT = "edit"
    DECIDE = "decide"
    SEE_PERSONAL = "see personal"
    ADMINISTER = "administer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """One company or team; nothing is ever seen across workspaces."""

    id: WorkspaceId
    key: Key
    name: str

    def __post_init__(self) -> None:
        settle(self, key=KEY, name=TITLE)


THE_LOCAL_WORKSPACE = Workspace(id=LOCAL, key=Key("local"), name="Local")
"""The workspace that every store starts with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A key to one workspace in one role. `hash` is the SHA-256 of its secret, which was shown once."""

    id: TokenId
    workspace: WorkspaceId
    name: str
    role: Role
    hash: str
    created_at: str
    created_by: Actor
    expires_at: str | None = None
    revoked_at: str | None = None
    used_at: str | None = None

    def __post_init__(self) -> None:
        settle(self, name=TITLE)

    def opens(self, at: str) -> bool:
        """Whether it lets anyone in at a moment, told in UTC as every store keeps it."""
        return self.revoked_at is None and (self.expires_at is None or at < self.expires_at)


class Event(StrEnum):
    """What the trail tells of."""

    SIGNED_IN = "signed in"
    REFUSED = "refused"
    TOKEN_CREATED = "token created"  # noqa: S105  # a word of the trail, no secret
    TOKEN_REVOKED = "token revoked"  # noqa: S105  # as above
    ROLE_CHANGED = "role changed"
    EXPORTED = "exported"
    FORGOTTEN = "person forgotten"
    DELETED = "deleted for good"
    WORKSPACE_CREATED = "workspace created"
    SETTINGS_CHANGED = "settings changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailEntry:
    """Who did what, when, from where. Never holds a secret, or what a customer said. No workspace: it is about none that is known."""

    id: TrailEntryId
    at: str
    event: Event
    actor: Actor
    origin: str
    workspace: WorkspaceId | None = None
    subject: str = ""
    said: str = ""

    def __post_init__(self) -> None:
        settle(self, origin=SHORT, subject=SHORT, said=WHY)
