"""What a store holds, read without it: every value of every row, node and relationship."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing

import neo4j
import pytest

from valuenet.settings import SqliteAddress, StoreSettings


def texts(settings: StoreSettings, driver: neo4j.Driver | None) -> str:
    """Everything that a store holds, as one text."""
    return "\n".join(_sqlite(settings.address) if isinstance(settings.address, SqliteAddress) else _neo4j(driver))


def _sqlite(address: SqliteAddress) -> Iterator[str]:
    with closing(sqlite3.connect(address.path)) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            yield from (_told(value) for row in connection.execute(f"SELECT * FROM {table}") for value in row)


def _neo4j(driver: neo4j.Driver | None) -> Iterator[str]:
    assert driver is not None
    with driver.session() as session:
        for pattern in ("(thing)", "()-[thing]->()"):
            for record in session.run(f"MATCH {pattern} RETURN properties(thing) AS all"):
                yield from map(_told, record["all"].values())


def _told(value: object) -> str:
    """A value as text; what was compressed is read."""
    text = ""
    while isinstance(value, bytes) and value:
        piece = zlib.decompressobj()
        text += (piece.decompress(value) + piece.flush()).decode()
        value = piece.unused_data
    return text or str(value)


@pytest.fixture
def driver(store_settings: StoreSettings, request: pytest.FixtureRequest) -> neo4j.Driver | None:
    """A look into the store of the test, where it is a Neo4j."""
    if isinstance(store_settings.address, SqliteAddress):
        return None
    found: neo4j.Driver = request.getfixturevalue("neo4j_driver")
    return found
