"""Everything that valuenet refuses or fails at: one tree, a stable code each, a message that names the remedy.

Every room raises these; only the edges (cli, api, web) turn them into exit statuses and answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar


class ValueNetError(Exception):
    """The base of all errors that valuenet raises on purpose."""

    code: ClassVar[str] = "INTERNAL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with an input: where, what, and what to do about it."""

    path: str
    code: str
    message: str
    remedy: str = ""
    line: int | None = None
    column: int | None = None

    def under(self, prefix: str) -> Problem:
        """The same problem, seen from the thing that contains it."""
        separator = "." if prefix and self.path and not self.path.startswith("[") else ""
        return replace(self, path=f"{prefix}{separator}{self.path}")

    def at(self, line: int | None, column: int | None) -> Problem:
        """The same problem with its place in a file."""
        return replace(self, line=line, column=column)

    def __str__(self) -> str:
        place = f"line {self.line}, " if self.line is not None else ""
        where = f"{place}{self.path}: " if self.path else place.replace(", ", ": ")
        return f"{where}{self.message}" + (f" ({self.remedy})" if self.remedy else "")


class Invalid(ValueNetError):
    """An input breaks the rules; carries every problem that was found, not the first only."""

    code = "INVALID"
    what: ClassVar[str] = "the value"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        lines = "".join(f"\n  {problem}" for problem in self.problems)
        super().__init__(f"{self.what} has {count} problem{'' if count == 1 else 's'}:{lines}")


class InvalidEdit(Invalid):
    """A batch of edits is refused as a whole."""

    code = "INVALID_EDIT"
    what = "the edit"


class InvalidDocument(Invalid):
    """A file or text does not describe a network."""

    code = "INVALID_DOCUMENT"
    what = "the document"


class InvalidQuestion(Invalid):
    """A question names something that cannot be answered about."""

    code = "INVALID_QUESTION"
    what = "the question"


class InvalidSetting(Invalid):
    """The environment or an option configures something impossible."""

    code = "INVALID_SETTING"
    what = "the configuration"


class InvalidOpportunity(Invalid):
    """An opportunity, or a part of one, breaks the rules about money and evidence."""

    code = "INVALID_OPPORTUNITY"
    what = "the opportunity"


class LadderRefused(InvalidOpportunity):
    """A claim may not move to a state: the evidence that the state asks for is missing, or no step leads there."""

    code = "LADDER_REFUSED"
    what = "the move along the evidence ladder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excess:
    """A limit of the budget, and what a request holds instead."""

    limit: str
    most: int
    figure: int


class OverBudget(ValueNetError):
    """A GraphQL request holds more than one request may; carries every limit that it exceeds, not the first only."""

    code = "OVER_BUDGET"

    def __init__(self, excesses: Iterable[Excess]) -> None:
        self.excesses = tuple(excesses)
        told = ", ".join(f"{one.limit} {one.figure} (at most {one.most})" for one in self.excesses)
        super().__init__(f"the request is over its budget: {told}: ask for less at once")


class IntrospectionOff(ValueNetError):
    """The GraphQL schema may not be asked about itself."""

    code = "INTROSPECTION_OFF"


class NotFound(ValueNetError):
    """There is no such thing in this workspace."""

    code = "NOT_FOUND"

    def __init__(self, what: str, name: str, remedy: str = "") -> None:
        where = "" if what in {"workspace", "revision", "page", "file"} else " in this workspace"
        super().__init__(f"there is no {what} {name!r}{where}" + (f": {remedy}" if remedy else ""))
        self.what = what
        self.name = name
        self.remedy = remedy


class NotAllowed(ValueNetError):
    """Someone else has to do it."""

    code = "NOT_ALLOWED"


class SignInUnavailable(ValueNetError):
    """Whoever vouches for people cannot be asked now."""

    code = "SIGN_IN_UNAVAILABLE"


class StaleRevision(ValueNetError):
    """The thing was changed by someone else since it was read."""

    code = "STALE_REVISION"

    def __init__(self, subject: str, expected: int, current: int) -> None:
        super().__init__(f"{subject} is at revision {current}, not {expected}: read it again and repeat the edit")
        self.subject = subject
        self.expected = expected
        self.current = current


class NotYet(ValueNetError):
    """The store does not show a revision yet that the client has seen elsewhere."""

    code = "NOT_YET"

    def __init__(self, network: str, least: int, current: int) -> None:
        shown = f"is at revision {current} here" if current else "is not here"
        super().__init__(f"network {network} {shown}, and revision {least} was asked for: try again in a second, or ask for less")
        self.least = least
        self.current = current


class Overloaded(ValueNetError):
    """So much is being done already that nothing more is begun."""

    code = "OVERLOADED"


class KeyTaken(ValueNetError):
    """Another thing of the same kind has this key."""

    code = "KEY_TAKEN"

    def __init__(self, what: str, key: str) -> None:
        super().__init__(f"the key {key!r} belongs to another {what}: choose another key")
        self.key = key


class AnswerExists(ValueNetError):
    """A request with this idempotency key has been answered while this one was being computed: read that answer."""

    code = "ANSWER_EXISTS"


class StillInUse(ValueNetError):
    """Something cannot be removed because other things refer to it."""

    code = "STILL_IN_USE"


class IdempotencyKeyReused(ValueNetError):
    """An idempotency key came back with another request."""

    code = "IDEMPOTENCY_KEY_REUSED"

    def __init__(self, key: str) -> None:
        super().__init__(f"the idempotency key {key!r} was used for another request: use a new key for a new request")


class StoreError(ValueNetError):
    """The store could not do what it was asked, through no fault of the input."""

    code = "STORE_FAILED"


class StoreUnavailable(StoreError):
    """The store cannot be reached now."""

    code = "STORE_UNAVAILABLE"


class StoreOverloaded(StoreUnavailable):
    """Every connection is taken: try again shortly."""

    code = "STORE_OVERLOADED"


class DeadlineExceeded(StoreUnavailable):
    """A store call was ended because it took longer than its deadline."""

    code = "DEADLINE_EXCEEDED"


class StoreSignInRefused(StoreError):
    """The store does not accept the user or password."""

    code = "STORE_SIGN_IN_REFUSED"


class StoreTooNew(StoreError):
    """The store was written by a newer valuenet."""

    code = "STORE_TOO_NEW"


class StoreNotMigrated(StoreError):
    """The store is older than this valuenet: its migrations have not been run."""

    code = "STORE_NOT_MIGRATED"


class StoreCorrupt(StoreError):
    """What the store holds cannot be what valuenet wrote."""

    code = "STORE_CORRUPT"


class RendererError(ValueNetError):
    """The program that draws failed, through no fault of the network."""

    code = "RENDERER_FAILED"


class RendererMissing(RendererError):
    """The program that a format needs is not on this computer."""

    code = "RENDERER_MISSING"


class RendererBusy(RendererError):
    """Enough drawings are waiting already: try again shortly."""

    code = "RENDERER_BUSY"


class NotDrawable(ValueNetError):
    """A picture cannot be had as it was asked for: it is too large, or its characters are not in the renderer's fonts."""

    code = "NOT_DRAWABLE"
