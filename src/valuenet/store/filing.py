"""How both stores keep a record: its snapshot, and beside it what it is found by: whom and what it speaks of, its place in order.

    (record)-[:ABOUT|BECAME]->(:Outcome)        (record)-[:PUT_TO|WITH|FELT_BY]->(:Persona)
    (record)-[:AT]->(:Account)                  (record)-[:IN|USES|RESTS_ON]->(:Network)
    (:Opportunity)-[:INVOLVES]->(:Persona)      (:Opportunity)-[:COMPARES]->(:Option)-[:IS]->(:Alternative)

A record may speak of an outcome or network that is not there any more: it is kept, and then there is no relationship.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

import msgspec

from valuenet.errors import StoreCorrupt
from valuenet.model.account import Account
from valuenet.model.call_plan import CallPlan
from valuenet.model.changes import KIND_OF
from valuenet.model.frozen_scorecard import FrozenScorecard
from valuenet.model.kept_forecast import KeptForecast
from valuenet.model.message import Message
from valuenet.model.message_test import MessageTest
from valuenet.model.opportunity import Opportunity
from valuenet.model.price_exception import PriceException
from valuenet.model.record import Kept, Record
from valuenet.model.remark import Remark
from valuenet.model.value_gap import ValueGap
from valuenet.model.vocabulary import ElementKind
from valuenet.model.workspace_settings import WorkspaceSettings
from valuenet.store.protocol import Commit, RecordSave

_KEPT: Mapping[str, type[Kept[Record]]] = {KIND_OF[type_]: Kept[type_] for type_ in get_args(Record)}  # type: ignore[valid-type]  # one each


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Under what a record is found. `place` sorts the records of one kind by code point, alike in every store."""

    id: str
    kind: ElementKind
    place: str
    key: str | None = None
    outcome: str | None = None
    account: str | None = None
    networks: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()

    @property
    def mentions(self) -> tuple[str, ...]:
        """Everything that the record speaks of and is asked by, or keeps from being removed, each once."""
        return (*_named(self.outcome, self.account), *self.networks, *self.personas, *self.alternatives)


def filing(record: Record) -> Filing:
    """Under what a record is found: accounts by key, what was said on a day by that day, messages by their making."""
    id_, kind = record.id, KIND_OF[type(record)]
    match record:
        case Account(key=key) | WorkspaceSettings(key=key):
            return Filing(id=id_, kind=kind, place=key, key=key)
        case Opportunity():
            return _opportunity(record)
        case PriceException() | FrozenScorecard():
            return Filing(id=id_, kind=kind, place=f"{record.on} {id_}", account=record.account, networks=_named(record.network))
        case KeptForecast():
            return Filing(id=id_, kind=kind, place=f"{record.on} {id_}")
        case CallPlan():
            networks, personas = _named(*record.networks), _named(*(attendee.persona for attendee in record.attendees))
            return Filing(id=id_, kind=kind, place=f"{record.on} {id_}", account=record.account, networks=networks, personas=personas)
        case Remark():
            return Filing(id=id_, kind=kind, place=str(id_), outcome=record.node, networks=_named(record.network))
        case Message():
            place, account = str(id_), None
        case MessageTest() | ValueGap():
            place, account = f"{record.on} {id_}", record.account
    named, people = _named(record.network), _named(record.persona)
    return Filing(id=id_, kind=kind, place=place, outcome=record.outcome, account=account, networks=named, personas=people)


def _opportunity(opportunity: Opportunity) -> Filing:
    """(:Opportunity): everybody who decides, or whom a claim interests, and every alternative to us."""
    interested = (persona for claim in opportunity.claims for persona in claim.interested)
    return Filing(
        id=opportunity.id,
        kind=KIND_OF[Opportunity],
        place=opportunity.key,
        key=opportunity.key,
        account=opportunity.account,
        networks=_named(opportunity.network),
        personas=_named(*(person.persona for person in opportunity.stakeholders), *interested),
        alternatives=_named(*(option.alternative for option in opportunity.alternatives)),
    )


def stepped(commit: Commit, save: RecordSave) -> Kept[Record]:
    """A record as it is kept after its step in a commit."""
    return Kept(record=save.record, revision=save.expected + 1, changed_at=commit.at, changed_by=commit.actor)


def networks_named(saves: Iterable[RecordSave]) -> set[str]:
    """The ids of all networks that the records of a commit speak of."""
    return {network for save in saves for network in filing(save.record).networks}


def named_in(kinds: Iterable[str]) -> str:
    """The kinds of things that name something, as a refusal tells them: "a call plan, an opportunity"."""
    return ", ".join(f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}" for kind in kinds)


def written(kept: Kept[Record]) -> str:
    """The snapshot of a record: JSON text, with its revision in it, so that a read is never torn."""
    return msgspec.json.encode(kept).decode()


def read(kind: str, snapshot: str) -> Kept[Record]:
    """The record that a snapshot holds, or `StoreCorrupt`."""
    try:
        return msgspec.json.decode(snapshot, type=_KEPT[kind])
    except Exception as error:  # whatever is wrong with a stored text, it is the same error to callers
        raise StoreCorrupt(f"a record ({kind}) cannot be read ({error}): restore the store from a backup") from error


def _named(*ids: str | None) -> tuple[str, ...]:
    """Those that are there, each once."""
    return tuple(dict.fromkeys(id_ for id_ in ids if id_ is not None))
