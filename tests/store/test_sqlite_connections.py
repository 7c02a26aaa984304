"""Connections to a database file: bounded in number and in time, and well again after every failure."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from valuenet.errors import DeadlineExceeded, StoreError, StoreOverloaded
from valuenet.store.sqlite.connections import BEGIN_WRITING, Connection, Pool, Statement

ENDLESS = Statement("endless", "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n")


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


def test_a_connection_whose_transaction_failed_as_it_began_is_well_again(path: Path, raw: sqlite3.Connection) -> None:
    failing = True

    def failed(name: str, _: float) -> None:
        if failing and name == BEGIN_WRITING.name:
            raise sqlite3.OperationalError("disk I/O error")

    pool = Pool(path, lambda: Connection(path, 1.0, failed), size=1, deadline=1.0)
    with pytest.raises(StoreError, match="disk I/O error"), pool.writing():
        pass
    failing = False

    with pool.writing() as connection:
        connection.run(Statement("change", "UPDATE workspace SET revision = 2"))

    assert raw.execute("SELECT revision FROM workspace").fetchone() == (2,)
    pool.close()


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
