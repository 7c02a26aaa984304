"""Records: whatever is saved is read back as it was, by everyone; whatever is refused leaves nothing behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from commits import commit_of, create, directory_step, first_step, introduce, next_step
from networks import CFO, COMPETITOR, CRO, culture, network, persona
from records import BEA, account, all_kinds, change, gap, keep, message, plan, step, test_of
from valuenet.errors import AnswerExists, KeyTaken, StaleRevision, StillInUse, StoreError
from valuenet.model.buying import Option
from valuenet.model.call_plan import Attendee
from valuenet.model.changes import difference
from valuenet.model.edits import PutOutcome, Remove
from valuenet.model.ids import LOCAL, OutcomeId
from valuenet.model.message_test import MessageTest
from valuenet.model.opportunity import Opportunity
from valuenet.model.record import Record
from valuenet.model.vocabulary import ElementKind, TestResult
from valuenet.store.answers import Answer
from valuenet.store.protocol import Commit, NetworkSave, RecordQuestion, Store
from worth import full_opportunity, opportunity

ACME, BOLT = account("acme"), account("bolt")
HOSTILE = ("'; DROP TABLE record; --", "`) DETACH DELETE n //", "$row {id: 1}", "\u202f\u00c5\U0001f600 \\u0041 \\", '"}]', "%s {0} ?1")


def ids(records: tuple[Record, ...]) -> list[str]:
    return [record.id for record in records]


def test_records_of_every_kind_are_read_as_they_were_saved(store: Store, open_again: Callable[[], Store]) -> None:
    net = culture(introduce(store))
    create(store, net)
    saved = all_kinds(net)
    commit = replace(commit_of(store), actor=BEA, records=tuple(step(record) for record in saved))

    store.commit(commit)

    for each in (store, open_again()):
        found = each.read_records(LOCAL, ids(saved))
        assert tuple(kept.record for kept in found.values()) == saved
        assert {(kept.revision, kept.changed_at, kept.changed_by) for kept in found.values()} == {(1, commit.at, BEA)}
    assert not list(store.verify(LOCAL))


def test_records_are_read_in_the_order_in_which_they_are_asked_for_and_left_out_where_they_do_not_exist(store: Store) -> None:
    keep(store, ACME, BOLT)

    assert list(store.read_records(LOCAL, [BOLT.id, "acc_nowhere", ACME.id, BOLT.id])) == [BOLT.id, ACME.id]
    assert not store.read_records(LOCAL, [])
    assert store.record_ids(LOCAL, ElementKind.ACCOUNT, ["acme", "nowhere"]) == {"acme": ACME.id}
    assert not store.record_ids(LOCAL, ElementKind.MESSAGE, ["acme"])


def test_a_changed_record_is_read_as_it_is_now(store: Store) -> None:
    net = culture(introduce(store))
    create(store, net)
    before = message(net, net.outcomes[0])
    keep(store, before)
    after = replace(before, persona=CRO.id, outcome=net.outcomes[1].id, headline="Another headline", questions=("Why?",))

    change(store, before, after)

    kept = store.read_records(LOCAL, [before.id])[before.id]
    assert (kept.record, kept.revision) == (after, 2)
    assert not store.records(LOCAL, RecordQuestion(kind=ElementKind.MESSAGE, personas=(CFO.id,)))
    assert not store.records(LOCAL, RecordQuestion(kind=ElementKind.MESSAGE, outcomes=(before.outcome,)))
    assert store.records(LOCAL, RecordQuestion(kind=ElementKind.MESSAGE, personas=(CRO.id,), outcomes=(after.outcome,))) == [kept]
    assert not list(store.verify(LOCAL))


def test_a_record_of_one_workspace_is_not_there_for_another(store: Store) -> None:
    keep(store, ACME, gap(ACME))
    other = type(LOCAL)("wsp_other")

    assert not store.read_records(other, [ACME.id])
    assert not store.record_ids(other, ElementKind.ACCOUNT, ["acme"])
    assert not store.records(other, RecordQuestion(kind=ElementKind.ACCOUNT))
    assert not store.records(other, RecordQuestion(kind=ElementKind.VALUE_GAP, accounts=(ACME.id,)))
    assert not store.revisions(other, ACME.id)
    assert not list(store.verify(other))


def test_a_record_of_another_workspace_is_never_written_over(store: Store) -> None:
    keep(store, ACME)
    theirs = replace(commit_of(store), workspace=type(LOCAL)("wsp_other"), records=(step(replace(ACME, name="Theirs")),))

    with pytest.raises(StoreError):
        store.commit(theirs)

    assert store.read_records(LOCAL, [ACME.id])[ACME.id].record == ACME


def test_a_stale_change_is_refused_and_changes_nothing(store: Store) -> None:
    keep(store, ACME)
    change(store, ACME, replace(ACME, name="Acme again"))
    state = store.state(LOCAL)

    with pytest.raises(StaleRevision) as refusal:
        store.commit(replace(commit_of(store), records=(step(BOLT), step(replace(ACME, name="Late"), ACME))))

    assert (refusal.value.subject, refusal.value.expected, refusal.value.current) == (ACME.id, 1, 2)
    assert store.read_records(LOCAL, [ACME.id, BOLT.id])[ACME.id].record == replace(ACME, name="Acme again")
    assert not store.read_records(LOCAL, [BOLT.id])
    assert store.state(LOCAL) == state


@pytest.mark.parametrize(("expected", "current"), [(0, 1), (3, 1)])
def test_a_record_is_saved_at_its_expected_revision_only(store: Store, expected: int, current: int) -> None:
    keep(store, ACME)

    with pytest.raises(StaleRevision) as refusal:
        change(store, ACME, replace(ACME, name="Other"), expected=expected)

    assert (refusal.value.subject, refusal.value.expected, refusal.value.current) == (ACME.id, expected, current)


def test_a_change_of_a_record_that_does_not_exist_is_stale(store: Store) -> None:
    with pytest.raises(StaleRevision) as refusal:
        change(store, ACME, replace(ACME, name="Other"))

    assert (refusal.value.expected, refusal.value.current) == (1, 0)
    assert not store.read_records(LOCAL, [ACME.id])
    assert not list(store.verify(LOCAL))


def test_records_computed_from_an_old_directory_are_refused(store: Store) -> None:
    commit = replace(commit_of(store), records=(step(ACME),))
    introduce(store)

    with pytest.raises(StaleRevision) as refusal:
        store.commit(commit)

    assert refusal.value.subject == "directory"
    assert not store.read_records(LOCAL, [ACME.id])


def test_two_accounts_never_have_the_same_key(store: Store) -> None:
    keep(store, ACME, BOLT)
    double = replace(account("double"), key=ACME.key)

    for records in ([double], [account("new"), replace(account("double"), key=account("new").key)]):
        with pytest.raises(KeyTaken, match="another account"):
            keep(store, *records)
    with pytest.raises(KeyTaken, match="'acme' belongs to another account"):
        change(store, BOLT, replace(BOLT, key=ACME.key))

    assert [kept.record for kept in store.records(LOCAL, RecordQuestion(kind=ElementKind.ACCOUNT))] == [ACME, BOLT]


def test_two_accounts_swap_their_keys_in_one_commit(store: Store) -> None:
    keep(store, ACME, BOLT)
    swapped = replace(ACME, key=BOLT.key), replace(BOLT, key=ACME.key)

    store.commit(replace(commit_of(store), records=(step(swapped[0], ACME), step(swapped[1], BOLT))))

    assert store.record_ids(LOCAL, ElementKind.ACCOUNT, ["acme", "bolt"]) == {"acme": BOLT.id, "bolt": ACME.id}
    assert not list(store.verify(LOCAL))


def test_a_key_that_is_given_up_is_free_in_the_same_commit(store: Store) -> None:
    keep(store, ACME)
    new = replace(account("new"), key=ACME.key)

    store.commit(replace(commit_of(store), records=(step(new), step(replace(ACME, key=BOLT.key), ACME))))

    assert store.record_ids(LOCAL, ElementKind.ACCOUNT, ["acme", "bolt"]) == {"acme": new.id, "bolt": ACME.id}


def test_an_account_and_a_network_may_have_the_same_key(store: Store) -> None:
    create(store, network("acme"))

    keep(store, ACME)

    assert store.record_ids(LOCAL, ElementKind.ACCOUNT, ["acme"]) == {"acme": ACME.id}


def test_one_commit_may_save_a_directory_networks_and_records_of_them(store: Store) -> None:
    step_of_people = directory_step(store.directory(LOCAL), CFO, CRO)
    net = network("new", [PutOutcome(key="a", title="A"), PutOutcome(key="b", title="B")], step_of_people.directory)
    saved = all_kinds(net)
    before = store.state(LOCAL).revision
    commit = commit_of(store, first_step(net, step_of_people.directory), directory_save=step_of_people)

    revision = store.commit(replace(commit, records=tuple(step(record) for record in reversed(saved))))

    assert revision == store.state(LOCAL).revision == before + 2 + len(saved)
    assert tuple(kept.record for kept in store.read_records(LOCAL, ids(saved)).values()) == saved
    assert not list(store.verify(LOCAL))


def test_one_stale_network_stops_the_records_of_its_commit_too(store: Store) -> None:
    net = network("one")
    create(store, net)
    late = next_step(net, PutOutcome(key="a", title="A"), known=store.directory(LOCAL))
    store.commit(commit_of(store, next_step(net, PutOutcome(key="b", title="B"), known=store.directory(LOCAL))))

    with pytest.raises(StaleRevision):
        store.commit(replace(commit_of(store, late), records=(step(ACME),)))

    assert not store.read_records(LOCAL, [ACME.id])


def test_the_log_tells_of_records_what_it_tells_of_networks(store: Store) -> None:
    keep(store, ACME, BOLT, reason="the list of last year")
    position = store.state(LOCAL).revision
    after = replace(ACME, trade="trade")
    changing = replace(commit_of(store, reason="asked them"), actor=BEA, records=(step(after, ACME),))
    store.commit(changing)

    newest, oldest = store.revisions(LOCAL, ACME.id)

    assert (newest.subject, newest.number, newest.position) == (ACME.id, 2, position + 1)
    assert (newest.reason, newest.at, newest.actor) == ("asked them", changing.at, BEA)
    assert newest.changes == (step(after, ACME).change,)
    assert [(field.name, field.before, field.after) for field in newest.changes[0].fields] == [("trade", "manufacturing", "trade")]
    assert (oldest.number, oldest.changes, oldest.reason) == (1, (step(ACME).change,), "the list of last year")
    assert [(logged.subject, logged.position) for logged in store.revisions_since(LOCAL, position - 2)] == [
        (ACME.id, position - 1),
        (BOLT.id, position),
        (ACME.id, position + 1),
    ]


def test_the_log_gives_back_every_field_of_every_kind(store: Store) -> None:
    net = culture(introduce(store))
    create(store, net)
    saved = all_kinds(net)
    position = store.state(LOCAL).revision

    keep(store, *saved)

    assert tuple(logged.changes[0].after for logged in store.revisions_since(LOCAL, position)) == saved


def test_a_request_that_saves_records_is_applied_once(store: Store) -> None:
    commit = replace(commit_of(store), records=(step(ACME),), answer=Answer(key="once", request="4f2a", body="{}"))
    store.commit(commit)
    state = store.state(LOCAL)

    with pytest.raises(AnswerExists):
        store.commit(commit)

    assert store.state(LOCAL) == state
    assert store.read_records(LOCAL, [ACME.id])[ACME.id].revision == 1


def test_a_record_of_an_outcome_that_was_removed_is_kept(store: Store) -> None:
    net = culture(introduce(store))
    create(store, net)
    saved = all_kinds(net)
    keep(store, *saved)

    store.commit(commit_of(store, next_step(net, Remove(key=net.outcomes[0].key), known=store.directory(LOCAL))))

    assert tuple(kept.record for kept in store.read_records(LOCAL, ids(saved)).values()) == saved
    for kind in (ElementKind.MESSAGE, ElementKind.TEST, ElementKind.VALUE_GAP):
        assert len(store.records(LOCAL, RecordQuestion(kind=kind, outcomes=(net.outcomes[0].id,)))) == 1
    assert not list(store.verify(LOCAL))


def test_a_record_may_speak_of_what_was_never_there_but_not_of_an_unknown_persona(store: Store) -> None:
    net = culture(introduce(store))
    early = message(net, net.outcomes[0])
    nowhere = replace(test_of(net, net.outcomes[0], ACME), outcome=OutcomeId("out_nowhere"))

    keep(store, early, nowhere, plan(net, attendees=()), gap(account("unheard-of")))

    assert store.read_records(LOCAL, [early.id])[early.id].record == early
    assert not list(store.verify(LOCAL))
    unknown = persona("nobody").id
    attending = (Attendee(persona=CFO.id), Attendee(persona=unknown))
    refused: tuple[Record, ...] = (
        replace(early, id=type(early.id)("msg_2"), persona=unknown),
        gap(ACME, persona=unknown),
        plan(net, attendees=attending),
    )
    for record in refused:
        with pytest.raises(StoreError, match="valuenet verify"):
            keep(store, record)
        assert not store.read_records(LOCAL, [record.id])


def test_records_of_a_deleted_network_are_kept(store: Store) -> None:
    net = culture(introduce(store))
    create(store, net)
    saved = all_kinds(net)
    keep(store, *saved)

    store.delete_network(LOCAL, net.id, expected=1)

    assert tuple(kept.record for kept in store.read_records(LOCAL, ids(saved)).values()) == saved
    kinds = (ElementKind.MESSAGE, ElementKind.TEST, ElementKind.VALUE_GAP, ElementKind.CALL_PLAN, ElementKind.FROZEN_SCORECARD)
    for kind in kinds:
        assert len(store.records(LOCAL, RecordQuestion(kind=kind, networks=(net.id,)))) == 1
    assert not list(store.verify(LOCAL))


@pytest.mark.parametrize("kind", ["message", "test", "value gap", "call plan"])
def test_a_persona_that_a_record_speaks_of_is_not_removed(store: Store, kind: str) -> None:
    known = introduce(store)
    net = network("other", [PutOutcome(key="a", title="A")])
    create(store, net)
    speaking: dict[str, Record] = {
        "message": message(net, net.outcomes[0]),
        "test": test_of(net, net.outcomes[0], ACME),
        "value gap": gap(ACME, persona=CFO.id),
        "call plan": plan(net, attendees=(Attendee(persona=CRO.id), Attendee(persona=CFO.id))),
    }
    keep(store, ACME, speaking[kind])

    with pytest.raises(StillInUse, match=f"'cfo' is named in a {kind}"):
        store.commit(commit_of(store, directory_save=directory_step(known, without=(CFO.id,))))

    assert store.directory(LOCAL) == known
    question = RecordQuestion(kind=ElementKind(kind), personas=(CFO.id,), limit=1)
    assert [kept.record for kept in store.records(LOCAL, question)] == [speaking[kind]]


def test_whom_an_opportunity_involves_and_what_it_is_compared_with_is_not_removed(store: Store) -> None:
    known = introduce(store)
    net = network("other", [PutOutcome(key="a", title="A"), PutOutcome(key="b", title="B")])
    create(store, net)
    spoken = full_opportunity(net, ACME)
    rival = Option(alternative=COMPETITOR.id, key=COMPETITOR.key, name="A rival", price=spoken.price)
    keep(store, ACME, replace(spoken, alternatives=(rival,), claims=tuple(replace(claim, theirs=()) for claim in spoken.claims)))

    for name, entry in (("cfo", CFO.id), ("cro", CRO.id), (COMPETITOR.key, COMPETITOR.id)):
        with pytest.raises(StillInUse, match=f"'{name}' is named in an opportunity"):
            store.commit(commit_of(store, directory_save=directory_step(known, without=(entry,))))

    assert store.directory(LOCAL) == known
    for persona_id in (CFO.id, CRO.id):
        assert store.records(LOCAL, RecordQuestion(kind=ElementKind.OPPORTUNITY, personas=(persona_id,), limit=1))
    assert not list(store.verify(LOCAL))


def test_opportunities_are_found_by_account_and_network_and_by_key(store: Store) -> None:
    net = culture(introduce(store))
    create(store, net)
    keep(store, ACME, BOLT, *(opportunity(net, at, f"{at.key}-{number}") for at in (BOLT, ACME) for number in (2, 1)))

    def keys(**filters: Any) -> list[str]:
        question = RecordQuestion(kind=ElementKind.OPPORTUNITY, **filters)
        return [kept.record.key for kept in store.records(LOCAL, question) if isinstance(kept.record, Opportunity)]

    assert keys() == ["acme-1", "acme-2", "bolt-1", "bolt-2"]
    assert keys(accounts=(ACME.id,)) == ["acme-1", "acme-2"]
    assert keys(networks=(net.id,), after="acme-2", limit=1) == ["bolt-1"]
    assert keys(networks=("net_none",)) == []
    assert store.record_ids(LOCAL, ElementKind.OPPORTUNITY, ["bolt-1", "nowhere"]) == {"bolt-1": "opp_bolt-1"}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_a_text(store: Store, text: str) -> None:
    net = culture(introduce(store))
    create(store, net)
    customer = replace(ACME, name=text, trade=text, region=text, note=text)
    said = message(net, net.outcomes[0], headline=text, say=text, questions=(text,), objection=text)
    heard = test_of(net, net.outcomes[0], customer, quote=text, need=text, person=text)
    reported = gap(customer, text=text, scout=text)

    keep(store, customer, said, heard, reported, reason=text)

    found = store.read_records(LOCAL, [customer.id, said.id, heard.id, reported.id])
    assert [kept.record for kept in found.values()] == [customer, said, heard, reported]
    assert not list(store.verify(LOCAL))
    assert not store.records(LOCAL, RecordQuestion(kind=ElementKind.TEST, outcomes=(text,)))
    assert not store.record_ids(LOCAL, ElementKind.ACCOUNT, [text])


def test_five_hundred_records_are_saved_and_changed_with_a_handful_of_statements(store: Store, sent: list[str]) -> None:
    net = culture(introduce(store))
    create(store, net)
    keep(store, ACME)

    def tests(count: int) -> list[MessageTest]:
        return [test_of(net, net.outcomes[number % 5], ACME, persona=(CFO, CRO)[number % 2].id) for number in range(count)]

    counts, few, many = [], tests(2), tests(500)
    for records in (few, many):
        commit = replace(commit_of(store), records=tuple(step(record) for record in records))
        sent.clear()
        store.commit(commit)
        counts.append(list(sent))
    changed = [replace(record, result=TestResult.REFUTED) for record in many]
    commit = replace(commit_of(store), records=tuple(step(after, before) for after, before in zip(changed, many, strict=True)))
    sent.clear()
    store.commit(commit)

    assert counts[0] == counts[1]
    assert len(counts[0]) <= 16
    assert len(sent) <= 17
    sent.clear()
    assert [kept.record for kept in store.records(LOCAL, RecordQuestion(kind=ElementKind.TEST, outcomes=(net.outcomes[4].id,)))]
    assert len(sent) == 1
    assert {kept.revision for kept in store.records(LOCAL, RecordQuestion(kind=ElementKind.TEST))} == {1, 2}
    assert not list(store.verify(LOCAL))


def test_of_two_who_save_the_same_record_at_once_one_is_told_that_it_moved(store: Store, open_again: Callable[[], Store]) -> None:
    stores = (store, open_again())

    def saving(each: Store, commit: Commit) -> str:
        try:
            each.commit(commit)
        except StaleRevision as stale:
            return stale.subject
        return "saved"

    for turn in range(5):
        new = account(f"a{turn}")
        for before, after in ((None, new), (new, replace(new, name="Other"))):
            commit = replace(commit_of(store), records=(step(after, before),))

            with ThreadPoolExecutor(4) as pool:
                results = Counter(pool.map(saving, stores * 2, [commit] * 4))

            assert results == {"saved": 1, new.id: 3}
    assert not list(store.verify(LOCAL))


def test_of_two_who_take_one_key_at_once_one_is_told_that_it_is_taken(store: Store) -> None:
    rivals = [replace(account(f"a{number}"), key=ACME.key) for number in range(4)]

    def saving(rival: Record) -> str:
        try:
            keep(store, rival)
        except KeyTaken as taken:
            return taken.key
        return "saved"

    with ThreadPoolExecutor(4) as pool:
        results = Counter(pool.map(saving, rivals))

    assert results == {"saved": 1, "acme": 3}


def test_a_persona_is_never_removed_from_under_a_record(store: Store) -> None:
    keep(store, ACME)
    for turn in range(6):
        known = introduce(store, persona(f"p{turn}"))
        record = gap(ACME, persona=persona(f"p{turn}").id)
        recording = replace(commit_of(store), records=(step(record),))
        removing = commit_of(store, directory_save=directory_step(known, without=(f"per_p{turn}",)))

        with ThreadPoolExecutor(2) as pool:
            errors = [type(future.exception()) for future in [pool.submit(store.commit, each) for each in (recording, removing)]]

        assert errors in ([StaleRevision, type(None)], [type(None), StillInUse])
        assert bool(store.read_records(LOCAL, [record.id])) == (errors[0] is type(None))
    assert not list(store.verify(LOCAL))


def test_an_outcome_may_go_and_come_back_while_records_of_it_are_saved(store: Store, open_again: Callable[[], Store]) -> None:
    known = introduce(store)
    stores = (store, open_again())
    present = whole = culture(known)
    create(store, whole)
    pride = whole.outcomes[-1]
    keep(store, ACME, test_of(whole, pride, ACME))
    bare = next_step(whole, Remove(key=pride.key), known=known).network
    for turn in range(6):
        after = replace(whole if turn % 2 else bare, revision=present.revision + 1)
        moving = NetworkSave(expected=present.revision, network=after, changes=difference(present, after, known))
        recording = replace(commit_of(store), records=(step(test_of(whole, pride, ACME)),))

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda each, commit: each.commit(commit), stores, (commit_of(store, moving), recording)))

        present = after
        assert not list(store.verify(LOCAL))
    assert len(store.records(LOCAL, RecordQuestion(kind=ElementKind.TEST, outcomes=(pride.id,)))) == 7
