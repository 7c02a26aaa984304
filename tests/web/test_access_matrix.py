"""Who may do what, over HTTP, all of it: every field of the schema and every address, for everybody who might come.

The cells are made from the schema itself: a field that comes new has to say here what it needs.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from admitting import STRANGER, another_workspace
from records import all_kinds, keep
from sdl import FIELDS, document
from selling import shop
from valuenet.model.access import Action, Role
from valuenet.model.call_plan import CallPlan
from valuenet.model.opportunity import Opportunity
from valuenet.service.briefs import BriefQuestion
from valuenet.service.call_plans import brief_keep
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.diagrams import DiagramFormat
from valuenet.service.library import Library
from valuenet.service.rights import MAY
from valuenet.service.tokens import NewToken, token_create, token_revoke
from valuenet.service.workspaces import workspaces
from valuenet.settings import Settings, SqliteAddress, StoreSettings
from valuenet.web.app import App
from valuenet.web.metrics import Metrics
from valuenet.wiring import build_app, open_store

ADMINISTERED = {
    *("workspaces", "tokens", "trail", "tokenCreate", "tokenRevoke", "workspaceCreate", "networkDelete", "personForget"),
    "valueSettingsChange",
}
RECORDED = {
    *("messageTest", "messageTestsImport", "gapReport", "briefKeep", "callPlanComment"),
    *("commentAdd", "commentResolve", "callRecord", "priceExceptionRequest"),
}
EDITED = {
    *("accountPut", "messageWrite", "messageApprove", "messageRetire", "gapGather", "gapResolve", "gapQueue", "gapDecline"),
    *("networkCreate", "networkEdit", "networkRestore", "networkImport"),
    *("personaPut", "personaDelete", "alternativePut", "alternativeDelete"),
    *("opportunityOpen", "opportunityPut", "opportunityClose", "opportunityImport", "opportunitiesImport"),
    *("claimSize", "claimMove", "moneyOverride", "scorecardFreeze"),
}
DECIDED = {"priceExceptionDecide", "forecastKeep"}
READ = {name for operation, name in FIELDS if operation != "mutation"} - ADMINISTERED
NEEDS = {
    **dict.fromkeys(READ, Action.READ),
    **dict.fromkeys(RECORDED, Action.RECORD),
    **dict.fromkeys(EDITED, Action.EDIT),
    **dict.fromkeys(DECIDED, Action.DECIDE),
    **dict.fromkeys(ADMINISTERED, Action.ADMINISTER),
}
"""What each field needs."""

NO_ONE = ("anonymous", "unknown", "expired", "revoked")
"""Who is let in nowhere."""
FILES = (
    *("network.yaml", "network.json", "factors.csv", "links.csv", "tags.csv", "messages.csv", "messages.xlsx", "matrix.csv"),
    *(f"diagram.{ending.value}" for ending in DiagramFormat),
)
"""What can be had of a network."""
ABOUT = {
    **dict.fromkeys(("network", "network key"), tuple(f"/networks/{{}}/{file}" for file in FILES)),
    **dict.fromkeys(
        ("Opportunity", "opportunity key"),
        (
            *("/opportunities/{}.yaml", "/opportunities/{}.json", "/opportunities/{}/scorecard.json", "/opportunities/{}/scorecard.txt"),
            *(f"/opportunities/{{}}/{file}" for file in ("scorecard", "waterfall.svg", "range.svg", "tornado.svg")),
        ),
    ),
    "call plan": ("/briefs/{}", "/briefs/{}.md", "/briefs/{}.json"),
    "persona key": ("/briefs?persona={}", "/briefs.md?persona={}", "/briefs.json?persona={}"),
}
"""By a word for a thing, the addresses that say something about it."""
PAGE = ("/graphql/page.js", "/graphql/editor.js", "/graphql/schema.graphql")
"""What the page at /graphql consists of: the same for everybody who is signed in, whatever they may do."""
OVERVIEWS = ("/briefs", "/opportunities", "/portfolio/calibration.svg", "/portfolio/discounts.svg")
"""The addresses that say something about the whole workspace."""
ADDRESSES = {
    *("/networks/{network}/{file}", "/briefs{name:path}", "/portfolio/{file}"),
    *("/opportunities", "/opportunities/{document}", "/opportunities/{opportunity}/{file}"),
    "/graphql/{file}",
}
OPEN = ("/healthz", "/readyz")
DOORSTEP = ("/sign-in", "/sign-out")
BASE = "http://127.0.0.1:8642"
WAYS = ("header", "cookie")
"""How a token is brought."""
PAGES = ("/", "/graphql", "/briefs", "/briefs?persona={}", "/briefs?persona=nobody-such", "/opportunities", "/opportunities/{}/scorecard")
LONG_AGO = "2020-01-01T00:00:00.000000+00:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The whole app on a store with something of every kind in it; who comes, and what there is to ask about."""

    app: App
    secrets: Mapping[str, str]
    things: Mapping[str, str]
    """By a word for it, an id or a key of something in the workspace `local`."""

    def ask(self, who: str, *documents: str, by: str = "header") -> list[httpx.Response]:
        """The answers to some documents; subscriptions are asked for as streams, which end where there is nothing to listen to."""
        return self._together(who, [("POST", "/graphql", {"query": text}) for text in documents], by)

    def addresses(self) -> list[str]:
        """Every address that says something about the workspace `local`."""
        return [*OVERVIEWS, *(address.format(self.things[word]) for word, addresses in ABOUT.items() for address in addresses)]

    def get(self, who: str, *paths: str, by: str = "header") -> list[httpx.Response]:
        return self._together(who, [("GET", path, None) for path in paths], by)

    def _together(self, who: str, requests: list[tuple[str, str, dict[str, str] | None]], by: str) -> list[httpx.Response]:
        headers = _brought(by, self.secrets[who]) if who in self.secrets else {}

        async def answers() -> list[httpx.Response]:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url=BASE, headers=headers, timeout=30) as client:
                return [await client.request(method, path, json=body, headers=_accepted(body)) for method, path, body in requests]

        return asyncio.run(answers())


