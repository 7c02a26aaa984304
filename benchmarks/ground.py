"""Where a benchmark runs: a store of its own, filled as far as it needs, beside a plain connection to the same data.

VALUENET_TEST_NEO4J            the address of a Neo4j whose content may be destroyed; without it only SQLite is measured
VALUENET_TEST_NEO4J_PASSWORD   its password, if it is not in the address
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.bare import Bare
from benchmarks.bare_neo4j import BareNeo4j
from benchmarks.bare_sqlite import BareSqlite
from benchmarks.workspace import AT, Workspace
from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.changes import difference, directory_difference
from valuenet.model.directory import Directory
from valuenet.model.ids import LOCAL, NetworkId
from valuenet.model.network import Network
from valuenet.service.library import Library
from valuenet.settings import Neo4jAddress, SqliteAddress, StoreSettings, store_address
from valuenet.store.protocol import Commit, DirectorySave, NetworkSave, Store
from valuenet.wiring import open_store

_TOGETHER = 10
"""How many networks are filled in with one commit."""


@dataclass(kw_only=True)
class Ground:
    """An empty, migrated store, a library on it, and a plain connection to the same data."""

    name: str
    settings: StoreSettings
    store: Store
    bare: Bare[Any]
    library: Library = field(init=False)

    def __post_init__(self) -> None:
        self.library = Library(self.store)

    def introduce(self, workspace: Workspace) -> Directory:
        """Save the personas of a workspace; the directory that holds them."""
        before = self.store.directory(LOCAL)
        after = workspace.directory(before.revision + 1)
        save = DirectorySave(directory=after, changes=directory_difference(before, after))
        self.store.commit(Commit(workspace=LOCAL, actor=LOCAL_OWNER, at=AT, directory=before.revision, directory_save=save))
        return after

    def fill(self, networks: Iterable[Network], directory: Directory) -> int:
        """Save new networks, some together; how many they were."""
        count = 0
        rest = iter(networks)
        while batch := list(islice(rest, _TOGETHER)):
            self.store.commit(creation(directory, *batch))
            count += len(batch)
        return count

    def history(self, network: NetworkId) -> Mapping[int, str]:
        """The sentence of every revision of a network."""
        found: dict[int, str] = {}
        below: int | None = None
        while page := self.store.revisions(LOCAL, network, before=below, limit=1_000):
            found |= {logged.number: logged.reason for logged in page}
            below = page[-1].number
        return found


def creation(directory: Directory, *networks: Network) -> Commit:
    """The commit that makes new networks."""
    saves = tuple(NetworkSave(expected=0, network=network, changes=difference(None, network, directory)) for network in networks)
    return Commit(workspace=LOCAL, actor=LOCAL_OWNER, at=AT, directory=directory.revision, networks=saves)


@contextmanager
def opened(settings: StoreSettings) -> Iterator[Ground]:
    """The store at an address, emptied and migrated."""
    address = settings.address
    name = "SQLite" if isinstance(address, SqliteAddress) else "Neo4j"
    store = open_store(settings)
    bare: Bare[Any]
    if isinstance(address, Neo4jAddress):
        bare = BareNeo4j(settings, address)
        bare.wipe()
        store.migrate()
    else:
        store.migrate()
        bare = BareSqlite(address)
    try:
        yield Ground(name=name, settings=settings, store=store, bare=bare)
    finally:
        if isinstance(bare, BareNeo4j):
            bare.wipe()
        bare.close()
        store.close()


@contextmanager
def sqlite_ground() -> Iterator[Ground]:
    """A file that is removed afterwards, on the disk where temporary files are."""
    with tempfile.TemporaryDirectory(prefix="valuenet-bench-") as folder:
        address = SqliteAddress(path=Path(folder) / "valuenet.db")
        with opened(StoreSettings(address=address, deadline=60)) as ground:
            yield ground


def neo4j_address() -> Neo4jAddress | None:
    """The Neo4j that may be emptied, if one is named."""
    text = os.environ.get("VALUENET_TEST_NEO4J")
    address = store_address(text, os.environ.get("VALUENET_TEST_NEO4J_PASSWORD", "")) if text else None
    return address if isinstance(address, Neo4jAddress) else None


@contextmanager
def neo4j_ground(address: Neo4jAddress) -> Iterator[Ground]:
    """A Neo4j that no test uses meanwhile: they wait for the same lock."""
    name = "".join(character if character.isalnum() else "-" for character in address.uri)
    with (Path(tempfile.gettempdir()) / f"valuenet-test-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with opened(StoreSettings(address=address, deadline=60)) as ground:
            yield ground


def grounds(store: str | None) -> list[Callable[[], AbstractContextManager[Ground]]]:
    """Where to measure: on one store, or on every one that there is."""
    found: list[Callable[[], AbstractContextManager[Ground]]] = [] if store == "neo4j" else [sqlite_ground]
    if store != "sqlite":
        address = neo4j_address()
        if address is not None:
            found.append(partial(neo4j_ground, address))
        elif store == "neo4j":
            raise SystemExit("no Neo4j: set VALUENET_TEST_NEO4J to the address of one whose content may be destroyed")
    return found
