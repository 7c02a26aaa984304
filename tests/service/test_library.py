"""Networks kept in memory are checked against the store at every question, whoever changed them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import cast

import pytest

from asking import EXAMPLES, example, load
from conftest import Sent
from valuenet.documents.source import Format
from valuenet.errors import InvalidEdit, KeyTaken, NotFound, StaleRevision
from valuenet.model.bounds import Bounds
from valuenet.model.edits import Describe, PutOutcome, Tag
from valuenet.model.ids import LOCAL, NetworkId, WorkspaceId
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.directory import EntryPut, persona_put
from valuenet.service.imports import Import, network_import, uploaded
from valuenet.service.library import Library
from valuenet.service.networks import EditBatch, NewNetwork, network_create, network_delete, network_edit
from valuenet.store.protocol import Commit, Store, WorkspaceState


def create(library: Library, key: str = "culture") -> NetworkId:
    edits = (PutOutcome(key="a", title="A"), PutOutcome(key="b", title="B"))
    return network_create(library, LOCAL_CALLER, NewNetwork(key=key, name=key.title(), edits=edits)).reading.network.id


def titled(library: Library, network: NetworkId, title: str, expected: int) -> int:
    batch = EditBatch(network=network, expected=expected, edits=(PutOutcome(key="a", title=title),))
    return network_edit(library, LOCAL_CALLER, batch).reading.network.revision


def test_a_change_made_by_another_process_is_seen_at_the_next_read(store: Store, open_again: Callable[[], Store]) -> None:
    here, there = Library(store), Library(open_again())
    network = create(here)
    assert there.reading(LOCAL, network).network.node_by_key["a"].title == "A"
    titled(here, network, "A, changed", 1)
    assert there.reading(LOCAL, network).network.node_by_key["a"].title == "A, changed"
    persona_put(there, LOCAL_CALLER, EntryPut(key="cfo", fields={"name": "CFO"}))
    assert "cfo" in here.directory(LOCAL).persona_by_key
    assert here.reading(LOCAL, network).directory.persona_by_key["cfo"].name == "CFO"


def test_a_question_about_what_is_known_costs_one_cheap_read(store: Store, sent: Sent) -> None:
    library = Library(store)
    network = create(library)
    library.reading(LOCAL, network)
    sent.clear()
    first = library.reading(LOCAL, network)
    assert len(sent) == 1
    assert library.reading(LOCAL, network) is first


def test_the_first_question_after_a_change_reads_no_snapshot(store: Store, sent: Sent) -> None:
    library = Library(store)
    network = create(library)
    titled(library, network, "Again", 1)
    sent.clear()
    assert library.reading(LOCAL, network).network.revision == 2
    assert not any("snapshot" in name for name in sent), list(sent)


def test_memory_holds_no_more_parts_than_it_may_and_the_least_asked_for_go_first(sqlite_store: Store) -> None:
    library = Library(sqlite_store, remembered_parts=7)
    one, two, three = (create(library, key) for key in ("one", "two", "three"))
    library.reading(LOCAL, one)
    kept = library.reading(LOCAL, three)
    library.reading(LOCAL, one)
    assert library.reading(LOCAL, three) is kept
    again = library.reading(LOCAL, two)
    assert library.reading(LOCAL, two) is again
    assert library.reading(LOCAL, one).network.key == "one"


def test_a_deleted_network_is_not_found_in_memory_either(store: Store) -> None:
    library = Library(store)
    network = create(library)
    with pytest.raises(StaleRevision):
        network_delete(library, LOCAL_CALLER, network, expected=7)
    network_delete(library, LOCAL_CALLER, network, expected=1)
    with pytest.raises(NotFound):
        library.reading(LOCAL, network)


def test_of_many_editors_at_once_each_either_wins_a_revision_or_is_told_that_he_is_late(store: Store) -> None:
    library = Library(store)
    network = create(library)

    def attempt(number: int) -> int | None:
        current = library.reading(LOCAL, network).network.revision
        try:
            return titled(library, network, f"title {number}", current)
        except StaleRevision:
            return None

    with ThreadPoolExecutor(8) as pool:
        won = [revision for revision in pool.map(attempt, range(80)) if revision is not None]
    assert len(won) == len(set(won))
    assert library.reading(LOCAL, network).network.revision == 1 + len(won)
    assert won


def test_a_persona_archived_meanwhile_is_noticed_by_the_edit_that_would_tag_it(store: Store, open_again: Callable[[], Store]) -> None:
    here, there = Library(store), Library(open_again())
    persona_put(here, LOCAL_CALLER, EntryPut(key="cfo", fields={"name": "CFO"}))
    network = create(here)
    here.reading(LOCAL, network)
    persona_put(there, LOCAL_CALLER, EntryPut(key="cfo", fields={"archived": True}))
    with pytest.raises(InvalidEdit, match="is archived"):
        network_edit(here, LOCAL_CALLER, EditBatch(network=network, expected=1, edits=(Tag(outcome="a", persona="cfo"),)))


class Overtaken:
    """A store in which something else happens right before the next commit."""

    def __init__(self, store: Store, happens: Callable[[], object]) -> None:
        self.store = store
        self.happens: Callable[[], object] | None = happens

    def commit(self, commit: Commit) -> int:
        happens, self.happens = self.happens, None
        if happens is not None:
            happens()
        return self.store.commit(commit)

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)


def overtaken(store: Store) -> Library:
    """A library whose next commit comes after another one has made the car dealer's network; its personas are there before."""
    library = Library(store)
    network_delete(library, LOCAL_CALLER, load(library, ["car-dealer"])["car-dealer"], expected=1)
    return Library(cast("Store", Overtaken(store, lambda: load(library, ["car-dealer"]))))


