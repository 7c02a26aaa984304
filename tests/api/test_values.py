"""Literals and variables are measured alike, and JSON is measured before it is read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from graphql import parse_value
from hypothesis import given
from hypothesis import strategies as st

from valuenet.api.values import Held, held, values_in

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text('[]{},:"\\ aé\u2028'),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text('[]{},"\\ a', max_size=4), inner, max_size=4),
    max_leaves=30,
)


def values_below(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return sum(1 + values_below(one) for one in inside)


@pytest.mark.parametrize(
    ("literal", "expected"),
    [
        ("1", Held()),
        ("[]", Held(nesting=1)),
        ("{a: 1}", Held(nesting=1, members=1)),
        ("[1, [2, 3, 4], {a: [5]}]", Held(nesting=3, items=3, members=1, listed=7)),
    ],
)
def test_a_literal_and_the_same_value_from_json_hold_the_same(literal: str, expected: Held) -> None:
    value = json.loads(literal.replace("a:", '"a":'))
    assert held([parse_value(literal)]) == held([value]) == expected


@given(value=json_values, indent=st.none() | st.integers(0, 2))
def test_the_values_in_a_json_text_are_counted_without_reading_it(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False).encode()
    assert values_in(text, enough=-1) == values_below(value)


def test_a_text_that_cannot_hold_too_many_values_is_not_looked_at_closely() -> None:
    assert values_in(b'{"a": "[[[,,,"}', enough=7) == 7
    assert values_in(b'{"a": "[[[,,,"}', enough=6) == 1


def test_thousand_lists_inside_each_other_are_counted() -> None:
    deep: list[object] = []
    for _ in range(999):
        deep = [deep]
    assert held([deep]) == Held(nesting=1_000, items=1, listed=999)
