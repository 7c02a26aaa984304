"""The embedded store's file, for tests of that store alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from valuenet.settings import SqliteAddress, StoreSettings
from valuenet.store.sqlite.store import SqliteStore


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
