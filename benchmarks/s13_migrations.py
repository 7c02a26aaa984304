"""S13: a migration is killed (kill -9) at every statement that it sends; run again, it converges.

    python -m benchmarks.s13_migrations [HOW MANY] [--store sqlite|neo4j]        (default: all of them)

For each statement: an empty store, a process that migrates it and kills itself as soon as that statement is answered, inside of the
transaction that the statement belongs to, and a second migration that nobody kills. Then the store passes its check, says of itself
what one says that was never killed, and takes and verifies a network.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import count
from multiprocessing import get_context

import neo4j

from benchmarks.bare_neo4j import BareNeo4j
from benchmarks.ground import Ground, creation
from benchmarks.steady import shown
from benchmarks.workspace import Size, Workspace
from valuenet.model.ids import LOCAL
from valuenet.settings import Neo4jAddress, SqliteAddress, StoreSettings
from valuenet.store.protocol import Store
from valuenet.wiring import open_store

_SMALL = Size(networks=1, differentiators=1, outcomes=4, arrows=5, tags=6, personas=3)
_CHILDREN = get_context("forkserver")  # a process that is forked from one with threads may wait for a lock for ever
_CHILDREN.set_forkserver_preload(["benchmarks.steady"])  # what takes long to import


@dataclass(kw_only=True)
class _Killer:
    """Hears of every statement of a store, and kills the process with the one that is named."""

    last: int
    heard: int = 0

    def __call__(self, name: str, seconds: float) -> None:  # noqa: ARG002  # as an observer is called
        self.heard += 1
        if self.heard == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def converged(ground: Ground, most: int) -> str:
    """Kill a migration at each of its statements, or at so many of them, and say how often that was."""
    empty = _places(ground)
    with _migrated(empty()) as (store, statements):
        expected = _said(store)
    places = range(1, statements + 1, max(1, statements // most))
    for place in places:
        settings = empty()
        child = _CHILDREN.Process(target=_migrate, args=(settings, place))
        child.start()
        child.join()
        assert child.exitcode == -signal.SIGKILL, f"the process that should have been killed at statement {place} ended by itself"
        with _migrated(settings) as (store, _):
            assert _said(store) == expected, f"killed at statement {place}: {_said(store)} instead of {expected}"
            _use(store, place)
    return f"killed at {len(places)} of {statements} statements; run again, it converged each time"


def _migrate(settings: StoreSettings, last: int) -> None:
    """Migrate in a process that does not survive this statement."""
    with closing(open_store(settings, _Killer(last=last))) as store:
        store.migrate()


@contextmanager
def _migrated(settings: StoreSettings) -> Iterator[tuple[Store, int]]:
    """A store that was migrated and checked, and how many statements the migration took."""
    heard = _Killer(last=0)
    with closing(open_store(settings, heard)) as store:
        store.migrate()
        statements = heard.heard
        store.check()
        yield store, statements


def _said(store: Store) -> object:
    """What a new store says of itself; migrating it once more takes no step."""
    return store.migrate(), store.state(LOCAL), store.directory(LOCAL), tuple(store.workspaces())


def _use(store: Store, place: int) -> None:
    """Save and read a network, and have everything compared."""
    network = Workspace(replace(_SMALL, tags=0)).network("first")
    store.commit(creation(store.directory(LOCAL), network))
    assert store.read_networks(LOCAL, [network.id]) == {network.id: network}
    assert not (wrong := list(store.verify(LOCAL))), f"killed at statement {place}: verify finds {wrong}"


def _places(ground: Ground) -> Callable[[], StoreSettings]:
    """Gives, each time it is called, a store in which there is nothing at all."""
    address = ground.settings.address
    bare = ground.bare
    if isinstance(address, SqliteAddress):
        number = count()
        return lambda: replace(ground.settings, address=SqliteAddress(path=address.path.with_name(f"migrated-{next(number)}.db")))

    def emptied() -> StoreSettings:
        assert isinstance(bare, BareNeo4j)
        bare.wipe()
        _forget_schema(address)
        return ground.settings

    return emptied


def _forget_schema(address: Neo4jAddress) -> None:
    """Remove every constraint and index of a Neo4j, but for those that every Neo4j has."""
    auth = (address.user, address.password)
    with neo4j.GraphDatabase.driver(address.uri, auth=auth) as driver, driver.session(database=address.database) as session:
        for kind, which in (("CONSTRAINT", ""), ("INDEX", "WHERE type <> 'LOOKUP'")):
            for row in list(session.run(f"SHOW {kind} YIELD * {which}")):
                session.run(f"DROP {kind} {row['name']}").consume()


if __name__ == "__main__":
    raise SystemExit(shown("S13", __doc__, converged, count=1_000))
