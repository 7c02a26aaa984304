"""What is true of the embedded store alone: its file, its versions, its locks."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest

from commits import create, introduce
from networks import culture
from valuenet.errors import DeadlineExceeded, StoreCorrupt, StoreError, StoreNotMigrated, StoreTooNew, StoreUnavailable
from valuenet.model.ids import LOCAL
from valuenet.store.sqlite.connections import Connection, Statement
from valuenet.store.sqlite.schema import STEPS
from valuenet.store.sqlite.store import SqliteStore


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


def test_a_closed_store_says_that_it_is_closed(opened: Callable[..., SqliteStore]) -> None:
    store = opened()
    store.migrate()
    store.close()

    with pytest.raises(StoreUnavailable, match="closed"):
        store.state(LOCAL)


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
