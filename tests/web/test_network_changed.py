"""Listening to a network over real connections, while this process and others change it, on each store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from asking import load
from valuenet.model.edits import Describe
from valuenet.model.ids import LOCAL, NetworkId
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.library import Library
from valuenet.service.networks import EditBatch, network_delete, network_edit
from valuenet.settings import Neo4jAddress, Settings, StoreSettings
from valuenet.store.protocol import Store
from valuenet.web.metrics import Metrics
from valuenet.wiring import build_app, open_store
from web.conftest import serving

LISTEN = """subscription ($network: ID!, $since: Int) { networkChanged(network: $network, since: $since) {
  revision by { name } reason changes { kind about { key } after } network { name } } }"""
SECONDS = 2.0
"""Within which a change is told, whoever made it."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A service on a store, and a library of another process, as it were, on the same data."""

    address: str
    library: Library
    network: NetworkId
    settings: StoreSettings

    def name(self, name: str) -> None:
        """Give the network another name, from the revision that it is at."""
        revision = self.library.reading(LOCAL, self.network).network.revision
        edits = (Describe(fields={"name": name}),)
        network_edit(self.library, LOCAL_CALLER, EditBatch(network=self.network, expected=revision, edits=edits, reason=f"because {name}"))

    def events(self, since: int | None = None, network: str = "car-dealer") -> Iterator[dict[str, Any]]:
        """What a stream of events tells, as it comes."""
        asked = {"query": LISTEN, "variables": {"network": network, "since": since}}
        headers = {"accept": "text/event-stream"}
        with httpx.stream("POST", f"{self.address}/graphql", json=asked, headers=headers, timeout=20) as answer:
            for line in answer.iter_lines():
                if line.startswith("data: "):
                    yield json.loads(line.removeprefix("data: "))


@pytest.fixture
def place(store: Store, store_settings: StoreSettings) -> Iterator[Place]:
    library = Library(store)
    network = load(library, ["car-dealer"])["car-dealer"]
    served = open_store(store_settings)
    with serving(build_app(Settings(store=store_settings), served, Metrics())) as address:
        yield Place(address=address, library=library, network=network, settings=store_settings)


def test_what_another_process_does_is_told_over_a_socket_within_two_seconds(place: Place) -> None:
    address = place.settings.address
    secret = {"VALUENET_STORE_PASSWORD": address.password} if isinstance(address, Neo4jAddress) else {}
    environment = {**os.environ, "VALUENET_STORE": str(address), **secret}
    url = f"{place.address.replace('http', 'ws')}/graphql"
    with connect(url, subprotocols=[Subprotocol("graphql-transport-ws")]) as connection:
        connection.send(json.dumps({"type": "connection_init"}))
        connection.recv(timeout=5)
        payload = {"query": LISTEN, "variables": {"network": "car-dealer"}}
        connection.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
        time.sleep(1)  # it listens by now
        subprocess.run([sys.executable, "-c", _EDIT], env=environment, check=True)
        done = time.monotonic()
        heard = json.loads(connection.recv(timeout=10))
        assert time.monotonic() - done < SECONDS
    change = heard["payload"]["data"]["networkChanged"]
    assert (change["revision"], change["by"]["name"], change["reason"]) == (2, "local owner", "from elsewhere")
    assert [one["about"]["key"] for one in change["changes"]] == ["car-dealer"]
    assert change["network"]["name"] == "Elsewhere"


_EDIT = """
import os
from valuenet.model.edits import Describe
from valuenet.model.ids import LOCAL
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.library import Library
from valuenet.service.networks import EditBatch, network_called, network_edit
from valuenet.settings import settings
from valuenet.wiring import open_store

store = open_store(settings(os.environ).store)
library = Library(store)
found = network_called(library, LOCAL_CALLER, "car-dealer")
edits = (Describe(fields={"name": "Elsewhere"}),)
network_edit(library, LOCAL_CALLER, EditBatch(network=found, expected=1, edits=edits, reason="from elsewhere"))
store.close()
"""


def test_whoever_loses_the_connection_again_and_again_loses_and_repeats_nothing(place: Place) -> None:
    def write() -> None:
        for number in range(2, 22):
            place.name(f"name {number}")

    writer = threading.Thread(target=write)
    writer.start()
    heard: list[int] = []
    while len(heard) < 20:
        for number, event in enumerate(place.events(since=heard[-1] if heard else 1)):
            change = event["data"]["networkChanged"]
            assert change["reason"] == f"because name {change['revision']}"
            heard.append(change["revision"])
            if number == 2:
                break
            if len(heard) == 20:
                break
    writer.join()
    assert heard == list(range(2, 22))


def test_the_whole_story_can_be_heard_from_the_beginning(place: Place) -> None:
    event = next(iter(place.events(since=0)))
    change = event["data"]["networkChanged"]
    assert (change["revision"], change["changes"][0]["kind"]) == (1, "ADDED")


def test_a_stream_ends_when_its_network_is_deleted_for_good(place: Place) -> None:
    heard = place.events(since=0)
    next(heard)
    network_delete(place.library, LOCAL_CALLER, place.network, expected=1)
    assert list(heard) == []


@pytest.mark.parametrize(("network", "since", "code"), [("nowhere", None, "NOT_FOUND"), ("car-dealer", 9, "INVALID_QUESTION")])
def test_what_cannot_be_listened_to_is_told_with_its_code(place: Place, network: str, since: int | None, code: str) -> None:
    (event,) = place.events(since=since, network=network)
    assert event["errors"][0]["extensions"]["code"] == code
