"""What a change of a network or directory was: before and after of every thing that it touched.

`difference` finds the changes between two states, `undone` takes them back: the log needs nothing else to give any
earlier revision. Both work on the parts by identity (ids, or pairs of ids), so a renamed thing stays the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from valuenet.model.directory import Alternative, Directory, Persona
from valuenet.model.network import ComparedWith, DesiredBy, Differentiator, LeadsTo, Network, Outcome, Region, Root
from valuenet.model.vocabulary import ChangeKind, ElementKind

Element = Root | Differentiator | Outcome | Region | LeadsTo | DesiredBy | ComparedWith | Persona | Alternative
Identity = tuple[ElementKind, str, str]
T = TypeVar("T", bound=Element)

KIND_OF: Mapping[type[Element], ElementKind] = {
    Root: ElementKind.NETWORK,
    Differentiator: ElementKind.DIFFERENTIATOR,
    Outcome: ElementKind.OUTCOME,
    Region: ElementKind.REGION,
    LeadsTo: ElementKind.LEADS_TO,
    DesiredBy: ElementKind.DESIRED_BY,
    ComparedWith: ElementKind.COMPARED_WITH,
    Persona: ElementKind.PERSONA,
    Alternative: ElementKind.ALTERNATIVE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of a changed thing, before and after."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that was added, changed or removed; `about` holds its key, or the two keys of an arrow or tag, as they were then."""

    about: tuple[str, ...]
    before: Element | None
    after: Element | None

    @property
    def kind(self) -> ChangeKind:
        if self.before is None:
            return ChangeKind.ADDED
        return ChangeKind.REMOVED if self.after is None else ChangeKind.CHANGED

    @property
    def element(self) -> Element:
        """The thing as it is after the change, or was before its removal."""
        present = self.after if self.after is not None else self.before
        assert present is not None, "a change has a before or an after"
        return present

    @property
    def element_kind(self) -> ElementKind:
        return KIND_OF[type(self.element)]

    @property
    def identity(self) -> Identity:
        return identity(self.element)

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """The fields that differ; none for a thing that was added or removed."""
        before, after = self.before, self.after
        if before is None or after is None:
            return ()
        pairs = ((field.name, getattr(before, field.name), getattr(after, field.name)) for field in fields(after))
        return tuple(FieldChange(name=name, before=old, after=new) for name, old, new in pairs if old != new)


def identity(element: Element) -> Identity:
    """What makes two states of a thing states of the same thing."""
    kind = KIND_OF[type(element)]
    match element:
        case LeadsTo():
            return kind, element.cause, element.effect
        case DesiredBy():
            return kind, element.outcome, element.persona
        case ComparedWith():
            return kind, element.differentiator, element.alternative
        case Root():
            return kind, "", ""
        case _:
            return kind, element.id, ""


def elements(network: Network) -> dict[Identity, Element]:
    """All things of a network by identity, the root first and nodes before what hangs on them."""
    parts: tuple[Iterable[Element], ...] = (
        (network.root,),
        network.differentiators,
        network.outcomes,
        network.regions,
        network.arrows,
        network.tags,
        network.comparisons,
    )
    return {identity(element): element for part in parts for element in part}


def difference(before: Network | None, after: Network, directory: Directory) -> tuple[Change, ...]:
    """The changes that lead from one state of a network to the next, removals last."""
    old = elements(before) if before is not None else {}
    new = elements(after)
    names = _names(before, directory) | _names(after, directory)
    changed = (key for key, element in new.items() if old.get(key) is not element and old.get(key) != element)
    gone = (key for key in old if key not in new)
    return tuple(_change(old.get(key), new.get(key), names) for group in (changed, gone) for key in group)


def directory_difference(before: Directory, after: Directory) -> tuple[Change, ...]:
    """The changes that lead from one state of a directory to the next."""
    old = _entries(before)
    new = _entries(after)
    keys = [key for key in new if old.get(key) != new[key]] + [key for key in old if key not in new]
    return tuple(_change(old.get(key), new.get(key), {}) for key in keys)


def undone(network: Network, changes: Iterable[Change], *, revision: int, changed_at: str) -> Network:
    """The network as it was before the changes; give them newest first."""
    state = elements(network)
    for change in changes:
        if change.before is None:
            state.pop(change.identity, None)
        else:
            state[change.identity] = change.before
    return rebuilt(network, state.values(), revision=revision, changed_at=changed_at)


def rebuilt(network: Network, parts: Iterable[Element], *, revision: int, changed_at: str) -> Network:
    """A network with the same identity and other parts, put in order."""
    by_type: dict[type, list[Element]] = {}
    for part in parts:
        by_type.setdefault(type(part), []).append(part)

    def of(kind: type[T]) -> list[T]:
        return [part for part in by_type.get(kind, []) if isinstance(part, kind)]

    differentiators = sorted(of(Differentiator), key=lambda node: node.key)
    outcomes = sorted(of(Outcome), key=lambda node: node.key)
    key_of: dict[str, str] = {node.id: node.key for node in differentiators} | {node.id: node.key for node in outcomes}
    return replace(
        network,
        revision=revision,
        changed_at=changed_at,
        root=of(Root)[0],
        differentiators=tuple(differentiators),
        outcomes=tuple(outcomes),
        regions=tuple(sorted(of(Region), key=lambda region: region.key)),
        arrows=tuple(sorted(of(LeadsTo), key=lambda arrow: (key_of.get(arrow.cause, ""), key_of.get(arrow.effect, "")))),
        tags=tuple(sorted(of(DesiredBy), key=lambda tag: (key_of.get(tag.outcome, ""), tag.persona))),
        comparisons=tuple(sorted(of(ComparedWith), key=lambda side: (key_of.get(side.differentiator, ""), side.alternative))),
    )


def _entries(directory: Directory) -> dict[Identity, Element]:
    entries: tuple[Iterable[Element], ...] = (directory.personas, directory.alternatives)
    return {identity(entry): entry for group in entries for entry in group}


def _names(network: Network | None, directory: Directory) -> dict[str, str]:
    names: dict[str, str] = {persona.id: persona.key for persona in directory.personas}
    names |= {alternative.id: alternative.key for alternative in directory.alternatives}
    if network is not None:
        names |= {node.id: node.key for node in network.nodes}
    return names


def _change(before: Element | None, after: Element | None, names: Mapping[str, str]) -> Change:
    element = after if after is not None else before
    assert element is not None, "a change has a before or an after"
    match element:
        case LeadsTo() | DesiredBy() | ComparedWith():
            _, one, other = identity(element)
            about: tuple[str, ...] = (names.get(one, one), names.get(other, other))
        case _:
            about = (element.key,)
    return Change(about=about, before=before, after=after)
