"""What every resolver may use: the library and the caller, and the way from the event loop to a worker thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from strawberry.types import Info as StrawberryInfo

from valuenet.api.listening import Watchtower
from valuenet.service.caller import Caller
from valuenet.service.diagrams import Gallery
from valuenet.service.library import Library

P = ParamSpec("P")
R = TypeVar("R")

_DRAWING = ThreadPoolExecutor(16, thread_name_prefix="drawing")
"""Threads of their own for drawing, which is slow, so that it does not keep short questions waiting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One request: who asks, where the networks are, what draws them, and what tells of their changes."""

    library: Library
    caller: Caller
    gallery: Gallery
    watchtower: Watchtower

    async def ask(self, use_case: Callable[Concatenate[Library, Caller, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The result of a use case, which runs in a worker thread."""
        return await asyncio.to_thread(use_case, self.library, self.caller, *args, **kwargs)

    async def draw(self, make: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The result of drawing something, which runs in a thread of those that draw."""
        return await asyncio.get_running_loop().run_in_executor(_DRAWING, partial(make, *args, **kwargs))


Info = StrawberryInfo[Context, None]
