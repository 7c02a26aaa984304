"""F10: of the beats of the service's event loop, 99 of 100 are late by at most 50 ms, whatever is asked.

Sixteen clients ask at once, each again as soon as it has its answer, of everything that there is: personas in one network
and in all, the same again and anew, whole networks, findings, levers, pictures, files, and changes. `pulsed.py` says what a beat is.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from benchmarks.figures import Amount, percentile
from benchmarks.ground import Ground
from benchmarks.load import QUERY, Crowd, fresh
from benchmarks.programs import environment, started
from benchmarks.pulsed import FILE
from benchmarks.workspace import Size, Workspace

BOUND = 50
_CLIENTS = 16
_NETWORKS = 10
_SECONDS = 0.5
"""For each round."""

_WHOLE = """{ network(id: "%s") { revision outcomes {
  key title kind evidence leadsTo { effect { key } strength why } desiredBy { persona { key } why } } } }"""
_CHECKED = '{ network(id: "%s") { findings { message } loops(first: 5) { name } rankedLevers(persona: "persona-00") { outcome { key } } } }'
_EDIT = """mutation { networkEdit(network: "%s", expectedRevision: 1, onStale: REBASE, edits: [
  {updateOutcome: {key: "outcome-0000", title: "Changed"}}]) { __typename } }"""
_ANYWHERE = "{ outcomes(first: 50) { nodes { title network { key } why { sentence } } } }"


def figures(ground: Ground, size: Size, rounds: int) -> Iterator[Amount]:
    """How late the beats are."""
    workspace = Workspace(size)
    networks = list(islice(workspace.networks(), _NETWORKS))
    ground.fill(networks, ground.introduce(workspace))
    with tempfile.TemporaryDirectory(prefix="valuenet-bench-") as folder:
        told = Path(folder) / "late"
        with started("pulsed", environment(ground, **{FILE: str(told)})) as service:
            service.wait()
            crowd = asyncio.run(_asked(service.port, [network.key for network in networks], rounds * _SECONDS))
        late = [float(line) for line in told.read_text(encoding="ascii").splitlines()]
    wrong = crowd.seen.others(200)
    if wrong:
        raise AssertionError(f"{wrong} of {len(crowd.seen.answers)} requests were not answered")
    half, most = percentile(late, 50) * 1e3, max(late) * 1e3
    what = f"{len(late)} beats beside {len(crowd.seen.answers)} requests, half late by {half:.1f} ms, one by {most:.0f}; 99 of 100 within"
    yield Amount(promise="F10", store=ground.name, what=what, value=percentile(late, 99) * 1e3, unit="ms", bound=BOUND)


async def _asked(port: int, keys: Sequence[str], seconds: float) -> Crowd:
    """What the clients have seen."""
    asks = cycle([ask for key in keys for ask in _requests(key)])
    crowd = Crowd(port)
    await crowd.at_once(_CLIENTS, seconds, lambda: next(next(asks)))
    await crowd.close()
    return crowd


def _requests(key: str) -> Sequence[Iterator[tuple[str, bytes]]]:
    """The kinds of requests about a network, one of each."""
    again = cycle([json.dumps({"query": QUERY % key, "variables": {"first": 20}}).encode()])
    posted = [fresh(QUERY % key, first=20), fresh(QUERY % key, first=100), again, again, fresh(_ANYWHERE), fresh(_WHOLE % key)]
    posted += [fresh(_CHECKED % key), fresh(_EDIT % key)]
    read = [f"/networks/{key}/{file}" for file in ("network.yaml", "diagram.dot", "tags.csv")]
    return [*(zip(cycle(["/graphql"]), bodies, strict=False) for bodies in posted), *(cycle([(address, b"")]) for address in read)]
