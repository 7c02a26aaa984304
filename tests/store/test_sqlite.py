"""What is true of the embedded store alone: its file, its locks, its connections, its plan for the question across networks."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from commits import create, edit, introduce
from networks import CFO, CRO, culture
from valuenet.errors import DeadlineExceeded, StoreCorrupt, StoreError, StoreNotMigrated, StoreOverloaded, StoreTooNew, StoreUnavailable
from valuenet.model.edits import Remove
from valuenet.model.ids import LOCAL
from valuenet.model.vocabulary import Importance
from valuenet.settings import SqliteAddress, StoreSettings
from valuenet.store.protocol import DesiredQuestion
from valuenet.store.sqlite.connections import Connection, Pool, Statement
from valuenet.store.sqlite.desired import asked
from valuenet.store.sqlite.schema import STEPS
from valuenet.store.sqlite.store import SqliteStore

ENDLESS = Statement("endless", "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "some" / "directory" / "valuenet.db"


@pytest.fixture
def opened(path: Path) -> Iterator[Callable[..., SqliteStore]]:
    """Opens stores on the file of the test."""
    stores: list[SqliteStore] = []

    def open_one(deadline: float = 5.0, pool: int = 8, at: Path = path) -> SqliteStore:
        address = SqliteAddress(path=at)
        stores.append(SqliteStore(StoreSettings(address=address, deadline=deadline, pool=pool), address))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def raw(opened: Callable[..., SqliteStore], path: Path) -> Iterator[sqlite3.Connection]:
    """Another program's connection to a migrated database."""
    opened().migrate()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        yield connection


