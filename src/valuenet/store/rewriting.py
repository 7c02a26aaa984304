"""What a rewriting makes of a network, of a directory and of the log: the steps that both stores write."""

from __future__ import annotations

from dataclasses import replace

from valuenet.model.changes import Change, difference, directory_difference, elements, rebuilt
from valuenet.model.directory import Alternative, Directory, Persona
from valuenet.model.network import Network
from valuenet.store.past import Rewriting
from valuenet.store.protocol import DirectorySave, NetworkSave


def network_step(network: Network, rewriting: Rewriting, directory: Directory) -> NetworkSave | None:
    """The step that rewrites a network at its revision, if it changes anything."""
    things = [rewriting.element(thing) for thing in elements(network).values()]
    after = rebuilt(network, things, revision=network.revision, changed_at=network.changed_at)
    changes = difference(network, after, directory)
    return NetworkSave(expected=network.revision, network=after, changes=changes) if changes else None


def directory_step(directory: Directory, rewriting: Rewriting) -> DirectorySave | None:
    """The step that rewrites a directory at its revision, if it changes anything."""
    personas: tuple[Persona, ...] = tuple(rewriting.element(persona) for persona in directory.personas)
    alternatives: tuple[Alternative, ...] = tuple(rewriting.element(alternative) for alternative in directory.alternatives)
    after = replace(directory, personas=personas, alternatives=alternatives)
    changes = directory_difference(directory, after)
    return DirectorySave(directory=after, changes=changes) if changes else None


def rewritten_changes(changes: tuple[Change, ...], rewriting: Rewriting) -> tuple[Change, ...]:
    """The changes of one revision, before and after of each rewritten."""
    return tuple(
        replace(
            change,
            before=rewriting.element(change.before) if change.before is not None else None,
            after=rewriting.element(change.after) if change.after is not None else None,
        )
        for change in changes
    )
