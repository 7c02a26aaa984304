"""A server that is gone, mute, busy or full: every call ends in time, says what to do, and all is well again at once."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from time import monotonic
from urllib.parse import urlsplit

import neo4j
import pytest
from benchmarks.proxy import Proxy, proxy_to

from commits import commit_of, create, directory_step, first_step, introduce, next_step
from networks import network, persona
from valuenet.errors import (
    AnswerExists,
    DeadlineExceeded,
    StaleRevision,
    StillInUse,
    StoreError,
    StoreOverloaded,
    StoreSignInRefused,
    StoreUnavailable,
)
from valuenet.model.edits import PutOutcome, Tag
from valuenet.model.ids import LOCAL, NetworkId
from valuenet.settings import Neo4jAddress, StoreSettings
from valuenet.store.answers import Answer
from valuenet.store.neo4j.store import Neo4jStore
from valuenet.store.protocol import Store

pytestmark = [pytest.mark.neo4j, pytest.mark.parametrize("store_settings", ["neo4j"], indirect=True)]

DEADLINE = 1.0
SLACK = 1.5  # seconds that a busy machine may add: without the deadline a call would wait many times longer


@contextmanager
def opened(address: Neo4jAddress, *, deadline: float = DEADLINE, pool: int = 8, retry: float = 1.0) -> Iterator[Neo4jStore]:
    """A store at this address, closed at the end."""
    store = Neo4jStore(StoreSettings(address=address, deadline=deadline, pool=pool, retry=retry), address)
    try:
        yield store
    finally:
        store.close()


@pytest.fixture
def address(store_settings: StoreSettings) -> Neo4jAddress:
    assert isinstance(store_settings.address, Neo4jAddress)
    return store_settings.address


@pytest.fixture
def proxy(address: Neo4jAddress) -> Iterator[Proxy]:
    parts = urlsplit(address.uri)
    with proxy_to(parts.hostname or "127.0.0.1", parts.port or 7687) as proxy:
        yield proxy


@pytest.fixture
def through(proxy: Proxy, address: Neo4jAddress) -> Neo4jAddress:
    """The address of the same database behind the proxy; `bolt` because a routing table names the server itself."""
    return replace(address, uri=f"bolt://127.0.0.1:{proxy.port}")


def test_a_mute_server_ends_a_read_at_its_deadline_and_all_is_well_when_it_speaks_again(
    store: Store, proxy: Proxy, through: Neo4jAddress
) -> None:
    with opened(through) as behind:
        assert behind.state(LOCAL) == store.state(LOCAL)
        proxy.hold()

        for _ in range(2):
            started = monotonic()
            with pytest.raises(DeadlineExceeded, match="deadline"):
                behind.state(LOCAL)
            assert DEADLINE - 0.1 <= monotonic() - started <= DEADLINE + SLACK

        proxy.release()
        started = monotonic()
        assert behind.state(LOCAL) == store.state(LOCAL)
        assert monotonic() - started <= SLACK


def test_a_mute_server_ends_a_change_at_its_deadline_and_does_not_keep_what_it_locked(
    store: Store, proxy: Proxy, through: Neo4jAddress
) -> None:
    introduce(store)
    saved = network()
    create(store, saved)
    with opened(through) as behind:
        behind.state(LOCAL)
        change = commit_of(store, next_step(saved, PutOutcome(key="pride", title="Pride"), known=store.directory(LOCAL)))
        proxy.hold()

        started = monotonic()
        with pytest.raises(StoreUnavailable):
            behind.commit(change)
        assert monotonic() - started <= DEADLINE + SLACK

        proxy.release()
        behind.commit(change)
    assert store.current_revisions(LOCAL, [saved.id]) == {saved.id: 2}


def test_a_server_that_never_answers_the_first_word_is_given_up_at_the_deadline(store: Store, proxy: Proxy, through: Neo4jAddress) -> None:
    proxy.hold()
    with opened(through) as behind:
        started = monotonic()
        with pytest.raises(StoreUnavailable):
            behind.check()
        assert monotonic() - started <= DEADLINE + SLACK


def test_connections_that_were_cut_are_opened_again_without_anyone_noticing(store: Store, proxy: Proxy, through: Neo4jAddress) -> None:
    with opened(through) as behind, ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: behind.state(LOCAL), range(16)))

        proxy.cut()

        assert behind.state(LOCAL) == store.state(LOCAL)


def test_a_refused_connection_says_at_once_where_and_what_to_do(store: Store, address: Neo4jAddress) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    for scheme in ("bolt", "neo4j"):
        nowhere = replace(address, uri=f"{scheme}://127.0.0.1:{port}", password="pss-wrd-1")
        with opened(nowhere, deadline=5.0) as behind:
            started = monotonic()
            with pytest.raises(StoreUnavailable, match=rf"{scheme}://neo4j@127.0.0.1:{port} cannot be reached: see that") as refusal:
                behind.check()
            assert monotonic() - started <= 2.0
            assert "pss-wrd-1" not in str(refusal.value)


def test_a_wrong_password_is_refused_without_being_shown(store: Store, address: Neo4jAddress) -> None:
    # Another user's, because a server that sees several wrong passwords for one user stops listening to that user.
    wrong = replace(address, user="nobody", password="pss-wrd-1")
    with opened(wrong, deadline=5.0) as behind:
        with pytest.raises(StoreSignInRefused, match="VALUENET_STORE_PASSWORD") as refusal:
            behind.check()
        assert "pss-wrd-1" not in str(refusal.value)


def test_a_database_that_is_not_there_is_named(store: Store, address: Neo4jAddress) -> None:
    with opened(replace(address, database="nowhere"), deadline=5.0) as behind, pytest.raises(StoreError, match="nowhere"):
        behind.check()


def test_a_full_pool_is_told_from_a_slow_answer(store: Store, proxy: Proxy, through: Neo4jAddress) -> None:
    with opened(through, deadline=2.0, pool=1) as behind, ThreadPoolExecutor(2) as threads:
        behind.state(LOCAL)
        proxy.hold()
        asked = [threads.submit(behind.state, LOCAL) for _ in range(2)]
        errors = {type(future.exception()) for future in asked}
        proxy.release()

        assert errors == {DeadlineExceeded, StoreOverloaded}
        assert behind.state(LOCAL) == store.state(LOCAL)


def test_a_change_that_waits_for_a_lock_ends_at_its_deadline(store: Store, address: Neo4jAddress, neo4j_driver: neo4j.Driver) -> None:
    introduce(store)
    saved = network()
    create(store, saved)
    change = commit_of(store, next_step(saved, PutOutcome(key="pride", title="Pride"), known=store.directory(LOCAL)))
    with opened(address) as behind, neo4j_driver.session(database=address.database) as session, session.begin_transaction() as other:
        other.run("MATCH (network:Network {id: $id}) SET network.held = true", id=saved.id).consume()

        started = monotonic()
        with pytest.raises(DeadlineExceeded):
            behind.commit(change)
        assert monotonic() - started <= DEADLINE + SLACK

        other.rollback()
        behind.commit(change)
    assert store.current_revisions(LOCAL, [saved.id]) == {saved.id: 2}


def test_changes_of_the_same_networks_in_any_order_do_not_deadlock(store: Store) -> None:
    introduce(store)
    saved = [network(f"n{number}") for number in range(4)]
    create(store, *saved)
    known = store.directory(LOCAL)

    def editing(editor: int) -> int:
        accepted = 0
        for turn in range(4):
            ids = [each.id for each in (saved if editor % 2 else reversed(saved))]
            present = store.read_networks(LOCAL, ids)
            edits = PutOutcome(key=f"o-{editor}-{turn}", title="Title")
            steps = [next_step(present[id_], edits, known=known) for id_ in ids]
            try:
                store.commit(commit_of(store, *steps))
                accepted += 1
            except StaleRevision:
                pass
        return accepted

    with ThreadPoolExecutor(8) as pool:
        accepted = sum(pool.map(editing, range(8)))

    assert accepted >= 4
    assert set(store.current_revisions(LOCAL, [each.id for each in saved]).values()) == {1 + accepted}


def test_a_persona_is_never_removed_from_under_a_tag(store: Store) -> None:
    for turn in range(8):
        known = introduce(store, persona(f"p{turn}"))
        saved = network(f"n{turn}", [PutOutcome(key="pride", title="Pride")])
        create(store, saved)
        tagging = commit_of(store, next_step(saved, Tag(outcome="pride", persona=f"p{turn}"), known=known))
        removing = commit_of(store, directory_save=directory_step(known, without=(f"per_p{turn}",)))

        with ThreadPoolExecutor(2) as pool:
            errors = [type(future.exception()) for future in [pool.submit(store.commit, each) for each in (tagging, removing)]]

        assert errors in ([StaleRevision, type(None)], [type(None), StillInUse])
    assert not list(store.verify(LOCAL))


@pytest.mark.parametrize("deliver", [True, False], ids=["answer lost", "message lost"])
def test_a_change_that_is_cut_at_any_message_is_applied_once_when_it_is_sent_again(
    store: Store, proxy: Proxy, through: Neo4jAddress, deliver: bool
) -> None:
    known = introduce(store)
    endings = set()
    for message in range(14):
        saved = network(f"n{message}", [PutOutcome(key="pride", title="Pride")])
        first = replace(commit_of(store, first_step(saved, known)), answer=Answer(key=f"k{message}", request="r", body="{}"))
        with opened(through, deadline=5.0) as behind:
            behind.state(LOCAL)
            before = store.state(LOCAL).revision
            proxy.cut_at(message, deliver=deliver)
            for _ in range(2):
                try:
                    behind.commit(first)
                    endings.add("applied")
                except AnswerExists:
                    endings.add("answered before")
                except StoreUnavailable:
                    endings.add("unknown")
            proxy.cut_at(1_000_000, deliver=False)
        assert store.state(LOCAL).revision == before + 1
        assert store.read_networks(LOCAL, [saved.id]) == {saved.id: saved}
    assert endings == {"applied", "answered before", "unknown"}
    assert not list(store.verify(LOCAL))


def test_a_store_that_was_closed_says_so(store: Store, address: Neo4jAddress) -> None:
    with opened(address) as closed:
        closed.state(LOCAL)
    closed.close()

    with pytest.raises(StoreUnavailable, match="closed"):
        closed.state(LOCAL)


@pytest.mark.parametrize("name", ["x" * 100_000, "'; MATCH (n) DETACH DELETE n //", "\x00"])
def test_an_odd_text_finds_nothing_and_breaks_nothing(store: Store, name: str) -> None:
    saved = network()
    create(store, saved)

    assert not store.network_ids(LOCAL, [name])
    assert not store.read_networks(LOCAL, [NetworkId(name)])
    assert store.read_networks(LOCAL, [saved.id]) == {saved.id: saved}


def test_half_a_character_cannot_be_sent_and_breaks_nothing(store: Store) -> None:
    with pytest.raises(StoreError):
        store.network_ids(LOCAL, ["\ud800"])

    assert store.state(LOCAL).revision == 1


def test_a_number_that_no_integer_of_the_server_holds_is_refused(store: Store) -> None:
    with pytest.raises(StoreError):
        store.revisions(LOCAL, LOCAL, before=2**70)
    assert not store.revisions(LOCAL, LOCAL, before=2**62)
