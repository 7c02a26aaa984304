"""What a seller does to an opportunity after a dialogue, each a pure edit that gives a new one: size, move, record, override.

A claim climbs the ladder rung by rung; several rungs at once where the evidence for each of them is there. A step that
lacks what its row asks for is refused with the reason. What was recorded once stays: moves and calls only grow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from valuenet.errors import Invalid, InvalidOpportunity, LadderRefused, Problem
from valuenet.model.amounts import Range
from valuenet.model.call import Call, Said
from valuenet.model.claim import Claim, lacking
from valuenet.model.evidence import Belief, Evidence, Move, Override
from valuenet.model.ids import ClaimId, Key, StakeholderId
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_vocabulary import LADDER, ClaimState


def size_claim(opportunity: Opportunity, claim: ClaimId, line: Key, amount: Range, *, of_baseline: bool = False) -> Opportunity:
    """The seller's own estimate for a claim; refused where the customer has given the number already."""
    old = _claim(opportunity, claim)
    _check_sellers(old)
    return _with_claims(opportunity, [replace(old, line=line, amount=amount, of_baseline=of_baseline)])


def check_number(old: Claim, *, line: Key | None, amount: Range | None, of_baseline: bool) -> None:
    """Raise `LadderRefused` where a number that the customer gave would be another one, or on another line."""
    if (old.line, old.amount, old.of_baseline) != (line, amount, of_baseline):
        _check_sellers(old)


def move_claim(
    opportunity: Opportunity, claim: ClaimId, to: ClaimState, evidence: Evidence, *, by: str, amount: Range | None = None
) -> Opportunity:
    """The opportunity with a claim moved along the ladder on new evidence, recorded by someone.

    `amount` is what the customer gave or accepted, or, on the way to realised, what was measured.
    """
    return _with_claims(opportunity, [climbed(_claim(opportunity, claim), to, evidence, by=by, amount=amount)])


def override_money(opportunity: Opportunity, claim: ClaimId, override: Override) -> Opportunity:
    """The opportunity with one more word of the owner of a number about its money."""
    old = _claim(opportunity, claim)
    return _with_claims(opportunity, [replace(old, overrides=(*old.overrides, override))])


def record_call(opportunity: Opportunity, call: Call) -> Opportunity:
    """The opportunity after a dialogue: claims moved, beliefs kept, wishes that we do not meet written down; all or nothing."""
    person = opportunity.stakeholder_by_id.get(call.stakeholder)
    problems: list[Problem] = []
    if person is None:
        said = f"there is no stakeholder {call.stakeholder!r} in this opportunity"
        raise InvalidOpportunity([Problem(path="stakeholder", code="UNKNOWN_STAKEHOLDER", message=said, remedy="add the person first")])
    claims = dict(opportunity.claim_by_id)
    for place, said_ in enumerate(call.said):
        try:
            claims[said_.claim] = _after(claims.get(said_.claim), said_, call)
        except Invalid as refusal:
            problems += [problem.under(f"said[{place}]") for problem in refusal.problems]
    if problems:
        raise LadderRefused(problems)
    heard = max(call.on, person.heard_from or call.on)
    credible = person.credible_since or (call.on if call.credible else None)
    people = [replace(one, heard_from=heard, credible_since=credible) if one is person else one for one in opportunity.stakeholders]
    return replace(
        opportunity,
        claims=tuple(claims.values()),
        stakeholders=tuple(people),
        unmet=(*opportunity.unmet, *(replace(wish, by=wish.by or call.stakeholder, on=wish.on or call.on) for wish in call.unmet)),
        calls=(*opportunity.calls, call),
    )


def climbed(claim: Claim, to: ClaimState, evidence: Evidence, *, by: str, amount: Range | None = None) -> Claim:
    """The claim at another rung, with the moves that led there; refused where no step leads there or its evidence is missing."""
    steps = _steps(claim, to)
    measured = to is ClaimState.REALISED and claim.state is not to
    ahead = replace(
        claim,
        evidence=_added(claim.evidence, evidence),
        amount=amount or claim.amount,
        promised=claim.amount if measured else claim.promised,
    )
    problems = lacking(ahead, to)
    if evidence.on is None and not any(problem.path == "evidence.on" for problem in problems):
        problems.append(_missing("evidence.on", "when this was said or done"))
    if claim.state is to is ClaimState.VALIDATED and amount is not None and evidence.confirmed is None:
        problems.append(_missing("evidence.confirmed", "how the owner confirmed the new number: in writing or by a trial"))
    if measured and amount is None:
        problems.append(_missing("amount", "what was measured after going live"))
    if problems:
        raise LadderRefused(problems)
    moves: list[Move] = []
    state = claim.state
    for step in steps:
        moves.append(Move(before=state, after=step, by=by, evidence=evidence, amount=amount))
        state = step
    return replace(ahead, state=to, moves=(*claim.moves, *moves))


