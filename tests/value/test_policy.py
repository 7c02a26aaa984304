"""Numbers that rooms state for themselves are those of the settings."""

from __future__ import annotations

from valuenet.model.value_settings import ValueSettings
from valuenet.value.rates import DEFAULT


def test_the_rule_for_rates_is_that_of_the_settings() -> None:
    settings = ValueSettings()
    told = (settings.prior_weight, settings.tests_minimum, settings.proven, settings.promising, settings.refuted)
    assert [DEFAULT.m, DEFAULT.fewest, DEFAULT.proven, DEFAULT.promising, DEFAULT.refuted] == [float(one) for one in told]
