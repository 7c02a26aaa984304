"""The cookie of a browser: what somebody signed in with, kept by their browser alone, and when it counts."""

from __future__ import annotations

import re

from starlette.requests import HTTPConnection

LONGEST = 3_900
"""Characters that a cookie may hold: with its name and all that is said of it, browsers keep 4 096 bytes."""

_SECONDS = 43_200
"""A working day: a browser that restores its windows would keep for ever what has no end."""
_VALUE = re.compile(rf"[A-Za-z0-9._~+/=-]{{1,{LONGEST}}}")
_READING = frozenset({"GET", "HEAD"})


def kept(connection: HTTPConnection) -> str | None:
    """What a browser has kept, where a page of this service or the person themselves asks; nothing where anybody else does."""
    if not _is_meant(connection):
        return None
    name = _name(connection)
    pairs = [pair.strip().partition("=") for header in connection.headers.getlist("cookie") for pair in header.split(";")]
    found = [value for one, _, value in pairs if one == name]
    return found[0] if len(found) == 1 and _VALUE.fullmatch(found[0]) else None


def keeping(connection: HTTPConnection, brought: str) -> str:
    """The header `Set-Cookie` by which a browser keeps what somebody brought, for a working day at most."""
    return _cookie(connection, brought, _SECONDS)


def dropping(connection: HTTPConnection) -> str:
    """The header `Set-Cookie` by which a browser drops what it has kept."""
    return _cookie(connection, "", 0)


def comes_from_a_page(connection: HTTPConnection) -> bool:
    """Whether a page of this service asks: the gate has let in no other `Origin` than ours, and browsers send it with whatever changes."""
    return "origin" in connection.headers


def _is_meant(connection: HTTPConnection) -> bool:
    """Whether no page elsewhere can have made the browser ask this.

    Changing something and opening a WebSocket take a page of ours. Reading takes one too, or a person who goes to an address;
    where a browser does not tell, its word for `SameSite` has to do.
    """
    if connection.scope["type"] == "websocket" or connection.scope["method"] not in _READING:
        return comes_from_a_page(connection)
    said = connection.headers.get
    if said("sec-fetch-site", "none") in {"none", "same-origin"}:
        return True
    return (said("sec-fetch-mode"), said("sec-fetch-dest")) == ("navigate", "document")


def _name(connection: HTTPConnection) -> str:
    """The name of the cookie. Ports of one host share their cookies; the prefix keeps out whoever does not come over TLS."""
    port = f"-{connection.url.port}" if connection.url.port else ""
    return f"{'__Host-' if connection.url.is_secure else ''}valuenet{port}"


def _cookie(connection: HTTPConnection, value: str, seconds: int) -> str:
    secure = "; Secure" if connection.url.is_secure else ""
    return f"{_name(connection)}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}"
