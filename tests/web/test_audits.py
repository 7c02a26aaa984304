"""The whole audit suite of GraphQL over HTTP, run by the program that its authors publish."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

from .conftest import SECRET

AUDITS = Path(__file__).parent / "audits"


@pytest.fixture(scope="session")
def audit_program(request: pytest.FixtureRequest) -> Path:
    """The audit program with its packages installed, in the test cache, which git ignores."""
    if not (shutil.which("node") and shutil.which("npm")):
        _missing("no Node.js with npm on this machine: install Node.js 20 or newer")
    assert request.config.cache is not None
    folder = Path(request.config.cache.mkdir("graphql-http-audits"))
    manifest, installed = AUDITS / "package.json", folder / "installed.json"
    if not (installed.exists() and installed.read_bytes() == manifest.read_bytes()):
        shutil.copy(manifest, folder)
        command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"]
        ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if ran.returncode:
            _missing(f"the audits cannot be installed: {ran.stderr.strip().splitlines()[-1]}")
        shutil.copy(manifest, installed)
    shutil.copy(AUDITS / "audit.mjs", folder)
    return folder / "audit.mjs"


def _missing(what: str) -> NoReturn:
    """Skip on a laptop, fail in CI."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


def test_the_whole_audit_suite_of_graphql_over_http_passes(audit_program: Path, address: str) -> None:
    _pass(audit_program, f"{address}/graphql")


def test_it_passes_where_people_sign_in_too(audit_program: Path, guarded: str) -> None:
    _pass(audit_program, f"{guarded}/graphql", SECRET)


def _pass(program: Path, *arguments: str) -> None:
    ran = subprocess.run(["node", str(program), *arguments], check=True, capture_output=True, text=True, timeout=60)
    results = json.loads(ran.stdout)
    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) == 61
