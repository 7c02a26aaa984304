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
from contextlib import ExitStack, suppress
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from valuenet.errors import ValueNetError
from valuenet.web.answers import Refusal, failure
from valuenet.web.cookie import kept
from valuenet.web.name_tag import NameTag
from valuenet.web.sign_in_page import NO_MORE, SIGN_IN, SIGN_OUT, SignInPage, is_for_a_person
from valuenet.web.turns import Turns

SignIn = Callable[[str, str], object | None]
"""(what a client brings, from where) → on whose behalf it asks, or nothing where that lets nobody in. May block."""

NameTags = Callable[[Any], NameTag]
"""On whose behalf somebody asks → what pages say of them. May block."""

OPEN = frozenset({"/healthz", "/readyz"})
"""Addresses that answer everybody: whether the service lives and is ready, and nothing else."""

_DOORSTEP = frozenset({SIGN_IN, SIGN_OUT})
"""Addresses that anybody may ask: they sign people in and out themselves."""

NOT_SIGNED_IN = "NOT_SIGNED_IN"
CHALLENGE = 'Bearer realm="valuenet"'

_WHO = "this service wants to know who asks: send a token that an administrator made, as Authorization: Bearer vnt_…"
_STRANGER = "what the request brings does not sign anybody in: it is unknown, has expired or was revoked; ask an administrator for a token"
_CALLER = "valuenet.caller"
_DOOR = "valuenet.door"
_BROUGHT = "valuenet.brought"
_BEARER = re.compile(r"bearer +([A-Za-z0-9._~+/-]{1,8192}=*) *", re.IGNORECASE)
_ADDRESS = re.compile(r"[0-9A-Fa-f.:]{2,45}(?:%\w{1,15})?", re.ASCII)
_SECONDS = 0.5
_KEPT = 1_000
_TURNS = 32

_Key = tuple[bytes, str]
"""A hash of what somebody brings, and from where."""


class Door:
    """Tells who somebody is by what they bring; remembers it for half a second, so that what is revoked soon opens nothing.

    It stands open, and everybody is the `owner`, until `locked` says once that people sign in: that is asked every half
    second, so that a process started before the first token asks for it like those started after. It looks up so many at
    once as there are `turns`, apart from those whose connection is open already.
    """

    def __init__(
        self,
        sign_in: SignIn,
        *,
        locked: Callable[[], bool] = lambda: True,
        owner: object | None = None,
        name_tags: NameTags | None = None,
        seconds: float = _SECONDS,
        turns: Turns | None = None,
    ) -> None:
        self._sign_in = sign_in
        self._is_locked = locked
        self._owner = owner
        self.name_tags = name_tags
        self._seconds = seconds
        self._turns = turns or Turns(_TURNS)
        self._locked, self._look_at = False, 0.0
        self._looking: asyncio.Task[None] | None = None
        self._known: OrderedDict[_Key, tuple[float, object]] = OrderedDict()
        self._looked_up: dict[_Key, tuple[float, asyncio.Task[object | None]]] = {}

    async def locked(self) -> bool:
        """Whether people sign in; once they do, for ever. Raises what asking raises."""
        if not self._locked and self._look_at <= time.monotonic():
            if self._looking is None or self._looking.done():
                self._looking = asyncio.create_task(self._look(), name="whether people sign in")
            await asyncio.shield(self._looking)  # all who come meanwhile wait for one answer, or hear why there is none
        return self._locked

    async def caller(self, brought: str, origin: str, *, again: bool = False) -> object | None:
        """On whose behalf somebody at `origin` asks, or nothing. Raises what signing in raises; `Overloaded` too, unless `again`."""
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
        began, looking_up = self._looked_up.get(key, (0.0, None))
        if looking_up is None or began + self._seconds <= now:
            turn = ExitStack()
            if not again:
                turn.enter_context(self._turns.taken())
            looking_up = asyncio.create_task(self._look_up(key, now, brought, turn), name="who somebody is")
            self._looked_up[key] = (now, looking_up)
        return await asyncio.shield(looking_up)  # all who come with the same soon after wait for one answer

    async def _look_up(self, key: _Key, now: float, brought: str, turn: ExitStack) -> object | None:
        try:
            with turn:
                caller = await asyncio.to_thread(self._sign_in, brought, key[1])
        finally:
            if self._looked_up.get(key, (0.0, None))[0] == now:
                del self._looked_up[key]
        if caller is not None:
            self._known[key] = (now + self._seconds, caller)
            self._known.move_to_end(key)
        return caller

    async def _look(self) -> None:
        now = time.monotonic()
        self._locked = await asyncio.to_thread(self._is_locked)
        self._look_at = now + self._seconds


