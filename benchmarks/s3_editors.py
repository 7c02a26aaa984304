"""S3: 16 editors change one network at once over HTTP: no update is lost, and whoever comes too late is told.

    python -m benchmarks.s3_editors [HOW MANY] [--store sqlite|neo4j]        (default 10000)

Everybody signs in with a token of their own. In the first half those who come too late are refused, in the second they ask
to be rebased. Each editor reads the revision and then edits: an outcome of its own, one that all share, or an arrow. In the
end there are as many new revisions as successes, each in the history with the sentence of the edit that made it, and every
outcome is as its last edit left it.
"""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from typing import Any

from benchmarks.ground import Ground
from benchmarks.serving import Client, served
from benchmarks.steady import shown
from valuenet.model.access import Role
from valuenet.model.edits import PutOutcome
from valuenet.model.ids import LOCAL, NetworkId
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.library import Library
from valuenet.service.networks import NewNetwork, network_create
from valuenet.service.tokens import NewToken, token_create

EDITORS = 16
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
        client = Client(self.address, token=self.secret)
        for turn in range(count):
            sentence = f"edit {turn} of editor {self.number}"
            revision = client.ask(_READ)["network"]["revision"]
            on_stale = "REFUSE" if turn < count // 2 else "REBASE"
            variables = {"revision": revision, "edits": [self._edit(chance, sentence)], "reason": sentence, "onStale": on_stale}
            answer = client.ask(_EDIT, variables)["networkEdit"]
            kind = f"{on_stale.lower()}: {answer['__typename']}"
            if answer["__typename"] == "NetworkEdited":
                if answer["changes"]:
                    made[answer["network"]["revision"]] = sentence
                else:
                    kind += " without changes"
            answers[kind] += 1
        client.close()
        return answers, made

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
    with served(ground.settings) as address, ThreadPoolExecutor(EDITORS) as pool:
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


def nothing_lost(ground: Ground, edits: int) -> str:
    """Edit so often, and say how the answers were."""
    run = edited_together(ground, edits)
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(run.answers.items()))
    return f"{EDITORS} editors, {run.successes} successes = revisions gained; {told}; {run.answers.total() / run.seconds:.0f} edits/s"


if __name__ == "__main__":
    raise SystemExit(shown("S3", __doc__, nothing_lost, count=10_000))
