"""What went wrong in Neo4j or on the way to it, in the words of `valuenet.errors`. The only place that knows the driver's errors."""

from __future__ import annotations

import re

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    ConstraintError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from valuenet.errors import (
    AnswerExists,
    DeadlineExceeded,
    KeyTaken,
    StoreError,
    StoreOverloaded,
    StoreSignInRefused,
    StoreUnavailable,
    ValueNetError,
)
from valuenet.settings import Neo4jAddress

FOREIGN = (Neo4jError, DriverError, OSError, TimeoutError, ValueError, OverflowError)
"""What the driver raises: its own errors, and those of sockets and of values that cannot be sent."""

_TAKEN = re.compile(r"label `(?P<label>\w+)`.*?(`kind` = '(?P<kind>[^']*)'.*)?`key` = '(?P<key>[^']*)'", re.DOTALL)


def translated(error: Exception, address: Neo4jAddress) -> ValueNetError:
    """The error of ours that says what an error of the driver means for this address, and what to do about it."""
    match error:
        case TimeoutError():
            return DeadlineExceeded(f"{address}: the call took longer than its deadline and was ended: ask for less, or raise the deadline")
        case ConnectionAcquisitionTimeoutError():
            return StoreOverloaded(f"{address}: every connection is taken: try again shortly, or allow more connections")
        case IncompleteCommit():
            return StoreUnavailable(f"{address}: the connection was lost during a change, which may have been made: read it again")
        case ServiceUnavailable() | SessionExpired() | OSError():
            return StoreUnavailable(f"{address} cannot be reached: see that Neo4j runs there and that the address is right")
        case AuthError():
            return StoreSignInRefused(f"{address} refuses the user or the password: set VALUENET_STORE_PASSWORD, or correct the user")
        case ConfigurationError():
            return StoreUnavailable(f"{address} cannot be used: {error}")
        case ConstraintError():
            return _taken(error, address)
        case Neo4jError():
            return _answered(error, address)
        case _:
            return StoreError(f"{address}: the driver of Neo4j failed ({error})")


def _answered(error: Neo4jError, address: Neo4jAddress) -> ValueNetError:
    """What an error means that the server itself answered with."""
    code = error.code or ""
    if code.startswith("Neo.ClientError.Transaction.TransactionTimedOut"):
        return DeadlineExceeded(f"{address}: the server ended the call at its deadline: ask for less, or raise the deadline")
    if code == "Neo.ClientError.Security.AuthenticationRateLimit":
        return StoreSignInRefused(f"{address} accepts no sign-in after too many wrong passwords: correct the password and wait")
    if code.startswith("Neo.ClientError.Security"):
        return StoreSignInRefused(f"{address} does not let the user do this ({error.message}): give the user the right to read and write")
    if code.startswith("Neo.ClientError.Database"):
        return StoreUnavailable(f"{address}: there is no such database ({error.message}): correct the address")
    if isinstance(error, TransientError):
        return StoreOverloaded(f"{address}: the server is too busy ({error.message}): try again shortly")
    return StoreError(f"{address}: Neo4j refuses ({code}: {error.message})")


def _taken(error: ConstraintError, address: Neo4jAddress) -> ValueNetError:
    """What it means that a uniqueness constraint was violated."""
    found = _TAKEN.search(error.message or "")
    if found is None:
        return StoreError(f"{address}: the change does not fit what is stored ({error.message}): read it again and repeat the edit")
    if found["label"] == "Answer":
        return AnswerExists(f"a request with the idempotency key {found['key']!r} has just been answered: read that answer")
    return KeyTaken(found["kind"] or found["label"].lower(), found["key"])
