"""Every benchmark runs, on a small workspace, and really does what it measures. How fast it is, no test can say."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from benchmarks.__main__ import PROMISES
from benchmarks.figures import Amount, Ratio, side_by_side
from benchmarks.ground import Ground, opened
from benchmarks.s3_editors import EDITORS, edited_together
from benchmarks.s6_database_gone import FAULTS, survived
from benchmarks.s7_overload import overloaded
from benchmarks.s8_hostile_documents import Run, examples_app
from benchmarks.s11_disk_full import filled, small_disk
from benchmarks.workspace import Size, Workspace

from valuenet.model.ids import LOCAL
from valuenet.settings import StoreSettings

SMALL = Size(networks=12, differentiators=2, outcomes=8, arrows=12, tags=16, personas=5)
ROUNDS = 2

LINE = re.compile(
    r"[FS]\d (SQLite|Neo4j): .+: [\d.]+ (µs|ms|s); .+: [\d.]+ (µs|ms|s); "
    r"ratio [\d.]+ \(half of \d+ rounds [\d.]+ to [\d.]+\), bound [\d.]+: (met|MISSED)( \(.+\))?"
)


@pytest.fixture
def ground(store_settings: StoreSettings) -> Iterator[Ground]:
    """Where the benchmarks of this test run: on each store."""
    with opened(store_settings) as found:
        yield found


@pytest.mark.parametrize(
    ("promise", "figures", "networks"),
    [("f2", 2, 1), ("f3", 3, SMALL.networks), ("f4", 3, 2), ("f5", 1, 2 * SMALL.networks), ("f7", 6, 2)],
)
def test_a_benchmark_writes_what_it_measures_and_prints_a_line_for_each_figure(
    ground: Ground, promise: str, figures: int, networks: int
) -> None:
    found = list(PROMISES[promise].figures(ground, SMALL, ROUNDS))
    assert [bool(LINE.fullmatch(str(figure))) for figure in found] == [True] * figures, found
    ids = [summary.id for summary in ground.store.list_networks(LOCAL)]
    written = ground.store.read_networks(LOCAL, ids).values()
    assert [len(network.outcomes) for network in written] == [SMALL.outcomes] * networks
    edited = 4 * (ROUNDS + 2) if promise == "f4" else ROUNDS + 2 if promise == "f2" else 0  # F4 takes back what one of its edits adds
    assert all(network.revision > edited for network in written)
    assert ground.bare.rows() == sum(len(network.outcomes) + len(network.arrows) + len(network.tags) for network in written)
    assert not list(ground.store.verify(LOCAL))


def test_the_simulation_and_the_portfolio_are_measured_without_a_store(ground: Ground) -> None:
    assert [bool(LINE.fullmatch(str(figure))) for figure in PROMISES["f8"].figures(ground, SMALL, ROUNDS)] == [True] * 3
    assert ground.bare.rows() == 0


def test_signing_in_is_measured_where_it_is_remembered_and_where_it_is_not(ground: Ground) -> None:
    found = list(PROMISES["s9"].figures(ground, SMALL, ROUNDS))
    assert [bool(LINE.fullmatch(str(figure))) for figure in found] == [True] * 2, found
    assert len(ground.store.tokens(LOCAL)) == ROUNDS + 2


def test_the_start_is_measured_to_the_first_answer_and_memory_after_it(ground: Ground) -> None:
    ratio, amount = PROMISES["f9"].figures(ground, SMALL, 1)
    assert LINE.fullmatch(str(ratio)), ratio
    assert isinstance(amount, Amount)
    assert 10 < amount.value < 1_000


def test_a_workspace_is_the_same_in_every_run_and_of_the_size_that_is_asked_for() -> None:
    one, other = (list(Workspace(SMALL).networks()) for _ in range(2))
    assert one == other
    counted = {(len(each.differentiators), len(each.outcomes), len(each.arrows), len(each.tags)) for each in one}
    assert counted == {(SMALL.differentiators, SMALL.outcomes, SMALL.arrows, SMALL.tags)}
    assert one[0] != next(Workspace(SMALL, seed=2).networks())


def test_both_sides_are_measured_in_turns_and_the_first_two_rounds_do_not_count() -> None:
    turns: list[str] = []

    def side(name: str, number: int) -> float:
        turns.append(name)
        return float(number)

    measured = side_by_side(2, lambda number: side("ours", number), lambda number: side("bare", number))
    assert turns == ["ours", "bare", "bare", "ours"] * 2
    assert measured == ([0.0, 1.0], [0.0, 1.0])


def test_a_promise_is_missed_when_the_ratio_of_the_medians_is_above_its_bound() -> None:
    ratio = Ratio(
        promise="F0",
        store="SQLite",
        what="ours",
        baseline="bare",
        seconds=[0.002, 0.004, 9.0],
        baseline_seconds=[0.001, 0.002, 0.003],
        bound=2,
    )
    assert (ratio.value, ratio.met) == (2.0, True)
    slower = replace(ratio, seconds=[0.002, 0.005, 0.005])
    assert not slower.met
    assert str(slower).endswith("ratio 2.50 (half of 3 rounds 1.83 to 2.25), bound 2: MISSED")


def test_hostile_requests_of_every_kind_are_answered_and_none_with_a_5xx(ground: Ground) -> None:
    run = Run(examples_app(ground))
    asyncio.run(run.go_on(len(run.kinds)))
    assert len(run.kinds) >= 200
    assert (run.asked, run.failed) == (len(run.kinds), 0)
    assert {"answered", "OVER_BUDGET", "INVALID_REQUEST", "SYNTAX_ERROR"} <= run.outcomes.keys()


def test_of_many_who_edit_one_network_at_once_nobody_loses_anything(ground: Ground) -> None:
    run = edited_together(ground, 4 * EDITORS)
    assert run.answers.total() == 4 * EDITORS
    assert run.successes >= 2


def test_a_question_is_asked_again_beside_a_bare_route_that_gives_the_same_bytes(ground: Ground) -> None:
    found = list(PROMISES["f1"].figures(ground, SMALL, ROUNDS))
    assert [bool(LINE.fullmatch(str(figure))) for figure in found] == [True] * 2, found


def test_the_pulse_of_the_event_loop_is_taken_while_everything_is_asked(ground: Ground) -> None:
    (amount,) = PROMISES["f10"].figures(ground, SMALL, 4)
    assert isinstance(amount, Amount)
    assert int(amount.what.split()[0]) > 5


def test_a_service_that_is_asked_too_much_says_so_and_nothing_else(ground: Ground) -> None:
    others, taken, _, memory = overloaded(ground, SMALL, 2)
    assert others.value == 0
    assert int(taken.what.split()[0]) > 0
    assert 10 < memory.value < 1_000


@pytest.mark.neo4j
@pytest.mark.parametrize("store_settings", ["neo4j"], indirect=True)
def test_a_database_that_goes_in_any_way_is_told_of_and_all_is_well_after_its_return(ground: Ground) -> None:
    found = list(survived(ground, clients=4, seconds=2))
    assert len(found) == 6 * len(FAULTS) + 1
    assert [str(one) for one in found if one.unit == "" and one.value] == []


def test_on_a_full_disk_nothing_is_lost_or_damaged_and_questions_are_answered() -> None:
    with suppress(PermissionError), small_disk(12) as folder:  # it takes the right to mount a disk, which not everybody has
        assert [str(one) for one in filled(folder) if one.value] == []
