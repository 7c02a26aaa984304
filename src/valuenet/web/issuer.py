"""The keys with which an OpenID provider signs, asked of it seldom: when they are old, and when one is not known yet."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Mapping, Sequence
from http.client import HTTPException
from threading import BoundedSemaphore, Lock
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from jwt import PyJWK
from jwt.exceptions import PyJWTError

from valuenet.errors import SignInUnavailable

_log = logging.getLogger(__name__)

_LARGEST = 262_144
"""Bytes that a provider may say about itself or its keys."""
_SECONDS = 5.0
_WAITING = 24
"""So many wait for keys at most, each in a thread that others need too: anybody can name a key that is not known."""

Key = Mapping[str, Any]
"""A key as the provider publishes it (RFC 7517)."""


class _Straight(HTTPRedirectHandler):
    """Goes nowhere else than where it was sent."""

    def redirect_request(self, *_arguments: object) -> None:
        return None


class Issuer:
    """One provider, whose discovery document says where its keys are. Safe to use from several threads.

    Seconds: `fresh`, after which keys are asked for again; `kept`, for which they serve while the provider does not
    answer; `floor`, between two questions, however many unknown keys are named meanwhile.
    """

    def __init__(self, address: str, *, fresh: float = 300.0, kept: float = 3_600.0, floor: float = 30.0) -> None:
        self._address = address
        self._fresh, self._kept, self._floor = fresh, kept, floor
        self._keys: Sequence[Key] = ()
        self._read_at = self._asked_at = float("-inf")
        self._lock, self._waiting = Lock(), BoundedSemaphore(_WAITING)

    def key(self, name: str | None, algorithm: str) -> PyJWK | None:
        """The key of that name for that algorithm, or nothing; `SignInUnavailable` where the provider cannot be asked."""
        if time.monotonic() - self._read_at > self._fresh:
            self._ask(wait=not self._keys)
        found = self._find(name, algorithm)
        if found is None:
            self._ask(wait=True)
            found = self._find(name, algorithm)
        return found

    def _find(self, name: str | None, algorithm: str) -> PyJWK | None:
        """The one key that fits; where a token names none, the only one that could have signed it."""
        found = [key for key in map(_usable, self._keys, [algorithm] * len(self._keys)) if key and name in (None, key.key_id)]
        return found[0] if len(found) == 1 else None

    def _ask(self, *, wait: bool) -> None:
        """Read the keys again unless that was done just now; while somebody else does, `wait` for them or go on."""
        if not (self._lock.acquire(blocking=False) or (wait and self._wait())):
            return
        try:
            if time.monotonic() - self._asked_at >= self._floor:
                self._asked_at = time.monotonic()
                self._keys = self._published()
                self._read_at = self._asked_at
        except (OSError, ValueError, RecursionError, HTTPException):
            _log.warning("%s does not tell its keys", self._address)
        finally:
            self._lock.release()
        self._check_kept(time.monotonic())

    def _wait(self) -> bool:
        """Wait until somebody else has asked; `SignInUnavailable` where enough do already."""
        if not self._waiting.acquire(blocking=False):
            raise SignInUnavailable(f"{self._address} is being asked for its keys: try again in a second")
        try:
            return self._lock.acquire()
        finally:
            self._waiting.release()

    def _check_kept(self, now: float) -> None:
        if now - self._read_at > self._kept:
            raise SignInUnavailable(
                f"{self._address} does not tell its keys: try again in a minute, or sign in with a token of this service"
            )

    def _published(self) -> Sequence[Key]:
        said = _said(f"{self._address.rstrip('/')}/.well-known/openid-configuration")
        place = said.get("jwks_uri")
        if said.get("issuer") != self._address or not isinstance(place, str):
            raise ValueError("the provider calls itself otherwise, or has no keys")
        if urlsplit(place).scheme != "https" and urlsplit(self._address).scheme == "https":
            raise ValueError("the provider's keys are not safe on their way")
        keys = _said(place).get("keys")
        if not isinstance(keys, list):
            raise ValueError("the provider has no keys")
        return [key for key in keys if isinstance(key, dict)]


def _said(address: str) -> Mapping[str, Any]:
    """The JSON object at an address; `OSError`, `HTTPException` or `ValueError` where there is none."""
    if urlsplit(address).scheme not in {"https", "http"}:
        raise ValueError("an address begins with https://")
    asked = Request(address, headers={"accept": "application/json"})  # noqa: S310  # the scheme was looked at just now
    with build_opener(_Straight).open(asked, timeout=_SECONDS) as answer:
        text = answer.read(_LARGEST + 1)
    said = json.loads(text) if len(text) <= _LARGEST else None
    if not isinstance(said, dict):
        raise ValueError("what the provider says is no object, or too long")
    return said


def _usable(key: Key, algorithm: str) -> PyJWK | None:
    """The key, where it is for signing and for this algorithm; one that was published with its secret is anybody's."""
    if "d" in key or key.get("use", "sig") != "sig" or key.get("alg", algorithm) != algorithm:
        return None
    try:
        return PyJWK(dict(key), algorithm)
    except PyJWTError:
        return None
