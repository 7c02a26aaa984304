"""What a seller does after a dialogue: size a claim, move it up the ladder, record the call, keep an override, close the opportunity.

People are named by key or id, claims by id or by the outcome that they are about.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from valuenet.errors import Invalid, InvalidOpportunity, Problem
from valuenet.model import dialogue
from valuenet.model.access import Action
from valuenet.model.amounts import Price, Range
from valuenet.model.call import Call, Said
from valuenet.model.directory import Directory
from valuenet.model.evidence import Evidence, Override
from valuenet.model.ids import Key, StakeholderId
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_vocabulary import ClaimState
from valuenet.service.caller import Caller
from valuenet.service.days import not_yet, today
from valuenet.service.library import Library
from valuenet.service.opportunities import OpportunityView
from valuenet.service.opportunity_changes import Edited, change_opportunity
from valuenet.service.opportunity_parts import Parts, PersonPut, assembled, claim_called, person_called
from valuenet.service.reading import Reading
from valuenet.service.repeats import request
from valuenet.service.rights import needs


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSize(Edited):
    """The seller's own estimate for a claim: money a year on a line of the opportunity, or shares of its baseline."""

    claim: str
    line: str
    amount: Range
    of_baseline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMove(Edited):
    """A claim to be moved along the ladder on evidence; `amount` is what the customer gave or accepted, or what was measured."""

    claim: str
    to: ClaimState
    evidence: Evidence
    amount: Range | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecord(Edited):
    """A dialogue with one person; `people` are those whom it brought into the decision, put before it is recorded."""

    call: Call
    people: tuple[PersonPut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyOverride(Edited):
    """What the owner of a number says of its money: the same as, or different from, that of other claims on the line."""

    claim: str
    override: Override


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityClosing(Edited):
    """How an opportunity ended, today unless a day is given; `won` None opens it again. `pocket_price`: what remains to us of the price."""

    won: bool | None
    on: date | None = None
    pocket_price: Price | None = None


@needs(Action.EDIT)
def claim_size(library: Library, caller: Caller, size: ClaimSize, repeat: str | None = None) -> OpportunityView:
    """Size a claim; refused where the customer has given the number already."""

    def edit(before: Opportunity, _directory: Directory, _reading: Reading | None) -> Opportunity:
        claim = claim_called(before.claims, size.claim).id
        return dialogue.size_claim(before, claim, Key(size.line), size.amount, of_baseline=size.of_baseline)

    return change_opportunity(library, caller, size, request(repeat, "claim_size", size), edit)


@needs(Action.EDIT)
def claim_move(library: Library, caller: Caller, move: ClaimMove, repeat: str | None = None) -> OpportunityView:
    """Move a claim along the ladder; `LadderRefused` says what evidence is missing."""

    def edit(before: Opportunity, _directory: Directory, _reading: Reading | None) -> Opportunity:
        _check_day(library, "evidence.on", move.evidence.on)
        claim = claim_called(before.claims, move.claim).id
        stated = move.evidence.stated_by
        person = person_called(before.stakeholders, stated, path="evidence.stated_by").id if stated is not None else None
        evidence = replace(move.evidence, stated_by=person)
        return dialogue.move_claim(before, claim, move.to, evidence, by=caller.actor.name, amount=move.amount)

    return change_opportunity(library, caller, move, request(repeat, "claim_move", move), edit)


@needs(Action.RECORD)
def call_record(library: Library, caller: Caller, record: CallRecord, repeat: str | None = None) -> OpportunityView:
    """Record a dialogue: claims move, beliefs and wishes are kept; all of it, or everything that is wrong with it."""

    def edit(before: Opportunity, directory: Directory, reading: Reading | None) -> Opportunity:
        _check_day(library, "on", record.call.on)
        network = reading.network if reading else None
        with_people = assembled(before, Parts(people=record.people), directory, network, {}) if record.people else before
        return dialogue.record_call(with_people, _named(with_people, record.call))

    return change_opportunity(library, caller, record, request(repeat, "call_record", record), edit)


@needs(Action.EDIT)
def money_override(library: Library, caller: Caller, override: MoneyOverride, repeat: str | None = None) -> OpportunityView:
    """Keep one more word of the owner of a number about its money."""

    def edit(before: Opportunity, _directory: Directory, _reading: Reading | None) -> Opportunity:
        said = override.override
        other = claim_called(before.claims, said.claim, path="override.claim").id if said.claim is not None else None
        by = person_called(before.stakeholders, said.by, path="override.by").id
        return dialogue.override_money(before, claim_called(before.claims, override.claim).id, replace(said, claim=other, by=by))

    return change_opportunity(library, caller, override, request(repeat, "money_override", override), edit)


@needs(Action.EDIT)
def opportunity_close(library: Library, caller: Caller, closing: OpportunityClosing, repeat: str | None = None) -> OpportunityView:
    """Close an opportunity as won or lost, or open it again."""

    def edit(before: Opportunity, _directory: Directory, _reading: Reading | None) -> Opportunity:
        _check_day(library, "on", closing.on)
        if closing.won is None:
            return replace(before, won=None, closed=None)
        day = closing.on or before.closed or today(library)
        return replace(before, won=closing.won, closed=day, pocket_price=closing.pocket_price or before.pocket_price)

    return change_opportunity(library, caller, closing, request(repeat, "opportunity_close", closing), edit)


def _check_day(library: Library, path: str, on: date | None) -> None:
    if on is not None and (wrong := not_yet(library, path, on)):
        raise InvalidOpportunity([wrong])


def _named(opportunity: Opportunity, call: Call) -> Call:
    """The call with ids in place of keys, or `InvalidOpportunity` with every name that means nothing."""
    problems: list[Problem] = []
    person = _person(opportunity, call.stakeholder, "stakeholder", problems)
    said = [_said(opportunity, one, f"said[{place}]", problems) for place, one in enumerate(call.said)]
    wishes = [replace(wish, by=_person(opportunity, wish.by, "unmet", problems) if wish.by else None) for wish in call.unmet]
    if problems:
        raise InvalidOpportunity(problems)
    return replace(call, stakeholder=person, said=tuple(said), unmet=tuple(wishes))


def _said(opportunity: Opportunity, said: Said, path: str, problems: list[Problem]) -> Said:
    try:
        claim = claim_called(opportunity.claims, said.claim).id
    except Invalid as invalid:
        problems += [problem.under(path) for problem in invalid.problems]
        claim = said.claim
    owner = _person(opportunity, said.owner, f"{path}.owner", problems) if said.owner is not None else None
    return replace(said, claim=claim, owner=owner)


def _person(opportunity: Opportunity, name: StakeholderId, path: str, problems: list[Problem]) -> StakeholderId:
    try:
        return person_called(opportunity.stakeholders, name, path=path).id
    except Invalid as invalid:
        problems += invalid.problems
        return name
