"""F9: from the start of `valuenet serve` to its first answer takes at most three times the import of its three libraries.

Each round is a fresh process on a store that has the examples; the answer is to a persona query. Idle memory is what the
last of them has in memory two seconds after its answer.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from benchmarks.figures import Amount, Figure, Ratio, side_by_side, taken
from benchmarks.ground import Ground
from benchmarks.programs import PATIENCE, environment, started
from benchmarks.workspace import Size
from valuenet.documents.reading import examined
from valuenet.documents.source import Format
from valuenet.model.bounds import Bounds
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.imports import Import, network_import

BOUND = 3
MEMORY_BOUND = 120
_EXAMPLES = Path(__file__).parents[1] / "examples"
_QUERY = json.dumps({"query": '{ outcomes(desiredBy: {anyOf: ["cfo"]}) { nodes { title why { sentence } } } }'})


def figures(ground: Ground, _: Size, rounds: int) -> Iterator[Figure]:
    """The start, and the memory when nothing is asked."""
    for file in sorted(_EXAMPLES.glob("*.yaml")):
        document = examined(file.read_bytes(), format=Format.YAML, bounds=Bounds())
        network_import(ground.library, LOCAL_CALLER, Import(document=document))
    variables = environment(ground)
    memory: list[float] = []

    def answered(number: int) -> float:
        began = time.perf_counter()
        with started("serve", variables) as service:
            _first_answer(service.port)
            seconds = time.perf_counter() - began
            if number == rounds - 1:
                time.sleep(2)
                memory.append(_resident(service.pid))
        return seconds

    ours, imports = side_by_side(rounds, answered, lambda _: taken(_imported))
    what, baseline = "start to first answer", 'python -c "import strawberry, starlette, uvicorn"'
    yield Ratio(promise="F9", store=ground.name, what=what, baseline=baseline, seconds=ours, baseline_seconds=imports, bound=BOUND)
    yield Amount(promise="F9", store=ground.name, what="idle memory", value=median(memory), unit="MiB", bound=MEMORY_BOUND)


def _imported() -> None:
    subprocess.run([sys.executable, "-c", "import strawberry, starlette, uvicorn"], check=True)


def _first_answer(port: int) -> None:
    """Ask until there is an answer, and see that it is one."""
    until = time.monotonic() + PATIENCE
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("POST", "/graphql", _QUERY, {"Content-Type": "application/json"})
            data = json.load(connection.getresponse())["data"]
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.002)
            continue
        finally:
            connection.close()
        if not data["outcomes"]["nodes"]:
            raise AssertionError("the examples hold nothing for a CFO")
        return


def _resident(pid: int) -> float:
    """The memory of a process in MiB, as `ps` tells it."""
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(told.stdout) / 1024
