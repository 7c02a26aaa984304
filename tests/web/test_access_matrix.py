"""Who may do what, over HTTP, all of it: every field of the schema and every address, for everybody who might come.

The cells are made from the schema itself: a field that comes new has to say here what it needs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import httpx
import pytest

from admitting import STRANGER, another_workspace
from records import all_kinds, keep
from sdl import FIELDS, document
from selling import shop
from valuenet.model.access import Action, Role
from valuenet.model.call_plan import CallPlan
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

ADMINISTERED = {"workspaces", "tokens", "trail", "tokenCreate", "tokenRevoke", "workspaceCreate", "networkDelete", "personForget"}
RECORDED = {"messageTest", "messageTestsImport", "gapReport", "briefKeep", "callPlanComment"}
EDITED = {
    *("accountPut", "messageWrite", "messageApprove", "messageRetire", "gapGather", "gapResolve", "gapQueue", "gapDecline"),
    *("networkCreate", "networkEdit", "networkRestore", "networkImport"),
    *("personaPut", "personaDelete", "alternativePut", "alternativeDelete"),
}
READ = {name for operation, name in FIELDS if operation != "mutation"} - ADMINISTERED
NEEDS = {
    **dict.fromkeys(READ, Action.READ),
    **dict.fromkeys(RECORDED, Action.RECORD),
    **dict.fromkeys(EDITED, Action.EDIT),
    **dict.fromkeys(ADMINISTERED, Action.ADMINISTER),
}
"""What each field needs."""

NO_ONE = ("anonymous", "unknown", "expired", "revoked")
"""Who is let in nowhere."""
FILES = ("network.yaml", "network.json", "factors.csv", "links.csv", "tags.csv", *(f"diagram.{ending.value}" for ending in DiagramFormat))
OPEN = ("/healthz", "/readyz")
LONG_AGO = "2020-01-01T00:00:00.000000+00:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The whole app on a store with something of every kind in it; who comes, and what there is to ask about."""

    app: App
    secrets: Mapping[str, str]
    things: Mapping[str, str]
    """By a word for it, an id or a key of something in the workspace `local`."""

    def ask(self, who: str, *documents: str) -> list[httpx.Response]:
        return self._together(who, [("POST", "/graphql", {"query": text}) for text in documents])

    def get(self, who: str, *paths: str) -> list[httpx.Response]:
        return self._together(who, [("GET", path, None) for path in paths])

    def _together(self, who: str, requests: list[tuple[str, str, dict[str, str] | None]]) -> list[httpx.Response]:
        headers = {"authorization": f"Bearer {self.secrets[who]}"} if who in self.secrets else {}

        async def answers() -> list[httpx.Response]:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8642", headers=headers, timeout=30) as client:
                return [await client.request(method, path, json=body) for method, path, body in requests]

        return asyncio.run(answers())


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
        "workspace": workspaces(library, LOCAL_CALLER)[0].id,
    }
    secrets = {who: created.secret for who, created in people.items()} | {"unknown": f"vnt_{'A' * 43}"}
    yield Site(app=build_app(configured, store, Metrics()), secrets=secrets, things=things)
    store.close()


def refused(answer: httpx.Response, name: str) -> bool:
    """Whether an answer says that somebody may not, as data where the field has a word for it, else as an error."""
    assert answer.status_code == 200, answer.text
    said = answer.json()
    codes = {error["extensions"]["code"] for error in said.get("errors", [])}
    data = (said.get("data") or {}).get(name)
    assert codes <= {"NOT_ALLOWED", "NOT_FOUND", "INVALID_QUESTION"}, said
    return "NOT_ALLOWED" in codes or (isinstance(data, dict) and data["__typename"] == "NotAllowed")


def test_every_field_says_what_it_needs() -> None:
    assert {name for _, name in FIELDS} == set(NEEDS)
    assert len(FIELDS) == len(NEEDS)


@pytest.mark.parametrize("who", NO_ONE)
def test_who_is_not_signed_in_asks_nothing(site: Site, who: str) -> None:
    introspection = ["{ __typename }", "{ __schema { types { name } } }", "{ nonsense }"]
    answers = site.ask(who, *introspection, *(document(operation, name, site.things["network"]) for operation, name in FIELDS))
    assert {answer.status_code for answer in answers} == {401}
    assert {answer.json()["errors"][0]["extensions"]["code"] for answer in answers} == {"NOT_SIGNED_IN"}
    assert len({answer.text for answer in answers}) == 1, "all are told the same"


def test_unknown_expired_and_revoked_tokens_are_told_the_same(site: Site) -> None:
    answers = [site.ask(who, "{ __typename }")[0] for who in NO_ONE[1:]]
    assert len({(answer.text, answer.headers["www-authenticate"]) for answer in answers}) == 1


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("operation", "name"), FIELDS, ids=[name for _, name in FIELDS])
def test_a_role_may_do_what_the_table_says_and_nothing_else(site: Site, operation: str, name: str, role: Role) -> None:
    allowed = NEEDS[name] in MAY[role]
    (answer,) = site.ask(role.value, document(operation, name, "nothing-such" if allowed else site.things["network"]))
    assert refused(answer, name) is not allowed


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


def _without(answer: httpx.Response, thing: str) -> str:
    return answer.text.replace(thing, "…")


@pytest.mark.parametrize("who", NO_ONE)
def test_no_address_answers_who_is_not_signed_in(site: Site, who: str) -> None:
    files = [f"/networks/{site.things['network']}/{file}" for file in FILES]
    answers = site.get(who, "/", "/graphql", "/graphql?query={__typename}", "/metrics", "/nowhere", *files)
    assert {answer.status_code for answer in answers} == {401}
    assert {answer.status_code for answer in site.get(who, *OPEN)} == {200}


@pytest.mark.parametrize("role", Role)
def test_whoever_may_read_has_every_file_and_every_address(site: Site, role: Role) -> None:
    files = [f"/networks/{site.things['network']}/{file}" for file in FILES if not file.endswith("pdf")]
    answers = site.get(role.value, "/", "/graphql?query={__typename}", "/metrics", *OPEN, *files)
    assert {answer.request.url.path: answer.status_code for answer in answers if answer.status_code != 200} == {}


@pytest.mark.parametrize("file", FILES)
def test_the_files_of_another_workspace_are_not_there(site: Site, file: str) -> None:
    for thing in (site.things["network"], site.things["network key"]):
        there, nothing = site.get("elsewhere", f"/networks/{thing}/{file}", f"/networks/{twin(thing)}/{file}")
        assert (there.status_code, nothing.status_code) == (404, 404)
        assert _without(there, thing) == _without(nothing, twin(thing))


def test_every_address_of_the_app_is_in_the_matrix(site: Site) -> None:
    known = {"/", "/graphql", "/metrics", "/networks/{network}/{file}", *OPEN}
    assert {getattr(route, "path", "") for route in site.app.routes} == known
