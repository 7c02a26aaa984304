"""A small schema that can fail in every way, the app around it, and that app served on loopback."""

# Annotations are not postponed here: the GraphQL library reads those of local classes.

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import contextmanager
from queue import Queue
from typing import Any

import httpx
import pytest
import strawberry
from starlette.applications import Starlette
from starlette.requests import HTTPConnection

from valuenet.errors import InvalidQuestion, NotFound, Problem, StoreUnavailable
from valuenet.web.app import Entry, Limits, create_app
from valuenet.web.exports import Asked, Export
from valuenet.web.metrics import Metrics
from valuenet.web.server import Running, serve
from valuenet.web.signing_in import caller_of

BODY_LIMIT = 65_536


@strawberry.input
class Tree:
    children: "list[Tree] | None" = None


@strawberry.type
class Outcome:
    title: str

    @strawberry.field
    def leads_to(self) -> "Outcome":
        return Outcome(title=f"{self.title}!")


@strawberry.type
class Query:
    @strawberry.field
    def hello(self) -> str:
        return "hello"

    @strawberry.field
    async def outcome(self, title: str = "fewer errors") -> Outcome:
        return Outcome(title=title)

    @strawberry.field
    def number(self, of: int = 5) -> int:
        return of

    @strawberry.field
    def measure(self, of: float) -> float:
        return of

    @strawberry.field
    def tree(self, of: Tree) -> bool:
        return True

    @strawberry.field
    def too_big(self) -> int:
        return 2**70

    @strawberry.field
    def crash(self) -> str | None:
        raise RuntimeError("the password is swordfish")

    @strawberry.field
    def nothing_there(self) -> str | None:
        raise NotFound("outcome", "less-overtime")

    @strawberry.field
    def refused(self) -> str | None:
        raise InvalidQuestion([Problem(path="personas[0]", code="UNKNOWN", message="nobody has the key 'cfoo'")])

    @strawberry.field
    async def from_store(self) -> str | None:
        raise StoreUnavailable("the store at neo4j://127.0.0.1 does not answer: start it")

    @strawberry.field
    def broken_text(self) -> str:
        return "\ud800"

    @strawberry.field
    def who(self, info: strawberry.Info[str, None]) -> str:
        return info.context

    @strawberry.field
    def block(self, seconds: float) -> bool:
        time.sleep(seconds)
        return True


@strawberry.type
class Mutation:
    @strawberry.mutation
    def rename(self, title: str) -> str:
        return title


@strawberry.type
class Subscription:
    """Says for whom it is, and goes on."""

    @strawberry.subscription
    async def waiting(self, info: strawberry.Info[str, None]) -> AsyncGenerator[str, None]:
        yield f"for {info.context}"
        await asyncio.sleep(60)


SCHEMA = strawberry.Schema(Query, Mutation)


class Backend:
    """What the tests may change about the world behind the app."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.ready: Callable[[], None] = lambda: None
        self.revision = 1
        self.written = 0
        self.closed = 0

    def check(self) -> None:
        self.ready()

    def close(self) -> None:
        self.closed += 1

    def export(self, caller: str, asked: Asked) -> Export:
        network, file = asked.path["network"], asked.path["file"]
        media_types = {"network.yaml": "application/yaml", "network.json": "application/json", "outcomes.csv": "text/csv; charset=utf-8"}
        if network != "net_1" or file not in media_types:
            raise NotFound("export", f"{network}/{file}", "ask for network.yaml, network.json or outcomes.csv")
        tag = f"{self.revision}-{file}"
        return Export(subject=network, tag=tag, media_type=media_types[file], write=lambda: self._write(caller))

    def _write(self, caller: str) -> bytes:
        self.written += 1
        return f"network: written for {caller}\n".encode()


def caller(_connection: HTTPConnection) -> str:
    """Who asks, in the tests."""
    return "local owner"


def app_of(backend: Backend, metrics: Metrics, entry: Entry | None = None) -> Starlette:
    """An app around the small schema, which people sign in to where there is an entry."""
    bounds = Limits(body=BODY_LIMIT, requests=4, deadline=0.3)
    return create_app(
        SCHEMA,
        caller_of if entry else caller,
        exports={"/networks/{network}/{file}": backend.export},
        ready=backend.check,
        metrics=metrics,
        limits=bounds,
        close=backend.close,
        entry=entry,
    )


SECRET = "vnt_sesame"
"""What lets Ann in to the guarded app."""


class Guard:
    """Knows what lets people in, and counts how often it is asked."""

    def __init__(self) -> None:
        self.people = {SECRET: "Ann"}
        self.asked: list[tuple[str, str]] = []
        self.fails: Exception | None = None

    def sign_in(self, brought: str, origin: str) -> str | None:
        self.asked.append((brought, origin))
        if self.fails:
            raise self.fails
        return self.people.get(brought)


BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
"""What a browser says that asks for a page."""


def cookie_of(address: str, secret: str = SECRET) -> dict[str, str]:
    """What a browser sends to an address without TLS once somebody has signed in there."""
    return {"cookie": f"valuenet-{address.rpartition(':')[2]}={secret}"}


@contextmanager
def serving(app: Starlette, host: str = "127.0.0.1", **options: Any) -> Iterator[str]:
    """The address at which the app is served meanwhile, on a free port."""
    told: Queue[Running] = Queue()
    settings = {"host": host, "port": 0, "started": told.put, "stopping": app.state.streams.close, **options}
    thread = threading.Thread(target=serve, args=(app,), kwargs=settings)
    thread.start()
    running = told.get(timeout=10)
    try:
        yield running.address
    finally:
        running.stop()
        thread.join(10)
    assert not thread.is_alive()


@pytest.fixture(scope="session")
def _shared() -> Iterator[tuple[Backend, Metrics, str]]:
    backend, metrics = Backend(), Metrics()
    with serving(app_of(backend, metrics)) as address:
        yield backend, metrics, address


@pytest.fixture
def backend(_shared: tuple[Backend, Metrics, str]) -> Backend:
    """What stands behind the served app, as it was in the beginning."""
    _shared[0].reset()
    return _shared[0]


@pytest.fixture
def metrics(_shared: tuple[Backend, Metrics, str]) -> Metrics:
    """The figures of the served app."""
    return _shared[1]


@pytest.fixture
def address(_shared: tuple[Backend, Metrics, str], backend: Backend) -> str:
    """Where the app is served; the same server for all tests."""
    return _shared[2]


@pytest.fixture
def guard() -> Guard:
    """Who is known at the guarded app."""
    return Guard()


@pytest.fixture
def guarded(guard: Guard) -> Iterator[str]:
    """Where an app is served that people sign in to."""
    entry = Entry(sign_in=guard.sign_in, hosts=frozenset({"values.example.com"}))
    with serving(app_of(Backend(), Metrics(), entry), others=True, proxies=("127.0.0.1",)) as address:
        yield address


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """A real HTTP client of the served app."""
    with httpx.Client(base_url=address, timeout=10) as opened:
        yield opened
