"""Tables and paragraphs that keep to the width of a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.cli.table import labelled, table
from valuenet.model.columns import cells, wrapped

WORDS = st.text(alphabet="abcdefgh ü漢字é", max_size=120)


def test_columns_are_as_wide_as_what_they_hold() -> None:
    assert (
        table(("KEY", "NAME"), [("cfo", "Finance"), ("facilities", "Space")], 80)
        == "KEY         NAME\ncfo         Finance\nfacilities  Space"
    )


def test_the_widest_column_is_wrapped_beside_the_others() -> None:
    shown = table(("KEY", "WHY"), [("cfo", "a price dollar is a profit dollar")], 24)
    assert shown.split("\n") == ["KEY  WHY", "cfo  a price dollar is a", "     profit dollar"]


def test_a_key_is_never_broken() -> None:
    assert "department-manager" in table(("KEY", "NAME", "FUNCTION"), [("department-manager", "Someone " * 9, "somewhere " * 9)], 40)


def test_a_column_that_holds_nothing_is_left_out() -> None:
    assert table(("KEY", "NOTE", "NAME"), [("cfo", "", "Finance")], 80).split("\n")[0] == "KEY  NAME"


def test_a_pair_without_a_text_is_left_out() -> None:
    assert labelled([("why", "it pays"), ("note", "")], width=80) == "  why  it pays"


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("é", 1), ("e\u0301", 1), ("漢字", 4), ("", 0)])
def test_characters_take_the_columns_that_a_terminal_gives_them(text: str, columns: int) -> None:
    assert cells(text) == columns


@given(text=WORDS, width=st.integers(min_value=10, max_value=60))
def test_wrapping_keeps_every_word_and_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(cells(line) <= width for line in lines)


@given(rows=st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4))
def test_a_table_of_words_keeps_the_width(rows: list[tuple[str, str, str]]) -> None:
    assert all(cells(line) <= 140 for line in table(("A", "B", "C"), rows, 140).split("\n"))
