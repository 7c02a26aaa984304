"""Terminals for the tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from terminal import EXAMPLES, Terminal, terminal_at
from valuenet.settings import StoreSettings


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal whose store, a file, is not there yet."""
    return Terminal(store=f"sqlite:///{tmp_path}/store.db", directory=tmp_path)


@pytest.fixture
def examples(terminal: Terminal) -> Terminal:
    """A terminal whose store holds the example networks."""
    terminal.done("import", *sorted(EXAMPLES.glob("*.yaml")))
    return terminal


@pytest.fixture
def any_terminal(store_settings: StoreSettings, tmp_path: Path) -> Terminal:
    """A terminal on an empty store that was not migrated: once on SQLite, once on Neo4j."""
    return terminal_at(store_settings, tmp_path)