def test_a_new_file_is_for_its_owner_alone(opened: Callable[..., SqliteStore], path: Path) -> None:
    opened().migrate()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_file_says_whose_it_is_and_writes_ahead(raw: sqlite3.Connection) -> None:
    values = [raw.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version", "journal_mode")]

    assert values == [0x766E6574, len(STEPS), "wal"]


def test_commits_are_durable_and_references_are_checked(raw: sqlite3.Connection, path: Path) -> None:
    connection = Connection(path, 1.0)

    values = [connection.rows(Statement("pragma", f"PRAGMA {name}"))[0][0] for name in ("synchronous", "foreign_keys")]
    connection.close()

    assert values == [2, 1]


def test_nothing_is_created_before_a_migration(opened: Callable[..., SqliteStore], path: Path) -> None:
    store = opened()

    with pytest.raises(StoreNotMigrated, match=r"does not exist yet: run `valuenet migrate`"):
        store.state(LOCAL)

    assert not path.parent.exists()


def test_an_older_file_is_refused_until_it_is_migrated(opened: Callable[..., SqliteStore], raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA user_version = 1")

    for call in (opened().check, lambda: opened().state(LOCAL)):
        with pytest.raises(StoreNotMigrated, match="valuenet migrate"):
            call()


def test_a_newer_file_is_refused_and_left_alone(opened: Callable[..., SqliteStore], raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA user_version = 999")

    for call in (opened().migrate, opened().check, lambda: opened().state(LOCAL)):
        with pytest.raises(StoreTooNew, match="version 999"):
            call()

    assert raw.execute("PRAGMA user_version").fetchone() == (999,)


def test_another_programs_database_is_refused_and_left_alone(opened: Callable[..., SqliteStore], tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.db"
    with closing(sqlite3.connect(theirs)) as connection:
        connection.execute("CREATE TABLE song (title TEXT)")
    before = theirs.read_bytes()

    for call in (opened(at=theirs).migrate, opened(at=theirs).check):
        with pytest.raises(StoreError, match="another program"):
            call()

    assert theirs.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(opened: Callable[..., SqliteStore], tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all,\n" * 100)

    for call in (opened(at=letter).migrate, opened(at=letter).check):
        with pytest.raises(StoreError, match="is not a database"):
            call()

    assert letter.read_text() == "Dear all,\n" * 100


def test_a_directory_in_place_of_the_file_is_refused(opened: Callable[..., SqliteStore], tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="cannot be created"):
        opened(at=tmp_path).migrate()


def test_a_lost_index_is_noticed(opened: Callable[..., SqliteStore], raw: sqlite3.Connection) -> None:
    raw.execute("DROP INDEX desired_by_place")

    with pytest.raises(StoreCorrupt, match="lacks desired_by_place"):
        opened().check()


def test_a_database_that_was_copied_between_two_steps_is_completed(opened: Callable[..., SqliteStore], path: Path, tmp_path: Path) -> None:
    copies: list[Path] = []

    def copy(step: str) -> None:
        copies.append(tmp_path / f"copy-{len(copies)}.db")
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copies[-1])) as target:
            source.backup(target)

    opened().migrate(copy)

    assert len(copies) == len(STEPS)
    for number, left in enumerate(copies):
        store = opened(at=left)
        assert store.migrate() == len(STEPS) - number - 1
        store.check()
        assert len(store.directory(LOCAL).alternatives) == 1


def test_stores_that_migrate_at_once_take_each_step_once(opened: Callable[..., SqliteStore]) -> None:
    stores = [opened() for _ in range(4)]

    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(SqliteStore.migrate, stores))

    assert sum(taken) == len(STEPS)
    stores[0].check()


def test_a_second_process_sees_and_makes_changes(opened: Callable[..., SqliteStore], path: Path) -> None:
    store = opened()
    store.migrate()
    saved = culture(introduce(store))
    create(store, saved)
    program = f"""
from pathlib import Path
from commits import edit
from valuenet.model.edits import Remove
from valuenet.model.ids import LOCAL
from valuenet.settings import SqliteAddress, StoreSettings
from valuenet.wiring import open_store
store = open_store(StoreSettings(address=SqliteAddress(path=Path({str(path)!r}))))
(found,) = store.list_networks(LOCAL)
edit(store, store.read_networks(LOCAL, [found.id])[found.id], Remove(key="pride"))
store.close()
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60, env={"PYTHONPATH": ":".join(sys.path)})

    after = store.read_networks(LOCAL, [saved.id])[saved.id]
    assert after.revision == 2
    assert "pride" not in after.node_by_key


def test_a_change_waits_for_another_process_no_longer_than_its_deadline(
    opened: Callable[..., SqliteStore], raw: sqlite3.Connection
) -> None:
    store = opened(deadline=0.3)
    raw.execute("BEGIN IMMEDIATE")
    began = monotonic()

    with pytest.raises(DeadlineExceeded, match="another process"):
        introduce(store)

    assert 0.25 < monotonic() - began < 2
    assert store.directory(LOCAL).revision == 1
    raw.execute("ROLLBACK")
    introduce(store)


def test_a_change_goes_on_as_soon_as_another_process_is_done(opened: Callable[..., SqliteStore], raw: sqlite3.Connection) -> None:
    store = opened(deadline=5)
    raw.execute("BEGIN IMMEDIATE")

    with ThreadPoolExecutor(1) as pool:
        change = pool.submit(introduce, store)
        assert not change.done()
        raw.execute("COMMIT")
        assert change.result(timeout=5) == store.directory(LOCAL)


def test_reads_go_on_while_another_process_writes(opened: Callable[..., SqliteStore], raw: sqlite3.Connection) -> None:
    store = opened(deadline=0.3)
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE workspace SET revision = 77")

    assert store.state(LOCAL).revision == 1
    raw.execute("ROLLBACK")


@pytest.fixture
def pool(raw: sqlite3.Connection, path: Path) -> Iterator[Pool]:
    """Two connections, and calls of a fifth of a second."""
    made = Pool(path, lambda: Connection(path, 1.0), size=2, deadline=0.2)
    yield made
    made.close()


def test_a_statement_is_ended_at_the_deadline_and_its_connection_is_well_again(pool: Pool) -> None:
    for _ in range(3):
        began = monotonic()
        with pytest.raises(DeadlineExceeded, match="deadline"), pool.reading() as connection:
            connection.rows(ENDLESS)
        assert 0.15 < monotonic() - began < 2

    with pool.reading() as connection:
        assert connection.rows(Statement("one", "SELECT 1")) == [(1,)]


def test_a_change_that_is_late_changes_nothing(pool: Pool, raw: sqlite3.Connection) -> None:
    def change() -> None:
        with pool.writing() as connection:
            connection.run(Statement("spoil", "UPDATE workspace SET revision = 99"))
            connection.rows(ENDLESS)

    with pytest.raises(DeadlineExceeded):
        change()

    assert raw.execute("SELECT revision FROM workspace").fetchone() == (1,)


def test_whoever_finds_no_free_connection_is_told_so(pool: Pool) -> None:
    with pool.reading(), pool.reading():
        began = monotonic()
        with pytest.raises(StoreOverloaded, match="all 2 connections"), pool.reading():
            pass
        assert 0.15 < monotonic() - began < 2


def test_waiting_changes_leave_connections_to_readers(pool: Pool) -> None:
    writing, done = Event(), Event()

    def write() -> None:
        with pool.writing():
            writing.set()
            done.wait(5)

    with ThreadPoolExecutor(4) as threads:
        first = threads.submit(write)
        writing.wait(5)
        others = [threads.submit(write) for _ in range(3)]
        with pool.reading() as connection:
            assert connection.rows(Statement("one", "SELECT 1")) == [(1,)]
        results = [other.exception() for other in others]
        done.set()

    assert all(isinstance(result, StoreOverloaded) for result in results)
    assert isinstance(first.exception(), DeadlineExceeded)


def test_a_closed_store_says_that_it_is_closed(opened: Callable[..., SqliteStore]) -> None:
    store = opened()
    store.migrate()
    store.close()

    with pytest.raises(StoreUnavailable, match="closed"):
        store.state(LOCAL)


def test_a_full_disk_fails_the_change_and_harms_nothing(raw: sqlite3.Connection, path: Path) -> None:
    def small() -> Connection:
        connection = Connection(path, 1.0)
        connection.run(Statement("limit", "PRAGMA max_page_count = 1"))  # no more pages than there are
        return connection

    pool = Pool(path, small, size=1, deadline=5)
    row = ("wsp_local", "actor", "key", "request", "x" * 100_000, "2026")
    with pytest.raises(StoreError, match="disk is full and nothing was changed"), pool.writing() as connection:
        connection.run(Statement("fill", "INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?)"), row)

    with pool.reading() as connection:
        assert connection.rows(Statement("count", "SELECT count(*) FROM answer")) == [(0,)]
    pool.close()
    assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_damaged_file_is_called_damaged(opened: Callable[..., SqliteStore], path: Path, tmp_path: Path) -> None:
    opened().migrate()
    broken = tmp_path / "broken.db"
    shutil.copy(path, broken)
    with broken.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096 * 20)
    store = opened(at=broken)

    with pytest.raises(StoreError, match="restore it from a backup"):
        store.directory(LOCAL)


@pytest.mark.parametrize(
    "question",
    [
        DesiredQuestion(personas=(CFO.id, CRO.id)),
        DesiredQuestion(personas=(CFO.id, CRO.id), wanted=None, ours=None),
        DesiredQuestion(personas=(CFO.id,), importance=Importance.PRIMARY, anticipated=False, after="00001 a out_1"),
    ],
    ids=["default", "everything", "filtered"],
)
def test_the_question_across_networks_is_answered_from_its_index_in_order(raw: sqlite3.Connection, question: DesiredQuestion) -> None:
    statement, parameters = asked(LOCAL, question, question.personas)

    plan: Sequence[str] = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement.text}", parameters)]

    reads = [line for line in plan if "desired_by" in line]
    streams = len(question.personas) * (2 if question.wanted is None else 1)
    assert reads == ["SEARCH desired_by USING COVERING INDEX desired_by_place (persona=? AND listed=? AND place>?)"] * streams
    assert not [line for line in plan if line.startswith("SCAN desired_by")]


SPOILED = {
    "UPDATE outcome SET title = 'Other' WHERE title = 'More deals are won'": "outcome win-rate: title is 'Other', the snapshot says",
    "UPDATE outcome SET search = '' WHERE title = 'More deals are won'": "outcome win-rate: search",
    "DELETE FROM node WHERE key = 'pride'": "node pride is in the snapshot and not among the rows",
    "UPDATE node SET key = 'joy' WHERE key = 'pride'": "node pride: key is 'joy'",
    "DELETE FROM leads_to WHERE why <> ''": "leads_to coaching → better-questions is in the snapshot and not among the rows",
    "UPDATE leads_to SET strength = 'rarely' WHERE why <> ''": "strength is 'rarely', the snapshot says 'almost always'",
    "UPDATE desired_by SET place = '00009 x y' WHERE importance = 'secondary'": "place is '00009 x y'",
    "UPDATE desired_by SET listed = 0 WHERE listed = 1": "listed is 0",
    "INSERT INTO desired_by SELECT outcome, 'per_facilities', network, importance, why, personally, kind, anticipated, wanted, ours,"
    " archived, listed, distance, place FROM desired_by LIMIT 1": "among the rows and not in the snapshot",
    "UPDATE compared_with SET position = 'behind'": "position is 'behind'",
    "DELETE FROM compared_with": "compared_with coaching → ",
    "UPDATE region SET title = 'Other'": "region selling: title",
    "DELETE FROM region_node": "region_node selling → win-rate",
    "UPDATE network SET name = 'Other'": "name is 'Other', the snapshot says 'Culture'",
    "UPDATE network SET revision = 7": "revision is 7, the snapshot says 2",
    "UPDATE network SET snapshot = x'00'": "the snapshot of network",
    "DELETE FROM revision WHERE number = 2": "the log ends at revision 1, the snapshot is of revision 2",
    "UPDATE differentiator SET kind = 'image'": "differentiator coaching: kind",
}


@pytest.mark.parametrize(("spoil", "message"), SPOILED.items(), ids=[message.split(",")[0] for message in SPOILED.values()])
def test_whatever_differs_from_the_snapshot_is_found(
    opened: Callable[..., SqliteStore], raw: sqlite3.Connection, spoil: str, message: str
) -> None:
    store = opened()
    saved = culture(introduce(store))
    create(store, saved)
    edit(store, saved, Remove(key="islands"))
    assert not list(store.verify(LOCAL))

    raw.execute(spoil)

    found = list(store.verify(LOCAL))
    assert {discrepancy.network for discrepancy in found} == {saved.id}
    assert any(message in discrepancy.message for discrepancy in found), [discrepancy.message for discrepancy in found]
