"""Alive, and ready."""

import time

import httpx

from valuenet.errors import StoreTooNew

from .conftest import Backend


def test_a_service_that_answers_is_alive_whatever_the_store_does(client: httpx.Client, backend: Backend) -> None:
    backend.ready = _too_new
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "alive"})


def test_a_service_whose_store_answers_is_ready(client: httpx.Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ready"})


def test_a_service_whose_store_fails_says_why(client: httpx.Client, backend: Backend) -> None:
    backend.ready = _too_new
    response = client.get("/readyz")
    assert (response.status_code, response.headers["retry-after"]) == (503, "1")
    assert response.json() == {"errors": [{"message": "update valuenet", "extensions": {"code": "STORE_TOO_NEW"}}]}


def test_a_store_that_hangs_makes_the_service_unready_within_the_deadline_and_holds_nobody_up(
    client: httpx.Client, backend: Backend
) -> None:
    backend.ready = lambda: time.sleep(3)
    started = time.perf_counter()
    response = client.get("/readyz")
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (503, "DEADLINE_EXCEEDED")
    assert time.perf_counter() - started < 2.5
    assert client.get("/healthz").status_code == 200


def _too_new() -> None:
    raise StoreTooNew("update valuenet")
