"""Opportunities as pages, pictures and files under plain addresses, through the whole app."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import unescape
from xml.etree import ElementTree

import pytest

from asking import EXAMPLES, load
from valuenet.documents.source import Format
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.library import Library
from valuenet.service.opportunity_imports import OpportunitiesImport, opportunities_import, uploaded_opportunity
from valuenet.settings import RendererSettings, Settings, StoreSettings
from valuenet.store.protocol import Store
from valuenet.web.metrics import Metrics
from valuenet.wiring import build_app

from .test_diagram_files import Site

ALDER = "/opportunities/alder-foods"
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
CLAIM = """mutation { claimMove(opportunity: "alder-foods", claim: "less-overtime", to: REFUTED,
  evidence: { on: "2026-03-09", quote: "no" }) { __typename } }"""


@pytest.fixture
def site(store: Store, store_settings: StoreSettings) -> Site:
    """The app on each store, with Alder Foods in it."""
    library = Library(store)
    load(library, ["invoice-automation"])
    document = uploaded_opportunity(library, (EXAMPLES / "opportunities" / "alder-foods.yaml").read_text(), Format.YAML)
    opportunities_import(library, LOCAL_CALLER, OpportunitiesImport(documents=(document,)))
    return Site(build_app(Settings(store=store_settings, renderer=RendererSettings()), store, Metrics()))


def digest_of_style(page: str) -> str:
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    return base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()


@pytest.mark.parametrize("path", ["/opportunities", f"{ALDER}/scorecard"])
def test_a_page_runs_nothing_and_loads_nothing_and_its_policy_allows_its_own_style_alone(site: Site, path: str) -> None:
    answer = site.get(path, accept=BROWSER)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert f"style-src 'sha256-{digest_of_style(answer.text)}'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script|<link|<img|<iframe|<form|\sstyle=|\son\w+=|\ssrc=", answer.text)


def test_the_scorecard_page_shows_the_headline_the_charts_and_how_every_figure_is_made(site: Site) -> None:
    page = unescape(site.get(f"{ALDER}/scorecard").text)
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    for said in ("Alder Foods", "+86 900 USD", "not justified by value", "dV - dP - dK"):
        assert said in words, said
    assert page.count("<svg") == 3
    assert page.count("<details") > 30


def test_from_the_start_page_one_comes_to_the_list_and_from_there_to_the_scorecard(site: Site) -> None:
    assert 'href="/opportunities"' in site.get("/", accept=BROWSER).text
    listed = site.get("/opportunities").text
    (link,) = re.findall(r'href="(/opportunities/[^"]+)"', listed)
    assert site.get(link).status_code == 200


def test_a_workspace_without_open_opportunities_says_how_one_is_opened(site: Site) -> None:
    site.post("/graphql", {"query": 'mutation { opportunityClose(opportunity: "alder-foods", won: false) { __typename } }'})
    page = site.get("/opportunities").text
    assert "<table" not in page
    assert "opportunityOpen" in page


@pytest.mark.parametrize("name", ["waterfall", "range", "tornado"])
def test_a_chart_is_a_picture_with_a_text_equivalent_that_may_do_nothing(site: Site, name: str) -> None:
    answer = site.get(f"{ALDER}/{name}.svg")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml; charset=utf-8")
    assert answer.headers["content-security-policy"].endswith("sandbox")
    root = ElementTree.fromstring(answer.content)
    description = root.find("{http://www.w3.org/2000/svg}desc")
    assert description is not None
    assert "USD" in str(description.text)
    assert site.get(f"{ALDER}/{name}.svg?theme=dark").content != answer.content


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        (f"{ALDER}.yaml", "application/yaml"),
        (f"{ALDER}.json", "application/json"),
        (f"{ALDER}/scorecard.json", "application/json"),
        (f"{ALDER}/scorecard.txt", "text/plain; charset=utf-8"),
        ("/portfolio/calibration.svg", "image/svg+xml; charset=utf-8"),
        ("/portfolio/discounts.svg?by=region&theme=print", "image/svg+xml; charset=utf-8"),
    ],
)
def test_every_form_has_its_address_its_type_and_its_tag(site: Site, path: str, type_: str) -> None:
    answer = site.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, type_)
    again = site.get(path, **{"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_document_of_an_opportunity_can_be_imported_again_and_changes_nothing(site: Site) -> None:
    text = site.get(f"{ALDER}.yaml").text
    query = """mutation ($d: String!) { opportunityImport(document: $d) {
      ... on OpportunitiesFromFile { opportunities { changes { key } } } } }"""
    answer = site.post("/graphql", {"query": query, "variables": {"d": text}}).json()
    assert answer["data"]["opportunityImport"] == {"opportunities": [{"changes": []}]}


def test_the_scorecard_as_json_has_every_figure_and_nothing_that_named_people_want_for_themselves(site: Site) -> None:
    card = json.loads(site.get(f"{ALDER}/scorecard.json").content)
    assert card["personal"] == []
    assert card["stated"]["preference"]["amount"] == "86908.34"
    assert {"formula", "inputs", "source", "unit"} < set(card["stated"]["preference"])


def test_a_tag_changes_with_what_the_figures_are_computed_from_and_with_nothing_else(site: Site) -> None:
    pages = [f"{ALDER}/scorecard", f"{ALDER}/waterfall.svg", "/opportunities"]
    before = [site.get(path).headers["etag"] for path in pages]
    site.post("/graphql", {"query": 'mutation { accountPut(key: "elm", account: { name: "Elm" }) { __typename } }'})
    assert [site.get(path).headers["etag"] for path in pages] == before
    site.post("/graphql", {"query": CLAIM})
    assert not set(before) & {site.get(path).headers["etag"] for path in pages}


def test_settings_change_the_tag_too(site: Site) -> None:
    before = site.get(f"{ALDER}/scorecard").headers["etag"]
    change = 'mutation { valueSettingsChange(settings: [{ name: "value_share", value: "0.4" }], reason: "tried") { __typename } }'
    site.post("/graphql", {"query": change})
    assert site.get(f"{ALDER}/scorecard").headers["etag"] != before


@pytest.mark.parametrize(
    "path",
    ["/opportunities/nowhere/scorecard", f"{ALDER}/scorecard.pdf", f"{ALDER}/", "/opportunities/nowhere.yaml", ALDER, "/portfolio/x.svg"],
)
def test_what_is_not_there_is_404_in_json(site: Site, path: str) -> None:
    answer = site.get(path)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (404, "NOT_FOUND")


@pytest.mark.parametrize(
    ("path", "named"),
    [
        (f"{ALDER}/waterfall.svg?theme=pink&size=3", ("theme", "size")),
        ("/portfolio/discounts.svg?by=weekday&theme=pink&x=1", ("by", "theme", "x")),
        (f"{ALDER}/scorecard?theme=dark", ("theme",)),
        (f"{ALDER}.yaml?x=1", ("x",)),
        ("/opportunities?owner=Ana", ("owner",)),
    ],
)
def test_everything_wrong_with_an_address_is_told_at_once(site: Site, path: str, named: tuple[str, ...]) -> None:
    answer = site.get(path)
    assert answer.status_code == 400
    message = answer.json()["errors"][0]["message"]
    assert [name for name in named if f"{name}:" not in message] == []


def test_an_opportunity_in_another_currency_is_refused_by_its_page_and_told_by_the_list(site: Site) -> None:
    change = 'mutation { valueSettingsChange(settings: [{ name: "currency", value: "EUR" }], reason: "we moved") { __typename } }'
    site.post("/graphql", {"query": change})
    refused = site.get(f"{ALDER}/scorecard")
    assert refused.status_code == 400
    assert "'EUR'" in refused.json()["errors"][0]["message"]
    assert "Not counted" in site.get("/opportunities").text


def test_names_with_markup_in_them_are_shown_as_they_are_written(site: Site) -> None:
    put = 'mutation { opportunityPut(opportunity: "alder-foods", put: { name: "<b>A</b> & <script>", owner: "<i>Ana" }) { __typename } }'
    site.post("/graphql", {"query": put})
    for path in ("/opportunities", f"{ALDER}/scorecard", f"{ALDER}/waterfall.svg"):
        text = site.get(path).text
        assert "<script" not in text
        assert "&lt;script&gt;" in text


def test_many_charts_at_once_are_all_drawn(site: Site) -> None:
    themes = ("light", "dark", "print")
    paths = [f"{ALDER}/{name}.svg?theme={theme}" for name in ("waterfall", "range", "tornado") for theme in themes]
    assert {answer.status_code for answer in site.together(paths)} == {200}
