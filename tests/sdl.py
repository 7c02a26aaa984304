"""Requests made from the schema itself: a document for any field of any operation, with arguments of the right types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    build_schema,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    is_required_input_field,
)

SCHEMA = build_schema((Path(__file__).parents[1] / "schema" / "valuenet.graphql").read_text(encoding="utf-8"))

_ROOTS = {"query": SCHEMA.query_type, "mutation": SCHEMA.mutation_type, "subscription": SCHEMA.subscription_type}

FIELDS: Mapping[tuple[str, str], GraphQLField] = {
    (operation, name): field for operation, root in _ROOTS.items() if root for name, field in root.fields.items()
}
"""Every field of every operation, by the kind of the operation and its name."""

_EXAMPLES = Path(__file__).parents[1] / "examples"
_MAPPING = """\
valuenet: 1
columns: {Name: [key, name], Account Name: account, Amount: price.yearly}
defaults: {network: nothing-such, currency: USD}
"""
_SAID = {
    ("networkImport", "document"): json.dumps((_EXAMPLES / "car-dealer.yaml").read_text(encoding="utf-8")),
    ("opportunityImport", "document"): json.dumps((_EXAMPLES / "opportunities" / "alder-foods.yaml").read_text(encoding="utf-8")),
    ("opportunitiesImport", "csv"): json.dumps("Name,Account Name,Amount\nA sale,Alder Foods,1000\n"),
    ("opportunitiesImport", "mapping"): json.dumps(_MAPPING),
    ("opportunityClose", "won"): "true",
    ("PriceInput", "currency"): '"USD"',
    ("OverrideInput", "verdict"): "DIFFERENT",
}
"""By a field or an input and what it takes, a value in which nothing is wrong, where not any of its type will do."""

_ABSURD = {
    "Int": "-1",
    "Float": "-1",
    "Decimal": '"-1e30"',
    "Boolean": "false",
    "Date": '"0001-01-01"',
    "DateTime": '"0001-01-01T00:00:00Z"',
}
_NUMBERS = {"Int": "1", "Float": "1", "Decimal": '"1"', "Boolean": "true", "Date": '"2026-03-02"', "DateTime": '"2026-03-02T08:00:00Z"'}


def document(operation: str, name: str, thing: str) -> str:
    """An operation that asks for one field, with `thing` wherever an id is taken and a text has to be given."""
    field = FIELDS[operation, name]
    given = ", ".join(
        f"{argument}: {_SAID.get((name, argument)) or _value(one.type, thing)}"
        for argument, one in field.args.items()
        if _is_given(one) or (name, argument) in _SAID
    )
    selection = "" if is_leaf_type(get_named_type(field.type)) else " { __typename }"
    return f"{operation} {{ {name}{f'({given})' if given else ''}{selection} }}"


CHOICES = max(len(type_.fields) for type_ in SCHEMA.type_map.values() if isinstance(type_, GraphQLInputObjectType) and type_.is_one_of)
"""How many fields an input has at most of which one is given."""


def absurdity(operation: str, name: str, choice: int) -> str:
    """An operation that asks for one field, with every argument given, and each text, number and date absurd.

    `choice`: which field is given of an input that takes one of several.
    """
    field = FIELDS[operation, name]
    given = ", ".join(f"{argument}: {_absurd(one.type, choice)}" for argument, one in field.args.items())
    selection = "" if is_leaf_type(get_named_type(field.type)) else " { __typename }"
    return f"{operation} {{ {name}{f'({given})' if given else ''}{selection} }}"


def _absurd(type_: GraphQLInputType, choice: int) -> str:
    if isinstance(type_, GraphQLNonNull):
        return _absurd(type_.of_type, choice)
    if isinstance(type_, GraphQLList):
        return f"[{', '.join([_absurd(type_.of_type, choice)] * 2)}]"
    if isinstance(type_, GraphQLEnumType):
        return str(next(iter(type_.values)))
    if isinstance(type_, GraphQLInputObjectType):
        fields = dict([list(type_.fields.items())[choice % len(type_.fields)]]) if type_.is_one_of else type_.fields
        return f"{{{', '.join(f'{name}: {_absurd(field.type, choice)}' for name, field in fields.items())}}}"
    return _ABSURD.get(type_.name, json.dumps("\anonsense"))


def _is_given(one: GraphQLArgument | GraphQLInputField) -> bool:
    required = is_required_argument(one) if isinstance(one, GraphQLArgument) else is_required_input_field(one)
    return required or get_named_type(one.type).name == "ID"


def _value(type_: GraphQLInputType, thing: str) -> str:
    if isinstance(type_, GraphQLNonNull):
        return _value(type_.of_type, thing)
    if isinstance(type_, GraphQLList):
        return f"[{_value(type_.of_type, thing)}]"
    if isinstance(type_, GraphQLEnumType):
        return str(next(iter(type_.values)))
    if isinstance(type_, GraphQLInputObjectType):
        fields = dict(list(type_.fields.items())[:1]) if type_.is_one_of else {n: f for n, f in type_.fields.items() if _is_given(f)}
        members = (f"{name}: {_SAID.get((type_.name, name)) or _value(field.type, thing)}" for name, field in fields.items())
        return f"{{{', '.join(members)}}}"
    return _NUMBERS.get(type_.name, json.dumps(thing))
