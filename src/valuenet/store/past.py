"""What every store promises about its past: the one way in which history is ever changed, without a trace of what was.

Identities, keys, revisions and times stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from valuenet.model.changes import Element
from valuenet.model.ids import WorkspaceId

E = TypeVar("E", bound=Element)

PATIENCE = 300.0
"""Seconds that a rewriting may take: it reads everything that there is."""


class Rewriting(Protocol):
    """What things and texts become; the same one where nothing is to be changed."""

    def element(self, element: E) -> E:
        """A thing rewritten; its identity, its key and whom it speaks of stay."""

    def text(self, text: str) -> str:
        """A text rewritten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """Something that was rewritten: the id of a network or record, or the workspace's for its directory; in its history or as it is now."""

    subject: str
    history: bool = False


class Past(Protocol):
    """Keeps what was, and can rewrite it."""

    def rewrite(self, workspace: WorkspaceId, rewriting: Rewriting, *, dry_run: bool = False) -> Sequence[Rewritten]:
        """Rewrite everything in a workspace, all or nothing, and say what that changed; with `dry_run` only say it."""
