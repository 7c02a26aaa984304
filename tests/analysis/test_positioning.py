"""Why us and not them."""

from __future__ import annotations

from drawing import compared, example, keys, network
from valuenet.analysis.positioning import OutcomePosition, positioning
from valuenet.model.edits import Compare
from valuenet.model.ids import AlternativeId
from valuenet.model.network import Network
from valuenet.model.vocabulary import Position

RIVAL = AlternativeId("alt_rival")


def against(net: Network, outcome: str) -> OutcomePosition:
    """Where one outcome stands against the rival."""
    return next(one for one in positioning(net, RIVAL) if one.outcome.key == outcome)


def test_the_strongest_way_to_an_outcome_decides_where_we_stand() -> None:
    net = network("[tool] => goal", "[portal] ~> goal", *compared(tool="behind", portal="ahead"))
    assert against(net, "goal").position is Position.BEHIND
    net = network("[tool] ~> goal", "[portal] => goal", *compared(tool="behind", portal="ahead"))
    assert against(net, "goal").position is Position.AHEAD


def test_of_two_equally_strong_ways_the_less_favourable_decides() -> None:
    net = network("[tool] -> goal", "[portal] -> goal", *compared(tool="equal", portal="ahead"))
    assert against(net, "goal").position is Position.EQUAL


def test_an_outcome_is_unique_only_where_every_way_to_it_is_known_to_be() -> None:
    both = network("[tool] => goal", "[portal] ~> goal", *compared(tool="unique", portal="unique"))
    assert against(both, "goal").position is Position.UNIQUE
    another_way = network("[tool] => goal", "[portal] ~> goal", *compared(tool="unique", portal="behind"))
    assert against(another_way, "goal").position is Position.AHEAD
    not_known = network("[tool] => goal", "[portal] ~> goal", *compared(tool="unique"))
    assert against(not_known, "goal").position is Position.AHEAD


def test_ways_that_have_not_been_compared_are_said_and_decide_nothing() -> None:
    net = network("[tool] => goal", "[portal] ~> goal", *compared(portal="equal"))
    found = against(net, "goal")
    assert found.position is Position.EQUAL
    assert keys(way.differentiator for way in found.ways(None)) == ["tool"]
    assert against(network("[tool] => goal"), "goal").position is None


def test_every_way_is_listed_strongest_first_with_its_chain_and_its_evidence() -> None:
    net = network("[tool] -> a -> goal", "[portal] => goal", *compared(tool="unique", portal="behind"))
    found = against(net, "goal")
    assert keys(way.differentiator for way in found.through) == ["portal", "tool"]
    assert found.through[1].chain.sentence == "Tool, so that A, so that Goal"
    assert keys(way.differentiator for way in found.ways(Position.UNIQUE)) == ["tool"]
    assert found.evidence == ("trial of portal", "trial of tool")


def test_outcomes_come_best_position_first_and_unknown_ones_last() -> None:
    net = network(
        "[one] -> even",
        "[two] -> only",
        "[three] -> riddle",
        "[four] -> worse",
        "[five] -> better -> best",
        *compared(one="equal", two="unique", four="behind", five="ahead"),
    )
    assert keys(one.outcome for one in positioning(net, RIVAL)) == ["only", "better", "best", "even", "worse", "riddle"]


def test_unwanted_and_unreached_outcomes_are_no_reason_to_buy() -> None:
    net = network("[tool] -> good", "[tool] -> (bad)", "lonely -> island", *compared(tool="unique"))
    assert keys(one.outcome for one in positioning(net, RIVAL)) == ["good"]


def test_each_alternative_has_its_own_answer() -> None:
    quo = Compare(differentiator="tool", alternative="status-quo", position=Position.UNIQUE)
    net = network("[tool] -> goal", quo, *compared(tool="behind"))
    assert [one.position for one in positioning(net, RIVAL)] == [Position.BEHIND]
    assert [one.position for one in positioning(net, AlternativeId("alt_status-quo"))] == [Position.UNIQUE]
    assert [one.position for one in positioning(net, AlternativeId("alt_unheard-of"))] == [None]


def test_the_example_says_where_the_rival_is_better() -> None:
    net, people = example("invoice-automation")
    found = {str(one.outcome.key): one.position for one in positioning(net, people.alternative_by_key["competitor-b"].id)}
    assert found["posted-without-retyping"] is Position.BEHIND
    assert found["early-pay-discounts-caught"] is Position.AHEAD
