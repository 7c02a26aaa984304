"""Stores for tests: a fresh one each, migrated, the embedded one and a real Neo4j.

    VALUENET_TEST_NEO4J            the address of a Neo4j whose content may be destroyed, such as neo4j://neo4j@127.0.0.1:7687
    VALUENET_TEST_NEO4J_PASSWORD   its password, if it is not in the address

Without an address the tests of Neo4j are skipped, except in CI, where they fail.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import neo4j
import pytest

from valuenet.settings import Neo4jAddress, SqliteAddress, StoreSettings, store_address
from valuenet.store.protocol import Store
from valuenet.wiring import open_store

NO_NEO4J = 'no Neo4j: eval "$(scripts/neo4j start)", then set VALUENET_TEST_NEO4J and VALUENET_TEST_NEO4J_PASSWORD from what it sets'
PATIENT = 30.0
"""Seconds that a call to a Neo4j of the tests may take: it may have just been started, on a busy computer."""
NO_DOT = "no `dot` on this computer, which PDF needs: install Graphviz (apt install graphviz)"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failed run: everything that tests need is there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


class Sent(list[str]):
    """The names of the statements that the store of a test has sent, in order; `clear()` it before what is to be counted."""

    def observe(self, name: str, _seconds: float) -> None:
        self.append(name)

    def asked(self) -> list[str]:
        """All but what opens a connection, of which there are as many as threads happened to ask at once; sorted."""
        return sorted(name for name in self if name not in {"begin", "header", "commit"})


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store_settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StoreSettings]:
    """Where an empty store is, that has not been migrated: once a file, once a Neo4j that is this test's alone."""
    if request.param == "sqlite":
        yield StoreSettings(address=SqliteAddress(path=tmp_path / "valuenet.db"))
        return
    driver: neo4j.Driver = request.getfixturevalue("neo4j_driver")
    address: Neo4jAddress = request.getfixturevalue("neo4j_address")
    with _alone(address):
        _wipe(driver, address.database)
        yield StoreSettings(address=address, deadline=PATIENT)


@pytest.fixture
def sent() -> Sent:
    """What the `store` of this test sends; tests see a list of names."""
    return Sent()


@pytest.fixture
def store(store_settings: StoreSettings, sent: Sent, request: pytest.FixtureRequest) -> Iterator[Store]:
    """A fresh, migrated store: each test that asks for it runs once on SQLite and once on Neo4j."""
    if isinstance(store_settings.address, Neo4jAddress):
        shared, observers = request.getfixturevalue("shared_neo4j")
        shared.migrate()
        sent.clear()
        observers[:] = [sent.observe]
        yield shared
        observers.clear()
        return
    opened = open_store(store_settings, sent.observe)
    opened.migrate()
    sent.clear()
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """A fresh, migrated embedded store, for tests that do not care which store it is."""
    opened = open_store(StoreSettings(address=SqliteAddress(path=tmp_path / "valuenet.db")))
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def open_again(store_settings: StoreSettings) -> Iterator[Callable[[], Store]]:
    """Opens further stores on the same data, as other processes would."""
    opened: list[Store] = []

    def open_another() -> Store:
        opened.append(open_store(store_settings))
        return opened[-1]

    yield open_another
    for another in opened:
        another.close()


@pytest.fixture(scope="session")
def neo4j_address() -> Neo4jAddress:
    """The Neo4j that tests may use as they like."""
    text = os.environ.get("VALUENET_TEST_NEO4J")
    if not text:
        if os.environ.get("CI"):
            pytest.fail(NO_NEO4J)
        pytest.skip(NO_NEO4J)
    address = store_address(text, os.environ.get("VALUENET_TEST_NEO4J_PASSWORD", ""))
    assert isinstance(address, Neo4jAddress), f"VALUENET_TEST_NEO4J is {text}: give the address of a Neo4j"
    return address


@pytest.fixture(scope="session")
def neo4j_driver(neo4j_address: Neo4jAddress) -> Iterator[neo4j.Driver]:
    """A driver for looking at what the store wrote, and for spoiling it."""
    with neo4j.GraphDatabase.driver(neo4j_address.uri, auth=(neo4j_address.user, neo4j_address.password)) as driver:
        yield driver


@pytest.fixture(scope="session")
def shared_neo4j(neo4j_address: Neo4jAddress) -> Iterator[tuple[Store, list[Callable[[str, float], None]]]]:
    """One store for all tests of a run, since opening it is slow, and whom it tells of its statements."""
    observers: list[Callable[[str, float], None]] = []

    def observe(name: str, seconds: float) -> None:
        for observer in observers:
            observer(name, seconds)

    opened = open_store(StoreSettings(address=neo4j_address, deadline=PATIENT), observe)
    yield opened, observers
    opened.close()


@contextmanager
def _alone(address: Neo4jAddress) -> Iterator[None]:
    """Only one test at a time uses a Neo4j, also when several processes run tests."""
    name = "".join(character if character.isalnum() else "-" for character in address.uri)
    with (Path(tempfile.gettempdir()) / f"valuenet-test-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _wipe(driver: neo4j.Driver, database: str | None) -> None:
    """Remove every relationship, then every node, in batches that fit into a small server; constraints and indexes stay."""
    with driver.session(database=database) as session:
        session.run("MATCH ()-[arrow]->() CALL (arrow) { DELETE arrow } IN TRANSACTIONS OF 10000 ROWS").consume()
        session.run("MATCH (node) CALL (node) { DELETE node } IN TRANSACTIONS OF 10000 ROWS").consume()


@pytest.fixture(scope="session")
def dot() -> str:
    """The program `dot` of a system Graphviz, for what only that can draw."""
    found = shutil.which("dot")
    if found is None:
        pytest.skip(NO_DOT)
    return found
