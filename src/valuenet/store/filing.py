"""What both stores write beside a record's snapshot, so that it is found again: whom and what it is about, and its place in order.

    (record)-[:ABOUT|BECAME]->(:Outcome)        (record)-[:PUT_TO|WITH|FELT_BY]->(:Persona)
    (record)-[:AT]->(:Account)                  (record)-[:IN]->(:Network)

A record may speak of an outcome or network that is not there any more: it is kept, and then there is no relationship.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

import msgspec

from valuenet.errors import StoreCorrupt
from valuenet.model.account import Account
from valuenet.model.call_plan import CallPlan
from valuenet.model.changes import KIND_OF
from valuenet.model.message import Message
from valuenet.model.message_test import MessageTest
from valuenet.model.record import Record
from valuenet.model.value_gap import ValueGap
from valuenet.model.vocabulary import ElementKind

_TYPE_OF: Mapping[ElementKind, type[Record]] = {KIND_OF[type_]: type_ for type_ in get_args(Record)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Under what a record is found. `place` sorts the records of one kind by code point, alike in every store."""

    id: str
    kind: ElementKind
    place: str
    key: str | None = None
    network: str | None = None
    outcome: str | None = None
    persona: str | None = None
    account: str | None = None


def filing(record: Record) -> Filing:
    """Under what a record is found: accounts by key, what was said on a day by that day, messages by their making."""
    kind = KIND_OF[type(record)]
    match record:
        case Account():
            return Filing(id=record.id, kind=kind, place=record.key, key=record.key)
        case CallPlan():
            return Filing(id=record.id, kind=kind, place=f"{record.on} {record.id}", account=record.account)
        case Message():
            place, account = record.id, None
        case MessageTest() | ValueGap():
            place, account = f"{record.on} {record.id}", record.account
    return Filing(
        id=record.id,
        kind=kind,
        place=place,
        network=record.network,
        outcome=record.outcome,
        persona=record.persona,
        account=account,
    )


def written(record: Record) -> str:
    """A record as JSON text, its fields in the order in which they are declared."""
    return msgspec.json.encode(record).decode()


def read(kind: str, text: str) -> Record:
    """The record that a text holds, or `StoreCorrupt`."""
    try:
        return msgspec.json.decode(text, type=_TYPE_OF[ElementKind(kind)])
    except Exception as error:  # whatever is wrong with a stored text, it is the same error to callers
        raise StoreCorrupt(f"a {kind} cannot be read ({error}): restore the store from a backup") from error
