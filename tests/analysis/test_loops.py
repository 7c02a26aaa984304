"""Loops, vicious circles, and what breaks them."""

from __future__ import annotations

from itertools import pairwise

import networkx
from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import complete, example, grown, keys, network, ring
from valuenet.analysis.graph import arrow_graph
from valuenet.analysis.loops import Loop, circular, loop_groups, loops
from valuenet.model.edits import PutOutcome
from valuenet.model.network import LeadsTo, Network

looping_networks = st.tuples(st.integers(3, 8), st.integers(0, 500)).map(
    lambda size: grown(size[0], min(3 * size[0], size[0] * (size[0] - 1)), seed=size[1])
)


def around(loop: Loop) -> list[str]:
    return keys(loop.outcomes)


def ends(net: Network, arrows: tuple[LeadsTo, ...]) -> list[tuple[str, str]]:
    return [(net.node_by_id[arrow.cause].key, net.node_by_id[arrow.effect].key) for arrow in arrows]


def test_the_merry_go_round_has_two_vicious_circles() -> None:
    net, _ = example("mediocrity-merry-go-round")
    found = loops(net)
    assert [around(loop) for loop in found] == [
        ["customers-expect-discounts", "offer-looks-worth-less"],
        ["customers-self-diagnose", "same-solutions-presented", "sellers-not-worth-consulting", "excluded-as-a-resource"],
    ]
    assert all(loop.vicious for loop in found)


def test_the_culture_network_has_nine_loops_and_none_is_vicious() -> None:
    net, _ = example("value-focused-culture")
    found = loops(net)
    assert len(found) == 9
    assert not any(loop.vicious for loop in found)
    assert len({loop.name for loop in found}) == 9, "each has a name of its own"


def test_one_wanted_outcome_in_a_loop_takes_the_vice_out_of_it() -> None:
    assert [loop.vicious for loop in loops(network("(a) -> (b) -> (a)"))] == [True]
    assert [loop.vicious for loop in loops(network("(a) -> b -> a"))] == [False]


def test_a_loop_is_named_after_what_it_contains_from_the_smallest_key_on() -> None:
    assert [loop.name for loop in loops(network("b -> a -> b"))] == ["A ↔ B"]
    assert [loop.name for loop in loops(network("c -> b -> a -> c"))] == ["A → C → B → A"]


def test_a_long_name_is_cut_between_words_and_in_its_middle() -> None:
    wordy = PutOutcome(key="a", title="word " * 39 + "end")
    name = loops(network("a -> b -> a", wordy))[0].name
    assert name.endswith("word… ↔ B")
    assert len(name) < 140
    assert loops(network(*ring(12)))[0].name.count("→") == 11
    assert "… (2 more)" in loops(network(*ring(12)))[0].name


def test_a_loop_names_the_arrow_that_leaves_each_of_its_outcomes() -> None:
    net = network("[tool] -> a -> b -> c -> a")
    (loop,) = loops(net)
    assert ends(net, loop.arrows) == [("a", "b"), ("b", "c"), ("c", "a")]


def test_a_loop_that_stands_alone_is_broken_by_each_of_its_arrows() -> None:
    net, _ = example("mediocrity-merry-go-round")
    for group in loop_groups(net):
        (loop,) = group.loops
        assert loop.broken_by == loop.arrows
        assert set(group.broken_by) == {(arrow,) for arrow in loop.arrows}


def test_a_loop_in_a_group_is_broken_by_those_of_its_arrows_that_end_most_loops_of_the_group() -> None:
    net = network("a -> b -> c -> a", "b -> a")
    (group,) = loop_groups(net)
    assert [around(loop) for loop in group.loops] == [["a", "b"], ["a", "b", "c"]]
    assert [ends(net, loop.broken_by) for loop in group.loops] == [[("a", "b")], [("a", "b")]]
    assert [ends(net, arrows) for arrows in group.broken_by] == [[("a", "b")]]


