"""Bringing a database file to the present version, one step at a time, and telling which version it has."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

from valuenet.errors import StoreCorrupt, StoreError, StoreNotMigrated, StoreTooNew, StoreUnavailable
from valuenet.store.protocol import Observer
from valuenet.store.sqlite.connections import BEGIN, BEGIN_WRITING, Connection, Statement
from valuenet.store.sqlite.failures import translated
from valuenet.store.sqlite.schema import APPLICATION_ID, PARTS, STEPS

_HEADER = Statement("header", "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version")
_PARTS = Statement("parts", "SELECT name FROM sqlite_schema")
_WRITE_AHEAD = Statement("write ahead", "PRAGMA journal_mode = WAL")


def migrated(path: Path, patience: float, progress: Callable[[str], None] | None = None, observer: Observer | None = None) -> int:
    """Create the file where there is none, and take every step that it lacks; the number of steps taken."""
    _create(path)
    try:
        connection = Connection(path, patience, observer)
        try:
            return _walk(connection, path, patience, progress or (lambda _: None))
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise translated(error, path) from error


def check_version(connection: Connection, path: Path) -> None:
    """Raise unless the file is ours and has the present version; call it inside a transaction."""
    version = _version(connection, path)
    if version < len(STEPS):
        raise StoreNotMigrated(f"{path} has version {version}, this valuenet needs {len(STEPS)}: run `valuenet migrate`")


def check_parts(connection: Connection, path: Path) -> None:
    """Raise unless every table and index of the present version is there."""
    missing = PARTS - {name for (name,) in connection.rows(_PARTS)}
    if missing:
        raise StoreCorrupt(f"{path} lacks {', '.join(sorted(missing))}: restore it from a backup")


def _walk(connection: Connection, path: Path, patience: float, progress: Callable[[str], None]) -> int:
    taken = 0
    with connection.transaction(BEGIN):
        unfinished = _version(connection, path) < len(STEPS)
    if unfinished:
        _write_ahead(connection, monotonic() + patience)
    while True:
        with connection.transaction(BEGIN_WRITING):
            version = _version(connection, path)
            if version == len(STEPS):
                return taken
            step = STEPS[version]
            for text in step.statements:
                connection.run(Statement("migrate", text))
            connection.run(Statement("migrate", f"PRAGMA application_id = {APPLICATION_ID}"))
            connection.run(Statement("migrate", f"PRAGMA user_version = {version + 1}"))
        taken += 1
        progress(f"{version + 1} of {len(STEPS)}: {step.name}")


def _write_ahead(connection: Connection, ends_at: float) -> None:
    """Put the file into WAL mode, for good. SQLite itself does not wait for locks here."""
    while True:
        try:
            return connection.run(_WRITE_AHEAD)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > ends_at:
                raise
        sleep(0.01)


def _version(connection: Connection, path: Path) -> int:
    """The number of steps that the file has taken; 0 for an empty one."""
    ((application, version),) = connection.rows(_HEADER)
    if application != APPLICATION_ID and (application or version or connection.rows(_PARTS)):
        raise StoreError(f"{path} is a database of another program: name another file")
    if version > len(STEPS):
        raise StoreTooNew(f"{path} has version {version}, this valuenet knows {len(STEPS)} at most: use a newer valuenet")
    return int(version)


def _create(path: Path) -> None:
    """An empty file that only its owner may read, with the directories above it; nothing where there is one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreUnavailable(f"{path} cannot be created ({reason}): name a file in a directory that you may write") from error
