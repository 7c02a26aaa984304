"""Of claims that are partly the same money one level counts: the best evidenced, then the smallest."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from valuenet.value.levels import best_level, groups

Pairs = set[tuple[int, int]]


def joined(count: int, pairs: Pairs) -> dict[int, set[int]]:
    """The graph of these pairs."""
    graph: dict[int, set[int]] = {one: set() for one in range(count)}
    for one, other in pairs:
        graph[one].add(other)
        graph[other].add(one)
    return graph


def levels(graph: Mapping[int, set[int]]) -> list[tuple[int, ...]]:
    """Every maximal set of which no two are joined, found by trying all."""
    found = []
    for size in range(len(graph) + 1):
        for some in combinations(graph, size):
            apart = not any(graph[one] & set(some) for one in some)
            if apart and all(one in some or graph[one] & set(some) for one in graph):
                found.append(some)
    return found


@st.composite
def graphs(draw: st.DrawFn) -> tuple[dict[int, set[int]], dict[int, int], dict[int, Decimal]]:
    """Up to eight claims, joined anyhow, with their evidence and amounts."""
    count = draw(st.integers(1, 8))
    pairs = draw(st.sets(st.sampled_from(sorted(combinations(range(count), 2))), max_size=14)) if count > 1 else set()
    evidence = {one: draw(st.integers(2, 4)) for one in range(count)}
    amounts = {one: Decimal(draw(st.integers(-20, 20))) for one in range(count)}
    return joined(count, pairs), evidence, amounts


@given(graphs())
@settings(deadline=None, max_examples=200)
def test_the_best_level_is_the_one_that_trying_all_of_them_finds(
    drawn: tuple[dict[int, set[int]], dict[int, int], dict[int, Decimal]],
) -> None:
    graph, evidence, amounts = drawn
    best = min(levels(graph), key=lambda some: (-min(evidence[one] for one in some), sum(amounts[one] for one in some), some))
    assert best_level(graph, evidence, amounts) == best


def test_the_weakest_member_decides() -> None:
    parts = joined(3, {(0, 2), (1, 2)})
    amounts = {0: Decimal(30), 1: Decimal(40), 2: Decimal(60)}
    assert best_level(parts, {0: 4, 1: 4, 2: 3}, amounts) == (0, 1)
    assert best_level(parts, {0: 4, 1: 2, 2: 3}, amounts) == (2,)


def test_on_a_tie_the_smaller_total_counts() -> None:
    parts = joined(3, {(0, 2), (1, 2)})
    assert best_level(parts, {0: 3, 1: 3, 2: 3}, {0: Decimal(30), 1: Decimal(40), 2: Decimal(60)}) == (2,)
    assert best_level(parts, {0: 3, 1: 3, 2: 3}, {0: Decimal(20), 1: Decimal(30), 2: Decimal(60)}) == (0, 1)


def test_groups_are_what_is_connected_also_by_way_of_others() -> None:
    graph = joined(6, {(0, 2), (2, 4), (1, 5)})
    assert groups(graph, range(6)) == [[0, 2, 4], [1, 5], [3]]
    assert groups(graph, [0, 4]) == [[0], [4]], "only by way of those that are asked about"


def test_as_many_claims_as_a_line_may_hold_are_decided_without_trying_all_levels() -> None:
    chain = joined(60, {(one, one + 1) for one in range(59)})
    level = best_level(chain, dict.fromkeys(range(60), 3), dict.fromkeys(range(60), Decimal(1)))
    assert len(level) == 20, "every third: none smaller leaves no claim out without one of the same money"
