"""F1: a persona query that is asked again over HTTP takes at most twice as long as a bare route that answers with the same bytes.

The service and the bare route run in processes of their own; eight connections keep each of them busy. Once for a page of
twenty outcomes, once for a page of a hundred. On Neo4j the bare route makes one round trip for each answer.
"""

from __future__ import annotations

import json
import socket
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.figures import Figure, Ratio, side_by_side, taken
from benchmarks.ground import Ground
from benchmarks.programs import PATIENCE, environment, started
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
    with tempfile.TemporaryDirectory(prefix="valuenet-bench-") as folder, started("serve", environment(ground)) as service:
        service.wait()
        with _connections(service.port, _CONNECTIONS) as ours:
            answer = _asked_until_kept(ours[0], _request(service.port, body))
            path = Path(folder) / "answer"
            path.write_bytes(answer)
            with started("bare_route", environment(ground, VALUENET_BENCH_BYTES=str(path))) as route:
                route.wait()
                with _connections(route.port, _CONNECTIONS) as bare:
                    ours[0].sendall(_request(service.port, body))
                    bare[0].sendall(_request(route.port, body))
                    assert _exchanged(ours[0]) == _exchanged(bare[0]), "both give the same bytes"
                    seconds, baseline = side_by_side(
                        rounds,
                        lambda _: taken(lambda: _asked_in_turns(ours, _request(service.port, body), _REQUESTS)) / _REQUESTS,
                        lambda _: taken(lambda: _asked_in_turns(bare, _request(route.port, body), _REQUESTS)) / _REQUESTS,
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
        answer = _exchanged(connection)
    if not json.loads(answer)["data"]["outcomes"]["nodes"]:
        raise AssertionError("the network holds nothing for these personas")
    return answer


def _request(port: int, body: bytes) -> bytes:
    """A GraphQL request, to the byte."""
    head = f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _exchanged(connection: socket.socket) -> bytes:
    """The body of the next answer on a connection."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += _more(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    status, *lines = head.split(b"\r\n")
    assert status.split()[1] == b"200", received
    length = next(int(line.partition(b":")[2]) for line in lines if line.lower().startswith(b"content-length:"))
    parts, missing = [body], length - len(body)
    while missing:
        parts.append(_more(connection, missing))
        missing -= len(parts[-1])
    return b"".join(parts)


@contextmanager
def _connections(port: int, count: int) -> Iterator[Sequence[socket.socket]]:
    """Open connections, which stay open."""
    with ExitStack() as stack:
        yield [stack.enter_context(socket.create_connection(("127.0.0.1", port), PATIENCE)) for _ in range(count)]


def _asked_in_turns(opened: Sequence[socket.socket], sent: bytes, times: int) -> None:
    """Ask the same on every connection, each again as soon as it has its answer, so many times in all."""
    for connection in opened:
        connection.sendall(sent)
    for number in range(times):
        connection = opened[number % len(opened)]
        _exchanged(connection)
        if number + len(opened) < times:
            connection.sendall(sent)


def _more(connection: socket.socket, most: int = 65_536) -> bytes:
    received = connection.recv(most)
    if not received:
        raise AssertionError("the connection was closed before the answer was there")
    return received
