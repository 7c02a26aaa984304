"""How much work something is: in seconds of the processor, not of the wall clock, which other programs run on too."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def seconds_of_work(work: Callable[[], T], *, clock: Callable[[], float] = time.thread_time) -> tuple[float, T]:
    """The seconds of the fastest of three times, since garbage is looked for now and then, and what came of the last.

    The clock is that of this thread; `time.process_time` counts other threads, such as that of a service.
    """
    worked = []
    for _ in range(3):
        began = clock()
        found = work()
        worked.append(clock() - began)
    return min(worked), found
