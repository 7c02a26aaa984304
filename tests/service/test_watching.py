"""Watching networks: what came after a revision, in order, and whether there is anything to read at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Sent
from valuenet.errors import InvalidQuestion, NotFound
from valuenet.model.edits import Describe
from valuenet.model.ids import LOCAL, NetworkId
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.library import Library
from valuenet.service.networks import EditBatch, NewNetwork, network_create, network_delete, network_edit
from valuenet.service.watching import PAGE, Lookout, news, watched
from valuenet.store.protocol import Store


def create(library: Library, key: str = "net") -> NetworkId:
    return network_create(library, LOCAL_CALLER, NewNetwork(key=key, name="0")).reading.network.id


def named(library: Library, network: NetworkId, expected: int) -> None:
    edits = (Describe(fields={"name": str(expected)}),)
    network_edit(library, LOCAL_CALLER, EditBatch(network=network, expected=expected, edits=edits))


def settled(lookout: Lookout, *networks: NetworkId) -> None:
    """Look until nothing is new: a network that has moved is named twice."""
    for _ in range(3):
        lookout.moved(networks)


def test_whoever_watches_goes_on_from_the_present_revision_or_from_the_last_that_he_saw(store: Store) -> None:
    library = Library(store)
    network = create(library)
    named(library, network, 1)
    assert watched(library, LOCAL_CALLER, "net", None) == (network, 2)
    assert watched(library, LOCAL_CALLER, network, 0) == (network, 0)
    for since in (-1, 3):
        with pytest.raises(InvalidQuestion, match="net is at revision 2"):
            watched(library, LOCAL_CALLER, "net", since)
    with pytest.raises(NotFound):
        watched(library, LOCAL_CALLER, "nowhere", None)


def test_everything_after_a_revision_is_told_once_and_in_order_however_much_it_is(store: Store) -> None:
    library = Library(store)
    network = create(library)
    for expected in range(1, PAGE + 5):
        named(library, network, expected)
    heard, last = [], 2
    while (told := news(library, LOCAL_CALLER, network, last)) and told.revisions:
        heard += [logged.number for logged in told.revisions]
        last = heard[-1]
    assert heard == list(range(3, PAGE + 6))


def test_a_network_that_is_gone_has_no_news_any_more(store: Store) -> None:
    library = Library(store)
    network = create(library)
    network_delete(library, LOCAL_CALLER, network, expected=1)
    assert news(library, LOCAL_CALLER, network, 1) is None


def test_a_look_tells_which_networks_have_moved_whichever_process_moved_them(store: Store, open_again: Callable[[], Store]) -> None:
    library, elsewhere = Library(store), Library(open_again())
    one, other = create(library, "one"), create(library, "other")
    lookout = Lookout(library, LOCAL)
    settled(lookout, one, other)
    named(elsewhere, one, 1)
    assert lookout.moved([one, other]) == {one}
    assert lookout.moved([one, other]) == {one}, "its log may have come later than its root"
    assert lookout.moved([one, other]) == set()
    network_delete(elsewhere, LOCAL_CALLER, other, expected=1)
    assert lookout.moved([one, other]) == {other}


def test_a_look_costs_one_cheap_read_while_nothing_has_changed(store: Store, sent: Sent) -> None:
    library = Library(store)
    network = create(library)
    lookout = Lookout(library, LOCAL)
    settled(lookout, network)
    sent.clear()
    assert lookout.moved([network]) == set()
    assert len(sent) == 1
