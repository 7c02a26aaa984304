"""The whole audit suite of GraphQL over HTTP, run by the program that its authors publish."""

import json
import subprocess
from pathlib import Path

import pytest

from .conftest import SECRET
from .npm import installed

AUDITS = Path(__file__).parent / "audits"


@pytest.fixture(scope="session")
def audit_program(request: pytest.FixtureRequest) -> Path:
    """The audit program with its packages installed."""
    return installed(request, "graphql-http-audits", AUDITS) / "audit.mjs"


def test_the_whole_audit_suite_of_graphql_over_http_passes(audit_program: Path, address: str) -> None:
    _pass(audit_program, f"{address}/graphql")


def test_it_passes_where_people_sign_in_too(audit_program: Path, guarded: str) -> None:
    _pass(audit_program, f"{guarded}/graphql", SECRET)


def _pass(program: Path, *arguments: str) -> None:
    ran = subprocess.run(["node", str(program), *arguments], check=True, capture_output=True, text=True, timeout=60)
    results = json.loads(ran.stdout)
    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) == 61
