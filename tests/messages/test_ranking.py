"""What a persona cares about most here, and why it stands where it stands."""

from __future__ import annotations

import pytest

from dialogues import counted, said
from drawing import network, outcome_id
from meetings import ALDER, briefed, meeting
from valuenet.errors import InvalidSetting
from valuenet.messages.brief import brief
from valuenet.messages.brief_parts import Point, RankPart
from valuenet.messages.phrases import NO_BREAK
from valuenet.messages.ranking import RankRule
from valuenet.model.network import Network

NET = network("[tool] -> fast -> cheap -> rich", "[tool] -> calm", "fast: cfo", "calm: cfo?", "cheap: cfo", "rich: cfo")
FAST, CALM, CHEAP, RICH = (outcome_id(NET, key) for key in ("fast", "calm", "cheap", "rich"))


def points(*tests: object, net: Network = NET, **more: object) -> dict[str, Point]:
    (page,) = briefed(net, tests=tests, **more).pages
    return {point.key: point for point in page.points}


def part(point: Point, name: str) -> RankPart:
    found = next(one for one in point.rank.parts if one.name == name)
    return RankPart(name=name, points=found.points, most=found.most, because=found.because.replace(NO_BREAK, " "))


def test_a_rank_is_the_sum_of_its_four_parts_and_each_part_says_why() -> None:
    for point in points(said("cfo", "birch", about=FAST, money=9_000)).values():
        assert [one.name for one in point.rank.parts] == ["importance", "evidence", "money", "reach"]
        assert all(one.because for one in point.rank.parts)
        assert point.rank.points == pytest.approx(sum(one.points for one in point.rank.parts))
        assert all(0 <= one.points <= one.most for one in point.rank.parts)


def test_without_tests_what_is_primary_comes_first_then_what_leads_to_most() -> None:
    assert list(points()) == ["fast", "cheap", "rich", "calm"]
    assert part(points()["calm"], "importance").because == "a secondary wish of theirs"
    assert part(points()["calm"], "importance").points == 16


def test_nothing_tested_is_an_open_question_worth_half_the_points() -> None:
    untested = part(points()["fast"], "evidence")
    assert (untested.points, untested.because) == (15, "never tested with them: an open question")


def test_what_accounts_confirmed_rises_and_says_at_how_many() -> None:
    found = points(*counted("cfo", 5, 0, about=RICH))
    assert next(iter(found)) == "rich"
    assert part(found["rich"], "evidence").because == "confirmed at 5 of 5 accounts: we expect 94 % (78 to 100 %), proven"


def test_what_they_confirmed_themselves_has_all_points_for_evidence() -> None:
    confirmed = part(points(said("cfo", "alder", about=CALM, on="2026-03-05"))["calm"], "evidence")
    assert (confirmed.points, confirmed.because) == (30, "they confirmed it themselves on 5 March 2026")


def test_what_other_personas_said_is_expected_of_those_who_were_never_asked() -> None:
    expected = part(points(*counted("cro", 3, 0, about=FAST))["fast"], "evidence")
    assert expected.because == "never tested with them; 3 of 3 others confirmed it: we expect 80 %"
    assert expected.points == 24
    doubtful = points(said("cfo", "birch", "inconclusive", about=FAST))["fast"]
    assert part(doubtful, "evidence").because == "no clear answer yet: an open question"


def test_money_is_the_median_over_accounts_against_the_highest_of_the_meeting() -> None:
    tests = [said("cro", "birch", about=FAST, money=10_000), said("cfo", "cedar", about=FAST, money=30_000)]
    found = points(*tests, said("cfo", "birch", about=RICH, money=40_000))
    assert part(found["fast"], "money").because == "2 accounts put it between 10 000 and 30 000 a year, the median is 20 000"
    assert [part(found[key], "money").points for key in ("fast", "rich", "cheap")] == [10, 20, 0]
    assert part(found["rich"], "money").because == "one account puts it at 40 000 a year"
    assert part(found["cheap"], "money").because == "nobody has put a number on it yet"


def test_what_customers_say_is_worth_nothing_gets_no_points() -> None:
    assert part(points(said("cfo", "birch", about=FAST, money=0))["fast"], "money").because == "customers put no worth on it"


def test_reach_is_nearness_and_what_follows_of_their_other_wishes() -> None:
    found = points()
    assert (part(found["fast"], "reach").points, part(found["fast"], "reach").because) == (
        10,
        "1 step from what we do, and leads to 2 more wishes of theirs",
    )
    assert (part(found["rich"], "reach").points, part(found["rich"], "reach").because) == (1.7, "3 steps from what we do")


def test_of_equal_points_the_nearest_comes_first_then_the_first_address() -> None:
    net = network("[tool] -> b", "[tool] -> a", "a: cfo", "b: cfo")
    assert list(points(net=net)) == ["a", "b"]


def test_another_rule_ranks_otherwise() -> None:
    tests = (said("cfo", "birch", about=CALM, money=5_000),)
    by_money = brief(meeting(NET, at=ALDER, tests=tests), RankRule(importance=0, evidence=0, money=1, reach=0))
    assert by_money.pages[0].points[0].key == "calm"


@pytest.mark.parametrize("wrong", [{"importance": -1}, {"money": float("nan")}, {"secondary": 2}])
def test_an_impossible_rule_cannot_be_made(wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidSetting):
        RankRule(**wrong)


def test_a_rule_without_any_points_cannot_be_made() -> None:
    with pytest.raises(InvalidSetting, match="one above 0"):
        RankRule(importance=0, evidence=0, money=0, reach=0)
