"""The page where people ask, in a real browser on a real server: what they do, see and hear; and the files that it consists of."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from asking import EXAMPLES, load
from valuenet.api.schema import schema
from valuenet.service.library import Library
from valuenet.settings import Settings, SqliteAddress, StoreSettings
from valuenet.web.examples import FIRST_QUERIES, MORE_REQUESTS
from valuenet.web.metrics import Metrics
from valuenet.wiring import build_app, open_store

from .browser import Visitor, browsing, visitor
from .conftest import SECRET, Guard, serving
from .npm import installed, missing

TOP = EXAMPLES.parent
ALL = (*FIRST_QUERIES, *MORE_REQUESTS)
BRIEF, TARGETING, HEARD, WATCH = (next(one for one in ALL if name in one.query) for name in ("Brief", "Targeting", "Heard", "Watch"))
SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "dark laptop": {"viewport": {"width": 1024, "height": 768}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as opened:
        yield opened


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the whole app is served, with all example networks."""
    configured = Settings(store=StoreSettings(address=SqliteAddress(path=tmp_path_factory.mktemp("asking") / "valuenet.db")))
    store = open_store(configured.store)
    store.migrate()
    load(Library(store), [path.stem for path in sorted(EXAMPLES.glob("*.yaml"))])
    with serving(build_app(configured, store, Metrics())) as address:
        yield address


@pytest.fixture
def somebody(browser: Browser, site: str) -> Iterator[Visitor]:
    """Somebody who has opened the page; in the end nothing went wrong in it, and nothing came from elsewhere."""
    with visitor(browser, **SCREENS["desktop"]) as opened:
        opened.page.goto(f"{site}/graphql")
        yield opened
        assert opened.wrong == []
        assert {urlsplit(asked).netloc for asked in opened.asked} == {urlsplit(site).netloc}


@pytest.fixture
def page(somebody: Visitor) -> Page:
    return somebody.page


def write(page: Page, text: str) -> None:
    """Replace the question by another, all at once, as from the clipboard."""
    page.get_by_label("Question, in GraphQL").fill(text)


def run(page: Page, name: str = "Run") -> None:
    page.get_by_role("button", name=name, exact=True).click()


def status(page: Page) -> Any:
    return expect(page.locator("#status"))


def data(page: Page) -> Any:
    """What has been answered last."""
    return json.loads(page.get_by_role("region", name="Data").first.inner_text())


def sent(site: str, query: str, **variables: object) -> Any:
    """What another client is answered."""
    answer = httpx.post(f"{site}/graphql", json={"query": query, "variables": variables}).raise_for_status().json()
    assert "errors" not in answer, answer
    return answer["data"]


def edit(site: str, key: str) -> None:
    """Somebody else changes a network."""
    mutation = """mutation Edit($key: String!) {
      networkEdit(network: "office-space", expectedRevision: 1, onStale: REBASE, edits: [{ putOutcome: { key: $key, title: "Heard" } }]) {
        ... on NetworkEdited { network { revision } }
      }
    }"""
    assert sent(site, mutation, key=key)["networkEdit"]["network"]["revision"] > 1


def test_a_question_is_picked_run_and_answered_and_says_what_it_cost(page: Page) -> None:
    page.get_by_role("button", name=FIRST_QUERIES[0].question).click()
    run(page)
    status(page).to_have_text(re.compile(r"Answered after \d+ ms · cost [\d,]+ of at most 20,000"))
    assert data(page)["outcomes"]["nodes"][0]["why"]["sentence"]


@pytest.mark.parametrize("example", ALL, ids=lambda example: example.question)
def test_every_question_to_start_from_is_answered_without_an_error(page: Page, example: Any) -> None:
    page.get_by_role("button", name=example.question, exact=True).click()
    page.locator("#run").press("Enter")
    status(page).to_have_text(re.compile("Answered after|Listening"))
    if example is HEARD:
        assert data(page)["networkEdit"]["network"]["revision"] > 1


def test_an_error_says_what_and_where_and_leads_to_the_place(page: Page) -> None:
    write(page, "{\n  outcomes(first: 1) { nodes { titel } }\n}")
    run(page)
    status(page).to_have_text(re.compile("^Refused"))
    expect(page.get_by_role("alert")).to_contain_text("Cannot query field 'titel'")
    page.get_by_role("button", name="line 2, column 32").click()
    page.keyboard.press("Shift+End")
    assert page.evaluate("getSelection().toString()") == "titel } }"


