"""What a store is measured against: the same statements, sent by a few lines of code that check, translate and bound nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from valuenet.store.protocol import Commit

Sent = TypeVar("Sent")


class Bare(Protocol[Sent]):
    """One plain connection to the data of a store; `Sent` is a statement with its parameters."""

    def revision(self) -> int:
        """The revision of the workspace; one bare read."""

    def recorded(self, commit: Commit) -> Sequence[Sent]:
        """The statements that the store would send for a commit now; nothing is changed."""

    def inserts(self, commit: Commit) -> Sequence[Sent]:
        """Those of them that write, as plain batched inserts."""

    def replay(self, statements: Sequence[Sent]) -> None:
        """One durable transaction of statements."""

    def rows(self) -> int:
        """How many outcomes, arrows and tags there are."""

    def close(self) -> None:
        """Give back the connection."""