def _brought(by: str, secret: str) -> dict[str, str]:
    """The headers by which a program brings a secret, or the browser of somebody who has signed in and looks at a page."""
    cookie = {"cookie": f"valuenet-8642={secret}", "origin": BASE, "sec-fetch-site": "same-origin"}
    return {"authorization": f"Bearer {secret}"} if by == "header" else cookie | ({"accept": "text/html"} if by == "browser" else {})


def _accepted(body: Mapping[str, str] | None) -> dict[str, str]:
    """What a client says that it takes for an answer: events, where it listens."""
    return {"accept": "text/event-stream"} if body and body["query"].startswith("subscription") else {}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    configured = Settings(store=StoreSettings(address=SqliteAddress(path=tmp_path_factory.mktemp("matrix") / "valuenet.db")))
    store = open_store(configured.store)
    store.migrate()
    there = shop(store)
    network = there.library.reading(LOCAL_CALLER.workspace, there.network).network
    records = [record for record in all_kinds(network) if not isinstance(record, CallPlan)]
    keep(store, *records)
    plan = brief_keep(there.library, LOCAL_CALLER, BriefQuestion(personas=("cfo",)))
    another_workspace(store)
    library, before = Library(store), Library(store, clock=lambda: LONG_AGO)
    people = {role.value: token_create(library, LOCAL_CALLER, NewToken(name=role.value, role=role)) for role in Role}
    revoked = token_create(library, LOCAL_CALLER, NewToken(name="revoked", role=Role.ADMIN))
    people |= {
        "expired": token_create(before, LOCAL_CALLER, NewToken(name="expired", role=Role.ADMIN, days=1)),
        "elsewhere": token_create(library, STRANGER, NewToken(name="elsewhere", role=Role.ADMIN)),
        "revoked": revoked,
    }
    token_revoke(library, LOCAL_CALLER, revoked.token.id)
    things = {type(record).__name__: record.id for record in records} | {
        "call plan": plan.kept.record.id,
        "network": network.id,
        "network key": network.key,
        "differentiator": network.differentiators[0].id,
        "outcome": network.outcomes[0].id,
        "outcome key": f"{network.key}/{network.outcomes[0].key}",
        "persona": there.library.directory(LOCAL_CALLER.workspace).personas[0].id,
        "persona key": there.library.directory(LOCAL_CALLER.workspace).personas[0].key,
        "token": people["viewer"].token.id,
        "opportunity key": next(record.key for record in reversed(records) if isinstance(record, Opportunity)),
        "workspace": workspaces(library, LOCAL_CALLER)[0].id,
    }
    secrets = {who: created.secret for who, created in people.items()} | {"unknown": f"vnt_{'A' * 43}"}
    yield Site(app=build_app(configured, store, Metrics()), secrets=secrets, things=things)
    store.close()


def refused(answer: httpx.Response, name: str) -> bool:
    """Whether an answer says that somebody may not, as data where the field has a word for it, else as an error."""
    assert answer.status_code == 200, answer.text
    said = _said(answer)
    codes = {error["extensions"]["code"] for error in said.get("errors", [])}
    data = (said.get("data") or {}).get(name)
    assert codes <= {"NOT_ALLOWED", "NOT_FOUND", "INVALID_QUESTION"}, said
    return "NOT_ALLOWED" in codes or (isinstance(data, dict) and data["__typename"] == "NotAllowed")


