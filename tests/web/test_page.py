"""The front page."""

import base64
import hashlib
import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs

import httpx
import pytest
from graphql import parse

from valuenet.web.examples import FIRST_QUERIES, Example

from .conftest import BROWSER, SCHEMA


def test_a_browser_gets_the_page_with_the_address_the_queries_and_the_schema(client: httpx.Client, address: str) -> None:
    response = client.get("/", headers=BROWSER)
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    text = unescape(response.text)
    assert f"{address}/graphql" in text
    assert SCHEMA.as_str() in text
    for example in FIRST_QUERIES:
        assert example.question in text
        assert example.query in text


def test_a_browser_that_asks_a_query_gets_its_answer(client: httpx.Client) -> None:
    assert client.get("/graphql", params={"query": "{ hello }"}, headers=BROWSER).json()["data"] == {"hello": "hello"}


def test_a_program_that_asks_nothing_gets_no_page(client: httpx.Client) -> None:
    response = client.get("/graphql")
    assert response.status_code == 400
    assert "`query`" in response.json()["errors"][0]["message"]


def test_the_page_loads_nothing_and_its_style_is_the_one_that_its_policy_allows(client: httpx.Client) -> None:
    response = client.get("/", headers=BROWSER)
    style = re.search(r"<style>(.*?)</style>", response.text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = response.headers["content-security-policy"]
    assert f"style-src 'sha256-{digest}'" in policy
    assert "form-action 'none'" in policy
    assert not re.search(r"<script|<link|<img|<form|<iframe|\sstyle=|\son\w+=|\ssrc=", response.text)
    links = {unescape(link).partition("#")[0] for link in re.findall(r'\shref="([^"]*)"', response.text)}
    assert links == {"/briefs", "/opportunities", "/graphql"}
    assert '<a class="go" href="/briefs">' in response.text


def test_each_query_can_be_asked_with_a_click(client: httpx.Client) -> None:
    links = [attributes["href"] for tag, attributes in _Tags(client.get("/").text).found if tag == "a"]
    brought = [parse_qs(link.partition("#")[2]) for link in links if link and "#" in link]
    assert brought == [{"query": [example.query]} for example in FIRST_QUERIES]


def test_the_page_names_its_language_its_title_and_every_scrolling_box(client: httpx.Client) -> None:
    found = _Tags(client.get("/").text).found
    assert ("html", {"lang": "en"}) in found
    assert [tag for tag, _ in found].count("h1") == 1
    boxes = [attributes for tag, attributes in found if tag == "pre"]
    assert len(boxes) == len(FIRST_QUERIES) + 2
    assert all(box["tabindex"] == "0" and ("aria-label" in box or "aria-labelledby" in box) for box in boxes)


def test_an_address_with_markup_in_it_never_reaches_the_page(client: httpx.Client) -> None:
    assert client.get("/", headers={"host": '"><script>'}).status_code == 421


@pytest.mark.parametrize("example", FIRST_QUERIES, ids=lambda example: example.question)
def test_a_first_query_needs_no_variables(example: Example) -> None:
    assert "$" not in example.query
    parse(example.query)


class _Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
