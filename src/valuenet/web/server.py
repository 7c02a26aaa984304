"""Serving the app until a signal or `stop`: on this computer's loopback interface, or to others, where those sign in."""

from __future__ import annotations

import gc
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from valuenet.errors import InvalidSetting, Problem
from valuenet.web.connection import Connection

_SWITCH = 0.0005
"""Seconds that a thread may compute while the event loop waits to go on. With Python's own 5 ms, one busy thread made the loop
late by 4.7 ms each time; now by half a millisecond, for a tenth more processor time where four threads compute."""
_HEADERS = 65_536
"""Bytes that may be kept of a request whose headers have not ended yet."""
_REMEDY = """use 127.0.0.1, ::1 or localhost; or let people sign in: make a token with `valuenet token create NAME --role admin`, \
or name in VALUENET_OIDC_ISSUER who vouches for them"""
_LOOPBACK = {"localhost": "127.0.0.1", "127.0.0.1": "127.0.0.1", "::1": "::1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A server that takes requests: its address, and how to stop it from any thread."""

    address: str
    stop: Callable[[], None]


def serve(  # noqa: PLR0913  # what a server needs to be told, each by name
    app: ASGIApp,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    others: bool = False,
    proxies: Sequence[str] = (),
    message: int = 1 << 20,
    started: Callable[[Running], None],
    stopping: Callable[[], None] = lambda: None,
) -> None:
    """Serve until SIGINT, SIGTERM or `Running.stop`, then finish what is being answered. Port 0: any free port.

    `others`: whether people of other computers can sign in; else only loopback is listened on. `proxies`: addresses and
    networks whose word is taken for where a request comes from and over what. `message`: bytes of one over a WebSocket, at
    most, as the app has it for the body of a request. `started` is called once requests are taken,
    `stopping` once no more are: connections that stay open have to be told.
    Raises `InvalidSetting` where the address cannot be had.
    """
    sys.setswitchinterval(_SWITCH)
    listening = listen(host, port, others=others)
    config = uvicorn.Config(
        app,
        http=Connection,
        ws="websockets-sansio",
        ws_max_size=message,
        ws_per_message_deflate=False,  # it takes memory for each connection, and a small message can become a large one
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),  # where nobody stands in front, such headers would only be forged
        forwarded_allow_ips=list(proxies),
        limit_concurrency=1_000,  # connections; how many requests are answered at a time is the app's limit
        timeout_keep_alive=30,
        timeout_graceful_shutdown=10,
        h11_max_incomplete_event_size=_HEADERS,
    )
    with listening:
        _Server(config, _address(listening), started, stopping).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Tells when it takes requests, and when it stops."""

    def __init__(self, config: uvicorn.Config, address: str, started: Callable[[Running], None], stopping: Callable[[], None]) -> None:
        super().__init__(config)
        self._stopping = stopping
        self._running = Running(address=address, stop=self._stop)
        self._tell = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        gc.freeze()  # what the service is made of stays: looking for garbage in it took most of the time of a large answer
        self._tell(self._running)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._stopping()
        await super().shutdown(sockets)
        gc.unfreeze()  # a program that goes on without the service has its memory back

    def _stop(self) -> None:
        self.should_exit = True


def listen(host: str, port: int, *, others: bool = False) -> socket.socket:
    """A socket that listens there: on loopback, or anywhere where `others` can sign in."""
    if not 0 <= port <= 65_535:
        raise _refused("port", "NO_SUCH_PORT", f"{port} is no port", "choose one from 1024 to 65535, or 0 for any that is free")
    family, address = _place(host.strip("[]"), others)
    # The event loop sends small answers at once only where a socket names its protocol; else each takes 40 ms longer.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)  # an address of one kind is never shown as the other
    try:
        listening.bind((address, port))
        listening.listen(2048)
    except OSError as error:
        listening.close()
        remedy = "choose another port, or stop the program that uses this one"
        raise _refused("port", "PORT_NOT_AVAILABLE", f"{port} cannot be had: {error.strerror}", remedy) from error
    return listening


def _place(host: str, others: bool) -> tuple[socket.AddressFamily, str]:
    """The kind of a host's address, and the address."""
    address = _LOOPBACK.get(host)
    if address is None and not others:
        raise _refused("host", "NOT_LOOPBACK", f"{host!r} is open to others, who cannot sign in yet", _REMEDY)
    try:
        found = socket.getaddrinfo(address or host or "?", None, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        remedy = "give an address of this computer, or 0.0.0.0 for all of them"
        raise _refused("host", "NO_SUCH_HOST", f"{host!r} is no address: {error.strerror}", remedy) from error
    return found[0], str(found[4][0])


def _refused(path: str, code: str, message: str, remedy: str) -> InvalidSetting:
    return InvalidSetting([Problem(path=path, code=code, message=message, remedy=remedy)])


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
