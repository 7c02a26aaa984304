"""Lines that keep to a width."""

from __future__ import annotations

from valuenet.model.columns import beside, wrapped


def test_a_figure_is_not_torn_at_a_no_break_space() -> None:
    assert wrapped("it is worth 48\u00a0000 a year", 15) == ["it is worth", "48\u00a0000 a year"]


def test_labels_take_the_columns_that_they_are_given_at_least() -> None:
    assert list(beside([("Say", "a"), ("Ask", "b")], indent=2, width=80, column=6)) == ["  Say     a", "  Ask     b"]
