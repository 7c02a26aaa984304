"""S5: the connection is cut when a change is committed; sent again under its idempotency key, it has been done exactly once.

    python -m benchmarks.s5_once [HOW MANY] [--store sqlite|neo4j]        (default 1000)

Connections are cut in turn where an answer can be lost: between the client and the service, as the answer comes back, so that the
client asks again while the first request may still be at work; and on Neo4j between the service and the server, just before the
server hears that it is to commit, and just after. Then the edit is sent again until there is an answer, and once more: the answer is
the same, and the network has gained one revision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from benchmarks.ground import Ground
from benchmarks.proxy import Proxy, proxy_to
from benchmarks.serving import Client, Unanswered, served
from benchmarks.steady import shown
from valuenet.model.edits import PutOutcome
from valuenet.model.ids import LOCAL
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.networks import NewNetwork, network_create
from valuenet.settings import Neo4jAddress, StoreSettings

_ATTEMPTS = 20
_COMMIT = bytes.fromhex("0002 B012 0000")
"""The message by which a client of Neo4j commits, as it stands on the wire."""
_EDIT = """mutation ($revision: Int!, $sentence: String!) {
  networkEdit(network: "once", expectedRevision: $revision, reason: $sentence, idempotencyKey: $sentence,
    edits: [{ updateOutcome: { key: "pride", title: $sentence } }]) {
      __typename ... on NetworkEdited { network { revision } changes { kind before after } } } }"""


@dataclass(frozen=True, kw_only=True)
class Cut:
    """A place where connections are cut, and what prepares the next cut there."""

    name: str
    proxy: Proxy
    prepare: Callable[[], None]


def done_once(ground: Ground, requests: int) -> str:
    """Cut so many changes at their commit, and say what became of them."""
    edits = (PutOutcome(key="pride", title="Pride"),)
    network = network_create(ground.library, LOCAL_CALLER, NewNetwork(key="once", name="Once", edits=edits)).reading.network.id
    unanswered: Counter[str] = Counter()
    with _behind_proxies(ground) as (client, cuts):
        for number in range(requests):
            cut = cuts[number % len(cuts)]
            unanswered[cut.name] += _cut_once(client, cut, 1 + number)
    said = [logged.reason for logged in ground.store.revisions(LOCAL, network, limit=2 * requests) if logged.number > 1]
    assert sorted(said) == sorted(f"edit {1 + number}" for number in range(requests)), "the log has other edits than those that were sent"
    assert not (wrong := list(ground.store.verify(LOCAL))), f"verify finds {wrong}"
    lost = ", ".join(f"{count} cut {name}" for name, count in unanswered.items())
    return f"{requests} of {requests} done exactly once ({lost})"


def _cut_once(client: Client, cut: Cut, revision: int) -> bool:
    """Send an edit, cut, and send it again; whether the first answer was lost. `AssertionError` where it was not done exactly once."""
    variables = {"revision": revision, "sentence": f"edit {revision}"}
    where = f"edit {revision}, cut {cut.name}"
    cut.prepare()
    answer, attempts = _answer(client, variables, where)
    assert not cut.proxy.spare(), f"{where}: nothing was cut"
    assert answer["networkEdit"].get("network") == {"revision": revision + 1}, f"{where}: {answer}"
    again, _ = _answer(client, variables, where)
    assert again == answer, f"{where}: another answer to the same request: {again} instead of {answer}"
    return attempts > 1


def _answer(client: Client, variables: Mapping[str, object], where: str) -> tuple[Any, int]:
    """The answer to an edit, sent until there is one, and how often that was."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return client.ask(_EDIT, variables), attempt
        except Unanswered as failed:
            said = failed
    raise AssertionError(f"{where}: no answer after {_ATTEMPTS} attempts: {said}")


@contextmanager
def _behind_proxies(ground: Ground) -> Iterator[tuple[Client, list[Cut]]]:
    """A client of a service, and where the connections between it and the data can be cut."""
    with ExitStack() as stack:
        settings, cuts = ground.settings, []
        if isinstance(settings.address, Neo4jAddress):
            server, settings = stack.enter_context(behind_proxy(settings, settings.address))
            cuts += [
                Cut(name="before the server heard of it", proxy=server, prepare=lambda: server.cut_with(_COMMIT, deliver=False)),
                Cut(name="after the server heard of it", proxy=server, prepare=lambda: server.cut_with(_COMMIT, deliver=True)),
            ]
        address = stack.enter_context(served(settings))
        between = stack.enter_context(proxy_to("127.0.0.1", urlsplit(address).port or 0))
        cuts.append(Cut(name="before the client had its answer", proxy=between, prepare=lambda: between.cut_at(0, deliver=True)))
        yield stack.enter_context(closing(Client(address, port=between.port))), cuts


@contextmanager
def behind_proxy(settings: StoreSettings, address: Neo4jAddress) -> Iterator[tuple[Proxy, StoreSettings]]:
    """A proxy to a Neo4j, and the settings of a store that goes through it; `bolt` because a routing table names the server itself."""
    parts = urlsplit(address.uri)
    with proxy_to(parts.hostname or "127.0.0.1", parts.port or 7687) as proxy:
        yield proxy, replace(settings, address=replace(address, uri=f"bolt://127.0.0.1:{proxy.port}"))


if __name__ == "__main__":
    raise SystemExit(shown("S5", __doc__, done_once, count=1_000))
