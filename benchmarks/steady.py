"""The command line of a promise about steadiness: it is shown on every store that there is, and said in a line for each."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from benchmarks.__main__ import grounds
from benchmarks.ground import Ground


def shown(promise: str, what: str | None, show: Callable[[Ground, int], str], *, count: int, store: str | None = None) -> int:
    """Show a promise so many times as the command line says (else `count`), on one `store` if it is about one; 1 where it is missed.

    `show` does what has to be survived and returns what was seen; it raises `AssertionError` where the promise is missed.
    """
    summary, _, more = (what or "").partition("\n")
    parser = argparse.ArgumentParser(description=summary, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=count, help="how many (default: %(default)s)")
    parser.set_defaults(store=store)
    if store is None:
        parser.add_argument("--store", choices=("sqlite", "neo4j"), help="without it, both, if there is a Neo4j")
    asked = parser.parse_args()
    missed = 0
    for opened in grounds(asked.store):
        with opened() as ground:
            began = time.monotonic()
            try:
                seen = show(ground, asked.count)
            except AssertionError as wrong:
                missed += 1
                print(f"{promise} {ground.name}: MISSED: {wrong}", flush=True)
            else:
                print(f"{promise} {ground.name}: {seen}; {time.monotonic() - began:.0f} s: met", flush=True)
    return 1 if missed else 0
