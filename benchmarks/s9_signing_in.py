"""S9: to know who asks costs a request at most a tenth: a query of somebody who signs in, and the same query where nobody has to.

The whole app answers, without a network between: request in, bytes out. Once for a token that was seen in the last half
second, as in a conversation, and once for one that has to be looked up in the store. No two requests are the same, so that
no answer is given again.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from typing import Any, cast

from benchmarks.figures import Figure, Ratio, Round, side_by_side, taken
from benchmarks.ground import Ground
from benchmarks.load import QUERY, fresh
from benchmarks.workspace import Size, Workspace
from valuenet.model.access import Role
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.tokens import NewToken, signed_in, token_create
from valuenet.settings import Settings
from valuenet.store.protocol import Store
from valuenet.web.app import App
from valuenet.web.metrics import Metrics
from valuenet.wiring import build_app

BOUND = 1.1
_WARM_UP = 2


def figures(ground: Ground, size: Size, rounds: int) -> Iterator[Figure]:
    """A query of somebody who was seen just now, and of somebody who was not."""
    workspace = Workspace(size)
    ground.fill([workspace.network("network")], ground.introduce(workspace))
    settings = Settings(store=ground.settings)
    with asyncio.Runner() as runner:
        free = _Client(runner, build_app(settings, cast("Store", _WithoutTokens(ground.store)), Metrics()))
        secrets = _secrets(ground, rounds + _WARM_UP)
        guarded = _Client(runner, build_app(settings, ground.store, Metrics()))
        free.ask()
        guarded.ask(secrets[0])
        seen: Round = lambda _: taken(lambda: guarded.ask(secrets[0]))  # noqa: E731  # as short as what it is compared with
        unseen: Round = lambda number: taken(lambda: guarded.ask(secrets[number + _WARM_UP]))  # noqa: E731  # as above
        for what, ours in (("a query of somebody seen just now", seen), ("of somebody who is looked up", unseen)):
            seconds, bare = side_by_side(rounds, ours, lambda _: taken(free.ask))
            baseline = "where nobody signs in"
            yield Ratio(promise="S9", store=ground.name, what=what, baseline=baseline, seconds=seconds, baseline_seconds=bare, bound=BOUND)


class _WithoutTokens:
    """A store where nobody signs in, whatever tokens there are in it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def any_token(self) -> bool:
        return False


class _Client:
    """Asks an app, in this process."""

    def __init__(self, runner: asyncio.Runner, app: App) -> None:
        self._runner = runner
        self._app = app
        self._bodies = fresh(QUERY % "network", first=20)

    def ask(self, secret: str = "") -> None:
        """Ask the one query, and see that it is answered."""
        answer = self._runner.run(self._answer(secret))
        if not json.loads(answer)["data"]["outcomes"]["nodes"]:
            raise AssertionError("the workspace holds nothing for these personas")

    async def _answer(self, secret: str) -> bytes:
        headers = [(b"host", b"127.0.0.1:8642"), (b"content-type", b"application/json")]
        if secret:
            headers.append((b"authorization", f"Bearer {secret}".encode()))
        scope = {
            "type": "http",
            "method": "POST",
            "path": "/graphql",
            "raw_path": b"/graphql",
            "query_string": b"",
            "scheme": "http",
            "http_version": "1.1",
            "server": ("127.0.0.1", 8642),
            "client": ("127.0.0.1", 50_000),
            "headers": headers,
        }
        body, parts = next(self._bodies), list[bytes]()

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, object]) -> None:
            part = message.get("body", b"")
            assert isinstance(part, bytes)
            parts.append(part)

        await self._app(scope, receive, send)  # type: ignore[arg-type]  # a message is a dictionary, whatever is in it
        return b"".join(parts)


def _secrets(ground: Ground, count: int) -> Sequence[str]:
    """The secrets of new tokens that were each used a moment ago, so that no use is written down again."""
    secrets = [token_create(ground.library, LOCAL_CALLER, NewToken(name="Ann", role=Role.EDITOR)).secret for _ in range(count)]
    for secret in secrets:
        signed_in(ground.library, secret, "127.0.0.1")
    return secrets
