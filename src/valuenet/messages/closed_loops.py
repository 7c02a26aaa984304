"""Closed loops: how much of what was heard at customers changed an outcome, a message or the product queue.

    (:ValueGap)-[:SAME_AS*0..]->(:ValueGap)-[:BECAME]->(:Outcome)

What nobody does anything with is soon no longer reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from valuenet.messages.evidence import grouped
from valuenet.messages.gaps import gathered_into
from valuenet.model.message import Message
from valuenet.model.message_test import MessageTest
from valuenet.model.value_gap import ValueGap
from valuenet.model.vocabulary import GapState, ScoutFunction

S = TypeVar("S", ValueGap, MessageTest)


class LoopEnd(StrEnum):
    """What a report changed."""

    OUTCOME = "outcome"
    MESSAGE = "message"
    PRODUCT_QUEUE = "product queue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """One thing that a report changed, by the id of the outcome, the message or the queued gap."""

    end: LoopEnd
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedCase(Generic[S]):
    """A gap or a test that changed something, and all that it changed: by kind, then by id."""

    source: S
    closures: tuple[Closure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(Generic[S]):
    """The cases in which something came of it, oldest first, out of so many."""

    cases: tuple[ClosedCase[S], ...]
    total: int

    @property
    def share(self) -> float | None:
        """The share of all in which something came of it; nothing where there are none."""
        return len(self.cases) / self.total if self.total else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedLoops:
    """What came of gaps and of tests; `outside_sales` are the closed gaps that people outside sales reported, out of all closed ones."""

    gaps: Closed[ValueGap]
    tests: Closed[MessageTest]
    outside_sales: Closed[ValueGap]


def closed_loops(gaps: Iterable[ValueGap], tests: Iterable[MessageTest], messages: Iterable[Message]) -> ClosedLoops:
    """Which gaps and tests changed what.

    A gap changes the outcome that it became, or the product queue, also by way of the gap that it was gathered into. A
    test changes the messages that were written because of it, and whatever a gap changes that came up in it; so does a
    gap by way of its test.
    """
    every = sorted(gaps, key=lambda gap: (gap.on, gap.id))
    asked = sorted(tests, key=lambda test: (test.on, test.id))
    written = grouped((test, Closure(end=LoopEnd.MESSAGE, id=message.id)) for message in messages for test in message.because)
    by_id, roots = {gap.id: gap for gap in every}, gathered_into(every)
    became = {gap.id: tuple(_became(by_id[roots[gap.id]])) for gap in every}
    came_up = grouped((gap.test, closure) for gap in every if gap.test is not None for closure in became[gap.id])
    of_gaps = _closed(every, [(*became[gap.id], *(written.get(gap.test, ()) if gap.test is not None else ())) for gap in every])
    outside = [case for case in of_gaps.cases if case.source.function is not ScoutFunction.SALES]
    return ClosedLoops(
        gaps=of_gaps,
        tests=_closed(asked, [(*came_up.get(test.id, ()), *written.get(test.id, ())) for test in asked]),
        outside_sales=Closed(cases=tuple(outside), total=len(of_gaps.cases)),
    )


def _became(gap: ValueGap) -> Iterator[Closure]:
    if gap.state is GapState.RESOLVED and gap.outcome is not None:
        yield Closure(end=LoopEnd.OUTCOME, id=gap.outcome)
    elif gap.state is GapState.QUEUED:
        yield Closure(end=LoopEnd.PRODUCT_QUEUE, id=gap.id)


def _closed(sources: Sequence[S], closures: Sequence[tuple[Closure, ...]]) -> Closed[S]:
    ends = list(LoopEnd)
    cases = tuple(
        ClosedCase(source=source, closures=tuple(sorted(set(found), key=lambda closure: (ends.index(closure.end), closure.id))))
        for source, found in zip(sources, closures, strict=True)
        if found
    )
    return Closed(cases=cases, total=len(sources))
