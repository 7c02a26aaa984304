"""A read that names a revision never answers with an earlier one: it waits a moment, then says so."""

from __future__ import annotations

import time
from threading import Timer

import pytest

from asking import Client
from valuenet.api.waiting import PAUSES
from valuenet.model.edits import Describe
from valuenet.model.ids import LOCAL
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.library import Library
from valuenet.service.networks import EditBatch, network_edit

NETWORK = 'query ($least: Int, $id: ID! = "car-dealer") { network(id: $id, minRevision: $least) { revision } }'
OUTCOMES = 'query ($least: Int) { outcomes(network: "car-dealer", first: 1, minRevision: $least) { nodes { network { revision } } } }'


def rename(library: Library) -> None:
    found = library.store.network_ids(LOCAL, ["car-dealer"])["car-dealer"]
    network_edit(library, LOCAL_CALLER, EditBatch(network=found, expected=1, edits=(Describe(fields={"name": "New"}),)))


def code(client: Client, document: str, **variables: object) -> str:
    (error,) = client.result(document, **variables).errors or []
    return str(getattr(error.original_error, "code", error.message))


def test_a_revision_that_is_there_is_answered_at_once(client: Client) -> None:
    assert client.ask(NETWORK, least=1)["network"] == {"revision": 1}
    assert client.ask(OUTCOMES, least=1)["outcomes"]["nodes"][0]["network"] == {"revision": 1}


@pytest.mark.parametrize("document", [NETWORK, OUTCOMES])
def test_a_revision_that_comes_in_a_moment_is_waited_for(client: Client, library: Library, document: str) -> None:
    soon = Timer(0.2, rename, [library])
    soon.start()
    answer = client.ask(document, least=2)
    soon.join()
    found = answer.get("network") or answer["outcomes"]["nodes"][0]["network"]
    assert found == {"revision": 2}


def test_a_revision_that_does_not_come_is_an_error_of_its_own_and_never_less(client: Client) -> None:
    began = time.monotonic()
    assert code(client, NETWORK, least=2) == "NOT_YET"
    assert sum(PAUSES) <= time.monotonic() - began < sum(PAUSES) + 3
    assert code(client, OUTCOMES, least=2) == "NOT_YET"
    assert code(client, NETWORK, least=1, id="not-there-yet") == "NOT_YET"
    assert client.ask(NETWORK, id="not-there")["network"] is None


def test_a_revision_is_that_of_one_network(client: Client) -> None:
    assert code(client, "{ outcomes(minRevision: 1) { nodes { key } } }") == "INVALID_QUESTION"
