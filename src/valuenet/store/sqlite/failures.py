"""What went wrong in SQLite, in the words of `valuenet.errors`. The only place that knows SQLite's error codes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from valuenet.errors import DeadlineExceeded, StoreCorrupt, StoreError, StoreNotMigrated, StoreUnavailable

_PRIMARY = 0xFF  # an extended code carries its primary code in the lowest byte


def translated(error: sqlite3.Error, path: Path) -> StoreError:
    """The error of ours that says what an error of SQLite means for this file, and what to do about it."""
    match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY:
        case sqlite3.SQLITE_INTERRUPT:
            return DeadlineExceeded(f"{path}: the call took longer than its deadline and was ended: ask for less, or raise the deadline")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DeadlineExceeded(f"{path}: another process kept the database locked until the deadline: try again shortly")
        case sqlite3.SQLITE_FULL:
            return StoreError(f"{path}: the disk is full and nothing was changed: free some space and try again")
        case sqlite3.SQLITE_NOTADB:
            return StoreError(f"{path} is not a database: name another file, or restore this one from a backup")
        case sqlite3.SQLITE_CORRUPT:
            return StoreCorrupt(f"{path} is damaged ({error}): restore it from a backup")
        case sqlite3.SQLITE_CANTOPEN if not path.exists():
            return StoreNotMigrated(f"{path} does not exist yet: run `valuenet migrate`")
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_AUTH:
            return StoreUnavailable(f"{path} cannot be opened for writing ({error}): check the permissions of the file and its directory")
        case sqlite3.SQLITE_CONSTRAINT:
            return StoreError(f"{path}: the change does not fit what is stored ({error}): read it again and repeat the edit")
        case _:
            return StoreError(f"{path}: SQLite failed ({error})")
