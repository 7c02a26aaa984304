"""The log of every change, and the answers to requests that may come again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from commits import commit_of, create, directory_step, edit, first_step, introduce, next_step
from networks import CFO, CRO, culture, network
from valuenet.errors import AnswerExists, StaleRevision
from valuenet.model.actor import LOCAL_OWNER, Actor
from valuenet.model.changes import undone
from valuenet.model.edits import PutOutcome, Remove, Rename, Tag, Update
from valuenet.model.ids import LOCAL
from valuenet.store.answers import Answer
from valuenet.store.protocol import Commit, Revision, Store

ANSWER = Answer(key="once", request="4f2a", body='{"revision": 2, "name": "Größe"}')


def test_the_log_tells_who_changed_what_when_and_why(store: Store) -> None:
    known = introduce(store)
    before = culture(known)
    create(store, before)
    step = next_step(before, Remove(key="pride"), Update(key="win-rate", fields={"title": "More"}), known=known)
    commit = replace(commit_of(store, step, reason="workshop on Tuesday"), actor=Actor(id="act_7", name="Ada"))

    store.commit(commit)

    newest = store.revisions(LOCAL, before.id)[0]
    assert (newest.subject, newest.number, newest.reason) == (before.id, 2, "workshop on Tuesday")
    assert (newest.at, newest.actor) == (commit.at, commit.actor)
    assert newest.changes == step.changes
    assert newest.position == store.state(LOCAL).revision


def test_the_log_is_read_newest_first_in_pages(store: Store) -> None:
    saved = network()
    create(store, saved)
    for number in range(2, 8):
        saved = edit(store, saved, PutOutcome(key=f"o{number}", title="Title"))

    newest = store.revisions(LOCAL, saved.id, limit=3)
    older = store.revisions(LOCAL, saved.id, before=newest[-1].number, limit=3)
    oldest = store.revisions(LOCAL, saved.id, before=older[-1].number, limit=3)

    assert [[logged.number for logged in page] for page in (newest, older, oldest)] == [[7, 6, 5], [4, 3, 2], [1]]
    assert not store.revisions(LOCAL, saved.id, before=1)


def test_the_directory_has_a_log_of_its_own(store: Store) -> None:
    known = introduce(store)
    step = directory_step(known, replace(CFO, name="Chief financial officer"), without=(CRO.id,))
    store.commit(commit_of(store, directory_save=step, reason="titles"))

    newest = store.revisions(LOCAL, LOCAL)[0]

    assert (newest.subject, newest.number, newest.reason, newest.changes) == (LOCAL, 3, "titles", step.changes)


def test_all_changes_of_a_workspace_have_one_order(store: Store) -> None:
    known = introduce(store)
    first, second = culture(known), network("second")
    create(store, first, second)
    edit(store, first, Remove(key="pride"))
    step = directory_step(known, replace(CFO, name="Chief financial officer"))
    third = network("third", (), step.directory)
    store.commit(commit_of(store, first_step(third, step.directory), directory_save=step))

    whole = store.revisions_since(LOCAL, 1)

    assert [logged.subject for logged in whole] == [LOCAL, first.id, second.id, first.id, LOCAL, third.id]
    positions = [logged.position for logged in whole]
    assert positions == sorted(set(positions))
    assert positions[-1] == store.state(LOCAL).revision
    pages: list[Revision] = []
    position = 1
    while page := store.revisions_since(LOCAL, position, limit=1):
        pages += page
        position = page[-1].position
    assert pages == list(whole)


def test_undoing_the_log_gives_every_earlier_revision(store: Store) -> None:
    known = introduce(store)
    states = [culture(known)]
    create(store, states[0])
    states.append(edit(store, states[-1], Rename(key="pride", to="joy"), Remove(key="discounts")))
    states.append(edit(store, states[-1], Tag(outcome="joy", persona="facilities"), PutOutcome(key="pride", title="Other pride")))
    states.append(edit(store, states[-1], Remove(key="coaching")))

    log = store.revisions(LOCAL, states[0].id)

    for state in states:
        later = [change for logged in log if logged.number > state.revision for change in reversed(logged.changes)]
        assert undone(states[-1], later, revision=state.revision, changed_at=state.changed_at) == state


def answered(store: Store, *, at: str = "", answer: Answer = ANSWER) -> Commit:
    """A commit that makes a new network and stores an answer."""
    known = store.directory(LOCAL)
    commit = replace(commit_of(store, first_step(network(f"n{store.state(LOCAL).revision}"), known)), answer=answer)
    return replace(commit, at=at) if at else commit


def test_an_answer_is_stored_with_its_change(store: Store) -> None:
    assert store.answer(LOCAL, LOCAL_OWNER, "once") is None

    store.commit(answered(store))

    assert store.answer(LOCAL, LOCAL_OWNER, "once") == ANSWER
    assert store.answer(LOCAL, LOCAL_OWNER, "twice") is None


def test_an_answer_belongs_to_its_actor(store: Store) -> None:
    ada = Actor(id="act_ada", name="Ada")
    store.commit(answered(store))

    assert store.answer(LOCAL, ada, "once") is None
    store.commit(replace(answered(store), actor=ada))

    assert len(store.list_networks(LOCAL)) == 2


def test_a_request_is_answered_once(store: Store) -> None:
    store.commit(answered(store))
    state = store.state(LOCAL)

    with pytest.raises(AnswerExists):
        store.commit(answered(store, answer=replace(ANSWER, body="{}")))

    assert store.answer(LOCAL, LOCAL_OWNER, "once") == ANSWER
    assert store.state(LOCAL) == state
    assert len(store.list_networks(LOCAL)) == 1


def test_a_repeated_request_is_told_of_its_answer_although_its_network_has_moved_on(store: Store) -> None:
    before = network()
    create(store, before)
    step = next_step(before, PutOutcome(key="pride", title="Pride"), known=store.directory(LOCAL))
    commit = replace(commit_of(store, step), answer=ANSWER)
    store.commit(commit)

    with pytest.raises(AnswerExists):
        store.commit(commit)


def test_the_answer_of_a_refused_change_is_not_kept(store: Store) -> None:
    saved = network()
    create(store, saved)
    late = next_step(saved, PutOutcome(key="pride", title="Pride"), known=store.directory(LOCAL))
    edit(store, saved, PutOutcome(key="other", title="Other"))

    with pytest.raises(StaleRevision):
        store.commit(replace(commit_of(store, late), answer=ANSWER))

    assert store.answer(LOCAL, LOCAL_OWNER, "once") is None


def test_an_answer_may_be_kept_without_any_change(store: Store) -> None:
    state = store.state(LOCAL)

    store.commit(replace(commit_of(store), answer=ANSWER))

    assert store.answer(LOCAL, LOCAL_OWNER, "once") == ANSWER
    assert store.state(LOCAL) == state


def test_an_answer_is_given_for_seven_days(store: Store) -> None:
    def ago(**time: float) -> str:
        return (datetime.now(UTC) - timedelta(**time)).isoformat(timespec="microseconds")

    store.commit(answered(store, at=ago(days=6, hours=23)))
    store.commit(answered(store, at=ago(days=7, hours=1), answer=replace(ANSWER, key="old")))

    assert store.answer(LOCAL, LOCAL_OWNER, "once") == ANSWER
    assert store.answer(LOCAL, LOCAL_OWNER, "old") is None
    store.commit(answered(store, answer=replace(ANSWER, key="old", body="{}")))
    assert store.answer(LOCAL, LOCAL_OWNER, "old") == replace(ANSWER, key="old", body="{}")
