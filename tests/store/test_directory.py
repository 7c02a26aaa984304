"""Personas and alternatives: saved and read, and kept while a network names them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commits import commit_of, create, directory_step, first_step, introduce, next_step
from networks import CFO, COMPETITOR, CRO, FACILITIES, culture, network, persona
from valuenet.errors import StillInUse, ValueNetError
from valuenet.model.edits import Untag
from valuenet.model.ids import LOCAL
from valuenet.model.network import DesiredBy
from valuenet.store.protocol import NetworkSave, Store


def test_a_directory_is_read_as_it_was_saved(store: Store) -> None:
    saved = introduce(store)

    assert store.directory(LOCAL) == saved
    assert store.state(LOCAL).directory == saved.revision == 2


def test_two_personas_swap_their_keys_in_one_commit(store: Store) -> None:
    known = introduce(store)
    step = directory_step(known, replace(CFO, key=CRO.key), replace(CRO, key=CFO.key))

    store.commit(commit_of(store, directory_save=step))

    assert store.directory(LOCAL) == step.directory


def test_a_persona_that_is_tagged_is_not_removed(store: Store) -> None:
    known = introduce(store)
    create(store, culture(known))

    with pytest.raises(StillInUse, match="cfo"):
        store.commit(commit_of(store, directory_save=directory_step(known, without=(CFO.id,))))

    assert store.directory(LOCAL) == known


def test_a_persona_that_nobody_names_is_removed(store: Store) -> None:
    known = introduce(store)
    create(store, culture(known))

    store.commit(commit_of(store, directory_save=directory_step(known, without=(FACILITIES.id,))))

    assert CRO in store.directory(LOCAL).personas
    assert FACILITIES not in store.directory(LOCAL).personas


def test_a_persona_is_removed_together_with_its_last_tags(store: Store) -> None:
    known = introduce(store)
    before = culture(known)
    create(store, before)
    step = directory_step(known, without=(CFO.id,))
    untagging = next_step(before, Untag(outcome="win-rate", persona="cfo"), Untag(outcome="discounts", persona="cfo"), known=known)

    store.commit(commit_of(store, untagging, directory_save=step))

    assert store.directory(LOCAL) == step.directory
    assert not list(store.verify(LOCAL))


def test_an_alternative_that_is_compared_with_is_not_removed(store: Store) -> None:
    known = introduce(store)
    create(store, culture(known))

    with pytest.raises(StillInUse, match="competitor-b"):
        store.commit(commit_of(store, directory_save=directory_step(known, without=(COMPETITOR.id,))))

    assert store.directory(LOCAL) == known


def test_an_alternative_that_a_network_describes_is_not_removed(store: Store) -> None:
    known = introduce(store)
    create(store, network("theirs", alternative=COMPETITOR.id))

    with pytest.raises(StillInUse, match="competitor-b"):
        store.commit(commit_of(store, directory_save=directory_step(known, without=(COMPETITOR.id,))))

    assert store.directory(LOCAL) == known


def test_a_tag_with_a_persona_that_does_not_exist_is_refused(store: Store) -> None:
    known = introduce(store)
    before = culture(known)
    create(store, before)
    tag = DesiredBy(outcome=before.outcomes[0].id, persona=persona("nobody").id)
    after = replace(before, revision=2, tags=(*before.tags, tag))
    changes = tuple(change for change in first_step(after, known).changes if change.after == tag)

    with pytest.raises(ValueNetError):
        store.commit(commit_of(store, NetworkSave(expected=1, network=after, changes=changes)))

    assert store.read_networks(LOCAL, [before.id])[before.id] == before
    assert not list(store.verify(LOCAL))
