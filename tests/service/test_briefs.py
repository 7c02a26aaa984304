"""Briefs are asked for in a fixed number of store calls; kept ones stay what they were, and say what has changed since."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from commits import now
from conftest import Sent
from selling import ANN, BEN, STRANGER, Shop, shop, told
from valuenet.errors import InvalidEdit, InvalidQuestion, NotFound
from valuenet.messages.brief_parts import Brief
from valuenet.model.edits import Describe, PutOutcome, Tag
from valuenet.model.vocabulary import ScoutFunction, TestResult
from valuenet.service.briefs import Attending, BriefQuestion, brief
from valuenet.service.call_plans import brief_keep, call_plan, call_plan_comment, call_plans
from valuenet.service.dialogue import TestQuestion, message_test, message_tests
from valuenet.service.gaps import NewGap, gap_report
from valuenet.service.library import Library
from valuenet.service.message_writing import MessageWriting, message_write
from valuenet.service.networks import NewNetwork, network_create, network_delete
from valuenet.store.protocol import Store

MEETING = BriefQuestion(personas=("cro",), networks=("culture",), on=date(2026, 3, 11))


def titles(made: Brief) -> list[str]:
    return [point.title for point in made.pages[0].points]


def asked(there: Shop, **how: Any) -> Brief:
    return brief(there.library, ANN, BriefQuestion(**how))


def test_a_brief_says_what_each_persona_cares_about_and_what_it_was_made_from(store: Store) -> None:
    there = shop(store)
    made = asked(there, personas=("cro", "cfo"), networks=("culture",))
    assert [page.persona for page in made.pages] == ["cro", "cfo"]
    assert "More deals are won" in titles(made)
    assert [(one.key, one.revision) for one in made.networks] == [("culture", 1)]
    assert made.on == date(2026, 3, 10)
    assert made == asked(there, personas=("cro", "cfo"), networks=("culture",), on=date(2026, 3, 10))


def test_what_was_recorded_changes_the_brief(store: Store) -> None:
    there = shop(store)
    before = brief(there.library, ANN, MEETING)
    for customer in ("Alder", "Birch", "Cedar"):
        message_test(there.library, ANN, told(outcome="culture/pride", account=customer, quote=f"said at {customer}"))
    after = brief(there.library, ANN, MEETING)
    assert (before.tests, after.tests) == (0, 3)
    assert after != before


def test_words_that_were_written_stand_in_the_brief(store: Store) -> None:
    there = shop(store)
    message_write(there.library, ANN, MessageWriting(outcome="culture/win-rate", persona="cro", headline="Nine of ten"))
    words = [point.words for point in brief(there.library, ANN, MEETING).pages[0].points if point.words]
    assert "Nine of ten" in [one.headline for one in words]


def test_without_a_network_the_brief_is_made_from_all_in_use_that_speak_of_who_comes(store: Store) -> None:
    there = shop(store)
    edits = (PutOutcome(key="calm", title="Calm"), Tag(outcome="calm", persona="cro"))
    network_create(there.library, ANN, NewNetwork(key="tools", name="Tools", edits=edits))
    network_create(there.library, ANN, NewNetwork(key="other", name="Other", edits=(PutOutcome(key="a", title="A"),)))
    network_create(there.library, ANN, NewNetwork(key="old", name="Old", edits=(*edits, Describe(fields={"archived": True}))))
    assert [one.key for one in asked(there, personas=("cro",)).networks] == ["culture", "tools"]
    assert [one.key for one in asked(there, personas=("facilities",)).networks] == []


def test_everything_in_a_question_that_means_nothing_is_told_at_once(store: Store) -> None:
    there = shop(store)
    there.account("alder-foods", "Alder Foods")
    with pytest.raises(InvalidQuestion) as refused:
        asked(there, personas=("crow",), attendees=(Attending(persona="cfoo"),), account="Alder Fods", networks=("cultur", "culture"))
    assert [(problem.path, problem.code) for problem in refused.value.problems] == [
        ("attendees", "UNKNOWN_PERSONA"),
        ("personas", "UNKNOWN_PERSONA"),
        ("account", "UNKNOWN_ACCOUNT"),
        ("networks[0]", "UNKNOWN_NETWORK"),
    ]
    assert "did you mean 'alder-foods' (Alder Foods)?" in str(refused.value)
    with pytest.raises(InvalidQuestion, match="name at least one persona"):
        asked(there)


def test_the_account_of_a_meeting_brings_what_it_lacks(store: Store) -> None:
    there = shop(store)
    gap_report(there.library, ANN, NewGap(text="no dark mode", account="Alder Foods", function=ScoutFunction.SUPPORT))
    made = asked(there, personas=("cro",), account="alder foods", networks=("culture",))
    assert made.account is not None
    assert (made.account.key, [gap.text for gap in made.gaps]) == ("alder-foods", ["no dark mode"])


def test_a_brief_takes_the_same_statements_however_much_was_recorded(store: Store, sent: Sent) -> None:
    there = shop(store)
    library = Library(store, settled=0.0)
    message_test(there.library, ANN, told(account="Alder"))
    brief(library, ANN, MEETING)
    sent.clear()
    brief(library, ANN, MEETING)
    few = len(sent)
    for number in range(12):
        message_test(there.library, ANN, told(account=f"{number}{number}{number}", new_account=True))
    brief(library, ANN, MEETING)
    sent.clear()
    assert brief(library, ANN, MEETING).tests == 13
    assert len(sent) == few
    assert few <= 8, list(sent)


def test_a_kept_brief_stays_what_it_was_and_says_what_has_changed_since(store: Store) -> None:
    there = shop(store)
    there.account("alder", "Alder")
    question = BriefQuestion(attendees=(Attending(persona="cro", person="Mara Lind"),), account="alder", networks=("culture",))
    plan = brief_keep(there.library, ANN, question)
    assert plan.brief == brief(there.library, ANN, question)
    assert (plan.kept.record.title, plan.kept.record.owner, plan.changes) == ("Alder, 2026-03-10", ANN.actor, ())
    there.edit(PutOutcome(key="calm", title="Calm"), Describe(fields={"key": "our-culture"}))
    later = call_plan(there.library, BEN, plan.kept.record.id)
    assert later.brief == plan.brief
    assert later.changes == ("the network 'culture' was changed since: revision 2 now, 1 then, and is called 'our-culture' now",)
    network_delete(there.library, ANN, there.network, expected=2)
    assert call_plan(there.library, BEN, plan.kept.record.id).changes == ("the network 'culture' was deleted since",)


def test_results_are_recorded_against_a_plan_which_stands_for_account_day_and_person(store: Store) -> None:
    there = shop(store)
    there.account("alder", "Alder")
    question = BriefQuestion(attendees=(Attending(persona="cro", person="Mara Lind"),), account="alder", on=date(2026, 3, 9))
    plan = brief_keep(there.library, ANN, question).kept.record
    test = message_test(there.library, ANN, told(account="", on=None, plan=plan.id)).kept.record
    assert (test.account, test.on, test.person, test.plan) == (plan.account, date(2026, 3, 9), "Mara Lind", plan.id)
    message_test(there.library, ANN, told(account="alder"))
    assert [view.kept.record.id for view in message_tests(there.library, ANN, TestQuestion(plan=plan.id)).tests] == [test.id]
    with pytest.raises(InvalidEdit, match="the call plan is for another account"):
        message_test(there.library, ANN, told(account="Birch", plan=plan.id))


def test_a_plan_for_a_day_to_come_wants_to_know_when_the_meeting_was(sqlite_store: Store) -> None:
    there = shop(sqlite_store)
    plan = brief_keep(there.library, ANN, BriefQuestion(personas=("cro",), on=date(2026, 6, 1))).kept.record
    with pytest.raises(InvalidEdit, match="is 2026-06-01, which is still to come"):
        message_test(there.library, ANN, told(plan=plan.id, on=None))
    assert message_test(there.library, ANN, told(plan=plan.id, result=TestResult.REFUTED)).kept.record.plan == plan.id


def test_a_manager_comments_and_of_two_who_comment_at_once_both_are_heard(store: Store) -> None:
    there = shop(store)
    plan = brief_keep(there.library, ANN, MEETING, "First visit").kept.record.id
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda caller: call_plan_comment(there.library, caller, plan, f"{caller.actor.name} says"), [ANN, BEN]))
    view = call_plan(there.library, ANN, plan)
    assert sorted((comment.by.name, comment.text) for comment in view.kept.record.comments) == [("Ann", "Ann says"), ("Ben", "Ben says")]
    assert view.kept.record.title == "First visit"
    with pytest.raises(InvalidEdit, match="text"):
        call_plan_comment(there.library, BEN, plan, " ")


def test_plans_are_listed_newest_first_of_one_account_or_of_all(store: Store) -> None:
    there = shop(store)
    there.account("alder", "Alder")
    for day, account in [(1, "alder"), (3, None), (2, "alder")]:
        question = BriefQuestion(personas=("cro",), account=account, on=date(2026, 4, day))
        brief_keep(there.library, ANN, question)
    page = call_plans(there.library, ANN, first=2)
    assert ([view.kept.record.on.day for view in page.plans], page.more) == ([3, 2], True)
    assert [view.kept.record.on.day for view in call_plans(there.library, ANN, after=page.plans[-1].place).plans] == [1]
    assert [view.kept.record.on.day for view in call_plans(there.library, ANN, "Alder").plans] == [2, 1]


def test_the_same_request_sent_twice_keeps_one_plan_and_one_comment(store: Store) -> None:
    there = shop(store)
    there.now[0] = now()
    first = brief_keep(there.library, ANN, MEETING, repeat="key-1")
    assert brief_keep(there.library, ANN, MEETING, repeat="key-1") == first
    plan = first.kept.record.id
    call_plan_comment(there.library, BEN, plan, "go", "key-2")
    assert len(call_plan_comment(there.library, BEN, plan, "go", "key-2").kept.record.comments) == 1
    assert len(call_plans(there.library, ANN).plans) == 1


def test_another_workspace_sees_no_plan_and_no_brief(store: Store) -> None:
    there = shop(store)
    plan = brief_keep(there.library, ANN, MEETING).kept.record.id
    for attempt in (
        lambda: call_plan(there.library, STRANGER, plan),
        lambda: call_plan_comment(there.library, STRANGER, plan, "hello"),
        lambda: brief(there.library, STRANGER, MEETING),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert call_plans(there.library, STRANGER).plans == ()
