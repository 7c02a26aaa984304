"""What the schema says about itself is what the engine would have said, and is counted before it is told."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import pytest
from graphql import FieldNode, OperationDefinitionNode, get_introspection_query, parse
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from valuenet.api.fragments import fragments
from valuenet.api.introspection import MOST, OBJECT, spoken
from valuenet.api.schema import schema
from work import seconds_of_work

PLAIN = copy.copy(schema)
PLAIN.execution_context_class = StrawberryGraphQLCoreExecutionContext
WHOLE = get_introspection_query(input_value_deprecation=True, specified_by_url=True, directive_is_repeatable=True)

QUESTIONS: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "everything": (WHOLE, {}),
    "types by name": ('{ a: __type(name: "Network") { kind fields { name } } b: __type(name: "Nowhere") { name } }', {}),
    "a type that a variable names": (
        "query ($n: String!) { __type(name: $n) { name inputFields { name defaultValue } } }",
        {"n": "NetworkEdit"},
    ),
    "names of types": ("{ __schema { __typename types { __typename name fields { __typename args { __typename } } } } }", {}),
    "fields that are asked for twice": ("{ __schema { types { name } types { kind } } __schema { queryType { name } } }", {}),
    "other names": ("{ s: __schema { t: types { n: name k: kind n2: name } } }", {}),
    "fragments": (
        "{ ...R } fragment R on Query { __schema { types { ... on __Type { ...T } } } } fragment T on __Type { name ofType { kind } }",
        {},
    ),
    "conditions": (
        "query ($x: Boolean!) { __schema { types { name @skip(if: $x) kind @include(if: $x) fields @skip(if: $x) { name } } } }",
        {"x": True},
    ),
    "what is deprecated, too": (
        """query ($x: Boolean = true) { __schema {
          types { fields(includeDeprecated: $x) { name isDeprecated deprecationReason } enumValues(includeDeprecated: false) { name } }
          directives { name locations args(includeDeprecated: true) { name } } } }""",
        {},
    ),
    "types of types": (
        '{ __type(name: "Query") { fields { type { kind ofType { name interfaces { name } fields { name type { name } } } } } } }',
        {},
    ),
    "what a union can be": ('{ __type(name: "EditResult") { possibleTypes { name } } __type(name: "EditResult") { isOneOf } }', {}),
    "more beside it": ("{ __schema { queryType { name } } viewer: __typename }", {}),
}


def first_field(text: str) -> FieldNode:
    (operation,) = [node for node in parse(text).definitions if isinstance(node, OperationDefinitionNode)]
    field = operation.selection_set.selections[0]
    assert isinstance(field, FieldNode)
    return field


def size(text: str) -> int:
    return spoken(schema._schema).size(first_field(text), fragments(parse(text)))


def held(answer: Any) -> int:
    """How many objects an answer holds, and how many fields they have."""
    match answer:
        case dict():
            return OBJECT + sum(1 + held(value) for value in answer.values())
        case list():
            return sum(held(value) for value in answer)
    return 0


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_the_schema_says_what_the_engine_says(question: str) -> None:
    text, variables = QUESTIONS[question]
    told, expected = (one.execute_sync(text, variable_values=dict(variables)) for one in (schema, PLAIN))
    assert (told.errors, told.data) == (None, expected.data)
    assert expected.data


def test_a_variable_that_may_not_be_null_is_an_error_with_its_place() -> None:
    text = 'query ($x: Boolean = true) { __type(name: "Query") { fields(includeDeprecated: $x) { name } } }'
    told = schema.execute_sync(text, variable_values={"x": None})
    assert told.data == {"__type": None}
    assert [error.path for error in told.errors or []] == [["__type"]]


@pytest.mark.parametrize("question", ["everything", "names of types", "other names", "types of types"])
def test_what_the_schema_will_say_is_counted_exactly(question: str) -> None:
    text, _ = QUESTIONS[question]
    answer = schema.execute_sync(text).data
    assert answer is not None
    (said,) = [value for value in answer.values() if isinstance(value, dict)]
    assert size(text) == held(said) > 20


def test_what_is_merged_counts_each_time_and_what_is_left_out_counts_too() -> None:
    assert size("{ __schema { types { name } types { name } } }") - OBJECT == 2 * (size("{ __schema { types { name } } }") - OBJECT)
    assert size("{ __schema { types { name @skip(if: true) } } }") == size("{ __schema { types { name } } }")


def test_a_type_counts_as_what_it_says_and_as_all_of_them_where_a_variable_names_it() -> None:
    asked = "{ fields { name args { name } } }"
    every = size(f"{{ __schema {{ types {asked} }} }}") - OBJECT - 1
    assert 50 < size(f'{{ __type(name: "Query") {asked} }}') < every / 10
    assert size(f"query ($n: String!) {{ __type(name: $n) {asked} }}") == every
    assert size(f'{{ __type(name: "Nowhere") {asked} }}') == 0


def test_what_nobody_can_be_told_of_the_schema_counts_for_little() -> None:
    assert size("{ __schema }") == 0
    assert size("{ __schema { nowhere { name } types } }") == OBJECT + 2
    assert size("{ __schema { queryType { name { name } ...Nowhere } } }") == 2 * OBJECT + 1 + 1


def test_names_that_somebody_makes_up_are_not_remembered() -> None:
    whole = spoken(schema._schema).whole
    before = len(whole)
    assert size("{ __schema { " + " ".join(f"made{n} {{ up }}" for n in range(50)) + " } }") == OBJECT + 50
    assert len(whole) == before


TRICKS = {
    "types under aliases": "{ __schema { " + " ".join(f"a{n}: types {{ fields {{ args {{ name }} }} }}" for n in range(99)) + " } }",
    "fragments that double": "{ __schema { ...F0 } } "
    + " ".join(f"fragment F{n} on __Schema {{ ...F{n + 1} ...F{n + 1} }}" for n in range(40))
    + " fragment F40 on __Schema { types { fields { name } } }",
    "fragments that double and hold nothing": "{ __schema { ...F0 } } "
    + " ".join(f"fragment F{n} on __Schema {{ ...F{n + 1} ...F{n + 1} }}" for n in range(40)),
}


@pytest.mark.parametrize("trick", sorted(TRICKS))
def test_counting_ends_soon_whatever_is_asked(trick: str) -> None:
    size(WHOLE)
    seconds, found = seconds_of_work(lambda: size(TRICKS[trick]))
    assert found in {MOST, OBJECT}
    assert seconds < 0.5