def _steps(claim: Claim, to: ClaimState) -> Iterable[ClaimState]:
    """The rungs from where a claim stands to another; at the same rung, once more with new evidence."""
    here = claim.state
    if here is not ClaimState.REFUTED and to is ClaimState.REFUTED:
        return (to,)
    if here is to and here.rank >= ClaimState.TESTED.rank:
        return (to,)
    if here is not ClaimState.REFUTED and to.rank > here.rank:
        return LADDER[here.rank + 1 : to.rank + 1]
    remedy = "make a new claim" if here is ClaimState.REFUTED else "refute it, or leave it where it is"
    raise LadderRefused([Problem(path="to", code="NO_SUCH_STEP", message=f"no step leads from {here} to {to}", remedy=remedy)])


def _after(claim: Claim | None, said: Said, call: Call) -> Claim:
    """A claim after what one person said about it."""
    if claim is None:
        message = f"there is no claim {said.claim!r} in this opportunity"
        raise InvalidOpportunity([Problem(path="claim", code="UNKNOWN_CLAIM", message=message, remedy="claim the outcome first")])
    told = replace(
        claim,
        line=said.line or claim.line,
        owner=said.owner or claim.owner,
        desirability=said.desirability or claim.desirability,
        thought_of=said.thought_of if said.thought_of is not None else claim.thought_of,
        beliefs=_believed(claim.beliefs, call.stakeholder, said),
    )
    if said.confirmed is not None and call.stakeholder != told.owner:
        message = "only the owner of the number confirms it"
        raise LadderRefused([Problem(path="confirmed", code="NOT_THE_OWNER", message=message, remedy="name the owner, or ask them")])
    to = said.to or (claim.state if said.amount is not None else None)
    if to is None:
        return told
    gave = said.amount is not None or to is ClaimState.VALUED
    evidence = Evidence(
        on=call.on, quote=said.quote, source=call.source, stated_by=call.stakeholder if gave else None, confirmed=said.confirmed
    )
    return climbed(told, to, evidence, by=call.by, amount=said.amount)


def _believed(beliefs: tuple[Belief, ...], person: StakeholderId, said: Said) -> tuple[Belief, ...]:
    if said.belief is None:
        return beliefs
    return (*(belief for belief in beliefs if belief.stakeholder != person), Belief(stakeholder=person, share=said.belief))


def _added(old: Evidence, new: Evidence) -> Evidence:
    """What is known with the new evidence: what it does not speak of stays as it was."""
    return Evidence(
        on=new.on or old.on,
        quote=new.quote or old.quote,
        source=new.source or old.source,
        stated_by=new.stated_by or old.stated_by,
        confirmed=new.confirmed or old.confirmed,
    )


def _claim(opportunity: Opportunity, claim: ClaimId) -> Claim:
    found = opportunity.claim_by_id.get(claim)
    if found is None:
        said = f"there is no claim {claim!r} in this opportunity"
        raise InvalidOpportunity([Problem(path="claim", code="UNKNOWN_CLAIM", message=said, remedy="claim the outcome first")])
    return found


def _check_sellers(claim: Claim) -> None:
    if claim.state.stated:
        said = f"is {claim.state}: the number is the customer's"
        remedy = "record the call in which they gave another"
        raise LadderRefused([Problem(path="amount", code="CUSTOMERS_NUMBER", message=said, remedy=remedy)])


def _with_claims(opportunity: Opportunity, changed: Iterable[Claim]) -> Opportunity:
    by_id = {claim.id: claim for claim in changed}
    return replace(opportunity, claims=tuple(by_id.get(claim.id, claim) for claim in opportunity.claims))


def _missing(path: str, what: str) -> Problem:
    return Problem(path=path, code="EVIDENCE_MISSING", message="is missing: the move needs it", remedy=f"give {what}")
