"""What was kept of an opportunity at each stage, and what has moved since the last of them."""

from __future__ import annotations

from collections.abc import Iterator

from valuenet.cli.session import Session
from valuenet.cli.shown import figure_text, share_text
from valuenet.cli.table import labelled, table
from valuenet.documents.scorecard_figures import amount_text
from valuenet.model.frozen_scorecard import Features
from valuenet.service.scorecard_comparing import ClaimMoved, FigureMoved, ScorecardsCompared, scorecards_compared
from valuenet.service.scorecards import features, frozen_scorecards, scorecard


def frozen_text(opened: Session, name: str) -> str:
    """The headline at each stage, the present one last, and below it the figures and claims that moved since the last that was kept."""
    now = scorecard(opened.library, opened.caller, name).scorecard
    kept = [one.record for one in frozen_scorecards(opened.library, opened.caller, name)]
    rows = [(str(one.on), one.stage, *_features(one.features)) for one in kept]
    rows.append(("now", now.stage, *_features(features(now))))
    text = table(("KEPT", "STAGE", "PREFERENCE", "UNBUILT", "EVIDENCE", "HEARD", "WIN"), rows)
    moved = list(_moved(scorecards_compared(opened.library, opened.caller, kept[-1].id))) if kept else []
    return f"{text}\n\nMoved since {kept[-1].on}\n{labelled(moved)}" if moved else text


def _features(found: Features) -> tuple[str, ...]:
    shares = (share_text(found.stated_share), share_text(found.heard), share_text(found.chance))
    return figure_text(found.preference), figure_text(found.unbuilt), *shares


def _moved(found: ScorecardsCompared) -> Iterator[tuple[str, str]]:
    """Figures, then claims, then who changed what and why."""
    yield from ((one.name, _figure(one)) for one in found.figures)
    yield from ((_claim(one), f"{one.title}: {one.because}") for one in found.claims)
    yield from ((one.at[:10], f"{one.actor.name}: {one.reason}") for one in found.changes if one.reason)


def _figure(one: FigureMoved) -> str:
    return f"{amount_text(one.before, one.unit)} → {amount_text(one.after, one.unit)}"


def _claim(one: ClaimMoved) -> str:
    """From which state to which, or what became of a claim that stayed where it was."""
    if one.state_before is not one.state_after:
        return f"{one.state_before or 'new'} → {one.state_after or 'gone'}"
    if one.decision_before is not one.decision_after:
        return f"{one.decision_before} → {one.decision_after}"
    return "another amount"
