"""Putting a person into every text and key that the model has, found by walking its dataclasses, so that no new field is left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import Any, get_args, get_type_hints

from valuenet.model.actor import Actor
from valuenet.model.changes import Element
from valuenet.model.directory import STATUS_QUO
from valuenet.model.workspace_settings import VALUE_SETTINGS

NAME, SLUG = "Dana Reyes", "dana-reyes"
Field = tuple[str, str]

UNTOUCHED: frozenset[Field] = frozenset(
    {
        ("Approval", "at"),
        ("Calibration", "name"),
        ("Comment", "at"),
        ("GapDecision", "at"),
        ("Guidance", "at"),
        ("Guidance", "verdict"),
        ("KeptForecast", "currency"),
        ("Price", "currency"),
        ("PriceDecision", "at"),
        ("Remark", "at"),
        ("Settlement", "at"),
        ("ValueSettings", "currency"),
        ("WorkspaceSettings", "key"),
    }
)
"""Texts and keys that nobody writes freely: moments, currencies, names of settings."""

_JSON = {"brief", "scorecard"}
_TEXT, _KEY = re.compile(r"\bstr\b"), re.compile(r"\bKey\b")
_STANDING = {STATUS_QUO, VALUE_SETTINGS, "Status quo"}


class Planter:
    """Puts the person in, with a mark beside each mention that tells where it was put; `planted` are the fields that have been met."""

    def __init__(self) -> None:
        self.planted: set[Field] = set()
        self.marks: list[str] = []
        self._number = count(100)
        self._mentions: dict[tuple[Field, str], str] = {}

    def places(self) -> Iterator[tuple[Field, str]]:
        """The field of every mark, with the mark."""
        return ((place, mention.split()[0]) for (place, _), mention in self._mentions.items())

    def element(self, value: Any) -> Any:
        """The same thing with the person in every text and key of it."""
        if isinstance(value, tuple):
            return tuple(self.element(item) for item in value)
        if not is_dataclass(value) or isinstance(value, Actor):
            return value
        changed = {}
        for field in fields(value):
            place, before = (type(value).__name__, field.name), getattr(value, field.name)
            if place not in UNTOUCHED:
                after = self._field(place, str(field.type), before)
                if after is not before:
                    changed[field.name] = after
        return replace(value, **changed) if changed else value  # type: ignore[type-var]  # an instance, not a class

    def _field(self, place: Field, type_: str, value: Any) -> Any:
        if isinstance(value, tuple) and (_TEXT.search(type_) or _KEY.search(type_)):
            return tuple(self._field(place, type_, item) for item in value)
        if value in _STANDING:
            return value
        if isinstance(value, str) and (place[1] == "about" or _KEY.search(type_)):
            self.planted.add(place)
            return f"{SLUG}-{value}"
        if isinstance(value, str) and _TEXT.search(type_):
            self.planted.add(place)
            mention = self._mention(place, value)
            return json.dumps({"text": mention}) if place[1] in _JSON else mention
        return self.element(value)

    def _mention(self, place: Field, text: str) -> str:
        """What stands in place of a text: the same for the same one, since some have to be equal."""
        if (place, text) not in self._mentions:
            self.marks.append(f"mark{next(self._number)}x")
            self._mentions[place, text] = f"{self.marks[-1]} DANA\N{NO-BREAK SPACE}reyes\N{RIGHT SINGLE QUOTATION MARK}s"
        return self._mentions[place, text]


def text_fields() -> set[Field]:
    """Every text and key of everything that is kept, by class and field."""
    return set(_walked(Element, set()))


def _walked(type_: Any, seen: set[Any]) -> Iterator[Field]:
    if is_dataclass(type_) and type_ is not Actor and type_ not in seen:
        seen.add(type_)
        for field in fields(type_):
            if _TEXT.search(str(field.type)) or _KEY.search(str(field.type)):
                yield type_.__name__, field.name  # type: ignore[union-attr]  # a class, not an instance
        for part in get_type_hints(type_).values():
            yield from _walked(part, seen)
    for part in get_args(type_):
        yield from _walked(part, seen)
