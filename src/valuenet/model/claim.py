"""A claim: what one outcome is worth to one customer, on one money line, and how good the evidence for it is.

    (:Opportunity)-[:CLAIMS]->(:Claim)-[:ABOUT]->(:Outcome)        (:Claim)-[:OWNED_BY]->(:Stakeholder)

Amounts are given that the outcome happens. They are against the status quo, for us and for every alternative; or, where
`against` names another alternative, the difference from that one alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from valuenet.errors import InvalidOpportunity, Problem
from valuenet.model.amounts import Range
from valuenet.model.directory import STATUS_QUO
from valuenet.model.evidence import NO_EVIDENCE, Belief, Evidence, Move, Override
from valuenet.model.ids import ClaimId, Key, OutcomeId, PersonaId, StakeholderId
from valuenet.model.numbers import ZERO, decimals, repeated, shares, whole_years
from valuenet.model.text import KEY, unsettled
from valuenet.model.value_vocabulary import ClaimState
from valuenet.model.vocabulary import Desirability

LATEST_MONTH = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When a yearly amount flows: from which month after signature, for how many years, and how much of it in each year.

    `years` None: to the end of the horizon. `ramp`: the share of the yearly amount that is reached in the first year after
    signature, in the second and so on; the last share stays.
    """

    first_month: int = 1
    years: int | None = None
    ramp: tuple[Decimal, ...] = ()

    def __post_init__(self) -> None:
        problems = list(whole_years("years", self.years))
        if not 1 <= self.first_month <= LATEST_MONTH:
            said = f"is {self.first_month}"
            problems.append(
                Problem(path="first_month", code="OUT_OF_BOUNDS", message=said, remedy=f"give a month from 1 to {LATEST_MONTH}")
            )
        for place, share in enumerate(self.ramp):
            if not share.is_finite() or not 0 <= share <= 1:
                said = f"is {share}"
                problems.append(Problem(path=f"ramp[{place}]", code="OUT_OF_BOUNDS", message=said, remedy="give a share from 0 to 1"))
        if problems:
            raise InvalidOpportunity(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """What an alternative delivers of the same outcome, against the status quo; in the same measure as ours."""

    alternative: Key
    amount: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One outcome in one opportunity: money per year on one line, its owner, its state, its evidence, and who believes it.

    `of_baseline`: the amounts are shares of the line's baseline. `risk_cut`: a flat cut in place of a range. `other_causes`:
    the share of the outcome that comes of things beside our network. `promised`: the estimate that a measurement replaced.
    `thought_of`: whether the customer had thought of it before it was raised. `moves` only grows.
    """

    id: ClaimId
    outcome: OutcomeId
    outcome_key: Key
    line: Key | None = None
    amount: Range | None = None
    of_baseline: bool = False
    against: Key = STATUS_QUO
    theirs: tuple[Theirs, ...] = ()
    risk_cut: Decimal | None = None
    timing: Timing = field(default_factory=Timing)
    other_causes: Decimal = ZERO
    owner: StakeholderId | None = None
    interested: tuple[PersonaId, ...] = ()
    personal: bool = False
    state: ClaimState = ClaimState.PROPOSED
    evidence: Evidence = NO_EVIDENCE
    promised: Range | None = None
    desirability: Desirability | None = None
    thought_of: bool | None = None
    beliefs: tuple[Belief, ...] = ()
    overrides: tuple[Override, ...] = ()
    moves: tuple[Move, ...] = ()

    def __post_init__(self) -> None:
        problems = [*unsettled(self, outcome_key=KEY), *shares(self, "risk_cut", "other_causes")]
        problems += [*_mixed_amounts(self), *lacking(self, self.state), *_broken_history(self)]
        problems += repeated("theirs", (their.alternative for their in self.theirs))
        problems += repeated("beliefs", (belief.stakeholder for belief in self.beliefs))
        if problems:
            raise InvalidOpportunity(problems)


def lacking(claim: Claim, state: ClaimState) -> list[Problem]:
    """What a claim does not have of what the ladder asks for at a state and at every rung below it."""
    height = (ClaimState.TESTED if state is ClaimState.REFUTED else state).rank
    evidence = claim.evidence
    asked = (
        (ClaimState.TESTED, "evidence.on", evidence.on, "the date on which it was raised with the customer"),
        (ClaimState.ENVISIONED, "evidence.quote", evidence.quote, "the result as the customer described it, in their own words"),
        (ClaimState.VALUED, "amount", claim.amount, "low, likely and high money per year"),
        (ClaimState.VALUED, "evidence.stated_by", evidence.stated_by, "the person at the customer who gave or accepted the range"),
        (ClaimState.VALIDATED, "owner", claim.owner, "the owner of the number"),
        (ClaimState.VALIDATED, "evidence.confirmed", evidence.confirmed, "how its owner confirmed the number: in writing or by a trial"),
        (ClaimState.REALISED, "promised", claim.promised, "the estimate that the measured amount replaces"),
    )
    return [
        Problem(path=path, code="EVIDENCE_MISSING", message=f"is missing: a claim that is {state} needs it", remedy=f"give {what}")
        for rung, path, there, what in asked
        if rung.rank <= height and not there
    ]


def _mixed_amounts(claim: Claim) -> Iterator[Problem]:
    """Every way in which the amounts of a claim do not fit together."""
    amounts = [(f"theirs[{place}].amount", their.amount) for place, their in enumerate(claim.theirs)]
    if claim.amount is not None:
        amounts.insert(0, ("amount", claim.amount))
        if claim.line is None:
            yield Problem(
                path="line", code="NO_MONEY_LINE", message="is missing: money lives on a line", remedy="name one line of the customer's P&L"
            )
    elif claim.theirs:
        yield Problem(path="amount", code="MISSING", message="theirs is told and ours is not", remedy="say what we deliver, 0 for nothing")
    if claim.theirs and claim.against != STATUS_QUO:
        said = f"the amount is a difference from {claim.against!r} alone"
        yield Problem(
            path="theirs", code="TWO_COMPARISONS", message=said, remedy="give all amounts against the status quo, or only the difference"
        )
    if any(their.alternative == STATUS_QUO for their in claim.theirs):
        said = "amounts are told against the status quo: it delivers nothing"
        yield Problem(path="theirs", code="TWO_COMPARISONS", message=said, remedy="leave it out")
    for path, amount in amounts:
        yield from (problem.under(path) for problem in decimals(amount, "low", "likely", "high"))
        if claim.of_baseline and not 0 <= amount.low <= amount.high <= 1:
            said = f"runs from {amount.low} to {amount.high}"
            yield Problem(
                path=path, code="OUT_OF_BOUNDS", message=said, remedy="give shares of the baseline from 0 to 1, or an amount of money"
            )
        if claim.risk_cut and amount.low != amount.high:
            said = "has a range, and the claim a flat risk cut"
            yield Problem(path=path, code="RISK_TWICE", message=said, remedy="give the range or the cut, never both")


def _broken_history(claim: Claim) -> Iterator[Problem]:
    """Where the moves of a claim do not lead to its state, one from where the other ended."""
    if claim.moves and claim.moves[-1].after is not claim.state:
        said = f"end in {claim.moves[-1].after}, and the claim is {claim.state}"
        yield Problem(path="moves", code="HISTORY_BROKEN", message=said, remedy="move the claim along the ladder, do not set its state")
    for place, (one, other) in enumerate(pairwise(claim.moves)):
        if one.after is not other.before:
            said = f"starts from {other.before}, where {one.after} was reached"
            yield Problem(path=f"moves[{place + 1}]", code="HISTORY_BROKEN", message=said, remedy="keep every move in its order")
