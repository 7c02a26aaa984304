"""Briefs and message sheets under plain addresses, through the whole app."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from valuenet.settings import RendererSettings

from .test_diagram_files import Site, site_of

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
CFO = "persona=cfo&network=value-focused-culture&on=2026-03-12"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    yield from site_of(tmp_path, RendererSettings())


def asked(site: Site, document: str) -> Any:
    answer = site.post("/graphql", {"query": document}).json()
    assert "errors" not in answer, answer
    assert "InvalidEdit" not in str(answer), answer
    return answer["data"]


def test_a_brief_is_a_page_whose_policy_allows_its_own_style_and_nothing_else(site: Site) -> None:
    answer = site.get(f"/briefs?{CFO}", accept=BROWSER)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in answer.headers["content-security-policy"]
    assert "Chief financial officer" in answer.text
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    ("ending", "type_", "beginning"),
    [("md", "text/markdown; charset=utf-8", "# Brief:"), ("json", "application/json", '{\n  "on": "2026-03-12"')],
)
def test_a_brief_can_be_had_as_markdown_and_json(site: Site, ending: str, type_: str, beginning: str) -> None:
    answer = site.get(f"/briefs.{ending}?{CFO}&attendee=cro%3DMara+Lind")
    assert (answer.status_code, answer.headers["content-type"]) == (200, type_)
    assert answer.text.startswith(beginning)
    assert "Mara Lind" in answer.text


def test_whoever_has_the_brief_does_not_get_it_again_until_it_differs(site: Site) -> None:
    first = site.get(f"/briefs?{CFO}")
    assert site.get(f"/briefs?{CFO}", **{"if-none-match": first.headers["etag"]}).status_code == 304
    assert site.get(f"/briefs.md?{CFO}").headers["etag"] != first.headers["etag"]
    asked(site, RECORD)
    assert site.get(f"/briefs?{CFO}", **{"if-none-match": first.headers["etag"]}).status_code == 200


def test_a_kept_brief_stays_what_it_was_and_shows_what_was_said_about_it(site: Site) -> None:
    kept = asked(site, 'mutation { briefKeep(personas: ["cfo"], on: "2026-03-12") { ... on CallPlanSaved { plan { id url } } } }')[
        "briefKeep"
    ]["plan"]
    before = site.get(f"{kept['url']}.json").text
    asked(site, f'mutation {{ callPlanComment(plan: "{kept["id"]}", text: "Ask <b>why</b>") {{ __typename }} }}')
    asked(site, RECORD)
    page = site.get(kept["url"], accept=BROWSER)
    assert page.status_code == 200
    assert "Ask &lt;b&gt;why&lt;/b&gt;" in page.text
    assert site.get(f"{kept['url']}.json").text == before
    assert "Ask" in site.get(f"{kept['url']}.md").text
    assert f'href="{kept["url"]}"' in site.get("/briefs", accept=BROWSER).text


def test_who_names_nobody_gets_the_form_in_which_to_do_so(site: Site) -> None:
    asked(site, 'mutation { accountPut(key: "alder", account: { name: "Alder <Foods>" }) { __typename } }')
    answer = site.get("/briefs", accept=BROWSER)
    assert answer.status_code == 200
    assert "form-action 'self'" in answer.headers["content-security-policy"]
    assert '<form action="/briefs" method="get">' in answer.text
    assert '<input type="checkbox" name="persona" value="cfo">' in answer.text
    assert '<option value="alder">Alder &lt;Foods&gt;</option>' in answer.text
    assert not re.search(r"<script|\sstyle=|\son\w+=|\ssrc=", answer.text)


def test_a_person_who_errs_gets_the_form_back_as_it_was_with_everything_that_is_wrong(site: Site) -> None:
    answer = site.get("/briefs?persona=cfo&persona=cfoo&account=%3Cb%3E&on=tomorrow&who=me", accept=BROWSER)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/html; charset=utf-8")
    told = unescape(answer.text)
    for said in ("who: is no parameter", "'tomorrow', which is no day", "did you mean 'cfo'?", "there is no account '<b>'"):
        assert said in told
    assert 'value="&lt;b&gt;"' in answer.text
    assert '<input type="checkbox" name="persona" value="cfo" checked>' in answer.text


def test_a_person_who_chose_nobody_is_told_so_in_words_of_the_form(site: Site) -> None:
    answer = site.get("/briefs?account=&on=", accept=BROWSER)
    assert (answer.status_code, "<li>Nobody is chosen: tick who will be there</li>" in answer.text) == (400, True)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/briefs?persona=cfoo", 400, "INVALID_QUESTION"),
        ("/briefs.md", 400, "INVALID_QUESTION"),
        ("/briefs?on=2026-03-12&on=2026-03-13&persona=cfo", 400, "INVALID_QUESTION"),
        ("/briefs/pln_none", 404, "NOT_FOUND"),
        ("/briefs.pdf?persona=cfo", 404, "NOT_FOUND"),
        ("/briefsandmore", 404, "NOT_FOUND"),
        ("/briefs/%00/x", 404, "NOT_FOUND"),
    ],
)
def test_a_program_that_errs_is_told_in_json(site: Site, path: str, status: int, code: str) -> None:
    answer = site.get(path)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (status, code)


def test_a_kept_brief_that_there_is_not_is_a_page_for_people(site: Site) -> None:
    answer = site.get("/briefs/pln_none", accept=BROWSER)
    assert answer.status_code == 404
    assert "there is no call plan &#x27;pln_none&#x27;" in answer.text


@pytest.mark.parametrize(
    ("file", "beginning"), [("messages.csv", b"Outcome,Key,Persona"), ("matrix.csv", b"Outcome,Key,"), ("messages.xlsx", b"PK")]
)
def test_the_messages_of_a_network_are_files_to_save_that_change_with_what_is_recorded(site: Site, file: str, beginning: bytes) -> None:
    path = f"/networks/value-focused-culture/{file}"
    answer = site.get(path)
    assert answer.status_code == 200
    assert answer.content.startswith(beginning)
    assert answer.headers["content-disposition"] == f'attachment; filename="value-focused-culture-{file}"'
    tag = answer.headers["etag"]
    assert site.get(path, **{"if-none-match": tag}).status_code == 304
    asked(site, RECORD)
    changed = site.get(path, **{"if-none-match": tag})
    assert changed.status_code == 200
    assert changed.content != answer.content


RECORD = """mutation {
  messageTest(test: { outcome: "value-focused-culture/price-integrity", persona: "cfo", account: "Birch Mills", result: VALIDATED }) {
    __typename ... on InvalidEdit { message }
  }
}"""
