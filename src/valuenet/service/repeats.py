"""Doing a thing once: a request that carries an idempotency key gets, when it comes again, the answer that it got before.

The answer is stored in the transaction of the change itself, so a lost connection never applies a change twice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from valuenet.errors import AnswerExists, IdempotencyKeyReused, StaleRevision
from valuenet.model.records import plain
from valuenet.service.caller import Caller
from valuenet.store.protocol import Answer, Store

ATTEMPTS = 5
"""How often a change is computed anew because personas or alternatives changed meanwhile."""

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for, as a fingerprint, and the key under which the client may ask again."""

    key: str
    fingerprint: str

    def answered(self, body: dict[str, object]) -> Answer:
        """The answer as the store keeps it."""
        return Answer(key=self.key, request=self.fingerprint, body=json.dumps(body, sort_keys=True))


def request(key: str | None, *what: object) -> Request | None:
    """The request with this idempotency key, if there is one; `what` is everything that the answer depends on."""
    if not key:
        return None
    text = json.dumps(plain(what), sort_keys=True, ensure_ascii=True)
    return Request(key=key, fingerprint=hashlib.sha256(text.encode()).hexdigest())


def once(store: Store, caller: Caller, asked: Request | None, change: Callable[[], R], replay: Callable[[dict[str, object]], R]) -> R:
    """The result of `change`, or, where this request was answered before, of `replay` on that answer.

    `change` is computed anew when the directory moved under it; a network that moved is the caller's affair.
    """
    for attempt in range(ATTEMPTS):
        if asked is not None and (found := store.answer(caller.workspace, caller.actor, asked.key)):
            if found.request != asked.fingerprint:
                raise IdempotencyKeyReused(asked.key)
            return replay(json.loads(found.body))
        try:
            return change()
        except AnswerExists:
            if attempt == ATTEMPTS - 1:
                raise
        except StaleRevision as stale:
            if stale.subject != "directory" or attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("the last attempt returns or raises")
