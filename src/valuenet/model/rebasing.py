"""Rebasing a batch of edits: whether what was computed from an earlier state of a network may be done to the present one.

It may where the batch touches nothing that others touched meanwhile: by identity, and of one thing field by field. An
edit relies besides on the keys that it names: nobody else may have added, removed or renamed what stands behind them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from valuenet.errors import InvalidEdit
from valuenet.model.applying import edited
from valuenet.model.bounds import Bounds
from valuenet.model.changes import Change, Element, difference
from valuenet.model.directory import Directory
from valuenet.model.edits import NetworkEdit
from valuenet.model.network import ComparedWith, DesiredBy, Differentiator, LeadsTo, Network, Outcome, Region
from valuenet.model.vocabulary import ChangeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two changes that cannot both stand: ours, which the batch would make, and theirs, which was made meanwhile."""

    ours: Change
    theirs: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebased:
    """The present network after a batch, with its changes; with conflicts, as it was."""

    network: Network
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def rebased(base: Network, current: Network, batch: Sequence[NetworkEdit], directory: Directory, *, at: str, bounds: Bounds) -> Rebased:
    """The present network after a batch that was computed from `base`, or what stands against it.

    `InvalidEdit` for a batch that breaks a rule whatever others did, or a bound because of it.
    """
    _, meant = edited(base, batch, directory, at=at, bounds=bounds)
    theirs = difference(base, current, directory)
    try:
        after, changes = edited(current, batch, directory, at=at, bounds=bounds)
    except InvalidEdit:
        if found := conflicts(meant, theirs):
            return Rebased(network=current, conflicts=found)
        raise
    if found := conflicts(changes, theirs):
        shown = {change.identity: change for change in meant}
        told = (Conflict(ours=shown.get(one.ours.identity, one.ours), theirs=one.theirs) for one in found)
        return Rebased(network=current, conflicts=tuple(told))
    return Rebased(network=after, changes=changes)


def conflicts(ours: Iterable[Change], theirs: Sequence[Change]) -> tuple[Conflict, ...]:
    """Every pair of changes that cannot both stand, in the order of ours."""
    return tuple(Conflict(ours=one, theirs=other) for one in ours for other in theirs if meet(one, other))


def meet(ours: Change, theirs: Change) -> bool:
    """Whether both change the same, or ours relies on a key that the other gave to something, or took away."""
    if _keys_moved(ours) & _keys_moved(theirs) or _relied_upon(ours) & _moved(theirs):
        return True
    if ours.identity != theirs.identity:
        return False
    both_changed = ours.kind is theirs.kind is ChangeKind.CHANGED
    return not both_changed or bool({field.name for field in ours.fields} & {field.name for field in theirs.fields})


def _keys_moved(change: Change) -> set[tuple[bool, str]]:
    """The keys that a change gives or takes away; regions have a namespace of their own."""
    states = (change.before, change.after)
    keys = [(isinstance(one, Region), str(one.key)) for one in states if isinstance(one, Differentiator | Outcome | Region)]
    return set(keys) if len(set(keys)) == len(keys) else set()


def _moved(change: Change) -> set[str]:
    """The id of a thing that is not found under its key any more, or newly is."""
    element = change.element
    return {element.id} if isinstance(element, Differentiator | Outcome | Region) and _keys_moved(change) else set()


def _relied_upon(change: Change) -> set[str]:
    """The ids of the things that an edit has to name by their keys to make this change."""
    return set(_named(change.element))


def _named(element: Element) -> Iterable[str]:
    match element:
        case LeadsTo():
            return element.cause, element.effect
        case DesiredBy():
            return (element.outcome,)
        case ComparedWith():
            return (element.differentiator,)
        case Region():
            return element.id, *element.nodes
        case Differentiator() | Outcome():
            return (element.id,)
        case _:
            return ()
