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
from valuenet.web.answers import Endpoint, failed, refused
from valuenet.web.asking_page import AskingPage
from valuenet.web.doorstep import Doorstep
from valuenet.web.exports import WRITERS, Context, Exports, export_endpoint
from valuenet.web.graphql import Schema
from valuenet.web.health import alive, figures, readiness
from valuenet.web.kept_answers import Footing, Recall
from valuenet.web.metrics import Metrics
from valuenet.web.middleware import Envelope, Gate, Turnstile
from valuenet.web.page import Page
from valuenet.web.payloads import Payloads
from valuenet.web.sign_in_page import SIGN_IN, SIGN_OUT, SignInPage
from valuenet.web.signing_in import Door, NameTags, Porter, SignIn, name_tag_of
from valuenet.web.sockets import Sockets
from valuenet.web.streaming import StreamingView
from valuenet.web.streams import Patience, Streams
from valuenet.web.turns import Turns

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
    """How people come in: what signs them in, and the names by which they may call the service.

    Until `locked` says so for the first time they need not sign in: whoever is at this computer is its `owner`. It may block.
    `name_tags` tells what pages say of them; `issuer` is the provider that vouches for them, where there is one.
    """

    sign_in: SignIn
    hosts: frozenset[str] = frozenset()
    locked: Callable[[], bool] = lambda: True
    owner: object | None = None
    name_tags: NameTags | None = None
    issuer: str = ""


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
    front, sign_in_page = _with_name(Page(schema.as_str()).answer), SignInPage(entry.issuer if entry else "")
    turns = Turns(limits.requests)
    streams = Streams(limits.patience, turns)
    writers = ThreadPoolExecutor(WRITERS, thread_name_prefix="export")
    routes = [
        Route("/", front),
        *_doorstep(sign_in_page),
        *_graphql(schema, context, limits, streams, writers, Recall(footing) if footing else None),
        *(Route(address, export_endpoint(context, files, writers)) for address, files in exports.items()),
        Route("/healthz", alive),
        Route("/readyz", readiness(ready, limits.deadline)),
        Route("/metrics", figures(metrics)),
    ]

    app = Starlette(
        routes=routes,
        middleware=_middleware(metrics, turns, entry, sign_in_page, limits.requests),
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


def _middleware(metrics: Metrics, turns: Turns, entry: Entry | None, page: SignInPage, at_once: int) -> list[Middleware]:
    """What every request passes, outermost first. Who somebody is, is looked up for `at_once` at a time."""
    way_in = [Middleware(Gate)]
    if entry:
        door = Door(entry.sign_in, locked=entry.locked, owner=entry.owner, name_tags=entry.name_tags, turns=Turns(at_once))
        way_in = [Middleware(Gate, door, entry.hosts), Middleware(Porter, door, page)]
    return [Middleware(Envelope, metrics), *way_in, Middleware(Turnstile, turns)]


def _with_name(answer: Callable[[Request], Response]) -> Endpoint:
    """What answers with a page, with the name of whoever looks at it."""

    async def named(request: Request) -> Response:
        tag = await name_tag_of(request)
        return tag.worn(answer(request)) if tag else answer(request)

    return named


def _doorstep(page: SignInPage) -> tuple[BaseRoute, BaseRoute]:
    """Signing in and out with a browser."""
    doorstep = Doorstep(page)
    return Route(SIGN_IN, doorstep.sign_in, methods=["GET", "POST"]), Route(SIGN_OUT, doorstep.sign_out, methods=["POST"])


def _graphql(
    schema: Schema,
    context: Callable[[HTTPConnection], object],
    limits: Limits,
    streams: Streams,
    writers: ThreadPoolExecutor,
    recall: Recall[Any] | None,
) -> tuple[BaseRoute, ...]:
    """GraphQL under its one address, over HTTP and over WebSockets, and the files of the page that browsers get there."""
    page = AskingPage(schema.as_str(), limits.budget.cost)
    view = StreamingView(
        schema, context, page=_with_name(page.answer), body_limit=limits.body, budget=limits.budget, introspection=limits.introspection
    )
    view.streams, view.payloads, view.recall = streams, Payloads(), recall
    return (
        Route("/graphql", view),
        WebSocketRoute("/graphql", Sockets(view.operation, context, view.decode_json, streams)),
        Route("/graphql/{file}", export_endpoint(context, page.file, writers)),
    )
