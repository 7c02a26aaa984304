"""What was answered to requests that may come again: it is kept in the transaction of what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from valuenet.model.actor import Actor
from valuenet.model.ids import WorkspaceId

IDEMPOTENCY_DAYS = 7
"""How long an answer is kept for a repeated request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered to a request with an idempotency key: the key, a hash of the request, and the answer as JSON."""

    key: str
    request: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer and whose it is: in one workspace, to one actor, and to nobody else; kept from a moment on."""

    workspace: WorkspaceId
    actor: Actor
    at: str
    answer: Answer


def oldest_answer() -> str:
    """The moment before which answers are not given any more."""
    return (datetime.now(UTC) - timedelta(days=IDEMPOTENCY_DAYS)).isoformat(timespec="microseconds")
