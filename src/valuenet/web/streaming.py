"""The GraphQL view with operations that go on: subscriptions, and whatever else comes over a stream or a WebSocket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from functools import partial
from typing import Any

from cross_web import HTTPException, StarletteRequestAdapter
from graphql import GraphQLError, OperationDefinitionNode, OperationType
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from valuenet.errors import ValueNetError
from valuenet.web.answers import Refusal
from valuenet.web.body import bounded
from valuenet.web.events import EventStream, wants_events
from valuenet.web.faults import shown
from valuenet.web.graphql import Asked, AskedOperation, GraphQLView, Result, asked_document, request_data
from valuenet.web.payloads import Payloads, making
from valuenet.web.signing_in import shut_out
from valuenet.web.streams import Answer, Streams


class StreamingView(GraphQLView):
    """Answers a request that accepts `text/event-stream` with events, every other one as before; and operations of WebSockets."""

    streams: Streams
    payloads: Payloads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, bounded(receive, self._body_limit))
        if request.method not in {"GET", "POST"} or not wants_events(request.headers.get("accept", "")):
            await super().__call__(scope, receive, send)
            return
        try:
            asked = await self.parse_http_body(StarletteRequestAdapter(request))
        except HTTPException as error:
            raise Refusal(error.status_code, "BAD_REQUEST", error.reason) from None
        answers = self.answers(asked, self._context(request), reading=request.method == "GET")
        await EventStream(self.streams, answers, lambda: shut_out(request))(receive, send)

    def operation(self, payload: object, context: object) -> AsyncGenerator[Answer, None]:
        """Every answer to what the payload of a message asks for; `Refusal` where it asks for nothing."""
        return self.answers(request_data(payload), context)

    async def answers(self, asked: Asked, context: object, *, reading: bool = False) -> AsyncGenerator[Answer, None]:
        """Every answer to an operation; where it may not be done, one that says why. With `reading`, mutations may not."""
        try:
            # What has begun keeps its turn to its end; else whoever begins and leaves again and again has more done than there are turns.
            found, result = await asyncio.shield(self._begun(asked, context, _check_reading if reading else _check_nothing))
        except GraphQLError as error:
            yield {"errors": [shown(error)]}
            return
        except ValueNetError as error:
            yield {"errors": [shown(GraphQLError(str(error), original_error=error))]}
            return
        if result is not None:
            yield self.answer(result)
            return
        async with aclosing(self._news(found, asked, context)) as news:
            async for answer in news:
                yield answer

    async def _begun(
        self, asked: Asked, context: object, check: Callable[[OperationDefinitionNode], None]
    ) -> tuple[AskedOperation, Result | None]:
        """An operation that may be done, and its answer, unless it goes on. Takes a turn; `Overloaded` where there is none."""
        with self.streams.turns.taken():
            found = await self._read(asked, check)
            if found.operation.operation is OperationType.SUBSCRIPTION:
                return found, None
            return found, await self._execute(found, asked, context)

    async def _news(self, found: AskedOperation, asked: Asked, context: object) -> AsyncGenerator[Answer, None]:
        """Every answer to a subscription; each of them waits for its turn to be made."""
        asked_document.set(found.document)
        making.set(partial(self.payloads.make, found.cost))
        source: Any = await self.schema.stream(
            asked.query, variable_values=asked.variables, context_value=context, operation_name=asked.operation_name
        )
        async with aclosing(source):
            async for result in source:
                result.extensions = {**(result.extensions or {}), "cost": found.cost}
                yield self.answer(result)


def _check_reading(operation: OperationDefinitionNode) -> None:
    if operation.operation is OperationType.MUTATION:
        raise GraphQLError("GET changes nothing: send mutations with POST", operation)


def _check_nothing(_operation: OperationDefinitionNode) -> None:
    """Over a socket, everything may be asked for."""
