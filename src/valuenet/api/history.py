"""What happened, as GraphQL types: changes with who, when, what, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import strawberry
from strawberry.scalars import JSON

from valuenet.api.describing import output, said
from valuenet.api.paging import PageInfo
from valuenet.errors import InvalidQuestion, Problem
from valuenet.model import changes as model
from valuenet.model.actor import Actor as ActorValue
from valuenet.model.plain import plain
from valuenet.model.vocabulary import ChangeKind, ElementKind
from valuenet.service import history as log
from valuenet.service.cursors import cursor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_IDS = frozenset({"id", "key", "cause", "effect", "outcome", "persona", "differentiator"})
"""Fields that `about` says in words, or that mean nothing to people."""


@output
class Actor:
    """Who did something."""

    id: strawberry.ID = said("Opaque.")
    name: str = said("For people.")


@output
class Subject:
    """The thing that a change is about."""

    element: ElementKind = said("What kind of thing it is.")
    key: str = said("Its key then; for an arrow, tag or comparison the two keys with an arrow between them.")
    keys: list[str] = said("Its key, or the two keys of what it joins.")


@output
class Change:
    """One thing that was added, changed or removed."""

    kind: ChangeKind = said("What happened to it.")
    about: Subject = said("What it happened to.")
    before: JSON | None = said("Its fields before; null when it was added.")
    after: JSON | None = said("Its fields after; null when it was removed.")


@output
class LoggedChange:
    """A change with its circumstances."""

    revision: int = said("The revision that it was part of.")
    at: str = said("When, in UTC, ISO 8601.")
    by: Actor = said("Who did it.")
    reason: str | None = said("Why, where that was said.")
    kind: ChangeKind = said("What happened.")
    about: Subject = said("What it happened to.")
    before: JSON | None = said("Its fields before; null when it was added.")
    after: JSON | None = said("Its fields after; null when it was removed.")


@output
class ChangeConnection:
    """A page of changes, newest first."""

    nodes: list[LoggedChange] = said("The changes.")
    page_info: PageInfo = said("How to go on to older ones.")


def actor(value: ActorValue) -> Actor:
    """An actor as GraphQL shows it."""
    return Actor(id=strawberry.ID(value.id), name=value.name)


def change(value: model.Change, names: Mapping[str, str]) -> Change:
    """A change as GraphQL shows it; `names` gives the keys of things that fields refer to by id."""
    return Change(
        kind=value.kind,
        about=subject(value),
        before=_fields(value.before, names),
        after=_fields(value.after, names),
    )


def subject(value: model.Change) -> Subject:
    """What a change is about, as GraphQL shows it."""
    return Subject(element=value.element_kind, key=" → ".join(value.about), keys=list(value.about))


def shown_value(value: object, names: Mapping[str, str]) -> JSON | None:
    """A field's value as plain data, with keys in place of ids."""
    item = plain(value)
    if isinstance(item, list):
        item = sorted(names.get(str(id_), str(id_)) for id_ in item)
    return cast("JSON | None", names.get(item, item) if isinstance(item, str) else item)


def page(found: Sequence[log.LoggedChange], size: int, names: Mapping[str, str]) -> ChangeConnection:
    """A page made of one change more than it shows."""
    shown = found[:size]
    end = cursor(f"{shown[-1].revision} {shown[-1].ordinal}") if shown else None
    return ChangeConnection(
        nodes=[_logged(item, names) for item in shown], page_info=PageInfo(end_cursor=end, has_next_page=len(found) > size)
    )


def before(place: str) -> tuple[int, int] | None:
    """The revision and ordinal that a cursor of `page` stands for."""
    if not place:
        return None
    try:
        revision, ordinal = place.split(" ")
        return int(revision), int(ordinal)
    except ValueError:
        problem = Problem(path="before", code="NOT_A_CURSOR", message="is no cursor of this list", remedy="give its endCursor")
        raise InvalidQuestion([problem]) from None


def _logged(item: log.LoggedChange, names: Mapping[str, str]) -> LoggedChange:
    shown = change(item.change, names)
    return LoggedChange(
        revision=item.revision,
        at=item.at,
        by=actor(item.by),
        reason=item.reason or None,
        kind=shown.kind,
        about=shown.about,
        before=shown.before,
        after=shown.after,
    )


def _fields(element: model.Element | None, names: Mapping[str, str]) -> JSON | None:
    """The fields of a thing in words; keys stay where they are the thing's own and may have changed."""
    if element is None:
        return None
    record = cast("dict[str, object]", plain(element))
    shown = {name: shown_value(item, names) for name, item in record.items() if name == "key" or name not in _IDS}
    return cast("JSON", shown)
