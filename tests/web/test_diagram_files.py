"""Pictures under plain addresses, through the whole app."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest

from asking import load
from valuenet.service.library import Library
from valuenet.settings import RendererSettings, Settings, SqliteAddress, StoreSettings
from valuenet.web.app import App
from valuenet.web.metrics import Metrics
from valuenet.wiring import build_app, open_store

CULTURE = "/networks/value-focused-culture/diagram."


class Site:
    """The app on a store with two examples, asked as browsers ask."""

    def __init__(self, app: App) -> None:
        self.app = app

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.together([path], **headers)[0]

    def post(self, path: str, body: object) -> httpx.Response:
        async def answer() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8642", timeout=30) as client:
                return await client.post(path, json=body)

        return asyncio.run(answer())

    def together(self, paths: list[str], **headers: str) -> list[httpx.Response]:
        async def answers() -> list[httpx.Response]:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8642", timeout=30) as client:
                return await asyncio.gather(*(client.get(path, headers=headers) for path in paths))

        return asyncio.run(answers())


def site_of(folder: Path, renderer: RendererSettings) -> Iterator[Site]:
    configured = Settings(store=StoreSettings(address=SqliteAddress(path=folder / "valuenet.db")), renderer=renderer)
    store = open_store(configured.store)
    store.migrate()
    load(Library(store), ["value-focused-culture", "car-dealer"])
    yield Site(build_app(configured, store, Metrics()))
    store.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    yield from site_of(tmp_path, RendererSettings())


def test_the_svg_of_a_view_is_a_picture_with_a_policy_that_allows_nothing(site: Site) -> None:
    answer = site.get(f"{CULTURE}svg?persona=cfo&only=yes&direction=LR")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/svg+xml; charset=utf-8"
    assert answer.headers["content-security-policy"].startswith("default-src 'none';")
    assert answer.headers["content-security-policy"].endswith("sandbox")
    assert ElementTree.fromstring(answer.content).tag == "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize(
    ("ending", "type_", "beginning"),
    [
        ("png", "image/png", b"\x89PNG"),
        ("dot", "text/vnd.graphviz; charset=utf-8", b"digraph"),
        ("mmd", "text/vnd.mermaid; charset=utf-8", b"---\ntitle:"),
        ("graphml", "application/graphml+xml; charset=utf-8", b"<?xml"),
        ("json", "application/vnd.jgf+json", b"{"),
        ("html", "text/html; charset=utf-8", b"<!doctype html>"),
    ],
)
def test_every_format_has_its_address_and_its_type(site: Site, ending: str, type_: str, beginning: bytes) -> None:
    answer = site.get(f"{CULTURE}{ending}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, type_)
    assert answer.content.startswith(beginning)


def test_pdf_is_one_picture_or_the_steps_of_a_build_up(site: Site, dot: str) -> None:
    one, all_ = site.get(f"{CULTURE}pdf"), site.get(f"{CULTURE}pdf?build-up=yes")
    assert one.headers["content-type"] == all_.headers["content-type"] == "application/pdf"
    assert one.content.startswith(b"%PDF-")
    assert all_.content.count(b"/Type /Page\n") != one.content.count(b"/Type /Page\n")


def test_the_page_of_a_build_up_may_run_its_own_script_and_nothing_else(site: Site) -> None:
    policy = site.get(f"{CULTURE}html").headers["content-security-policy"]
    assert "default-src 'none'; style-src 'sha256-" in policy
    assert "script-src 'sha256-" in policy
    assert "unsafe" not in policy


def test_whoever_has_the_picture_does_not_get_it_again(site: Site) -> None:
    first = site.get(f"{CULTURE}svg?theme=dark")
    again = site.get(f"{CULTURE}svg?theme=dark", **{"if-none-match": first.headers["etag"]})
    other = site.get(f"{CULTURE}svg?theme=light", **{"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


def test_the_same_view_in_other_words_has_the_same_tag(site: Site) -> None:
    said, plain = site.get(f"{CULTURE}svg?persona=ceo,cfo&theme=light"), site.get(f"{CULTURE}svg?persona=cfo&persona=ceo")
    assert said.headers["etag"] == plain.headers["etag"]


def test_everything_wrong_with_a_view_is_told_at_once_in_json(site: Site) -> None:
    answer = site.get(f"{CULTURE}svg?scale=2&directoin=LR&top=99&theme=pink&steps=4")
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "INVALID_QUESTION"
    assert [name for name in ("scale", "directoin", "theme") if name not in error["message"]] == []


@pytest.mark.parametrize(
    "query", ["persona=nobody", "differentiator=nobody", "around=nobody", "loop=R99", "scale=0", "build-up=yes", "scale=1&scale=2"]
)
def test_what_a_network_does_not_have_is_no_fault_of_ours(site: Site, query: str) -> None:
    for ending in ("svg", "png"):
        answer = site.get(f"{CULTURE}{ending}?{query}")
        assert answer.status_code in {400, 422}, answer.text
        assert answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "path", ["/networks/nowhere/diagram.svg", f"{CULTURE}exe", f"{CULTURE}", f"{CULTURE}svg.gz", f"{CULTURE}svg?beside=nowhere"]
)
def test_an_unknown_network_or_format_is_404_in_json(site: Site, path: str) -> None:
    answer = site.get(path)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (404, "NOT_FOUND")


def test_without_a_graphviz_a_pdf_is_refused_with_the_way_to_get_one(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    answer = site.get(f"{CULTURE}pdf")
    assert answer.status_code == 501
    assert "install Graphviz" in answer.json()["errors"][0]["message"]


def test_a_picture_that_takes_too_long_is_refused_with_a_narrower_view(tmp_path: Path) -> None:
    slow = tmp_path / "dot"
    slow.write_text('#!/bin/sh\n[ "$1" = -V ] && exec echo slow 1\nsleep 60\n')
    slow.chmod(0o755)
    for site in site_of(tmp_path, RendererSettings(dot=str(slow), deadline=0.3)):
        answer = site.get(f"{CULTURE}svg")
        assert answer.status_code == 422
        assert "narrower view" in answer.json()["errors"][0]["message"]


def test_when_enough_pictures_are_waiting_the_next_is_told_to_come_again(tmp_path: Path) -> None:
    slow = tmp_path / "dot"
    slow.write_text('#!/bin/sh\n[ "$1" = -V ] && exec echo slow 1\nsleep 0.5\necho "<svg></svg>"\n')
    slow.chmod(0o755)
    for site in site_of(tmp_path, RendererSettings(dot=str(slow), at_once=1, waiting=1)):
        answers = site.together([f"{CULTURE}svg?top={number}" for number in range(3, 8)])
        assert sorted(answer.status_code for answer in answers) == [200, 200, 503, 503, 503]
        refused = next(answer for answer in answers if answer.status_code == 503)
        assert refused.headers["retry-after"] == "1"
        assert refused.json()["errors"][0]["extensions"]["code"] == "RENDERER_BUSY"


def test_slow_pictures_do_not_keep_questions_waiting(tmp_path: Path) -> None:
    slow = tmp_path / "dot"
    slow.write_text('#!/bin/sh\n[ "$1" = -V ] && exec echo slow 1\nsleep 1\necho "<svg></svg>"\n')
    slow.chmod(0o755)
    for site in site_of(tmp_path, RendererSettings(dot=str(slow), at_once=2, waiting=8)):
        pictures = [f"{CULTURE}svg?top={number}" for number in range(3, 13)]

        async def both(site: Site = site, pictures: list[str] = pictures) -> tuple[int, bool]:
            transport = httpx.ASGITransport(app=site.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8642", timeout=60) as client:
                drawing = [asyncio.ensure_future(client.get(path)) for path in pictures]
                await asyncio.sleep(0.3)
                asked = await client.post("/graphql", json={"query": '{ outcomes(desiredBy: {anyOf: ["cfo"]}) { nodes { key } } }'})
                early = not any(one.done() for one in drawing)
                await asyncio.gather(*drawing)
                return asked.status_code, early

        assert asyncio.run(both()) == (200, True)


def test_graphql_gives_the_address_at_which_the_picture_is(site: Site) -> None:
    query = '{ network(id: "car-dealer") { diagram(view: {personas: ["car-buyer"], theme: DARK}) { url svg dot notes title } } }'

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=site.app), base_url="http://127.0.0.1:8642") as client:
            return await client.post("/graphql", json={"query": query})

    answer = asyncio.run(ask())
    diagram = json.loads(answer.content)["data"]["network"]["diagram"]
    assert site.get(diagram["url"]).text == diagram["svg"]
    assert site.get(diagram["url"].replace("diagram.svg", "diagram.dot")).text == diagram["dot"]
    assert diagram["title"] == "The dealer who takes the trade-in"
