"""Records: whatever is saved is read back as it was, by everyone; whatever is refused leaves nothing behind."""

from __future__ import annotations

from commits import create, introduce
from networks import culture
from records import all_kinds, keep
from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.ids import LOCAL
from valuenet.store.protocol import Store


def test_records_of_every_kind_are_read_as_they_were_saved(store: Store) -> None:
    network = culture(introduce(store))
    create(store, network)
    saved = all_kinds(network)

    keep(store, *saved)

    found = store.read_records(LOCAL, [record.id for record in saved])
    assert tuple(kept.record for kept in found.values()) == saved
    assert {(kept.revision, kept.changed_by) for kept in found.values()} == {(1, LOCAL_OWNER)}
    assert not list(store.verify(LOCAL))
