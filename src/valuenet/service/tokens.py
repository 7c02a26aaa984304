"""Tokens: made, listed and revoked by administrators; and how whoever brings one, or is vouched for elsewhere, becomes a caller.

The secret is shown once. What is kept of it is its SHA-256, which is enough for 256 random bits: nobody can guess them.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from valuenet.errors import Invalid, InvalidEdit, NotFound, Problem
from valuenet.model.access import Action, Event, Role, Token
from valuenet.model.actor import Actor
from valuenet.model.ids import TokenId, new_token_id
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.noting import if_possible, noted, turned_away
from valuenet.service.repeats import keep_answer, once, request
from valuenet.service.rights import needs

PREFIX = "vnt_"
"""What every secret begins with, so that people and scanners know one when they see it."""

LONGEST_DAYS = 3_650
"""How many days ahead a token may expire at most."""

_RANDOM_BYTES = 32
_LENGTH = len(PREFIX) + 43
_BETWEEN_USES = timedelta(minutes=1)
_BETWEEN_VISITS = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewToken:
    """A token that somebody asks for; `days`: after how many it expires, never where there are none."""

    name: str
    role: Role
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenCreated:
    """A new token, and its secret, which is nowhere else: it is empty where the request came again."""

    token: Token
    secret: str = field(repr=False)


@needs(Action.ADMINISTER)
def token_create(library: Library, caller: Caller, new: NewToken, repeat: str | None = None) -> TokenCreated:
    """A token for the caller's workspace; `InvalidEdit` has everything that is wrong with it."""
    asked = request(repeat, "token_create", new)

    def change() -> TokenCreated:
        secret = PREFIX + secrets.token_urlsafe(_RANDOM_BYTES)
        token = _made(library, caller, new, secret)
        library.store.add_token(token, asked.reply(caller, token.created_at, {"token": token.id}) if asked else None)
        noted(library, caller, Event.TOKEN_CREATED, subject=token.id, said=f"{token.name}, {token.role}")
        return TokenCreated(token=token, secret=secret)

    def replay(body: dict[str, object]) -> TokenCreated:
        return TokenCreated(token=replace(_token(library, caller, body["token"]), revoked_at=None, used_at=None), secret="")

    return once(library, caller, asked, change, replay)


def _made(library: Library, caller: Caller, new: NewToken, secret: str) -> Token:
    """The token that somebody asks for, with this secret, or `InvalidEdit`."""
    now = library.clock()
    problems = []
    if new.days is not None and not 1 <= new.days <= LONGEST_DAYS:
        message = f"is {new.days}"
        problems.append(Problem(path="days", code="OUT_OF_BOUNDS", message=message, remedy=f"give 1 to {LONGEST_DAYS}, or none"))
    try:
        token = Token(
            id=new_token_id(),
            workspace=caller.workspace,
            name=new.name,
            role=new.role,
            hash=_hash(secret),
            created_at=now,
            created_by=caller.actor,
            expires_at=None if problems or new.days is None else _later(now, timedelta(days=new.days)),
        )
    except Invalid as invalid:
        raise InvalidEdit([*invalid.problems, *problems]) from None
    if problems:
        raise InvalidEdit(problems)
    return token


@needs(Action.ADMINISTER)
def tokens(library: Library, caller: Caller) -> Sequence[Token]:
    """The tokens of the workspace, those that open nothing any more too, in the order of their making."""
    return library.store.tokens(caller.workspace)


@needs(Action.ADMINISTER)
def token_revoke(library: Library, caller: Caller, token: str, repeat: str | None = None) -> Token:
    """The token with this id, which opens nothing from now on in any process; or `NotFound`."""
    asked = request(repeat, "token_revoke", token)

    def change() -> Token:
        revoked = library.store.revoke_token(caller.workspace, TokenId(token), library.clock())
        if revoked is None:
            raise NotFound("token", token, "give its id as a list shows it")
        noted(library, caller, Event.TOKEN_REVOKED, subject=revoked.id, said=revoked.name)
        keep_answer(library, caller, asked, {"token": revoked.id})
        return revoked

    return once(library, caller, asked, change, lambda body: _token(library, caller, body["token"]))


def _token(library: Library, caller: Caller, id_: object) -> Token:
    """A token of the caller's workspace; tokens are never removed."""
    return next(one for one in library.store.tokens(caller.workspace) if one.id == id_)


def tokens_are_asked_for(library: Library) -> bool:
    """Whether people sign in: from the first token on that was ever made, in any workspace, for good. One cheap read."""
    return library.store.any_token()


def a_token_opens(library: Library) -> bool:
    """Whether a token of any workspace opens something at this moment: then other computers may reach the service."""
    now = library.clock()
    return any(token.opens(now) for workspace in library.store.workspaces() for token in library.store.tokens(workspace.id))


def signed_in(library: Library, secret: str, origin: str) -> Caller | None:
    """Whom the secret of a token lets in, or nobody; one read, so that a token that is revoked lets nobody in at once."""
    found = library.store.token_by_hash(_hash(secret)) if _could_be(secret) else None
    if found is None:
        turned_away(library, origin, "brought no token that is known")
        return None
    actor, now = Actor(id=found.id, name=found.name), library.clock()
    if not found.opens(now):
        said = "brought a token that was revoked" if found.revoked_at else "brought a token that has expired"
        turned_away(library, origin, said, actor=actor, workspace=found.workspace, subject=found.id)
        return None
    caller = Caller(workspace=found.workspace, actor=actor, role=found.role, origin=origin)
    with if_possible():
        if found.used_at is None or _later(found.used_at, _BETWEEN_USES) < now:
            library.store.use_token(found.id, now)
        if found.used_at is None or _later(found.used_at, _BETWEEN_VISITS) < now:
            noted(library, caller, Event.SIGNED_IN, subject=found.id, said=f"as {found.role}")
    return caller


def signed_in_as(library: Library, identity: Actor, role: Role, workspace: str, origin: str) -> Caller | None:
    """Whom an OpenID provider has vouched for, in the workspace with this key; nobody where there is none. It was checked by the caller."""
    home = next((one for one in library.store.workspaces() if one.key == workspace), None)
    if home is None:
        turned_away(library, origin, "was sent to a workspace that there is not", actor=identity)
        return None
    caller = Caller(workspace=home.id, actor=identity, role=role, origin=origin)
    visitor = (home.id, identity.id)
    known = library.visits.word(visitor, role)
    if known != role:
        with if_possible(), library.visits.told(visitor):
            _note_visit(library, caller, again=known is not None)
    return caller


def _note_visit(library: Library, caller: Caller, *, again: bool) -> None:
    """Add to the trail that somebody signed in, or that their role is another than the trail says; another process may have added it."""
    actor, role = caller.actor, caller.role
    last = library.store.last_visit(caller.workspace, actor.id)
    before = last.said.rpartition(" ")[2] if last else role
    if before != role:
        noted(library, caller, Event.ROLE_CHANGED, subject=actor.id, said=f"from {before} to {role}")
    elif not again:
        noted(library, caller, Event.SIGNED_IN, subject=actor.id, said=f"as {role}")


def _could_be(secret: str) -> bool:
    return len(secret) == _LENGTH and secret.startswith(PREFIX) and secret.isascii()


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _later(moment: str, by: timedelta) -> str:
    """A moment as stores keep it, so much later."""
    return (datetime.fromisoformat(moment) + by).isoformat(timespec="microseconds")
