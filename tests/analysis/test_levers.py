"""What a persona's outcomes depend on most."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import grown, keys, network
from valuenet.analysis.levers import Levers, levers
from valuenet.analysis.reach import distances
from valuenet.model.applying import edited
from valuenet.model.bounds import Bounds
from valuenet.model.directory import Directory
from valuenet.model.edits import Remove
from valuenet.model.ids import LOCAL, PersonaId
from valuenet.model.network import Network

CFO = PersonaId("per_cfo")


def depends(found: Levers) -> dict[str, list[str]]:
    return {one.outcome.key: keys(one.depends_on) for one in found.outcomes}


def test_an_outcome_depends_on_what_every_chain_to_it_passes_in_the_order_of_passing() -> None:
    net = network("[tool] -> a -> b -> goal", "[portal] -> a", "a -> c -> goal", "goal -> after", "goal: cfo", "after: cfo")
    assert depends(levers(net, CFO)) == {"goal": ["a"], "after": ["a", "goal"]}


def test_an_outcome_with_two_independent_ways_depends_on_neither() -> None:
    net = network("[tool] -> a -> goal", "[portal] -> b -> goal", "goal: cfo")
    assert depends(levers(net, CFO)) == {"goal": []}
    assert levers(net, CFO).ranked == ()


def test_the_lever_without_which_most_is_lost_comes_first() -> None:
    net = network("[tool] -> a -> x", "a -> b -> y", "b -> z", "x: cfo", "y: cfo", "z: cfo", "b: clerk")
    assert [(one.outcome.key, keys(one.lost)) for one in levers(net, CFO).ranked] == [("a", ["x", "y", "z"]), ("b", ["y", "z"])]


def test_of_two_levers_of_equal_weight_the_one_with_more_primary_outcomes_comes_first_then_the_nearer() -> None:
    net = network("[tool] -> a -> x", "[tool] -> b -> c -> y", "x: cfo?", "y: cfo")
    assert keys(one.outcome for one in levers(net, CFO).ranked) == ["b", "c", "a"]


def test_what_is_lost_never_counts_the_lever_itself() -> None:
    net = network("[tool] -> a -> b", "a: cfo", "b: cfo")
    assert [(one.outcome.key, keys(one.lost)) for one in levers(net, CFO).ranked] == [("a", ["b"])]


def test_unwanted_outcomes_are_left_out_and_unreached_ones_are_said() -> None:
    net = network("[tool] -> a -> (bad)", "lonely -> island", "a: cfo", "bad: cfo", "island: cfo")
    found = levers(net, CFO)
    assert depends(found) == {"a": []}
    assert keys(found.unreached) == ["island"]


def test_a_persona_without_outcomes_has_no_levers() -> None:
    assert levers(network("[tool] -> a"), CFO) == Levers(outcomes=(), ranked=(), unreached=())


@given(st.integers(0, 300))
@settings(deadline=None, max_examples=25)
def test_without_a_lever_exactly_what_it_says_is_no_longer_reached(seed: int) -> None:
    net = grown(12, 20, tags=20, seed=seed)
    found = levers(net, CFO)
    reached = {one.outcome.key for one in found.outcomes}
    for lever in found.ranked:
        without = _without(net, lever.outcome.key)
        still = {without.outcome_by_id[one].key for one in distances(without)}
        assert reached - still - {lever.outcome.key} == set(keys(lever.lost))
    no_levers = set(keys(net.outcomes)) - set(keys(one.outcome for one in found.ranked))
    for key in no_levers:
        without = _without(net, key)
        assert reached - {without.outcome_by_id[one].key for one in distances(without)} <= {key}


def _without(net: Network, key: str) -> Network:
    return edited(net, [Remove(key=key)], Directory(workspace=LOCAL), at="", bounds=Bounds())[0]
