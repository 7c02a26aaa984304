"""Files and pictures of a network are never of an earlier revision than the one that an address names."""

from __future__ import annotations

import time
from collections.abc import Iterator
from threading import Timer

import httpx
import pytest

from asking import load
from valuenet.model.edits import Describe
from valuenet.model.ids import NetworkId
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.library import Library
from valuenet.service.networks import EditBatch, network_edit
from valuenet.settings import Settings, StoreSettings
from valuenet.store.protocol import Store
from valuenet.web.metrics import Metrics
from valuenet.wiring import build_app, open_store

from .conftest import serving

FILES = ["network.yaml", "network.json", "tags.csv", "matrix.csv", "diagram.dot", "diagram.svg", "diagram.json"]


@pytest.fixture
def library(store: Store) -> Library:
    """That of another process, which knows one network."""
    library = Library(store)
    load(library, ["car-dealer"])
    return library


@pytest.fixture
def client(library: Library, store_settings: StoreSettings) -> Iterator[httpx.Client]:
    app = build_app(Settings(store=store_settings), open_store(store_settings), Metrics())
    with serving(app) as address, httpx.Client(base_url=f"{address}/networks/", timeout=20) as client:
        yield client


def rename(library: Library) -> None:
    (network,) = library.store.network_ids(LOCAL_CALLER.workspace, ["car-dealer"]).values()
    network_edit(library, LOCAL_CALLER, EditBatch(network=NetworkId(network), expected=1, edits=(Describe(fields={"name": "New"}),)))


@pytest.mark.parametrize("file", FILES)
def test_a_revision_that_is_there_is_answered_at_once_and_with_the_same_tag(client: httpx.Client, file: str) -> None:
    plain, named = client.get(f"car-dealer/{file}"), client.get(f"car-dealer/{file}?minRevision=1")
    assert (named.status_code, named.content, named.headers["etag"]) == (200, plain.content, plain.headers["etag"])


@pytest.mark.parametrize("file", ["network.yaml", "diagram.dot"])
def test_a_revision_that_comes_in_a_moment_is_waited_for(client: httpx.Client, library: Library, file: str) -> None:
    soon = Timer(0.3, rename, [library])
    soon.start()
    answer = client.get(f"car-dealer/{file}?minRevision=2")
    soon.join()
    assert (answer.status_code, "New" in answer.text) == (200, True)


@pytest.mark.parametrize(
    "address", ["car-dealer/network.yaml", "car-dealer/diagram.svg", "car-dealer/matrix.csv", "not-there-yet/tags.csv"]
)
def test_a_revision_that_does_not_come_is_503_and_never_less(client: httpx.Client, address: str) -> None:
    began = time.monotonic()
    answer = client.get(f"{address}?minRevision=2")
    assert time.monotonic() - began < 5
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert answer.json()["errors"][0]["extensions"] == {"code": "NOT_YET"}


@pytest.mark.parametrize("query", ["minRevision=x", "minRevision=-1", "minRevision=", "minRevision=1.5", "minRevision=1&minRevision=2"])
@pytest.mark.parametrize("file", ["network.yaml", "diagram.svg"])
def test_what_is_no_revision_is_told(client: httpx.Client, file: str, query: str) -> None:
    answer = client.get(f"car-dealer/{file}?{query}")
    assert (answer.status_code, "minRevision: is '" in answer.text) == (400, True)
