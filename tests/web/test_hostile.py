"""No request body, however odd, gives a 5xx: thousands of generated ones, through the whole app."""

import asyncio
import json
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from valuenet.web.metrics import Metrics

from .conftest import BODY_LIMIT, Backend, app_of

HARMLESS = ["hello", "number", "outcome", "measure", "tree", "who", "__typename", "__schema", "rename", "title", "leadsTo", "nowhere"]
LITERALS = [
    "1",
    "-0",
    "1e999",
    "9" * 5_000,
    '"\\ud800"',
    '"\\u0000"',
    "null",
    "[[[]]]",
    "{children: []}",
    '"""',
    "$x",
    "ENUM",
    "\u202e",
    "\x00",
    "#",
]
VARIABLES = [
    "1e999",
    "9" * 5_000,
    "NaN",
    "-Infinity",
    '"\\ud800"',
    '"\\u0000"',
    "18446744073709551616",
    "[" * 2_000 + "]" * 2_000,
    "{" * 50,
    "1.5",
    "true",
]
TYPES = ["application/json"] * 12 + [
    "",
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/json; charset=latin-1",
    "\xff",
    ";;=",
]

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
names = st.sampled_from(HARMLESS) | st.text(max_size=6)
fields = st.builds(
    lambda alias, name, argument, literal, inner: f"{alias}{name}({argument}: {literal}) {inner}",
    st.sampled_from(["", "a: ", "... on Query { ", "@skip(if: 1) "]),
    names,
    st.sampled_from(["of", "title", "x", ""]),
    st.sampled_from(LITERALS),
    st.sampled_from(["", "{ title }", "{ leadsTo { title } }", "}"]),
)
selections = st.lists(names | fields, max_size=5).map(" ".join)
operations = st.builds(
    lambda kind, name, declared, selected: f"{kind} {name} {declared} {{ {selected} }}",
    st.sampled_from(["", "query", "mutation", "subscription", "fragment F on Query", "type", "{"]),
    st.sampled_from(["", "A", "B"]),
    st.sampled_from(["", "($x: Int)", "($x: Tree!)", "($x: [[[Float!]!]!]!)", "($x: Nothing)", "($x: Int = $x)"]),
    selections,
)
nested = st.builds(
    lambda piece, times, end: piece * times + end,
    st.sampled_from(["{", "[", "{outcome", "{a(b:[", "(", "...on Query{", "query"]),
    st.integers(1, 3_000),
    st.sampled_from(["", "}", "]"]),
)
queries = st.lists(operations, max_size=3).map("\n".join) | nested | st.text(st.characters(exclude_categories=()))


def with_raw_variable(query: str, raw: str) -> bytes:
    return b'{"query": %s, "variables": {"x": %s}}' % (json.dumps(query).encode(), raw.encode())


requests = st.fixed_dictionaries(
    {"query": queries}, optional={"variables": json_values, "operationName": json_values, "extensions": json_values}
)
bodies = st.one_of(
    st.binary(max_size=400),
    json_values.map(lambda value: json.dumps(value).encode()),
    requests.map(lambda value: json.dumps(value).encode()),
    st.lists(requests, max_size=3).map(lambda value: json.dumps(value).encode()),
    st.builds(with_raw_variable, queries, st.sampled_from(VARIABLES)),
    st.builds(
        lambda value, cut: json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")[:-cut], requests, st.integers(1, 40)
    ),
    st.builds(lambda size: b'{"query": "{ hello }", "x": "' + b"x" * size + b'"}', st.integers(BODY_LIMIT - 60, 2 * BODY_LIMIT)),
)


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as opened:
        yield opened


@pytest.fixture(scope="module")
def inside() -> httpx.AsyncClient:
    """A client that calls the app in this process."""
    transport = httpx.ASGITransport(app_of(Backend(), Metrics()), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000")


@settings(max_examples=2_500, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    body=bodies, content_type=st.sampled_from(TYPES), accept=st.sampled_from(["application/graphql-response+json", "*/*", "text/html", ""])
)
def test_no_body_gives_a_5xx_and_every_answer_is_json(
    runner: asyncio.Runner, inside: httpx.AsyncClient, body: bytes, content_type: str, accept: str
) -> None:
    headers = [(b"content-type", content_type.encode("latin-1")), (b"accept", accept.encode())]
    response = runner.run(inside.post("/graphql", content=body, headers=headers))
    assert response.status_code < 500
    answer = response.json()
    assert answer.keys() <= {"data", "errors", "extensions"}
    assert response.status_code == 200 or answer["errors"][0]["extensions"]["code"]


@settings(max_examples=300, deadline=None)
@given(query=queries | st.binary(max_size=40), variables=json_values | st.sampled_from(VARIABLES))
def test_no_query_string_gives_a_5xx(runner: asyncio.Runner, inside: httpx.AsyncClient, query: str | bytes, variables: object) -> None:
    text = query.encode("utf-8", "surrogatepass") if isinstance(query, str) else query
    raw = variables if isinstance(variables, str) else json.dumps(variables)
    parameters = httpx.QueryParams({"query": text.decode("utf-8", "replace"), "variables": raw.encode("utf-8", "replace").decode()})
    response = runner.run(inside.get("/graphql", params=parameters))
    assert response.status_code < 500
    assert response.json().keys() <= {"data", "errors", "extensions"}
