"""Workspaces, tokens and the trail: kept alike in both stores, and never seen from another workspace."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from admitting import OTHER, THEIR_STATUS_QUO, another_workspace, token
from commits import create, introduce
from networks import culture
from records import all_kinds, keep
from valuenet.errors import KeyTaken, NotFound
from valuenet.model.access import THE_LOCAL_WORKSPACE, Event, TrailEntry
from valuenet.model.actor import LOCAL_OWNER, Actor
from valuenet.model.changes import KIND_OF
from valuenet.model.ids import LOCAL, AlternativeId, TokenId, TrailEntryId, WorkspaceId
from valuenet.store.admission import trail_place
from valuenet.store.protocol import RecordQuestion, Store

NOON = "2026-03-02T12:00:00.000000+00:00"
ONE = "2026-03-02T13:00:00.000000+00:00"


def entry(number: int, workspace: WorkspaceId | None = LOCAL, at: str = NOON) -> TrailEntry:
    """One that sorts by its number."""
    id_ = TrailEntryId(f"trl_{number:04}")
    return TrailEntry(id=id_, at=at, event=Event.REFUSED, actor=LOCAL_OWNER, origin="192.0.2.7", workspace=workspace, subject="a", said="b")


def test_a_new_store_has_the_local_workspace_alone(store: Store) -> None:
    assert store.workspaces() == [THE_LOCAL_WORKSPACE]


def test_a_new_workspace_begins_with_a_status_quo_of_its_own(store: Store) -> None:
    made = another_workspace(store)
    assert store.workspaces() == [THE_LOCAL_WORKSPACE, made]
    assert store.state(OTHER) == store.state(LOCAL)
    assert store.directory(OTHER).alternatives == (THEIR_STATUS_QUO,)
    assert not list(store.verify(OTHER))


def test_the_key_of_a_workspace_is_given_once(store: Store) -> None:
    made = another_workspace(store)
    with pytest.raises(KeyTaken, match="'other' belongs to another workspace"):
        store.create_workspace(replace(made, id=WorkspaceId("wsp_third")), replace(THEIR_STATUS_QUO, id=AlternativeId("alt_third")))
    assert len(store.workspaces()) == 2


def test_another_workspace_sees_nothing_of_this_one(store: Store) -> None:
    another_workspace(store)
    known = introduce(store)
    saved = culture(known)
    create(store, saved)
    records = all_kinds(saved)
    keep(store, *records)
    store.add_token(token("ours"))
    store.add_trail(entry(1))

    ids, nodes = [record.id for record in records], [node.id for node in saved.nodes]
    assert store.directory(OTHER).personas == ()
    assert not store.current_revisions(OTHER, [saved.id])
    assert not store.read_networks(OTHER, [saved.id])
    assert not store.network_ids(OTHER, ["culture"])
    assert not store.homes(OTHER, nodes)
    assert not store.read_records(OTHER, ids)
    assert [one for kind in set(KIND_OF.values()) for one in store.records(OTHER, RecordQuestion(kind=kind))] == []
    assert [list(store.revisions(OTHER, subject)) for subject in (saved.id, LOCAL, *ids)] == [[]] * (len(ids) + 2)
    assert [list(store.networks_tagged_with(OTHER, persona.id)) for persona in known.personas] == [[]] * len(known.personas)
    assert [list(store.networks_compared_with(OTHER, rival.id)) for rival in known.alternatives] == [[]] * len(known.alternatives)
    assert [*store.revisions_since(OTHER, 0), *store.tokens(OTHER), *store.trail(OTHER)] == []
    with pytest.raises(NotFound):
        store.delete_network(OTHER, saved.id, expected=saved.revision)
    assert store.read_networks(LOCAL, [saved.id]) == {saved.id: saved}


def test_both_workspaces_may_use_the_same_keys(store: Store) -> None:
    another_workspace(store)
    create(store, culture(introduce(store)))
    assert store.network_ids(OTHER, ["culture"]) == {}


def test_a_token_is_found_by_its_hash_and_listed_in_its_workspace(store: Store) -> None:
    another_workspace(store)
    ours = token("ours", id_=TokenId("tok_2"))
    older = replace(token("older", id_=TokenId("tok_1")), expires_at=ONE)
    theirs = token("theirs", workspace=OTHER)
    for one in (ours, older, theirs):
        store.add_token(one)

    assert list(store.tokens(LOCAL)) == [older, ours]
    assert list(store.tokens(OTHER)) == [theirs]
    assert [store.token_by_hash(one.hash) for one in (ours, older, theirs)] == [ours, older, theirs]
    assert store.token_by_hash("0" * 64) is None


def test_a_token_of_no_workspace_is_refused(store: Store) -> None:
    with pytest.raises(NotFound, match="no workspace 'wsp_other'"):
        store.add_token(token("theirs", workspace=OTHER))


def test_a_revoked_token_stays_revoked_since_the_first_time(store: Store) -> None:
    another_workspace(store)
    ours = token("ours")
    store.add_token(ours)
    revoked = replace(ours, revoked_at=NOON)

    assert store.revoke_token(OTHER, ours.id, NOON) is None
    assert store.token_by_hash(ours.hash) == ours
    assert store.revoke_token(LOCAL, ours.id, NOON) == revoked
    assert store.revoke_token(LOCAL, ours.id, ONE) == revoked
    assert not revoked.opens(ONE)


def test_the_last_use_of_a_token_never_goes_back_and_revokes_nothing(store: Store) -> None:
    ours = token("ours")
    store.add_token(ours)
    for at in (NOON, ONE, NOON):
        store.use_token(ours.id, at)
    assert store.token_by_hash(ours.hash) == replace(ours, used_at=ONE)


def test_another_process_sees_a_revocation_at_once(store: Store, open_again: Callable[[], Store]) -> None:
    ours = token("ours")
    store.add_token(ours)
    another = open_again()
    assert another.token_by_hash(ours.hash) == ours
    store.revoke_token(LOCAL, ours.id, NOON)
    found = another.token_by_hash(ours.hash)
    assert found is not None
    assert found.revoked_at == NOON


def test_the_trail_is_read_newest_first_in_pages(store: Store) -> None:
    told = [entry(1), entry(2), entry(3, at=ONE), entry(4, at=ONE)]
    for one in reversed(told):
        store.add_trail(one)

    first = store.trail(LOCAL, limit=3)
    assert [one.id for one in first] == ["trl_0004", "trl_0003", "trl_0002"]
    assert list(store.trail(LOCAL, before=trail_place(first[-1]))) == [told[0]]


def test_what_is_about_no_workspace_is_told_only_to_who_asks_for_strangers(store: Store) -> None:
    another_workspace(store)
    for number, home in enumerate((LOCAL, None, OTHER, LOCAL, None)):
        store.add_trail(entry(number, home))

    assert [one.id[-1] for one in store.trail(LOCAL)] == ["3", "0"]
    assert [one.id[-1] for one in store.trail(LOCAL, strangers=True)] == ["4", "3", "1", "0"]
    assert [one.id[-1] for one in store.trail(LOCAL, strangers=True, before=trail_place(entry(3)), limit=1)] == ["1"]
    assert [one.id[-1] for one in store.trail(OTHER)] == ["2"]


def test_many_may_add_to_the_trail_at_once(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(store.add_trail, map(entry, range(20))))
    assert len(store.trail(LOCAL)) == 20


@pytest.mark.parametrize("change", ["DELETE FROM trail_entry", "UPDATE trail_entry SET said = 'nothing'"])
def test_a_file_refuses_to_lose_or_change_an_entry_of_its_trail(raw: sqlite3.Connection, opened: Callable[..., Store], change: str) -> None:
    opened().add_trail(entry(1))
    with pytest.raises(sqlite3.IntegrityError, match="the trail is only added to"):
        raw.execute(change)


def test_how_somebody_came_in_last_is_found_among_all_else_that_the_trail_tells(store: Store) -> None:
    another_workspace(store)
    ann = Actor(id="https://sso.example#ann", name="Ann")
    visits = (Event.SIGNED_IN, Event.ROLE_CHANGED, Event.SIGNED_IN)
    for number, event in enumerate(visits, 1):
        store.add_trail(replace(entry(number), actor=ann, event=event))
        assert store.last_visit(LOCAL, ann.id) == replace(entry(number), actor=ann, event=event)
    store.add_trail(replace(entry(7), actor=ann))
    store.add_trail(replace(entry(8), event=Event.SIGNED_IN))
    store.add_trail(replace(entry(9, OTHER), actor=ann, event=Event.SIGNED_IN))
    assert store.last_visit(LOCAL, ann.id) == replace(entry(3), actor=ann, event=Event.SIGNED_IN)
    assert store.last_visit(LOCAL, "act_nobody") is None
