"""What a request holds is measured once, told exactly, and refused beyond its limit."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from graphql import GraphQLError, GraphQLSyntaxError, Lexer, Source, TokenKind, parse
from hypothesis import given, settings
from hypothesis import strategies as st

from valuenet.api.fragments import fragments, starts
from valuenet.api.limits import Figures, check_cost, check_document, check_json, check_text, check_variables, figures, tokens
from valuenet.errors import Excess, OverBudget
from valuenet.settings import Budget
from work import seconds_of_work

from .written import counted, texts, without_fragments

PIECES = (
    *"{}()[]:$@!=|&.\"#\\\n\r ,-0aé?'\ufeff\x00",
    *("...", "..", '""', '"""', '\\"""', "-1", "1.5", "1e9", "2E-3", "_b9", "\\u0041", "query", "on"),
)
"""What documents are made of, and what they must not be made of."""


def measured(text: str) -> Figures:
    document = parse(text)
    known = fragments(document)
    return figures(starts(document, known), known)


def refused(check: Callable[[Budget], object]) -> list[tuple[str, int, int]]:
    """What the usual budget, or one of ours, refuses, as (limit, the most, the figure)."""
    with pytest.raises(OverBudget) as refusal:
        check(Budget())
    return [(one.limit, one.most, one.figure) for one in refusal.value.excesses]


def checked(text: str, budget: Budget) -> None:
    check_text(budget, text)
    document = parse(text)
    check_document(budget, document, fragments(document))


def test_figures_of_a_document_are_exact() -> None:
    found = measured(
        "query Q($a: [Int] = [1, [2]] @x) @y { b: c(d: {e: [{f: 1}]}) { g h @z(i: [1, 2, 3]) { j ... @k { l: m } } } __typename }"
    )
    assert found == Figures(depth=3, fields=6, aliases=2, directives=4, nesting=3, items=3, members=1, introspects=False)


def test_a_document_that_asks_the_schema_about_itself_is_told_apart() -> None:
    assert measured("{ __schema { types { name } } }").introspects
    assert measured('{ ...F } fragment F on Query { a: __type(name: "A") { name } }').introspects
    assert not measured("{ __typename schema { __typename } }").introspects


@settings(max_examples=100, deadline=None)
@given(text=texts(fragments=0))
def test_the_figures_of_a_document_without_fragments_are_those_that_a_plain_count_finds(text: str) -> None:
    found = measured(text)
    assert {name: getattr(found, name) for name in counted(parse(text))} == counted(parse(text))


@settings(max_examples=100, deadline=None)
@given(text=texts())
def test_the_figures_of_a_document_with_fragments_are_those_of_the_document_that_is_written_out(text: str) -> None:
    written_out = without_fragments(parse(text))
    found = measured(text)
    assert {name: getattr(found, name) for name in counted(written_out)} == counted(written_out)


def test_fragments_that_double_at_forty_levels_are_measured_at_once() -> None:
    chain = " ".join(f"fragment F{number} on Query {{ a {{ ...F{number + 1} }} b: a {{ ...F{number + 1} }} }}" for number in range(40))
    seconds, found = seconds_of_work(lambda: measured(f"{{ ...F0 }} {chain} fragment F40 on Query {{ c @x }}"))
    assert seconds < 0.05
    assert found == Figures(depth=41, fields=3 * 2**40 - 2, aliases=2**40 - 1, directives=2**40)


def test_a_figure_that_json_readers_would_garble_is_told_as_the_largest_that_they_read() -> None:
    chain = " ".join(f"fragment F{number} on Query {{ {f'...F{number + 1} ' * 8} }}" for number in range(40))
    text = f"{{ ...F0 }} {chain} fragment F40 on Query {{ c }}"
    assert refused(lambda budget: checked(text, budget)) == [("fields", 1_000, 2**53 - 1)]


@pytest.mark.parametrize(
    "text", ["{ ...A } fragment A on Query { ...A }", "{ a } fragment A on Q { b { ...B } } fragment B on Q { ... { ...A } }"]
)
def test_fragments_that_spread_each_other_in_a_circle_are_refused_by_name(text: str) -> None:
    with pytest.raises(GraphQLError, match=r"without end: .*A"):
        fragments(parse(text))


def test_fragments_that_no_operation_comes_to_count_too() -> None:
    assert measured("{ a } fragment B on Q { b ...C } fragment C on Q { c }").fields == 1 + 2 + 1
    assert measured("{ ...A } fragment A on Q { a { b } } fragment A on Q { c }").fields == 1 + 2, "two of one name"
    assert measured("{ ...A }").fields == 0


@settings(max_examples=100, deadline=None)
@given(text=texts())
def test_the_tokens_of_a_document_are_those_that_the_parser_reads(text: str) -> None:
    assert tokens(f"# first\n{text}#last") == parse(f"# first\n{text}#last").token_count


@settings(max_examples=500, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=40).map("".join))
def test_no_text_has_fewer_tokens_than_the_lexer_finds_before_it_gives_up(text: str) -> None:
    lexer, found = Lexer(Source(text)), 0
    try:
        token = lexer.token
        while token.kind is not TokenKind.EOF:
            token = lexer.read_next_token(token.end)
            found += token.kind is not TokenKind.EOF
    except GraphQLSyntaxError:
        pass
    assert tokens(text) >= found


@pytest.mark.parametrize("piece", ['\\"""', '"', '"\\', "\n", "\\", '"" ', "-", "..", "1e", "[", '"""', "a.", "#"])
def test_no_text_is_looked_at_twice_to_count_its_tokens(piece: str) -> None:
    many = piece * (200_000 // len(piece))
    assert seconds_of_work(lambda: tokens('{ a(b: """' + many))[0] < 0.25
    assert seconds_of_work(lambda: tokens(many))[0] < 0.25


