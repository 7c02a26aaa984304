"""Whether anybody can sign in with a token: what a service has to know before it lets others reach it."""

from __future__ import annotations

from dataclasses import dataclass

from valuenet.service.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyring:
    """Whether any token was ever made, in any workspace, and whether one of them opens something now."""

    made: bool
    opens: bool


def keyring(library: Library) -> Keyring:
    """What the tokens of all workspaces amount to at this moment."""
    now = library.clock()
    known = [token for workspace in library.store.workspaces() for token in library.store.tokens(workspace.id)]
    return Keyring(made=bool(known), opens=any(token.opens(now) for token in known))