def _said(answer: httpx.Response) -> Any:
    """What an answer says; of a stream, what its only event says."""
    if not answer.headers["content-type"].startswith("text/event-stream"):
        return answer.json()
    (event,) = (line.removeprefix("data: ") for line in answer.text.splitlines() if line.startswith("data: "))
    return json.loads(event)


def test_every_field_says_what_it_needs() -> None:
    assert {name for _, name in FIELDS} == set(NEEDS)
    assert len(FIELDS) == len(NEEDS)


@pytest.mark.parametrize("by", WAYS)
@pytest.mark.parametrize("who", NO_ONE)
def test_who_is_not_signed_in_asks_nothing(site: Site, who: str, by: str) -> None:
    introspection = ["{ __typename }", "{ __schema { types { name } } }", "{ nonsense }"]
    answers = site.ask(who, *introspection, *(document(operation, name, site.things["network"]) for operation, name in FIELDS), by=by)
    assert {answer.status_code for answer in answers} == {401}
    assert {answer.json()["errors"][0]["extensions"]["code"] for answer in answers} == {"NOT_SIGNED_IN"}
    assert len({answer.text for answer in answers}) == 1, "all are told the same"


def test_unknown_expired_and_revoked_tokens_are_told_the_same(site: Site) -> None:
    answers = [site.ask(who, "{ __typename }", by=by)[0] for who in NO_ONE[1:] for by in WAYS]
    assert len({(answer.text, answer.headers["www-authenticate"]) for answer in answers}) == 1


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("operation", "name"), FIELDS, ids=[name for _, name in FIELDS])
def test_a_role_may_do_what_the_table_says_and_nothing_else(site: Site, operation: str, name: str, role: Role) -> None:
    allowed = NEEDS[name] in MAY[role]
    absent = "nowhere-at-all" if operation == "subscription" else "nothing-such"  # which whoever may has created by now
    (answer,) = site.ask(role.value, document(operation, name, absent if allowed else site.things["network key"]))
    assert refused(answer, name) is not allowed


@pytest.mark.parametrize("role", Role)
def test_a_cookie_opens_what_the_token_in_it_does_and_nothing_else(site: Site, role: Role) -> None:
    for operation, name in FIELDS:
        allowed = NEEDS[name] in MAY[role]
        absent = "nowhere-at-all" if operation == "subscription" else "nothing-such"
        (answer,) = site.ask(role.value, document(operation, name, absent if allowed else site.things["network key"]), by="cookie")
        assert refused(answer, name) is not allowed, name


@pytest.mark.parametrize("role", Role)
def test_what_a_client_is_told_that_it_may_do_is_what_it_may_do(site: Site, role: Role) -> None:
    can = " ".join(f"{action.name}: can(action: {action.name})" for action in Action)
    (answer,) = site.ask(role.value, f"{{ viewer {{ role {can} }} }}")
    viewer = answer.json()["data"]["viewer"]
    assert viewer.pop("role") == role.name
    assert {name for name, may in viewer.items() if may} == {action.name for action in MAY[role]}


def twin(thing: str) -> str:
    """A name of the same form and length that nothing has."""
    return thing[:-1] + ("0" if thing[-1] != "0" else "z")


@pytest.mark.parametrize(("operation", "name"), FIELDS, ids=[name for _, name in FIELDS])
def test_what_another_workspace_has_is_not_there(site: Site, operation: str, name: str) -> None:
    things = [thing for word, thing in site.things.items() if name != "networkCreate" or "key" not in word]  # a key is free there
    theirs = site.ask("elsewhere", *(document(operation, name, thing) for thing in things))
    nothings = site.ask("elsewhere", *(document(operation, name, twin(thing)) for thing in things))
    for thing, there, nothing in zip(things, theirs, nothings, strict=True):
        assert there.status_code == nothing.status_code
        assert _without(there, thing) == _without(nothing, twin(thing))


@pytest.mark.parametrize("kind", ["Opportunity", "PriceException", "FrozenScorecard", "Remark"])
def test_what_is_there_for_those_of_its_workspace_is_nothing_to_others(site: Site, kind: str) -> None:
    document = f'{{ node(id: "{site.things[kind]}") {{ __typename id }} }}'
    (ours,), (theirs,) = site.ask("viewer", document), site.ask("elsewhere", document)
    assert ours.json()["data"] == {"node": {"__typename": kind, "id": site.things[kind]}}
    assert theirs.json()["data"] == {"node": None}


def _without(answer: httpx.Response, thing: str) -> str:
    return answer.text.replace(thing, "…")


