"""How many loops from the customer back to what we say and offer were closed, as GraphQL types, each with its cases."""

from __future__ import annotations

from datetime import date

import strawberry

from valuenet.api.context import Info
from valuenet.api.describing import field, output, said
from valuenet.api.paging import After, First, PageInfo, part
from valuenet.messages import closed_loops as model
from valuenet.messages.closed_loops import LoopEnd
from valuenet.model.message_test import MessageTest
from valuenet.model.value_gap import ValueGap
from valuenet.model.vocabulary import ScoutFunction, TestResult
from valuenet.service.gap_reviews import closed_loops


@output
class Closure:
    """One thing that a report changed."""

    end: LoopEnd = said("What kind of thing it is.")
    id: strawberry.ID = said("Its id: of the outcome, of the message, or of the gap that was queued.")


@output
class ClosedGap:
    """A gap that changed something."""

    id: strawberry.ID = said("The id of the gap; `gap(id:)` tells the whole.")
    text: str = said("What they lack.")
    on: date = said("When it was met.")
    scout: str = said("Who reported it.")
    function: ScoutFunction = said("What the scout does for a living.")
    changed: list[Closure] = said("What it changed.")


@output
class ClosedGapConnection:
    """A page of gaps that changed something, oldest first."""

    nodes: list[ClosedGap] = said("The gaps.")
    page_info: PageInfo = said("How to go on.")


@output
class ClosedGaps:
    """The gaps of which something came."""

    value: strawberry.Private[model.Closed[ValueGap]]

    @field
    def closed(self) -> int:
        """Of how many something came."""
        return len(self.value.cases)

    @field
    def total(self) -> int:
        """Out of how many."""
        return self.value.total

    @field
    def share(self) -> float | None:
        """The share, 0 to 1; null where there are none."""
        return self.value.share

    @field
    def cases(self, first: First = 20, after: After = None) -> ClosedGapConnection:
        """Each case."""
        nodes, info = part(self.value.cases, lambda case: f"{case.source.on} {case.source.id}", first, after)
        return ClosedGapConnection(nodes=[_gap(case) for case in nodes], page_info=info)


@output
class ClosedTest:
    """A test that changed something."""

    id: strawberry.ID = said("The id of the test.")
    on: date = said("When it was.")
    result: TestResult = said("What came of it.")
    quote: str | None = said("In the customer's own words.")
    changed: list[Closure] = said("What it changed.")


@output
class ClosedTestConnection:
    """A page of tests that changed something, oldest first."""

    nodes: list[ClosedTest] = said("The tests.")
    page_info: PageInfo = said("How to go on.")


@output
class ClosedTests:
    """The tests of which something came."""

    value: strawberry.Private[model.Closed[MessageTest]]

    @field
    def closed(self) -> int:
        """Of how many something came."""
        return len(self.value.cases)

    @field
    def total(self) -> int:
        """Out of how many."""
        return self.value.total

    @field
    def share(self) -> float | None:
        """The share, 0 to 1; null where there are none."""
        return self.value.share

    @field
    def cases(self, first: First = 20, after: After = None) -> ClosedTestConnection:
        """Each case."""
        nodes, info = part(self.value.cases, lambda case: f"{case.source.on} {case.source.id}", first, after)
        return ClosedTestConnection(nodes=[_test(case) for case in nodes], page_info=info)


@output
class ClosedLoops:
    """How much of what was heard at customers changed an outcome, a message or the product queue."""

    gaps: ClosedGaps = said("Out of all gaps, those of which something came.")
    tests: ClosedTests = said("Out of all tests, those of which something came.")
    outside_sales: ClosedGaps = said("Out of the gaps of which something came, those that people outside sales reported.")


@output
class LoopQuestions:
    """What people ask about closed loops."""

    @field
    async def closed_loops(self, info: Info) -> ClosedLoops:
        """What came of what customers said: nobody reports for long where nothing does."""
        found = await info.context.ask(closed_loops)
        return ClosedLoops(
            gaps=ClosedGaps(value=found.gaps), tests=ClosedTests(value=found.tests), outside_sales=ClosedGaps(value=found.outside_sales)
        )


def _gap(case: model.ClosedCase[ValueGap]) -> ClosedGap:
    gap = case.source
    return ClosedGap(id=strawberry.ID(gap.id), text=gap.text, on=gap.on, scout=gap.scout, function=gap.function, changed=_changed(case))


def _test(case: model.ClosedCase[MessageTest]) -> ClosedTest:
    test = case.source
    return ClosedTest(id=strawberry.ID(test.id), on=test.on, result=test.result, quote=test.quote or None, changed=_changed(case))


def _changed(case: model.ClosedCase[ValueGap] | model.ClosedCase[MessageTest]) -> list[Closure]:
    return [Closure(end=one.end, id=strawberry.ID(one.id)) for one in case.closures]
