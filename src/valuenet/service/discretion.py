"""What is personal is seen by those whose role allows it, and by whoever recorded it: decided here, for every way in.

Records come to use cases through this, so briefs, scorecards, histories and files are made of what the caller may see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from valuenet.messages.brief_json import brief_of_json, json_text
from valuenet.messages.brief_parts import Brief, Caution, CautionKind, Page, Point
from valuenet.messages.ranking import MONEY
from valuenet.model.access import Action, Role
from valuenet.model.actor import Actor
from valuenet.model.call_plan import CallPlan
from valuenet.model.changes import Change, Element
from valuenet.model.ids import NetworkId
from valuenet.model.message_test import MessageTest
from valuenet.model.opportunity import Opportunity
from valuenet.model.personal import NOT_SHOWN, Veil, veiled
from valuenet.model.record import Kept, Record
from valuenet.model.vocabulary import OutcomeKind
from valuenet.service.caller import Caller
from valuenet.service.reading import Reading
from valuenet.service.rights import may

R = TypeVar("R", bound=Record)


def maps_of(caller: Caller, things: Iterable[object]) -> frozenset[NetworkId]:
    """The networks that tell which outcomes in some things are personal; none for a caller who sees all of them."""
    if may(caller, Action.SEE_PERSONAL):
        return frozenset()
    return frozenset(
        thing.network for thing in things if isinstance(thing, Opportunity) or (isinstance(thing, MessageTest) and thing.stated)
    )


def seen(caller: Caller, kept: Kept[R], maps: Mapping[NetworkId, Reading]) -> Kept[R]:
    """A record as the caller may see it; `maps`: the networks that `maps_of` names, and of what is not on them nothing is known."""
    if may(caller, Action.SEE_PERSONAL) or _own(caller, kept.record, kept.changed_by):
        return kept
    return replace(kept, record=veiled(kept.record, _veil(kept.record, maps)))


def seen_change(caller: Caller, change: Change, by: Actor, maps: Mapping[NetworkId, Reading]) -> Change:
    """A change as the caller may see it, before and after."""
    if may(caller, Action.SEE_PERSONAL):
        return change
    before, after = (_element(caller, element, by, maps) for element in (change.before, change.after))
    return replace(change, before=before, after=after)


def candid(caller: Caller) -> Caller:
    """The caller as one who sees everything: for a change that is computed from what is kept, and keeps the rest of it."""
    return caller if may(caller, Action.SEE_PERSONAL) else replace(caller, role=Role.EDITOR)


def _own(caller: Caller, record: Record, by: Actor) -> bool:
    """Whether the caller recorded what is personal in a record; many may have, in an opportunity, and then it is nobody's own."""
    match record:
        case CallPlan(owner=owner):
            return owner.id == caller.actor.id
        case MessageTest():
            return by.id == caller.actor.id
        case _:
            return False


def _element(caller: Caller, element: Element | None, by: Actor, maps: Mapping[NetworkId, Reading]) -> Element | None:
    if not isinstance(element, Record) or _own(caller, element, by):
        return element
    return veiled(element, _veil(element, maps))


def _veil(record: Record, maps: Mapping[NetworkId, Reading]) -> Veil:
    """The veil over a record: what could be a person's own is taken to be."""
    reading = maps.get(record.network) if isinstance(record, Opportunity | MessageTest) else None
    outcomes = reading.network.outcome_by_id if reading else {}
    return Veil(brief=_veiled_brief, own=lambda outcome: outcome not in outcomes or outcomes[outcome].kind is OutcomeKind.PERSONAL)


def _veiled_brief(text: str) -> str:
    """The JSON text of a kept brief without people and their words."""
    brief: Brief = brief_of_json(text)
    return json_text(replace(brief, pages=tuple(_page(page) for page in brief.pages)))


def _page(page: Page) -> Page:
    points, troubles = (tuple(_point(point) for point in points) for points in (page.points, page.troubles))
    return replace(page, people=(), points=points, troubles=troubles, cautions=tuple(_caution(caution) for caution in page.cautions))


def _point(point: Point) -> Point:
    heard = tuple(replace(one, person="", quote=NOT_SHOWN if one.quote else "") for one in point.heard)
    if point.kind is not OutcomeKind.PERSONAL:
        return replace(point, heard=heard)
    parts = (replace(part, because=NOT_SHOWN) if part.name == MONEY else part for part in point.rank.parts)
    return replace(point, heard=tuple(replace(one, worth="") for one in heard), rank=replace(point.rank, parts=tuple(parts)))


def _caution(caution: Caution) -> Caution:
    """Who refuted it, and in which words, stands in the reason."""
    return replace(caution, because="refuted here") if caution.kind is CautionKind.REFUTED_HERE else caution
