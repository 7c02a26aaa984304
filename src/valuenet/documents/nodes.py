"""What stands in a text and where: scalars, lists and maps with line and column, the same for YAML and JSON."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from valuenet.errors import InvalidDocument, Problem

DEPTH = 10
"""How deep lists and maps may be nested; a network needs five levels."""


class ScalarKind(StrEnum):
    """What a scalar is, in the words of a message."""

    TEXT = "a text"
    NUMBER = "a number"
    BOOLEAN = "true or false"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value, as it is written; numbers are not converted, since no field of a network is one."""

    text: str
    kind: ScalarKind
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Entries:
    """A map, in the order of the text and with every repetition in it; `braces`: written as {…} on one line."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int
    braces: bool = False


Node = Scalar | Items | Entries


def unreadable(code: str, message: str, remedy: str, line: int, column: int) -> InvalidDocument:
    """The refusal of a text in which nothing further can be read."""
    return InvalidDocument([Problem(path="", code=code, message=message, remedy=remedy, line=line, column=column)])


def too_deep(line: int, column: int) -> InvalidDocument:
    """The refusal of a text that is nested deeper than any network."""
    return unreadable("TOO_DEEP", f"is nested deeper than {DEPTH} levels", "a network needs five levels: remove brackets", line, column)


def too_many(most: int, line: int, column: int) -> InvalidDocument:
    """The refusal of a text that holds more keys and values than any network."""
    return unreadable("TOO_MANY", f"holds more than {most} keys and values", "split it into several networks", line, column)


def shown(text: str, limit: int = 60) -> str:
    """A text as a message quotes it: short, and without anything that does not print."""
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")


def step(key: str) -> str:
    """A key as a step of a path: quoted where it would be misread."""
    return key if key and len(key) <= 64 and key.isprintable() and not set(key) & set(".[]'\"") else shown(key)
