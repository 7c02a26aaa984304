"""The command line of a promise about steadiness: how often it is put to the test, on which store, and what was seen."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator

from benchmarks.figures import Figure
from benchmarks.ground import Ground, grounds


def command_line(what: str | None, *, count: int, stores: bool = False) -> argparse.Namespace:
    """How many, and, where there is a choice of `stores`, which `store`; `what`: the docstring of the module, which is its help."""
    summary, _, more = (what or "").partition("\n")
    parser = argparse.ArgumentParser(description=summary, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=count, help="how many (default: %(default)s)")
    if stores:
        parser.add_argument("--store", choices=("sqlite", "neo4j"), help="without it, both, if there is a Neo4j")
    return parser.parse_args()


def shown(promise: str, what: str | None, show: Callable[[Ground, int], str], *, count: int, store: str | None = None) -> int:
    """Show a promise on every store, or on the one that it is about, each in a line; 1 where it is missed.

    `show` does what has to be survived and returns what was seen; it raises `AssertionError` where the promise is missed.
    """
    asked = command_line(what, count=count, stores=store is None)
    missed = 0
    for opened in grounds(store or asked.store):
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


def measured(what: str | None, figures: Callable[[Ground, int], Iterator[Figure]], *, count: int, store: str | None = None) -> int:
    """The same for a promise that is shown by figures, each in a line."""
    asked = command_line(what, count=count, stores=store is None)
    missed = 0
    for opened in grounds(store or asked.store):
        with opened() as ground:
            missed += told(figures(ground, asked.count))
    return 1 if missed else 0


def told(figures: Iterator[Figure]) -> int:
    """Print figures as they come; how many of them miss their bound."""
    missed = 0
    for figure in figures:
        print(figure, flush=True)
        missed += not figure.met
    return missed
