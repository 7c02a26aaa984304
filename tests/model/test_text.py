"""What a text and a key may be."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import persona
from valuenet.errors import Invalid, Problem
from valuenet.model.directory import Persona
from valuenet.model.ids import Key, PersonaId
from valuenet.model.text import EVIDENCE, KEY, KEY_LIMIT, SHORT, TITLE, TITLE_LIMIT, WHY, Rule, folded, normalised, problem, suggested_key


def code(text: str, rule: Rule) -> str | None:
    found = problem("field", normalised(text), rule)
    return found.code if found else None


def test_a_text_is_put_into_one_form_and_trimmed() -> None:
    assert normalised(" \t\n\u00a0\u3000Cafe\u0301 \u2009\n") == "Café"
    assert normalised("one\r\ntwo\rthree") == "one\ntwo\nthree"


@pytest.mark.parametrize(
    "character",
    [
        "\x00", "\t", "\x0b", "\x1f", "\x7f", "\x85", "\x9f", "\u2028", "\u2029", "\u061c", "\u200e", "\u200f", "\u202a", "\u202e",
        "\u2066", "\u2069", "\ud800", "\ufdd0", "\ufdef", "\ufeff", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff",
    ],
)  # fmt: skip
def test_a_character_that_breaks_files_or_trust_is_refused_and_named_with_its_place(character: str) -> None:
    found = problem("why", normalised(f"ab{character}c"), WHY)
    assert found == Problem(
        path="why",
        code="FORBIDDEN_CHARACTER",
        message=f"has the character U+{ord(character):04X} at position 3",
        remedy="remove control characters, direction marks and noncharacters",
    )


@pytest.mark.parametrize(
    "text", ["Größe", "価値", "قيمة", "👩‍💼", "𐐀", "zero\u200bwidth\u200djoiner", "a\u00a0b", "\ue000", "~", "<b>&amp;"]
)
def test_every_other_character_is_allowed(text: str) -> None:
    assert code(text, TITLE) is None


def test_only_long_fields_may_hold_line_breaks() -> None:
    assert code("one\ntwo", TITLE) == code("one\ntwo", SHORT) == "LINE_BREAK"
    assert code("one\ntwo", WHY) is None
    assert code("one\ntwo", EVIDENCE) is None


@pytest.mark.parametrize(("rule", "limit"), [(TITLE, 200), (SHORT, 200), (WHY, 500), (EVIDENCE, 2_000)])
def test_the_limits_count_characters_after_the_text_is_put_into_its_form(rule: Rule, limit: int) -> None:
    assert code("e\u0301" * limit, rule) is None
    assert code("𐐀" * limit, rule) is None
    found = problem("field", "x" * (limit + 1), rule)
    assert found is not None
    assert (found.code, found.message) == ("TOO_LONG", f"has {limit + 1} characters, the limit is {limit}")


@pytest.mark.parametrize("text", ["", "  ", "\n\t", "\u00a0", "\u3000 \u2003"])
def test_a_required_text_of_nothing_but_blanks_is_missing(text: str) -> None:
    assert code(text, TITLE) == "MISSING"
    assert code(text, SHORT) is None


@pytest.mark.parametrize("key", ["a", "7", "reduce-churn", "a-1-b2", "x" * KEY_LIMIT])
def test_a_key_is_lower_case_letters_and_digits_joined_by_single_hyphens(key: str) -> None:
    assert code(key, KEY) is None


@pytest.mark.parametrize("key", ["A", "a_b", "-a", "a-", "a--b", "a b", "é", "²", "a.b", "reduce-Churn", "\uff41", "\u0661"])
def test_anything_else_is_not_a_key_and_one_that_is_gets_suggested(key: str) -> None:
    found = problem("key", key, KEY)
    assert found is not None
    assert found.code == "INVALID_KEY"
    assert repr(suggested_key(key)) in found.remedy


def test_a_key_is_never_trimmed() -> None:
    with pytest.raises(Invalid, match="' cfo ' is not a key"):
        persona(" cfo ")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Reduce churn!", "reduce-churn"),
        ("Größe & Café", "groe-cafe"),
        ("価値", "unnamed"),
        ("x" * 63 + " y", "x" * 63),
        ("--", "unnamed"),
        ("ﬁne print", "fine-print"),
    ],
)
def test_a_key_can_be_suggested_for_any_text(text: str, key: str) -> None:
    assert suggested_key(text) == key


def test_every_problem_of_a_value_is_reported_at_once() -> None:
    with pytest.raises(Invalid) as caught:
        Persona(id=PersonaId("per_x"), key=Key("Not A Key"), name="", function="one\ntwo", measured_on="x" * 501)
    assert [(found.path, found.code) for found in caught.value.problems] == [
        ("key", "INVALID_KEY"),
        ("name", "MISSING"),
        ("function", "LINE_BREAK"),
        ("measured_on", "TOO_LONG"),
    ]


def test_what_is_not_text_is_refused() -> None:
    with pytest.raises(Invalid, match="name: is 7, not text"):
        Persona(id=PersonaId("per_x"), key=Key("x"), name=7)  # type: ignore[arg-type]  # what a careless reader might pass


def test_texts_are_searched_without_regard_to_capitals_and_forms_of_letters() -> None:
    assert folded("STRASSE") == folded("straße")
    assert folded("ﬁrst Ⅷ ①") == "first viii 1"
    assert folded("ΌΣΟΣ") == folded("όσος")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=TITLE_LIMIT))
def test_a_text_that_is_accepted_is_in_one_form_and_stays_as_it_is(text: str) -> None:
    settled = normalised(text)
    if problem("field", settled, EVIDENCE) is None:
        assert normalised(settled) == settled
        assert unicodedata.is_normalized("NFC", settled)
        assert settled.encode("utf-8").decode("utf-8") == settled
        assert not any(unicodedata.category(character) == "Cc" and character != "\n" for character in settled)


@given(st.text(max_size=100))
def test_a_suggested_key_is_a_key(text: str) -> None:
    assert code(suggested_key(text), KEY) is None
