"""Watching networks for changes, whoever makes them and in which process: what came after a revision, and whether anything moved.

Nothing is lost or repeated, since whoever watches reads the log from the last revision that he saw; looking whether
there is anything to read costs one cheap call while nothing has changed in the workspace.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from valuenet.errors import InvalidQuestion, NotFound, Problem
from valuenet.model.access import Action
from valuenet.model.ids import NetworkId, WorkspaceId
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.networks import network_called
from valuenet.service.reading import Reading
from valuenet.service.rights import needs
from valuenet.store.protocol import Revision, WorkspaceState

PAGE = 50
"""How many revisions are read at once at most, by whoever has to catch up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What happened to a network after a revision, oldest first, and the network as it is now; there may be more."""

    revisions: tuple[Revision, ...]
    reading: Reading


@needs(Action.READ)
def standing(library: Library, caller: Caller) -> WorkspaceState:
    """How far the workspace has come; while that stays the same, so does everything in it. One cheap read."""
    return library.store.state(caller.workspace)


@needs(Action.READ)
def watched(library: Library, caller: Caller, name: str, since: int | None) -> tuple[NetworkId, int]:
    """The network to watch, by id or key, and the revision to go on from: `since`, or the present one."""
    reading = library.reading(caller.workspace, network_called(library, caller, name))
    network = reading.network
    if since is not None and not 0 <= since <= network.revision:
        message = f"is {since}, and {network.key} is at revision {network.revision}"
        remedy = "give the last revision that you saw, 0 for all of them, or leave it out"
        raise InvalidQuestion([Problem(path="since", code="OUT_OF_BOUNDS", message=message, remedy=remedy)])
    return network.id, network.revision if since is None else since


@needs(Action.READ)
def news(library: Library, caller: Caller, network: NetworkId, last: int) -> News | None:
    """What happened after the `last` revision; nothing where the network is gone for good."""
    found = library.store.revisions(caller.workspace, network, before=last + PAGE + 1, limit=PAGE)
    try:
        reading = library.reading(caller.workspace, network)
    except NotFound:
        return None
    return News(revisions=tuple(logged for logged in reversed(found) if logged.number > last), reading=reading)


class Lookout:
    """Tells which of the watched networks of a workspace have moved since it looked last; for one thread at a time."""

    def __init__(self, library: Library, workspace: WorkspaceId) -> None:
        self._library = library
        self._workspace = workspace
        self._position = 0
        self._known: Mapping[NetworkId, int] = {}
        self._unsure: frozenset[NetworkId] = frozenset()

    def moved(self, networks: Collection[NetworkId]) -> frozenset[NetworkId]:
        """Those with a revision that was not seen before, or that are gone. Each is named twice: at the first look
        after a commit its log may not yet show what its root shows."""
        store = self._library.store
        position = store.state(self._workspace).revision
        again = self._unsure & set(networks)
        if position == self._position and not set(networks) - self._known.keys():
            self._unsure = frozenset()
            return again
        present = store.current_revisions(self._workspace, list(networks))
        current = {network: present.get(network, 0) for network in networks}
        self._unsure = frozenset(network for network in networks if current[network] != self._known.get(network))
        self._known, self._position = current, position
        return self._unsure | again
