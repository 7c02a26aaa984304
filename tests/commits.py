"""Saving straight into a store, as the service does, without it: what tests of stores start from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from networks import PEOPLE
from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.applying import edited
from valuenet.model.bounds import Bounds
from valuenet.model.changes import difference, directory_difference
from valuenet.model.directory import Alternative, Directory, Persona
from valuenet.model.edits import NetworkEdit
from valuenet.model.ids import LOCAL
from valuenet.model.network import Network
from valuenet.store.protocol import Commit, DirectorySave, NetworkSave, Store


def now() -> str:
    """The present moment as the stores keep it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def commit_of(store: Store, *steps: NetworkSave, directory_save: DirectorySave | None = None, reason: str = "") -> Commit:
    """A change of these networks that was computed from the directory as it is now."""
    return Commit(
        workspace=LOCAL,
        actor=LOCAL_OWNER,
        at=now(),
        reason=reason,
        directory=store.state(LOCAL).directory,
        directory_save=directory_save,
        networks=steps,
    )


def first_step(network: Network, known: Directory) -> NetworkSave:
    """The step that makes a new network."""
    return NetworkSave(expected=0, network=network, changes=difference(None, network, known))


def next_step(network: Network, *edits: NetworkEdit, known: Directory) -> NetworkSave:
    """The step that edits lead to."""
    after, changes = edited(network, edits, known, at=now(), bounds=Bounds())
    return NetworkSave(expected=network.revision, network=after, changes=changes)


def directory_step(known: Directory, *entries: Persona | Alternative, without: tuple[str, ...] = ()) -> DirectorySave:
    """The step of a directory that adds or replaces entries, and removes those with the ids in `without`."""
    personas = {persona.id: persona for persona in known.personas if persona.id not in without}
    alternatives = {rival.id: rival for rival in known.alternatives if rival.id not in without}
    personas |= {entry.id: entry for entry in entries if isinstance(entry, Persona)}
    alternatives |= {entry.id: entry for entry in entries if isinstance(entry, Alternative)}
    after = replace(
        known,
        revision=known.revision + 1,
        personas=tuple(sorted(personas.values(), key=lambda entry: entry.key)),
        alternatives=tuple(sorted(alternatives.values(), key=lambda entry: entry.key)),
    )
    return DirectorySave(directory=after, changes=directory_difference(known, after))


def introduce(store: Store, *entries: Persona | Alternative) -> Directory:
    """The directory after these entries, `PEOPLE` unless others are named, have been saved."""
    step = directory_step(store.directory(LOCAL), *(entries or PEOPLE))
    store.commit(commit_of(store, directory_save=step))
    return step.directory


def create(store: Store, *networks: Network) -> None:
    """Save new networks, in one commit."""
    known = store.directory(LOCAL)
    store.commit(commit_of(store, *(first_step(network, known) for network in networks)))


def edit(store: Store, network: Network, *edits: NetworkEdit, reason: str = "") -> Network:
    """The network after these edits have been saved; where they change nothing, nothing is saved."""
    step = next_step(network, *edits, known=store.directory(LOCAL))
    if not step.changes:
        return network
    store.commit(commit_of(store, step, reason=reason))
    return step.network