@pytest.mark.parametrize("by", [*WAYS, "browser"])
@pytest.mark.parametrize("who", NO_ONE)
def test_no_address_answers_who_is_not_signed_in(site: Site, who: str, by: str) -> None:
    answers = site.get(who, "/", "/graphql", "/graphql?query={__typename}", "/metrics", "/nowhere", *PAGE, *site.addresses(), by=by)
    assert {answer.status_code for answer in answers} == {401}
    assert {answer.status_code for answer in site.get(who, *OPEN, "/sign-in", by=by)} == {200}
    known = [*site.secrets.values(), "Culture", "Sid"]
    assert not [word for word in known for answer in [*answers, *site.get(who, "/sign-in", by=by)] if word in answer.text]


@pytest.mark.parametrize("by", WAYS)
@pytest.mark.parametrize("role", Role)
def test_whoever_may_read_has_every_file_and_every_address(site: Site, role: Role, by: str) -> None:
    files = [address for address in site.addresses() if not address.endswith("pdf")]
    answers = site.get(role.value, "/", "/graphql?query={__typename}", "/metrics", *OPEN, *PAGE, *files, by=by)
    assert {answer.request.url.path: answer.status_code for answer in answers if answer.status_code != 200} == {}


@pytest.mark.parametrize(("word", "address"), [(word, address) for word, addresses in ABOUT.items() for address in addresses])
def test_the_files_of_another_workspace_are_not_there(site: Site, word: str, address: str) -> None:
    thing = site.things[word]
    there, nothing = site.get("elsewhere", address.format(thing), address.format(twin(thing)))
    expected = 400 if "?" in address else 404
    assert (there.status_code, nothing.status_code) == (expected, expected)
    assert _without(there, thing) == _without(nothing, twin(thing))


@pytest.mark.parametrize(("address", "word"), [("/briefs", "call plan"), ("/briefs", "persona key"), ("/opportunities", "opportunity key")])
def test_an_overview_shows_what_its_workspace_has_and_nothing_of_another(site: Site, address: str, word: str) -> None:
    (ours,), (theirs,) = site.get("viewer", address), site.get("elsewhere", address)
    assert (ours.status_code, theirs.status_code) == (200, 200)
    assert (site.things[word] in ours.text, site.things[word] in theirs.text) == (True, False)


@pytest.mark.parametrize("address", ABOUT["opportunity key"])
def test_a_file_with_something_not_shown_is_never_taken_for_the_whole_one(site: Site, address: str) -> None:
    (shown,), (whole,) = (site.get(who, address.format(site.things["opportunity key"])) for who in ("viewer", "editor"))
    assert (shown.status_code, whole.status_code) == (200, 200)
    assert shown.headers["etag"] != whole.headers["etag"]


def pages(site: Site) -> list[str]:
    """Every page of the workspace `local` that is looked at by itself."""
    things = iter((site.things["persona key"], site.things["opportunity key"]))
    return [*(page.format(next(things)) if "{}" in page else page for page in PAGES), f"/briefs/{site.things['call plan']}"]


@pytest.mark.parametrize("role", Role)
def test_every_page_tells_who_is_signed_in_and_lets_them_sign_out(site: Site, role: Role) -> None:
    for answer in site.get(role.value, *pages(site), by="browser"):
        assert answer.text.count(f"Signed in as <strong>{role}</strong>, {role} in Local") == 1, answer.url
        assert '<form class="name-tag" action="/sign-out" method="post"' in answer.text
        policy = answer.headers["content-security-policy"]
        for style in re.findall("<style>(.*?)</style>", answer.text, re.DOTALL):
            assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in policy, answer.url
        assert "form-action 'self'" in policy
        assert {"private", "no-store"} & set(answer.headers["cache-control"].split(", "))


def test_a_page_with_a_name_on_it_is_never_taken_for_that_of_somebody_else(site: Site) -> None:
    for page in pages(site):
        (mine,), (theirs,) = (site.get(who, page, by="browser") for who in ("editor", "admin"))
        assert "etag" not in mine.headers or mine.headers["etag"] != theirs.headers["etag"]
        assert "<strong>admin</strong>" not in mine.text


def test_files_and_pictures_wear_no_name(site: Site) -> None:
    answers = site.get("viewer", *(address for address in site.addresses() if not address.endswith("pdf")), by="browser")
    tagged = [answer for answer in answers if b"name-tag" in answer.content]
    assert {answer.headers["content-type"] for answer in tagged} == {"text/html; charset=utf-8"}
    assert not [answer.url for answer in tagged if answer.url.path.startswith("/networks")]


def test_every_address_of_the_app_is_in_the_matrix(site: Site) -> None:
    known = {"/", "/graphql", "/metrics", *ADDRESSES, *OPEN, *DOORSTEP}
    assert {getattr(route, "path", "") for route in site.app.routes} == known
