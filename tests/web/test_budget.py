"""Over HTTP: what is over the budget is refused before it is looked at any further, and every answer tells its cost."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest

from valuenet.settings import Budget
from valuenet.web.app import Limits, create_app
from valuenet.web.metrics import Metrics
from work import seconds_of_work

from .conftest import SCHEMA, Backend, caller

GRAPHQL = "application/graphql-response+json"


def ask(client: httpx.Client, query: str, **variables: object) -> httpx.Response:
    return client.post("/graphql", json={"query": query, "variables": variables}, headers={"accept": GRAPHQL})


def limits(response: httpx.Response) -> list[tuple[str, int, int]]:
    """The limits that a refusal names, as (limit, the most, the figure)."""
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "OVER_BUDGET"
    for excess in error["extensions"]["limits"]:
        assert f"{excess['limit']} {excess['figure']} (at most {excess['most']})" in error["message"]
    return [(excess["limit"], excess["most"], excess["figure"]) for excess in error["extensions"]["limits"]]


def asked_of(bounds: Limits, query: str, variables: Mapping[str, object] | None = None) -> Any:
    """The answer of an app of its own."""
    backend = Backend()
    app = create_app(SCHEMA, caller, exports={}, ready=backend.check, metrics=Metrics(), limits=bounds)

    async def answer() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8000") as inside:
            return await inside.post("/graphql", json={"query": query, "variables": variables})

    return asyncio.run(answer()).json()


def test_every_answer_tells_what_it_costs(client: httpx.Client) -> None:
    assert ask(client, "{ who measure(of: 1) hello }").json()["extensions"] == {"cost": 3}
    assert ask(client, "{ outcome { title } }").json()["extensions"] == {"cost": 101}, "an asynchronous field asks the store"
    assert client.get("/graphql", params={"query": "{ hello }"}).json()["extensions"] == {"cost": 1}


def test_an_answer_that_says_what_is_wrong_tells_what_it_would_have_cost(client: httpx.Client) -> None:
    invalid = ask(client, "{ hello unknown { a } }")
    assert (invalid.status_code, invalid.json()["extensions"]) == (400, {"cost": 3})
    failed = ask(client, "{ crash nothingThere }")
    assert (failed.status_code, failed.json()["extensions"]) == (200, {"cost": 2})


def test_of_several_operations_the_one_that_runs_tells_its_cost(client: httpx.Client) -> None:
    body = {"query": "query A { hello } query B { hello number }", "operationName": "B"}
    assert client.post("/graphql", json=body).json()["extensions"] == {"cost": 2}


def test_what_is_over_the_budget_is_not_executed_and_answered_as_a_bad_request(client: httpx.Client) -> None:
    query = "{ " + " ".join(f"a{number}: hello @skip(if: false) @skip(if: false)" for number in range(101)) + " }"
    refused = ask(client, query)
    assert refused.status_code == 400
    assert refused.json().keys() == {"errors"}
    assert limits(refused) == [("aliases", 100, 101), ("directives", 100, 202)]
    plain = client.post("/graphql", json={"query": query})
    assert (plain.status_code, plain.json()) == (200, refused.json()), "as every refusal before execution"


def test_what_an_operation_may_cost_is_refused_with_its_cost() -> None:
    bounds = Limits(budget=Budget(cost=3))
    assert "errors" not in asked_of(bounds, "{ hello who a: hello }")
    (error,) = asked_of(bounds, "{ hello who a: hello b: hello }")["errors"]
    assert error["extensions"] == {"code": "OVER_BUDGET", "limits": [{"limit": "cost", "most": 3, "figure": 4}]}


def test_nesting_that_the_budget_allows_and_that_cannot_be_executed_is_the_clients_error() -> None:
    deep = "{ outcome " + "{ leadsTo " * 170 + "{ title }" + " }" * 171
    (error,) = asked_of(Limits(budget=Budget(depth=500, cost=2**53)), deep)["errors"]
    assert error["extensions"]["code"] == "NESTED_TOO_DEEPLY"


def test_the_schema_tells_about_itself_unless_that_is_off() -> None:
    queries = ["{ __schema { queryType { name } } }", '{ ...F } fragment F on Query { __type(name: "Query") { name } }']
    for query in queries:
        assert "errors" not in asked_of(Limits(), query)
        (error,) = asked_of(Limits(introspection=False), query)["errors"]
        assert error["extensions"]["code"] == "INTROSPECTION_OFF"
    assert asked_of(Limits(introspection=False), "{ __typename }")["data"] == {"__typename": "Query"}


def test_where_the_schema_does_not_tell_about_itself_errors_do_not_either() -> None:
    misspelt: dict[str, dict[str, object]] = {"{ helo }": {}, "query Q($t: Tree!) { tree(of: $t) }": {"t": {"childrn": []}}}
    for query, variables in misspelt.items():
        assert "Did you mean" in asked_of(Limits(), query, variables)["errors"][0]["message"]
        assert "Did you mean" not in asked_of(Limits(introspection=False), query, variables)["errors"][0]["message"]


def test_what_may_have_been_meant_is_told_where_little_is_wrong(client: httpx.Client) -> None:
    few, many = (ask(client, "{ helo " + " ".join(f"a{number}" for number in range(more)) + " }").json()["errors"] for more in (2, 3))
    assert "Did you mean 'hello'" in few[0]["message"]
    assert (len(many), "Did you mean" in many[0]["message"]) == (4, False)


def test_at_most_twenty_errors_of_a_document_or_of_its_variables_are_told(client: httpx.Client) -> None:
    document = ask(client, "{ " + " ".join(f"unknown{number}" for number in range(50)) + " }").json()["errors"]
    variables = ask(client, "query Q($t: Tree!) { tree(of: $t) }", t={"children": [{"a": 1}] * 50}).json()["errors"]
    assert (len(document), len(variables)) == (21, 21)
    assert "limit reached" in document[-1]["message"]
    assert "limit reached" in variables[-1]["message"]


def test_values_beyond_the_budget_are_refused_before_they_are_read(client: httpx.Client) -> None:
    body = b'{"query": "{ hello }", "variables": {"a": [' + b"[]," * 20_000 + b"0]}}"
    response = client.post("/graphql", content=body, headers={"content-type": "application/json", "accept": GRAPHQL})
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "OVER_BUDGET"
    assert "values 20004 (at most 10000)" in response.json()["errors"][0]["message"]


def test_the_variables_of_a_query_string_count_as_well(client: httpx.Client) -> None:
    response = client.get("/graphql", params={"query": "{ hello }", "variables": json.dumps({"a": [1] * 10_000})})
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (400, "OVER_BUDGET")


def nested(opening: str, inside: str, closing: str, times: int) -> str:
    return opening * times + inside + closing * times


def chain(each: Callable[[int], str], levels: int) -> str:
    links = " ".join(f"fragment F{number} on Query {{ {each(number + 1)} }}" for number in range(levels))
    return f"{{ ...F0 }} {links} fragment F{levels} on Query {{ hello }}"


def many(each: Callable[[int], str], times: int) -> str:
    return " ".join(each(number) for number in range(times))


TRICKS: Mapping[str, tuple[str, str]] = {
    "fragments that double at 40 levels": (chain(lambda n: f"...F{n} ...F{n}", 40), "fields"),
    "fragments that double at 200 levels": (chain(lambda n: f"...F{n} ...F{n}", 200), "tokens"),
    "fragments that double by alias": (chain(lambda n: f"a: outcome {{ ...F{n} }} b: outcome {{ ...F{n} }}", 40), "aliases"),
    "aliases that multiply": (f"{{ {many(lambda n: f'a{n}: outcome {{ b{n}: leadsTo {{ c{n}: title }} }}', 100)} }}", "aliases"),
    "fields that overlap": (f"{{ {many(lambda _: 'outcome { leadsTo { title } }', 150)} }}", "overlaps"),
    "fragments that overlap": (
        f"{{ {many(lambda n: f'...F{n}', 50)} }} {many(lambda n: f'fragment F{n} on Query {{ outcome {{ title }} hello }}', 50)}",
        "overlaps",
    ),
    "10 000 directives": (f"{{ hello {'@a ' * 10_000} }}", "tokens"),
    "1 000 directives": (f"{{ hello {'@a ' * 990} }}", "directives"),
    "a deep list": (f"{{ number(of: {nested('[', '1', ']', 190)}) }}", "nesting"),
    "a long list": (f"{{ number(of: [{'1 ' * 1_900}]) }}", "items"),
    "a huge text": (f'{{ outcome(title: "{"x" * 60_000}") {{ title }} }}', "characters"),
    "a huge number": (f"{{ number(of: {'9' * 60_000}) }}", "characters"),
    "a huge name": (f"{{ {'x' * 60_000} }}", "characters"),
    "very many operations": (many(lambda n: f"query Q{n} {{ hello }}", 300), "operations"),
    "very many fragments": ("{ hello }" + many(lambda n: f"fragment F{n} on Query {{ hello }}", 250), "fragments"),
    "very deep": (f"{{ outcome {nested('{ leadsTo ', '{ title }', '}', 180)} }}", "depth"),
    "very many lines": ("\n" * 20_000 + "{ hello }", "lines"),
}
"""Documents that cost more to answer than to write, and the limit that ends each."""


@pytest.mark.parametrize("trick", sorted(TRICKS))
def test_the_usual_tricks_are_refused_in_under_100_ms(client: httpx.Client, trick: str) -> None:
    query, limit = TRICKS[trick]
    seconds, response = seconds_of_work(lambda: ask(client, query), clock=time.process_time)
    assert limit in [name for name, _, _ in limits(response)]
    assert seconds < 0.1


@pytest.mark.parametrize("opening", ["[", '{"children": ['])
def test_deep_variables_are_refused_in_under_100_ms(client: httpx.Client, opening: str) -> None:
    closing = {"[": "]", '{"children": [': "]}"}[opening]
    variables = f'{{"t": {nested(opening, "", closing, 300)}}}'
    body = f'{{"query": "query Q($t: Tree!) {{ tree(of: $t) }}", "variables": {variables}}}'
    headers = {"content-type": "application/json", "accept": GRAPHQL}
    seconds, response = seconds_of_work(lambda: client.post("/graphql", content=body, headers=headers), clock=time.process_time)
    assert limits(response)[0][0] == "nesting"
    assert seconds < 0.1
