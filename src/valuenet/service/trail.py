"""Reading the trail: who signed in, was refused, made or revoked a token, took something away or removed it for good."""

from __future__ import annotations

from dataclasses import dataclass

from valuenet.model.access import Action, TrailEntry
from valuenet.model.ids import LOCAL
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.rights import needs
from valuenet.store.admission import trail_place


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailPage:
    """A page of the trail, newest first, and whether anything older comes after it."""

    entries: tuple[TrailEntry, ...]
    more: bool

    @property
    def end(self) -> str:
        """Where the next page goes on."""
        return trail_place(self.entries[-1]) if self.entries else ""


@needs(Action.ADMINISTER)
def trail(library: Library, caller: Caller, *, after: str = "", first: int = 50) -> TrailPage:
    """The trail of the workspace; strangers who were turned away are told of in the workspace `local`, whose people run the service."""
    found = library.store.trail(caller.workspace, strangers=caller.workspace == LOCAL, before=after, limit=first + 1)
    return TrailPage(entries=tuple(found[:first]), more=len(found) > first)
