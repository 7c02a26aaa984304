"""Which questions have answers that last."""

from __future__ import annotations

import pytest
from graphql import GraphQLObjectType, OperationDefinitionNode, get_named_type, is_composite_type, parse
from strawberry.schema.schema_converter import GraphQLCoreConverter

from valuenet.api.fragments import fragments
from valuenet.api.lasting import ROOTS, Lasting
from valuenet.api.schema import schema

LASTING = Lasting(schema._schema)


def lasts(text: str) -> bool:
    document = parse(text)
    operation = next(node for node in document.definitions if isinstance(node, OperationDefinitionNode))
    return LASTING.lasts(operation, fragments(document))


@pytest.mark.parametrize(
    "text",
    [
        '{ outcomes(desiredBy: {anyOf: ["cfo"]}) { nodes { title why { sentence } network { name } desiredBy { persona { name } } } } }',
        '{ __typename network(id: "a") { __typename ...Parts } } fragment Parts on Network { outcomes { leadsTo { effect { key } } } }',
        "{ networks { nodes { ... on Node { id } ... { key } } } directory { personas { key } } }",
        'query A($first: Int!) { network(id: "a") { loops(first: $first) { signs: __typename } findings { message } } }',
    ],
)
def test_the_answer_to_a_question_about_networks_and_personas_lasts(text: str) -> None:
    assert lasts(text)


@pytest.mark.parametrize(
    "text",
    [
        "{ viewer { name } }",
        "{ networks { nodes { key } } viewer { name } }",
        '{ node(id: "a") { id } }',
        '{ brief(personas: ["cfo"]) { __typename } }',
        '{ network(id: "a") { diagram { svg } } }',
        '{ network(id: "a") { changes { nodes { at } } } }',
        '{ network(id: "a") { openComments } }',
        "{ outcomes(first: 3) { nodes { network { at(revision: 1) { key } } } } }",
        '{ network(id: "a") { ...Talk } } fragment Talk on Network { ... on Network { comments { nodes { text } } } }',
        "{ ...All } fragment All on Query { networks { nodes { key } } tokens { name } }",
        "{ __schema { types { name } } }",
        "{ networks { nothing { key } } }",
        "{ nothing }",
        'mutation { networkDelete(network: "a", expectedRevision: 1) { __typename } }',
        'subscription { networkChanged(network: "a") { __typename } }',
    ],
)
def test_no_other_answer_lasts(text: str) -> None:
    assert not lasts(text)


def test_a_fragment_that_is_not_spread_keeps_nobody_from_saying_what_is_wrong_with_it() -> None:
    assert not lasts("{ networks { nodes { key } } } fragment Unused on Query { viewer { name } }")


def reachable() -> dict[str, GraphQLObjectType]:
    """The types that a lasting question can come to."""
    found: dict[str, GraphQLObjectType] = {}
    query = schema._schema.query_type
    assert query is not None
    waiting = [(query.name, name) for name in ROOTS]
    while waiting:
        parent, name = waiting.pop()
        type_ = schema._schema.get_type(parent)
        assert is_composite_type(type_)
        field = schema._schema.get_field(type_, name)
        assert field is not None
        below = get_named_type(field.type)
        if not is_composite_type(below):
            continue
        for one in schema._schema.get_possible_types(below) if not isinstance(below, GraphQLObjectType) else (below,):
            if one.name not in found:
                found[one.name] = one
                waiting += [(one.name, name) for name in one.fields if LASTING.stays(one.name, name)]
    return found


def test_what_lasts_is_told_of_values_that_were_read_and_knows_neither_who_asks_nor_what_time_it_is() -> None:
    types = reachable()
    assert {"Network", "Outcome", "Persona", "Directory", "Finding"} <= types.keys()
    for type_ in types.values():
        for name, field in type_.fields.items():
            definition = field.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
            if LASTING.stays(type_.name, name) and definition.base_resolver is not None:
                assert definition.base_resolver.info_parameter is None, f"{type_.name}.{name} is handed the context"
