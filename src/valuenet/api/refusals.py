"""The result of a use case as GraphQL shows it, or its refusal as data where a client should handle it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, TypeVar

from valuenet import errors
from valuenet.api import failures
from valuenet.api.context import Info
from valuenet.api.describing import argument
from valuenet.api.failures import InvalidDocument, InvalidEdit, KeyTaken, NotAllowed, NotFound, StillInUse
from valuenet.service import history as log
from valuenet.service.accounts import account_called
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.networks import network_called
from valuenet.store.protocol import Revision

R = TypeVar("R")

Repeat = Annotated[
    str | None,
    argument("Any text of at most 200 characters; the same request with the same key is applied once, for 7 days."),
]
Reason = Annotated[str, argument("Why, in one sentence, for the history; at most 500 characters.")]

Log = Callable[[Library, Caller, str], str]
"""Finds the id under which the log of a stale thing stands, by the name that its refusal gives it."""


async def answered(info: Info, call: Awaitable[R], shown: Callable[[R], object], log_of: Log | None = None) -> object:
    """The result of a use case as GraphQL shows it, or its refusal as data; `log_of` finds what changed a thing that is stale."""
    try:
        return shown(await call)
    except errors.StaleRevision as stale:
        return failures.stale(stale, await info.context.ask(_since, stale, log_of) if log_of else ())
    except errors.InvalidEdit as invalid:
        return InvalidEdit(message=str(invalid), problems=failures.problems(invalid.problems))
    except errors.InvalidDocument as invalid:
        return InvalidDocument(message=str(invalid), problems=failures.problems(invalid.problems))
    except errors.NotFound as missing:
        return NotFound(message=str(missing))
    except errors.NotAllowed as refused:
        return NotAllowed(message=str(refused))
    except errors.KeyTaken as taken:
        return KeyTaken(message=str(taken))
    except errors.StillInUse as used:
        return StillInUse(message=str(used))


def of_network(name: str) -> Log:
    """The log of the network with this id or key."""
    return lambda library, caller, _subject: network_called(library, caller, name)


def of_record(_library: Library, _caller: Caller, subject: str) -> str:
    """The log of a record, which a refusal names by its id."""
    return subject


def of_account(library: Library, caller: Caller, subject: str) -> str:
    """The log of an account, which a refusal names by its key or id."""
    return account_called(library, caller, subject).record.id


def _since(library: Library, caller: Caller, stale: errors.StaleRevision, log_of: Log) -> Sequence[Revision]:
    """Who changed the thing after the revision that was expected; nothing where it is gone."""
    try:
        return log.since(library, caller, log_of(library, caller, stale.subject), stale.expected)
    except errors.NotFound:
        return ()
