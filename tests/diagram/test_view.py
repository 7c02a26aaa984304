"""Views: what may be asked for together, how it is told in an address, and how it is refused."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.diagram.view import MOST_OUTCOMES, MOST_STEPS, Orientation, Theme, View, parse
from valuenet.errors import InvalidQuestion

KEYS = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5})?", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=9)


def refused(query: str) -> list[tuple[str, str]]:
    with pytest.raises(InvalidQuestion) as caught:
        parse(parse_qsl(query, keep_blank_values=True))
    return [(problem.path, problem.code) for problem in caught.value.problems]


@st.composite
def views(draw: st.DrawFn) -> View:
    focus = draw(st.sampled_from(["", "personas", "differentiator", "around", "loop"]))
    free = focus in {"", "personas"}
    top = draw(st.none() | st.integers(1, MOST_OUTCOMES)) if focus not in {"around", "loop"} else None
    only = bool(focus) and draw(st.booleans())
    return View(
        personas=tuple(draw(st.lists(KEYS, min_size=1, max_size=3))) if focus == "personas" else (),
        differentiator=draw(KEYS) if focus == "differentiator" else None,
        around=draw(KEYS) if focus == "around" else None,
        steps=draw(st.integers(1, MOST_STEPS)) if focus == "around" else 1,
        loop=draw(TEXTS) if focus == "loop" else None,
        only=only,
        top=top,
        levels=draw(st.booleans()),
        whole=not only and top is None and draw(st.booleans()),
        beside=draw(st.none() | KEYS) if free else None,
        direction=draw(st.none() | st.sampled_from(Orientation)),
        theme=draw(st.sampled_from(Theme)),
        regions=draw(st.booleans()),
        legend=draw(st.booleans()),
    )


def test_nothing_asked_for_is_the_plain_view_with_an_empty_key() -> None:
    assert parse([]) == View()
    assert View().key() == ""


@given(views())
def test_a_view_is_read_back_from_its_own_key(view: View) -> None:
    assert parse(parse_qsl(view.key())) == view


def test_one_view_has_one_key_however_it_is_asked_for() -> None:
    one = parse(parse_qsl("persona=cro&persona=cfo&only=1&direction=lr&theme=LIGHT"))
    other = parse(parse_qsl("only=yes&direction=LR&persona=cfo,cro,cfo"))
    assert one == other
    assert one.key() == "persona=cfo,cro&only=yes&direction=LR"


def test_a_parameter_without_a_value_says_yes() -> None:
    assert parse(parse_qsl("whole&legend=off", keep_blank_values=True)) == View(whole=True, legend=False)


def test_all_that_is_wrong_with_an_address_is_said_at_once() -> None:
    assert refused("persona=cfo&loop=R1&steps=twelve&theme=pink&direction=up&only=perhaps&colour=red&whole&whole") == [
        ("steps", "NOT_UNDERSTOOD"),
        ("only", "NOT_UNDERSTOOD"),
        ("whole", "TWICE"),
        ("direction", "NOT_UNDERSTOOD"),
        ("theme", "NOT_UNDERSTOOD"),
        ("colour", "UNKNOWN_PARAMETER"),
        ("loop", "TWO_FOCUSES"),
    ]


@pytest.mark.parametrize(
    ("query", "path", "code"),
    [
        ("differentiator=a&around=b", "around", "TWO_FOCUSES"),
        ("around=b&steps=0", "steps", "OUT_OF_RANGE"),
        ("around=b&steps=10", "steps", "OUT_OF_RANGE"),
        ("steps=2", "steps", "NO_FOCUS"),
        ("top=0", "top", "OUT_OF_RANGE"),
        ("top=46", "top", "OUT_OF_RANGE"),
        ("top=3&loop=R1", "top", "TWO_FOCUSES"),
        ("top=3&whole", "top", "CONTRADICTION"),
        ("only", "only", "NO_FOCUS"),
        ("only&whole&persona=cfo", "only", "CONTRADICTION"),
        ("beside=rival&around=b", "beside", "CONTRADICTION"),
        ("around=", "around", "NOT_UNDERSTOOD"),
    ],
)
def test_a_view_that_contradicts_itself_is_refused_with_the_parameter_that_does(query: str, path: str, code: str) -> None:
    assert refused(query) == [(path, code)]
