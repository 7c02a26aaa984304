"""What the closed opportunities of a workspace say about win likelihoods, from the scorecards that were frozen while they were open.

(:FrozenScorecard)-[:OF]->(:Opportunity {won: true | false})
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from valuenet.model.access import Action
from valuenet.model.frozen_scorecard import FrozenScorecard
from valuenet.model.ids import OpportunityId, WorkspaceId
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.records import kept_by_id, records_of
from valuenet.service.rights import needs
from valuenet.service.value_settings import value_settings
from valuenet.value.calibration import Bin, Calibration, Closed, calibration, calibration_table


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationView:
    """The calibration with its bins, and the closed opportunities that it was learned from: those with a scorecard frozen before."""

    calibration: Calibration
    table: tuple[Bin, ...]
    learned_from: tuple[OpportunityId, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    position: int
    view: CalibrationView


_REMEMBERED: WeakKeyDictionary[Library, dict[WorkspaceId, _Held]] = WeakKeyDictionary()
"""What each workspace's closed opportunities said at its last revision: reading all that was ever frozen takes a while."""

_LOCK = Lock()


@needs(Action.READ)
def workspace_calibration(library: Library, caller: Caller) -> CalibrationView:
    """The calibration at the workspace's present revision; one cheap read while nothing has changed."""
    position = library.store.state(caller.workspace).revision
    with _LOCK:
        held = _REMEMBERED.setdefault(library, {}).get(caller.workspace)
    if held is None or held.position != position:
        held = _Held(position, _computed(library, caller))
        with _LOCK:
            _REMEMBERED[library][caller.workspace] = held
    return held.view


def _computed(library: Library, caller: Caller) -> CalibrationView:
    frozen = [one.record for one in records_of(library, caller, FrozenScorecard)]
    found = kept_by_id(library, caller, (one.opportunity for one in frozen), Opportunity)
    closed = [one.record for one in found.values() if one.record.closed is not None]
    settings = value_settings(library, caller)
    return calibrated(closed, frozen, settings)


def calibrated(closed: Sequence[Opportunity], frozen: Iterable[FrozenScorecard], settings: ValueSettings) -> CalibrationView:
    """The calibration on the last snapshot of each closed opportunity for which a win likelihood is defined."""
    last = {one.opportunity: one for one in sorted(frozen, key=lambda one: (one.on, one.id)) if one.features.relative is not None}
    cases = [
        (one.id, Closed(x=float(relative), heard=float(last[one.id].features.heard), won=bool(one.won)))
        for one in closed
        if one.id in last and (relative := last[one.id].features.relative) is not None
    ]
    learned = calibration(
        [case for _, case in cases],
        slope=float(settings.win_slope),
        base_rate=float(settings.base_rate),
        fewest=settings.calibration_closed,
        fewest_won=settings.calibration_won,
        fewest_lost=settings.calibration_lost,
    )
    return CalibrationView(
        calibration=learned, table=calibration_table(learned.predicted), learned_from=tuple(opportunity for opportunity, _ in cases)
    )
