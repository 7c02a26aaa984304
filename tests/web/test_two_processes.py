"""Two services on one store, as people run them: nothing that one knows is missing in the other."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import pytest

from asking import load
from terminal import served, terminal_at
from valuenet.service.library import Library
from valuenet.settings import StoreSettings
from valuenet.store.protocol import Store

EDIT = """mutation ($revision: Int!, $name: String!) {
  networkEdit(network: "car-dealer", expectedRevision: $revision, edits: [{ updateNetwork: { name: $name } }]) {
    __typename ... on NetworkEdited { network { revision } } } }"""
READ = '{ network(id: "car-dealer") { revision name } }'
LISTEN = """subscription ($since: Int) { networkChanged(network: "car-dealer", since: $since) { revision network { name } } }"""
MAKE = """mutation ($name: String!, $role: Role!) { tokenCreate(token: { name: $name, role: $role }) {
  ... on AccessTokenCreated { secret token { id } } } }"""
REVOKE = "mutation ($id: ID!) { tokenRevoke(id: $id) { __typename } }"


class Process:
    """One of the services, as a client sees it."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client

    def ask(self, document: str, **variables: object) -> Any:
        answer = self.post(document, **variables).json()
        assert "errors" not in answer, answer
        return answer["data"]

    def post(self, document: str, **variables: object) -> httpx.Response:
        return self.client.post("/graphql", json={"query": document, "variables": variables})

    def edit(self, revision: int) -> None:
        """Bring the network from this revision to the next, whose name it takes."""
        made = self.ask(EDIT, revision=revision, name=f"name {revision + 1}")["networkEdit"]
        assert made == {"__typename": "NetworkEdited", "network": {"revision": revision + 1}}

    def heard(self, since: int) -> Iterator[tuple[int, str]]:
        """What a subscription tells after a revision, as it comes: revisions, and names of the network then or later."""
        asked = {"query": LISTEN, "variables": {"since": since}}
        with self.client.stream("POST", "/graphql", json=asked, headers={"accept": "text/event-stream"}) as answer:
            for line in answer.iter_lines():
                if line.startswith("data: "):
                    change = json.loads(line.removeprefix("data: "))["data"]["networkChanged"]
                    yield change["revision"], change["network"]["name"]


Pair = tuple[Process, Process]


@pytest.fixture
def pair(store: Store, store_settings: StoreSettings, tmp_path: Path) -> Iterator[Pair]:
    load(Library(store), ["car-dealer"])
    terminal = terminal_at(store_settings, tmp_path)
    with ExitStack() as stack:
        addresses = [re.findall(r"http://[0-9.:]+", stack.enter_context(served(terminal)))[0] for _ in range(2)]
        one, other = (Process(stack.enter_context(httpx.Client(base_url=address, timeout=10))) for address in addresses)
        yield one, other


def test_what_one_has_written_the_other_answers_at_once_in_every_form(pair: Pair) -> None:
    tags = set()
    for revision in range(1, 21):
        writer, reader = pair[revision % 2], pair[1 - revision % 2]
        writer.edit(revision)
        assert reader.ask(READ)["network"] == {"revision": revision + 1, "name": f"name {revision + 1}"}
        for file in ("network.yaml", "diagram.dot"):
            answer = reader.client.get(f"/networks/car-dealer/{file}")
            assert f"name {revision + 1}" in answer.text
            tags.add(answer.headers["etag"])
        assert writer.ask(EDIT, revision=revision, name="late")["networkEdit"]["__typename"] == "StaleRevision"
    assert len(tags) == 40


def test_the_first_token_that_one_makes_is_asked_for_by_both_and_once_revoked_opens_neither(pair: Pair) -> None:
    one, other = pair
    admin = one.ask(MAKE, name="Ann", role="ADMIN")["tokenCreate"]["secret"]
    until(401, [one, other])
    for process in pair:
        process.client.headers["authorization"] = f"Bearer {admin}"
    ben = one.ask(MAKE, name="Ben", role="EDITOR")["tokenCreate"]
    with httpx.Client(base_url=other.client.base_url, headers={"authorization": f"Bearer {ben['secret']}"}) as client:
        assert Process(client).ask(READ)["network"]["revision"] == 1
        assert one.ask(REVOKE, id=ben["token"]["id"])["tokenRevoke"] == {"__typename": "AccessTokenRevoked"}
        until(401, [Process(client)])
    assert other.ask(READ)["network"]["revision"] == 1


def until(status: int, processes: list[Process]) -> None:
    """Every process answers with this status whatever is asked of it a second from now."""
    began = asked = time.monotonic()
    while any(process.post(READ).status_code != status for process in processes):
        assert asked - began < 1
        asked = time.monotonic()


def test_what_one_does_is_heard_in_the_other_within_two_seconds(pair: Pair) -> None:
    pair[0].edit(1)
    heard = pair[1].heard(1)
    assert next(heard) == (2, "name 2"), "it listens by now"
    for revision in (2, 3):
        pair[0].edit(revision)
        done = time.monotonic()
        assert next(heard) == (revision + 1, f"name {revision + 1}")
        assert time.monotonic() - done < 2


def test_whoever_goes_on_listening_elsewhere_misses_nothing_and_hears_nothing_twice(pair: Pair) -> None:
    heard: list[int] = []
    for first in (1, 4, 7, 10):
        listener, writer = pair[first % 2], pair[1 - first % 2]
        for revision in range(first, first + 3):
            writer.edit(revision)
        heard += [revision for revision, _ in islice(listener.heard(first), 3)]
    assert heard == list(range(2, 14))
