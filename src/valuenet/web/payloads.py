"""What subscriptions tell is made for a few listeners at a time, so that a change which thousands listen to holds up nobody else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from contextvars import ContextVar
from typing import Any

from graphql import ExecutionResult
from typing_extensions import override

from valuenet.api.introspection import Executor
from valuenet.api.listening import Places
from valuenet.web.slow_lane import apart, is_long

AT_ONCE = 4
"""So many payloads are made at once that keep a loop busy for long, and so many that do not."""

Payload = Coroutine[Any, Any, ExecutionResult]

making: ContextVar[Callable[[Callable[[], Payload]], Awaitable[ExecutionResult]]] = ContextVar("how payloads are made")
"""Makes the payloads of the subscription that goes on here."""


class Payloads:
    """Makes the payloads of all subscriptions of an app, first come, first served. For one event loop.

    Those that are made soon never wait for those that take long.
    """

    def __init__(self) -> None:
        self._short, self._long = Places(AT_ONCE), Places(AT_ONCE)

    async def make(self, cost: int, payload: Callable[[], Payload]) -> ExecutionResult:
        """The payload of a subscription of this cost."""
        places = self._long if is_long(cost) else self._short
        return await places.do(lambda: apart(cost, payload()))


class ListeningExecutor(Executor):
    """The engine, which makes each payload of a subscription as `making` says."""

    _is_payload = False

    @override
    def build_per_event_executor(self, payload: Any) -> ListeningExecutor:
        executor = super().build_per_event_executor(payload)
        assert isinstance(executor, ListeningExecutor), "it is a copy of this one"
        executor._is_payload = True
        return executor

    @override
    def execute_operation(self, serially: bool | None = None) -> Any:  # at once or later, as the engine has it
        return making.get()(self._payload) if self._is_payload else super().execute_operation(serially)

    async def _payload(self) -> ExecutionResult:
        made: Any = super().execute_operation(serially=False)
        result = await made if self.is_awaitable(made) else made
        assert isinstance(result, ExecutionResult), "a subscription tells each event at once"
        return result
