"""Networks that are deleted are gone for good, and only those."""

from __future__ import annotations

import pytest

from commits import create, introduce
from networks import CFO, culture, network
from valuenet.errors import NotFound, StaleRevision
from valuenet.model.ids import LOCAL, NetworkId
from valuenet.store.protocol import Store


def test_a_deleted_network_is_gone_with_its_log(store: Store) -> None:
    known = introduce(store)
    gone, kept = culture(known), network("kept")
    create(store, gone, kept)

    store.delete_network(LOCAL, gone.id, expected=1)

    assert list(store.read_networks(LOCAL, [gone.id, kept.id])) == [kept.id]
    assert not store.revisions(LOCAL, gone.id)
    assert not store.homes(LOCAL, [outcome.id for outcome in gone.outcomes])
    assert not store.networks_tagged_with(LOCAL, CFO.id)
    assert not list(store.verify(LOCAL))


def test_a_network_is_deleted_at_the_expected_revision_only(store: Store) -> None:
    saved = network()
    create(store, saved)

    with pytest.raises(StaleRevision) as refusal:
        store.delete_network(LOCAL, saved.id, expected=3)
    with pytest.raises(NotFound):
        store.delete_network(LOCAL, NetworkId("net_nowhere"), expected=1)

    assert (refusal.value.subject, refusal.value.expected, refusal.value.current) == ("culture", 3, 1)
    assert store.read_networks(LOCAL, [saved.id]) == {saved.id: saved}


def test_a_deleted_networks_key_is_free_again(store: Store) -> None:
    first, second = network("culture"), network("culture")
    create(store, first)
    store.delete_network(LOCAL, first.id, expected=1)

    create(store, second)

    assert store.network_ids(LOCAL, ["culture"]) == {"culture": second.id}
