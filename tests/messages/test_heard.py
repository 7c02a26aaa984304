"""What was confirmed or refuted at this account, and at accounts that are similar."""

from __future__ import annotations

from dialogues import said
from drawing import network, outcome_id
from meetings import ALDER, briefed
from valuenet.messages.brief_parts import Heard, Nearness, Point
from valuenet.messages.phrases import NO_BREAK
from valuenet.model.account import Account
from valuenet.model.message_test import MessageTest
from valuenet.model.vocabulary import TestResult

NET = network("[tool] -> fast", "fast: cfo, clerk")
FAST = outcome_id(NET, "fast")


def point(*tests: MessageTest, at: Account | None = ALDER) -> Point:
    return briefed(NET, tests=tests, at=at).pages[0].points[0]


def heard(*tests: MessageTest, at: Account | None = ALDER) -> list[tuple[str, Nearness]]:
    return [(one.account, one.nearness) for one in point(*tests, at=at).heard]


def test_this_account_comes_first_then_the_most_similar_ones_and_others_not_at_all() -> None:
    tests = [said("cfo", key, about=FAST, on="2026-03-01") for key in ("elm", "dogwood", "cedar", "birch")]
    assert heard(*tests) == [
        ("Birch", Nearness.TRADE_AND_REGION),
        ("Cedar", Nearness.TRADE),
        ("Dogwood", Nearness.REGION),
    ]
    assert heard(*tests, said("cfo", "alder", about=FAST, on="2025-01-01"))[0] == ("Alder", Nearness.HERE)


def test_of_equally_similar_accounts_the_newest_comes_first() -> None:
    birches = [said("cfo", "birch", about=FAST, on="2026-01-01"), said("cfo", "cedar", about=FAST, on="2026-02-01")]
    food = Account(id=ALDER.id, key=ALDER.key, name="Alder", trade="FOOD")
    assert heard(*birches, at=food) == [("Cedar", Nearness.TRADE), ("Birch", Nearness.TRADE)]


def test_without_an_account_everybody_is_heard() -> None:
    assert heard(said("cfo", "elm", about=FAST), at=None) == [("Elm", Nearness.ELSEWHERE)]


def test_an_account_of_no_trade_and_region_is_similar_to_nobody() -> None:
    bare = Account(id=ALDER.id, key=ALDER.key, name="Alder")
    assert heard(said("cfo", "birch", about=FAST), at=bare) == []


def test_at_this_account_everybody_is_heard_elsewhere_only_the_same_persona_and_clear_answers() -> None:
    tests = [
        said("clerk", "alder", "inconclusive", about=FAST),
        said("clerk", "birch", about=FAST),
        said("cfo", "cedar", "inconclusive", about=FAST),
    ]
    assert heard(*tests) == [("Alder", Nearness.HERE)]


def test_a_person_is_named_only_where_the_meeting_is() -> None:
    tests = [said("cfo", key, about=FAST, person="Kim", on="2026-03-01") for key in ("alder", "birch")]
    assert [one.person for one in point(*tests).heard] == ["Kim", ""]


def test_what_is_told_is_the_last_result_with_words_that_belong_to_it() -> None:
    tests = [
        said("cfo", "birch", "refuted", about=FAST, on="2026-01-01", quote="never"),
        said("cfo", "birch", about=FAST, on="2026-02-01", quote="perhaps after all", desirability="high", money=1_500),
        said("cfo", "birch", about=FAST, on="2026-03-01"),
    ]
    (only,) = point(*tests).heard
    assert isinstance(only, Heard)
    assert (only.result, only.quote, only.desirability) == (TestResult.VALIDATED, "perhaps after all", "high")
    assert only.worth == f"1{NO_BREAK}500 a year"


def test_a_number_in_another_unit_keeps_its_unit() -> None:
    (only,) = point(said("cfo", "birch", about=FAST, money=12, unit="hours a week")).heard
    assert only.worth == "12 hours a week"


def test_a_refutation_is_told_even_where_three_nearer_accounts_confirmed() -> None:
    tests = [said("cfo", key, about=FAST, on="2026-03-01") for key in ("alder", "birch", "cedar")]
    found = point(*tests, said("cfo", "dogwood", "refuted", about=FAST, on="2026-03-01"))
    assert [one.account for one in found.heard] == ["Alder", "Birch", "Dogwood"]
    assert (found.confirmed, found.refuted) == (2, 1)
