"""When and by whom the ground of messages was changed: what the pure rules find moved, with its entry in the network's log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from valuenet.messages.footing import Moved, MovedKind, moved
from valuenet.model.ids import NetworkId
from valuenet.model.message import Message
from valuenet.model.record import Kept
from valuenet.service.caller import Caller
from valuenet.service.days import day
from valuenet.service.library import Library
from valuenet.service.subjects import Subject
from valuenet.store.protocol import Revision

_LOOKED_AT = 500
"""How many revisions of a network are read at most to find the one that moved the ground of a message."""

_SAID = {
    MovedKind.ORPHANED: "what this speaks of was removed",
    MovedKind.UNTAGGED: "the persona was taken off the outcome",
    MovedKind.CHAIN_CHANGED: "the chain that this rests on was edited",
    MovedKind.WHY_CHANGED: "why the persona cares was edited",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FootingMoved:
    """What of the ground of a message is not as it was when its words were written, and the last change to it that the log knows."""

    moved: Moved
    edited: Revision | None = None

    @property
    def sentence(self) -> str:
        """All of it in one sentence: "the chain that this rests on was edited on 2026-11-03 by Ann: …"."""
        circumstances = f" on {day(self.edited.at)} by {self.edited.actor.name}" if self.edited else ""
        return f"{_SAID[self.moved.kind]}{circumstances}: {'; '.join(self.moved.sentences)}"


def moves(library: Library, caller: Caller, messages: Iterable[tuple[Kept[Message], Subject]]) -> Sequence[FootingMoved | None]:
    """What moved under each of these messages, in their order; the log of a network is read only where something did."""
    found = [(one.record, moved(one.record, subject.reading.network if subject.reading else None)) for one, subject in messages]
    since: dict[NetworkId, int] = {}
    for message, change in found:
        if change is not None:
            since[message.network] = min(message.footing.revision, since.get(message.network, message.footing.revision))
    logs = {network: _log(library, caller, network, revision) for network, revision in since.items()}
    return [
        None if change is None else FootingMoved(moved=change, edited=_edited(change, message.footing.revision, logs[message.network]))
        for message, change in found
    ]


def _log(library: Library, caller: Caller, network: NetworkId, revision: int) -> Sequence[Revision]:
    """The changes of a network after a revision, newest first."""
    found: list[Revision] = []
    below: int | None = None
    while len(found) < _LOOKED_AT:
        page = library.store.revisions(caller.workspace, network, before=below, limit=100)
        found += (logged for logged in page if logged.number > revision)
        if not page or page[-1].number <= revision:
            break
        below = page[-1].number
    return found


def _edited(change: Moved, revision: int, log: Iterable[Revision]) -> Revision | None:
    """The last change that touched any of it."""
    touched = set(change.touched)
    for logged in log:
        if logged.number > revision and any(one.identity in touched for one in logged.changes):
            return logged
    return None
