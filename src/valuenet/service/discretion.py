"""What is personal is seen by those whose role allows it, and by whoever recorded it: decided here, for every way in.

Records come to use cases through this, so briefs, scorecards, histories and files are made of what the caller may see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from valuenet.messages.brief_json import brief_of_json, json_text
from valuenet.messages.brief_parts import Brief, Caution, CautionKind, Page, Point
from valuenet.model.access import Action, Role
from valuenet.model.actor import Actor
from valuenet.model.call_plan import CallPlan
from valuenet.model.changes import Change, Element
from valuenet.model.claim import Claim
from valuenet.model.ids import NetworkId
from valuenet.model.message_test import MessageTest
from valuenet.model.network import Network
from valuenet.model.opportunity import Opportunity
from valuenet.model.personal import NOT_SHOWN, Veil, veiled
from valuenet.model.record import Kept, Record
from valuenet.service.caller import Caller
from valuenet.service.reading import Reading
from valuenet.service.rights import may
from valuenet.value.same_money import personal

R = TypeVar("R", bound=Record)


def seen(caller: Caller, kept: Kept[R]) -> Kept[R]:
    """A record as the caller may see it."""
    if may(caller, Action.SEE_PERSONAL) or _own(caller, kept.record, kept.changed_by):
        return kept
    return replace(kept, record=veiled(kept.record, _VEIL))


def seen_with(caller: Caller, kept: Kept[Opportunity], network: Network | None) -> Kept[Opportunity]:
    """An opportunity as the caller may see it; its network tells which outcomes are personal, and of what is not on it nothing is known."""
    return kept if may(caller, Action.SEE_PERSONAL) else replace(kept, record=veiled(kept.record, _veil_of(network)))


def seen_change(caller: Caller, change: Change, by: Actor, networks: Mapping[NetworkId, Reading]) -> Change:
    """A change as the caller may see it, before and after; `networks`: those on which opportunities in it rest."""
    if may(caller, Action.SEE_PERSONAL):
        return change
    before, after = (_element(caller, element, by, networks) for element in (change.before, change.after))
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


def _element(caller: Caller, element: Element | None, by: Actor, networks: Mapping[NetworkId, Reading]) -> Element | None:
    if not isinstance(element, Record) or _own(caller, element, by):
        return element
    if isinstance(element, Opportunity):
        reading = networks.get(element.network)
        return veiled(element, _veil_of(reading.network if reading else None))
    return veiled(element, _VEIL)


def _veil_of(network: Network | None) -> Veil:
    """The veil over an opportunity: money that could be a person's own is taken to be."""

    def private(claim: Claim) -> bool:
        return network is None or claim.outcome not in network.outcome_by_id or personal(claim, network)

    return replace(_VEIL, private=private)


def _veiled_brief(text: str) -> str:
    """The JSON text of a kept brief without people and their words."""
    brief: Brief = brief_of_json(text)
    return json_text(replace(brief, pages=tuple(_page(page) for page in brief.pages)))


def _page(page: Page) -> Page:
    points, troubles = (tuple(_point(point) for point in points) for points in (page.points, page.troubles))
    return replace(page, people=(), points=points, troubles=troubles, cautions=tuple(_caution(caution) for caution in page.cautions))


def _point(point: Point) -> Point:
    heard = (replace(one, person="", quote=NOT_SHOWN if one.quote else "") for one in point.heard)
    return replace(point, heard=tuple(heard))


def _caution(caution: Caution) -> Caution:
    """Who refuted it, and in which words, stands in the reason."""
    return replace(caution, because="refuted here") if caution.kind is CautionKind.REFUTED_HERE else caution


_VEIL = Veil(brief=_veiled_brief)
