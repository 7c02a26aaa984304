"""Migrations: each step whole or not at all, safe to repeat."""

from __future__ import annotations

import pytest

from commits import create, introduce
from networks import culture
from valuenet.errors import StoreNotMigrated
from valuenet.model.directory import THE_STATUS_QUO
from valuenet.model.ids import LOCAL
from valuenet.settings import StoreSettings
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


def test_every_step_is_told(store_settings: StoreSettings) -> None:
    told: list[str] = []
    opened = open_store(store_settings)
    try:
        assert opened.migrate(told.append) == len(told) >= 1
    finally:
        opened.close()
