"""The whole audit suite of GraphQL over HTTP, run by the program that its authors publish."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

AUDITS = Path(__file__).parent / "audits"


@pytest.fixture(scope="session")
def audit_program(request: pytest.FixtureRequest) -> Path:
    """The audit program with its packages installed, in the test cache, which git ignores."""
    if not (shutil.which("node") and shutil.which("npm")):
        missing = "no Node.js with npm on this machine: install Node.js 20 or newer"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    folder = Path(request.config.cache.mkdir("graphql-http-audits"))
    manifest = (AUDITS / "package.json").read_bytes()
    installed = folder / "package.json"
    if not (installed.exists() and installed.read_bytes() == manifest and (folder / "node_modules").exists()):
        installed.write_bytes(manifest)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=folder, check=True, capture_output=True)
    shutil.copy(AUDITS / "audit.mjs", folder)
    return folder / "audit.mjs"


def test_the_whole_audit_suite_of_graphql_over_http_passes(audit_program: Path, address: str) -> None:
    ran = subprocess.run(["node", str(audit_program), f"{address}/graphql"], check=True, capture_output=True, text=True, timeout=60)
    results = json.loads(ran.stdout)
    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) == 61
