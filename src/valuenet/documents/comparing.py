"""Changes as a person reads them: what is added, changed and removed, by key and title, field by field, without ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from valuenet.model.changes import Change, Element
from valuenet.model.directory import Directory
from valuenet.model.network import ComparedWith, DesiredBy, LeadsTo, Metric, Network
from valuenet.model.vocabulary import ChangeKind, ElementKind

_NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDifference:
    """One field of a changed thing, before and after, in words."""

    name: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.name}: {self.before} → {self.after}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is added, changed or removed: its key (for arrows and the like `one → other`), and what it is called or says."""

    kind: ChangeKind
    element: ElementKind
    key: str
    title: str
    fields: tuple[FieldDifference, ...] = ()

    def __str__(self) -> str:
        name = _NAMES.get(self.element, self.element.value)
        head = f"{name} {self.key}" + (f": {self.title}" if self.title else "")
        return "\n".join((head, *(f"  {field}" for field in self.fields)))


_NAMES = {ElementKind.LEADS_TO: "arrow", ElementKind.DESIRED_BY: "tag", ElementKind.COMPARED_WITH: "comparison"}


def differences(changes: Iterable[Change], *, before: Network | None, after: Network, directory: Directory) -> tuple[Difference, ...]:
    """The changes in words; the networks on both sides and the directory know what the ids in them stand for."""
    names: dict[str, str] = {persona.id: persona.key for persona in directory.personas}
    names |= {alternative.id: alternative.key for alternative in directory.alternatives}
    for network in (before, after):
        names |= {node.id: node.key for node in network.nodes} if network is not None else {}
    return tuple(_difference(change, names) for change in changes)


class Differing(Protocol):
    """One thing that differs, and reads so."""

    @property
    def kind(self) -> ChangeKind:
        """Whether it was added, changed or removed."""


def summary(differences: Iterable[Differing]) -> str:
    """The differences as lines of text: a heading for each kind of change with how many there are, then one thing after another."""
    groups: dict[ChangeKind, list[Differing]] = {kind: [] for kind in ChangeKind}
    for difference in differences:
        groups[difference.kind].append(difference)
    lines: list[str] = []
    for kind, group in groups.items():
        if group:
            lines.append(f"{kind} ({len(group)})")
            lines += (f"  {line}" for difference in group for line in str(difference).split("\n"))
    return "\n".join(lines) if lines else "no differences"


def _difference(change: Change, names: Mapping[str, str]) -> Difference:
    fields = tuple(
        FieldDifference(name=field.name.replace("_", " "), before=_words(field.before, names), after=_words(field.after, names))
        for field in change.fields
    )
    return Difference(
        kind=change.kind,
        element=change.element_kind,
        key=" → ".join(change.about),
        title=_title(change.element) if change.kind is not ChangeKind.CHANGED or not _is_pair(change.element) else "",
        fields=fields,
    )


def _is_pair(element: Element) -> bool:
    return isinstance(element, LeadsTo | DesiredBy | ComparedWith)


def _title(element: Element) -> str:
    """What a thing is called; of an arrow, tag or comparison, what it says."""
    match element:
        case LeadsTo():
            return f"{element.strength}, {element.why}" if element.why else element.strength.value
        case DesiredBy():
            return f"{element.importance}, {element.why}" if element.why else element.importance.value
        case ComparedWith():
            return f"{element.position}, {element.note}" if element.note else element.position.value
        case _:
            return str(getattr(element, "title", "") or getattr(element, "name", ""))


def _words(value: object, names: Mapping[str, str]) -> str:
    """A value of a field as a person writes it."""
    match value:
        case None | "" | ():
            return _NOTHING
        case bool():
            return "yes" if value else "no"
        case StrEnum():
            return value.value
        case Metric():
            return ", ".join(part for part in (value.name, value.unit, value.direction.value) if part)
        case tuple():
            return ", ".join(sorted(names.get(str(item), str(item)) for item in value))
        case _:
            return names.get(str(value), str(value))
