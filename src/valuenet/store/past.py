"""What every store promises about its past: the one way in which history is ever changed, without a trace of what was.

Identities, revisions and times stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from valuenet.model.actor import Actor
from valuenet.model.changes import Element
from valuenet.model.ids import WorkspaceId

E = TypeVar("E", bound=Element)

PATIENCE = 300.0
"""Seconds that writing what was rewritten may take, and waiting until nobody reads what was there before."""

DIRECTORIES, ANSWERS, TRAIL = "directory", "answers", "trail"
"""What is rewritten beside networks, records and the log: the directory, the answers kept for requests that come again, and the trail."""


class Rewriting(Protocol):
    """What things and texts become; the same one where nothing is to be changed. To rewrite something twice is to rewrite it once."""

    def element(self, element: E) -> E:
        """A thing rewritten, of the same identity. Keys may change, and keys that were different stay different."""

    def concerns(self, stored: str) -> bool:
        """Whether anything may have to be rewritten of what is stored as this JSON text; a quick look."""

    def text(self, text: str) -> str:
        """A text rewritten."""

    def word(self, text: str) -> str:
        """A text that may be a key rewritten."""

    def json(self, text: str) -> str:
        """A JSON text with the texts in it rewritten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """Something that was rewritten, in its history or as it is now: of which kind, and the id of the network, record or workspace."""

    kind: str
    subject: str
    history: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Redoing:
    """A rewriting of a workspace by somebody, of which everything up to a position of its log is known."""

    workspace: WorkspaceId
    rewriting: Rewriting
    since: int
    by: Actor
    at: str


class Past(Protocol):
    """Keeps what was, and can rewrite it."""

    def places_to_rewrite(self, redoing: Redoing) -> Sequence[Rewritten]:
        """What a rewriting would change; nobody waits for it."""

    def rewrite(self, redoing: Redoing) -> Sequence[Rewritten]:
        """Rewrite everything in a workspace, all or nothing, and say what that changed; where that is nothing, nothing is written.

        The directory and the workspace are at another revision afterwards, so that nobody goes by what he remembers, and commits
        that were computed from it are stale. Raises `StaleRevision` (subject: `directory`) when something was committed after
        `since` that would be rewritten. Whoever commits waits only while what was found is written. Then what was there before is
        wiped from wherever the store itself still has it, also where nothing was rewritten, so that it is safe to repeat.
        """
