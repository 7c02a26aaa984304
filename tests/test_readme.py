"""The README does what it shows: its session, its requests, its commands, its limits."""

import asyncio
import json
import os
import re
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path
from typing import Any

import httpx
import pytest

from prose import Block, agrees, answered, blocks, commands, requests
from terminal import EXAMPLES, PROGRAM, TOP, Terminal
from valuenet.cli.main import SECTIONS
from valuenet.model.bounds import Bounds
from valuenet.settings import settings
from valuenet.web.metrics import Metrics
from valuenet.wiring import build_app, open_store

README = TOP / "README.md"


@pytest.fixture
def started(tmp_path: Path) -> Terminal:
    """Where `scripts/run` leaves a newcomer: the examples are loaded."""
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    terminal = Terminal(store=f"sqlite:///{tmp_path}/valuenet.db", directory=tmp_path)
    terminal.done("import", *sorted(EXAMPLES.glob("*.yaml")))
    return terminal


def test_the_first_session_prints_what_is_shown(started: Terminal) -> None:
    environment = started.environment | {"PATH": f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"}
    session = [command for block in blocks(README) if block.language == "console" for command in commands(block)]
    assert len(session) > 5
    for command in session:
        done = subprocess.run(
            ["sh", "-c", command.text], cwd=started.directory, env=environment, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 0, (command.text, done.stderr)
        assert agrees(command.shown, done.stdout), f"{command.text}\n{done.stdout}"


def test_the_graphql_examples_are_answered_as_shown(started: Terminal) -> None:
    asked = requests(README)
    assert len(asked) >= 3
    for (request, shown), answer in zip(asked, asyncio.run(_answers(started, [request for request, _ in asked])), strict=True):
        assert answer.keys() == {"data", "extensions"}, (request.line, answer)
        assert shown is None or answered(shown, answer["data"]), f"line {request.line}: {json.dumps(answer['data'], ensure_ascii=False)}"


def test_every_command_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    assert [name for section in SECTIONS.values() for name in section if f"`valuenet {name}" not in text] == []


def test_the_limits_in_the_readme_are_those_of_the_program() -> None:
    _, _, limits = README.read_text(encoding="utf-8").partition("\n## Limits\n")
    figures = {int(figure.replace(" ", "")) for figure in re.findall(r"\d[\d ]*\d|\d", limits.partition("\n## ")[0])}
    expected = {getattr(Bounds(), bound.name) for bound in fields(Bounds)} - {Bounds().document_bytes}
    assert expected | {200, 500, 2_000} <= figures


def test_every_page_that_the_readme_points_to_is_there() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README.read_text(encoding="utf-8"))
    assert [link for link in links if not (TOP / link).exists()] == []
    assert any(link.startswith("docs/") for link in links)


async def _answers(terminal: Terminal, asked: list[Block]) -> list[dict[str, Any]]:
    """The answers of the real app, over HTTP."""
    configured = settings({"VALUENET_STORE": terminal.store})
    store = open_store(configured.store)
    app = build_app(configured, store, Metrics())
    try:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1:8642") as client:
            return [(await client.post("/graphql", json={"query": block.text})).json() for block in asked]
    finally:
        store.close()
