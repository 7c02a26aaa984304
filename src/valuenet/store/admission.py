"""What every store promises about those who come in: workspaces, tokens, and the trail of what was done with them.

(:Token)-[:OPENS]->(:Workspace)-[:HAS_TRAIL]->(:TrailEntry)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from valuenet.errors import Invalid, StoreCorrupt
from valuenet.model.access import Event, Token, TrailEntry, Workspace
from valuenet.model.directory import Alternative
from valuenet.model.ids import TokenId, WorkspaceId
from valuenet.store.answers import Reply

VISITS = (Event.SIGNED_IN, Event.ROLE_CHANGED)
"""What tells how somebody came in, and in which role."""


class Admission(Protocol):
    """Keeps who may come in. Only `workspaces`, `any_token` and `token_by_hash` look beyond one workspace."""

    def workspaces(self) -> Sequence[Workspace]:
        """Every workspace, by key."""

    def create_workspace(self, workspace: Workspace, status_quo: Alternative, reply: Reply | None = None) -> None:
        """A new workspace, with nothing in it but this alternative; or `KeyTaken`, or `AnswerExists` where this was replied to before."""

    def any_token(self) -> bool:
        """Whether a token was ever made, in any workspace; one cheap read."""

    def tokens(self, workspace: WorkspaceId) -> Sequence[Token]:
        """The tokens of a workspace, the revoked and expired ones too, in the order of their making."""

    def token_by_hash(self, hash_: str) -> Token | None:
        """The token with this hash, whatever its workspace and whether it still opens; one cheap read."""

    def add_token(self, token: Token, reply: Reply | None = None) -> None:
        """Keep a new token of a workspace that exists; or `NotFound`, or `AnswerExists` where this was replied to before."""

    def revoke_token(self, workspace: WorkspaceId, token: TokenId, at: str) -> Token | None:
        """The token, revoked at this moment unless it was before; nothing where the workspace has no such token."""

    def use_token(self, token: TokenId, at: str) -> None:
        """Remember when a token was last used; nothing else of it changes."""

    def add_trail(self, entry: TrailEntry) -> None:
        """Add to the trail, which nothing is ever taken from."""

    def trail(self, workspace: WorkspaceId | None, *, strangers: bool = False, before: str = "", limit: int = 50) -> Sequence[TrailEntry]:
        """The trail of a workspace, or of none, newest first, places below `before`; with `strangers`, what is about none too."""

    def last_visit(self, workspace: WorkspaceId, actor: str) -> TrailEntry | None:
        """The last entry in the trail of a workspace that tells how an actor (by id) came in; one cheap read."""


def trail_place(entry: TrailEntry) -> str:
    """Where an entry stands in its trail: by its moment, then by its id."""
    return f"{entry.at} {entry.id}"


@contextmanager
def reading(what: str, id_: object) -> Iterator[None]:
    """Read one of these in the context: what makes no such thing is `StoreCorrupt`."""
    try:
        yield
    except (ValueError, TypeError, KeyError, Invalid) as error:
        raise StoreCorrupt(f"{what} {id_} cannot be read: run `valuenet verify`") from error
