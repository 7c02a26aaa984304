"""What a change of a network or directory was: before and after of every thing that it touched.

`difference` finds the changes between two states, `undone` takes them back: the log needs nothing else to give any
earlier revision. Both work on the parts by identity (ids, or pairs of ids), so a renamed thing stays the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any, TypeVar

from valuenet.model.account import Account
from valuenet.model.call_plan import CallPlan
from valuenet.model.directory import Alternative, Directory, Persona
from valuenet.model.frozen_scorecard import FrozenScorecard
from valuenet.model.kept_forecast import KeptForecast
from valuenet.model.message import Message
from valuenet.model.message_test import MessageTest
from valuenet.model.network import ComparedWith, DesiredBy, Differentiator, LeadsTo, Network, Node, Outcome, Region, Root
from valuenet.model.opportunity import Opportunity
from valuenet.model.price_exception import PriceException
from valuenet.model.record import Record
from valuenet.model.remark import Remark
from valuenet.model.value_gap import ValueGap
from valuenet.model.vocabulary import ChangeKind, ElementKind
from valuenet.model.workspace_settings import WorkspaceSettings

Element = Root | Differentiator | Outcome | Region | LeadsTo | DesiredBy | ComparedWith | Persona | Alternative | Record
Identity = tuple[ElementKind, str, str]
T = TypeVar("T", bound=Element)
_Named = tuple[Mapping[Any, Node | Persona | Alternative], ...]
"""Where things that have a key are found by their ids."""

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
    Account: ElementKind.ACCOUNT,
    Message: ElementKind.MESSAGE,
    MessageTest: ElementKind.TEST,
    ValueGap: ElementKind.VALUE_GAP,
    CallPlan: ElementKind.CALL_PLAN,
    Opportunity: ElementKind.OPPORTUNITY,
    PriceException: ElementKind.PRICE_EXCEPTION,
    FrozenScorecard: ElementKind.FROZEN_SCORECARD,
    KeptForecast: ElementKind.KEPT_FORECAST,
    WorkspaceSettings: ElementKind.VALUE_SETTINGS,
    Remark: ElementKind.REMARK,
}

PARTS: Mapping[ElementKind, str] = {
    ElementKind.NETWORK: "root",
    ElementKind.DIFFERENTIATOR: "differentiators",
    ElementKind.OUTCOME: "outcomes",
    ElementKind.REGION: "regions",
    ElementKind.LEADS_TO: "arrows",
    ElementKind.DESIRED_BY: "tags",
    ElementKind.COMPARED_WITH: "comparisons",
}
"""Where a network holds its things of each kind: the root first, and nodes before what hangs on them."""

_BETWEEN = frozenset({ElementKind.LEADS_TO, ElementKind.DESIRED_BY, ElementKind.COMPARED_WITH})
_KEY = attrgetter("key")


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


def part(network: Network, kind: ElementKind) -> tuple[Element, ...]:
    """The things of one kind in a network, in their order."""
    if kind is ElementKind.NETWORK:
        return (network.root,)
    found: tuple[Element, ...] = getattr(network, PARTS[kind])
    return found


def elements(network: Network) -> dict[Identity, Element]:
    """All things of a network by identity, the root first and nodes before what hangs on them."""
    return {identity(element): element for kind in PARTS for element in part(network, kind)}


def difference(before: Network | None, after: Network, directory: Directory) -> tuple[Change, ...]:
    """The changes that lead from one state of a network to the next, removals last."""
    pairs = [(part(before, kind) if before is not None else (), part(after, kind)) for kind in PARTS]
    old = {identity(element): element for then, now in pairs for element in _apart(then, now)}
    new = {identity(element): element for then, now in pairs for element in _apart(now, then)}
    known = (after.node_by_id, before.node_by_id if before is not None else {}, directory.persona_by_id, directory.alternative_by_id)
    changed = (key for key, element in new.items() if old.get(key) != element)
    gone = (key for key in old if key not in new)
    return tuple(_change(key, old.get(key), new.get(key), known) for group in (changed, gone) for key in group)


def directory_difference(before: Directory, after: Directory) -> tuple[Change, ...]:
    """The changes that lead from one state of a directory to the next."""
    old = _entries(before)
    new = _entries(after)
    keys = [key for key in new if old.get(key) != new[key]] + [key for key in old if key not in new]
    return tuple(_change(key, old.get(key), new.get(key), ()) for key in keys)


def undone(network: Network, changes: Iterable[Change], *, revision: int, changed_at: str) -> Network:
    """The network as it was before the changes; give them newest first."""
    state = _taken_back(elements(network), changes)
    return rebuilt(network, state.values(), revision=revision, changed_at=changed_at)


def directory_undone(directory: Directory, changes: Iterable[Change], *, revision: int) -> Directory:
    """The directory as it was before the changes; give them newest first."""
    entries = _taken_back(_entries(directory), changes).values()
    key = attrgetter("key")
    return replace(
        directory,
        revision=revision,
        personas=tuple(sorted((entry for entry in entries if isinstance(entry, Persona)), key=key)),
        alternatives=tuple(sorted((entry for entry in entries if isinstance(entry, Alternative)), key=key)),
    )


def rebuilt(network: Network, things: Iterable[Element], *, revision: int, changed_at: str) -> Network:
    """A network with the same identity and other things, put in order."""
    parts: dict[ElementKind, list[Element]] = {kind: [] for kind in PARTS}
    for thing in things:
        parts[KIND_OF[type(thing)]].append(thing)
    return with_parts(network, parts, revision=revision, changed_at=changed_at)


def with_parts(network: Network, parts: Mapping[ElementKind, Iterable[Any]], *, revision: int, changed_at: str) -> Network:
    """A network with these parts in place of its own, put in order; the other parts stay as they are."""
    found: dict[ElementKind, list[Any]] = {kind: list(things) for kind, things in parts.items()}
    nodes: list[Any] = [node for kind in (ElementKind.DIFFERENTIATOR, ElementKind.OUTCOME) for node in found.get(kind, part(network, kind))]
    key_of = {node.id: node.key for node in nodes}
    if any(key_of.get(node.id, node.key) != node.key for node in network.nodes):
        found = {kind: list(part(network, kind)) for kind in _BETWEEN} | found  # what hangs on a renamed node is in another place now
    place: Mapping[ElementKind, Callable[[Any], Any]] = {
        ElementKind.LEADS_TO: lambda arrow: (key_of.get(arrow.cause, ""), key_of.get(arrow.effect, "")),
        ElementKind.DESIRED_BY: lambda tag: (key_of.get(tag.outcome, ""), tag.persona),
        ElementKind.COMPARED_WITH: lambda side: (key_of.get(side.differentiator, ""), side.alternative),
    }
    ordered: dict[str, Any] = {
        PARTS[kind]: tuple(sorted(things, key=place.get(kind, _KEY))) for kind, things in found.items() if kind is not ElementKind.NETWORK
    }
    (root,) = found.get(ElementKind.NETWORK, (network.root,))
    return replace(network, revision=revision, changed_at=changed_at, root=root, **ordered)


def _apart(one: Sequence[Element], other: Sequence[Element]) -> Sequence[Element]:
    """The things of one that the other does not hold too; most states of a network share most of their things."""
    if one is other:
        return ()
    shared = set(map(id, other))
    return [thing for thing in one if id(thing) not in shared]


def _taken_back(state: dict[Identity, Element], changes: Iterable[Change]) -> dict[Identity, Element]:
    for change in changes:
        if change.before is None:
            state.pop(change.identity, None)
        else:
            state[change.identity] = change.before
    return state


def _entries(directory: Directory) -> dict[Identity, Element]:
    entries: tuple[Iterable[Element], ...] = (directory.personas, directory.alternatives)
    return {identity(entry): entry for group in entries for entry in group}


def _key(id_: str, known: _Named) -> str:
    for things in known:
        if found := things.get(id_):
            return found.key
    return id_


def _change(key: Identity, before: Element | None, after: Element | None, known: _Named) -> Change:
    kind, one, other = key
    if kind in _BETWEEN:
        return Change(about=(_key(one, known), _key(other, known)), before=before, after=after)
    element: Any = after if after is not None else before
    return Change(about=(element.key,), before=before, after=after)
