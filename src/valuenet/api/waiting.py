"""Waiting for a revision that the client has seen elsewhere: for a moment, in case this store shows it a little later."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, ParamSpec, TypeVar

from valuenet.api.describing import argument
from valuenet.errors import NotYet

P = ParamSpec("P")
R = TypeVar("R")

PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between the attempts; together less than anybody minds."""

MinRevision = Annotated[
    int | None,
    argument("Never answer of an earlier revision, such as one that you have just made: wait up to 1.5 seconds, then the error NOT_YET."),
]


async def patiently(ask: Callable[P, Awaitable[R]], *args: P.args, **kwargs: P.kwargs) -> R:
    """What is answered, which is asked again for a while as long as the answer is `NotYet`."""
    for pause in PAUSES:
        try:
            return await ask(*args, **kwargs)
        except NotYet:
            await asyncio.sleep(pause)
    return await ask(*args, **kwargs)
