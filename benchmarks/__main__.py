"""Shows promises about speed: `python -m benchmarks`, or only some of them: `python -m benchmarks f3 f4 --store sqlite`.

Prints a line for each figure; exits with 1 when a promise is missed. Neo4j is measured where VALUENET_TEST_NEO4J names one
whose content may be destroyed.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from benchmarks import (
    f1_asked_again,
    f2_after_a_change,
    f3_across_networks,
    f4_one_edit,
    f5_bulk_import,
    f7_diagram,
    f8_value,
    f9_start,
    f10_event_loop,
    s9_signing_in,
)
from benchmarks.figures import Figure
from benchmarks.ground import Ground, grounds
from benchmarks.steady import told
from benchmarks.workspace import Size


class Benchmark(NamedTuple):
    """What shows a promise, and in how many rounds."""

    figures: Callable[[Ground, Size, int], Iterator[Figure]]
    rounds: int


PROMISES: Mapping[str, Benchmark] = {
    "f1": Benchmark(f1_asked_again.figures, 40),
    "f2": Benchmark(f2_after_a_change.figures, 200),
    "f3": Benchmark(f3_across_networks.figures, 40),
    "f4": Benchmark(f4_one_edit.figures, 200),
    "f5": Benchmark(f5_bulk_import.figures, 20),
    "f7": Benchmark(f7_diagram.figures, 30),
    "f8": Benchmark(f8_value.figures, 50),
    "f9": Benchmark(f9_start.figures, 15),
    "f10": Benchmark(f10_event_loop.figures, 40),
    "s9": Benchmark(s9_signing_in.figures, 200),
}


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("promises", nargs="*", metavar="PROMISE", help=f"one of {', '.join(PROMISES)}; without one, all")
    parser.add_argument("--store", choices=("sqlite", "neo4j"), help="without it, both, if there is a Neo4j")
    parser.add_argument("--networks", type=int, default=Size().networks, help="how large the workspace is (default: %(default)s)")
    asked = parser.parse_args()
    if unknown := set(asked.promises) - PROMISES.keys():
        parser.error(f"no benchmark shows {', '.join(sorted(unknown))}: choose from {', '.join(PROMISES)}")
    size = Size(networks=asked.networks)
    missed = 0
    for name in asked.promises or PROMISES:
        for ground in grounds(asked.store):
            with ground() as opened:
                missed += told(PROMISES[name].figures(opened, size, PROMISES[name].rounds))
    print(f"{missed} missed" if missed else "all met")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
