"""What every request passes: the gate, the turnstile and the envelope."""

import re
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest


def port(address: str) -> int:
    return int(urlsplit(address).port or 0)


@pytest.mark.parametrize("path", ["/", "/graphql", "/healthz", "/metrics", "/networks/net_1/network.yaml", "/nowhere"])
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "localhost",
        "localhost:1",
        "127.0.0.1.evil.example:{port}",
        "[::1]",
        "",
        "localhost:{port}:{port}",
    ],
)
def test_a_host_that_is_not_this_computer_is_turned_away_everywhere(client: httpx.Client, path: str, host: str) -> None:
    response = client.get(path, headers={"host": host.format(port=client.base_url.port)})
    assert response.status_code == 421
    assert response.json()["errors"][0]["extensions"] == {"code": "HOST_REFUSED"}


@pytest.mark.parametrize("host", ["localhost:{port}", "127.0.0.1:{port}", "[::1]:{port}", "LOCALHOST:{port}"])
def test_every_name_of_the_loopback_interface_is_let_in(client: httpx.Client, host: str) -> None:
    assert client.get("/healthz", headers={"host": host.format(port=client.base_url.port)}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1", "https://127.0.0.1:{port}", ""])
def test_a_page_of_another_origin_is_turned_away(client: httpx.Client, origin: str) -> None:
    headers = {"origin": origin.format(port=client.base_url.port)}
    response = client.post("/graphql", json={"query": "{ hello }"}, headers=headers)
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (403, "ORIGIN_REFUSED")


def test_a_page_of_this_origin_is_let_in(client: httpx.Client, address: str) -> None:
    assert client.post("/graphql", json={"query": "{ hello }"}, headers={"origin": address}).status_code == 200


@pytest.mark.parametrize(
    "name", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Real-IP", "Via"]
)
def test_where_nobody_signs_in_nothing_is_let_in_that_was_passed_on(client: httpx.Client, name: str) -> None:
    response = client.get("/healthz", headers={name: "203.0.113.9"})
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (421, "PASSED_ON")


def test_headers_have_a_limit(client: httpx.Client) -> None:
    assert client.get("/healthz", headers={"x-much": "x" * 30_000}).status_code == 200
    response = client.get("/healthz", headers={f"x-much-{number}": "x" * 1_000 for number in range(34)})
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (431, "HEADERS_TOO_LARGE")


def test_a_preflight_gets_no_permission(client: httpx.Client) -> None:
    response = client.options("/graphql", headers={"origin": "https://evil.example", "access-control-request-method": "POST"})
    assert response.status_code == 403
    assert not [name for name in response.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/", "/graphql", "/healthz", "/metrics", "/networks/net_1/network.yaml", "/nowhere"])
def test_every_answer_carries_the_security_headers(client: httpx.Client, path: str) -> None:
    for headers in ({}, {"host": "evil.example"}):
        answer = client.get(path, headers=headers).headers
        assert answer["x-content-type-options"] == "nosniff"
        assert answer["referrer-policy"] == "same-origin"
        assert answer["cross-origin-resource-policy"] == "same-origin"
        assert answer["content-security-policy"].startswith("default-src 'none';")
        assert "frame-ancestors 'none'" in answer["content-security-policy"]
        assert len(answer.get_list("content-security-policy")) == 1


def test_a_well_formed_request_id_comes_back(client: httpx.Client) -> None:
    assert client.get("/healthz", headers={"x-request-id": "Run-7.of_2"}).headers["x-request-id"] == "Run-7.of_2"


@pytest.mark.parametrize("given", ["", "two words", "x" * 65, '{"a": 1}', "ä"])
def test_any_other_request_id_is_replaced(client: httpx.Client, given: str) -> None:
    minted = client.get("/healthz", headers=[(b"x-request-id", given.encode())]).headers["x-request-id"]
    assert re.fullmatch(r"[0-9a-f]{16}", minted)


def test_beyond_the_limit_requests_are_503_at_once_and_probes_pass(client: httpx.Client, address: str) -> None:
    entered, leave = threading.Barrier(5), threading.Event()

    def body() -> Iterator[bytes]:
        yield b'{"query": '
        entered.wait(10)
        leave.wait(10)
        yield b'"{ hello }"}'

    statuses: list[int] = []

    def slow() -> None:
        headers = {"content-type": "application/json"}
        statuses.append(httpx.post(f"{address}/graphql", content=body(), headers=headers, timeout=20).status_code)

    threads = [threading.Thread(target=slow) for _ in range(4)]
    for thread in threads:
        thread.start()
    entered.wait(10)
    refused = _until_full(client)
    assert (refused.headers["retry-after"], refused.json()["errors"][0]["extensions"]["code"]) == ("1", "OVERLOADED")
    assert client.get("/healthz").status_code == 200
    leave.set()
    for thread in threads:
        thread.join(20)
    assert statuses == [200] * 4
    assert client.post("/graphql", json={"query": "{ hello }"}).status_code == 200


def _until_full(client: httpx.Client) -> httpx.Response:
    """The first 503: the server may see the last of the slow requests a moment after its client has sent it."""
    for _ in range(100):
        response = client.post("/graphql", json={"query": "{ hello }"})
        if response.status_code == 503:
            return response
    pytest.fail("never refused")
