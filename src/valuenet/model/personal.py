"""What is personal in a record: customers' words, names of people at customers, and money that is one person's own.

A veil is laid over it, and everything else stays: results, states, dates and amounts of the business, and what is counted by them.
Where a rule wants a text, such as a quote behind a claim, the veil's word stands in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from valuenet.model.amounts import Range
from valuenet.model.buying import Stakeholder, Unmet
from valuenet.model.call import Call, Said
from valuenet.model.call_plan import CallPlan
from valuenet.model.claim import Claim
from valuenet.model.evidence import Evidence, Move, Override
from valuenet.model.frozen_scorecard import FrozenScorecard
from valuenet.model.message_test import MessageTest
from valuenet.model.numbers import ZERO
from valuenet.model.opportunity import Opportunity
from valuenet.model.price_exception import Guidance, PriceException
from valuenet.model.record import Record
from valuenet.model.text import suggested_key

R = TypeVar("R", bound=Record)

NOT_SHOWN = "(not shown)"
"""What stands where a word or name is not for whoever reads."""

NO_SCORECARD = "{}"
NO_MONEY = Range(low=ZERO, likely=ZERO, high=ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Veil:
    """`brief` lays it over the JSON text of a kept brief; `private` tells which claims are a person's own."""

    brief: Callable[[str], str]
    private: Callable[[Claim], bool] = lambda claim: claim.personal


def veiled(record: R, veil: Veil) -> R:
    """The record with a veil over what is personal in it; a record in which nothing is, as it is."""
    match record:
        case MessageTest():
            return replace(record, person="", quote=_word(record.quote), need=_word(record.need))
        case CallPlan():
            attendees = tuple(replace(one, person="") for one in record.attendees)
            return replace(record, attendees=attendees, brief=veil.brief(record.brief))
        case Opportunity():
            return replace(record, **_opportunity(record, veil))
        case FrozenScorecard():
            return replace(record, scorecard=NO_SCORECARD)
        case PriceException(decision=decision):
            decided = replace(decision, guidance=_guidance(decision.guidance)) if decision else None
            return replace(record, guidance=_guidance(record.guidance), decision=decided)
        case _:
            return record


def _word(text: str) -> str:
    return NOT_SHOWN if text else ""


def _guidance(guidance: Guidance) -> Guidance:
    return replace(guidance, scorecard=NO_SCORECARD)


def _opportunity(opportunity: Opportunity, veil: Veil) -> dict[str, Any]:
    private = {claim.id for claim in opportunity.claims if veil.private(claim)}
    return {
        "stakeholders": tuple(_person(person, place) for place, person in enumerate(opportunity.stakeholders, 1)),
        "claims": tuple(_claim(claim, private=claim.id in private) for claim in opportunity.claims),
        "unmet": tuple(_unmet(one) for one in opportunity.unmet),
        "calls": tuple(_call(call, private) for call in opportunity.calls),
    }


def _person(person: Stakeholder, place: int) -> Stakeholder:
    """(:Stakeholder): the key is made of the name, so it goes too."""
    key = type(person.key)(suggested_key(f"person {place}"))
    return replace(person, key=key, name=NOT_SHOWN)


def _claim(claim: Claim, *, private: bool) -> Claim:
    bare = replace(
        claim,
        evidence=_evidence(claim.evidence),
        overrides=tuple(_override(one) for one in claim.overrides),
        moves=tuple(_move(move, private=private) for move in claim.moves),
    )
    if not private:
        return bare
    theirs = tuple(replace(one, amount=NO_MONEY) for one in claim.theirs)
    return replace(bare, amount=_money(claim.amount), promised=_money(claim.promised), theirs=theirs)


def _money(amount: Range | None) -> Range | None:
    return None if amount is None else NO_MONEY


def _evidence(evidence: Evidence) -> Evidence:
    return replace(evidence, quote=_word(evidence.quote), source=_word(evidence.source))


def _move(move: Move, *, private: bool) -> Move:
    return replace(move, evidence=_evidence(move.evidence), amount=_money(move.amount) if private else move.amount)


def _override(override: Override) -> Override:
    return replace(override, said=NOT_SHOWN)


def _unmet(unmet: Unmet) -> Unmet:
    return replace(unmet, said=NOT_SHOWN)


def _call(call: Call, private: Collection[str]) -> Call:
    said = tuple(_said(one, private=one.claim in private) for one in call.said)
    return replace(call, source=_word(call.source), said=said, unmet=tuple(_unmet(one) for one in call.unmet))


def _said(said: Said, *, private: bool) -> Said:
    return replace(said, quote=_word(said.quote), amount=_money(said.amount) if private else said.amount)
