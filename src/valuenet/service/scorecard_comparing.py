"""Two scorecards of one opportunity compared, frozen ones or the present one: which figures and claims moved, and who changed what between.

(:FrozenScorecard)-[:OF]->(:Opportunity)<-[:OF]-(:FrozenScorecard)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from valuenet.errors import InvalidQuestion, Problem
from valuenet.model.access import Action
from valuenet.model.frozen_scorecard import FrozenScorecard
from valuenet.model.ids import ClaimId, OpportunityId
from valuenet.model.record import Kept
from valuenet.model.value_vocabulary import ClaimState
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.rights import needs
from valuenet.service.scorecards import frozen_called, scorecard, scorecard_read
from valuenet.service.value_settings import value_settings_kept
from valuenet.store.protocol import Revision
from valuenet.value.booked import Decision
from valuenet.value.figure import Figure
from valuenet.value.scorecard import Scorecard
from valuenet.value.scored import ScoredClaim

_LOOKED_AT = 200
"""How many revisions of a thing are looked at, at most, for those that lie between two scorecards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisions:
    """From what a scorecard was computed; the opportunity's revision is that of its record."""

    opportunity: int
    network: int
    settings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureMoved:
    """A headline figure that is not what it was; None where it is not defined."""

    name: str
    before: Decimal | None
    after: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMoved:
    """A claim that came, went, or is not what it was: its state, what becomes of it, its present value; None where it is not there."""

    claim: ClaimId
    title: str
    state_before: ClaimState | None
    state_after: ClaimState | None
    decision_before: Decision | None
    decision_after: Decision | None
    value_before: Decimal | None
    value_after: Decimal | None
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardsCompared:
    """What moved from one scorecard to a later one, and the changes of opportunity, network and settings between them, newest first."""

    opportunity: OpportunityId
    before: Revisions
    after: Revisions
    figures: tuple[FigureMoved, ...]
    claims: tuple[ClaimMoved, ...]
    changes: tuple[Revision, ...]


@needs(Action.SEE_PERSONAL)
def scorecards_compared(library: Library, caller: Caller, earlier: str, later: str | None = None) -> ScorecardsCompared:
    """A frozen scorecard (id) beside a later one, or beside the present one where none is named."""
    one = frozen_called(library, caller, earlier)
    before, old = _revisions(one), scorecard_read(one.record.scorecard)
    if later is None:
        now = scorecard(library, caller, one.record.opportunity)
        new = now.scorecard
        after = Revisions(opportunity=now.opportunity_revision, network=new.network_revision, settings=new.settings_revision)
    else:
        other = frozen_called(library, caller, later)
        _check_same(one, other)
        after, new = _revisions(other), scorecard_read(other.record.scorecard)
    return ScorecardsCompared(
        opportunity=one.record.opportunity,
        before=before,
        after=after,
        figures=tuple(_figures(old, new)),
        claims=tuple(_claims(old, new)),
        changes=tuple(_changes(library, caller, one.record, before, after)),
    )


def _revisions(kept: Kept[FrozenScorecard]) -> Revisions:
    frozen = kept.record
    return Revisions(opportunity=frozen.opportunity_revision, network=frozen.network_revision, settings=frozen.settings_revision)


def _check_same(one: Kept[FrozenScorecard], other: Kept[FrozenScorecard]) -> None:
    if one.record.opportunity != other.record.opportunity:
        said = "is of another opportunity"
        raise InvalidQuestion([Problem(path="later", code="OTHER_OPPORTUNITY", message=said, remedy="name two of one opportunity")])


def _headlines(card: Scorecard) -> Iterator[tuple[str, Figure]]:
    yield "preference", card.stated.preference
    yield "economic value", card.stated.economic_value
    yield "value", card.stated.value
    yield "price difference", card.stated.price_difference
    yield "switching difference", card.stated.switching_difference
    yield "unbuilt value", card.unbuilt
    yield "customer-stated share", card.stated_share
    yield "believed preference", card.belief.preference
    yield "gap", card.pricing.gap
    yield "win likelihood", card.winning.chance


def _figures(old: Scorecard, new: Scorecard) -> Iterator[FigureMoved]:
    for (name, before), (_, after) in zip(_headlines(old), _headlines(new), strict=True):
        if before.amount != after.amount:
            yield FigureMoved(name=name, before=before.amount, after=after.amount, unit=after.unit)


def _claims(old: Scorecard, new: Scorecard) -> Iterator[ClaimMoved]:
    """What moved of the business case; what people want for themselves is told in no comparison."""
    personal = {claim.claim for claim in (*old.personal, *new.personal)}
    before = {claim.claim: claim for claim in old.claims if claim.claim not in personal}
    after = {claim.claim: claim for claim in new.claims if claim.claim not in personal}
    for claim in dict.fromkeys((*before, *after)):
        was, now = before.get(claim), after.get(claim)
        if _told(was) != _told(now):
            yield _moved(claim, was, now)


def _told(claim: ScoredClaim | None) -> tuple[object, ...] | None:
    return (claim.state, claim.decision, claim.value.amount) if claim else None


def _moved(claim: ClaimId, was: ScoredClaim | None, now: ScoredClaim | None) -> ClaimMoved:
    present = now or was
    assert present is not None, "it is in one of the two"
    return ClaimMoved(
        claim=claim,
        title=present.title,
        state_before=was.state if was else None,
        state_after=now.state if now else None,
        decision_before=was.decision if was else None,
        decision_after=now.decision if now else None,
        value_before=was.value.amount if was else None,
        value_after=now.value.amount if now else None,
        because=now.because if now else "it is not claimed any more",
    )


def _changes(library: Library, caller: Caller, frozen: FrozenScorecard, before: Revisions, after: Revisions) -> Sequence[Revision]:
    """The logged changes between two scorecards; logs are read of what moved only."""
    settings = value_settings_kept(library, caller) if before.settings != after.settings else None
    subjects = [(frozen.opportunity, before.opportunity, after.opportunity), (frozen.network, before.network, after.network)]
    if settings is not None:
        subjects.append((settings.record.id, before.settings, after.settings))
    found: list[Revision] = []
    for subject, first, last in subjects:
        if first < last:
            log = library.store.revisions(caller.workspace, subject, before=last + 1, limit=_LOOKED_AT)
            found += (logged for logged in log if logged.number > first)
    return sorted(found, key=lambda logged: -logged.position)
