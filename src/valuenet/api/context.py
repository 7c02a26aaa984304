"""What every resolver may use: the library and the caller, and the way from the event loop to a worker thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from strawberry.types import Info as StrawberryInfo

from valuenet.service.caller import Caller
from valuenet.service.library import Library

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One request: who asks, and where the networks are."""

    library: Library
    caller: Caller

    async def ask(self, use_case: Callable[Concatenate[Library, Caller, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The result of a use case, which runs in a worker thread."""
        return await asyncio.to_thread(use_case, self.library, self.caller, *args, **kwargs)


Info = StrawberryInfo[Context, None]
