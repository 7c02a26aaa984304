"""How a service is reached from other computers, read from the environment: by which names, and through whom.

VALUENET_HOSTS              names by which clients call the service, such as values.example.com; beside its addresses
VALUENET_PROXIES            addresses of proxies, or networks of them, whose X-Forwarded-For and X-Forwarded-Proto are believed
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_network

from valuenet.errors import InvalidSetting, Problem

_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """Names that clients may use for the service, and the proxies that it believes; both empty on a laptop."""

    hosts: frozenset[str] = frozenset()
    proxies: tuple[str, ...] = ()


def entrance(environment: Mapping[str, str]) -> Entrance:
    """The entrance that an environment asks for, or `InvalidSetting`."""
    hosts = words(environment.get("VALUENET_HOSTS", "").lower())
    proxies = words(environment.get("VALUENET_PROXIES", ""))
    problems = [
        _problem("VALUENET_HOSTS", host, "write names without a port, such as values.example.com") for host in hosts if not _is_name(host)
    ]
    problems += [
        _problem("VALUENET_PROXIES", proxy, "write addresses or networks, such as 127.0.0.1 or 10.0.0.0/8")
        for proxy in proxies
        if not _is_network(proxy)
    ]
    if problems:
        raise InvalidSetting(problems)
    return Entrance(hosts=frozenset(hosts), proxies=proxies)


def words(text: str) -> tuple[str, ...]:
    """What a variable lists, between commas or spaces."""
    return tuple(text.replace(",", " ").split())


def _is_name(host: str) -> bool:
    return _HOST.fullmatch(host) is not None


def _is_network(text: str) -> bool:
    """Whether a text names addresses, though not all that there are: to believe everybody is to believe nobody."""
    try:
        return ip_network(text).prefixlen > 0
    except ValueError:
        return False


def _problem(path: str, given: str, remedy: str) -> Problem:
    return Problem(path=path, code="NOT_UNDERSTOOD", message=f"has {given[:80]!r}", remedy=remedy)
