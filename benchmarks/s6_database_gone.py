"""S6: the database goes and comes back: refused, black-holed, paused. The service says so in time, and is well by itself.

    python -m benchmarks.s6_database_gone [CLIENTS]        (default 40)

Between the service and a Neo4j stands a proxy that fails on purpose. Each time, clients ask at once for what takes the store,
what is kept, and what changes it, and are asked again while it is gone: every answer is there within 5 seconds and is a 503;
`/readyz` says so too, `/healthz` still answers. Within 5 seconds of its return everything is answered, by the same process.
A database on SQLite is a file of the same computer: it does not go away.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import cycle, repeat
from urllib.parse import urlsplit

from benchmarks.figures import Amount
from benchmarks.ground import Ground
from benchmarks.load import QUERY, Crowd, fresh
from benchmarks.programs import PATIENCE, environment, started
from benchmarks.proxy import Proxy, proxy_to
from benchmarks.steady import measured
from benchmarks.workspace import Size, Workspace
from valuenet.settings import Neo4jAddress

BOUND = 5_000
_GONE_FOR = 12.0
_KINDS = 3
_EDIT = """mutation ($title: String!) { networkEdit(network: "network", expectedRevision: 0, edits: [
  {putOutcome: {key: "gone", title: $title}}]) { __typename } }"""
_KEPT = json.dumps({"query": "{ directory { personas { key } } }"}).encode()

Fault = tuple[Callable[[Proxy], None], Callable[[Proxy], None]]
"""How the database goes, and how it comes back."""

FAULTS: Mapping[str, Fault] = {
    "refused": (Proxy.refuse, Proxy.welcome),
    "black-holed": (Proxy.hold, Proxy.lose),
    "paused": (Proxy.hold, Proxy.release),
}


def outlived(ground: Ground, clients: int, seconds: float = _GONE_FOR) -> Iterator[Amount]:
    """The figures of one service that sees the database go in each way."""
    workspace = Workspace(Size(networks=1))
    ground.fill([workspace.network("network")], ground.introduce(workspace))
    with _between(ground) as (proxy, variables), started("serve", variables) as service:
        service.wait()
        for name, (go, come_back) in FAULTS.items():
            told = asyncio.run(_Outage(service.port, clients, seconds).seen(partial(go, proxy), partial(come_back, proxy)))
            for what, value, unit in told:
                bound = BOUND if unit == "ms" else 0
                yield Amount(promise="S6", store=ground.name, what=f"{name}: {what}", value=value, unit=unit, bound=bound)
        restarts = 0 if service.runs else 1
    yield Amount(promise="S6", store=ground.name, what="restarts", value=restarts, unit="", bound=0)


class _Outage:
    """One time in which the database is gone for some seconds, and what so many clients see of it."""

    def __init__(self, port: int, clients: int, seconds: float) -> None:
        self._port = port
        self._clients = clients
        self._seconds = seconds
        fresh_ones = fresh(QUERY % "network", first=20), fresh(_EDIT, title="Gone")
        self._asks = cycle([*fresh_ones, repeat(_KEPT)])

    async def seen(self, go: Callable[[], None], come_back: Callable[[], None]) -> Sequence[tuple[str, float, str]]:
        """Every figure: what it is, how much, and its unit."""
        before, during, probes = (Crowd(self._port) for _ in range(3))
        await before.at_once(4, 1.5, self._next)
        go()
        gone = asyncio.create_task(during.at_once(self._clients, self._seconds, self._next))
        await asyncio.sleep(0.5)
        ready = asyncio.create_task(probes.at_once(1, self._seconds - 0.5, lambda: ("/readyz", b"")))
        alive = Crowd(self._port)
        await alive.at_once(1, self._seconds - 0.5, self._is_alive)
        await gone
        await ready
        come_back()
        well = await self._well()
        for crowd in (before, during, probes, alive):
            await crowd.close()
        slowest = max(one.seconds for one in (*during.seen.answers, *probes.seen.answers))
        return (
            ("answers before that are no 200", before.seen.others(200), ""),
            (f"{len(during.seen.answers)} answers that are no 503", during.seen.others(503), ""),
            ("the slowest of them", slowest * 1e3, "ms"),
            (f"{len(probes.seen.answers)} times /readyz said anything but 503", probes.seen.others(503), ""),
            (f"{len(alive.seen.answers)} times /healthz said anything but 200", alive.seen.others(200), ""),
            ("everything answered after its return", well * 1e3, "ms"),
        )

    def _next(self) -> tuple[str, bytes]:
        return "/graphql", next(next(self._asks))

    async def _well(self) -> float:
        """The seconds until as many as there are kinds of requests, and `/readyz`, were answered in a row, without a 503 any more."""
        began = time.monotonic()
        while time.monotonic() < began + PATIENCE:
            crowd = Crowd(self._port)
            for asked in [("/readyz", b""), *(self._next() for _ in range(2 * _KINDS))]:
                await crowd.once(asked)
            await crowd.close()
            if not crowd.seen.others(200):
                break
            await asyncio.sleep(0.05)
        return time.monotonic() - began

    @staticmethod
    def _is_alive() -> tuple[str, bytes]:
        return "/healthz", b""


@contextmanager
def _between(ground: Ground) -> Iterator[tuple[Proxy, Mapping[str, str]]]:
    """A proxy before the Neo4j of a ground, and the variables that lead a service through it."""
    address = ground.settings.address
    assert isinstance(address, Neo4jAddress)
    parts = urlsplit(address.uri)
    with proxy_to(parts.hostname or "127.0.0.1", parts.port or 7687) as proxy:
        there = replace(address, uri=f"bolt://127.0.0.1:{proxy.port}")  # `neo4j://` would go on with the address that the server names
        yield proxy, environment(ground, VALUENET_STORE=str(there))


if __name__ == "__main__":
    raise SystemExit(measured(__doc__, outlived, count=40, store="neo4j"))
