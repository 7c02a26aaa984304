"""Whether people can sign in with tokens: what a service has to know before it answers anybody, and before it lets others reach it."""

from __future__ import annotations

from valuenet.service.library import Library


def tokens_are_asked_for(library: Library) -> bool:
    """Whether a token was ever made, in any workspace: revoked or expired, it goes on asking everybody who they are. One cheap read."""
    return library.store.any_token()


def a_token_opens(library: Library) -> bool:
    """Whether a token of any workspace opens something at this moment."""
    now = library.clock()
    return any(token.opens(now) for workspace in library.store.workspaces() for token in library.store.tokens(workspace.id))
