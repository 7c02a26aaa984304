"""The scorecard of an opportunity as everything stands now, and those that were frozen at a stage.

(:FrozenScorecard)-[:OF]->(:Opportunity)
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from valuenet.errors import InvalidOpportunity, NotAllowed, StoreCorrupt
from valuenet.model.access import Action
from valuenet.model.frozen_scorecard import Features, FrozenScorecard
from valuenet.model.ids import ClaimId, new_frozen_scorecard_id
from valuenet.model.opportunity import Opportunity
from valuenet.model.plain import plain, value
from valuenet.model.record import Kept
from valuenet.model.vocabulary import ElementKind
from valuenet.service.calibrations import workspace_calibration
from valuenet.service.caller import Caller
from valuenet.service.days import today
from valuenet.service.heard import Heard, heard
from valuenet.service.library import Library
from valuenet.service.networks import check_reason
from valuenet.service.opportunities import OpportunityView, opportunity_called, opportunity_kept
from valuenet.service.opportunity_changes import Edited, check_open
from valuenet.service.reading import Reading
from valuenet.service.records import Circumstances, check_expected, kept, records_of, replayed, save_record
from valuenet.service.repeats import once, request
from valuenet.service.rights import needs
from valuenet.store.protocol import RecordQuestion
from valuenet.value.calibration import Calibration
from valuenet.value.scorecard import Scorecard
from valuenet.value.scorecard import scorecard as scored


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardView:
    """A scorecard with the opportunity and the network that it was computed from, and what tests say of each claim's outcome."""

    view: OpportunityView
    reading: Reading
    scorecard: Scorecard
    heard: Mapping[ClaimId, Heard]
    calibration: Calibration

    @property
    def opportunity_revision(self) -> int:
        return self.view.kept.revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Freezing(Edited):
    """A scorecard to be kept as it is now; the stage is that of the opportunity unless another is named."""

    stage: str = ""


@needs(Action.READ)
def scorecard(library: Library, caller: Caller, name: str) -> ScorecardView:
    """The scorecard of the opportunity with this id or key, in a fixed number of store calls."""
    return scorecard_of(library, caller, opportunity_called(library, caller, name))


@needs(Action.READ)
def scorecard_of(library: Library, caller: Caller, view: OpportunityView) -> ScorecardView:
    """The scorecard of an opportunity; `InvalidOpportunity` where its network is gone or its currency is another."""
    if view.reading is None:
        raise InvalidOpportunity(view.misfits)
    learned = workspace_calibration(library, caller).calibration
    card = scored(view.opportunity, view.reading.network, view.reading.directory, view.settings, calibration=learned)
    return ScorecardView(
        view=view, reading=view.reading, scorecard=card, heard=heard(library, caller, view.opportunity), calibration=learned
    )


@needs(Action.EDIT)
def scorecard_freeze(library: Library, caller: Caller, freezing: Freezing, repeat: str | None = None) -> Kept[FrozenScorecard]:
    """Keep the scorecard as it is now; refused once the opportunity is closed, since what came is known then."""
    asked = request(repeat, "scorecard_freeze", freezing)
    check_reason(freezing.reason)

    def change() -> Kept[FrozenScorecard]:
        directory = library.directory(caller.workspace)
        found = scorecard(library, caller, freezing.opportunity)
        check_expected(found.view.kept, freezing.expected, found.view.opportunity.id)
        check_open(found.view.kept)
        frozen = FrozenScorecard(
            id=new_frozen_scorecard_id(),
            opportunity=found.view.opportunity.id,
            network=found.view.opportunity.network,
            account=found.view.opportunity.account,
            stage=freezing.stage or found.view.opportunity.stage,
            on=today(library),
            by=caller.actor,
            opportunity_revision=found.opportunity_revision,
            network_revision=found.scorecard.network_revision,
            settings_revision=found.scorecard.settings_revision,
            features=features(found.scorecard),
            scorecard=scorecard_text(found.scorecard),
        )
        return save_record(library, caller, frozen, None, Circumstances(directory=directory, asked=asked, reason=freezing.reason))

    return once(library, caller, asked, change, lambda body: replayed(library, caller, body, FrozenScorecard))


@needs(Action.READ)
def frozen_scorecards(library: Library, caller: Caller, name: str) -> Sequence[Kept[FrozenScorecard]]:
    """What was frozen of the opportunity with this id or key, the oldest first."""
    return frozen_of(library, caller, opportunity_kept(library, caller, name).record)


@needs(Action.READ)
def frozen_of(library: Library, caller: Caller, opportunity: Opportunity) -> Sequence[Kept[FrozenScorecard]]:
    """What was frozen of an opportunity, the oldest first; one read."""
    question = RecordQuestion(kind=ElementKind.FROZEN_SCORECARD, accounts=(opportunity.account,))
    return [one for one in records_of(library, caller, FrozenScorecard, question) if one.record.opportunity == opportunity.id]


@needs(Action.READ)
def frozen_called(library: Library, caller: Caller, frozen: str) -> Kept[FrozenScorecard]:
    """The frozen scorecard with this id, or `NotFound`."""
    return kept(library, caller, frozen, FrozenScorecard)


def scorecard_text(card: Scorecard) -> str:
    """The whole of a scorecard as JSON, the same text for the same scorecard."""
    return json.dumps(plain(card), ensure_ascii=False)


def scorecard_read(text: str | None) -> Scorecard:
    """The scorecard that a text holds, the inverse of `scorecard_text`; `NotAllowed` where a veil lies over it."""
    if text is None:
        raise NotAllowed("a kept scorecard holds customers' words: it takes the role editor or admin; the present one is for everybody")
    try:
        return value(Scorecard, json.loads(text))
    except Exception as error:  # whatever is wrong with a stored text, it is the same error to callers
        raise StoreCorrupt(f"a kept scorecard cannot be read ({error}): restore the store from a backup") from error


def features(card: Scorecard) -> Features:
    """The figures that calibration and portfolios go by."""
    winning = card.winning
    return Features(
        price=_known(card.stated.economic_value.amount) - _known(card.stated.preference.amount),
        preference=_known(card.stated.preference.amount),
        economic_value=_known(card.stated.economic_value.amount),
        unbuilt=_known(card.unbuilt.amount),
        stated_share=card.stated_share.amount,
        heard=_known(winning.heard.amount),
        relative=winning.relative.amount,
        chance=winning.chance.amount,
        label=winning.label,
    )


def _known(amount: Decimal | None) -> Decimal:
    assert amount is not None, "these figures are defined for every opportunity"
    return amount
