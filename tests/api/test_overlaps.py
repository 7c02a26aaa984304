"""What validation has to compare is counted in pairs."""

from __future__ import annotations

import pytest
from graphql import parse

from valuenet.api.fragments import fragments, starts
from valuenet.api.overlaps import overlaps
from work import seconds_of_work


def pairs(text: str) -> int:
    document = parse(text)
    known = fragments(document)
    return overlaps(starts(document, known), known)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ a b c }", 0),
        ("{ a a a }", 3),
        ("{ a b: a b: c }", 1),
        ("{ a ... { a ... on Q { a } } }", 3),
        ("{ a { b } c { b } }", 0),
        ("{ a { b } a { b } }", 1 + 1),
        ("{ a { b { c } } a { b { c } d } a { b { c } } }", 3 + 3 + 3),
        ("query A { a } query B { a }", 0),
        ("{ ...F a } fragment F on Q { a }", 1),
        ("{ ...F ...F ...F } fragment F on Q { a }", 3),
        ("{ ...F ...G } fragment F on Q { a { b } } fragment G on Q { a { b } ...H } fragment H on Q { a }", 3 + 3 + 1),
        ("{ ...F ...G ...H }", 3),
        ("{ a } fragment F on Q { b b }", 1),
    ],
)
def test_fields_of_one_name_and_spreads_are_compared_in_pairs_where_they_answer_in_one_place(text: str, expected: int) -> None:
    assert pairs(text) == expected


def test_fragments_that_double_and_hold_nothing_are_entered_once_in_each_place() -> None:
    chain = " ".join(f"fragment F{number} on Q {{ ...F{number + 1} ...F{number + 1} }}" for number in range(49))
    seconds, found = seconds_of_work(lambda: pairs(f"{{ ...F0 }} {chain} fragment F49 on Q {{ }}"))
    assert found == 99 * 98 // 2, "one spread, and two in each of 49 fragments"
    assert seconds < 0.05