class Porter:
    """Lets in whom the door knows by the header `Authorization: Bearer …`, or else by a cookie; anybody else is told 401.

    A person with a browser gets the page on which to sign in, a program is told how. A WebSocket that brings no such header
    is let through without rights, to sign in by its first message (`introduced`). Every answer is marked as private.
    """

    def __init__(self, app: ASGIApp, door: Door, page: SignInPage) -> None:
        self._app = app
        self._door = door
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"} or scope["path"] in OPEN:
            await self._app(scope, receive, send)
            return
        scope[_DOOR] = self._door
        send = _for_one_alone(send)
        connection, over_http = HTTPConnection(scope), scope["type"] == "http"
        if scope["path"] in _DOORSTEP:
            await self._app(scope, receive, send)
            return
        given = connection.headers.getlist("authorization")
        brought = bearer(given[0]) if len(given) == 1 else kept(connection) if over_http and not given else None
        known = await admitted(connection, brought or "")
        if known or not (given or over_http):
            await self._app(scope, receive, send)
        else:
            refusal = self._refusal(connection, with_header=bool(given), with_cookie=brought is not None and not given)
            await refusal(scope, receive, send)

    def _refusal(self, connection: HTTPConnection, *, with_header: bool, with_cookie: bool) -> Response:
        """What whoever is not known is told: the same, whatever was wrong with what they brought."""
        given = with_header or with_cookie
        headers = {"www-authenticate": f'{CHALLENGE}, error="invalid_token"' if given else CHALLENGE}
        if is_for_a_person(connection) and not with_header:
            return self._page.instead(connection, wrong=NO_MORE if with_cookie else "", headers=headers)
        accept = connection.headers.get("accept", "")
        return failure(401, NOT_SIGNED_IN, _STRANGER if given else _WHO, headers=headers | {"cache-control": "no-store"}, accept=accept)


async def admitted(connection: HTTPConnection, brought: str, *, again: bool = False) -> bool:
    """Whether what somebody brings signs them in, now; if so, the connection is theirs. Ask `again` while it stays open."""
    door: Door = connection.scope[_DOOR]
    caller = await door.caller(brought, _origin(connection), again=again)
    if caller is None:
        connection.scope.pop(_CALLER, None)
        return False
    connection.scope[_CALLER], connection.scope[_BROUGHT] = caller, brought
    return True


def _origin(connection: HTTPConnection) -> str:
    """The address from which somebody comes; nothing where a proxy has passed on what is none: the trail would not take it."""
    told = connection.client.host if connection.client else ""
    return told if _ADDRESS.fullmatch(told) else ""


async def introduced(connection: HTTPConnection, payload: object) -> bool:
    """Whether a WebSocket is somebody's: by its header, by its first message, `{"authorization": "Bearer …"}`, or by its cookie."""
    if _DOOR not in connection.scope or _CALLER in connection.scope:
        return True
    said = payload.get("authorization") if isinstance(payload, Mapping) else None
    brought = kept(connection) if said is None else bearer(said) if isinstance(said, str) else None
    return brought is not None and await admitted(connection, brought)


async def shut_out(connection: HTTPConnection) -> None:
    """Wait until what signed somebody in does so no more, or as somebody else: as who they are, and no longer as the owner."""
    while True:
        await asyncio.sleep(_SECONDS)
        brought, caller = connection.scope.get(_BROUGHT), connection.scope.get(_CALLER)
        if brought is not None:
            with suppress(ValueNetError):  # whether it still does cannot be told now
                if not await admitted(connection, brought, again=True) or connection.scope[_CALLER] != caller:
                    return


def caller_of(connection: HTTPConnection) -> Any:  # what signing in gave, whose type the wiring knows
    """On whose behalf a connection asks; `Refusal` where nobody has signed in."""
    if _CALLER not in connection.scope:
        raise Refusal(401, NOT_SIGNED_IN, _WHO, {"www-authenticate": CHALLENGE})
    return connection.scope[_CALLER]


async def anybody_signs_in(connection: HTTPConnection) -> bool:
    """Whether people sign in to this service; else whoever is at this computer is its owner."""
    door: Door | None = connection.scope.get(_DOOR)
    return door is not None and await door.locked()


async def name_tag_of(connection: HTTPConnection) -> NameTag | None:
    """What pages say of whoever is signed in; nothing where nobody signs in."""
    door: Door | None = connection.scope.get(_DOOR)
    if door is None or door.name_tags is None or not await door.locked():
        return None
    return await asyncio.to_thread(door.name_tags, caller_of(connection))


def bearer(header: str) -> str | None:
    """What the header `Authorization` brings."""
    found = _BEARER.fullmatch(header)
    return found[1] if found else None


def _for_one_alone(send: Send) -> Send:
    """The same, with headers by which no cache on the way gives the answer to anybody else."""

    async def send_for_one_alone(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            headers.add_vary_header("Authorization, Cookie")
            said = headers.get("cache-control", "no-cache")
            headers["cache-control"] = said if {"private", "no-store"} & set(said.split(", ")) else f"private, {said}"
            message["headers"] = headers.raw
        await send(message)

    return send_for_one_alone
