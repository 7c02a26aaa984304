"""How the command line tells what was refused: a line for each problem on stderr, and an exit status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Any

import click

from valuenet.errors import Invalid, InvalidQuestion, Problem, RendererError, StoreError, ValueNetError

FAILED = 1
"""The store or the renderer failed, or a check found errors."""

BAD_INPUT = 2
"""The input is at fault; nothing was changed."""


_VIEW = ("differentiator", "around", "steps", "loop", "only", "top", "whole", "levels", "beside", "direction", "theme", "build-up")
_OPTIONS = {
    "after": "--after",
    "text": "--text",
    "personas": "--persona",
    "attendees.person": "--attendee",
    **{name: f"--{name}" for name in _VIEW},
}
"""What a question's fields are called here, where a message needs that; most name the thing themselves."""

_REMEDIES = {
    "say newAccount to": "say --new-account to",
    "read it, and give its revision as expectedRevision to decide anew": "--anew decides again",
}
"""What is to be done elsewhere, and here."""


class Refusal(click.ClickException):
    """Input that is at fault, a line for each problem."""

    exit_code = BAD_INPUT

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))

    def show(self, file: IO[Any] | None = None) -> None:
        for line in self.lines:
            click.echo(line, file=file, err=file is None)


class Failure(Refusal):
    """A store or a renderer that failed, through no fault of the input."""

    exit_code = FAILED


def refusal(error: ValueNetError, lines: Iterable[str] | None = None) -> Refusal:
    """An error as the command line tells it: in these lines, or in its own words."""
    return (Failure if isinstance(error, StoreError | RendererError) else Refusal)(told(error) if lines is None else lines)


def told(error: ValueNetError, source: str = "", sheets: Mapping[str, str] | None = None) -> list[str]:
    """The lines that tell an error, those of a file as `source:line:column`; `sheets` gives the files of sheets by name."""
    if not isinstance(error, Invalid):
        return [f"Error: {source}: {error}" if source else f"Error: {error}"]
    if not source:
        asked = isinstance(error, InvalidQuestion)
        return [f"Error: {_said(problem, _OPTIONS.get(problem.path, '') if asked else problem.path)}" for problem in error.problems]
    return [_placed(problem, (sheets or {}).get(problem.path.partition(".")[0], source)) for problem in error.problems]


def _placed(problem: Problem, source: str) -> str:
    place = f"{source}:{problem.line}:{problem.column}" if problem.line is not None else source
    return f"{place}: {_said(problem, problem.path)}"


def _said(problem: Problem, path: str) -> str:
    remedy = problem.remedy
    for elsewhere, here in _REMEDIES.items():
        remedy = remedy.replace(elsewhere, here)
    told = f"{problem.message} ({remedy})" if remedy else problem.message
    return f"{path}: {told}" if path else told
