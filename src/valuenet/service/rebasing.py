"""Editing a network that others edit meanwhile: a batch that was computed from an old revision is done to the present one.

Where it cannot be, because others touched the same, nothing is changed, and both sides are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from valuenet.errors import StaleRevision
from valuenet.model.access import Action
from valuenet.model.actor import Actor
from valuenet.model.changes import Change
from valuenet.model.network import Network
from valuenet.model.rebasing import Conflict, Rebased, meet, rebased
from valuenet.service.caller import Caller
from valuenet.service.history import earlier, log_from
from valuenet.service.library import Library
from valuenet.service.networks import EditBatch, Saved, Step, check_reason, check_size, network_called, replayed, save
from valuenet.service.reading import Reading
from valuenet.service.repeats import once, request
from valuenet.service.rights import needs
from valuenet.store.protocol import Revision


class OnStale(StrEnum):
    """What becomes of a batch when the network was changed since it was read."""

    REFUSE = "refuse"
    REBASE = "rebase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """What a batch would change, and what stands against it: what others changed meanwhile, who, when, why, in which revision."""

    ours: Change
    theirs: Change
    by: Actor
    at: str
    reason: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicted:
    """A batch that was not done, since it touches what others changed after the `expected` revision."""

    reading: Reading
    expected: int
    clashes: tuple[Clash, ...]

    @property
    def current(self) -> int:
        return self.reading.network.revision

    def __str__(self) -> str:
        count = len(self.clashes)
        met = f"{count} change{'' if count == 1 else 's'} of the batch meet{'s' if count == 1 else ''} what others changed"
        return f"{met} after revision {self.expected} of {self.reading.network.key}: look at both sides, and edit revision {self.current}"


@needs(Action.EDIT)
def network_rebase(library: Library, caller: Caller, batch: EditBatch, repeat: str | None = None) -> Saved | Conflicted:
    """A network after a batch, whatever others did to other things since it was computed; all of it, or nothing."""
    asked = request(repeat, "network_rebase", batch)
    check_reason(batch.reason)
    check_size(library, batch.edits)

    def change() -> Saved | Conflicted:
        reading = library.reading(caller.workspace, network_called(library, caller, batch.network))
        current = reading.network
        if not 1 <= batch.expected <= current.revision:
            raise StaleRevision(current.key, batch.expected, current.revision)
        logged = log_from(library, caller, current.id, batch.expected, present=current.revision)
        found = _rebased(library, reading, earlier(current, logged), batch)
        if found.conflicts:
            return _conflicted(reading, found, batch, logged)
        step = Step(
            network=found.network,
            expected=current.revision,
            changes=found.changes,
            directory=reading.directory,
            reason=batch.reason,
        )
        return save(library, caller, step, asked)

    return once(library, caller, asked, change, lambda body: replayed(library, caller, body), again=True)


def _rebased(library: Library, reading: Reading, base: Network, batch: EditBatch) -> Rebased:
    return rebased(base, reading.network, batch.edits, reading.directory, at=library.clock(), bounds=library.bounds)


def _conflicted(reading: Reading, found: Rebased, batch: EditBatch, logged: tuple[Revision, ...]) -> Conflicted:
    """Each conflict with the latest revision that stands against our change."""
    clashes = []
    for one in found.conflicts:
        made = _made(one, logged[:-1])
        clash = Clash(ours=one.ours, theirs=one.theirs, by=made.actor, at=made.at, reason=made.reason, revision=made.number)
        clashes.append(clash)
    return Conflicted(reading=reading, expected=batch.expected, clashes=tuple(clashes))


def _made(conflict: Conflict, logged: Sequence[Revision]) -> Revision:
    """The latest revision that changed what their change is about: just what meets ours or, where no single one does, anything of it."""
    identity = conflict.theirs.identity
    touching = [(made, change) for made in logged for change in made.changes if change.identity == identity]
    return next((made for made, change in touching if meet(conflict.ours, change)), touching[0][0])
