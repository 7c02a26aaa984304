"""The Starlette app: which address answers with what."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from valuenet.errors import ValueNetError
from valuenet.settings import Budget
from valuenet.web.answers import failed, refused
from valuenet.web.exports import WRITERS, Context, Exports, export_endpoint
from valuenet.web.graphql import Schema
from valuenet.web.health import alive, figures, readiness
from valuenet.web.kept_answers import Footing, Repeats
from valuenet.web.metrics import Metrics
from valuenet.web.middleware import Envelope, Gate, Turnstile
from valuenet.web.page import Page
from valuenet.web.signing_in import Door, Porter, SignIn
from valuenet.web.sockets import Sockets
from valuenet.web.streaming import StreamingView
from valuenet.web.streams import Patience, Streams

_BESIDE = 16
"""Threads beside one for each request: for who signs in, how the store is, and what goes on over open connections."""

App = Starlette
"""What `create_app` makes; only this room knows the library behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much the app takes on: bytes of a body, requests at a time, seconds until the store counts as unreachable.

    `budget` is what one GraphQL request may hold, `introspection` whether it may ask the schema about itself, `patience`
    what connections that stay open may do.
    """

    body: int = 1_048_576
    requests: int = 32
    deadline: float = 4.0
    budget: Budget = field(default_factory=Budget)
    introspection: bool = True
    patience: Patience = field(default_factory=Patience)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """How people come in: what signs them in, and the names by which they may call the service."""

    sign_in: SignIn
    hosts: frozenset[str] = frozenset()


def create_app(  # noqa: PLR0913, all that the app depends on is handed to it here
    schema: Schema,
    context: Callable[[HTTPConnection], Context],
    *,
    exports: Mapping[str, Exports[Context]],
    ready: Callable[[], None],
    metrics: Metrics,
    limits: Limits | None = None,
    close: Callable[[], None] | None = None,
    entry: Entry | None = None,
    footing: Footing[Context] | None = None,
) -> App:
    """The app that serves a schema.

    `context` says who asks and is handed to resolvers and exports, which have an address each; `ready` raises where the
    store cannot be reached; `close` is called once when the server stops. `ready`, `exports` and `close` may block: they
    run in worker threads. Without an `entry` nobody signs in, and only this computer is answered; without a `footing` every
    question is answered anew.
    """
    limits = limits or Limits()
    page = Page(schema.as_str())

    async def front(request: Request) -> Response:
        return page.answer(request)

    streams = Streams(limits.patience)
    writers = ThreadPoolExecutor(WRITERS, thread_name_prefix="export")
    routes = [
        Route("/", front),
        *_graphql(schema, context, page, limits, streams, Repeats(footing) if footing else None),
        *(Route(address, export_endpoint(context, files, writers)) for address, files in exports.items()),
        Route("/healthz", alive),
        Route("/readyz", readiness(ready, limits.deadline)),
        Route("/metrics", figures(metrics)),
    ]

    app = Starlette(
        routes=routes,
        middleware=_middleware(metrics, limits, entry),
        exception_handlers={HTTPException: refused, ValueNetError: failed},
        lifespan=_lifespan(limits.requests + _BESIDE, close),
    )
    app.router.redirect_slashes = False
    app.state.streams = streams
    return app


def _lifespan(threads: int, close: Callable[[], None] | None) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """What begins and ends with the app: threads, so that nobody who was let in waits for one, and what is closed in the end."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(threads, thread_name_prefix="worker"))
        yield
        if close is not None:
            await asyncio.to_thread(close)

    return lifespan


def _middleware(metrics: Metrics, limits: Limits, entry: Entry | None) -> list[Middleware]:
    """What every request passes, outermost first."""
    porter = [Middleware(Porter, Door(entry.sign_in))] if entry else []
    gate = Middleware(Gate, entry.hosts if entry else None)
    return [Middleware(Envelope, metrics), gate, *porter, Middleware(Turnstile, limits.requests)]


def _graphql(
    schema: Schema, context: Callable[[HTTPConnection], object], page: Page, limits: Limits, streams: Streams, repeats: Repeats[Any] | None
) -> tuple[BaseRoute, BaseRoute]:
    """GraphQL under its one address, over HTTP and over WebSockets."""
    view = StreamingView(
        schema, context, page=page.answer, body_limit=limits.body, budget=limits.budget, introspection=limits.introspection
    )
    view.streams, view.repeats = streams, repeats
    return Route("/graphql", view), WebSocketRoute("/graphql", Sockets(view.operation, context, view.decode_json, streams))
