"""How far things reach."""

from __future__ import annotations

from drawing import grown, network, outcome_id
from valuenet.analysis.reach import distances, leading_to, led_to_by


def test_the_distance_of_an_outcome_is_the_fewest_arrows_from_the_nearest_differentiator() -> None:
    net = network("[far] -> a -> b -> c", "[near] -> c", "lonely -> other")
    assert {net.outcome_by_id[one].key: steps for one, steps in distances(net).items()} == {"a": 1, "b": 2, "c": 1}


def test_distances_are_listed_by_the_key_of_the_outcome() -> None:
    net = grown(60, 100)
    assert list(distances(net)) == [outcome.id for outcome in net.outcomes if outcome.id in distances(net)]


def test_what_follows_from_a_node_and_what_it_follows_from_are_each_others_mirror() -> None:
    net = grown(60, 120)
    for node in net.nodes:
        for effect in led_to_by(net, node.id):
            assert led_to_by(net, node.id)[effect] == leading_to(net, effect)[node.id]


def test_a_loop_does_not_make_an_outcome_follow_from_itself() -> None:
    net = network("[tool] -> a -> b -> a")
    assert set(led_to_by(net, outcome_id(net, "a"))) == {outcome_id(net, "b")}


def test_how_far_to_look_can_be_bounded() -> None:
    net = network("[tool] -> a -> b -> c")
    assert [net.node_by_id[node].key for node in led_to_by(net, net.differentiators[0].id, most=2)] == ["a", "b"]
    assert [net.node_by_id[node].key for node in leading_to(net, outcome_id(net, "c"), most=1)] == ["b"]
