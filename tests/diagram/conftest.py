"""A system Graphviz for the tests of what only that can draw."""

from __future__ import annotations

import os
import shutil

import pytest

NO_DOT = "no `dot` on this computer, which PDF needs: install Graphviz (apt install graphviz)"


@pytest.fixture(scope="session")
def dot() -> str:
    """The program `dot` of a system Graphviz; its tests skip on a laptop without one, and may not skip in CI."""
    found = shutil.which("dot")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(NO_DOT)
        pytest.skip(NO_DOT)
    return found