def test_an_error_of_one_field_says_its_path_beside_what_was_answered(page: Page) -> None:
    write(page, '{ network(id: "car-dealer") { key at(revision: 99) { name } } }')
    run(page)
    status(page).to_have_text(re.compile("^Answered in part"))
    expect(page.get_by_role("alert")).to_contain_text("at network \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} at")
    assert data(page) == {"network": {"key": "car-dealer", "at": None}}


def test_a_change_is_made_once_it_is_run(page: Page, site: str) -> None:
    write(page, HEARD.query.replace("sleeps-well", "sleeps-better"))
    run(page, "Run this change")
    status(page).to_have_text(re.compile("^Answered after"))
    made = data(page)["networkEdit"]["network"]["revision"]
    assert sent(site, '{ network(id: "car-dealer") { revision } }')["network"]["revision"] == made


def test_variables_are_sent_and_said_to_be_no_json_where_they_are_none(page: Page) -> None:
    page.get_by_role("button", name=TARGETING.question).click()
    variables = page.get_by_label("Variables, as JSON")
    expect(variables).to_have_value(TARGETING.variables)
    variables.fill('{ "network": "office-space", "personas": ["cfo"] }')
    run(page)
    assert data(page)["network"]["targeting"]["onlyFor"][0]["persona"]["name"] == "Chief financial officer"
    variables.fill("{ network: ")
    run(page)
    expect(page.get_by_role("alert")).to_contain_text("The variables are not JSON")
    expect(variables).to_be_focused()


def test_of_several_operations_the_chosen_one_is_run(page: Page) -> None:
    write(page, "query One { networks(first: 1) { nodes { key } } }\nquery Two { viewer { role } }")
    page.get_by_label("Operation").select_option("Two")
    run(page)
    status(page).to_have_text(re.compile("^Answered"))
    assert data(page).keys() == {"viewer"}


def test_a_subscription_hears_what_others_change_until_it_is_stopped(page: Page, site: str) -> None:
    write(page, WATCH.query.replace("car-dealer", "office-space"))
    run(page, "Listen")
    status(page).to_have_text(re.compile("^Listening, heard 0 times"))
    for count, key in enumerate(("heard-first", "heard-second"), 1):
        edit(site, key)
        status(page).to_have_text(re.compile(f"^Listening, heard {count} time"))
        assert data(page)["networkChanged"]["changes"][0]["about"]["key"] == key
    run(page, "Stop")
    status(page).to_have_text(re.compile("^Stopped, heard 2 times"))
    expect(page.locator("#run")).to_be_focused()


def test_a_reload_loses_neither_the_question_nor_its_variables(page: Page) -> None:
    write(page, "query A { viewer { role } }\nquery B($first: Int) { networks(first: $first) { nodes { key } } }")
    page.get_by_label("Operation").select_option("B")
    page.get_by_text("Variables", exact=True).click()
    page.get_by_label("Variables, as JSON").fill('{ "first": 2 }')
    page.reload()
    expect(page.get_by_label("Variables, as JSON")).to_have_value('{ "first": 2 }')
    expect(page.get_by_label("Operation")).to_have_value("B")
    run(page)
    status(page).to_have_text(re.compile("^Answered"))
    assert len(data(page)["networks"]["nodes"]) == 2


