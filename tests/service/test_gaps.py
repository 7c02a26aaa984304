"""Value gaps: reported in one line, decided about, and their scouts see what became of them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from commits import now
from conftest import Sent
from selling import ANN, BEN, STRANGER, TOLD, Shop, shop
from valuenet.errors import InvalidEdit, NotFound, StaleRevision
from valuenet.model.edits import Connect, PutOutcome, Remove, Tag
from valuenet.model.vocabulary import Desirability, GapState, ScoutFunction
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.dialogue import message_test
from valuenet.service.gap_decisions import (
    GapGathering,
    GapResolution,
    GapVerdict,
    gap_decline,
    gap_gather,
    gap_queue,
    gap_resolve,
)
from valuenet.service.gap_reviews import closed_loops, gathering_proposals, product_queue
from valuenet.service.gaps import GapQuestion, GapView, NewGap, gap_called, gap_page, gap_report
from valuenet.service.history import changes
from valuenet.service.library import Library
from valuenet.service.message_writing import MessageWriting, message_write
from valuenet.store.protocol import Store

TOLD_GAP = NewGap(text="nobody can approve an invoice on a phone", account="Alder Foods", persona="cfo", function=ScoutFunction.SUPPORT)


def reported(there: Shop, **said: Any) -> GapView:
    return gap_report(there.library, ANN, replace(TOLD_GAP, **said)).gap


def test_a_gap_is_reported_in_one_line_by_whoever_meets_customers(store: Store) -> None:
    there = shop(store)
    done = gap_report(there.library, ANN, replace(TOLD_GAP, importance=Desirability.HIGH, anticipated=False, stated=Decimal("5000")))
    assert done.account_created
    gap = done.gap.kept.record
    assert (gap.scout, gap.function, gap.on, gap.state) == ("Ann", ScoutFunction.SUPPORT, date(2026, 3, 10), GapState.OPEN)
    assert done.gap.subject.persona is not None
    assert done.gap.subject.persona.key == "cfo"
    assert done.gap.became is None
    assert gap_called(there.library, BEN, gap.id) == done.gap


def test_everything_that_is_wrong_with_a_report_is_told_at_once(store: Store) -> None:
    there = shop(store)
    there.account("alder-foods", "Alder Foods")
    with pytest.raises(InvalidEdit) as refused:
        reported(there, text="", account="Alder Fods", persona="cfoo", on=date(2026, 4, 1), stated=Decimal("NaN"), test="tst_none")
    assert [(problem.path, problem.code) for problem in refused.value.problems] == [
        ("test", "UNKNOWN_TEST"),
        ("account", "NEARLY_KNOWN_ACCOUNT"),
        ("persona", "UNKNOWN_PERSONA"),
        ("on", "IN_THE_FUTURE"),
        ("stated", "OUT_OF_BOUNDS"),
        ("text", "MISSING"),
    ]
    assert gap_page(there.library, ANN).gaps == ()


def test_a_gap_that_came_up_in_a_test_takes_account_persona_and_day_from_it(store: Store) -> None:
    there = shop(store)
    test = message_test(there.library, ANN, TOLD).kept.record
    gap = reported(there, account="", persona="", test=test.id).kept.record
    assert (gap.account, gap.persona, gap.on, gap.test) == (test.account, test.persona, test.on, test.id)


def test_a_resolvable_gap_becomes_an_outcome_and_its_scout_sees_which(store: Store) -> None:
    there = shop(store)
    gap = reported(there).kept.record.id
    done = gap_resolve(there.library, BEN, GapResolution(gap=gap, outcome="culture/pride", reason="it is the same wish"))
    assert done.saved is None
    assert gap_called(there.library, ANN, gap).became == (
        "became outcome “Sellers are proud of their work” (culture/pride) on 2026-03-10 by Ben: it is the same wish"
    )
    there.edit(Remove(key="pride"))
    assert gap_called(there.library, ANN, gap).became == "became an outcome (removed since) on 2026-03-10 by Ben: it is the same wish"


NEW = (
    PutOutcome(key="mobile-approval", title="Invoices are approved on the way"),
    Connect(cause="better-questions", effect="mobile-approval"),
    Tag(outcome="mobile-approval", persona="cfo", why="no invoice waits for a desk"),
)


def test_a_gap_and_the_outcome_that_it_becomes_are_one_commit(store: Store) -> None:
    there = shop(store)
    gap = reported(there).kept.record.id
    before = store.state(LOCAL_CALLER.workspace).revision
    done = gap_resolve(there.library, BEN, GapResolution(gap=gap, network="culture", edits=NEW, expected_network=1))
    assert store.state(LOCAL_CALLER.workspace).revision == before + 2
    assert done.saved is not None
    assert done.saved.reading.network.revision == 2
    assert done.gap.subject.outcome == done.saved.reading.network.node_by_key["mobile-approval"]
    (logged, *_) = changes(there.library, BEN, there.network, limit=1)
    assert logged.reason == "resolves the value gap: nobody can approve an invoice on a phone"
    assert there.library.reading(LOCAL_CALLER.workspace, there.network) == done.saved.reading


def test_where_the_network_moved_meanwhile_neither_the_outcome_nor_the_decision_is_kept(store: Store) -> None:
    there = shop(store)
    gap = reported(there).kept.record.id
    there.edit(PutOutcome(key="calm", title="Calm"))
    with pytest.raises(StaleRevision, match="culture is at revision 2, not 1"):
        gap_resolve(there.library, BEN, GapResolution(gap=gap, network="culture", edits=NEW, expected_network=1))
    assert gap_called(there.library, BEN, gap).kept.record.state is GapState.OPEN
    assert "mobile-approval" not in there.library.reading(LOCAL_CALLER.workspace, there.network).network.node_by_key


@pytest.mark.parametrize(
    ("how", "paths"),
    [
        ({"outcome": "culture/prid"}, ["outcome"]),
        ({}, ["outcome"]),
        ({"edits": NEW[:1]}, ["network", "expectedNetworkRevision"]),
        ({"edits": NEW[1:], "network": "culture", "expected_network": 1}, ["outcome"]),
        ({"edits": (PutOutcome(key="x", title=""),), "network": "culture", "expected_network": 1}, ["edits[0].title"]),
        ({"edits": NEW, "outcome": "culture/other", "expected_network": 1}, ["outcome"]),
    ],
)
def test_a_resolution_that_cannot_be_is_refused_with_all_that_is_wrong(store: Store, how: dict[str, Any], paths: list[str]) -> None:
    there = shop(store)
    gap = reported(there).kept.record.id
    with pytest.raises(InvalidEdit) as refused:
        gap_resolve(there.library, BEN, GapResolution(gap=gap, **how))
    assert [problem.path for problem in refused.value.problems] == paths
    assert gap_called(there.library, BEN, gap).kept.revision == 1


def test_declining_needs_a_reason_which_the_scout_reads(store: Store) -> None:
    there = shop(store)
    gap = reported(there).kept.record.id
    with pytest.raises(InvalidEdit, match="declining needs a reason"):
        gap_decline(there.library, BEN, GapVerdict(gap=gap))
    assert gap_decline(there.library, BEN, GapVerdict(gap=gap, reason="we do not do phones")).became == (
        "was declined on 2026-03-10 by Ben: we do not do phones"
    )


def test_a_gap_that_was_decided_is_decided_anew_only_by_who_has_seen_that(store: Store) -> None:
    there = shop(store)
    gap = reported(there).kept.record.id
    gap_queue(there.library, BEN, GapVerdict(gap=gap))
    with pytest.raises(InvalidEdit, match="was queued on 2026-03-10 by Ben"):
        gap_decline(there.library, ANN, GapVerdict(gap=gap, reason="no"))
    with pytest.raises(StaleRevision):
        gap_decline(there.library, ANN, GapVerdict(gap=gap, reason="no", expected=1))
    assert gap_resolve(there.library, ANN, GapResolution(gap=gap, outcome="culture/pride", expected=2)).gap.kept.record.state is (
        GapState.RESOLVED
    )
    assert gap_queue(there.library, ANN, GapVerdict(gap=gap, expected=3)).kept.record.outcome is None


def test_of_two_who_decide_at_once_one_is_told_that_he_is_late(store: Store) -> None:
    there = shop(store)
    gap = reported(there).kept.record.id

    def attempt(decide: Callable[[Library, Any, GapVerdict], GapView]) -> bool:
        try:
            decide(there.library, BEN, GapVerdict(gap=gap, reason="because"))
        except (StaleRevision, InvalidEdit):
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, [gap_queue, gap_decline])) == [False, True]


def test_gaps_that_say_the_same_are_gathered_and_share_what_becomes_of_the_one_that_stays(store: Store) -> None:
    there = shop(store)
    one, two, three, four = (reported(there, account=name).kept.record.id for name in ("Alder", "Birch", "Cedar", "Dogwood"))
    gap_gather(there.library, BEN, GapGathering(gaps=(two,), into=one))
    kept = gap_gather(there.library, BEN, GapGathering(gaps=(one, four), into=three, reason="all about phones"))
    assert kept.kept.record.id == three
    for gap in (one, two, four):
        assert gap_called(there.library, ANN, gap).kept.record.same_as == three
    gap_queue(there.library, BEN, GapVerdict(gap=three))
    assert gap_called(there.library, ANN, two).became == (
        "was gathered into “nobody can approve an invoice on a phone” on 2026-03-10 by Ben, "
        "which went to the product queue on 2026-03-10 by Ben"
    )


def test_everything_that_cannot_be_gathered_is_told_at_once(store: Store) -> None:
    there = shop(store)
    one, two, three = (reported(there, account=name).kept.record.id for name in ("Alder", "Birch", "Cedar"))
    gap_gather(there.library, BEN, GapGathering(gaps=(two,), into=one))
    with pytest.raises(InvalidEdit) as refused:
        gap_gather(there.library, BEN, GapGathering(gaps=(two, three, "gap_none"), into=two))
    assert [(problem.path, problem.code) for problem in refused.value.problems] == [
        ("gaps[2]", "UNKNOWN_GAP"),
        ("gaps[0]", "SAME_GAP"),
        ("into", "GATHERED"),
    ]
    with pytest.raises(InvalidEdit) as refused:
        gap_gather(there.library, BEN, GapGathering(gaps=(), into=three))
    assert [problem.path for problem in refused.value.problems] == ["gaps"]


def test_gaps_that_seem_to_say_the_same_are_proposed_with_the_reason(store: Store) -> None:
    there = shop(store)
    reported(there)
    reported(there, text="nobody can approve invoices on the phone", account="Birch")
    reported(there, text="month end takes nine days", account="Birch")
    (proposal,) = gathering_proposals(there.library, BEN)
    assert len(proposal.gaps) == 1
    assert "words shared" in proposal.because[0]
    assert proposal.into.subject.account is not None


def test_the_product_queue_is_ranked_by_what_is_behind_each_gap(store: Store) -> None:
    there = shop(store)
    small = reported(there, text="no dark mode", account="Alder").kept.record.id
    big, same = (reported(there, account=name, stated=Decimal(1000)).kept.record.id for name in ("Birch", "Cedar"))
    gap_gather(there.library, BEN, GapGathering(gaps=(same,), into=big))
    for gap in (small, big):
        gap_queue(there.library, BEN, GapVerdict(gap=gap))
    first, second = product_queue(there.library, BEN)
    assert (first.gap.kept.record.id, [account.key for account in first.queued.accounts], first.queued.money) == (
        big,
        ["birch", "cedar"],
        Decimal(2000),
    )
    assert second.gap.kept.record.id == small


def test_closed_loops_are_counted_with_their_cases(store: Store) -> None:
    there = shop(store)
    test = message_test(there.library, ANN, TOLD).kept.record.id
    message_test(there.library, ANN, replace(TOLD, persona="cfo"))
    message_write(there.library, ANN, MessageWriting(outcome="culture/win-rate", persona="cro", because=(test,)))
    resolved = reported(there).kept.record.id
    reported(there, function=ScoutFunction.SALES)
    gap_resolve(there.library, BEN, GapResolution(gap=resolved, outcome="culture/pride"))
    loops = closed_loops(there.library, BEN)
    assert ([case.source.id for case in loops.gaps.cases], loops.gaps.share) == ([resolved], 0.5)
    assert ([case.source.id for case in loops.tests.cases], loops.tests.share) == ([test], 0.5)
    assert loops.outside_sales.share == 1.0


def test_gaps_are_listed_newest_first_through_every_filter(store: Store) -> None:
    there = shop(store)
    for day, account, function, scout in [
        (1, "Alder", ScoutFunction.SALES, "Mia"),
        (2, "Birch", ScoutFunction.SUPPORT, "Tom"),
        (3, "Birch", ScoutFunction.SALES, "mia"),
    ]:
        reported(there, account=account, function=function, scout=scout, on=date(2026, 3, day))

    def days(**asked: Any) -> list[int]:
        return [view.kept.record.on.day for view in gap_page(there.library, ANN, GapQuestion(**asked)).gaps]

    assert days() == [3, 2, 1]
    assert days(account="birch") == [3, 2]
    assert days(function=ScoutFunction.SALES) == [3, 1]
    assert days(scout="MIA") == [3, 1]
    assert days(persona="cro") == []
    assert days(state=GapState.OPEN, account="alder") == [1]
    gap = gap_page(there.library, ANN).gaps[0].kept.record.id
    gap_resolve(there.library, BEN, GapResolution(gap=gap, outcome="culture/pride"))
    assert days(network="culture") == [3]


def test_the_same_request_sent_twice_is_done_once(store: Store) -> None:
    there = shop(store)
    there.now[0] = now()
    first = gap_report(there.library, ANN, TOLD_GAP, "key-1")
    assert gap_report(there.library, ANN, TOLD_GAP, "key-1") == first
    gap = first.gap.kept.record.id
    resolution = GapResolution(gap=gap, network="culture", edits=NEW, expected_network=1)
    gap_resolve(there.library, BEN, resolution, "key-2")
    assert gap_resolve(there.library, BEN, resolution, "key-2").gap.kept.revision == 2
    queued = gap_queue(there.library, BEN, GapVerdict(gap=gap, expected=2), "key-3")
    assert gap_queue(there.library, BEN, GapVerdict(gap=gap, expected=2), "key-3") == queued


def test_another_workspace_sees_no_gap(store: Store) -> None:
    there = shop(store)
    gap = reported(there).kept.record.id
    with pytest.raises(NotFound):
        gap_called(there.library, STRANGER, gap)
    with pytest.raises(NotFound):
        gap_queue(there.library, STRANGER, GapVerdict(gap=gap))
    assert gap_page(there.library, STRANGER).gaps == ()
    assert product_queue(there.library, STRANGER) == []


def test_a_page_of_gaps_takes_the_same_statements_however_long_it_is(store: Store, sent: Sent) -> None:
    there = shop(store)
    reported(there)
    sent.clear()
    gap_page(there.library, ANN)
    few = len(sent)
    for number in range(9):
        reported(there, account=f"{number}{number}{number}", new_account=True)
    sent.clear()
    assert len(gap_page(there.library, ANN).gaps) == 10
    assert len(sent) == few
