"""Remarks on nodes and arrows: made, settled, counted, and kept when what they are about is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from asking import load
from valuenet.errors import InvalidEdit, InvalidQuestion, NotFound
from valuenet.model.access import Role
from valuenet.model.actor import Actor
from valuenet.model.edits import Disconnect, Remove
from valuenet.model.ids import LOCAL, WorkspaceId
from valuenet.model.network import Network
from valuenet.model.remark import Remark
from valuenet.service.caller import LOCAL_CALLER, Caller
from valuenet.service.library import Library
from valuenet.service.networks import EditBatch, Restoration, network_edit, network_restore
from valuenet.service.reading import Reading
from valuenet.service.remarks import RemarkQuestion, Spot, is_there, open_remarks, remark_add, remark_settle, remarks
from valuenet.store.protocol import Store

ANN = replace(LOCAL_CALLER, actor=Actor(id="act_ann", name="Ann"))
STRANGER = Caller(workspace=WorkspaceId("wsp_other"), actor=ANN.actor, role=Role.ADMIN)


@pytest.fixture
def library(store: Store) -> Library:
    found = Library(store)
    load(found, ["car-dealer"])
    return found


def reading(library: Library) -> Reading:
    return library.reading(LOCAL, library.store.network_ids(LOCAL, ["car-dealer"])["car-dealer"])


def ends(network: Network) -> Spot:
    """The first arrow of a network."""
    arrow = network.arrows[0]
    return Spot(node=network.node_by_id[arrow.effect].key, cause=network.node_by_id[arrow.cause].key)


def told(library: Library, question: RemarkQuestion | None = None) -> list[Remark]:
    return [one.record for one in remarks(library, ANN, reading(library), question or RemarkQuestion()).kept]


def test_a_remark_is_found_on_its_node_or_arrow_and_counts_until_it_is_settled(library: Library) -> None:
    network = reading(library).network
    node, arrow = Spot(node=network.outcomes[0].key), ends(network)
    first = remark_add(library, ANN, "car-dealer", node, "Who said so?")
    second = remark_add(library, ANN, network.id, arrow, "Always?")
    assert [one.text for one in told(library)] == ["Who said so?", "Always?"]
    assert told(library, RemarkQuestion(spot=node)) == [first.record]
    assert told(library, RemarkQuestion(spot=arrow)) == [second.record]
    assert second.record.about == (arrow.cause, arrow.node)
    assert open_remarks(library, ANN, reading(library)) == 2
    settled = remark_settle(library, LOCAL_CALLER, first.record.id)
    assert settled.record.settled is not None
    assert settled.record.settled.by == LOCAL_CALLER.actor
    assert told(library, RemarkQuestion(open=True)) == [second.record]
    assert told(library, RemarkQuestion(open=False)) == [settled.record]
    assert open_remarks(library, ANN, reading(library)) == 1
    assert remark_settle(library, ANN, first.record.id) == settled, "it is settled already"
    assert remark_settle(library, ANN, first.record.id, settled=False).record == first.record
    assert reading(library).network == network, "a remark makes no revision of its network"


def test_a_remark_outlives_what_it_is_about_and_says_so(library: Library, store: Store) -> None:
    network = reading(library).network
    node, arrow = Spot(node=network.differentiators[0].key), ends(network)
    for spot in (node, arrow):
        remark_add(library, ANN, "car-dealer", spot, "Is it so?")
    gone = (Disconnect(cause=arrow.cause or "", effect=arrow.node), Remove(key=node.node))
    network_edit(library, ANN, EditBatch(network=network.id, expected=1, edits=gone))
    assert [is_there(reading(library).network, one) for one in told(library)] == [False, False]
    assert list(store.verify(LOCAL)) == []
    network_restore(library, ANN, Restoration(network=network.id, revision=1, expected=2))
    assert [is_there(reading(library).network, one) for one in told(library)] == [True, True]
    assert list(store.verify(LOCAL)) == []


def test_a_remark_on_what_is_not_there_or_says_nothing_is_refused(library: Library) -> None:
    network = reading(library).network
    key = network.outcomes[0].key
    for spot in (Spot(node="nothing"), Spot(node=key, cause="nothing"), Spot(node=network.differentiators[0].key, cause=key)):
        with pytest.raises(InvalidQuestion):
            remark_add(library, ANN, "car-dealer", spot, "Hm.")
    with pytest.raises(InvalidEdit, match="text"):
        remark_add(library, ANN, "car-dealer", Spot(node=key), " ")


def test_the_same_request_makes_one_remark(library: Library) -> None:
    spot = Spot(node=reading(library).network.outcomes[0].key)
    first = remark_add(library, ANN, "car-dealer", spot, "Once.", "key")
    assert remark_add(library, ANN, "car-dealer", spot, "Once.", "key") == first
    assert len(told(library)) == 1


def test_another_workspace_neither_sees_nor_settles_a_remark(library: Library) -> None:
    made = remark_add(library, ANN, "car-dealer", Spot(node=reading(library).network.outcomes[0].key), "Ours.")
    with pytest.raises(NotFound):
        remark_settle(library, STRANGER, made.record.id)
