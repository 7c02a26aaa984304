"""What every request passes on its way in and every answer on its way out: plain ASGI, outermost first.

`Envelope` (request id, log line, figures, security headers) → `Gate` (who may knock) → `Porter` of `signing_in` (who it
is, where people sign in) → `Turnstile` (overload).
"""

from __future__ import annotations

import logging
import re
import secrets
import time
from contextlib import ExitStack
from functools import lru_cache

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from valuenet.errors import Overloaded, ValueNetError
from valuenet.web.answers import INTERNAL, INTERNAL_MESSAGE, failing, failure, failure_for
from valuenet.web.logs import FIELDS, request_id
from valuenet.web.metrics import Metrics
from valuenet.web.sign_in_page import SIGN_IN, SIGN_OUT
from valuenet.web.signing_in import OPEN, Door
from valuenet.web.turns import Turns

_log = logging.getLogger(__name__)

HEADERS = 32_768
"""Bytes that the headers of a request hold at most, names and values."""

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_GONE = 499
_POLICY = (b"content-security-policy", b"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
_SECURITY = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),  # with less, a form of ours would say that it comes from nowhere
    (b"cross-origin-resource-policy", b"same-origin"),
]
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_ASKING = frozenset({"http", "websocket"})
_ANSWERING = frozenset({"http.response.start", "websocket.http.response.start"})
_EVENTS = (b"content-type", b"text/event-stream; charset=utf-8")
_PASSED_ON = re.compile(rb"forwarded|via|x-forwarded(?:-.*)?|x-real-ip")
_FROM_ELSEWHERE = "pages of other origins may not ask this service anything (behind a proxy: name it in VALUENET_PROXIES)"
_PORT = re.compile(r":[0-9]{1,5}$")
_PASSING = frozenset({"/healthz", "/readyz", "/metrics", SIGN_IN, SIGN_OUT})
"""What takes no place: probes, and the forms that whoever is outside may send, as slowly as they like."""


class Envelope:
    """Gives every request an id, a log line and a count; gives every answer its headers, and a crash an answer."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in _ASKING:
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        given = Headers(scope=scope).get("x-request-id", "")
        identity = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        request_id.set(identity)
        status = 0

        async def send_enveloped(message: Message) -> None:
            nonlocal status
            if message["type"] == "websocket.accept":
                status = 101
            if message["type"] in _ANSWERING:
                status = message["status"]
                message["headers"] = [*_with_policy(message["headers"]), *_SECURITY, (b"x-request-id", identity.encode())]
            await send(message)

        try:
            await self._app(scope, receive, send_enveloped)
        except ClientDisconnect:
            status = _GONE
        except ValueNetError as error:  # who asks cannot be told; routes answer for themselves
            await failing(HTTPConnection(scope), error)(scope, receive, send_enveloped)
        except Exception:
            _log.exception("unexpected failure of a request")
            if status:
                raise
            await failure_for(HTTPConnection(scope), 500, INTERNAL, INTERNAL_MESSAGE)(scope, receive, send_enveloped)
        finally:
            self._record(scope, status, time.perf_counter() - started)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "unmatched")
        method = scope.get("method", "GET")  # a WebSocket begins as one
        self._metrics.request(route, method, status, seconds)
        fields = {"method": method, "route": route, "status": status, "seconds": round(seconds, 6)}
        _log.info("request", extra={FIELDS: fields})


class Turnstile:
    """Answers 503 at once where too much is being done already; probes and who signs in always pass, streams take turns of their own."""

    def __init__(self, app: ASGIApp, turns: Turns) -> None:
        self._app = app
        self._turns = turns

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in _PASSING:
            await self._app(scope, receive, send)  # of connections that stay open, `streams` counts how many there are
            return
        with ExitStack() as turn:
            try:
                turn.enter_context(self._turns.taken())
            except Overloaded as error:
                await failing(HTTPConnection(scope), error)(scope, receive, send)
                return

            async def send_and_leave(message: Message) -> None:
                if message["type"] == "http.response.start" and _EVENTS in message["headers"]:
                    turn.close()
                await send(message)

            await self._app(scope, receive, send_and_leave)


class Gate:
    """Lets in only who means this service: a page elsewhere that a browser shows must not reach the data here.

    `Host` has to name the loopback interface and our port (else a name that resolves to it would do: DNS rebinding);
    where people sign in, one of `hosts` or the very address that was called does too. `Origin`, which browsers send with
    what pages do, has to be this very address. Where nobody signs in, nothing is let in that somebody has passed on. The
    `door` tells whether people do; what answers to everybody is not asked about, since the store may not answer.
    """

    def __init__(self, app: ASGIApp, door: Door | None = None, hosts: frozenset[str] = frozenset()) -> None:
        self._app = app
        self._door = door
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in _ASKING:
            await self._app(scope, receive, send)
            return
        guarded = self._door is not None and (scope["path"] in OPEN or await self._door.locked())
        answer = _turned_away(scope, self._hosts if guarded else None)
        await (answer or self._app)(scope, receive, send)


def _turned_away(scope: Scope, known: frozenset[str] | None) -> Response | None:
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    origins = [value for name, value in scope["headers"] if name == b"origin"]
    address, port = scope.get("server") or ("", None)
    if sum(len(name) + len(value) for name, value in scope["headers"]) > HEADERS:
        return failure(431, "HEADERS_TOO_LARGE", f"the headers hold more than {HEADERS} bytes", headers={"connection": "close"})
    if len(hosts) != 1 or not _is_ours(hosts[0].lower(), str(address), port or 80, known):
        return failure(421, "HOST_REFUSED", _as_whom(port or 80, known))
    if known is None and any(_PASSED_ON.fullmatch(name) for name, _ in scope["headers"]):
        return failure(421, "PASSED_ON", "a request that comes through a proxy takes signing in: make a token")
    scheme = scope["scheme"].encode().replace(b"ws", b"http")  # a WebSocket is opened by a page that came over HTTP
    if origins and origins != [scheme + b"://" + hosts[0]]:
        return failure(403, "ORIGIN_REFUSED", _FROM_ELSEWHERE)
    return None


def _as_whom(port: int, known: frozenset[str] | None) -> str:
    if known is None:
        return f"this service answers as http://localhost:{port} only: use that address"
    return "this service does not answer by that name: use its address, or name it in VALUENET_HOSTS"


def _is_ours(host: bytes, address: str, port: int, known: frozenset[str] | None) -> bool:
    if host in _names(port):
        return True
    if known is None:
        return False
    name = _PORT.sub("", host.decode("latin-1"))
    return name in known or host.decode("latin-1") in _written(address, port)


def _written(address: str, port: int) -> tuple[str, ...]:
    """How a client writes an address and a port."""
    name = f"[{address}]" if ":" in address else address
    return (f"{name}:{port}", name) if port == 80 else (f"{name}:{port}",)


@lru_cache(maxsize=8)
def _names(port: int) -> frozenset[bytes]:
    """What `Host` may say of a service on this port of the loopback interface."""
    named = {f"{name}:{port}".encode() for name in _LOOPBACK}
    return frozenset(named | {name.encode() for name in _LOOPBACK} if port == 80 else named)


def _with_policy(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers, with the policy that allows nothing unless they hold a policy of their own."""
    return headers if any(name == _POLICY[0] for name, _ in headers) else [*headers, _POLICY]
