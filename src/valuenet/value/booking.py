"""Each dollar once: which claims of an opportunity count, with how much money a year, and for each of them because of what.

Gates come first: only what the customer envisioned can count. Then, on each money line, of claims that are the same money
one level is counted, and all negative ones; what is left may not exceed the line's baseline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from valuenet.errors import Problem
from valuenet.model.amounts import NOTHING, Range
from valuenet.model.buying import MoneyLine
from valuenet.model.claim import Claim, Theirs
from valuenet.model.ids import ClaimId, Key
from valuenet.model.network import Network
from valuenet.model.numbers import ZERO
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_vocabulary import ClaimState
from valuenet.value import because
from valuenet.value.booked import Booked, Booking, Decision, LineTotal
from valuenet.value.levels import best_level, groups
from valuenet.value.line_amounts import Entry, capped, line_amounts, total
from valuenet.value.same_money import SameMoney, could_count, personal, same_money


def booking(opportunity: Opportunity, network: Network, *, same: SameMoney | None = None) -> Booking:
    """What counts, by section 2 of the value model; `same` may be given where it is known already."""
    case = _Case(opportunity, network, same or same_money(opportunity, network))
    decided = {claim.id: apart for claim in opportunity.claims if (apart := _apart(case, claim)) is not None}
    by_line: dict[Key | None, list[Claim]] = {}
    for claim in opportunity.claims:
        if claim.id not in decided:
            by_line.setdefault(claim.line, []).append(claim)
    totals = []
    for line in opportunity.lines:
        booked, sums = _on_line(case, line, by_line.get(line.key, ()))
        decided |= {one.claim.id: one for one in booked}
        totals.append(sums)
    return Booking(booked=tuple(decided[claim.id] for claim in opportunity.claims), lines=tuple(totals))


def booking_if(before: Booking, moved: Claim, to: ClaimState, opportunity: Opportunity, network: Network, same: SameMoney) -> Booking:
    """What would count if one sized claim were in another state; only its money line is looked at again."""
    case = _Case(opportunity, network, same, moved=moved.id, to=to)
    on_line = [claim for claim in opportunity.claims if claim.line == moved.line]
    decided = {claim.id: apart for claim in on_line if (apart := _apart(case, claim)) is not None}
    line = opportunity.line_by_key[moved.line or ""]
    booked, sums = _on_line(case, line, [claim for claim in on_line if claim.id not in decided])
    decided |= {one.claim.id: one for one in booked}
    return Booking(
        booked=tuple(decided.get(one.claim.id, one) for one in before.booked),
        lines=tuple(sums if one.line == line else one for one in before.lines),
    )


def overclaimed(booked: Booking) -> tuple[Problem, ...]:
    """The problem of every line on which more is claimed than there is: scoring caps it, an import is refused."""
    return tuple(
        Problem(
            path=f"lines.{one.line.key}",
            code="OVER_BASELINE",
            message=f"{one.uncapped.likely:f} a year is claimed on {one.line.name!r}, and the line is {one.line.baseline:f} a year",
            remedy="correct the baseline, or lower the claims",
        )
        for one in booked.lines
        if one.over
    )


@dataclass(frozen=True, slots=True)
class _Case:
    """What all decisions about one opportunity look at."""

    opportunity: Opportunity
    network: Network
    same: SameMoney
    moved: ClaimId | None = None
    to: ClaimState | None = None

    def state(self, claim: Claim) -> ClaimState:
        """The state of a claim, or the one that is assumed."""
        return self.to if claim.id == self.moved and self.to is not None else claim.state

    def booked(self, claim: Claim, decision: Decision, because_: str) -> Booked:
        return Booked(claim=claim, state=self.state(claim), title=because.title(claim, self.network), decision=decision, because=because_)


def _apart(case: _Case, claim: Claim) -> Booked | None:
    """What became of a claim that takes no part in the business case; nothing where it does."""
    state = case.state(claim)
    if personal(claim, case.network):
        return _personal(case, claim)
    if state is ClaimState.REFUTED:
        return case.booked(claim, Decision.REFUTED, because.refuted(claim))
    if not could_count(claim, case.network):
        return case.booked(claim, Decision.OFF_THE_MAP, "its outcome is not on the map: put it back, or claim another outcome")
    if claim.amount is None:
        said = "the customer desires it and nobody has said what it is worth" if state.gate else because.unbuilt(claim, state)
        return case.booked(claim, Decision.NOT_SIZED if state.gate else Decision.UNBUILT, said)
    return None


def _personal(case: _Case, claim: Claim) -> Booked:
    """A personal outcome: money only where that person stated it, and never in the business case."""
    if case.state(claim) is ClaimState.REFUTED:
        return case.booked(claim, Decision.PERSONAL, because.refuted(claim))
    if claim.amount is None or not case.state(claim).stated or claim.evidence.stated_by != claim.owner:
        return case.booked(claim, Decision.PERSONAL, "personal: it counts in money only where that person stated the money")
    line = case.opportunity.line_by_key[claim.line or ""]
    said = "personal, and that person stated the money: a subtotal of its own, never added to the business case"
    return replace(case.booked(claim, Decision.PERSONAL, said), ours=line_amounts([_entry(claim, claim.amount)], line.baseline)[0])


def _on_line(case: _Case, line: MoneyLine, claims: Sequence[Claim]) -> tuple[list[Booked], LineTotal]:
    """What became of the claims of one line that are sized and on the map, and what the line comes to."""
    gated = [claim for claim in claims if case.state(claim).gate]
    counted = _winners(case, line, gated)
    waiting = [claim for claim in claims if not case.state(claim).gate and not case.same.joined[claim.id] & counted.keys()]
    unbuilt = _winners(case, line, waiting)
    uncapped = line_amounts([_entry(claim, _sized(claim)) for claim in counted.values()], line.baseline)
    ours = dict(zip(counted, capped(uncapped, line.baseline), strict=True))
    room = None if line.baseline is None else max(ZERO, line.baseline - total(list(ours.values())).likely)
    ahead = line_amounts([_entry(claim, _sized(claim)) for claim in unbuilt.values()], line.baseline)
    ours |= zip(unbuilt, capped(ahead, room), strict=True)
    theirs = _theirs(case, line, counted) | _theirs(case, line, unbuilt)
    booked = [
        replace(_decided(case, claim, counted, unbuilt), ours=ours.get(claim.id, NOTHING), theirs=theirs.get(claim.id, ()))
        for claim in claims
    ]
    return booked, LineTotal(line=line, counted=total([ours[claim] for claim in counted]), uncapped=total(uncapped))


def _winners(case: _Case, line: MoneyLine, claims: Sequence[Claim]) -> dict[ClaimId, Claim]:
    """Of each group of claims that are the same money the level that counts, in the order of the claims."""
    by_id = {claim.id: claim for claim in claims}
    chosen: set[ClaimId] = set()
    for group in groups(case.same.joined, by_id):
        evidence = {claim: case.state(by_id[claim]).rank for claim in group}
        amounts = {claim: _likely(by_id[claim], line) for claim in group}
        chosen |= set(best_level(case.same.joined, evidence, amounts))
    return {claim: by_id[claim] for claim in by_id if claim in chosen}


def _decided(case: _Case, claim: Claim, counted: Mapping[ClaimId, Claim], unbuilt: Mapping[ClaimId, Claim]) -> Booked:
    """The decision about one claim of a line, with its sentence and the arrows that decided."""
    state = case.state(claim)
    if claim.id in counted:
        others = [other for other in case.same.joined[claim.id] if case.state(case.opportunity.claim_by_id[other]).gate]
        return case.booked(claim, Decision.COUNTED, because.counted(claim, state, case.opportunity, len(others)))
    if claim.id in unbuilt:
        return case.booked(claim, Decision.UNBUILT, because.unbuilt(claim, state))
    rivals = [*counted.values(), *(unbuilt.values() if not state.gate else ())]
    winner = next(rival for rival in rivals if rival.id in case.same.joined[claim.id])
    arrows = case.same.between(claim, winner)
    said = because.same_money(claim, winner, arrows, case.network, better=case.state(winner).rank > state.rank)
    not_yet = "" if state.gate else "not envisioned yet, and "
    return replace(case.booked(claim, Decision.SAME_MONEY, not_yet + said), through=arrows)


def _theirs(case: _Case, line: MoneyLine, claims: Mapping[ClaimId, Claim]) -> dict[ClaimId, tuple[Theirs, ...]]:
    """What each alternative delivers of some claims, money a year: its shares compound and its line is capped as ours are."""
    found: dict[ClaimId, tuple[Theirs, ...]] = {}
    for option in case.opportunity.alternatives:
        told = {
            claim.id: _entry(claim, their.amount) for claim in claims.values() for their in claim.theirs if their.alternative == option.key
        }
        amounts = capped(line_amounts(list(told.values()), line.baseline), line.baseline)
        for claim, amount in zip(told, amounts, strict=True):
            found[claim] = (*found.get(claim, ()), Theirs(alternative=option.key, amount=amount))
    return found


def _likely(claim: Claim, line: MoneyLine) -> Decimal:
    return line_amounts([_entry(claim, _sized(claim))], line.baseline)[0].likely


def _entry(claim: Claim, amount: Range) -> Entry:
    return Entry(amount=amount, of_baseline=claim.of_baseline, cut=claim.risk_cut or ZERO)


def _sized(claim: Claim) -> Range:
    assert claim.amount is not None, "only claims with an amount come to a line"
    return claim.amount
