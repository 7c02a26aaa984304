"""Closed loops: what came of what was heard."""

from __future__ import annotations

from datetime import date
from typing import Any

from dialogues import said
from valuenet.messages.closed_loops import Closure, LoopEnd, closed_loops
from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.ids import AccountId, GapId, MessageId, NetworkId, OutcomeId, PersonaId, TestId
from valuenet.model.message import Footing, Message
from valuenet.model.value_gap import GapDecision, ValueGap
from valuenet.model.vocabulary import GapState, ScoutFunction

DECIDED = GapDecision(by=LOCAL_OWNER, at="2026-03-02T09:00:00.000000+00:00", reason="so it was decided")


def gap(
    id: str, state: GapState = GapState.OPEN, *, function: ScoutFunction = ScoutFunction.SALES, day: int = 2, **fields: Any
) -> ValueGap:
    return ValueGap(
        id=GapId(id),
        text=f"They lack {id}",
        account=AccountId("acc_alder"),
        on=date(2026, 3, day),
        scout="Sam",
        function=function,
        state=state,
        decision=None if state is GapState.OPEN else DECIDED,
        **fields,
    )


def message(id: str, *because: str) -> Message:
    return Message(
        id=MessageId(id),
        network=NetworkId("net_invoices"),
        outcome=OutcomeId("out_faster"),
        persona=PersonaId("per_cfo"),
        headline="A headline",
        say="What to say.",
        owner=LOCAL_OWNER,
        footing=Footing(revision=1),
        because=tuple(map(TestId, because)),
    )


RESOLVED = gap("resolved", GapState.RESOLVED, outcome=OutcomeId("out_new"), test=TestId("tst_gap"))
QUEUED = gap("queued", GapState.QUEUED, function=ScoutFunction.SUPPORT, day=1)
GATHERED = gap("gathered", GapState.GATHERED, same_as=QUEUED.id, function=ScoutFunction.IMPLEMENTATION, day=3)
GAPS = (RESOLVED, QUEUED, GATHERED, gap("open"), gap("declined", GapState.DECLINED))
TESTS = (said("cfo", "alder", id="tst_gap"), said("cfo", "birch", id="tst_words"), said("cfo", "cedar", id="tst_nothing"))
FOUND = closed_loops(GAPS, TESTS, [message("msg_2", "tst_words", "tst_gap"), message("msg_1", "tst_words"), message("msg_3")])


def test_a_gap_is_closed_when_it_became_an_outcome_or_is_in_the_product_queue_also_by_way_of_another() -> None:
    cases = {case.source.id: [(one.end, one.id) for one in case.closures] for case in FOUND.gaps.cases}
    assert cases == {
        "queued": [(LoopEnd.PRODUCT_QUEUE, "queued")],
        "resolved": [(LoopEnd.OUTCOME, "out_new"), (LoopEnd.MESSAGE, "msg_2")],
        "gathered": [(LoopEnd.PRODUCT_QUEUE, "queued")],
    }
    assert list(cases) == ["queued", "resolved", "gathered"], "oldest first"
    assert (FOUND.gaps.total, FOUND.gaps.share) == (5, 3 / 5)


def test_a_test_is_closed_when_it_led_to_the_words_of_a_message_or_to_a_gap_that_is() -> None:
    assert {case.source.id: case.closures for case in FOUND.tests.cases} == {
        "tst_gap": (Closure(end=LoopEnd.OUTCOME, id="out_new"), Closure(end=LoopEnd.MESSAGE, id="msg_2")),
        "tst_words": (Closure(end=LoopEnd.MESSAGE, id="msg_1"), Closure(end=LoopEnd.MESSAGE, id="msg_2")),
    }
    assert FOUND.tests.share == 2 / 3


def test_the_share_from_outside_sales_is_that_of_the_closed_gaps() -> None:
    assert [case.source.id for case in FOUND.outside_sales.cases] == ["queued", "gathered"]
    assert FOUND.outside_sales.share == 2 / 3


def test_where_nothing_was_reported_there_is_no_share() -> None:
    nothing = closed_loops([], [], [message("msg_1", "tst_gone")])
    assert (nothing.gaps.share, nothing.tests.share, nothing.outside_sales.share) == (None, None, None)
    unanswered = closed_loops([gap("open")], [], [])
    assert (unanswered.gaps.share, unanswered.outside_sales.share) == (0, None)
