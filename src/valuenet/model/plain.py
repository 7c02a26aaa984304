"""The parts of the domain as plain data and back: what snapshots, the change log and JSON answers are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar, get_args

import msgspec

from valuenet.model.changes import KIND_OF, Change, Element
from valuenet.model.directory import Alternative, Persona
from valuenet.model.ids import Key, NetworkId, WorkspaceId
from valuenet.model.network import ComparedWith, DesiredBy, Differentiator, LeadsTo, Metric, Network, Outcome, Region, Root
from valuenet.model.record import Record
from valuenet.model.vocabulary import (
    DifferentiatorKind,
    Direction,
    ElementKind,
    Importance,
    Level,
    OutcomeKind,
    Outline,
    Position,
    Strength,
)

V = TypeVar("V")

_TYPE_OF: Mapping[ElementKind, type[Element]] = {kind: type_ for type_, kind in KIND_OF.items()}
_RECORDS = frozenset(get_args(Record))
_WORDS: Mapping[type[Element], Mapping[str, type[StrEnum]]] = {
    Root: {},
    Differentiator: {"kind": DifferentiatorKind},
    Outcome: {"kind": OutcomeKind},
    Region: {"outline": Outline},
    LeadsTo: {"strength": Strength},
    DesiredBy: {"importance": Importance},
    ComparedWith: {"position": Position},
    Persona: {"level": Level},
    Alternative: {},
}
PARTS: Mapping[str, type[Element]] = {
    "differentiators": Differentiator,
    "outcomes": Outcome,
    "regions": Region,
    "arrows": LeadsTo,
    "tags": DesiredBy,
    "comparisons": ComparedWith,
}
"""The lists that a network's record has, and what is in them."""


def plain(value: object) -> object:
    """A value of the domain as dictionaries, lists, texts, numbers and nothing."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(str(item) for item in value)  # a set has another order in every process
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Decimal | date):
        return str(value)
    return value


def element(kind: ElementKind, record: Mapping[str, object]) -> Element:
    """The part or record that plain data describe; the inverse of `plain`."""
    type_ = _TYPE_OF[kind]
    return msgspec.convert(record, type_) if type_ in _RECORDS else _built(type_, record)


def value(type_: type[V], record: object) -> V:
    """The value of a type that plain data describe; the inverse of `plain` for values that hold no part of a network."""
    return msgspec.convert(record, type_)


def change_record(change: Change) -> dict[str, object]:
    """A change for the log; parts of a network are still values: an encoder that knows dataclasses does the rest."""
    before, after = (msgspec.to_builtins(one) if type(one) in _RECORDS else one for one in (change.before, change.after))
    return {"element": change.element_kind.value, "about": change.about, "before": before, "after": after}


def change(record: Mapping[str, object]) -> Change:
    """The change that a record of the log describes."""
    kind = ElementKind(_text(record["element"]))
    about, before, after = record["about"], record["before"], record["after"]
    assert isinstance(about, list)
    return Change(
        about=tuple(about),
        before=element(kind, _mapping(before)) if before is not None else None,
        after=element(kind, _mapping(after)) if after is not None else None,
    )


def network_record(network: Network) -> dict[str, object]:
    """A network with its parts still as values: `plain`, or an encoder that knows dataclasses, does the rest."""
    return network_head(network) | {name: getattr(network, name) for name in PARTS}


def network_head(network: Network) -> dict[str, object]:
    """What a network says of itself, without its parts."""
    return {
        "id": network.id,
        "workspace": network.workspace,
        "revision": network.revision,
        "changed_at": network.changed_at,
        "root": network.root,
    }


def network(record: Mapping[str, object]) -> Network:
    """The network that a plain record describes."""
    parts = {name: tuple(_built(kind, _mapping(part)) for part in _list(record[name])) for name, kind in PARTS.items()}
    revision = record["revision"]
    assert isinstance(revision, int)
    root = _built(Root, _mapping(record["root"]))
    assert isinstance(root, Root)
    return Network(
        id=NetworkId(_text(record["id"])),
        workspace=WorkspaceId(_text(record["workspace"])),
        revision=revision,
        changed_at=_text(record["changed_at"]),
        root=root,
        **parts,  # type: ignore[arg-type]  # PARTS pairs each field with the type of its parts
    )


def _built(type_: type[Element], record: Mapping[str, object]) -> Element:
    values = dict(record)
    for name, words in _WORDS[type_].items():
        values[name] = words(_text(values[name]))
    if type_ is Outcome and values["metric"] is not None:
        metric = _mapping(values["metric"])
        direction = Direction(_text(metric["direction"]))
        values["metric"] = Metric(name=_text(metric["name"]), unit=_text(metric["unit"]), direction=direction)
    if type_ is Region:
        values["nodes"] = tuple(_list(values["nodes"]))
    values_key = values.get("key")
    if isinstance(values_key, str):
        values["key"] = Key(values_key)
    return type_(**values)  # type: ignore[arg-type]  # records are written by `plain` from the same classes


def _text(value: object) -> str:
    assert isinstance(value, str)
    return value


def _mapping(value: object) -> Mapping[str, object]:
    assert isinstance(value, Mapping)
    return value


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value
