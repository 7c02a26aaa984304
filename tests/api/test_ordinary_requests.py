"""What people ask, in the guides, on the page and in the tests, is far from every limit."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple

import pytest
from graphql import GraphQLError, GraphQLSyntaxError, OperationDefinitionNode, get_introspection_query, parse, validate

from prose import requests
from valuenet.api.costs import Costs, given
from valuenet.api.fragments import fragments, starts
from valuenet.api.limits import figures, tokens
from valuenet.api.overlaps import overlaps
from valuenet.api.schema import schema
from valuenet.settings import Budget
from valuenet.web.examples import FIRST_QUERIES, MORE_REQUESTS

TOP = Path(__file__).parents[2]
PAGES = [TOP / "README.md", *sorted((TOP / "docs").rglob("*.md"))]
TESTS = [path for folder in ("api", "cli", "service") for path in sorted((TOP / "tests" / folder).glob("test_*.py"))]
OURS = Path(__file__).parent
BESIDE = {OURS / "test_limits.py", OURS / "test_costs.py", OURS / "test_overlaps.py"}
"""Tests whose requests are not ordinary."""


class Request(NamedTuple):
    """A document, and where it is written."""

    place: str
    text: str


def written() -> Iterator[Request]:
    """The requests of the guides, of the pages, and those in the tests that our schema can answer."""
    for page in PAGES:
        for block, _ in requests(page):
            yield Request(f"{page.name}, line {block.line}", block.text)
    for example in (*FIRST_QUERIES, *MORE_REQUESTS):
        yield Request("the page", example.query)
    for path in TESTS:
        if path not in BESIDE:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_request(node.value):
                    yield Request(f"{path.name}, line {node.lineno}", node.value)


def is_request(text: str) -> bool:
    try:
        return "{" in text and not validate(schema._schema, parse(text))
    except (GraphQLError, GraphQLSyntaxError):
        return False


REQUESTS = list(dict.fromkeys(written()))
COSTS = Costs(schema._schema)


def held(text: str) -> Mapping[str, int]:
    """What a request holds of everything that is limited, without variables."""
    document = parse(text)
    known = fragments(document)
    entered = list(starts(document, known))
    found = figures(entered, known)
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    return {
        "characters": len(text),
        "lines": text.count("\n") + 1,
        "tokens": tokens(text),
        "operations": len(operations),
        "fragments": len(known),
        "overlaps": overlaps(entered, known),
        "cost": max(COSTS.of(operation, known, given(operation, {})) for operation in operations),
        **{name: getattr(found, name) for name in ("depth", "fields", "aliases", "directives", "nesting", "items", "members")},
    }


def test_there_are_many_ordinary_requests() -> None:
    places = {request.place.partition(",")[0] for request in REQUESTS}
    assert len(REQUESTS) > 40
    assert {"README.md", "growing-a-network.md", "the page", "test_questions.py", "test_changes.py"} <= places


@pytest.mark.parametrize("limit", sorted({limit.name for limit in fields(Budget)} - {"values"}))
def test_every_ordinary_request_holds_at_most_half_of_what_it_may(limit: str) -> None:
    largest = max(REQUESTS, key=lambda request: held(request.text)[limit])
    figure, most = held(largest.text)[limit], getattr(Budget(), limit)
    print(f"{limit}: {figure} of {most} ({largest.place})")  # noqa: T201  # `pytest -s` shows how much room there is
    assert figure <= most / 2, largest


def test_a_client_that_asks_for_the_whole_schema_is_within_every_limit() -> None:
    asked = held(get_introspection_query(input_value_deprecation=True, specified_by_url=True, directive_is_repeatable=True))
    assert {limit: figure for limit, figure in asked.items() if figure > 0.9 * getattr(Budget(), limit)} == {}
