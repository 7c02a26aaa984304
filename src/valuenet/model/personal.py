"""What is personal in a record: customers' words, names of people at customers, and what one of them wants for themselves.

That an outcome is personal says something about a persona, and is known to all: so it is on the map, and so it is counted in tests.
What is personal is that somebody at a customer claimed it, and what it is worth to them.

A veil is laid over it, and everything else stays: results, states, dates and amounts of the business, and what is counted by them.
Where a rule wants a text, such as a quote behind a claim, the veil's word stands in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from valuenet.model.buying import Stakeholder, Unmet
from valuenet.model.call import Call
from valuenet.model.call_plan import CallPlan
from valuenet.model.claim import Claim
from valuenet.model.evidence import Evidence, Override
from valuenet.model.frozen_scorecard import FrozenScorecard
from valuenet.model.ids import OutcomeId
from valuenet.model.message_test import MessageTest
from valuenet.model.opportunity import Opportunity
from valuenet.model.price_exception import Guidance, PriceException
from valuenet.model.record import Record
from valuenet.model.text import suggested_key

R = TypeVar("R", bound=Record)

NOT_SHOWN = "(not shown)"
"""What stands where a word or name is not for whoever reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Veil:
    """`brief` lays it over the JSON text of a kept brief; `own` tells which outcomes are one person's own, or could be."""

    brief: Callable[[str], str]
    own: Callable[[OutcomeId], bool]


def veiled(record: R, veil: Veil) -> R:
    """The record with a veil over what is personal in it; a record in which nothing is, as it is."""
    match record:
        case MessageTest():
            stated = None if veil.own(record.outcome) else record.stated
            return replace(record, person="", quote=_word(record.quote), need=_word(record.need), stated=stated)
        case CallPlan():
            attendees = tuple(replace(one, person="") for one in record.attendees)
            return replace(record, attendees=attendees, brief=veil.brief(record.brief))
        case Opportunity():
            return replace(record, **_opportunity(record, veil))
        case FrozenScorecard():
            return replace(record, scorecard=None)
        case PriceException(decision=decision):
            decided = replace(decision, guidance=_guidance(decision.guidance)) if decision else None
            return replace(record, guidance=_guidance(record.guidance), decision=decided)
        case _:
            return record


def _word(text: str) -> str:
    return NOT_SHOWN if text else ""


def _guidance(guidance: Guidance) -> Guidance:
    return replace(guidance, scorecard=None)


def _opportunity(opportunity: Opportunity, veil: Veil) -> dict[str, Any]:
    theirs = {claim.id for claim in opportunity.claims if claim.personal or veil.own(claim.outcome)}
    return {
        "stakeholders": tuple(_person(person, place) for place, person in enumerate(opportunity.stakeholders, 1)),
        "claims": tuple(_claim(claim, theirs) for claim in opportunity.claims if claim.id not in theirs),
        "unmet": tuple(_unmet(one) for one in opportunity.unmet),
        "calls": tuple(_call(call, theirs) for call in opportunity.calls),
    }


def _person(person: Stakeholder, place: int) -> Stakeholder:
    """(:Stakeholder): the key is made of the name, so it goes too."""
    key = type(person.key)(suggested_key(f"person {place}"))
    return replace(person, key=key, name=NOT_SHOWN)


def _claim(claim: Claim, hidden: Collection[str]) -> Claim:
    return replace(
        claim,
        evidence=_evidence(claim.evidence),
        overrides=tuple(_override(one) for one in claim.overrides if one.claim not in hidden),
        moves=tuple(replace(move, evidence=_evidence(move.evidence)) for move in claim.moves),
    )


def _evidence(evidence: Evidence) -> Evidence:
    return replace(evidence, quote=_word(evidence.quote), source=_word(evidence.source))


def _override(override: Override) -> Override:
    return replace(override, said=NOT_SHOWN)


def _unmet(unmet: Unmet) -> Unmet:
    return replace(unmet, said=NOT_SHOWN)


def _call(call: Call, hidden: Collection[str]) -> Call:
    said = tuple(replace(one, quote=_word(one.quote)) for one in call.said if one.claim not in hidden)
    return replace(call, source=_word(call.source), said=said, unmet=tuple(_unmet(one) for one in call.unmet))
