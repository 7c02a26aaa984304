"""Networks as plain files."""

import httpx
import pytest

from .conftest import Backend

YAML = "/networks/net_1/network.yaml"


def test_an_export_is_the_file_with_its_type_and_a_strong_etag(client: httpx.Client) -> None:
    response = client.get(YAML)
    assert (response.status_code, response.text) == (200, "network: written for local owner\n")
    assert response.headers["content-type"] == "application/yaml"
    assert response.headers["etag"] == '"1-network.yaml"'
    assert response.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize("known", ['"1-network.yaml"', 'W/"1-network.yaml"', '"0-network.yaml", "1-network.yaml"'])
def test_whoever_has_the_file_does_not_get_it_again_and_it_is_not_written(client: httpx.Client, backend: Backend, known: str) -> None:
    response = client.get(YAML, headers={"if-none-match": known})
    assert (response.status_code, response.content, backend.written) == (304, b"", 0)
    assert response.headers["etag"] == '"1-network.yaml"'


@pytest.mark.parametrize("known", ['"0-network.yaml"', '"1-network.json"', "1-network.yaml", "*x", ""])
def test_whoever_has_another_file_gets_this_one(client: httpx.Client, known: str) -> None:
    assert client.get(YAML, headers={"if-none-match": known}).status_code == 200


def test_a_change_changes_the_etag(client: httpx.Client, backend: Backend) -> None:
    etag = client.get(YAML).headers["etag"]
    backend.revision = 2
    response = client.get(YAML, headers={"if-none-match": etag})
    assert (response.status_code, response.headers["etag"]) == (200, '"2-network.yaml"')


@pytest.mark.parametrize(
    "path", ["/networks/net_2/network.yaml", "/networks/net_1/network.exe", "/networks/%00/%ff", "/networks/../network.yaml"]
)
def test_an_unknown_network_or_file_is_404_in_json(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.json()["errors"][0]["extensions"] == {"code": "NOT_FOUND"}
