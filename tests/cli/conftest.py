"""Terminals for the tests of the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from terminal import EXAMPLES, Terminal, terminal_at
from valuenet.settings import StoreSettings


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal whose store, a file, is not there yet."""
    return Terminal(store=f"sqlite:///{tmp_path}/store.db", directory=tmp_path)


@pytest.fixture(scope="session")
def loaded_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store file that holds the example networks, to be copied."""
    directory = tmp_path_factory.mktemp("loaded")
    Terminal(store=f"sqlite:///{directory}/store.db", directory=directory).done("import", *sorted(EXAMPLES.glob("*.yaml")))
    return directory / "store.db"


@pytest.fixture
def examples(terminal: Terminal, loaded_store: Path) -> Terminal:
    """A terminal whose store holds the example networks."""
    shutil.copy(loaded_store, terminal.directory)
    return terminal


@pytest.fixture
def any_terminal(store_settings: StoreSettings, tmp_path: Path) -> Terminal:
    """A terminal on an empty store that was not migrated: once on SQLite, once on Neo4j."""
    return terminal_at(store_settings, tmp_path)
