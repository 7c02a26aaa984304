"""S2: the connection is cut at every message of every mutation, in turn: the change is wholly there or not at all.

    python -m benchmarks.s2_cut [HOW MANY MUTATIONS] [--store sqlite|neo4j]        (default: all of them)

On Neo4j a proxy cuts all connections at the service's first message, its second …, once before the server gets it and once before its
answer comes back. On SQLite, where there is no connection, the statement that is answered fails instead, commits included. After each
cut the store has moved as far as the whole mutation moves it, or not at all. It is then sent again under its idempotency key: it is
answered, and the store has moved as far as one mutation moves it. In the end `verify` finds nothing.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from benchmarks.ground import Ground
from benchmarks.mutations import INTO, MUTATIONS, ids, mutation
from benchmarks.proxy import Proxy
from benchmarks.s5_once import behind_proxy
from benchmarks.serving import Client, Unanswered, served
from benchmarks.steady import shown
from valuenet.documents.reading import examined
from valuenet.documents.source import Format
from valuenet.model.access import Role
from valuenet.model.bounds import Bounds
from valuenet.model.ids import LOCAL
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.imports import Import, network_import
from valuenet.service.tokens import NewToken, token_create
from valuenet.settings import Neo4jAddress
from valuenet.store.protocol import Store

_ATTEMPTS = 20
_EXAMPLE = Path(__file__).parents[1] / "examples" / "invoice-automation.yaml"
_REFUSALS = {
    *("StaleRevision", "InvalidEdit", "NotFound", "KeyTaken", "NotAllowed", "StillInUse", "Conflicted"),
    *("InvalidOpportunity", "LadderRefused", "InvalidDocument", "InvalidSettings"),
}


class Scissors(Protocol):
    """What can be done to the service's way to its data."""

    ways: int
    """In how many ways it can be cut at one message."""

    def open(self, message: int, way: int) -> None:
        """Cut at this message from now on."""

    def close(self) -> bool:
        """Cut no more; whether a cut has been made."""


@dataclass(kw_only=True)
class FailingStatements:
    """SQLite: a statement that was answered fails all the same."""

    ways: int = 1
    _left: int | None = None

    def open(self, message: int, way: int) -> None:  # noqa: ARG002  # there is one way
        self._left = message

    def close(self) -> bool:
        made, self._left = self._left == -1, None
        return made

    def heard(self, _: str, seconds: float) -> None:  # noqa: ARG002  # as an observer is called
        """Observes every statement of the store."""
        if self._left is not None and self._left >= 0:
            self._left -= 1
            if self._left == -1:
                raise sqlite3.OperationalError("disk I/O error")


@dataclass(kw_only=True)
class CutConnections:
    """Neo4j: all connections end at a message, before the server gets it or before its answer comes back."""

    proxy: Proxy
    ways: int = 2

    def open(self, message: int, way: int) -> None:
        self.proxy.cut_at(message, deliver=bool(way))

    def close(self) -> bool:
        return not self.proxy.spare()


class Moved(NamedTuple):
    """How far a store has come: what every mutation moves at least one of."""

    revision: int
    tokens: int
    revoked: int
    workspaces: int

    @classmethod
    def of(cls, store: Store) -> Moved:
        tokens = store.tokens(LOCAL)
        revoked = sum(token.revoked_at is not None for token in tokens)
        return cls(store.state(LOCAL).revision, len(tokens), revoked, len(store.workspaces()))

    def since(self, before: Moved) -> Moved:
        return Moved(*(now - then for now, then in zip(self, before, strict=True)))


_NOT = Moved(0, 0, 0, 0)


@dataclass(kw_only=True)
class Cutter:
    """Makes mutations through a service, and cuts."""

    store: Store
    client: Client
    scissors: Scissors
    into: str
    cuts: int = 0
    unanswered: int = 0
    _number: Iterator[int] = field(default_factory=lambda: count(1))

    def cut_everywhere(self, name: str) -> None:
        """Make a mutation, each time cut at another message, until it is not reached any more; `AssertionError` for half a change."""
        whole = self._tried(name, None, None)
        assert whole != _NOT, f"{name} has changed nothing"
        for way in range(self.scissors.ways):
            for message in count():
                before = self.cuts
                self._tried(name, (message, way), whole)
                if self.cuts == before:
                    break

    def _tried(self, name: str, place: tuple[int, int] | None, whole: Moved | None) -> Moved:
        """How far one mutation has moved the store, cut at a place or not."""
        document = mutation(name, str(next(self._number)), self.into, self.client.ask)
        before, answer = Moved.of(self.store), None
        if place:
            self.scissors.open(*place)
        try:
            answer = self.client.ask(document)
        except Unanswered:
            self.unanswered += 1
        cut = place is not None and self.scissors.close()
        self.cuts += cut
        where = f"{name}, cut at message {place}" if cut else name
        moved = Moved.of(self.store).since(before)
        assert whole is None or moved in (_NOT, whole), f"{where}: half a change: {moved} of {whole}"
        if answer is None:
            answer = self._again(document, where)
            moved = Moved.of(self.store).since(before)
        if answer is not None:
            assert whole in (None, moved), f"{where}, answered: {moved} instead of {whole}"
            assert answer[name]["__typename"] not in _REFUSALS, f"{where}: {answer}"
        return moved

    def _again(self, document: str, where: str) -> Any:
        for _ in range(_ATTEMPTS):
            try:
                return self.client.ask(document)
            except Unanswered as failed:
                said = failed
        raise AssertionError(f"{where}: no answer after {_ATTEMPTS} attempts: {said}")


def never_half(ground: Ground, mutations: int) -> str:
    """Cut so many mutations everywhere, and say how often that was."""
    network_import(ground.library, LOCAL_CALLER, Import(document=examined(_EXAMPLE.read_bytes(), format=Format.YAML, bounds=Bounds())))
    names = list(islice(MUTATIONS, mutations))
    with _cutter(ground) as cutter:
        for name in names:
            cutter.cut_everywhere(name)
            print(f"{cutter.cuts} cuts, up to {name} …", file=sys.stderr, flush=True)
    assert not (wrong := list(ground.store.verify(LOCAL))), f"verify finds {wrong}"
    return f"{len(names)} mutations cut {cutter.cuts} times ({cutter.unanswered} without an answer), none of them left half a change"


@contextmanager
def _cutter(ground: Ground) -> Iterator[Cutter]:
    """A cutter of this store, whose client has signed in: to make a token is one of the mutations."""
    token = token_create(ground.library, LOCAL_CALLER, NewToken(name="cutter", role=Role.ADMIN)).secret
    with ExitStack() as stack:
        scissors: Scissors
        if isinstance(address := ground.settings.address, Neo4jAddress):
            proxy, through = stack.enter_context(behind_proxy(ground.settings, address))
            scissors = CutConnections(proxy=proxy)
            service = stack.enter_context(served(through))
        else:
            failing = scissors = FailingStatements()
            service = stack.enter_context(served(ground.settings, failing.heard))
        client = stack.enter_context(closing(Client(service, token=token)))
        into = next(ids(client.ask(INTO)))
        yield Cutter(store=ground.store, client=client, scissors=scissors, into=into)


if __name__ == "__main__":
    raise SystemExit(shown("S2", __doc__, never_half, count=len(MUTATIONS)))
