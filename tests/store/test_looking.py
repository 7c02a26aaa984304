"""Lists and look-ups: their order, their pages, what they leave out, and what they cost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from commits import create, edit, introduce
from networks import CFO, COMPETITOR, CRO, CULTURE, FACILITIES, alternative, culture, network
from valuenet.model.directory import THE_STATUS_QUO
from valuenet.model.edits import Describe, NetworkEdit, PutOutcome, Tag
from valuenet.model.ids import LOCAL
from valuenet.store.protocol import DesiredQuestion, NetworkSummary, Store


def test_networks_are_listed_by_key_in_pages(store: Store) -> None:
    create(store, *(network(key) for key in ("b", "a-2", "a", "a10", "c")))

    pages = []
    after = ""
    while page := store.list_networks(LOCAL, after=after, limit=2):
        pages.append([found.key for found in page])
        after = page[-1].key

    assert pages == [["a", "a-2"], ["a10", "b"], ["c"]]


def test_archived_networks_are_listed_on_request_only(store: Store) -> None:
    create(store, network("a"), network("b", archived=True))

    assert [found.key for found in store.list_networks(LOCAL)] == ["a"]
    assert [(found.key, found.archived) for found in store.list_networks(LOCAL, archived=True)] == [("a", False), ("b", True)]


def test_a_list_shows_each_network_as_it_is_now(store: Store) -> None:
    saved = network("a")
    create(store, saved)

    after = edit(store, saved, Describe(fields={"name": "Another name", "key": "z"}))

    (found,) = store.list_networks(LOCAL)
    summary = NetworkSummary(id=saved.id, key=after.key, name="Another name", revision=2, changed_at=after.changed_at, archived=False)
    assert found == summary


def test_the_home_of_every_node_and_region_is_known(store: Store) -> None:
    known = introduce(store)
    first, second = culture(known), network("other", [PutOutcome(key="pride", title="Pride")])
    create(store, first, second)

    nodes = [first.differentiators[0].id, first.outcomes[0].id, first.regions[0].id, second.outcomes[0].id, "out_nowhere"]

    assert store.homes(LOCAL, nodes) == dict(zip(nodes, [first.id, first.id, first.id, second.id], strict=False))


def test_where_a_persona_is_in_use_is_told_by_key_archived_networks_included(store: Store) -> None:
    known = introduce(store)
    tagged: list[NetworkEdit] = [PutOutcome(key="x", title="X"), Tag(outcome="x", persona="cfo")]
    create(store, network("b", tagged), network("a", tagged, archived=True), network("c", tagged), network("none"), culture(known))

    assert [found.key for found in store.networks_tagged_with(LOCAL, CFO.id)] == ["a", "b", "c", "culture"]
    assert [found.key for found in store.networks_tagged_with(LOCAL, CFO.id, limit=2)] == ["a", "b"]
    assert [found.key for found in store.networks_tagged_with(LOCAL, CRO.id)] == ["culture"]
    assert not store.networks_tagged_with(LOCAL, FACILITIES.id)


def test_where_an_alternative_is_in_use_is_told_by_key_archived_networks_included(store: Store) -> None:
    known = introduce(store)
    theirs, archived = network("theirs", alternative=COMPETITOR.id), network("archived", CULTURE, known, archived=True)
    create(store, theirs, network("none"), culture(known), archived)

    assert [found.key for found in store.networks_compared_with(LOCAL, COMPETITOR.id)] == ["archived", "culture", "theirs"]
    assert [found.key for found in store.networks_compared_with(LOCAL, COMPETITOR.id, limit=2)] == ["archived", "culture"]
    assert [found.key for found in store.networks_compared_with(LOCAL, THE_STATUS_QUO.id)] == ["archived", "culture"]
    assert not store.networks_compared_with(LOCAL, alternative("unheard-of").id)


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda store, ids: store.state(LOCAL), id="state"),
        pytest.param(lambda store, ids: store.directory(LOCAL), id="directory"),
        pytest.param(lambda store, ids: store.current_revisions(LOCAL, ids), id="current_revisions"),
        pytest.param(lambda store, ids: store.read_networks(LOCAL, ids), id="read_networks"),
        pytest.param(lambda store, ids: store.network_ids(LOCAL, [f"n{number}" for number in range(len(ids))]), id="network_ids"),
        pytest.param(lambda store, ids: store.list_networks(LOCAL), id="list_networks"),
        pytest.param(lambda store, ids: store.networks_tagged_with(LOCAL, CFO.id), id="networks_tagged_with"),
        pytest.param(lambda store, ids: store.outcomes_desired(LOCAL, DesiredQuestion(personas=(CFO.id,))), id="outcomes_desired"),
        pytest.param(lambda store, ids: store.revisions_since(LOCAL, 0), id="revisions_since"),
    ],
)
def test_a_read_costs_the_same_number_of_statements_however_much_it_reads(
    store: Store, sent: list[str], call: Callable[[Store, list[str]], object]
) -> None:
    introduce(store)
    ids: list[str] = []
    counts = set()
    for number in range(4):
        saved = network(f"n{number}", [PutOutcome(key="x", title="X"), Tag(outcome="x", persona="cfo")])
        create(store, saved)
        ids.append(saved.id)
        sent.clear()
        call(store, ids)
        counts.add(len(sent))

    assert len(counts) == 1
    assert counts.pop() <= 6
