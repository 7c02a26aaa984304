"""The tornado shows the claim that moves the preference furthest on top, and which claims decide alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from charting import LONG, TORNADO, drawn, texts, words
from valuenet.charts.picture import told
from valuenet.charts.tornado import Swing
from valuenet.errors import Invalid

D = Decimal


def test_claims_are_told_from_the_one_that_moves_most_to_the_one_that_moves_least() -> None:
    assert told(TORNADO).replace("\xa0", " ") == (
        "With all claims likely the preference is +86 900. Each claim alone moves it, the furthest first: "
        f"Less overtime \u22123 000 to +161 500; {LONG} +24 700 to +149 100; Weaker ERP connector +62 000 to +99 300. "
        "One claim can change its sign alone: Less overtime. Amounts in EUR, present value over 3 years."
    )


def test_rows_stand_in_the_same_order_whatever_order_they_came_in() -> None:
    shown = words(TORNADO)
    assert shown.index("Less overtime") < shown.index("Weaker ERP connector")
    assert words(replace(TORNADO, swings=TORNADO.swings[::-1])) == shown


def test_a_figure_at_which_the_preference_changes_its_sign_is_bold() -> None:
    bold = [text.words.replace("\xa0", " ") for text in texts(drawn(TORNADO)) if text.bold]
    assert bold == [TORNADO.title, "\u22123 000"]
    negative = replace(TORNADO, likely=D(-50), swings=(Swing(label="a", low=D(-90), high=D(0)), Swing(label="b", low=D(-60), high=D(10))))
    assert [text.words for text in texts(drawn(negative)) if text.bold] == [TORNADO.title, "+10"]


def test_where_many_claims_decide_their_number_is_told() -> None:
    deciding = tuple(Swing(label=f"claim {number}", low=D(-5), high=D(90_000)) for number in range(4))
    assert "4 claims can change its sign alone. Amounts" in told(replace(TORNADO, swings=deciding))
    assert "No claim alone changes its sign." in told(replace(TORNADO, swings=TORNADO.swings[:1]))
    assert "There is no claim that could move it." in told(replace(TORNADO, swings=()))


def test_zero_is_shown_unless_the_bars_would_be_too_small_beside_it() -> None:
    far = replace(TORNADO, likely=D(10**6), swings=(Swing(label="a", low=D(999_000), high=D(1_001_000)),))
    assert "0" in words(TORNADO)
    assert "0" not in words(far)


def test_beyond_sixty_claims_the_rest_moves_together() -> None:
    swings = tuple(Swing(label=f"claim {number}", low=D(1_000 - number), high=D(1_000 + number)) for number in range(1, 71))
    chart = replace(TORNADO, likely=D(1_000), swings=swings)
    assert "11 more claims, moved together +934 to +1\xa0066" in told(chart)
    assert "11 more claims, moved together" in words(chart)


def test_a_low_end_above_the_high_one_is_refused() -> None:
    with pytest.raises(Invalid, match="low 2, high 1 are not in that order"):
        Swing(label="a", low=D(2), high=D(1))


def test_claims_that_together_move_the_preference_further_than_can_be_drawn_are_refused() -> None:
    swing = Swing(label="a", low=D("-6e19"), high=D(0))
    with pytest.raises(Invalid, match="swings: add up to"):
        replace(TORNADO, swings=(swing, swing))
