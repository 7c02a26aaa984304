"""The policy in the value model is visible, bounded, and says why it is so."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

import msgspec
import pytest

from valuenet.errors import InvalidSetting
from valuenet.model.value_settings import NOT_CALIBRATED, POLICIES, Calibration, ValueSettings, listed
from valuenet.model.vocabulary import Strength


def test_every_number_has_a_unit_or_none_and_a_reason() -> None:
    assert {field.name for field in fields(ValueSettings)} - set(POLICIES) == {"revision", "calibrations"}
    assert [one.name for one in listed(ValueSettings())] == list(POLICIES)
    assert all(one.reason for one in listed(ValueSettings()))


def test_a_number_is_not_calibrated_until_the_workspace_says_how_it_was() -> None:
    assert {one.calibrated for one in listed(ValueSettings())} == {NOT_CALIBRATED}
    told = replace(ValueSettings(), calibrations=(Calibration(name="base_rate", said="31 % of 84 closed in 2025"),))
    assert {one.name: one.calibrated for one in listed(told)}["base_rate"] == "31 % of 84 closed in 2025"


def test_the_words_of_arrows_stand_for_the_shares_that_chains_are_ranked_by() -> None:
    assert {word: ValueSettings().share(word) for word in Strength} == {
        word: Decimal(word.share.numerator) / word.share.denominator for word in Strength
    }


def test_everything_impossible_is_named_at_once() -> None:
    with pytest.raises(InvalidSetting) as caught:
        ValueSettings(usually=Decimal(2), draws=1, currency="", horizon_years=0, calibrations=(Calibration(name="luck", said="much"),))
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [
        ("currency", "MISSING"),
        ("horizon_years", "OUT_OF_BOUNDS"),
        ("usually", "OUT_OF_BOUNDS"),
        ("draws", "OUT_OF_BOUNDS"),
        ("almost_always", "NOT_IN_ORDER"),
        ("calibrations[0]", "UNKNOWN_SETTING"),
    ]


def test_a_binary_float_or_half_a_draw_is_refused() -> None:
    with pytest.raises(InvalidSetting, match="discount_rate"):
        ValueSettings(discount_rate=0.1)  # type: ignore[arg-type]  # that is what is refused
    with pytest.raises(InvalidSetting, match="a whole number"):
        ValueSettings(draws=Decimal("1000.5"))  # type: ignore[arg-type]  # that is what is refused


def test_settings_survive_being_written_as_plain_data() -> None:
    told = ValueSettings(revision=3, base_rate=Decimal("0.31"), calibrations=(Calibration(name="base_rate", said="84 closed"),))
    assert msgspec.json.decode(msgspec.json.encode(told), type=ValueSettings) == told


def test_deals_that_are_one_deal_are_no_setting() -> None:
    """A correlation of 1 leaves nothing to forecast from."""
    for shock in (Decimal(1), Decimal("0.99999999999999999999")):
        with pytest.raises(InvalidSetting, match="common_shock"):
            ValueSettings(common_shock=shock)
