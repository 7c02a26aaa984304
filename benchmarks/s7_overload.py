"""S7: four times as many requests as can be answered: those that are taken are answered within two seconds, the rest is refused at once.

    python -m benchmarks.s7_overload [SECONDS] [--store sqlite|neo4j]        (default 20)

First as many are asked as are answered; then four times as many each second, whether or not they are answered. No two are
the same, so that no answer is given twice. Of those that are taken, 99 of 100 are answered within 2 s; of the others, 99 of 100
get their 503 within 100 ms; the service has at most 300 MiB in memory at any time. Where other programs run too, times are told
by the clock, and without those in which client or service was ready to go on and another program had the processor.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Amount
from benchmarks.ground import Ground
from benchmarks.load import QUERY, Crowd, fresh
from benchmarks.programs import environment, started
from benchmarks.steady import measured
from benchmarks.workspace import Size, Workspace

TIMES = 4
TAKEN, REFUSED, MEMORY = 2_000, 100, 300
_CLIENTS = 16


def overloaded(ground: Ground, size: Size, seconds: float) -> Iterator[Amount]:
    """The figures of a service that is asked too much."""
    workspace = Workspace(size)
    ground.fill([workspace.network("network")], ground.introduce(workspace))
    bodies = fresh(QUERY % "network", first=20)
    with started("serve", environment(ground)) as service:
        service.wait()

        async def asked() -> tuple[float, Crowd]:
            usual, crowd = Crowd(service.port), Crowd(service.port, service.pid)
            await usual.at_once(_CLIENTS, seconds / 10, lambda: ("/graphql", next(bodies)))
            rate = await usual.at_once(_CLIENTS, seconds / 4, lambda: ("/graphql", next(bodies)))
            await usual.close()
            await crowd.at_a_rate(TIMES * rate, seconds, lambda: ("/graphql", next(bodies)))
            await crowd.close()
            return rate, crowd

        rate, crowd = asyncio.run(asked())
        memory = _most_memory(service.pid)
    seen, what = crowd.seen, f"{len(crowd.seen.answers)} requests, {TIMES} times {rate:.0f} a second"
    others = seen.others(503) - seen.count(200)
    yield Amount(promise="S7", store=ground.name, what=f"{what}: answered with anything but 200 and 503", value=others, unit="", bound=0)
    for status, name, bound in ((200, "taken", TAKEN), (503, "refused", REFUSED)):
        clock, worked = seen.within(99, status) * 1e3, seen.worked_within(99, status) * 1e3
        what = f"{seen.count(status)} {name}, 99 of 100 within {clock:.0f} ms by the clock, without the time of other programs"
        yield Amount(promise="S7", store=ground.name, what=what, value=worked, unit="ms", bound=bound)
    yield Amount(promise="S7", store=ground.name, what="most memory", value=memory, unit="MiB", bound=MEMORY)


def _most_memory(pid: int) -> float:
    """The most that a process has ever had in memory, in MiB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024


if __name__ == "__main__":
    raise SystemExit(measured(__doc__, lambda ground, seconds: overloaded(ground, Size(networks=1), seconds), count=20))
