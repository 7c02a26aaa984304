"""How names and sentences are found in texts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from valuenet.model.spelling import Search, words
from valuenet.model.traces import PersonName


def without(name: str, text: str) -> str:
    """A text with a dash in place of a name."""
    return Search(PersonName(name).forms).without(text, lambda _: "-")


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Ann", "Annual plans of ANN, as ann's note says: Ann.", "Annual plans of -, as -'s note says: -."),
        ("Dana Reyes", "dana\N{NO-BREAK SPACE} \n reyes and Dana Reyesson", "- and Dana Reyesson"),
        ("Dana Reyes", "Reyes, Dana; REYES DANA", "-; -"),
        ("Reyes, Dana", "Dana Reyes", "-"),
        ("Dana Reyes", "dana.reyes@acme.example, dana_reyes, dana-reyes-deal", "-@acme.example, -, --deal"),
        ("Dana Reyes", "Dana is not Reyes; Dan Areyes", "Dana is not Reyes; Dan Areyes"),
        ("Renée Müller", "Renee Muller, RENE\N{COMBINING ACUTE ACCENT}E MU\N{COMBINING DIAERESIS}LLER!", "-, -!"),
        ("Conan O'Brien", "Conan O\N{RIGHT SINGLE QUOTATION MARK}Brien", "-"),
        ("Søren Kjær", "s-ren-kj-r, soren kjaer, Søren\N{SOFT HYPHEN} Kjær", "s-ren-kj-r, soren kjaer, -"),
        ("Søren", "sren-report", "--report"),
        ("Straße", "STRASSE", "-"),
        ("李小龙", "我见到李小龙了", "我见到-了"),
        ("김민수", "김민수가 말했다", "-가 말했다"),
        ("राम", "राम और रामायण", "- और रामायण"),
        ("Dana Reyes", "Dana Dana Reyes Reyes", "-"),
        ("Jade", "\N{FULLWIDTH LATIN CAPITAL LETTER J}ade", "-"),
    ],
)
def test_a_name_is_found_by_its_whole_words_however_it_is_spelled(name: str, text: str, left: str) -> None:
    assert without(name, text) == left


@pytest.mark.parametrize(
    ("name", "text", "theirs"),
    [
        ("Jade Garnet", "Ms Jade Garnet, CFO", True),
        ("Jade Garnet", "garnet, jade", True),
        ("Jade", "Jade Garnet", False),
        ("Jade", "jade", True),
        ("Jade Garnet", "Jade", False),
        ("Jade Garnet", "", False),
    ],
)
def test_a_name_of_one_word_names_nobody_who_has_a_longer_one(name: str, text: str, theirs: bool) -> None:
    assert PersonName(name).names(text) == theirs


def test_of_two_things_that_start_at_one_word_the_longer_one_is_found() -> None:
    search = Search([words("it is so"), words("it is so good"), words("so")])
    assert [one.sought for one in search.found("It is so good, so it is; it is so.")] == [
        ("it", "is", "so", "good"),
        ("so",),
        ("it", "is", "so"),
    ]


@settings(deadline=None)
@given(before=st.text(max_size=20), name=st.text(min_size=1, max_size=12), after=st.text(max_size=20))
def test_what_is_left_never_holds_the_name_and_what_does_not_hold_it_is_left_as_it_is(before: str, name: str, after: str) -> None:
    search = Search([words(name)])
    left = search.without(f"{before} {name} {after}", lambda _: " ")
    assert not list(search.found(left))
    assert search.without(left, lambda _: " ") is left
    if not words(name):
        assert left == f"{before} {name} {after}"
