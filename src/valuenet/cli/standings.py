"""Where an opportunity stands, and what a change of it moved, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator

from valuenet.cli.shown import amounts_text, figure_text, share_text
from valuenet.cli.table import labelled
from valuenet.model.claim import Claim
from valuenet.model.opportunity import Opportunity
from valuenet.service.opportunities import OpportunityView
from valuenet.value.portfolio import Position, position


def stands(view: OpportunityView) -> Position | None:
    """The headline figures of an opportunity, in closed form; none where its network is gone."""
    return position(view.opportunity, view.reading.network, view.settings) if view.reading else None


def standing_text(before: OpportunityView, after: OpportunityView) -> str:
    """The claims that a change moved, and what became of the headline figures by it."""
    moved = [*_moves(before.opportunity, after.opportunity)]
    return labelled([*moved, *_headline(before, after)])


def _moves(before: Opportunity, after: Opportunity) -> Iterator[tuple[str, str]]:
    for claim in after.claims:
        old = before.claim_by_id.get(claim.id)
        if old != claim:
            yield claim.outcome_key, ", ".join(filter(None, _changed(old, claim)))


def _changed(old: Claim | None, claim: Claim) -> Iterator[str]:
    """What is new about a claim."""
    if old is None or old.state is not claim.state:
        yield f"{old.state if old else 'new'} → {claim.state}"
    if old is None or (old.amount, old.line) != (claim.amount, claim.line):
        yield f"{amounts_text(claim.amount, shares=claim.of_baseline)} a year on {claim.line}" if claim.amount else ""
    if old is not None and old.beliefs != claim.beliefs:
        yield f"believed to {' and '.join(share_text(belief.share) for belief in claim.beliefs if belief not in old.beliefs)}"
    if old is not None and old.state is claim.state and len(old.moves) < len(claim.moves):
        yield f"{claim.state} again"
    if old is not None and old.desirability is not claim.desirability:
        yield f"{claim.desirability} desirability"


def _headline(before: OpportunityView, after: OpportunityView) -> Iterator[tuple[str, str]]:
    was, now = stands(before), stands(after)
    if was is None or now is None:
        return
    unit = after.opportunity.currency
    for label, old, new in (("preference", was.preference, now.preference), ("unbuilt", was.unbuilt, now.unbuilt)):
        said, before_that = figure_text(new, unit), figure_text(old)
        yield label, said if figure_text(new) == before_that else f"{said} (was {before_that})"
