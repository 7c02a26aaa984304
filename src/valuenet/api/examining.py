"""Inputs become values of the domain here: each is examined where it stands, and everything that is wrong is told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from strawberry import UNSET

from valuenet.errors import Invalid, InvalidOpportunity, Problem

_EMPTY = frozenset({"offering", "stage", "owner", "manager", "region", "basis_of_pay"})
"""Texts that null empties."""

_STAYS = frozenset(
    {"name", "influence", "price", "switching_cost", "of_baseline", "against", "other_causes", "personal", "kind", "opened", "seed"}
)
"""Fields that always have a value: null leaves them as they are."""

_LISTS = frozenset({"theirs", "unmet"})
"""Fields that are put as a whole: null empties them."""


class Input(Protocol):
    """An input that stands for a value of the domain."""

    def value(self) -> Any: ...


def examined(makes: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
    """What each of these makes, or `InvalidOpportunity` with everything that is wrong with any of them, under its path."""
    problems: list[Problem] = []
    found: dict[str, Any] = {}
    for path, make in makes.items():
        try:
            found[path] = make()
        except Invalid as invalid:
            problems += [problem.under(path) for problem in invalid.problems]
    if problems:
        raise InvalidOpportunity(problems)
    return found


def together(*makes: Callable[[], Any]) -> list[Any]:
    """The same for things that say themselves where they stand."""
    problems: list[Problem] = []
    found: list[Any] = []
    for make in makes:
        try:
            found.append(make())
        except Invalid as invalid:
            problems += invalid.problems
    if problems:
        raise InvalidOpportunity(problems)
    return found


def each_value(path: str, items: Iterable[Input]) -> tuple[Any, ...]:
    """The values of a list of inputs."""
    return tuple(examined({f"{path}[{place}]": item.value for place, item in enumerate(items)}).values())


def value_at(path: str, item: Input | None) -> Any:
    """The value of an input, nothing where it was left out."""
    return None if item is None else examined({path: item.value})[path]


def given_values(value: object, *names: str) -> dict[str, Any]:
    """Those of the named fields of an input that were given, as the values that they stand for."""
    makes: dict[str, Callable[[], Any]] = {}
    for name in names:
        item = getattr(value, name)
        if item is UNSET or (item is None and name in _STAYS):
            continue
        makes[name] = lambda item=item, name=name: _value(name, item)  # type: ignore[misc]  # bound to this round of the loop
    return examined(makes)


def _value(name: str, item: Any) -> Any:
    if name in _LISTS:
        return each_value("", item or ())
    if item is None:
        return "" if name in _EMPTY else None
    return item.value() if callable(getattr(item, "value", None)) else item
