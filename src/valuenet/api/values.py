"""What is inside the values of a request: literals of a document and variables from JSON, measured alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import ListValueNode, ObjectValueNode


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How deep lists and objects lie inside each other, how long the longest of each is, and how long all lists are together."""

    nesting: int = 0
    items: int = 0
    members: int = 0
    listed: int = 0


_INSIDE: Mapping[type, Callable[[Any], Sequence[object]]] = {
    list: lambda value: value,
    dict: lambda value: tuple(value.values()),
    ListValueNode: lambda value: value.values,
    ObjectValueNode: lambda value: [field.value for field in value.fields],
}
_LISTS = frozenset({list, ListValueNode})


def held(values: Iterable[object]) -> Held:
    """What is held by values that stand beside each other."""
    nesting, items, members, level = 0, [0], [0], list(values)
    while holders := [value for value in level if type(value) in _INSIDE]:
        nesting += 1
        level = []
        for holder in holders:
            inside = _INSIDE[type(holder)](holder)
            level += inside
            (items if type(holder) in _LISTS else members).append(len(inside))
    return Held(nesting=nesting, items=max(items), members=max(members), listed=sum(items))


def values_in(json: bytes, enough: int) -> int:
    """How many values lie in the lists and objects of a JSON text; at most `enough` where that is seen at once.

    Counted without reading it: to make so many lists and objects takes longer than to refuse them.
    """
    most = _counted(json)
    if most <= enough:
        return most
    outside = json.replace(rb"\\", b"").replace(rb"\"", b"").split(b'"')[::2]
    bare = b"0".join(outside).translate(None, b" \t\r\n")
    return _counted(bare) - bare.count(b"[]") - bare.count(b"{}")


def _counted(json: bytes) -> int:
    """Each list or object holds one value more than commas, unless it is empty."""
    return json.count(b",") + json.count(b"[") + json.count(b"{")