def test_where_no_single_arrow_ends_all_loops_of_a_group_the_smallest_set_that_does_is_named() -> None:
    net = network("a -> b -> a", "b -> c -> b", "c -> d -> c")
    (group,) = loop_groups(net)
    (together,) = group.broken_by
    assert len(together) == 3


def test_profitable_growth_holds_the_largest_loops_of_the_culture_network_together() -> None:
    net, _ = example("value-focused-culture")
    largest = max(loop_groups(net), key=lambda group: len(group.outcomes))
    assert ("profitable-growth", "affordable-differentiation") in [ends(net, arrows)[0] for arrows in largest.broken_by]
    assert all(len(arrows) == 1 for arrows in largest.broken_by)


@given(looping_networks)
@settings(deadline=None, max_examples=60)
def test_every_simple_cycle_is_a_loop_listed_once_shortest_first(net: Network) -> None:
    found = loops(net, limit=100_000)
    expected = [[net.node_by_id[node].key for node in cycle] for cycle in networkx.simple_cycles(arrow_graph(net))]
    turned = [cycle[cycle.index(min(cycle)) :] + cycle[: cycle.index(min(cycle))] for cycle in expected]
    assert [around(loop) for loop in found] == sorted(turned, key=lambda cycle: (len(cycle), cycle))


@given(looping_networks)
@settings(deadline=None, max_examples=60)
def test_what_breaks_a_group_leaves_no_loop_and_is_as_small_as_can_be(net: Network) -> None:
    for group in loop_groups(net):
        inside = {outcome.id for outcome in group.outcomes}
        arrows = [arrow for arrow in net.arrows if arrow.cause in inside and arrow.effect in inside]

        def loops_left(*gone: LeadsTo, kept: tuple[LeadsTo, ...] = tuple(arrows)) -> bool:
            graph: networkx.DiGraph[str] = networkx.DiGraph([(arrow.cause, arrow.effect) for arrow in kept if arrow not in gone])
            return not networkx.is_directed_acyclic_graph(graph)

        for together in group.broken_by:
            assert not loops_left(*together)
            for spared in together:
                assert loops_left(*(arrow for arrow in together if arrow is not spared))
        singles = [(arrow,) for arrow in arrows if not loops_left(arrow)]
        if singles:
            assert list(group.broken_by) == singles
        else:
            assert len(group.broken_by) == 1
            assert len(group.broken_by[0]) > 1


def test_loops_of_a_complete_network_are_cut_and_it_is_said() -> None:
    net = network(*complete(30))
    (group,) = loop_groups(net, limit=500)
    assert group.cut
    assert [len(loop.outcomes) for loop in group.loops] == [2] * 435 + [3] * 65, "the shortest are listed"
    (together,) = group.broken_by
    assert len(together) == 435, "one arrow of every pair"


def test_a_list_that_is_exactly_as_long_as_its_limit_is_not_cut() -> None:
    net = network("a -> b -> a", "b -> c -> b")
    assert [group.cut for group in loop_groups(net, limit=2)] == [False]
    assert [group.cut for group in loop_groups(net, limit=1)] == [True]


def test_a_ring_of_many_outcomes_is_one_loop() -> None:
    (group,) = loop_groups(network(*ring(300)))
    (loop,) = group.loops
    assert len(loop.outcomes) == len(group.broken_by) == 300
    assert not group.cut


def test_what_leads_in_a_circle_can_be_asked_of_some_nodes_alone() -> None:
    net = network("(a) -> (b) -> (a)", "(b) -> c -> (b)")
    assert [keys(group) for group in circular(net)] == [["a", "b", "c"]]
    assert [keys(group) for group in circular(net, {outcome.id for outcome in net.outcomes if not outcome.wanted})] == [["a", "b"]]


def test_the_arrows_of_a_loop_are_one_behind_the_other() -> None:
    for loop in loops(grown(40, 120)):
        assert all(one.effect == other.cause for one, other in pairwise([*loop.arrows, loop.arrows[0]]))
