"""The constraints, the indexes and the version of a database: made once, checked, and refused where they do not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import neo4j
import pytest

from valuenet.errors import StoreError, StoreNotMigrated, StoreTooNew
from valuenet.model.ids import LOCAL
from valuenet.settings import Neo4jAddress, StoreSettings
from valuenet.store.neo4j.store import Neo4jStore
from valuenet.store.protocol import Observer, Store
from valuenet.store.statements import catalogue

pytestmark = [pytest.mark.neo4j, pytest.mark.parametrize("store_settings", ["neo4j"], indirect=True)]

SCHEMA = [statement.name for statement in catalogue().values() if statement.mode == "schema"]


class Killed(Exception):
    """Stands for the end of a process in the middle of a migration."""


def run(driver: neo4j.Driver, text: str) -> list[neo4j.Record]:
    with driver.session() as session:
        return list(session.run(text))


@pytest.fixture
def bare(store_settings: StoreSettings, neo4j_driver: neo4j.Driver) -> None:
    """A database that valuenet has never seen: no nodes, no constraints, no indexes of ours."""
    for record in run(neo4j_driver, "SHOW CONSTRAINTS YIELD name"):
        run(neo4j_driver, f"DROP CONSTRAINT {record['name']}")
    for record in run(neo4j_driver, "SHOW INDEXES YIELD name, type WHERE type = 'RANGE' RETURN name"):
        run(neo4j_driver, f"DROP INDEX {record['name']}")


@pytest.fixture
def opening(store_settings: StoreSettings) -> Iterator[Callable[..., Neo4jStore]]:
    """Opens stores on the database of the test, as processes would."""
    stores: list[Neo4jStore] = []

    def open_one(observer: Observer | None = None) -> Neo4jStore:
        assert isinstance(store_settings.address, Neo4jAddress)
        stores.append(Neo4jStore(store_settings, store_settings.address, observer))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


def test_a_migration_that_is_killed_at_any_statement_converges(
    bare: None, opening: Callable[..., Neo4jStore], neo4j_driver: neo4j.Driver
) -> None:
    killed = 0
    while True:
        left = killed  # each time one statement further

        def dying(_name: str, _seconds: float) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed

        try:
            opening(dying).migrate()
            break
        except Killed:
            killed += 1

    assert killed > len(SCHEMA)
    opening().check()
    assert opening().state(LOCAL).revision == 1
    assert len(run(neo4j_driver, "MATCH (node) RETURN node")) == 3, "the version, the workspace, the status quo"


def test_four_processes_that_migrate_at_once_all_succeed(
    bare: None, opening: Callable[..., Neo4jStore], neo4j_driver: neo4j.Driver
) -> None:
    stores = [opening() for _ in range(4)]

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda store: store.migrate(), stores))

    for store in stores:
        store.check()
    assert len(run(neo4j_driver, "MATCH (node) RETURN node")) == 3


def test_a_bare_database_is_not_migrated(bare: None, opening: Callable[..., Neo4jStore]) -> None:
    with pytest.raises(StoreNotMigrated, match="run `valuenet migrate`"):
        opening().check()


def test_a_database_of_a_newer_version_is_refused_and_left_alone(store: Store, neo4j_driver: neo4j.Driver) -> None:
    run(neo4j_driver, "MATCH (store:Store) SET store.version = 1000")

    with pytest.raises(StoreTooNew, match="install a newer valuenet"):
        store.check()
    with pytest.raises(StoreTooNew):
        store.migrate()

    assert run(neo4j_driver, "MATCH (store:Store) RETURN store.version AS version")[0]["version"] == 1000


def test_a_database_of_an_older_version_is_refused(store: Store, neo4j_driver: neo4j.Driver) -> None:
    run(neo4j_driver, "MATCH (store:Store) SET store.version = 1")

    with pytest.raises(StoreNotMigrated, match="at version 1"):
        store.check()


@pytest.mark.parametrize("name", ["network_key", "desired_by_place"])
def test_a_constraint_or_index_that_was_dropped_is_missed_and_comes_back(store: Store, neo4j_driver: neo4j.Driver, name: str) -> None:
    kind = "CONSTRAINT" if name == "network_key" else "INDEX"
    run(neo4j_driver, f"DROP {kind} {name}")

    with pytest.raises(StoreError, match=f"lacks the {kind.lower()} {name}: run `valuenet migrate`"):
        store.check()

    assert store.migrate() == 0
    store.check()
