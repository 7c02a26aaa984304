"""What of a network is drawn, and how: a view, as people ask for it in a command, a query or the address of a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from valuenet.errors import InvalidQuestion, Problem

T = TypeVar("T")

MOST_STEPS = 9
MOST_OUTCOMES = 45
"""The largest network that is useful whole, and so the most that `top` may ask for."""


class Theme(StrEnum):
    """For which ground a picture is coloured."""

    LIGHT = "light"
    DARK = "dark"
    PRINT = "print"


class Orientation(StrEnum):
    """Which way causes lead to effects: top down, or from left to right."""

    TOP_DOWN = "TB"
    LEFT_RIGHT = "LR"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What to draw; without a word the whole network, or its most desired outcomes where the whole is too large to be useful.

    One focus may be given: `personas`, a `differentiator`, `around` (a node, with the `steps` about it) or a `loop` (its mark
    in the picture, such as `R1`, its number or its name). The rest is faded, or left out with `only`. `top` narrows to the most
    desired outcomes, also of some personas or of one differentiator. `beside` names another network, drawn next to this one.
    """

    personas: tuple[str, ...] = ()
    differentiator: str | None = None
    around: str | None = None
    steps: int = 1
    loop: str | None = None
    only: bool = False
    top: int | None = None
    levels: bool = False
    whole: bool = False
    beside: str | None = None
    direction: Orientation | None = None
    theme: Theme = Theme.LIGHT
    regions: bool = True
    legend: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "personas", tuple(sorted(set(self.personas))))
        if problems := list(_contradictions(self)):
            raise InvalidQuestion(problems)

    @property
    def focused(self) -> bool:
        """Whether some of what is drawn matters more than the rest."""
        return bool(self.personas or self.differentiator or self.around or self.loop)

    def key(self) -> str:
        """The one text of this view: the parameters that differ from a plain one, as the query of an address."""
        pairs: list[tuple[str, str]] = []
        for field in fields(self):
            value = getattr(self, field.name)
            if value == field.default:
                continue
            if field.name == "personas":
                pairs.append(("persona", ",".join(value)))
            else:
                pairs.append((field.name, ("yes" if value else "no") if isinstance(value, bool) else str(value)))
        return urlencode(pairs, safe=",")


def parse(parameters: Iterable[tuple[str, str]]) -> View:
    """The view that the query of an address asks for, or `InvalidQuestion` with all that is wrong with it.

    `persona` may come several times or hold several keys with commas between; every other parameter comes once.
    """
    reading = _Reading(parameters)
    given = {
        "personas": reading.keys("persona"),
        "differentiator": reading.one("differentiator", _text),
        "around": reading.one("around", _text),
        "steps": reading.one("steps", _number),
        "loop": reading.one("loop", _text),
        "only": reading.one("only", _flag),
        "top": reading.one("top", _number),
        "levels": reading.one("levels", _flag),
        "whole": reading.one("whole", _flag),
        "beside": reading.one("beside", _text),
        "direction": reading.one("direction", _orientation),
        "theme": reading.one("theme", _theme),
        "regions": reading.one("regions", _flag),
        "legend": reading.one("legend", _flag),
    }
    problems = [*reading.problems, *reading.strays()]
    try:
        view = View(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]  # each has its reader above
    except InvalidQuestion as error:
        problems.extend(error.problems)
    if problems:
        raise InvalidQuestion(problems)
    return view


class _Reading:
    """Takes parameters out one by one and keeps what is wrong with them."""

    def __init__(self, parameters: Iterable[tuple[str, str]]) -> None:
        self.values: dict[str, list[str]] = {}
        self.problems: list[Problem] = []
        self.known: list[str] = []
        for name, value in parameters:
            self.values.setdefault(name, []).append(value.strip())

    def keys(self, name: str) -> tuple[str, ...]:
        self.known.append(name)
        return tuple(key for value in self.values.pop(name, []) for part in value.split(",") if (key := part.strip()))

    def one(self, name: str, reader: Callable[[str], T]) -> T | None:
        self.known.append(name)
        values = self.values.pop(name, [])
        if len(values) > 1:
            self.problems.append(_problem(name, "TWICE", f"is given {len(values)} times", "give it once"))
        if not values:
            return None
        try:
            return reader(values[0])
        except ValueError as error:
            self.problems.append(_problem(name, "NOT_UNDERSTOOD", f"is {values[0][:60]!r}", str(error)))
            return None

    def strays(self) -> Iterator[Problem]:
        for name in self.values:
            yield _problem(name[:60], "UNKNOWN_PARAMETER", "is no part of a view", f"use {', '.join(self.known)}")


def _contradictions(view: View) -> Iterator[Problem]:
    """What a view asks for that cannot be had, alone or together."""
    focuses = [name for name in ("personas", "differentiator", "around", "loop") if getattr(view, name)]
    if len(focuses) > 1:
        yield _problem(focuses[1], "TWO_FOCUSES", f"comes together with {focuses[0]}", "choose one focus for one picture")
    if not 1 <= view.steps <= MOST_STEPS:
        yield _problem("steps", "OUT_OF_RANGE", f"is {view.steps}", f"take 1 to {MOST_STEPS} steps")
    if view.steps != 1 and not view.around:
        yield _problem("steps", "NO_FOCUS", "counts from a node, and none is named", "name the node with `around`")
    if view.top is not None and not 1 <= view.top <= MOST_OUTCOMES:
        yield _problem("top", "OUT_OF_RANGE", f"is {view.top}", f"ask for 1 to {MOST_OUTCOMES} outcomes")
    if view.top is not None and (view.around or view.loop):
        yield _problem("top", "TWO_FOCUSES", "cannot be told of a node's surroundings or of a loop", "leave out one of them")
    if view.top is not None and view.whole:
        yield _problem("top", "CONTRADICTION", "comes together with `whole`", "ask for the whole network or for its top outcomes")
    if view.only and not focuses:
        yield _problem(
            "only", "NO_FOCUS", "leaves out all but a focus, and there is none", "name personas, a differentiator, a node or a loop"
        )
    if view.only and view.whole:
        yield _problem("only", "CONTRADICTION", "comes together with `whole`", "leave out one of them")
    if view.beside and (view.differentiator or view.around or view.loop):
        yield _problem("beside", "CONTRADICTION", "names a network without that focus", "focus on personas, who are the same in both")


def _text(value: str) -> str:
    if not value:
        raise ValueError("give a key or a name, or leave it out")
    return value


def _number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 4):
        raise ValueError("give a whole number")
    return int(value)


def _flag(value: str) -> bool:
    if value.lower() in {"", "1", "yes", "true", "on"}:
        return True
    if value.lower() in {"0", "no", "false", "off"}:
        return False
    raise ValueError("say yes or no")


def _orientation(value: str) -> Orientation:
    if value.upper() not in set(Orientation):
        raise ValueError("choose TB (top down) or LR (left to right)")
    return Orientation(value.upper())


def _theme(value: str) -> Theme:
    if value.lower() not in set(Theme):
        raise ValueError(f"choose {', '.join(Theme)}")
    return Theme(value.lower())


def _problem(path: str, code: str, message: str, remedy: str) -> Problem:
    return Problem(path=path, code=code, message=message, remedy=remedy)
