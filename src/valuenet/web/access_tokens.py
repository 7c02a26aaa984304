"""Access tokens of an OpenID provider: who it vouches for, once everything that a token says has been looked at.

RFC 9068 (access tokens as JWTs), RFC 8725 (how JWTs are used safely).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from jwt import PyJWT, get_unverified_header
from jwt.exceptions import PyJWTError

from valuenet.entrance import OpenId
from valuenet.model.access import THE_LOCAL_WORKSPACE, Role
from valuenet.model.actor import Actor
from valuenet.model.text import TITLE, Rule, problem
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.noting import turned_away
from valuenet.service.tokens import PREFIX, signed_in, signed_in_as
from valuenet.web.issuer import Issuer
from valuenet.web.signing_in import SignIn

_TYPES = frozenset({"at+jwt", "application/at+jwt", "jwt"})
_CLAIMS = ("iss", "aud", "exp", "iat", "sub")
_NAMES = ("name", "preferred_username", "email", "sub")
_LONGEST_NAME = 100
_SUBJECT = Rule(255, required=True)
"""As long as OpenID lets one be; it stands for the name where there is none that can be shown."""


class NotVouched(Exception):
    """A token is not believed, in words that hold nothing of it. Never leaves this room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """Whom a provider vouches for: what they are, and the key of the workspace in which they are it."""

    actor: Actor
    role: Role
    workspace: str


class AccessTokens:
    """Reads the access tokens of one provider."""

    def __init__(self, openid: OpenId, issuer: Issuer | None = None) -> None:
        self._openid = openid
        self._issuer = issuer or Issuer(openid.issuer)
        self._jwt = PyJWT({"enforce_minimum_key_length": True, "require": list(_CLAIMS)})

    def vouched(self, token: str) -> Vouched:
        """Whom a token is about, or `NotVouched`; `SignInUnavailable` where the provider cannot be asked for its keys."""
        claims = self._claims(token)
        role = max((self._openid.roles[one] for one in self._said(claims) if one in self._openid.roles), key=list(Role).index, default=None)
        if role is None:
            raise NotVouched("brought an access token that gives no role here")
        workspace = claims.get(self._openid.workspace_claim) if self._openid.workspace_claim else THE_LOCAL_WORKSPACE.key
        if not isinstance(workspace, str) or not workspace:
            raise NotVouched("brought an access token that names no workspace")
        return Vouched(actor=_actor(self._openid.issuer, claims), role=role, workspace=workspace)

    def _claims(self, token: str) -> Mapping[str, Any]:
        try:
            header = get_unverified_header(token)
            algorithm, name = header.get("alg"), header.get("kid")
            if algorithm not in self._openid.algorithms or str(header.get("typ", "jwt")).lower() not in _TYPES:
                raise NotVouched("brought an access token of a kind that is not taken")
            key = self._issuer.key(name, algorithm)
            if key is None:
                raise NotVouched("brought an access token that no key of the provider has signed")
            claims = self._jwt.decode(
                token,
                key,
                algorithms=[algorithm],
                audience=self._openid.audience,
                issuer=self._openid.issuer,
                leeway=self._openid.leeway,
            )
        except (PyJWTError, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise NotVouched(f"brought an access token that is not believed ({type(error).__name__})") from None
        if problem("sub", claims["sub"].strip(), _SUBJECT):
            raise NotVouched("brought an access token that is about nobody")
        return claims

    def _said(self, claims: Mapping[str, Any]) -> list[str]:
        """The values of the claim that tells what somebody is, which may lie in objects: `realm_access.roles`."""
        found: Any = claims
        for step in [self._openid.role_claim] if self._openid.role_claim in claims else self._openid.role_claim.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
        values = found.split() if isinstance(found, str) else found
        return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def either(library: Library, openid: OpenId) -> SignIn:
    """What signs in whoever brings a token of this service, or an access token of the provider."""
    return partial(_signed_in, library, AccessTokens(openid))


def _signed_in(library: Library, tokens: AccessTokens, brought: str, origin: str) -> Caller | None:
    if brought.startswith(PREFIX):
        return signed_in(library, brought, origin)
    try:
        found = tokens.vouched(brought)
    except NotVouched as refusal:
        turned_away(library, origin, str(refusal))
        return None
    return signed_in_as(library, found.actor, found.role, found.workspace, origin)


def _actor(issuer: str, claims: Mapping[str, Any]) -> Actor:
    """The person whom a provider knows by this subject: the same wherever it says so, and no one else's elsewhere.

    People often choose what a provider calls them: a name with characters that would deceive a reader, or a terminal, is passed over.
    """
    subject = str(claims["sub"])
    digest = hashlib.sha256(f"{issuer}\n{subject}".encode()).hexdigest()[:32]
    names = (" ".join(text.split())[:_LONGEST_NAME] for claim in _NAMES if isinstance(text := claims.get(claim), str))
    return Actor(id=f"act_{digest}", name=next(name for name in names if problem("name", name, TITLE) is None))
