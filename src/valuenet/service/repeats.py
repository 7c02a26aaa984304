"""Doing a thing once: a request that carries an idempotency key gets, when it comes again, the answer that it got before.

The answer is stored in the transaction of the change itself, so a lost connection never applies a change twice. It names things and
their revisions, and is told again from the log: as they were, with what stands around them now. Of what was left out it keeps what was
wrong. A key is its actor's alone, in one workspace.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from random import random
from typing import TypeVar

from valuenet.errors import AnswerExists, IdempotencyKeyReused, InvalidEdit, KeyTaken, Problem, StaleRevision
from valuenet.model.plain import plain
from valuenet.model.text import Rule, problem
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.store.answers import Answer, Reply
from valuenet.store.protocol import DIRECTORY, Commit

ATTEMPTS = 9
"""How often a change is computed at most, when something keeps moving meanwhile."""

PAUSE = 0.002
"""Seconds before the second attempt, at most; each further pause may be twice as long, half a second at the end."""

KEY_OF_REQUEST = Rule(200)
"""What an idempotency key may be: any clean text of at most 200 characters."""

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for, as a fingerprint, and the key under which the client may ask again."""

    key: str
    fingerprint: str

    def answered(self, body: dict[str, object]) -> Answer:
        """The answer as the store keeps it."""
        return Answer(key=self.key, request=self.fingerprint, body=json.dumps(body, sort_keys=True))

    def reply(self, caller: Caller, at: str, body: dict[str, object]) -> Reply:
        """The answer for whoever asks."""
        return Reply(workspace=caller.workspace, actor=caller.actor, at=at, answer=self.answered(body))


def request(key: str | None, *what: object) -> Request | None:
    """The request with this idempotency key, if there is one; `what` is everything that the answer depends on.

    Raises `InvalidEdit` for a key that cannot be kept.
    """
    if not key:
        return None
    if wrong := problem("idempotencyKey", key, KEY_OF_REQUEST):
        raise InvalidEdit([wrong])
    text = json.dumps(plain(what), sort_keys=True, ensure_ascii=True)
    return Request(key=key, fingerprint=hashlib.sha256(text.encode()).hexdigest())


def once(
    library: Library,
    caller: Caller,
    asked: Request | None,
    change: Callable[[], R],
    replay: Callable[[dict[str, object]], R],
    *,
    again: bool = False,
) -> R:
    """The result of `change`, or, where this request was answered before, of `replay` on that answer.

    `change` is computed anew when personas or alternatives moved under it, and with `again` when a network did, or was made; otherwise
    a network that moved is the caller's affair. A refusal may come from this very request, sent twice at once: then the
    answer is there, and is given.
    """
    for attempt in range(ATTEMPTS):
        if (body := _answered(library, caller, asked)) is not None:
            return replay(body)
        try:
            return change()
        except (AnswerExists, KeyTaken, StaleRevision) as refusal:
            moved = again or (isinstance(refusal, StaleRevision) and refusal.subject == DIRECTORY)
            if attempt == ATTEMPTS - 1 or not (moved or _answered(library, caller, asked) is not None):
                raise
            time.sleep(random() * PAUSE * 2**attempt)  # noqa: S311  # so that two who compete do not meet again
    raise AssertionError("the last attempt returns or raises")


def keep_answer(library: Library, caller: Caller, asked: Request | None, body: dict[str, object]) -> None:
    """Keep the answer to what can be done twice without harm: it is kept when all of that is done, and done again where it was not."""
    if asked is None:
        return
    for attempt in range(ATTEMPTS):
        try:
            directory = library.store.state(caller.workspace).directory
            at, answer = library.clock(), asked.answered(body)
            library.store.commit(Commit(workspace=caller.workspace, actor=caller.actor, at=at, directory=directory, answer=answer))
            return
        except StaleRevision:  # somebody moves the directory all the time
            if attempt == ATTEMPTS - 1:
                raise


def problems_told(problems: Iterable[Problem]) -> list[object]:
    """What was wrong with what was left out, as an answer keeps it."""
    return [asdict(one) for one in problems]


def problems_retold(body: Mapping[str, object]) -> tuple[Problem, ...]:
    """The same, as it was answered before."""
    told = body["problems"]
    assert isinstance(told, list), "answers are written with `problems_told`"
    return tuple(Problem(**one) for one in told)


def _answered(library: Library, caller: Caller, asked: Request | None) -> dict[str, object] | None:
    """What was answered to this request before; `IdempotencyKeyReused` where its key was used for another one."""
    found = library.store.answer(caller.workspace, caller.actor, asked.key) if asked else None
    if asked is None or found is None:
        return None
    if found.request != asked.fingerprint:
        raise IdempotencyKeyReused(asked.key)
    body: dict[str, object] = json.loads(found.body)
    return body