def test_of_two_imports_of_the_same_new_network_the_later_finds_it_made(store: Store) -> None:
    slower = overtaken(store)
    network = load(slower, ["car-dealer"])["car-dealer"]
    assert slower.reading(LOCAL, network).network.revision == 1
    assert store.network_ids(LOCAL, ["car-dealer"]) == {"car-dealer": network}


def test_an_import_that_was_to_make_a_network_is_told_when_another_made_it(store: Store) -> None:
    with pytest.raises(KeyTaken):
        network_import(overtaken(store), LOCAL_CALLER, Import(document=example("car-dealer"), expected=0))


class Interrupted:
    """A store in front of which something else happens right after the next look at how far the workspace has come."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.happens: Callable[[], object] | None = None

    def state(self, workspace: WorkspaceId) -> WorkspaceState:
        state = self.store.state(workspace)
        happens, self.happens = self.happens, None
        if happens is not None:
            happens()
        return state

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)


def test_a_network_is_never_shown_with_a_directory_that_lacks_one_of_its_personas(store: Store) -> None:
    writer = Library(store)
    network = load(writer, ["car-dealer"])["car-dealer"]
    text = (EXAMPLES / "car-dealer.yaml").read_text()
    grown = text.replace("  car-buyer:", "  newcomer: {name: Newcomer}\n  car-buyer:", 1)
    grown = grown.replace("      car-buyer: {", "      newcomer: {why: new}\n      car-buyer: {", 1)

    def grow() -> None:
        network_import(writer, LOCAL_CALLER, Import(document=uploaded(writer, grown, Format.YAML)))

    interrupted = Interrupted(store)
    reader = Library(cast("Store", interrupted))
    reader.directory(LOCAL)
    interrupted.happens = grow
    reading = reader.reading(LOCAL, network)
    assert reading.network.revision == 2
    assert {tag.persona for tag in reading.network.tags} <= reading.directory.persona_by_id.keys()


def test_personas_put_at_once_by_many_are_all_kept(store: Store) -> None:
    library = Library(store)

    def put(number: int) -> None:
        persona_put(library, LOCAL_CALLER, EntryPut(key=f"persona-{number}", fields={"name": f"Persona {number}"}))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(put, range(10)))
    assert [f"persona-{number}" in library.directory(LOCAL).persona_by_key for number in range(10)] == [True] * 10


def test_bounds_are_named_with_their_figures(sqlite_store: Store) -> None:
    library = Library(sqlite_store, Bounds(outcomes=2, edits=3, directory=2))
    network = create(library)
    more = (PutOutcome(key="c", title="C"),)
    with pytest.raises(InvalidEdit, match="would have 3 outcomes, the bound is 2"):
        network_edit(library, LOCAL_CALLER, EditBatch(network=network, expected=1, edits=more))
    with pytest.raises(InvalidEdit, match="the batch has 4 edits, the bound is 3"):
        network_edit(library, LOCAL_CALLER, EditBatch(network=network, expected=1, edits=more * 4))
    persona_put(library, LOCAL_CALLER, EntryPut(key="one", fields={"name": "One"}))
    with pytest.raises(InvalidEdit, match="would have 3 personas and alternatives, the bound is 2"):
        persona_put(library, LOCAL_CALLER, EntryPut(key="two", fields={"name": "Two"}))


def test_a_reason_is_kept_clean_or_refused(sqlite_store: Store) -> None:
    library = Library(sqlite_store)
    network = create(library)
    rename = Describe(fields={"name": "New"})
    for reason in ("a\x00b", "x" * 501):
        with pytest.raises(InvalidEdit, match="reason"):
            network_edit(library, LOCAL_CALLER, EditBatch(network=network, expected=1, edits=(rename,), reason=reason))


def test_importing_the_same_examples_again_changes_nothing(store: Store) -> None:
    library = Library(store)
    load(library, ["car-dealer", "office-space"])
    before = store.state(LOCAL)
    load(library, ["car-dealer", "office-space"])
    assert store.state(LOCAL) == before
