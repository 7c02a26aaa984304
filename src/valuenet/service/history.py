"""What happened: the log of a network, a record or the directory, and any earlier revision, read by undoing changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from valuenet.errors import NotFound
from valuenet.model.access import Action
from valuenet.model.actor import Actor
from valuenet.model.changes import Change, difference, undone
from valuenet.model.ids import NetworkId
from valuenet.model.network import Differentiator, Network, Outcome, Region
from valuenet.service.caller import Caller
from valuenet.service.discretion import maps_of, seen_change
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
    library: Library,
    caller: Caller,
    subject: str,
    *,
    before: tuple[int, int] | None = None,
    limit: int = 20,
    about: Thread | None = None,
) -> Sequence[LoggedChange]:
    """The last changes of a network or record (its id) or the directory (the workspace's id), newest first, below (revision, ordinal);
    with a thread, those that belong to it."""
    found: list[LoggedChange] = []
    below = before[0] + 1 if before else None
    size = min(limit, _PAGE) if about is None else _PAGE
    while len(found) < limit:
        page = library.store.revisions(caller.workspace, subject, before=below, limit=size)
        maps = _maps(library, caller, page)
        for revision in page:
            told = [logged for logged in _logged(caller, revision, maps) if about is None or about.holds(logged.change)]
            found += (logged for logged in told if before is None or (logged.revision, logged.ordinal) < before)
            if len(found) >= limit:
                break
        if len(page) < size:
            break
        below = page[-1].number
    return found[:limit]


class Thread:
    """What happened to one node or persona of a network and to what hangs on it, through all its keys. Give it changes newest first."""

    def __init__(self, network: Network, key: str) -> None:
        node = network.node_by_key.get(key)
        self._key = key
        self._ids: set[str] = {node.id} if node else set()

    def holds(self, change: Change) -> bool:
        """Whether a change is part of the story."""
        _, *ends = change.identity
        named = self._key in change.about
        if named and isinstance(change.element, Differentiator | Outcome | Region):
            self._ids.add(ends[0])
        return named or not self._ids.isdisjoint(ends)


def revisions_of(found: Iterable[LoggedChange]) -> Sequence[Revision]:
    """Changes, newest first, as revisions that hold nothing else."""
    grouped = [list(group) for _, group in groupby(found, key=lambda logged: logged.revision)]
    return [
        Revision(
            subject="",
            number=last.revision,
            position=0,
            at=last.at,
            actor=last.by,
            reason=last.reason,
            changes=tuple(logged.change for logged in reversed(group)),
        )
        for group in grouped
        for last in group[:1]
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A network at two of its revisions, and what leads from the one to the other."""

    before: Reading
    after: Reading
    changes: tuple[Change, ...]


@needs(Action.READ)
def compared(library: Library, caller: Caller, network: NetworkId, one: int, other: int) -> Comparison:
    """What differs between two revisions of a network, in either direction."""
    before, after = (at_revision(library, caller, network, revision) for revision in (one, other))
    return Comparison(before=before, after=after, changes=difference(before.network, after.network, after.directory))


@needs(Action.READ)
def since(library: Library, caller: Caller, subject: str, revision: int, *, limit: int = 20) -> Sequence[Revision]:
    """Who changed a network or record (its id) after a revision, newest first."""
    found = library.store.revisions(caller.workspace, subject, limit=limit)
    maps = _maps(library, caller, found)
    return [_seen(caller, logged, maps) for logged in found if logged.number > revision]


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
    logged = log_from(library, caller, network.id, revision, present=network.revision)
    return earlier(network, logged)


def earlier(network: Network, logged: Sequence[Revision]) -> Network:
    """The network as the last of these revisions left it, the later ones undone; `log_from` gives them."""
    undo = (change for later in logged[:-1] for change in reversed(later.changes))
    return undone(network, undo, revision=logged[-1].number, changed_at=logged[-1].at) if logged[:-1] else network


def log_from(library: Library, caller: Caller, subject: str, revision: int, *, present: int) -> tuple[Revision, ...]:
    """The log of a network or the directory from its present revision down to an earlier one, that one included; or `NotFound`."""
    found: list[Revision] = []
    below = present + 1
    while not found or found[-1].number > revision:
        page = library.store.revisions(caller.workspace, subject, before=below, limit=min(below - revision, _PAGE))
        if not page:
            raise NotFound("revision", str(revision), "the log does not reach back to it")
        found += page
        below = page[-1].number
    return tuple(found)


def _maps(library: Library, caller: Caller, revisions: Iterable[Revision]) -> Mapping[NetworkId, Reading]:
    """The networks that tell what is personal in the things that revisions speak of: one each, since none goes to another."""
    wanted = maps_of(caller, (change.element for revision in revisions for change in revision.changes))
    return library.readings(caller.workspace, wanted) if wanted else {}


def _logged(caller: Caller, revision: Revision, maps: Mapping[NetworkId, Reading]) -> Sequence[LoggedChange]:
    """The changes of one revision, last first."""
    by = revision.actor
    found = [seen_change(caller, change, by, maps) for change in revision.changes]
    return [
        LoggedChange(revision=revision.number, ordinal=ordinal, at=revision.at, by=by, reason=revision.reason, change=change)
        for ordinal, change in reversed(list(enumerate(found)))
    ]


def _seen(caller: Caller, revision: Revision, maps: Mapping[NetworkId, Reading]) -> Revision:
    """A revision as the caller may see it."""
    return replace(revision, changes=tuple(seen_change(caller, change, revision.actor, maps) for change in revision.changes))
