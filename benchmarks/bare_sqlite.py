"""Plain SQLite: one connection of the standard library, with the same durability as the embedded store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from valuenet.model.ids import LOCAL
from valuenet.settings import SqliteAddress
from valuenet.store.protocol import Commit
from valuenet.store.snapshot import Packer
from valuenet.store.sqlite import writing
from valuenet.store.sqlite.connections import BEGIN_WRITING, ROLLBACK, Connection, Statement


class Sent(NamedTuple):
    """One statement as it was sent: once with parameters, or for many rows."""

    text: str
    rows: Sequence[Sequence[object]]
    many: bool


class BareSqlite:
    """One plain connection to a database file."""

    def __init__(self, address: SqliteAddress) -> None:
        self._path = address.path
        self._raw = sqlite3.connect(address.path, isolation_level=None)
        self._raw.execute("PRAGMA foreign_keys = ON")
        self._raw.execute("PRAGMA synchronous = FULL")

    def revision(self) -> int:
        revision: int = self._raw.execute("SELECT revision FROM workspace WHERE id = ?", (LOCAL,)).fetchone()[0]
        return revision

    def recorded(self, commit: Commit) -> Sequence[Sent]:
        change = writing.prepared(commit, Packer())
        connection = _Recorder(self._path, 5.0)
        with suppress(_TakenBack), connection.transaction(BEGIN_WRITING):
            writing.apply(connection, change)
            raise _TakenBack
        connection.close()
        return connection.sent

    def inserts(self, commit: Commit) -> Sequence[Sent]:
        writes = (sent for sent in self.recorded(commit) if sent.text.lstrip().startswith(("INSERT", "UPDATE")))
        return [sent._replace(text=sent.text.partition(" ON CONFLICT ")[0]) for sent in writes]

    def replay(self, statements: Sequence[Sent]) -> None:
        self._raw.execute("BEGIN IMMEDIATE")
        for text, rows, many in statements:
            if many:
                self._raw.executemany(text, rows)
            else:
                self._raw.execute(text, rows[0]).fetchall()
        self._raw.execute("COMMIT")

    def rows(self) -> int:
        tables = ("outcome", "leads_to", "desired_by")
        return sum(self._raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)

    def close(self) -> None:
        self._raw.close()


class _TakenBack(Exception):
    """Ends a transaction without keeping what it did."""


class _Recorder(Connection):
    """A connection of the store that remembers what it was sent."""

    sent: list[Sent]

    def rows(self, statement: Statement, parameters: Sequence[object] = ()) -> list[Any]:
        if statement is BEGIN_WRITING:
            self.sent = []
        elif statement is not ROLLBACK:
            self.sent.append(Sent(statement.text, [parameters], many=False))
        return super().rows(statement, parameters)

    def run_many(self, statement: Statement, rows: Iterable[Sequence[object]]) -> None:
        listed = list(rows)
        self.sent.append(Sent(statement.text, listed, many=True))
        super().run_many(statement, listed)
