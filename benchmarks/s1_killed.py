"""S1: the service is killed (kill -9) while many write: no change that was acknowledged is lost.

    python -m benchmarks.s1_killed [HOW OFTEN] [--store sqlite|neo4j]        (default 200, at least 100 acknowledged changes each)

Eight people edit, each a network of their own, over HTTP. Four send an edit again under its idempotency key until they have an
answer, and have it done exactly once; four look what became of it. In the end every change that was acknowledged stands in the log
under its revision, with its sentence, and `verify` finds nothing. `s1_server_killed` does the same to Neo4j.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

from benchmarks.ground import Ground
from benchmarks.programs import PATIENCE, environment, started
from benchmarks.serving import Absent, Client, Unanswered
from benchmarks.steady import shown
from valuenet.model.edits import PutOutcome
from valuenet.model.ids import LOCAL, NetworkId
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.networks import NewNetwork, network_create

WRITERS = 8
EACH = 100
"""How many changes are acknowledged between two kills, at least."""

_PAUSE = 0.02
_READ = "query ($network: ID!) { network(id: $network) { revision } }"
_EDIT = """mutation ($network: ID!, $revision: Int!, $sentence: String!, $repeat: String) {
  networkEdit(network: $network, expectedRevision: $revision, reason: $sentence, idempotencyKey: $repeat,
    edits: [{ updateOutcome: { key: "pride", title: $sentence } }]) {
      __typename ... on NetworkEdited { network { revision } } } }"""


@dataclass(kw_only=True)
class Writer:
    """Edits one network until told to stop; `made` says which sentence was acknowledged at which revision."""

    key: str
    network: NetworkId
    again: bool
    """Whether edits are sent again under a key until they are answered."""
    made: dict[int, str] = field(default_factory=dict)
    unanswered: int = 0

    def write(self, address: str, stopped: Callable[[], bool]) -> None:
        """Write until stopped."""
        client, revision, turn = Client(address), 1, 0
        while not stopped():
            turn += 1
            revision = self._written(client, revision, f"change {turn} of {self.key}")
        client.close()

    def _written(self, client: Client, revision: int, sentence: str) -> int:
        """The revision after one edit, or, where nobody said what became of it, the one that is found."""
        variables = {"network": self.key, "revision": revision, "sentence": sentence, "repeat": sentence if self.again else None}
        answer = self._answer(client, _EDIT, variables, again=self.again)
        if answer is None:
            found: int = self._answer(client, _READ, {"network": self.key}, again=True)["network"]["revision"]
            return found
        edited = answer["networkEdit"]
        assert edited["__typename"] == "NetworkEdited", f"{sentence} was answered with {edited['__typename']}"
        now: int = edited["network"]["revision"]
        self.made[now] = sentence
        return now

    def _answer(self, client: Client, query: str, variables: Mapping[str, object], *, again: bool) -> Any:
        """What is answered, if need be when asked again; without `again`, nothing where nobody can tell."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return client.ask(query, variables)
            except Unanswered as failed:
                self.unanswered += not isinstance(failed, Absent)
                if not (again or isinstance(failed, Absent)):
                    return None
                said = failed
            assert time.monotonic() < until, f"there is no answer for {PATIENCE:.0f} s: {said}"
            time.sleep(_PAUSE)


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """All who write at once."""

    ground: Ground
    writers: tuple[Writer, ...]
    running: tuple[Future[None], ...]

    @property
    def acknowledged(self) -> int:
        return sum(len(writer.made) for writer in self.writers)

    @property
    def unanswered(self) -> int:
        return sum(writer.unanswered for writer in self.writers)

    def has_written(self, more: int) -> None:
        """Wait until so many more changes are acknowledged."""
        enough = self.acknowledged + more
        while self.acknowledged < enough:
            for one in self.running:
                if one.done():
                    one.result()
            time.sleep(0.002)

    def check(self) -> None:
        """Nothing that was acknowledged is lost, nothing was done twice, and everything agrees; `AssertionError` where not."""
        for writer in self.writers:
            log = self.ground.history(writer.network)
            lost = {number: sentence for number, sentence in writer.made.items() if log.get(number) != sentence}
            assert not lost, f"{len(lost)} of {len(writer.made)} acknowledged changes of {writer.key} are lost: {lost}"
            twice = len(log) - len(set(log.values()))
            assert not twice, f"{twice} changes of {writer.key} were made twice"
            unknown = log.keys() - writer.made.keys() - {1}
            assert len(unknown) <= (0 if writer.again else writer.unanswered), f"{writer.key} has changes that nobody made: {unknown}"
        assert not (wrong := list(self.ground.store.verify(LOCAL))), f"verify finds {wrong}"


@contextmanager
def writing(ground: Ground, address: str) -> Iterator[Crowd]:
    """A crowd that writes, until the end."""
    writers = tuple(
        Writer(key=f"kept-{number}", network=_network(ground, f"kept-{number}"), again=number % 2 == 0) for number in range(WRITERS)
    )
    stopped = False
    with ThreadPoolExecutor(WRITERS) as pool:
        running = tuple(pool.submit(writer.write, address, lambda: stopped) for writer in writers)
        try:
            yield Crowd(ground=ground, writers=writers, running=running)
        finally:
            stopped = True
    for one in running:
        one.result()


def survived(ground: Ground, kills: int) -> str:
    """Kill the service so often, and say what its clients saw."""
    chance = Random(1)
    with started("serve", environment(ground)) as service:
        service.wait()
        with writing(ground, service.address) as crowd:
            for _ in range(kills):
                crowd.has_written(EACH)
                time.sleep(chance.uniform(0, _PAUSE))
                service.kill()
                service.start()
                service.wait()
    crowd.check()
    return f"killed {kills} times; of {crowd.acknowledged} acknowledged changes none is lost, {crowd.unanswered} requests had no answer"


def _network(ground: Ground, key: str) -> NetworkId:
    new = NewNetwork(key=key, name=key, edits=(PutOutcome(key="pride", title="Pride"),))
    return network_create(ground.library, LOCAL_CALLER, new).reading.network.id


if __name__ == "__main__":
    raise SystemExit(shown("S1", __doc__, survived, count=200))
