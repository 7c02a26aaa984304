"""A change is computed from memory where that is at the expected revision; whether it was right is for the store to say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Sent
from valuenet.errors import InvalidEdit, StaleRevision
from valuenet.model.edits import NetworkEdit, PutOutcome, Tag
from valuenet.model.ids import LOCAL, NetworkId
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.directory import EntryPut, persona_put
from valuenet.service.library import Library
from valuenet.service.networks import EditBatch, NewNetwork, network_create, network_edit
from valuenet.store.protocol import Store

READS = {"state", "directory", "current revisions", "snapshots", "workspace_state", "network_revisions", "network_snapshots"}
"""What both stores are sent to learn how far others have come, outside of a transaction that writes."""


def create(library: Library) -> NetworkId:
    return network_create(
        library, LOCAL_CALLER, NewNetwork(key="culture", name="Culture", edits=(PutOutcome(key="a", title="A"),))
    ).reading.network.id


def edit(library: Library, network: NetworkId, expected: int, *edits: NetworkEdit) -> int:
    batch = EditBatch(network=network, expected=expected, edits=edits)
    return network_edit(library, LOCAL_CALLER, batch).reading.network.revision


def test_an_edit_of_what_was_just_saved_reads_nothing_before_its_transaction(store: Store, sent: Sent) -> None:
    library = Library(store)
    network = create(library)
    sent.clear()
    assert edit(library, network, 1, PutOutcome(key="a", title="A, again")) == 2
    assert READS.isdisjoint(sent[: next(place for place, name in enumerate(sent) if name.startswith(("begin writing", "lock_networks")))])


def test_the_first_question_after_ones_own_change_is_one_cheap_read(store: Store, sent: Sent) -> None:
    library = Library(store)
    network = create(library)
    edit(library, network, 1, PutOutcome(key="a", title="A, again"))
    sent.clear()
    assert library.reading(LOCAL, network).network.revision == 2
    assert len(sent) == 1


@pytest.mark.parametrize(("settled", "reads"), [(0.0, 1), (60.0, 2)])
def test_what_others_have_just_changed_is_asked_for_again_until_all_of_it_is_certain_to_be_there(
    store: Store, open_again: Callable[[], Store], sent: Sent, settled: float, reads: int
) -> None:
    here, there = Library(store, settled=settled), Library(open_again())
    network = create(there)
    assert edit(there, network, 1, PutOutcome(key="a", title="A, again")) == 2
    assert here.reading(LOCAL, network).network.revision == 2
    sent.clear()
    assert here.reading(LOCAL, network).network.revision == 2
    assert len(sent.asked()) == reads


def test_an_edit_sees_the_personas_that_another_process_has_just_made(store: Store, open_again: Callable[[], Store]) -> None:
    here, there = Library(store), Library(open_again())
    network = create(here)
    with pytest.raises(InvalidEdit, match="there is no persona 'cfo'"):
        edit(here, network, 1, Tag(outcome="a", persona="cfo"))
    persona_put(there, LOCAL_CALLER, EntryPut(key="cfo", fields={"name": "CFO"}))
    assert edit(here, network, 1, Tag(outcome="a", persona="cfo")) == 2


def test_an_edit_of_what_another_process_has_changed_is_refused_though_memory_is_behind(
    store: Store, open_again: Callable[[], Store]
) -> None:
    here, there = Library(store), Library(open_again())
    network = create(here)
    edit(there, network, 1, PutOutcome(key="a", title="A, elsewhere"))
    for title in ("A, here", "A"):  # also where it would change nothing of what memory holds
        with pytest.raises(StaleRevision) as refused:
            edit(here, network, 1, PutOutcome(key="a", title=title))
        assert refused.value.current == 2
