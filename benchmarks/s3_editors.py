"""S3: 16 editors change one network at once over HTTP: no update is lost, and whoever comes too late is told.

    python -m benchmarks.s3_editors [HOW MANY] [--store sqlite|neo4j]        (default 10000)

Everybody signs in with a token of their own. In the first half those who come too late are refused, in the second they ask
to be rebased. Each editor reads the revision and then edits: an outcome of its own, one that all share, or an arrow. In the
end there are as many new revisions as successes, each in the history with the sentence of the edit that made it, and every
outcome is as its last edit left it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from queue import Queue
from random import Random
from threading import Thread
from typing import Any

from benchmarks.__main__ import grounds
from benchmarks.ground import Ground
from valuenet.model.access import Role
from valuenet.model.edits import PutOutcome
from valuenet.model.ids import LOCAL, NetworkId
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.library import Library
from valuenet.service.networks import NewNetwork, network_create
from valuenet.service.tokens import NewToken, token_create
from valuenet.settings import Settings
from valuenet.web.metrics import Metrics
from valuenet.web.server import Running, serve
from valuenet.wiring import build_app, open_store

EDITORS = 16
_PATIENCE = 60.0
_READ = '{ network(id: "together") { revision } }'
_EDIT = """mutation ($revision: Int!, $edits: [NetworkEdit!]!, $reason: String!, $onStale: OnStale!) {
  networkEdit(network: "together", expectedRevision: $revision, edits: $edits, reason: $reason, onStale: $onStale) {
    __typename ... on NetworkEdited { network { revision } changes { kind } } } }"""


@dataclass(frozen=True, kw_only=True)
class Run:
    """What the editors have done: how often each answer came, which edit made which revision, and the seconds that it took."""

    answers: Counter[str] = field(default_factory=Counter)
    made: dict[int, str] = field(default_factory=dict)
    seconds: float

    @property
    def successes(self) -> int:
        return len(self.made)


@dataclass(frozen=True, kw_only=True)
class _Editor:
    """One client of the service, who edits until its share is done."""

    number: int
    address: str
    secret: str

    def edits(self, count: int) -> tuple[Counter[str], dict[int, str]]:
        answers: Counter[str] = Counter()
        made: dict[int, str] = {}
        chance = Random(self.number)
        connection = HTTPConnection(self.address.removeprefix("http://"), timeout=_PATIENCE)
        for turn in range(count):
            sentence = f"edit {turn} of editor {self.number}"
            revision = self._asked(connection, _READ)["network"]["revision"]
            on_stale = "REFUSE" if turn < count // 2 else "REBASE"
            variables = {"revision": revision, "edits": [self._edit(chance, sentence)], "reason": sentence, "onStale": on_stale}
            answer = self._asked(connection, _EDIT, variables)["networkEdit"]
            kind = f"{on_stale.lower()}: {answer['__typename']}"
            if answer["__typename"] == "NetworkEdited":
                if answer["changes"]:
                    made[answer["network"]["revision"]] = sentence
                else:
                    kind += " without changes"
            answers[kind] += 1
        connection.close()
        return answers, made

    def _asked(self, connection: HTTPConnection, query: str, variables: dict[str, Any] | None = None) -> Any:
        body = json.dumps({"query": query, "variables": variables or {}})
        connection.request("POST", "/graphql", body, {"Content-Type": "application/json", "Authorization": f"Bearer {self.secret}"})
        answer = json.loads(connection.getresponse().read())
        assert "errors" not in answer, answer
        return answer["data"]

    def _edit(self, chance: Random, sentence: str) -> dict[str, Any]:
        """Mostly something of one's own, sometimes what others change too."""
        match chance.randrange(10):
            case 0 | 1:
                return {"updateOutcome": {"key": "shared", "title": sentence}}
            case 2:
                return {"connect": {"cause": "shared", "effect": f"own-{self.number}", "why": sentence}}
            case _:
                return {"updateOutcome": {"key": f"own-{self.number}", "title": sentence}}


def edited_together(ground: Ground, edits: int) -> Run:
    """So many edits of one new network by all editors, through a service on this store; `AssertionError` where one was lost."""
    outcomes = [PutOutcome(key=key, title=key) for key in ("shared", *(f"own-{number}" for number in range(EDITORS)))]
    new = NewNetwork(key="together", name="Together", edits=tuple(outcomes))
    network = network_create(ground.library, LOCAL_CALLER, new).reading.network.id
    editors = [NewToken(name=f"Editor {number}", role=Role.EDITOR) for number in range(EDITORS)]
    secrets = [token_create(ground.library, LOCAL_CALLER, editor).secret for editor in editors]
    with _served(ground) as address, ThreadPoolExecutor(EDITORS) as pool:
        began = time.perf_counter()
        together = [_Editor(number=number, address=address, secret=secret) for number, secret in enumerate(secrets)]
        shares = list(pool.map(lambda editor: editor.edits(edits // EDITORS), together))
        run = Run(seconds=time.perf_counter() - began)
    for answers, made in shares:
        run.answers.update(answers)
        assert not run.made.keys() & made.keys(), "two edits were told that they made the same revision"
        run.made.update(made)
    _check(ground.library, network, run)
    return run


def _check(library: Library, network: NetworkId, run: Run) -> None:
    """Nothing is lost: revisions gained are successes, each is in the history, and the network is what the history says."""
    present = library.reading(LOCAL, network).network
    assert present.revision - 1 == run.successes, f"{present.revision - 1} revisions for {run.successes} successes"
    titles: dict[str, str] = {}
    below = present.revision + 1
    while below > 2:
        for logged in library.store.revisions(LOCAL, network, before=below, limit=200):
            below = logged.number
            if below == 1:
                break
            assert logged.reason == run.made[below], f"revision {below} was made by another edit"
            titles |= {change.about[0]: logged.reason for change in logged.changes if len(change.about) == 1} | titles
    assert {node.key: node.title for node in present.nodes if node.key in titles} == titles, "a title is not that of its last edit"
    told = {kind.partition(": ")[2] for kind in run.answers}
    assert told <= {"NetworkEdited", "NetworkEdited without changes", "StaleRevision", "Conflicted"}, f"answers of other kinds: {told}"


@contextmanager
def _served(ground: Ground) -> Iterator[str]:
    """A service on the same data, and its address."""
    metrics = Metrics()
    store = open_store(ground.settings, metrics.statement)
    told: Queue[Running] = Queue()
    app = build_app(Settings(store=ground.settings), store, metrics)
    thread = Thread(target=serve, args=(app,), kwargs={"port": 0, "started": told.put, "stopping": app.state.streams.close})
    thread.start()
    running = told.get(timeout=_PATIENCE)
    try:
        yield running.address
    finally:
        running.stop()
        thread.join()


def main() -> int:
    """Edit on every store that there is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.s3_editors", description=__doc__)
    parser.add_argument("edits", nargs="?", type=int, default=10_000, help="how many (default: %(default)s)")
    parser.add_argument("--store", choices=("sqlite", "neo4j"), help="without it, both, if there is a Neo4j")
    asked = parser.parse_args()
    for opened in grounds(asked.store):
        with opened() as ground:
            try:
                run = edited_together(ground, asked.edits)
            except AssertionError as lost:
                print(f"S3 {ground.name}: MISSED: {lost}")
                return 1
            told = ", ".join(f"{count} {kind}" for kind, count in sorted(run.answers.items()))
            rate = run.answers.total() / run.seconds
            print(f"S3 {ground.name}: {EDITORS} editors, {run.successes} successes = revisions gained; {told}; {rate:.0f} edits/s: met")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
