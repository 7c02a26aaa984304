"""A library on each store with the examples in it, and a client to ask it."""

from __future__ import annotations

import pytest

from asking import EXAMPLES, Client, load
from selling import NOON
from valuenet.service.library import Library
from valuenet.store.protocol import Store


@pytest.fixture
def library(store: Store) -> Library:
    """All example networks, on each store."""
    found = Library(store)
    load(found, sorted(path.stem for path in EXAMPLES.glob("*.yaml")))
    return found


@pytest.fixture
def client(library: Library) -> Client:
    """The local owner's client."""
    return Client(library)


@pytest.fixture
def seller(store: Store) -> Client:
    """The client of somebody who sells what two of the examples show, on each store, on the tenth of March 2026."""
    found = Library(store, clock=lambda: NOON)
    load(found, ["invoice-automation", "office-space"])
    return Client(found)