def test_a_link_brings_a_question_which_does_not_stay_in_the_address(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("link", name=f"Ask it: {BRIEF.question}").click()
    expect(page.get_by_label("Question, in GraphQL")).to_contain_text("query Brief")
    assert page.url == f"{site}/graphql"
    page.evaluate("text => (location.hash = text)", f"query={quote('{ viewer { name } }')}")
    expect(page.get_by_label("Question, in GraphQL")).to_have_text("{ viewer { name } }")


def test_everything_can_be_done_with_the_keyboard(page: Page) -> None:
    expect(page.get_by_role("link", name="outcomes", exact=True)).to_be_visible()
    for _ in range(2):  # the way home, the first question
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#run")).to_be_focused()
    page.keyboard.press("Enter")
    status(page).to_have_text(re.compile("^Answered"))
    expect(page.locator("#run")).to_be_focused()
    for _ in range(2):  # past the variables, back into the question, which lets go of the focus again
        page.keyboard.press("Shift+Tab")
    expect(page.get_by_label("Question, in GraphQL")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("{ viewer { role ")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("region", name="Data")).to_contain_text("viewer")
    page.keyboard.press("Tab")
    expect(page.locator("summary")).to_be_focused()


def test_fields_are_completed_with_their_descriptions(page: Page) -> None:
    expect(page.get_by_role("link", name="outcomes", exact=True)).to_be_visible()
    write(page, "{ outcomes(first: 1) { nodes {  } } }")
    page.get_by_label("Question, in GraphQL").press("Control+Home")
    for _ in range(31):
        page.keyboard.press("ArrowRight")
    page.keyboard.type("titl")
    offered = page.get_by_role("listbox", name="Completions")
    expect(offered.get_by_role("option").first).to_contain_text("title")
    expect(page.locator(".cm-completionInfo")).to_contain_text("What it is, in one short sentence.")
    page.wait_for_timeout(100)  # what has just been offered is not yet taken, against keys pressed by mistake
    page.keyboard.press("Enter")
    expect(page.get_by_label("Question, in GraphQL")).to_have_text("{ outcomes(first: 1) { nodes { title } } }")


def test_the_manual_is_searched_and_leads_from_type_to_type(page: Page) -> None:
    manual = page.locator("#about")
    page.get_by_label("Search what can be asked").fill("networkEdit")
    manual.get_by_role("link", name="Mutation.networkEdit", exact=True).click()
    expect(manual.locator("[aria-current]")).to_contain_text("networkEdit")
    expect(manual.locator("[aria-current]")).to_be_in_viewport()
    manual.get_by_role("link", name="EditResult").first.click()
    expect(manual).to_contain_text("One of: NetworkEdited")
    page.go_back()
    expect(manual.locator("[aria-current]")).to_contain_text("networkEdit")
    page.reload()
    expect(manual.locator("[aria-current]")).to_contain_text("networkEdit")
    expect(manual.locator("[aria-current]")).to_be_in_viewport()
    page.get_by_label("Search what can be asked").fill("who desires most")
    expect(manual).to_contain_text(re.compile("found|Nothing has these words"))


def test_a_click_with_ctrl_on_a_field_explains_it(page: Page) -> None:
    expect(page.get_by_role("link", name="outcomes", exact=True)).to_be_visible()
    write(page, "{ outcomes(first: 1) { nodes { title } } }")
    page.get_by_label("Question, in GraphQL").press("Control+Home")
    page.locator(".cm-line").click(modifiers=["Control"], position={"x": 60, "y": 8})
    expect(page.locator("#about [aria-current]")).to_contain_text("outcomes")


def test_an_answer_that_does_not_come_is_waited_for_no_longer(browser: Browser, address: str) -> None:
    with visitor(browser) as opened:
        opened.page.goto(f"{address}/graphql")
        write(opened.page, "{ block(seconds: 1.5) }")
        run(opened.page)
        expect(opened.page.get_by_role("progressbar", name="Waiting for the answer")).to_be_visible()
        run(opened.page, "Stop")
        status(opened.page).to_have_text("Stopped.")
        expect(opened.page.get_by_role("progressbar")).to_have_count(0)
        assert opened.wrong == []


def test_who_is_signed_in_no_more_is_told_so_and_where_to_go(browser: Browser, guarded: str, guard: Guard) -> None:
    with visitor(browser, extra_http_headers={"authorization": f"Bearer {SECRET}"}) as opened:
        opened.page.goto(f"{guarded}/graphql")
        expect(opened.page.get_by_role("link", name="hello", exact=True)).to_be_visible()
        guard.people.clear()
        write(opened.page, "{ hello }")
        opened.page.wait_for_timeout(600)  # a process remembers who is known for half a second
        run(opened.page)
        expect(opened.page.get_by_role("alert")).to_contain_text("has expired or was revoked")
        expect(opened.page.get_by_role("link", name="Sign in again")).to_have_attribute("href", "/sign-in?way=%2Fgraphql")


def test_a_service_that_is_gone_is_said_to_be_gone(browser: Browser, site: str) -> None:
    with visitor(browser) as opened:
        opened.page.goto(f"{site}/graphql")
        expect(opened.page.get_by_role("link", name="outcomes", exact=True)).to_be_visible()
        opened.page.context.set_offline(True)
        for example in (FIRST_QUERIES[0], WATCH):
            opened.page.get_by_role("button", name=example.question).click()
            opened.page.locator("#run").press("Enter")
            expect(opened.page.get_by_role("alert")).to_contain_text("The service does not answer.")
            expect(opened.page.locator("#run")).not_to_have_attribute("aria-disabled", "true")


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("path", ["/graphql", "/", "/briefs", "/opportunities"])
def test_a_page_fits_its_screen_and_everybody_can_use_it(
    browser: Browser, site: str, screen: str, path: str, request: pytest.FixtureRequest
) -> None:
    axe = installed(request, "axe", Path(__file__).parent / "axe") / "node_modules" / "axe-core" / "axe.min.js"
    with visitor(browser, **SCREENS[screen]) as opened:
        opened.page.goto(f"{site}{path}")
        if path == "/graphql":
            opened.page.get_by_role("button", name=FIRST_QUERIES[0].question).click()
            opened.page.locator("#run").press("Enter")
            expect(opened.page.get_by_role("region", name="Data")).to_be_in_viewport()
            status(opened.page).to_be_in_viewport()
        assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        opened.page.evaluate(axe.read_text(encoding="utf-8"))
        found = opened.page.evaluate("axe.run().then(found => found.violations.map(one => [one.id, one.nodes.map(node => node.html)]))")
        assert found == []
        assert opened.wrong == []


def test_the_page_is_lit_as_the_reader_likes_it(browser: Browser, site: str) -> None:
    shades = []
    for scheme in ("light", "dark"):
        with visitor(browser, color_scheme=scheme) as opened:
            opened.page.goto(f"{site}/graphql")
            shades.append(opened.page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert shades == ["rgb(251, 250, 247)", "rgb(20, 24, 31)"]


def test_the_policy_lets_in_the_page_s_own_files_and_a_style_that_nobody_can_foresee(site: str) -> None:
    nonces = set()
    for _ in range(2):
        answer = httpx.get(f"{site}/graphql", headers={"accept": "text/html"})
        policy = answer.headers["content-security-policy"]
        (nonce,) = re.findall(r"style-src 'nonce-([\w-]{22})'", policy)
        assert f'<style nonce="{nonce}">' in answer.text
        assert {"default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"} <= set(policy.split("; "))
        assert not re.search(r"<script(?! type=\"module\" src=\"/graphql/)|\son\w+=|\sstyle=|https?:", answer.text)
        nonces.add(nonce)
    assert len(nonces) == 2


def test_the_files_of_the_page_are_sent_once_and_there_are_no_others(site: str) -> None:
    with httpx.Client(base_url=site) as client:
        for name, kind in {"page.js": "text/javascript", "editor.js": "text/javascript", "schema.graphql": "text/plain"}.items():
            answer = client.get(f"/graphql/{name}")
            assert (answer.status_code, answer.headers["content-type"]) == (200, f"{kind}; charset=utf-8")
            assert client.get(f"/graphql/{name}", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
        assert client.get("/graphql/schema.graphql").text == schema.as_str()
        for name in ("page.html", "nothing.js", "..%2Fpage.py", "%2e%2e/page.py"):
            assert client.get(f"/graphql/{name}").status_code == 404


def test_the_libraries_of_the_page_are_what_is_built_from_the_versions_that_are_written_down(tmp_path: Path) -> None:
    if not shutil.which("npm"):
        missing("no Node.js with npm on this machine: install Node.js 20 or newer")
    built = subprocess.run([TOP / "scripts" / "editor", tmp_path], capture_output=True, text=True, check=False)
    if built.returncode:
        missing(f"the editor cannot be built: {built.stderr.strip().splitlines()[-1]}")
    for name in ("editor.js", "editor.licences.txt"):
        assert (tmp_path / name).read_bytes() == (TOP / "src" / "valuenet" / "web" / "asking" / name).read_bytes(), "run scripts/editor"
