"""S1: Neo4j is killed (kill -9) while many write: no change that was acknowledged is lost, and the service needs no restart.

    python -m benchmarks.s1_server_killed [HOW OFTEN]        (default 50)

The server has to be the one that `scripts/neo4j start` of this checkout runs, and the one that VALUENET_TEST_NEO4J names. Otherwise as
`s1_killed`.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from pathlib import Path
from random import Random

from benchmarks.ground import Ground
from benchmarks.programs import environment, started
from benchmarks.s1_killed import EACH, writing
from benchmarks.steady import shown
from valuenet.settings import StoreSettings

_SCRIPT = Path(__file__).parents[1] / "scripts" / "neo4j"
_STATUS = re.compile(r"running · .* · (?P<address>neo4j://\S+) · pid (?P<pid>\d+) · ")


def survived(ground: Ground, kills: int) -> str:
    """Kill the server so often, and say what the service's clients saw."""
    chance = Random(1)
    with started("serve", environment(ground)) as service:
        service.wait()
        with writing(ground, service.address) as crowd:
            for _ in range(kills):
                crowd.has_written(EACH)
                time.sleep(chance.uniform(0, 0.1))
                os.kill(_server(ground.settings), signal.SIGKILL)
                subprocess.run([_SCRIPT, "start"], check=True, capture_output=True)
            crowd.has_written(EACH)
    crowd.check()
    lost = f"of {crowd.acknowledged} acknowledged changes none is lost, {crowd.unanswered} requests had no answer"
    return f"the server killed {kills} times; {lost}"


def _server(settings: StoreSettings) -> int:
    """The process of the server that may be killed."""
    told = subprocess.run([_SCRIPT, "status"], capture_output=True, text=True, check=False).stdout
    found = _STATUS.match(told)
    if found is None or found["address"] != str(settings.address):
        raise SystemExit(f"{settings.address} is not run by {_SCRIPT}, which says: {told.strip()}")
    return int(found["pid"])


if __name__ == "__main__":
    raise SystemExit(shown("S1", __doc__, survived, count=50, store="neo4j"))
