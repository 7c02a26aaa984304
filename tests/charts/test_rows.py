"""Labels are broken into lines, and only so many rows are drawn."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from valuenet.charts.rows import SIZE, Label, clean, largest, lines_of, rows
from valuenet.diagram.metrics import text_width


@given(st.text(max_size=300), st.integers(1, 3), st.booleans())
def test_lines_fit_their_column_and_are_no_more_than_asked_for(text: str, most: int, bold: bool) -> None:
    lines = lines_of(text, SIZE, 120, most=most, bold=bold)
    assert len(lines) <= most
    assert all(text_width(line, SIZE, bold=bold) <= 120 for line in lines)


def test_a_short_text_is_kept_and_a_long_one_ends_in_dots() -> None:
    assert lines_of("  Less\n overtime ", SIZE, 120, most=3) == ("Less overtime",)
    assert lines_of("Less overtime in accounts payable", SIZE, 70, most=2) == ("Less overtime", "in accounts…")
    assert lines_of("", SIZE, 80, most=2) == ()


def test_what_is_told_of_a_name_ends_where_a_title_of_the_domain_must() -> None:
    assert clean("x" * 200) == "x" * 200
    assert clean("x" * 201) == "x" * 199 + "…"


def test_rows_follow_each_other_and_those_with_more_to_say_are_higher() -> None:
    one, long, noted = rows(
        [Label(text="One"), Label(text="Less overtime " * 5), Label(text="One", notes=("said below", "and again"))], 100
    )
    assert [row.top for row in (one, long, noted)] == [0, one.bottom, long.bottom]
    assert one.height < noted.height < long.height
    assert all(row.top < row.middle < row.bottom for row in (one, long, noted))


@given(st.lists(st.integers(-50, 50), max_size=80), st.integers(2, 60))
def test_the_largest_are_kept_in_their_order_and_none_is_lost(sizes: list[int], most: int) -> None:
    things = list(enumerate(sizes))
    kept, others = largest(things, lambda thing: thing[1], most=most)
    assert sorted(kept + others) == things
    assert all(one < other for one, other in pairwise(kept))
    assert len(kept) == (len(things) if len(things) <= most else most - 1)
    assert not others or min(size for _, size in kept) >= max(size for _, size in others)
