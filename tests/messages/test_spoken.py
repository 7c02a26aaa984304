"""How titles and reasons are said aloud."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import network
from valuenet.messages.spoken import Voice, begun, ended, fitting, voice
from valuenet.model.edits import PutOutcome, Update
from valuenet.model.text import normalised

PLAIN = Voice(small=frozenset({"the", "invoices", "early"}))


def titled(*titles: str) -> Voice:
    """The voice of a network with these titles."""
    return voice(network("[tool] -> o0", *(PutOutcome(key=f"o{place}", title=title) for place, title in enumerate(titles))))


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("The month is closed", "the month is closed"),
        ("Invoices are paid.", "invoices are paid"),
        ("Early-payment discounts", "early-payment discounts"),
        ("Treasury knows what will be paid", "Treasury knows what will be paid"),
        ("IT has a free weekend", "IT has a free weekend"),
        ("THE END", "THE END"),
        ("A line\nand another", "A line and another"),
        ("50 people are housed", "50 people are housed"),
        ("", ""),
    ],
)
def test_a_capital_is_taken_away_only_from_a_word_that_is_written_small_elsewhere(title: str, said: str) -> None:
    assert PLAIN.inside(title) == said


def test_a_network_tells_which_words_it_writes_small() -> None:
    assert titled("Discounts are caught", "No more discounts").inside("Discounts are caught") == "discounts are caught"
    assert titled("Discounts are caught").inside("Discounts are caught") == "Discounts are caught"


def test_a_word_with_a_capital_in_the_middle_of_a_sentence_is_a_name_even_where_it_is_written_small_too() -> None:
    spoken = titled("Teams meetings start on time", "Calls in Teams cost less", "More teams meet")
    assert spoken.inside("Teams meetings start on time") == "Teams meetings start on time"


def test_a_capital_after_a_full_stop_or_a_colon_makes_no_name() -> None:
    net = network(
        "[tool] -> a", Update(key="a", fields={"title": "Sales: Orders come in", "evidence": "One case. Orders came in, many orders"})
    )
    assert voice(net).inside("Orders come in") == "orders come in"


@pytest.mark.parametrize(
    ("title", "joined"),
    [
        ("Any payment can be explained", "so that any payment can be explained"),
        ("The buyer sees the way", "so that the buyer sees the way"),
        ("Higher operating profit", "which means higher operating profit"),
        ("Growth that is profitable", "which means Growth that is profitable"),
        ("Rooms that were booked are free again", "so that Rooms that were booked are free again"),
        ("Trust in many roles", "which means Trust in many roles"),
        ("Engaged early enough", "which means Engaged early enough"),
        ("…", "which means …"),
    ],
)
def test_what_may_be_no_sentence_is_joined_by_words_that_fit_a_thing_too(title: str, joined: str) -> None:
    assert titled("One").chain(["Our tool", title]) == f"our tool, {joined}"


def test_a_text_ends_once() -> None:
    assert [ended("so"), ended("so."), ended("so?"), ended("so…")] == ["so.", "so.", "so?", "so…"]
    assert [begun("so"), begun("éa"), begun("")] == ["So", "Éa", ""]


def test_the_first_way_to_say_it_that_is_short_enough_is_taken() -> None:
    assert fitting(3, "long", "abc", "a") == "abc"
    assert fitting(1, "long", "abc") == "abc", "the last one in any case"


@given(st.text().map(normalised))
@settings(deadline=None)
def test_nothing_but_white_space_a_full_stop_and_one_capital_is_ever_changed(text: str) -> None:
    said = voice(network("[tool] -> a")).inside(text)
    assert said.casefold() == " ".join(text.split()).removesuffix(".").casefold()
    assert said[1:] == " ".join(text.split()).removesuffix(".")[1:]
