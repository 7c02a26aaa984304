"""What the service counts."""

from collections.abc import Iterator

import httpx
import pytest

from valuenet.web.metrics import Metrics

from .conftest import Backend, app_of, serving


@pytest.fixture
def fresh() -> Iterator[tuple[httpx.Client, Metrics]]:
    """A client of an app that has counted nothing yet, and the figures of that app."""
    metrics = Metrics()
    with serving(app_of(Backend(), metrics)) as address, httpx.Client(base_url=address) as client:
        yield client, metrics


def test_requests_are_counted_by_route_method_and_status(fresh: tuple[httpx.Client, Metrics]) -> None:
    client, _ = fresh
    for _ in range(2):
        client.post("/graphql", json={"query": "{ hello }"})
    client.request("BREW", "/graphql")
    client.get("/a/path/that/nobody/serves")
    text = client.get("/metrics").text
    assert 'valuenet_http_requests_total{method="POST",route="/graphql",status="200"} 2.0' in text
    assert 'valuenet_http_requests_total{method="other",route="/graphql",status="405"} 1.0' in text
    assert 'valuenet_http_requests_total{method="GET",route="unmatched",status="404"} 1.0' in text
    assert 'valuenet_http_request_seconds_count{route="/graphql"} 3.0' in text
    assert "nobody" not in text


def test_statements_of_the_store_are_counted_by_name(fresh: tuple[httpx.Client, Metrics]) -> None:
    client, metrics = fresh
    metrics.statement("read/network", 0.004)
    response = client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=")
    assert 'valuenet_store_statement_seconds_count{statement="read/network"} 1.0' in response.text


def test_two_apps_in_one_process_count_apart() -> None:
    first, second = Metrics(), Metrics()
    first.statement("read/network", 0.1)
    assert b'statement="read/network"' in first.text()
    assert b'statement="read/network"' not in second.text()