def fields(count: int) -> str:
    return " ".join(f"f{number}" for number in range(count))


AT_THE_LIMIT: Mapping[str, Callable[[int], str]] = {
    "characters": lambda limit: "{ a }" + " " * (limit - 5),
    "lines": lambda limit: "{ a }" + "\n" * (limit - 1),
    "tokens": lambda limit: "{ a(#\n" + "b: 1 " * ((limit - 6) // 3 - 1) + ("b: 1", "b: []", "b: [1]")[(limit - 6) % 3] + ") }",
    "operations": lambda limit: " ".join(f"query Q{number} {{ a }}" for number in range(limit)),
    "fragments": lambda limit: "{ a }" + " ".join(f"fragment F{number} on Q {{ a }}" for number in range(limit)),
    "depth": lambda limit: "{ a " * limit + "}" * limit,
    "fields": lambda limit: f"{{ {fields(limit)} }}",
    "aliases": lambda limit: "{ " + " ".join(f"a{number}: b" for number in range(limit)) + " }",
    "directives": lambda limit: "{ a " + "@b " * limit + "}",
    "overlaps": lambda limit: "{ " + "a " * 44 + "b " * 10 + "c " * 4 + "d d e e f f }",  # 946 + 45 + 6 + 3
    "nesting": lambda limit: "{ a(b: " + "[" * limit + "]" * limit + ") }",
    "items": lambda limit: "{ a(b: [" + "1 " * limit + "]) }",
    "members": lambda limit: "{ a(b: {" + "c: 1 " * limit + "}) }",
}
"""Documents that hold just as much as is usually allowed."""

ABOVE_THE_LIMIT: Mapping[str, Callable[[int], str]] = {
    **AT_THE_LIMIT,
    "overlaps": lambda _: "{ " + "a " * 44 + "b " * 10 + "c " * 4 + "d d e e f f g g }",
}


@pytest.mark.parametrize("limit", sorted(AT_THE_LIMIT))
def test_a_document_that_holds_just_as_much_as_it_may_is_taken(limit: str) -> None:
    checked(AT_THE_LIMIT[limit](getattr(Budget(), limit)), Budget())


@pytest.mark.parametrize("limit", sorted(AT_THE_LIMIT))
def test_a_document_that_holds_one_more_is_refused_with_limit_and_figure(limit: str) -> None:
    most = getattr(Budget(), limit)
    text = ABOVE_THE_LIMIT[limit](most + 1)
    assert refused(lambda budget: checked(text, budget)) == [(limit, most, most + 1)]


@pytest.mark.parametrize("limit", sorted(AT_THE_LIMIT))
def test_each_limit_of_a_document_can_be_set(limit: str) -> None:
    text = AT_THE_LIMIT[limit](getattr(Budget(), limit))
    with pytest.raises(OverBudget, match=limit):
        checked(text, replace(Budget(), **{limit: getattr(Budget(), limit) - 1}))


def test_everything_of_which_a_document_holds_too_much_is_told_at_once() -> None:
    text = "{ " + " ".join(f"a{number}: b @c @d" for number in range(101)) + " }"
    assert refused(lambda budget: checked(text, budget)) == [("aliases", 100, 101), ("directives", 100, 202)]


def test_a_refusal_names_every_limit_with_its_value_and_the_figure() -> None:
    told = str(OverBudget([Excess(limit="depth", most=20, figure=25), Excess(limit="aliases", most=100, figure=300)]))
    assert told == "the request is over its budget: depth 25 (at most 20), aliases 300 (at most 100): ask for less at once"


def test_variables_may_be_as_deep_and_as_long_as_the_limits_and_no_more() -> None:
    deep: object = 1
    for _ in range(16):
        deep = [deep]
    wide = {str(number): number for number in range(100)}
    check_variables(Budget(), {"a": deep, "b": {"c": [1] * 500}, "d": wide})
    beyond = {"a": [deep], "b": {"c": [1] * 501}, "d": wide | {"x": 1}}
    assert refused(lambda budget: check_variables(budget, beyond)) == [("nesting", 16, 17), ("items", 500, 501), ("members", 100, 101)]


def test_json_may_hold_as_many_values_as_the_limit_and_no_more() -> None:
    check_json(Budget(), b'{"variables": {"a": [' + b'"[,{", ' * 9_997 + b"[]]}}")
    assert refused(lambda budget: check_json(budget, b'{"variables": {"a": [' + b'"[,{", ' * 9_998 + b"[]]}}")) == [
        ("values", 10_000, 10_001)
    ]


def test_an_operation_may_cost_as_much_as_the_limit_and_no_more() -> None:
    check_cost(Budget(), 20_000)
    assert refused(lambda budget: check_cost(budget, 20_001)) == [("cost", 20_000, 20_001)]


def test_the_page_about_limits_names_each_with_its_value() -> None:
    page = (Path(__file__).parents[2] / "docs" / "limits-of-a-request.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)` \| (\d+) \|", page, re.MULTILINE)
    assert told == [(limit.name, str(getattr(Budget(), limit.name))) for limit in dataclasses.fields(Budget)]
