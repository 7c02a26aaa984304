"""Migrations: each step whole or not at all, safe to repeat."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import neo4j
import pytest

from commits import create, introduce
from conftest import Sent
from networks import culture
from records import all_kinds, keep
from terminal import PROGRAM, terminal_at
from valuenet.errors import StoreNotMigrated
from valuenet.model.directory import THE_STATUS_QUO
from valuenet.model.ids import LOCAL
from valuenet.settings import SqliteAddress, StoreSettings
from valuenet.store.protocol import Store
from valuenet.wiring import open_store


class Killed(Exception):
    """Stands for the end of a process between two steps."""


def test_a_store_that_is_not_migrated_says_so(store_settings: StoreSettings) -> None:
    opened = open_store(store_settings)
    try:
        with pytest.raises(StoreNotMigrated, match="valuenet migrate"):
            opened.check()
    finally:
        opened.close()


def test_a_migrated_store_passes_its_check(store: Store) -> None:
    store.check()


def test_migrating_again_takes_no_step_and_changes_nothing(store: Store) -> None:
    saved = culture(introduce(store))
    create(store, saved)
    state = store.state(LOCAL)

    assert store.migrate() == 0

    assert store.state(LOCAL) == state
    assert store.read_networks(LOCAL, [saved.id]) == {saved.id: saved}


def test_a_migration_that_is_killed_after_every_step_converges(store_settings: StoreSettings) -> None:
    killed = 0

    def die(step: str) -> None:
        raise Killed(step)

    for _ in range(100):
        opened = open_store(store_settings)
        try:
            opened.migrate(die)
            break
        except Killed:
            killed += 1
        finally:
            opened.close()

    assert killed >= 1
    opened = open_store(store_settings)
    try:
        opened.check()
        assert opened.directory(LOCAL).alternatives == (THE_STATUS_QUO,)
        assert (opened.state(LOCAL).revision, opened.state(LOCAL).directory) == (1, 1)
        create(opened, culture(introduce(opened)))
        assert not list(opened.verify(LOCAL))
    finally:
        opened.close()


def test_processes_that_migrate_at_once_take_each_step_once(store_settings: StoreSettings, tmp_path: Path) -> None:
    at_once = [migrating(store_settings, tmp_path) for _ in range(3)]
    told = [process.communicate(timeout=60)[1] for process in at_once]
    assert [process.returncode for process in at_once] == [0] * 3, told

    steps = [line for lines in told for line in lines.splitlines()]
    assert len(steps) == len(set(steps)) >= 1
    is_whole(store_settings)


def test_a_process_that_is_killed_while_it_migrates_is_gone_on_from(store_settings: StoreSettings, tmp_path: Path) -> None:
    for _ in range(2):
        with migrating(store_settings, tmp_path) as process:
            assert process.stderr is not None
            process.stderr.readline()  # a step is done
            process.send_signal(signal.SIGKILL)
    with migrating(store_settings, tmp_path) as process:
        assert process.wait(60) == 0
    is_whole(store_settings)


def migrating(settings: StoreSettings, directory: Path) -> subprocess.Popen[str]:
    """Another process that migrates."""
    environment = terminal_at(settings, directory).environment
    return subprocess.Popen([str(PROGRAM), "migrate"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def is_whole(settings: StoreSettings) -> None:
    opened = open_store(settings)
    try:
        opened.check()
        assert opened.migrate() == 0
        assert opened.directory(LOCAL).alternatives == (THE_STATUS_QUO,)
        create(opened, culture(introduce(opened)))
        assert not list(opened.verify(LOCAL))
    finally:
        opened.close()


def test_a_store_of_the_version_before_records_keeps_what_it_has_and_takes_them(
    store: Store, store_settings: StoreSettings, open_again: Callable[[], Store], request: pytest.FixtureRequest
) -> None:
    saved = culture(introduce(store))
    create(store, saved)
    if isinstance(store_settings.address, SqliteAddress):
        taken_back(store_settings.address.path)
        steps = 3  # records, who may come in, and who came in
    else:
        steps = 4  # records, what opportunities are made of, who may come in, and who came in
        taken_back_in_neo4j(request.getfixturevalue("neo4j_driver"), store_settings.address.database)
    with pytest.raises(StoreNotMigrated):
        open_again().check()

    assert store.migrate() == steps

    store.check()
    assert store.read_networks(LOCAL, [saved.id]) == {saved.id: saved}
    records = all_kinds(saved)
    keep(store, *records)
    assert tuple(kept.record for kept in store.read_records(LOCAL, [record.id for record in records]).values()) == records
    assert not list(store.verify(LOCAL))


def taken_back(path: Path) -> None:
    """Make a file what it was before there were records."""
    with closing(sqlite3.connect(path)) as connection:
        for table in ("mention", "record", "token", "trail_entry"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP INDEX workspace_key")
        for column in ("key", "name"):
            connection.execute(f"ALTER TABLE workspace DROP COLUMN {column}")
        connection.execute("PRAGMA user_version = 4")


def taken_back_in_neo4j(driver: neo4j.Driver, database: str | None) -> None:
    """Make a database what it was before there were records."""
    with driver.session(database=database) as session:
        for name in ("record_id", "record_key"):
            session.run(f"DROP CONSTRAINT {name}").consume()
        for name in ("record_place", "record_outcome", "record_account", "record_network"):
            session.run(f"DROP INDEX {name}").consume()
        session.run("MATCH (store:Store) SET store.version = 2").consume()


def test_every_step_is_told(store_settings: StoreSettings) -> None:
    told: list[str] = []
    opened = open_store(store_settings)
    try:
        assert opened.migrate(told.append) == len(told) >= 1
    finally:
        opened.close()


def test_every_statement_of_a_migration_is_observed(store_settings: StoreSettings) -> None:
    sent = Sent()
    opened = open_store(store_settings, sent.observe)
    try:
        opened.migrate()
    finally:
        opened.close()
    assert len(sent) > 20
