"""A seller with a real browser: signs in, looks around, follows links from elsewhere, signs out; and what pages elsewhere try meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from selling import Shop, shop
from valuenet.model.access import Role
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.tokens import NewToken, TokenCreated, token_create, token_revoke
from valuenet.settings import Settings, SqliteAddress, StoreSettings
from valuenet.web.metrics import Metrics
from valuenet.wiring import build_app, open_store

from .browser import Visitor, browsing, visitor
from .conftest import serving

SOCKET = """() => new Promise(answer => {
  window.said = []
  const socket = new WebSocket(location.origin.replace('http', 'ws') + '/graphql', 'graphql-transport-ws')
  socket.onopen = () => socket.send('{"type": "connection_init"}')
  socket.onmessage = event => answer(JSON.parse(event.data).type)
  socket.onclose = event => { window.said.push(event.code); answer(event.code) }
})"""
QUESTION = """() => fetch('/graphql', {
  method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify({query: '{ viewer { name role } }'})
}).then(answer => answer.json()).then(answer => answer.data.viewer)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the whole app is served, whose store it has, and a seller's token."""

    address: str
    shop: Shop
    seller: TokenCreated


class Elsewhere(BaseHTTPRequestHandler):
    """A page that links to whatever its address names, and posts a form there."""

    def do_GET(self) -> None:  # the library calls it so
        target = self.path.partition("?")[2]
        page = f'<!doctype html><link rel="icon" href="data:,"><a href="{target}">go</a>'
        page += f'<form action="{target}" method="post"><input name="token" value="vnt_theirs"><button>win</button></form>'
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *_said: object) -> None:
        """Nothing is told."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as opened:
        yield opened


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    configured = Settings(store=StoreSettings(address=SqliteAddress(path=tmp_path_factory.mktemp("browser") / "valuenet.db")))
    store = open_store(configured.store)
    store.migrate()
    there = shop(store)
    seller = token_create(there.library, LOCAL_CALLER, NewToken(name="Sid", role=Role.VIEWER))
    with serving(build_app(configured, store, Metrics()), others=True) as address:
        yield Site(address=address, shop=there, seller=seller)


@pytest.fixture
def sid(browser: Browser) -> Iterator[Visitor]:
    with visitor(browser) as opened:
        yield opened


@pytest.fixture(params=["localhost", "127.0.0.1"], ids=["another site", "another port of the host"])
def elsewhere(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where another server answers, beside which the address of the service is to be written."""
    with _another_server() as port:
        yield f"http://{request.param}:{port}/?"


@contextmanager
def _another_server() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()


def sign_in(page: Page, secret: str) -> None:
    """Do what the page for signing in asks for, with the keyboard alone: its field is where one begins."""
    expect(page.get_by_label("Your token")).to_be_focused()
    page.keyboard.type(secret)
    page.keyboard.press("Enter")


def entered(page: Page, site: Site, path: str = "/") -> None:
    """Go to an address of the service, and sign in there."""
    page.goto(f"{site.address}{path}")
    sign_in(page, site.seller.secret)
    expect(page.get_by_role("form", name="Signed in")).to_be_visible()
    assert page.url == f"{site.address}{path}"


def opened(page: Page, address: str) -> Response:
    found = page.goto(address)
    assert found is not None
    return found


def test_a_seller_signs_in_looks_around_and_signs_out(site: Site, sid: Visitor) -> None:
    page = sid.page
    assert opened(page, f"{site.address}/briefs?on=2026-03-09").status == 401
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    sign_in(page, "vnt_a-slip-of-the-finger")
    expect(page.get_by_role("alert")).to_contain_text("does not sign anybody in")
    sign_in(page, site.seller.secret)
    page.get_by_role("form", name="Signed in").wait_for()
    assert page.url == f"{site.address}/briefs?on=2026-03-09"
    sid.wrong.clear()  # a browser takes what answers 401 for an error
    for address in ("/", "/graphql", "/opportunities", "/briefs?persona=cfo"):
        assert opened(page, f"{site.address}{address}").status == 200
        expect(page.get_by_role("form", name="Signed in")).to_contain_text("Signed in as Sid, viewer in Local")
    assert sid.wrong == []
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{site.address}/sign-in")
    assert page.context.cookies() == []
    assert opened(page, f"{site.address}/briefs").status == 401


def test_whoever_is_signed_in_follows_links_from_elsewhere(site: Site, sid: Visitor, elsewhere: str) -> None:
    page = sid.page
    entered(page, site)
    page.goto(f"{elsewhere}{site.address}/opportunities")
    page.get_by_text("go").click()
    page.wait_for_url(f"{site.address}/opportunities")
    expect(page.get_by_role("heading", name="Open opportunities")).to_be_visible()


def test_whoever_is_not_signed_in_arrives_by_a_link_once_they_are(site: Site, sid: Visitor, elsewhere: str) -> None:
    page = sid.page
    page.goto(f"{elsewhere}{site.address}/opportunities")
    page.get_by_text("go").click()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    sign_in(page, site.seller.secret)
    page.wait_for_url(f"{site.address}/opportunities")
    expect(page.get_by_role("heading", name="Open opportunities")).to_be_visible()


def test_a_page_elsewhere_signs_nobody_in_or_out_and_reads_nothing(site: Site, sid: Visitor, elsewhere: str) -> None:
    page = sid.page
    entered(page, site)
    for address in ("/sign-in", "/sign-out"):
        page.goto(f"{elsewhere}{site.address}{address}")
        with page.expect_response(f"{site.address}{address}") as answer:
            page.get_by_role("button").click()
        assert answer.value.status == 403
    page.goto(f"{elsewhere}{site.address}")
    told = (
        f"fetch('{site.address}/networks/culture/network.yaml', {{credentials: 'include', mode: 'no-cors'}}).then(() => 'read', () => 'no')"
    )
    assert page.evaluate(told) == "no"
    assert page.evaluate(SOCKET.replace("location.origin", f"'{site.address}'")) == 1006
    page.goto(site.address)
    expect(page.get_by_role("form", name="Signed in")).to_contain_text("Sid")


def test_a_page_asks_and_listens_as_whoever_is_signed_in_until_they_may_no_more(site: Site, sid: Visitor) -> None:
    page = sid.page
    entered(page, site, "/graphql")
    assert page.evaluate(QUESTION) == {"name": "Sid", "role": "VIEWER"}
    assert page.evaluate(SOCKET) == "connection_ack"
    token_revoke(site.shop.library, LOCAL_CALLER, site.seller.token.id)
    page.wait_for_function("() => window.said.length")
    assert page.evaluate("() => window.said") == [4401]
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("You are not signed in any more.")


def test_who_listens_on_the_page_and_may_no_more_is_told_why_and_where_to_go(site: Site, sid: Visitor) -> None:
    page = sid.page
    entered(page, site)
    page.goto(f"{site.address}/graphql#query=" + quote('subscription { networkChanged(network: "culture") { revision } }'))
    page.get_by_role("button", name="Listen").click()
    expect(page.get_by_role("status")).to_contain_text("Listening")
    token_revoke(site.shop.library, LOCAL_CALLER, site.seller.token.id)
    expect(page.get_by_role("alert")).to_contain_text("You are not signed in any more")
    page.get_by_role("link", name="Sign in again").click()
    page.wait_for_url(f"{site.address}/sign-in?way=%2Fgraphql")
