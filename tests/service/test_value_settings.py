"""The numbers of a workspace are changed with a reason, by several people, and say what they are calibrated on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from alder import AUDIT
from dealing import desk
from selling import ANN, BEN
from valuenet.errors import InvalidSetting, StaleRevision
from valuenet.model.value_settings import NOT_CALIBRATED, listed
from valuenet.service.history import since
from valuenet.service.scorecards import scorecard
from valuenet.service.value_settings import (
    DEFAULTS,
    SettingsChange,
    value_settings,
    value_settings_change,
    value_settings_kept,
)
from valuenet.store.protocol import Store

DEARER = SettingsChange(values={"discount_rate": Decimal("0.12"), "horizon_years": Decimal(4)}, reason="the bank says so")


def test_a_workspace_goes_by_the_defaults_until_somebody_changes_them(store: Store) -> None:
    there = desk(store)

    assert value_settings(there.library, ANN) == DEFAULTS
    assert value_settings_kept(there.library, ANN) is None
    changed = value_settings_change(there.library, ANN, DEARER)

    assert changed == value_settings(there.library, BEN)
    assert (changed.revision, changed.discount_rate, changed.horizon_years) == (1, Decimal("0.12"), 4)
    kept = value_settings_kept(there.library, ANN)
    assert kept is not None
    assert [(change.actor, change.reason) for change in since(there.library, ANN, kept.record.id, 0)] == [(ANN.actor, "the bank says so")]


def test_a_scorecard_says_which_settings_it_was_computed_from(store: Store) -> None:
    there = desk(store)
    there.whole()
    before = scorecard(there.library, ANN, "alder-foods").scorecard
    value_settings_change(there.library, ANN, DEARER)

    after = scorecard(there.library, ANN, "alder-foods").scorecard

    assert (before.settings_revision, after.settings_revision) == (0, 1)
    assert (after.rate, after.years) == (Decimal("0.12"), 4)
    assert AUDIT in [claim.outcome for claim in after.claims]


def test_everything_that_is_wrong_with_a_change_is_told_and_nothing_is_changed(store: Store) -> None:
    there = desk(store)
    change = SettingsChange(values={"discount_rat": 1, "usually": Decimal("0.95"), "draws": 1}, calibrated={"win_slope": " "})

    with pytest.raises(InvalidSetting, match="did you mean 'discount_rate'") as refusal:
        value_settings_change(there.library, ANN, change)

    assert [(problem.path, problem.code) for problem in refusal.value.problems] == [
        ("discount_rat", "UNKNOWN_SETTING"),
        ("win_slope", "MISSING"),
        ("reason", "MISSING"),
        ("draws", "OUT_OF_BOUNDS"),
        ("almost_always", "NOT_IN_ORDER"),
    ]
    assert value_settings(there.library, ANN) == DEFAULTS


def test_a_number_that_is_changed_is_not_calibrated_any_more(store: Store) -> None:
    there = desk(store)
    told = SettingsChange(values={"win_slope": 5}, calibrated={"win_slope": "60 closed opportunities"}, reason="our own data")
    value_settings_change(there.library, ANN, told)

    def said() -> str:
        (slope,) = [setting for setting in listed(value_settings(there.library, ANN)) if setting.name == "win_slope"]
        return slope.calibrated

    assert said() == "60 closed opportunities"
    value_settings_change(there.library, ANN, DEARER)
    assert said() == "60 closed opportunities"
    value_settings_change(there.library, ANN, SettingsChange(values={"win_slope": 4}, reason="back again"))
    assert said() == NOT_CALIBRATED


def test_of_two_who_change_the_settings_the_later_is_told_unless_he_does_not_care(store: Store) -> None:
    there = desk(store)
    value_settings_change(there.library, ANN, SettingsChange(values={"draws": 5_000}, reason="faster", expected=0))

    with pytest.raises(StaleRevision) as refusal:
        value_settings_change(there.library, BEN, SettingsChange(values={"draws": 6_000}, reason="finer", expected=0))
    after = value_settings_change(there.library, BEN, DEARER)

    assert (refusal.value.expected, refusal.value.current) == (0, 1)
    assert (after.revision, after.draws, after.discount_rate) == (2, 5_000, Decimal("0.12"))


def test_a_change_that_changes_nothing_makes_no_revision(store: Store) -> None:
    there = desk(store)
    value_settings_change(there.library, ANN, DEARER)

    assert value_settings_change(there.library, ANN, DEARER).revision == 1
