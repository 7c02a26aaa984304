"""Whatever is saved is read back as it was, by everyone; whatever is refused leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from commits import commit_of, create, directory_step, edit, first_step, introduce, next_step
from networks import CFO, culture, network
from valuenet.errors import KeyTaken, NotFound, StaleRevision
from valuenet.model.directory import THE_STATUS_QUO
from valuenet.model.edits import Describe, PutOutcome, PutRegion, Remove, Rename, Tag, Uncompare, Untag, Update
from valuenet.model.ids import LOCAL, NetworkId
from valuenet.store.protocol import Store


def test_a_fresh_store_has_the_local_workspace_with_the_status_quo(store: Store) -> None:
    state, known = store.state(LOCAL), store.directory(LOCAL)

    assert (state.revision, state.directory) == (1, 1)
    assert (known.revision, known.personas, known.alternatives) == (1, (), (THE_STATUS_QUO,))


def test_a_network_is_read_as_it_was_saved(store: Store) -> None:
    saved = culture(introduce(store))

    create(store, saved)

    assert store.read_networks(LOCAL, [saved.id]) == {saved.id: saved}


def test_networks_that_do_not_exist_are_left_out(store: Store) -> None:
    saved = network()
    create(store, saved)
    nowhere = NetworkId("net_nowhere")

    assert list(store.read_networks(LOCAL, [nowhere, saved.id])) == [saved.id]
    assert store.current_revisions(LOCAL, [nowhere, saved.id]) == {saved.id: 1}
    assert store.network_ids(LOCAL, ["nowhere", "culture"]) == {"culture": saved.id}


def test_a_network_of_one_workspace_is_not_there_for_another(store: Store) -> None:
    saved = network("culture", [PutOutcome(key="pride", title="Pride")])
    create(store, saved)
    other = type(LOCAL)("wsp_other")

    assert not store.read_networks(other, [saved.id])
    assert not store.current_revisions(other, [saved.id])
    assert not store.network_ids(other, ["culture"])
    assert not store.list_networks(other)
    assert not store.homes(other, [saved.outcomes[0].id])
    assert not store.revisions(other, saved.id)
    assert not store.revisions_since(other, 0)
    with pytest.raises(NotFound):
        store.state(other)
    with pytest.raises(NotFound):
        store.directory(other)
    with pytest.raises(NotFound):
        store.delete_network(other, saved.id, expected=1)


def test_an_edit_is_read_back_with_its_revision(store: Store) -> None:
    before = culture(introduce(store))
    create(store, before)

    after = edit(
        store,
        before,
        Update(key="win-rate", fields={"title": "Far more deals are won", "metric": None}),
        Remove(key="islands"),
        Untag(outcome="win-rate", persona="cfo"),
        Uncompare(differentiator="coaching", alternative="status-quo"),
        PutRegion(key="selling", title="Selling", nodes=("pride",)),
        Tag(outcome="pride", persona="facilities", why="they sit beside the sellers"),
    )

    assert store.read_networks(LOCAL, [before.id])[before.id] == after
    assert store.current_revisions(LOCAL, [before.id]) == {before.id: 2}


def test_every_change_raises_the_workspaces_revision(store: Store) -> None:
    seen = [store.state(LOCAL).revision]
    known = introduce(store)
    seen.append(store.state(LOCAL).revision)
    first = culture(known)
    create(store, first)
    seen.append(store.state(LOCAL).revision)
    edit(store, first, Remove(key="pride"))
    seen.append(store.state(LOCAL).revision)
    store.delete_network(LOCAL, first.id, expected=2)
    seen.append(store.state(LOCAL).revision)

    assert seen == sorted(set(seen))
    assert store.state(LOCAL).directory == 2


def test_a_stale_edit_is_refused_and_changes_nothing(store: Store) -> None:
    before = culture(introduce(store))
    create(store, before)
    late = next_step(before, Remove(key="pride"), known=store.directory(LOCAL))
    present = edit(store, before, Remove(key="islands"))
    state = store.state(LOCAL)

    with pytest.raises(StaleRevision) as refusal:
        store.commit(commit_of(store, late))

    assert (refusal.value.subject, refusal.value.expected, refusal.value.current) == ("culture", 1, 2)
    assert store.read_networks(LOCAL, [before.id])[before.id] == present
    assert store.state(LOCAL) == state
    assert [logged.number for logged in store.revisions(LOCAL, before.id)] == [2, 1]


def test_an_edit_of_a_network_that_was_deleted_is_stale(store: Store) -> None:
    before = culture(introduce(store))
    create(store, before)
    late = next_step(before, Remove(key="pride"), known=store.directory(LOCAL))
    store.delete_network(LOCAL, before.id, expected=1)

    with pytest.raises(StaleRevision) as refusal:
        store.commit(commit_of(store, late))

    assert (refusal.value.expected, refusal.value.current) == (1, 0)
    assert not store.read_networks(LOCAL, [before.id])


def test_a_change_computed_from_an_old_directory_is_refused(store: Store) -> None:
    known = introduce(store)
    before = culture(known)
    create(store, before)
    late = replace(commit_of(store, next_step(before, Remove(key="pride"), known=known)), directory=1)

    with pytest.raises(StaleRevision) as refusal:
        store.commit(late)

    assert (refusal.value.subject, refusal.value.expected, refusal.value.current) == ("directory", 1, 2)
    assert store.current_revisions(LOCAL, [before.id]) == {before.id: 1}


def test_two_networks_never_have_the_same_key(store: Store) -> None:
    create(store, network("culture"))
    known = store.directory(LOCAL)

    with pytest.raises(KeyTaken, match="culture"):
        store.commit(commit_of(store, first_step(network("other"), known), first_step(network("culture"), known)))

    assert [found.key for found in store.list_networks(LOCAL)] == ["culture"]


def test_a_network_is_not_renamed_to_the_key_of_another(store: Store) -> None:
    first, second = network("first"), network("second")
    create(store, first, second)

    with pytest.raises(KeyTaken, match="first"):
        edit(store, second, Describe(fields={"key": "first"}))

    assert store.network_ids(LOCAL, ["first", "second"]) == {"first": first.id, "second": second.id}


def test_two_new_networks_with_one_key_are_both_refused(store: Store) -> None:
    state = store.state(LOCAL)

    with pytest.raises(KeyTaken):
        create(store, network("culture"), network("culture"))

    assert not store.list_networks(LOCAL)
    assert store.state(LOCAL) == state


def test_one_commit_may_save_a_directory_and_several_networks(store: Store) -> None:
    before = network("before", [PutOutcome(key="pride", title="Pride")])
    create(store, before)
    step = directory_step(store.directory(LOCAL), CFO)
    first = network("first", [PutOutcome(key="pride", title="Pride"), Tag(outcome="pride", persona="cfo")], step.directory)
    second = next_step(before, Tag(outcome="pride", persona="cfo"), known=step.directory)

    store.commit(commit_of(store, first_step(first, step.directory), second, directory_save=step))

    assert store.directory(LOCAL) == step.directory
    assert store.read_networks(LOCAL, [first.id, before.id]) == {first.id: first, before.id: second.network}


def test_one_stale_network_stops_the_whole_commit(store: Store) -> None:
    first, second = network("first"), network("second")
    create(store, first, second)
    known = store.directory(LOCAL)
    steps = [next_step(each, PutOutcome(key="pride", title="Pride"), known=known) for each in (first, second)]
    edit(store, second, PutOutcome(key="other", title="Other"))

    with pytest.raises(StaleRevision):
        store.commit(commit_of(store, *steps))

    assert store.current_revisions(LOCAL, [first.id, second.id]) == {first.id: 1, second.id: 2}


def test_two_outcomes_swap_their_keys_in_one_commit(store: Store) -> None:
    before = culture(introduce(store))
    create(store, before)

    after = edit(store, before, Rename(key="pride", to="x"), Rename(key="win-rate", to="pride"), Rename(key="x", to="win-rate"))

    assert store.read_networks(LOCAL, [before.id])[before.id] == after
    assert not list(store.verify(LOCAL))


def test_two_networks_swap_their_keys_in_one_commit(store: Store) -> None:
    first, second = network("first"), network("second")
    create(store, first, second)
    known = store.directory(LOCAL)
    steps = (
        next_step(first, Describe(fields={"key": "second"}), known=known),
        next_step(second, Describe(fields={"key": "first"}), known=known),
    )

    store.commit(commit_of(store, *steps))

    assert store.network_ids(LOCAL, ["first", "second"]) == {"first": second.id, "second": first.id}


def test_a_removed_key_is_free_again_in_the_same_commit(store: Store) -> None:
    before = culture(introduce(store))
    create(store, before)

    after = edit(store, before, Remove(key="pride"), PutOutcome(key="pride", title="Another pride"), Rename(key="coaching", to="teaching"))

    assert after.node_by_key["pride"].id != before.node_by_key["pride"].id
    assert store.read_networks(LOCAL, [before.id])[before.id] == after
    assert not list(store.verify(LOCAL))


def test_two_stores_on_the_same_data_see_each_others_changes(store: Store, open_again: Callable[[], Store]) -> None:
    other = open_again()
    saved = culture(introduce(store))
    create(store, saved)

    assert other.read_networks(LOCAL, [saved.id]) == {saved.id: saved}
    after = edit(other, saved, Remove(key="pride"))

    assert store.read_networks(LOCAL, [saved.id])[saved.id] == after
    assert store.state(LOCAL) == other.state(LOCAL)
