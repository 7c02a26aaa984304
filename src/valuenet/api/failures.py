"""Failures that a client should handle, as data; everything else is a top-level error with a stable `extensions.code`."""

from __future__ import annotations

from collections.abc import Sequence

from valuenet import errors
from valuenet.api.describing import output, said
from valuenet.store.protocol import Revision


@output
class Problem:
    """One thing that is wrong with an input."""

    path: str = said("Where in the input, such as `edits[3].effect` or `outcomes.less-overtime.title`.")
    code: str = said("Stable, for programs.")
    message: str = said("What is wrong, for people.")
    remedy: str | None = said("What to do about it.")
    line: int | None = said("The line in the file, from 1, where the input is one.")
    column: int | None = said("The column in that line, from 1.")


@output
class InvalidEdit:
    """The change breaks a rule; nothing was changed."""

    message: str = said("All problems in one text.")
    problems: list[Problem] = said("Every problem, not the first only.")


@output
class InvalidDocument:
    """The file does not describe a network; nothing was changed."""

    message: str = said("All problems in one text.")
    problems: list[Problem] = said("Every problem, not the first only.")


@output
class NotFound:
    """There is no such thing in this workspace."""

    message: str = said("What was looked for.")


@output
class NotAllowed:
    """Someone else has to do it; nothing was changed."""

    message: str = said("Who has to do it.")


@output
class StillInUse:
    """Something cannot be removed because other things refer to it; nothing was changed."""

    message: str = said("Where it is used, and what to do instead.")


@output
class KeyTaken:
    """Another thing has this key; nothing was changed."""

    message: str = said("Which key, and what to do.")


@output
class AcceptedChange:
    """A change that was accepted meanwhile."""

    revision: int = said("The revision that it made.")
    by: str = said("Who made it.")
    at: str = said("When, in UTC, ISO 8601.")
    reason: str | None = said("Why, where that was said.")


@output
class StaleRevision:
    """Someone else changed the thing since it was read; nothing was changed now. Read it again and repeat the edit."""

    message: str = said("What happened, in words.")
    expected: int = said("The revision that the edit was computed from.")
    current: int = said("The revision that the thing is at.")
    since: list[AcceptedChange] = said("The changes after the expected revision, newest first, at most 20.")


def problems(found: Sequence[errors.Problem]) -> list[Problem]:
    """Problems as GraphQL shows them."""
    return [
        Problem(
            path=problem.path,
            code=problem.code,
            message=problem.message,
            remedy=problem.remedy or None,
            line=problem.line,
            column=problem.column,
        )
        for problem in found
    ]


def stale(error: errors.StaleRevision, since: Sequence[Revision]) -> StaleRevision:
    """A stale revision with what happened since."""
    changes = [AcceptedChange(revision=logged.number, by=logged.actor.name, at=logged.at, reason=logged.reason or None) for logged in since]
    return StaleRevision(message=str(error), expected=error.expected, current=error.current, since=changes)
