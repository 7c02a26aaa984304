"""What can be wrong with workspaces, tokens and the trail as they are kept, whichever store keeps them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime

from valuenet.model.access import Token, TrailEntry
from valuenet.store.admission import trail_place
from valuenet.store.protocol import WorkspaceState

_SHA_256 = re.compile(r"[0-9a-f]{64}")


def state_faults(state: WorkspaceState) -> Iterator[str]:
    """What is wrong with the revisions of a workspace: that of its directory never passes its own."""
    if not 1 <= state.directory <= state.revision:
        yield f"the workspace is at revision {state.revision}, its directory at {state.directory}"


def token_faults(token: Token, workspaces: Collection[str]) -> Iterator[str]:
    """What is wrong with a token where there are these workspaces; nothing is told of its hash."""
    if token.workspace not in workspaces:
        yield f"the token opens the workspace {token.workspace}, which does not exist"
    if not _SHA_256.fullmatch(str(token.hash)):
        yield "the hash of the token is no SHA-256, so that nobody can sign in with it: revoke it, and make another"
    moments = {"made": token.created_at, "to expire": token.expires_at, "revoked": token.revoked_at, "used": token.used_at}
    yield from (f"the token was {what} at {at!r}, which is no moment" for what, at in moments.items() if at and not _is_moment(at))


def entry_faults(entry: TrailEntry, place: str, workspaces: Collection[str]) -> Iterator[str]:
    """What is wrong with an entry of the trail that stands in this place, where there are these workspaces."""
    if entry.workspace is not None and entry.workspace not in workspaces:
        yield f"the entry is in the trail of the workspace {entry.workspace}, which does not exist"
    if not _is_moment(entry.at):
        yield f"the entry is of {entry.at!r}, which is no moment"
    if place != trail_place(entry):
        yield f"the entry stands at {place!r} in the trail, and belongs at {trail_place(entry)!r}"


def _is_moment(text: str) -> bool:
    """Whether a text tells a moment as every store keeps it: in UTC, with microseconds."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC).isoformat(timespec="microseconds") == text
    except (ValueError, TypeError):  # whatever somebody has put in its place
        return False
