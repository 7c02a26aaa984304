"""Who asks: a request that brings what signs somebody in is answered on their behalf, every other one is refused.

As long as nobody signs in here, whoever is let in is the owner of this computer.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from valuenet.errors import ValueNetError
from valuenet.web.answers import Refusal, failure

SignIn = Callable[[str, str], object | None]
"""(what a client brings, from where) → on whose behalf it asks, or nothing where that lets nobody in. May block."""

OPEN = frozenset({"/healthz", "/readyz"})
"""What answers to everybody: whether the service is there, and nothing else of it."""

NOT_SIGNED_IN = "NOT_SIGNED_IN"

_WHO = "this service wants to know who asks: send a token that an administrator made, as Authorization: Bearer vnt_…"
_STRANGER = "what the request brings does not sign anybody in: it is not known here, has expired or was revoked"
_CHALLENGE = 'Bearer realm="valuenet"'
_CALLER = "valuenet.caller"
_DOOR = "valuenet.door"
_BROUGHT = "valuenet.brought"
_BEARER = re.compile(r"bearer +([A-Za-z0-9._~+/-]{1,8192}=*) *", re.IGNORECASE)
_SECONDS = 0.5
_KEPT = 1_000


class Door:
    """Tells who somebody is by what they bring; remembers it for half a second, so that what is revoked soon opens nothing.

    It stands open, and everybody is the `owner`, until `locked` says once that people sign in: that is asked every half
    second, so that a process started before the first token asks for it like those started after.
    """

    def __init__(
        self, sign_in: SignIn, *, locked: Callable[[], bool] = lambda: True, owner: object | None = None, seconds: float = _SECONDS
    ) -> None:
        self._sign_in = sign_in
        self._is_locked = locked
        self._owner = owner
        self._seconds = seconds
        self._locked, self._look_at = False, 0.0
        self._looking: asyncio.Task[None] | None = None
        self._known: OrderedDict[tuple[bytes, str], tuple[float, object]] = OrderedDict()

    async def locked(self) -> bool:
        """Whether people sign in; once they do, for ever. Raises what asking raises."""
        if not self._locked and self._look_at <= time.monotonic():
            if self._looking is None or self._looking.done():
                self._looking = asyncio.create_task(self._look(), name="whether people sign in")
            await asyncio.shield(self._looking)  # all who come meanwhile wait for one answer, or hear why there is none
        return self._locked

    async def caller(self, brought: str, origin: str) -> object | None:
        """On whose behalf somebody at `origin` asks, or nothing. Raises what signing in raises."""
        if not await self.locked():
            return self._owner
        if not brought:
            return None
        key = (hashlib.sha256(brought.encode()).digest(), origin)
        now = time.monotonic()
        while self._known and (len(self._known) > _KEPT or next(iter(self._known.values()))[0] <= now):
            self._known.popitem(last=False)
        if key in self._known:
            return self._known[key][1]
        caller = await asyncio.to_thread(self._sign_in, brought, origin)
        if caller is not None:
            self._known[key] = (now + self._seconds, caller)
            self._known.move_to_end(key)
        return caller

    async def _look(self) -> None:
        now = time.monotonic()
        self._locked = await asyncio.to_thread(self._is_locked)
        self._look_at = now + self._seconds


class Porter:
    """Lets in whom the door knows by the header `Authorization: Bearer …`; anybody else is told 401, and how to sign in.

    Browsers can send no such header with a WebSocket: one that brings none is let through with nobody's rights, to sign
    in by what it says first (`admitted`).
    """

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"} or scope["path"] in OPEN:
            await self._app(scope, receive, send)
            return
        scope[_DOOR] = self._door
        given = [value for name, value in scope["headers"] if name == b"authorization"]
        brought = _BEARER.fullmatch(given[0].decode("latin-1")) if len(given) == 1 else None
        known = await admitted(HTTPConnection(scope), brought[1] if brought else "")
        if known or not (given or scope["type"] == "http"):
            await self._app(scope, receive, send)
        else:
            await _unknown(scope, receive, send, bool(given))


async def admitted(connection: HTTPConnection, brought: str) -> bool:
    """Whether what somebody brings signs them in, now; if so, the connection is theirs. Ask again while it stays open."""
    origin = connection.client.host if connection.client else ""
    door: Door = connection.scope[_DOOR]
    caller = await door.caller(brought, origin)
    if caller is None:
        connection.scope.pop(_CALLER, None)
        return False
    connection.scope[_CALLER], connection.scope[_BROUGHT] = caller, brought
    return True


async def introduced(connection: HTTPConnection, payload: object) -> bool:
    """Whether a WebSocket is somebody's: by its header, or by its first message, `{"authorization": "Bearer …"}`."""
    if _DOOR not in connection.scope or _CALLER in connection.scope:
        return True
    said = payload.get("authorization") if isinstance(payload, Mapping) else None
    brought = _BEARER.fullmatch(said) if isinstance(said, str) else None
    return brought is not None and await admitted(connection, brought[1])


async def shut_out(connection: HTTPConnection) -> None:
    """Wait until what signed somebody in does so no more, or as somebody else: as who they are, and no longer as the owner."""
    while True:
        await asyncio.sleep(_SECONDS)
        brought, caller = connection.scope.get(_BROUGHT), connection.scope.get(_CALLER)
        if brought is not None:
            with suppress(ValueNetError):  # whether it still does cannot be told now
                if not await admitted(connection, brought) or connection.scope[_CALLER] != caller:
                    return


def caller_of(connection: HTTPConnection) -> Any:  # what signing in gave, whose type the wiring knows
    """On whose behalf a connection asks; `Refusal` where nobody has signed in."""
    if _CALLER not in connection.scope:
        raise Refusal(401, NOT_SIGNED_IN, _WHO, {"www-authenticate": _CHALLENGE})
    return connection.scope[_CALLER]


async def _unknown(scope: Scope, receive: Receive, send: Send, given: bool) -> None:
    challenge = f'{_CHALLENGE}, error="invalid_token"' if given else _CHALLENGE
    accept = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"accept"), "")
    headers = {"www-authenticate": challenge, "cache-control": "no-store"}
    await failure(401, NOT_SIGNED_IN, _STRANGER if given else _WHO, headers=headers, accept=accept)(scope, receive, send)
