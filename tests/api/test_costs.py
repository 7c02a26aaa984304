"""What an operation costs is told from its text and variables: pages multiply, fragments count wherever they are spread."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

import pytest
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLObjectType,
    OperationDefinitionNode,
    SelectionSetNode,
    get_introspection_query,
    get_named_type,
    is_interface_type,
    is_list_type,
    is_object_type,
    parse,
    value_from_ast_untyped,
)
from graphql.type import get_nullable_type
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from valuenet.api.costs import Costs, given
from valuenet.api.fragments import fragments
from valuenet.api.introspection import OBJECT
from valuenet.api.prices import CHANGE, LIST, PRICES, SAID, SIZES, STORE, Price
from valuenet.api.schema import schema
from valuenet.settings import Budget
from work import seconds_of_work

from .written import texts, without_fragments

SCHEMA = schema._schema
COSTS = Costs(SCHEMA)


def operation(document: DocumentNode, place: int = 0) -> OperationDefinitionNode:
    return [node for node in document.definitions if isinstance(node, OperationDefinitionNode)][place]


def cost(text: str, **variables: object) -> int:
    document = parse(text)
    return COSTS.of(operation(document), fragments(document), given(operation(document), variables))


QUESTION = PRICES["Query.outcomes"].base
NETWORK = STORE.base


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ __typename }", 1),
        ('{ network(id: "a") { key name } }', NETWORK + 2),
        ("{ outcomes { pageInfo { endCursor } } }", QUESTION + 2),
        ("{ outcomes { nodes { key } } }", QUESTION + 1 + 20),
        ("{ outcomes(first: 7) { nodes { key title } } }", QUESTION + 1 + 7 * 2),
        ("{ outcomes(first: 7) { ... { ... on OutcomeConnection { nodes { key } } } } }", QUESTION + 1 + 7),
        ("{ outcomes(first: 7) { nodes { leadsTo { effect { key } } } } }", QUESTION + 1 + 7 * (1 + 5 * (1 + 1))),
        ('{ network(id: "a") { outcomes { network { outcomes { key } } } } }', NETWORK + 1 + 200 * (1 + 1 + 200)),
        ('{ network(id: "a") { regions { key } } }', NETWORK + 1 + LIST),
        ('{ network(id: "a") { loops(first: 3) { outcomes { key } } } }', NETWORK + 3_000 + 3 * (1 + LIST)),
        ('{ network(id: "a") { loopGroups(first: 3) { brokenBy { why } } } }', NETWORK + 3_000 + 3 * (1 + 1 * LIST)),
        ("{ outcomes(first: 2) { nodes { ways(first: 3) { total chains { sentence } } } } }", QUESTION + 1 + 2 * (100 + 3 * 10 + 2 + 3)),
        ("{ nowhere { nothing(first: 5) { a } } ... on Nothing { b } }", 4),
    ],
)
def test_a_field_costs_one_or_its_price_and_lists_multiply_what_is_below(text: str, expected: int) -> None:
    assert cost(text) == expected


@pytest.mark.parametrize(
    ("first", "size"),
    [("1", 1), ("100", 100), ("101", 100), ("9" * 5_000, 100), ("0", 1), ("-3", 1), ("null", 20), ('"x"', 20), ("[5]", 20 + 10)],
)
def test_a_page_counts_as_what_can_be_answered(first: str, size: int) -> None:
    assert cost(f"{{ outcomes(first: {first}) {{ nodes {{ key }} }} }}") == QUESTION + 1 + size


@pytest.mark.parametrize(
    ("declared", "variables", "size"),
    [
        ("Int!", {"n": 7}, 7),
        ("Int = 8", {}, 8),
        ("Int = 8", {"n": None}, 20),
        ("Int", {}, 20),
        ("Int", {"n": 10**400}, 100),
        ("Int", {"n": "7"}, 20),
        ("Int", {"n": 2.5}, 20),
    ],
)
def test_a_page_can_be_a_variable_with_or_without_a_default(declared: str, variables: Mapping[str, object], size: int) -> None:
    text = f"query ($n: {declared}) {{ outcomes(first: $n) {{ ...Page }} }} fragment Page on OutcomeConnection {{ nodes {{ key }} }}"
    assert cost(text, **variables) == QUESTION + 1 + size


def test_a_fragment_costs_what_the_page_makes_of_it_around_which_it_is_spread() -> None:
    text = "{ a: outcomes(first: 3) { ...P } b: outcomes(first: 50) { ...P } } fragment P on OutcomeConnection { nodes { key } }"
    assert cost(text) == 2 * QUESTION + 2 + 3 + 50


def test_what_is_in_lists_that_are_given_costs_too() -> None:
    inside = "query ($keys: [String!]) { outcomes(first: 2) { nodes { desiredBy(personas: $keys) { why } } } }"
    assert cost(inside, keys=["cfo"] * 30) - cost(inside) == 2 * 30 * 10
    assert cost('{ outcomes(desiredBy: {anyOf: ["a", "b"], levels: [EXECUTIVE]}) { __typename } }') == QUESTION + 1 + 3 * 10
    edits = [{"putRegion": {"key": "r", "title": "R", "nodes": ["a", "b"]}}, {"remove": {"key": "b"}}]
    text = "mutation ($e: [NetworkEdit!]!) { networkEdit(network: 1, expectedRevision: 1, edits: $e) { __typename } }"
    assert cost(text, e=edits) == PRICES["Mutation.networkEdit"].base + 1 + (2 + 2) * 10


def plain(selections: SelectionSetNode, on: str, page: float, variables: Mapping[str, Any]) -> float:
    """The cost of selections without fragments, counted from above."""
    total = 0.0
    for node in selections.selections:
        if not isinstance(node, FieldNode):
            total += plain(node.selection_set, node.type_condition.name.value, page, variables)  # type: ignore[attr-defined]  # an inline fragment
            continue
        type_ = SCHEMA.get_type(on)
        field = SCHEMA.get_field(type_, node.name.value) if is_object_type(type_) or is_interface_type(type_) else None
        name = f"{on}.{node.name.value}"
        price = PRICES.get(name, STORE if name == "Query.network" else Price())
        given = {argument.name.value: value_from_ast_untyped(argument.value, dict(variables)) for argument in node.arguments or ()}
        paged = field is not None and "first" in field.args
        size = given.get("first", field.args["first"].default_value) if field and paged else 0
        total += price.base + price.each * size + 10 * sum(len(value) for value in given.values() if isinstance(value, list))
        if node.selection_set:
            below = get_named_type(field.type).name if field else ""
            is_list = field is not None and is_list_type(get_nullable_type(field.type))
            times = (size or SIZES.get(name) or page) if is_list else 1
            total += times * plain(node.selection_set, below, size if paged and not is_list else LIST, variables)
    return total


@settings(max_examples=100, deadline=None)
@drawn(text=texts(), page=st.integers(1, 100), keys=st.lists(st.just("cfo"), max_size=5))
def test_the_cost_is_that_of_the_document_that_is_written_out(text: str, page: int, keys: list[str]) -> None:
    document, variables = parse(text), {"page": page, "keys": keys}
    written_out = without_fragments(document)
    for place in range(2):
        asked = operation(written_out, place)
        expected = plain(asked.selection_set, "Query", LIST, variables)
        assert COSTS.of(operation(document, place), fragments(document), given(operation(document, place), variables)) == ceil(expected)


def test_fragments_that_double_in_pages_at_forty_levels_are_counted_at_once() -> None:
    twice = "fragment F% on Network { a: outcomes { network { NEXT } } b: outcomes { network { NEXT } } }"
    chain = " ".join(twice.replace("%", str(number)).replace("NEXT", f"...F{number + 1}") for number in range(400))
    seconds, found = seconds_of_work(lambda: cost(f'{{ network(id: "a") {{ ...F0 }} }} {chain} fragment F400 on Network {{ key }}'))
    assert found == 2**53
    assert seconds < 0.5


def test_asking_for_the_whole_schema_is_within_the_budget_and_so_is_little_more() -> None:
    whole = get_introspection_query(input_value_deprecation=True, specified_by_url=True, directive_is_repeatable=True)
    assert Budget().cost / 3 < cost(whole) < 0.7 * Budget().cost


def test_what_the_schema_says_costs_by_how_much_that_is() -> None:
    names = "{ __schema { types { name } } }"
    assert cost(names) == ceil(1 + SAID * (OBJECT + 1) * (1 + len(SCHEMA.type_map)))
    assert cost(f"{{ ...F }} fragment F on Query {names}") == cost(names)
    assert cost("mutation { __schema { types { name } } }") > 2


def test_what_is_known_of_fields_is_of_fields_that_there_are() -> None:
    for name in {*SIZES, *PRICES}:
        on, _, field = name.partition(".")
        type_ = SCHEMA.get_type(on)
        assert isinstance(type_, GraphQLObjectType), name
        assert field in type_.fields, name


def test_a_field_that_asks_the_store_costs_more_than_one_and_a_change_more_than_that() -> None:
    assert cost('{ node(id: "a") { __typename } }') == STORE.base + 1
    assert cost('{ network(id: "a") { openComments outcomes { __typename } } }') == 2 * STORE.base + 1 + 200
    assert cost('mutation { accountPut(key: "a", account: {}) { __typename } }') == CHANGE.base + 1


def test_a_long_variable_that_many_fields_are_given_is_measured_once() -> None:
    text = "query ($keys: [String!]) { " + " ".join("outcomes(desiredBy: {anyOf: $keys}) { __typename }" for _ in range(300)) + " }"
    document, keys = parse(text), ["cfo"] * 100_000
    seconds, found = seconds_of_work(lambda: COSTS.of(operation(document), {}, given(operation(document), {"keys": keys})))
    assert found == 300 * (QUESTION + 1 + 100_000 * 10)
    assert seconds < 0.2
