"""What a rewriting makes of a network, of a directory and of the log: the steps that both stores write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from valuenet.errors import StaleRevision
from valuenet.model.access import Event
from valuenet.model.changes import Change, difference, directory_difference, elements, rebuilt
from valuenet.model.directory import Directory
from valuenet.model.ids import NetworkId
from valuenet.model.network import Network
from valuenet.model.record import Kept, Record
from valuenet.model.vocabulary import ElementKind
from valuenet.store.past import ANSWERS, DIRECTORIES, TRAIL, Redoing, Rewriting, Rewritten
from valuenet.store.protocol import DIRECTORY, Commit, DirectorySave, NetworkSave, Revision

_OF_COLLEAGUES = frozenset({Event.TOKEN_CREATED, Event.TOKEN_REVOKED})
"""Entries of the trail that name tokens, which are colleagues'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What has to be rewritten: networks by their ids, records by theirs with their kinds, entries of the log by subject and number."""

    directory: bool
    networks: Sequence[NetworkId]
    records: Mapping[str, ElementKind]
    revisions: Sequence[tuple[str, int]]
    answers: bool
    trail: bool

    def places(self, redoing: Redoing) -> list[Rewritten]:
        """The same, as a store tells it."""
        wholes = {DIRECTORIES: self.directory, ANSWERS: self.answers, TRAIL: self.trail}
        present = [(kind, str(redoing.workspace)) for kind, there in wholes.items() if there]
        present += [(ElementKind.NETWORK.value, str(network)) for network in self.networks]
        present += [(kind.value, id_) for id_, kind in self.records.items()]
        past = (Rewritten(kind="revision", subject=subject, history=True) for subject, _ in self.revisions)
        return [*(Rewritten(kind=kind, subject=subject) for kind, subject in present), *past]


def network_step(network: Network, rewriting: Rewriting, directory: Directory) -> NetworkSave | None:
    """The step that rewrites a network at its revision, if it changes anything."""
    things = elements(network).values()
    rewritten = [rewriting.element(thing) for thing in things]
    if all(one is other for one, other in zip(things, rewritten, strict=True)):
        return None
    after = rebuilt(network, rewritten, revision=network.revision, changed_at=network.changed_at)
    return NetworkSave(expected=network.revision, network=after, changes=difference(network, after, directory))


def directory_step(directory: Directory, rewriting: Rewriting) -> DirectorySave | None:
    """The step that rewrites a directory at its revision, if it changes anything."""
    key = attrgetter("key")
    personas = tuple(sorted(map(rewriting.element, directory.personas), key=key))
    alternatives = tuple(sorted(map(rewriting.element, directory.alternatives), key=key))
    after = replace(directory, personas=personas, alternatives=alternatives)
    changes = directory_difference(directory, after)
    return DirectorySave(directory=after, changes=changes) if changes else None


def rewritten_record(kept: Kept[Record], rewriting: Rewriting) -> Kept[Record] | None:
    """A record rewritten at its revision, if that changes anything."""
    record = rewriting.element(kept.record)
    return None if record == kept.record else replace(kept, record=record)


def rewritten_entry(logged: Revision, rewriting: Rewriting) -> Revision | None:
    """An entry of the log rewritten, its reason and before and after of each change, if that changes anything."""
    after = replace(logged, reason=rewriting.text(logged.reason), changes=tuple(_changes(logged.changes, rewriting)))
    return None if after == logged else after


def rewritten_trail(event: str, subject: str, said: str, rewriting: Rewriting) -> tuple[str, str]:
    """What an entry of the trail is about and says, rewritten; names of colleagues stay."""
    return rewriting.text(subject), said if event in _OF_COLLEAGUES else rewriting.text(said)


def check_since(logged: Revision, redoing: Redoing) -> None:
    """Raise `StaleRevision` where an entry that came meanwhile would have to be rewritten."""
    if rewritten_entry(logged, redoing.rewriting) is not None:
        raise StaleRevision(DIRECTORY, redoing.since, logged.position)


def raising(redoing: Redoing, directory: Directory) -> Commit:
    """The commit that raises the directory's revision, and nothing else."""
    save = DirectorySave(directory=replace(directory, revision=directory.revision + 1), changes=())
    return Commit(workspace=redoing.workspace, actor=redoing.by, at=redoing.at, directory=directory.revision, directory_save=save)


def _changes(changes: tuple[Change, ...], rewriting: Rewriting) -> Iterator[Change]:
    for change in changes:
        before, after = (one if one is None else rewriting.element(one) for one in (change.before, change.after))
        yield Change(about=tuple(map(rewriting.word, change.about)), before=before, after=after)
