"""What happened: the log of a network, a record or the directory, and any earlier revision, read by undoing changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from valuenet.errors import NotFound
from valuenet.model.access import Action
from valuenet.model.actor import Actor
from valuenet.model.changes import Change, undone
from valuenet.model.ids import NetworkId
from valuenet.model.network import Network
from valuenet.service.caller import Caller
from valuenet.service.discretion import seen_change
from valuenet.service.library import Library
from valuenet.service.reading import Reading
from valuenet.service.rights import needs
from valuenet.store.protocol import Revision

_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedChange:
    """One change with its circumstances; `ordinal` counts the changes of a revision from 0."""

    revision: int
    ordinal: int
    at: str
    by: Actor
    reason: str
    change: Change


@needs(Action.READ)
def changes(
    library: Library, caller: Caller, subject: str, *, before: tuple[int, int] | None = None, limit: int = 20
) -> Sequence[LoggedChange]:
    """The last changes of a network or record (its id) or the directory (the workspace's id), newest first, below (revision, ordinal)."""
    found: list[LoggedChange] = []
    below = before[0] + 1 if before else None
    while len(found) < limit:
        page = library.store.revisions(caller.workspace, subject, before=below, limit=min(limit, _PAGE))
        for revision in page:
            found += (logged for logged in _logged(caller, revision) if before is None or (logged.revision, logged.ordinal) < before)
            if len(found) >= limit:
                break
        if len(page) < min(limit, _PAGE):
            break
        below = page[-1].number
    return found[:limit]


@needs(Action.READ)
def since(library: Library, caller: Caller, subject: str, revision: int, *, limit: int = 20) -> Sequence[Revision]:
    """Who changed a network or record (its id) after a revision, newest first."""
    found = library.store.revisions(caller.workspace, subject, limit=limit)
    return [_seen(caller, logged) for logged in found if logged.number > revision]


@needs(Action.READ)
def at_revision(library: Library, caller: Caller, network: NetworkId, revision: int) -> Reading:
    """A network as it was at an earlier revision, with the personas as they are now."""
    reading = library.reading(caller.workspace, network)
    return Reading(network=as_it_was(library, caller, reading.network, revision), directory=reading.directory)


def as_it_was(library: Library, caller: Caller, network: Network, revision: int) -> Network:
    """The network with all changes after a revision undone."""
    if revision == network.revision:
        return network
    if not 1 <= revision < network.revision:
        raise NotFound("revision", str(revision), f"network {network.key} has the revisions 1 to {network.revision}")
    undo: list[Change] = []
    below, then = network.revision + 1, ""
    while not then:
        page = library.store.revisions(caller.workspace, network.id, before=below, limit=_PAGE)
        for logged in page:
            if logged.number == revision:
                then = logged.at
                break
            undo += reversed(logged.changes)
        if not page:
            raise NotFound("revision", str(revision), "the log does not reach back to it")
        below = page[-1].number
    return undone(network, undo, revision=revision, changed_at=then)


def _logged(caller: Caller, revision: Revision) -> Sequence[LoggedChange]:
    """The changes of one revision, last first."""
    by = revision.actor
    found = [seen_change(caller, change, by) for change in revision.changes]
    return [
        LoggedChange(revision=revision.number, ordinal=ordinal, at=revision.at, by=by, reason=revision.reason, change=change)
        for ordinal, change in reversed(list(enumerate(found)))
    ]


def _seen(caller: Caller, revision: Revision) -> Revision:
    """A revision as the caller may see it."""
    return replace(revision, changes=tuple(seen_change(caller, change, revision.actor) for change in revision.changes))
