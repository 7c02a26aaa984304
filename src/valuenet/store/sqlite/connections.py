"""Connections to one database file: a bounded pool of them, each used by one thread at a time, every use with a deadline."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from math import ceil, inf
from pathlib import Path
from threading import Lock, Semaphore
from time import monotonic, perf_counter
from typing import Any, NamedTuple

from valuenet.errors import DeadlineExceeded, StoreOverloaded, StoreUnavailable
from valuenet.store.protocol import Observer
from valuenet.store.sqlite.failures import translated

_STEPS_BETWEEN_LOOKS = 10_000
"""How many instructions of SQLite's machine pass between two looks at the clock: well under a millisecond."""


class Statement(NamedTuple):
    """One statement, with the name under which it is observed."""

    name: str
    text: str


BEGIN = Statement("begin", "BEGIN")
BEGIN_WRITING = Statement("begin writing", "BEGIN IMMEDIATE")
COMMIT = Statement("commit", "COMMIT")
ROLLBACK = Statement("rollback", "ROLLBACK")
_VACUUM = Statement("vacuum", "VACUUM")
_EMPTY_LOG = Statement("empty the log", "PRAGMA wal_checkpoint(TRUNCATE)")


class Connection:
    """One connection to an existing file; statements are named, timed, and ended at the deadline of the call."""

    def __init__(self, path: Path, patience: float, observer: Observer | None = None) -> None:
        self._path = path
        self._observer = observer
        self._raw = sqlite3.connect(
            f"{path.as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        self._busy = -1
        self.ends_at = inf
        self._raw.set_progress_handler(self._late, _STEPS_BETWEEN_LOOKS)
        self.wait_for_locks(patience)
        self._raw.execute("PRAGMA foreign_keys = ON")
        self._raw.execute("PRAGMA synchronous = FULL")

    def rows(self, statement: Statement, parameters: Sequence[object] = ()) -> list[Any]:
        """All rows of the answer."""
        if self._observer is None:
            return self._raw.execute(statement.text, parameters).fetchall()
        began = perf_counter()
        try:
            return self._raw.execute(statement.text, parameters).fetchall()
        finally:
            self._observer(statement.name, perf_counter() - began)

    def run(self, statement: Statement, parameters: Sequence[object] = ()) -> None:
        """Do what the statement says."""
        self.rows(statement, parameters)

    def run_many(self, statement: Statement, rows: Iterable[Sequence[object]]) -> None:
        """Do what the statement says for every row, compiled once."""
        began = perf_counter()
        try:
            self._raw.executemany(statement.text, rows)
        finally:
            if self._observer is not None:
                self._observer(statement.name, perf_counter() - began)

    def wait_for_locks(self, seconds: float) -> None:
        """How long other processes' locks are waited for from now on."""
        milliseconds = max(0, ceil(seconds * 1000))
        if milliseconds != self._busy:
            self._raw.execute(f"PRAGMA busy_timeout = {milliseconds}")
            self._busy = milliseconds

    @contextmanager
    def transaction(self, begin: Statement) -> Iterator[None]:
        """All statements inside see one state of the database, and take effect together or not at all."""
        try:
            self.run(begin)
            yield
            if self._late():
                raise DeadlineExceeded(f"{self._path}: the call took longer than its deadline; nothing was changed")
            self.ends_at = inf  # a commit is never ended half way: whoever waits for it learns the truth
            self.run(COMMIT)
        finally:
            if self._raw.in_transaction:
                self.ends_at = inf
                self.run(ROLLBACK)

    def close(self) -> None:
        self._raw.close()

    def _late(self) -> bool:
        return monotonic() > self.ends_at


class Pool:
    """At most `size` connections; whoever finds none free waits, not longer than the deadline of its call."""

    def __init__(self, path: Path, opened: Callable[[], Connection], *, size: int, deadline: float) -> None:
        self._path = path
        self._opened = opened
        self._deadline = deadline
        self._size = size
        self._free = Semaphore(size)
        self._idle: deque[Connection] = deque()
        self._writer = Lock()
        self._closed = False

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection for one statement that reads."""
        return self._connection(monotonic() + self._deadline)

    @contextmanager
    def reading_together(self, patience: float = 0.0) -> Iterator[Connection]:
        """A connection for several statements that see one state, until the deadline, or for as many seconds of patience."""
        with self._connection(monotonic() + max(self._deadline, patience)) as connection, connection.transaction(BEGIN):
            yield connection

    @contextmanager
    def writing(self, patience: float = 0.0) -> Iterator[Connection]:
        """A connection in a transaction that nobody else writes beside. Writers queue here, not in the pool, so that readers go on.

        It has until the deadline, or for as many seconds of patience, if they are more.
        """
        with self._alone(patience) as connection, connection.transaction(BEGIN_WRITING):
            yield connection

    def wipe(self, patience: float) -> None:
        """Write the file anew, without what was removed or replaced in it, and empty the log of writes.

        What others still read cannot be wiped: they are waited for.
        """
        with self._alone(patience) as connection:
            connection.run(_VACUUM)
            connection.wait_for_locks(self._deadline)  # while readers are waited for, nobody writes
            ((blocked, *_),) = connection.rows(_EMPTY_LOG)
        if blocked:
            raise DeadlineExceeded(f"{self._path}: others still read what was there before, which is not wiped yet: do it again")

    @contextmanager
    def _alone(self, patience: float) -> Iterator[Connection]:
        """A connection of the one who may write."""
        ends_at = monotonic() + max(self._deadline, patience)
        if not self._writer.acquire(timeout=self._deadline):
            raise StoreOverloaded(f"{self._path}: too many changes are waiting to be saved: try again shortly")
        try:
            with self._connection(ends_at) as connection:
                yield connection
        finally:
            self._writer.release()

    def close(self) -> None:
        """Close every connection; those in use, when they come back."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()

    @contextmanager
    def _connection(self, ends_at: float) -> Iterator[Connection]:
        if not self._free.acquire(timeout=max(0.0, ends_at - monotonic())):
            raise StoreOverloaded(f"{self._path}: all {self._size} connections are in use: try again shortly")
        connection: Connection | None = None
        try:
            connection = self._taken()
            connection.wait_for_locks(ends_at - monotonic())
            connection.ends_at = ends_at
            yield connection
        except sqlite3.Error as error:
            raise translated(error, self._path) from error
        finally:
            self._give_back(connection)
            self._free.release()

    def _taken(self) -> Connection:
        if self._closed:
            raise StoreUnavailable(f"{self._path}: the store has been closed: open it again")
        try:
            return self._idle.pop()
        except IndexError:
            return self._opened()

    def _give_back(self, connection: Connection | None) -> None:
        if connection is None:
            return
        connection.ends_at = inf
        if self._closed:
            connection.close()
        else:
            self._idle.append(connection)
