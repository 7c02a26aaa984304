"""How long threads were ready to go on while other programs had the processor: Linux counts it, and a busy machine is not our affair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

_THREADS = Path("/proc/self/task")

Waits = Mapping[Path, int]
"""Nanoseconds for which each thread has waited for the processor since it began."""


def waits(threads: Iterable[Path] | None = None) -> Waits:
    """The waits of some threads, by their folders in `/proc`, or of all of this process; empty where nobody counts them."""
    told = {}
    for thread in _THREADS.glob("*") if threads is None else threads:
        with suppress(OSError):  # the thread has ended, or the system does not count
            told[thread] = int((thread / "schedstat").read_text(encoding="ascii").split()[1])
    return told


def waited(before: Waits, after: Waits) -> float:
    """The seconds for which the thread that waited longest has waited between two moments."""
    return max((now - before.get(thread, 0) for thread, now in after.items()), default=0) / 1e9
