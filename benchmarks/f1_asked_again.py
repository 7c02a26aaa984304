"""F1: a persona query that is asked again over HTTP takes at most twice as long as a bare route that answers with the same bytes.

The service and the bare route run in processes of their own; eight connections keep each of them busy. Once for a page of
twenty outcomes, once for a page of a hundred. On Neo4j the bare route makes one round trip for each answer.
"""

from __future__ import annotations

import json
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, Ratio, side_by_side, taken
from benchmarks.ground import Ground
from benchmarks.programs import asked_in_turns, connections, environment, exchanged, request, started, wait_for
from benchmarks.workspace import Size, Workspace

BOUND = 2
_CONNECTIONS = 8
_REQUESTS = 200
_PAGES = (20, 100)
_KEPT_AFTER = 0.6
_QUERY = """
query Meeting {
  outcomes(network: "network", desiredBy: {anyOf: [%s]}, first: %d) {
    nodes { title kind why { sentence } desiredBy(personas: [%s]) { persona { name } importance why } }
    pageInfo { endCursor hasNextPage }
  }
}"""


def figures(ground: Ground, size: Size, rounds: int) -> Iterator[Figure]:
    """A short page and a long one."""
    workspace = Workspace(size)
    directory = ground.introduce(workspace)
    ground.fill([workspace.network("network")], directory)
    keys = [persona.key for persona in directory.personas]
    for page, personas in zip(_PAGES, (keys[:2], keys), strict=True):
        named, shown = (json.dumps(some)[1:-1] for some in (personas, keys[:2]))
        yield _figure(ground, json.dumps({"query": _QUERY % (named, page, shown)}).encode(), rounds)


def _figure(ground: Ground, body: bytes, rounds: int) -> Ratio:
    with tempfile.TemporaryDirectory(prefix="valuenet-bench-") as folder, started("serve", environment(ground)) as (_, port):
        wait_for(port)
        with connections(port, _CONNECTIONS) as ours:
            answer = _asked_until_kept(ours[0], request(port, body))
            path = Path(folder) / "answer"
            path.write_bytes(answer)
            with started("bare_route", environment(ground, VALUENET_BENCH_BYTES=str(path))) as (_, bare_port):
                wait_for(bare_port)
                with connections(bare_port, _CONNECTIONS) as bare:
                    ours[0].sendall(request(port, body))
                    bare[0].sendall(request(bare_port, body))
                    assert exchanged(ours[0]) == exchanged(bare[0]), "both give the same bytes"
                    seconds, baseline = side_by_side(
                        rounds,
                        lambda _: taken(lambda: asked_in_turns(ours, request(port, body), _REQUESTS)) / _REQUESTS,
                        lambda _: taken(lambda: asked_in_turns(bare, request(bare_port, body), _REQUESTS)) / _REQUESTS,
                    )
    nodes = json.loads(answer)["data"]["outcomes"]["nodes"]
    return Ratio(
        promise="F1",
        store=ground.name,
        what=f"a persona query that is asked again, {len(nodes)} outcomes in {len(answer) / 1024:.0f} KiB",
        baseline="a bare route with the same bytes" + (" and one round trip" if ground.name == "Neo4j" else ""),
        seconds=seconds,
        baseline_seconds=baseline,
        bound=BOUND,
    )


def _asked_until_kept(connection: socket.socket, sent: bytes) -> bytes:
    """The answer, asked for until the service keeps it."""
    answer = b""
    for pause in (0, 0, _KEPT_AFTER, 0):
        time.sleep(pause)
        connection.sendall(sent)
        answer = exchanged(connection)
    if not json.loads(answer)["data"]["outcomes"]["nodes"]:
        raise AssertionError("the network holds nothing for these personas")
    return answer
