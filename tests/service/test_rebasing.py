"""Several people edit one network at once: who touched something else is not refused, and who touched the same is told by whom."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from valuenet.errors import InvalidEdit, StaleRevision
from valuenet.model.actor import Actor
from valuenet.model.edits import Connect, NetworkEdit, PutOutcome, Remove, Update
from valuenet.model.ids import LOCAL, NetworkId
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.library import Library
from valuenet.service.networks import EditBatch, NewNetwork, Saved, network_create, network_edit
from valuenet.service.rebasing import Conflicted, network_rebase
from valuenet.store.protocol import Store

ANN = replace(LOCAL_CALLER, actor=Actor(id="act_ann", name="Ann"))
BOB = replace(LOCAL_CALLER, actor=Actor(id="act_bob", name="Bob"))


@pytest.fixture
def library(store: Store) -> Library:
    return Library(store)


@pytest.fixture
def network(library: Library) -> NetworkId:
    """A network of the outcomes a and b, at revision 1."""
    first = (PutOutcome(key="a", title="A"), PutOutcome(key="b", title="B"))
    return network_create(library, ANN, NewNetwork(key="net", name="Net", edits=first)).reading.network.id


def edit(library: Library, network: NetworkId, expected: int, *edits: NetworkEdit, reason: str = "") -> None:
    network_edit(library, BOB, EditBatch(network=network, expected=expected, edits=edits, reason=reason))


def rebase(library: Library, network: NetworkId, expected: int, *edits: NetworkEdit, repeat: str | None = None) -> Saved | Conflicted:
    return network_rebase(library, ANN, EditBatch(network=network, expected=expected, edits=edits), repeat)


def titled(key: str, title: str) -> Update:
    return Update(key=key, fields={"title": title})


def test_a_batch_from_an_old_revision_is_done_to_the_present_one(library: Library, network: NetworkId) -> None:
    edit(library, network, 1, titled("a", "Theirs"), Connect(cause="a", effect="b"))
    edit(library, network, 2, Update(key="b", fields={"evidence": "seen"}))
    saved = rebase(library, network, 1, titled("b", "Ours"))
    assert isinstance(saved, Saved)
    after = saved.reading.network
    assert (after.revision, [node.title for node in after.nodes], len(after.arrows)) == (4, ["Theirs", "Ours"], 1)
    assert after.node_by_key["b"].evidence == "seen"  # type: ignore[union-attr]  # it is an outcome
    assert [change.about for change in saved.changes] == [("b",)]
    assert library.reading(LOCAL, network).network == after


def test_a_batch_from_the_present_revision_is_an_ordinary_edit(library: Library, network: NetworkId) -> None:
    saved = rebase(library, network, 1, titled("b", "Ours"))
    assert isinstance(saved, Saved)
    assert saved.reading.network.revision == 2


def test_a_batch_that_touches_what_others_changed_is_told_who_did_what_when_and_why(library: Library, network: NetworkId) -> None:
    edit(library, network, 1, titled("a", "First"), reason="as customers say it")
    edit(library, network, 2, titled("a", "Theirs"), reason="shorter")
    edit(library, network, 3, titled("b", "Something else"))
    found = rebase(library, network, 1, titled("a", "Ours"), PutOutcome(key="c", title="C"))
    assert isinstance(found, Conflicted)
    assert (found.expected, found.current) == (1, 4)
    (clash,) = found.clashes
    assert [(field.before, field.after) for field in clash.ours.fields] == [("A", "Ours")]
    assert [(field.before, field.after) for field in clash.theirs.fields] == [("A", "Theirs")]
    assert (clash.by, clash.reason, clash.revision) == (BOB.actor, "shorter", 3)
    assert "1 change of the batch meets what others changed after revision 1 of net" in str(found)
    assert library.reading(LOCAL, network).network.revision == 4
    assert "c" not in library.reading(LOCAL, network).network.node_by_key


def test_a_conflict_names_whoever_changed_the_field_not_whoever_changed_the_thing_last(library: Library, network: NetworkId) -> None:
    edit(library, network, 1, titled("a", "Theirs"), reason="shorter")
    edit(library, network, 2, Update(key="a", fields={"evidence": "seen"}), reason="a trial")
    found = rebase(library, network, 1, titled("a", "Ours"))
    assert isinstance(found, Conflicted)
    assert [(clash.reason, clash.revision) for clash in found.clashes] == [("shorter", 2)]


def test_what_others_changed_and_took_back_stands_in_nobodys_way(library: Library, network: NetworkId) -> None:
    edit(library, network, 1, titled("a", "Theirs"))
    edit(library, network, 2, titled("a", "A"))
    assert isinstance(rebase(library, network, 1, titled("a", "Ours")), Saved)


def test_removing_what_another_connected_to_is_a_conflict(library: Library, network: NetworkId) -> None:
    edit(library, network, 1, Connect(cause="a", effect="b"))
    found = rebase(library, network, 1, Remove(key="b"))
    assert isinstance(found, Conflicted)
    assert [clash.theirs.about for clash in found.clashes] == [("a", "b")]


@pytest.mark.parametrize("revision", [0, 9])
def test_a_batch_from_a_revision_that_never_was_is_stale(library: Library, network: NetworkId, revision: int) -> None:
    with pytest.raises(StaleRevision):
        rebase(library, network, revision, titled("a", "Ours"))


def test_a_batch_that_breaks_a_rule_is_told_so_whatever_others_did(library: Library, network: NetworkId) -> None:
    edit(library, network, 1, titled("a", "Theirs"))
    with pytest.raises(InvalidEdit, match="there is no node 'z'"):
        rebase(library, network, 1, Remove(key="z"))


def test_the_same_request_is_rebased_once(library: Library, network: NetworkId) -> None:
    edit(library, network, 1, titled("a", "Theirs"))
    first = rebase(library, network, 1, titled("b", "Ours"), repeat="once")
    edit(library, network, 3, titled("a", "Later"))
    again = rebase(library, network, 1, titled("b", "Ours"), repeat="once")
    assert isinstance(first, Saved)
    assert isinstance(again, Saved)
    assert (again.reading.network, again.changes) == (first.reading.network, first.changes)
    assert library.reading(LOCAL, network).network.revision == 4


def test_many_who_add_different_things_at_once_from_one_revision_all_succeed(library: Library, network: NetworkId) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda number: rebase(library, network, 1, PutOutcome(key=f"k{number}", title="K")), range(12)))
    assert all(isinstance(one, Saved) for one in found)
    after = library.reading(LOCAL, network).network
    assert after.revision == 13
    assert {f"k{number}" for number in range(12)} <= after.node_by_key.keys()
