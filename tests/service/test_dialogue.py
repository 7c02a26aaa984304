"""Tests in dialogue are recorded in one call, with all problems at once, and never changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest

from commits import now
from conftest import Sent
from selling import ANN, STRANGER, TOLD, shop, told
from valuenet.errors import IdempotencyKeyReused, InvalidEdit, InvalidQuestion, NotFound, StillInUse
from valuenet.model.edits import PutOutcome, Remove, Tag
from valuenet.model.vocabulary import Desirability, Importance, TestResult
from valuenet.service.accounts import account_list
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.dialogue import TestQuestion, message_test, message_test_called, message_tests
from valuenet.service.directory import EntryPut, persona_delete, persona_put
from valuenet.service.history import changes
from valuenet.service.message_writing import MessageWriting, message_write
from valuenet.service.networks import NewNetwork, network_create
from valuenet.store.protocol import Store


def codes(refused: InvalidEdit) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in refused.problems]


def test_one_call_records_a_test_and_makes_its_account(store: Store) -> None:
    there = shop(store)
    said = told(
        quote="we lose a day a week", desirability=Desirability.HIGH, stated=Decimal("240000"), thought_of=False, person="Mara Lind"
    )
    done = message_test(there.library, ANN, said)
    assert done.account_created
    assert (done.account.key, done.account.name) == ("alder-foods", "Alder Foods")
    assert done.proposal is None
    assert done.repeats is None
    found = message_test_called(there.library, ANN, done.kept.record.id)
    assert found.kept == done.kept
    assert found.kept.changed_by == ANN.actor
    assert found.subject.outcome is not None
    assert found.subject.account is not None
    assert (found.subject.outcome.key, found.subject.account.record) == ("win-rate", done.account)
    test = found.kept.record
    assert (test.quote, test.stated and test.stated.money, test.thought_of) == ("we lose a day a week", Decimal("240000"), False)
    assert len(changes(there.library, ANN, test.id)) == 1


@pytest.mark.parametrize("name", ["culture/win-rate", "More deals are won", "more deals are won", "win-rate"])
def test_an_outcome_is_named_with_its_network_or_by_title_or_key_alone(sqlite_store: Store, name: str) -> None:
    there = shop(sqlite_store)
    done = message_test(there.library, LOCAL_CALLER, told(outcome=name))
    named = there.library.reading(LOCAL_CALLER.workspace, there.network).network.node_by_key["win-rate"].id
    assert done.kept.record.outcome == named
    assert message_test(there.library, LOCAL_CALLER, told(outcome=named)).kept.record.outcome == named


@pytest.mark.parametrize("name", ["cro", "CRO", "Chief Revenue Officer", "chief revenue officer"])
def test_a_persona_is_named_by_key_or_name_whatever_its_case(sqlite_store: Store, name: str) -> None:
    there = shop(sqlite_store)
    persona_put(there.library, LOCAL_CALLER, EntryPut(key="cro", fields={"name": "Chief Revenue Officer"}))
    persona = there.library.directory(LOCAL_CALLER.workspace).persona_by_key["cro"]
    assert message_test(there.library, LOCAL_CALLER, told(persona=name)).kept.record.persona == persona.id


def test_a_persona_that_a_record_speaks_of_is_archived_and_not_deleted(store: Store) -> None:
    there = shop(store)
    message_test(there.library, LOCAL_CALLER, told(persona="facilities"))
    with pytest.raises(StillInUse, match="archive"):
        persona_delete(there.library, LOCAL_CALLER, key="facilities")
    persona_put(there.library, LOCAL_CALLER, EntryPut(key="facilities", fields={"archived": True}))
    assert len(message_tests(there.library, LOCAL_CALLER, TestQuestion(persona="facilities")).tests) == 1


def test_a_title_that_several_outcomes_have_is_answered_with_all_of_them(store: Store) -> None:
    there = shop(store)
    more = NewNetwork(key="tools", name="Tools", edits=(PutOutcome(key="deals", title="More deals are won"),))
    network_create(there.library, LOCAL_CALLER, more)
    with pytest.raises(InvalidEdit, match="name one of them: culture/win-rate, tools/deals"):
        message_test(there.library, LOCAL_CALLER, told(outcome="More deals are won"))


def test_everything_that_is_wrong_is_told_at_once_with_the_nearest_names(store: Store) -> None:
    there = shop(store)
    there.account("alder-foods", "Alder Foods")
    wrong = told(
        outcome="culture/win-rates",
        persona="crow",
        account="Alder Fods",
        on=date(2026, 3, 12),
        quote="x" * 2001,
        stated=Decimal("1e15"),
        message="msg_none",
        plan="pln_none",
    )
    with pytest.raises(InvalidEdit) as refused:
        message_test(there.library, LOCAL_CALLER, wrong)
    assert codes(refused.value) == [
        ("message", "UNKNOWN_MESSAGE"),
        ("plan", "UNKNOWN_PLAN"),
        ("outcome", "UNKNOWN_OUTCOME"),
        ("persona", "UNKNOWN_PERSONA"),
        ("account", "NEARLY_KNOWN_ACCOUNT"),
        ("on", "IN_THE_FUTURE"),
        ("stated", "OUT_OF_BOUNDS"),
        ("quote", "TOO_LONG"),
    ]
    assert "did you mean 'win-rate'?" in str(refused.value)
    assert "did you mean 'cro'?" in str(refused.value)
    assert "did you mean 'alder-foods' (Alder Foods)? say newAccount to create another" in str(refused.value)
    assert message_tests(there.library, LOCAL_CALLER).tests == ()


def test_a_misspelled_title_is_answered_with_the_nearest_one(sqlite_store: Store) -> None:
    with pytest.raises(InvalidEdit, match=r"did you mean culture/win-rate \(More deals are won\)\?"):
        message_test(shop(sqlite_store).library, LOCAL_CALLER, told(outcome="More deals were won"))


@pytest.mark.parametrize("name", ["", "a/b/c", "\ud800", "x" * 300, "out_none", "nowhere/win-rate", "culture/", "/", "pr\x00ide"])
def test_a_name_that_means_nothing_is_one_problem_and_no_fault(store: Store, name: str) -> None:
    there = shop(store)
    with pytest.raises(InvalidEdit) as refused:
        message_test(there.library, LOCAL_CALLER, told(outcome=name))
    assert [problem.path for problem in refused.value.problems] == ["outcome"]
    assert all(problem.remedy for problem in refused.value.problems)


def test_the_future_begins_where_the_day_has_begun_nowhere(sqlite_store: Store) -> None:
    there = shop(sqlite_store)
    there.now[0] = "2026-03-10T09:59:59.000000+00:00"
    assert message_test(there.library, LOCAL_CALLER, told(on=date(2026, 3, 10))).kept.record.on == date(2026, 3, 10)
    with pytest.raises(InvalidEdit, match="is 2026-03-11, which is still to come"):
        message_test(there.library, LOCAL_CALLER, told(on=date(2026, 3, 11)))
    there.now[0] = "2026-03-10T10:00:00.000000+00:00"
    assert message_test(there.library, LOCAL_CALLER, told(on=date(2026, 3, 11))).kept.record.on == date(2026, 3, 11)
    assert message_test(there.library, LOCAL_CALLER, told(on=None)).kept.record.on == date(2026, 3, 10)


def test_a_persona_that_the_outcome_is_not_tagged_with_is_allowed_and_proposes_the_tag(store: Store) -> None:
    there = shop(store)
    done = message_test(there.library, LOCAL_CALLER, told(persona="facilities", desirability=Desirability.HIGH, quote="fewer calls"))
    assert done.proposal is not None
    assert done.proposal.edit == Tag(outcome="win-rate", persona="facilities", importance=Importance.PRIMARY, why="fewer calls")
    assert "culture/win-rate is not tagged with facilities" in done.proposal.sentence
    there.edit(done.proposal.edit)
    assert message_test(there.library, LOCAL_CALLER, told(persona="facilities")).proposal is None


def test_who_refutes_an_outcome_is_not_proposed_as_a_persona_that_desires_it(sqlite_store: Store) -> None:
    there = shop(sqlite_store)
    assert message_test(there.library, LOCAL_CALLER, told(persona="facilities", result=TestResult.REFUTED)).proposal is None


def test_a_persona_in_the_archive_is_refused_with_the_remedy(sqlite_store: Store) -> None:
    there = shop(sqlite_store)
    persona_put(there.library, LOCAL_CALLER, EntryPut(key="cro", fields={"archived": True}))
    with pytest.raises(InvalidEdit, match="take it out of the archive first, or name another"):
        message_test(there.library, LOCAL_CALLER, TOLD)


def test_a_test_of_an_outcome_that_was_removed_is_refused_with_the_remedy(store: Store) -> None:
    there = shop(store)
    message = message_write(there.library, LOCAL_CALLER, MessageWriting(outcome="culture/win-rate", persona="cro"))
    gone = message.kept.record.outcome
    there.edit(Remove(key="win-rate"))
    for said in (told(outcome=gone), told(outcome="culture/win-rate")):
        with pytest.raises(InvalidEdit, match="it may have been removed: restore it in"):
            message_test(there.library, LOCAL_CALLER, said)
    with pytest.raises(InvalidEdit, match="the outcome that this message speaks of was removed"):
        message_test(there.library, LOCAL_CALLER, told(outcome="", persona="", message=message.kept.record.id))


def test_a_message_stands_for_its_outcome_and_its_persona(store: Store) -> None:
    there = shop(store)
    message = message_write(there.library, LOCAL_CALLER, MessageWriting(outcome="culture/win-rate", persona="cfo")).kept.record
    test = message_test(there.library, LOCAL_CALLER, told(outcome="", persona="", message=message.id)).kept.record
    assert (test.outcome, test.persona, test.message) == (message.outcome, message.persona, message.id)
    with pytest.raises(InvalidEdit) as refused:
        message_test(there.library, LOCAL_CALLER, told(outcome="culture/pride", persona="cro", message=message.id))
    assert codes(refused.value) == [("outcome", "NOT_OF_MESSAGE"), ("persona", "NOT_OF_MESSAGE")]


def test_the_same_request_sent_twice_is_recorded_once_and_answered_the_same(store: Store) -> None:
    there = shop(store)
    there.now[0] = now()
    first = message_test(there.library, LOCAL_CALLER, told(persona="facilities"), "key-1")
    assert message_test(there.library, LOCAL_CALLER, told(persona="facilities"), "key-1") == first
    assert len(message_tests(there.library, LOCAL_CALLER).tests) == 1
    with pytest.raises(IdempotencyKeyReused):
        message_test(there.library, LOCAL_CALLER, TOLD, "key-1")


def test_a_test_that_says_the_same_as_an_earlier_one_is_recorded_and_said_to(store: Store) -> None:
    there = shop(store)
    first = message_test(there.library, LOCAL_CALLER, TOLD)
    again = message_test(there.library, LOCAL_CALLER, TOLD)
    assert again.repeats == first.kept.record.id
    assert message_test(there.library, LOCAL_CALLER, told(quote="another call")).repeats is None


def test_two_who_meet_the_same_new_account_at_once_make_it_once(store: Store) -> None:
    there = shop(store)
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda persona: message_test(there.library, LOCAL_CALLER, told(persona=persona)), ["cro", "cfo"]))
    (account,) = account_list(there.library, LOCAL_CALLER).kept
    assert {one.kept.record.account for one in done} == {account.record.id}
    assert sorted(one.account_created for one in done) == [False, True]


def test_tests_are_listed_newest_first_page_by_page_through_every_filter(store: Store) -> None:
    there = shop(store)
    for day, persona, account, result in [
        (1, "cro", "Alder", TestResult.VALIDATED),
        (2, "cfo", "Alder", TestResult.REFUTED),
        (3, "cro", "Birch", TestResult.REFUTED),
        (4, "cro", "Birch", TestResult.VALIDATED),
    ]:
        message_test(there.library, LOCAL_CALLER, told(persona=persona, account=account, result=result, on=date(2026, 3, day)))

    def days(question: TestQuestion) -> list[int]:
        found: list[int] = []
        after = ""
        while True:
            page = message_tests(there.library, LOCAL_CALLER, question, after=after, first=2)
            found += [view.kept.record.on.day for view in page.tests]
            if not page.more:
                return found
            after = page.tests[-1].place

    assert days(TestQuestion()) == [4, 3, 2, 1]
    assert days(TestQuestion(network="culture", outcome="culture/win-rate")) == [4, 3, 2, 1]
    assert days(TestQuestion(outcome="culture/pride")) == []
    assert days(TestQuestion(persona="cro")) == [4, 3, 1]
    assert days(TestQuestion(account="Alder")) == [2, 1]
    assert days(TestQuestion(result=TestResult.REFUTED)) == [3, 2]
    assert days(TestQuestion(persona="cro", result=TestResult.VALIDATED)) == [4, 1]


def test_a_question_names_everything_in_it_that_means_nothing(sqlite_store: Store) -> None:
    with pytest.raises(InvalidQuestion) as refused:
        message_tests(
            shop(sqlite_store).library, LOCAL_CALLER, TestQuestion(network="cultur", outcome="culture/win", persona="x", account="y")
        )
    assert [problem.path for problem in refused.value.problems] == ["network", "outcome", "persona", "account"]


def test_another_workspace_sees_no_test(store: Store) -> None:
    there = shop(store)
    done = message_test(there.library, LOCAL_CALLER, TOLD)
    with pytest.raises(NotFound):
        message_test_called(there.library, STRANGER, done.kept.record.id)
    assert message_tests(there.library, STRANGER).tests == ()
    with pytest.raises(NotFound):
        message_test(there.library, STRANGER, TOLD)


def test_recording_one_test_takes_a_fixed_number_of_statements(store: Store, sent: Sent) -> None:
    there = shop(store)
    there.account("alder-foods", "Alder Foods")
    message_test(there.library, LOCAL_CALLER, TOLD)
    sent.clear()
    message_test(there.library, LOCAL_CALLER, told(persona="cfo"))
    few = len(sent)
    for number in range(20):
        message_test(there.library, LOCAL_CALLER, told(persona="cfo", account=f"Customer {chr(65 + number) * 9}"))
    sent.clear()
    message_test(there.library, LOCAL_CALLER, told(persona="cro", on=date(2026, 3, 8)))
    assert len(sent) == few
