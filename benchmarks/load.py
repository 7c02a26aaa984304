"""Requests of many at once, over HTTP: each with what was answered and how long it took."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from benchmarks.figures import percentile
from benchmarks.processor import waited, waits
from benchmarks.programs import PATIENCE

QUERY = """
query Meeting($first: Int!) {
  outcomes(network: "%s", desiredBy: {anyOf: ["persona-00", "persona-01"]}, first: $first) {
    nodes { title kind why { sentence } desiredBy(personas: ["persona-00", "persona-01"]) { persona { name } importance why } }
    pageInfo { endCursor hasNextPage }
  }
}"""
"""What a seller asks before a meeting."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One request that was answered: the status, and the seconds from when it was to be sent to the last byte.

    `waited`: for how many of them the client or the service was ready to go on, and another program had the processor.
    """

    status: int
    seconds: float
    waited: float


@dataclass(slots=True)
class Seen:
    """The answers to all requests of a load."""

    answers: list[Answered] = field(default_factory=list)

    def count(self, status: int) -> int:
        """How many were answered so."""
        return sum(one.status == status for one in self.answers)

    def others(self, status: int) -> int:
        """How many were answered otherwise."""
        return sum(one.status != status for one in self.answers)

    def within(self, percent: float, status: int) -> float:
        """The seconds within which so many of a hundred were answered, of those that were answered so."""
        return percentile([one.seconds for one in self.answers if one.status == status], percent)

    def worked_within(self, percent: float, status: int) -> float:
        """The same, without the time of other programs."""
        return percentile([max(0.0, one.seconds - one.waited) for one in self.answers if one.status == status], percent)


def fresh(query: str, **variables: object) -> Iterator[bytes]:
    """The bodies of one question, no two of them the same."""
    for number in count():
        yield json.dumps({"query": query, "variables": variables, "extensions": {"number": number}}).encode()


class Crowd:
    """Clients of one service: as many connections as are needed at a time, each kept for the next request.

    `service` is the number of its process, where the time of other programs is to be told.
    """

    def __init__(self, port: int, service: int | None = None) -> None:
        self._port = port
        own = Path(f"/proc/self/task/{threading.get_native_id()}")
        self._threads = [own, Path(f"/proc/{service}/task/{service}")] if service else []
        self._free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        self.seen = Seen()

    async def at_once(self, clients: int, seconds: float, asks: Callable[[], tuple[str, bytes]]) -> float:
        """So many clients, each of whom asks again as soon as he has an answer; how many were answered each second."""
        began, before = time.monotonic(), len(self.seen.answers)

        async def client() -> None:
            while time.monotonic() < began + seconds:
                await self.once(asks())

        await asyncio.gather(*(client() for _ in range(clients)))
        return (len(self.seen.answers) - before) / (time.monotonic() - began)

    async def at_a_rate(self, rate: float, seconds: float, asks: Callable[[], tuple[str, bytes]]) -> None:
        """So many new requests each second, whether or not others are answered."""
        began = time.monotonic()
        asking = []
        for number in range(int(rate * seconds)):
            due = began + number / rate
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            asking.append(asyncio.create_task(self.once(asks())))
        await asyncio.gather(*asking)

    async def close(self) -> None:
        """Close every connection."""
        for _, writer in self._free:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def once(self, asked: tuple[str, bytes]) -> None:
        """One request, over a connection that is free, or a new one."""
        began, before = time.monotonic(), waits(self._threads)
        address, body = asked
        reader, writer = self._free.pop() if self._free else await asyncio.open_connection("127.0.0.1", self._port)
        method = "POST" if body else "GET"
        head = f"{method} {address} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nContent-Type: application/json\r\n"
        writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        async with asyncio.timeout(2 * PATIENCE):
            status, closes = await _answer(reader)
        self.seen.answers.append(Answered(status, time.monotonic() - began, waited(before, waits(self._threads))))
        if closes:
            writer.close()
        else:
            self._free.append((reader, writer))


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bool]:
    """The status of the next answer, which is read to its end, and whether the connection ends with it."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    lines = head.split(b"\r\n")
    length = _header(lines, b"content-length")
    await reader.readexactly(int(length or 0))
    return int(lines[0].split()[1]), _header(lines, b"connection") == b"close"


def _header(lines: Sequence[bytes], name: bytes) -> bytes:
    return next((line.partition(b":")[2].strip() for line in lines if line.startswith(name + b":")), b"")
