"""Answers that are given again: whoever asks the same while nothing in their workspace has changed gets the same bytes.

A question is the very body that was sent, by the same person in the same role. Its answer is given again only after the
store has said that the workspace is still in the state in which it was made. That takes a tenth of the time
of an answer that is made anew. A change that is sent again is another matter: `service/repeats.py`.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from valuenet.web.soundings import Soundings

C = TypeVar("C")

KEPT = 32 << 20
"""Bytes of questions and answers that are kept at most; those not asked for the longest go first."""

LARGEST = 2 << 20
"""Bytes of one question and its answer at most."""

SETTLED = 0.5
"""Seconds that the workspace has to be where it is before an answer is kept: a Neo4j shows a change not at one moment, so that
an answer beside it may be of the state before, and say so of the state after."""

_OVERHEAD = 1_000
"""Bytes that one question takes beside itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing(Generic[C]):
    """What a kept answer stands on, told from the context of a request: `who` asks, `where`, and the `state` in which it is there.

    To tell the state may block, and raises what the question itself would.
    """

    who: Callable[[C], Hashable]
    where: Callable[[C], Hashable]
    state: Callable[[C], Hashable]


class Question(NamedTuple):
    """What somebody asks, to the byte: on whose behalf, and the headers that the answer depends on."""

    who: Hashable
    body: bytes
    accept: str
    content_type: str


@dataclass(slots=True)
class _Kept:
    state: Hashable = None
    since: float = 0.0
    answer: Response | None = None


class KeptAnswers:
    """The answers of one process. For one event loop."""

    def __init__(self, *, most: int = KEPT, settled: float = SETTLED) -> None:
        self._most = most
        self._settled = settled
        self._kept: OrderedDict[Question, _Kept] = OrderedDict()
        self._size = 0

    def expect(self, question: Question) -> None:
        """Remember that a question was asked whose answer lasts."""
        if question not in self._kept:
            self._put(question, _Kept())

    def expects(self, question: Question) -> bool:
        """Whether the question was asked before: only then the state of the workspace is worth asking for."""
        return question in self._kept

    def answer(self, question: Question, state: Hashable) -> Response | None:
        """What was answered to a question in this very state; nothing where that is not known."""
        kept = self._kept.get(question)
        if kept is None:
            return None
        self._kept.move_to_end(question)
        if kept.state != state:
            self._drop(question)
            self._put(question, _Kept(state, time.monotonic()))
            return None
        return kept.answer

    def is_settled(self, question: Question, state: Hashable) -> bool:
        """Whether the workspace has been in this state for long enough, so that an answer that is begun now may be kept."""
        kept = self._kept.get(question)
        return kept is not None and kept.state == state and kept.since + self._settled <= time.monotonic()

    def keep(self, question: Question, state: Hashable, answer: Response) -> None:
        """Keep an answer that was begun when the state was settled, unless it has changed again, or the answer is very long."""
        kept = self._kept.get(question)
        if kept is not None and kept.state == state and len(question.body) + len(answer.body) <= LARGEST:
            self._drop(question)
            self._put(question, _Kept(state, kept.since, answer))

    def _put(self, question: Question, kept: _Kept) -> None:
        self._kept[question] = kept
        self._size += _size(question, kept)
        while self._size > self._most:
            self._drop(next(iter(self._kept)))

    def _drop(self, question: Question) -> None:
        self._size -= _size(question, self._kept.pop(question))


class Recall(Generic[C]):
    """Answers a request with what was answered to the same one before, where that is still true. For one event loop."""

    def __init__(self, footing: Footing[C], kept: KeptAnswers | None = None) -> None:
        self._footing = footing
        self._kept = kept or KeptAnswers()
        self._soundings = Soundings()

    async def answer(self, request: Request, context: C, make: Callable[[Request], Awaitable[Response]]) -> Response:
        """What was answered before where that is still true, else what `make` answers; it sets `request.state.lasts` where that lasts."""
        headers = request.headers
        question = Question(self._footing.who(context), await request.body(), headers.get("accept", ""), headers.get("content-type", ""))
        if not self._kept.expects(question):
            response = await make(request)
            if _lasts(request):
                self._kept.expect(question)
            return response
        state = await self._soundings.sound(self._footing.where(context), lambda: self._footing.state(context))
        if kept := self._kept.answer(question, state):
            return kept
        settled = self._kept.is_settled(question, state)
        response = await make(request)
        if settled and _lasts(request):
            self._kept.keep(question, state, response)
        return response


def _lasts(request: Request) -> bool:
    return bool(getattr(request.state, "lasts", False))


def _size(question: Question, kept: _Kept) -> int:
    return _OVERHEAD + len(question.body) + (len(kept.answer.body) if kept.answer else 0)
