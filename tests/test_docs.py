"""The guides do what they show, on both stores; the decisions are short and listed; no link leads nowhere."""

import asyncio
import json
import re
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest

from asking import Client, load
from prose import agrees, answered, blocks, commands, requests
from terminal import EXAMPLES, TOP, Terminal, terminal_at
from valuenet.service.library import Library
from valuenet.settings import StoreSettings, settings
from valuenet.store.protocol import Store
from valuenet.web.metrics import Metrics
from valuenet.wiring import build_app, open_store

DOCS = TOP / "docs"
DECISIONS = sorted(path for path in (DOCS / "decisions").glob("*.md") if path.name != "README.md")
PAGES = [TOP / "README.md", TOP / "CHANGELOG.md", TOP / "examples" / "README.md", *sorted(DOCS.rglob("*.md"))]


@pytest.fixture
def any_terminal(store_settings: StoreSettings, tmp_path: Path) -> Terminal:
    """A terminal on an empty store that was not migrated: once on SQLite, once on Neo4j."""
    return terminal_at(store_settings, tmp_path)


def test_the_walk_through_growing_a_network_is_answered_as_shown(store: Store) -> None:
    library = Library(store)
    load(library, ["value-focused-culture"])
    client = Client(library)
    for request, shown in requests(DOCS / "growing-a-network.md"):
        assert shown is not None, f"line {request.line} shows no answer"
        data = client.ask(request.text)
        assert answered(shown, data), f"line {request.line}: {json.dumps(data, ensure_ascii=False)}"


def test_the_walk_through_editing_together_is_answered_as_shown(store: Store) -> None:
    library = Library(store)
    load(library, ["car-dealer"])
    client = Client(library)
    for request, shown in requests(DOCS / "editing-together.md"):
        assert shown is not None, f"line {request.line} shows no answer"
        data = client.ask(request.text)
        assert answered(shown, data), f"line {request.line}: {json.dumps(data, ensure_ascii=False)}"


def test_the_walk_ends_with_fewer_findings_than_it_caused() -> None:
    counts = [json.loads(shown.text) for _, shown in requests(DOCS / "growing-a-network.md") if shown and "findings" in shown.text]
    found = [len(one["networkEdit"]["network"]["findings"]) for one in counts if "networkEdit" in one]
    assert found == [9, 0]


def test_the_walk_through_what_it_is_worth_prints_what_is_shown(store_settings: StoreSettings, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    terminal = terminal_at(store_settings, tmp_path)
    terminal.done("migrate")
    walked = [command for block in blocks(DOCS / "what-is-it-worth.md") if block.language == "console" for command in commands(block)]
    for command in walked:
        result = terminal.run(*shlex.split(command.text.replace("\\\n", " "))[1:])
        assert agrees(command.shown, result.output), f"{command.text}\n{result.output}"
        assert result.exit_code == (2 if command.shown.startswith("Error: ") else 0), command.text
    assert len(walked) > 20


def test_the_walk_from_outcomes_to_messages_prints_what_is_shown(store_settings: StoreSettings, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    terminal = terminal_at(store_settings, tmp_path)
    terminal.done("migrate")
    files, asked = {"csv": "week.csv", "yaml": "cabling.yaml"}, 0
    for block in blocks(DOCS / "from-outcomes-to-messages.md"):
        if block.language in files:
            (tmp_path / files[block.language]).write_text(block.text, encoding="utf-8")
        for command in commands(block) if block.language == "console" else ():
            result = terminal.run(*shlex.split(command.text.replace("\\\n", " "))[1:])
            assert agrees(command.shown, result.output), f"{command.text}\n{result.output}"
            assert result.exit_code == (2 if command.shown.startswith("Error: ") else 0), command.text
            asked += 1
    assert asked > 15


def test_the_walk_through_working_together_is_answered_as_shown(any_terminal: Terminal) -> None:
    any_terminal.done("migrate")
    any_terminal.done("import", EXAMPLES / "car-dealer.yaml")
    page = DOCS / "working-together.md"
    secrets: dict[str, str] = {}
    for command in (one for block in blocks(page) if block.language == "console" for one in commands(block)):
        printed = any_terminal.done(*shlex.split(command.text)[1:])
        assert agrees(command.shown, printed), command.text
        secrets[shlex.split(command.text)[3]] = printed.strip()
    asyncio.run(_walk(any_terminal, page, secrets))
    trail = any_terminal.done("trail")
    assert ("refused" in trail, any(secret in trail for secret in secrets.values())) == (True, False)


async def _walk(terminal: Terminal, page: Path, secrets: Mapping[str, str]) -> None:
    """Ask what a page shows, each request as the person in its first line, over HTTP."""
    configured = settings(terminal.environment)
    opened = open_store(configured.store)
    transport = httpx.ASGITransport(app=build_app(configured, opened, Metrics()))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8642") as client:
        for request, shown in requests(page):
            assert shown is not None, f"line {request.line} shows no answer"
            who = {"authorization": f"Bearer {secrets[request.text.partition(chr(10))[0].removeprefix('# ')]}"}
            answer = (await client.post("/graphql", json={"query": request.text}, headers=who)).json()
            assert "errors" not in answer, f"line {request.line}: {answer}"
            assert answered(shown, answer["data"]), f"line {request.line}: {json.dumps(answer, ensure_ascii=False)}"
        for name, secret in secrets.items():
            await _look_around(client, name, secret)
    opened.close()


async def _look_around(client: httpx.AsyncClient, name: str, secret: str) -> None:
    """Sign in with a browser, read who that is at the top of a page, and sign out again."""
    browser = {"accept": "text/html", "origin": str(client.base_url).rstrip("/")}
    assert "<h1>Sign in</h1>" in (await client.get("/briefs", headers=browser)).text
    entered = await client.post("/sign-in", data={"token": secret, "way": "/briefs"}, headers=browser)
    page = await client.get(entered.headers["location"], headers=browser)
    assert f"Signed in as <strong>{name}</strong>" in page.text
    await client.post("/sign-out", headers=browser)
    assert (await client.get("/briefs", headers=browser)).status_code == 401


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_is_one_page_with_context_decision_and_consequences(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert text.count("\n") <= 50


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_is_listed_under_its_title(page: Path) -> None:
    title = page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
    assert f"[{title}]({page.name})" in (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", ["house.md", "house.svg"])
def test_the_house_shows_every_room(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    rooms = {path.stem for path in (TOP / "src" / "valuenet").iterdir() if not path.name.startswith("_") and path.suffix in {"", ".py"}}
    assert {room for room in rooms if room not in text} == set()
