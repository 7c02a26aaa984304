"""How a service is reached from other computers, read from the environment: by which names, through whom, and who vouches for people.

VALUENET_HOSTS              names by which clients call the service, such as values.example.com; beside its addresses
VALUENET_PROXIES            addresses of proxies, or networks of them, whose X-Forwarded-For and X-Forwarded-Proto are believed
VALUENET_OIDC_ISSUER        the address of an OpenID provider whose access tokens sign people in, such as https://login.example.com
VALUENET_OIDC_AUDIENCE      what its tokens for this service name as their audience
VALUENET_OIDC_ALGORITHMS    with what they may be signed (default RS256, PS256, ES256, EdDSA)
VALUENET_OIDC_ROLE_CLAIM    the claim that tells what somebody is; a path such as realm_access.roles goes into objects (default roles)
VALUENET_OIDC_ROLES         what its values mean here, such as marketing=editor, sales=viewer, it=admin (default: they are our roles)
VALUENET_OIDC_WORKSPACE_CLAIM  the claim that holds the key of somebody's workspace (default: everybody works in `local`)
VALUENET_OIDC_LEEWAY        seconds by which clocks may differ (default 30, at most 300)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_network
from urllib.parse import urlsplit

from valuenet.errors import InvalidSetting, Problem
from valuenet.model.access import Role

_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*")


ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""How an access token may be signed: by a private key. Secrets that are shared (HS256) and no signature at all are not offered."""

_USUAL = "RS256 PS256 ES256 EdDSA"
_LEAST_LEEWAY, _USUAL_LEEWAY, _MOST_LEEWAY = 0, 30, 300
_OIDC = "VALUENET_OIDC_"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenId:
    """An OpenID provider that vouches for people, and how its claims are read. `leeway`: seconds by which clocks may differ."""

    issuer: str
    audience: str
    algorithms: tuple[str, ...] = tuple(_USUAL.split())
    role_claim: str = "roles"
    roles: Mapping[str, Role] = field(default_factory=lambda: {role.value: role for role in Role})
    workspace_claim: str = ""
    leeway: int = _USUAL_LEEWAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """Names that clients may use for the service, the proxies that it believes, who vouches for people; all empty on a laptop."""

    hosts: frozenset[str] = frozenset()
    proxies: tuple[str, ...] = ()
    openid: OpenId | None = None


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
    named = {name.removeprefix(_OIDC): text.strip() for name, text in environment.items() if name.startswith(_OIDC) and text.strip()}
    problems += [_problem(f"{_OIDC}{name}", named.get(name, ""), remedy) for name, remedy in _openid_problems(named)]
    if problems:
        raise InvalidSetting(problems)
    return Entrance(hosts=frozenset(hosts), proxies=proxies, openid=_openid(named) if named else None)


def _openid_problems(named: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The variables of a provider that cannot be used, each with the remedy."""
    if not named:
        return
    if not _is_issuer(named.get("ISSUER", "")):
        yield "ISSUER", "give the https address of the provider, exactly as it calls itself"
    if not named.get("AUDIENCE"):
        yield "AUDIENCE", "say what its tokens for this service name as their audience"
    if not set(words(named.get("ALGORITHMS", _USUAL))) <= set(ALGORITHMS):
        yield "ALGORITHMS", f"choose from {', '.join(ALGORITHMS)}"
    if _meanings(named.get("ROLES", "viewer=viewer")) is None:
        yield "ROLES", "write what the provider says and what it means: marketing=editor, sales=viewer, it=admin"
    leeway = named.get("LEEWAY", "0")
    if not leeway.isdecimal() or not _LEAST_LEEWAY <= int(leeway) <= _MOST_LEEWAY:
        yield "LEEWAY", f"give seconds from {_LEAST_LEEWAY} to {_MOST_LEEWAY}"
    for name in named.keys() - {"ISSUER", "AUDIENCE", "ALGORITHMS", "ROLE_CLAIM", "ROLES", "WORKSPACE_CLAIM", "LEEWAY"}:
        yield name, "there is no such variable: see the documentation for those that there are"


def _openid(named: Mapping[str, str]) -> OpenId:
    roles = _meanings(named.get("ROLES", ""))
    return OpenId(
        issuer=named["ISSUER"],
        audience=named["AUDIENCE"],
        algorithms=words(named.get("ALGORITHMS", _USUAL)),
        role_claim=named.get("ROLE_CLAIM", "roles"),
        roles=roles or {role.value: role for role in Role},
        workspace_claim=named.get("WORKSPACE_CLAIM", ""),
        leeway=int(named.get("LEEWAY", _USUAL_LEEWAY)),
    )


def _meanings(text: str) -> Mapping[str, Role] | None:
    """What each value of a claim means, from `marketing=editor, sales=viewer`; nothing where that is not what a text says."""
    pairs = [part.rpartition("=") for part in text.split(",")]
    if not all(value.strip() and meaning.strip() in set(Role) for value, _, meaning in pairs):
        return None
    return {value.strip(): Role(meaning.strip()) for value, _, meaning in pairs}


def _is_issuer(text: str) -> bool:
    """Whether a text is an address that may be believed: over TLS, or on this very computer."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in {"127.0.0.1", "::1", "localhost"})
    return safe and bool(parts.hostname) and not (parts.query or parts.fragment or parts.username)


def words(text: str) -> tuple[str, ...]:
    """What a variable lists, between commas or spaces."""
    return tuple(text.replace(",", " ").split())


def _is_name(host: str) -> bool:
    return _HOST.fullmatch(host) is not None


def _is_network(text: str) -> bool:
    """Whether a text is an address or a network; not `0.0.0.0/0`, behind which anybody could claim to come from anywhere."""
    try:
        return ip_network(text).prefixlen > 0
    except ValueError:
        return False


def _problem(path: str, given: str, remedy: str) -> Problem:
    return Problem(path=path, code="NOT_UNDERSTOOD", message=f"has {given[:80]!r}", remedy=remedy)
