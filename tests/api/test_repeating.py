"""Requests that come again under their idempotency key: every mutation takes one, does its work once, and answers the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from benchmarks.mutations import INTO, MUTATIONS, ids, mutation
from graphql import GraphQLObjectType, GraphQLOutputType, GraphQLUnionType, get_named_type, is_leaf_type, is_required_argument

from admitting import ADMIN, OTHER, another_workspace
from asking import Client, example, load
from sdl import FIELDS, SCHEMA
from valuenet.errors import IdempotencyKeyReused
from valuenet.model.ids import LOCAL
from valuenet.service.caller import LOCAL_CALLER, Caller
from valuenet.service.imports import Import, network_import
from valuenet.service.library import Library
from valuenet.store.protocol import Store

NAMES = [name for operation, name in FIELDS if operation == "mutation"]
DEEP = 3
"""How many things inside each other are asked for of an answer."""
REFUSALS = {"NotAllowed", "NotFound", "StaleRevision", "KeyTaken", "StillInUse", "Conflicted", "LadderRefused"} | {
    name for name in SCHEMA.type_map if name.startswith("Invalid")
}
SHOWN_ONCE = ("AccessTokenCreated", "secret")
AROUND = {("Opportunity", "scorecard"), ("Network", "openComments")}
"""What is computed from other things, as they are now."""


def selection(type_: GraphQLOutputType, depth: int = DEEP) -> str:
    """All fields of a type that take nothing, and of the things in them, so deep; names of their own, since unions may differ in types."""
    named = get_named_type(type_)
    if isinstance(named, GraphQLUnionType):
        return " ".join(("__typename", *(f"... on {one.name} {{ {selection(one, depth)} }}" for one in named.types)))
    return " ".join(_fields(named, depth)) if isinstance(named, GraphQLObjectType) else "__typename"


def _fields(type_: GraphQLObjectType, depth: int) -> Iterator[str]:
    yield "__typename"
    for name, field in type_.fields.items():
        if (type_.name, name) in {SHOWN_ONCE, *AROUND} or any(map(is_required_argument, field.args.values())):
            continue
        if is_leaf_type(get_named_type(field.type)):
            yield f"{type_.name}_{name}: {name}"
        elif depth:
            yield f"{type_.name}_{name}: {name} {{ {selection(field.type, depth - 1)} }}"


def made(client: Client, name: str, number: str) -> str:
    """A mutation for this time, with everything made that it needs first."""
    return mutation(name, number, next(ids(client.ask(INTO))), client.ask, selection(FIELDS["mutation", name].type))


@pytest.fixture
def library(store: Store) -> Library:
    """What the mutations speak of, on each store."""
    found = Library(store)
    load(found, ["invoice-automation"])
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_mutation_takes_an_idempotency_key(name: str) -> None:
    assert "idempotencyKey" in FIELDS["mutation", name].args
    assert "KEY" in MUTATIONS[name].arguments


@pytest.mark.parametrize("name", NAMES)
def test_a_repeated_request_is_answered_the_same_and_another_under_its_key_is_refused(library: Library, client: Client, name: str) -> None:
    document = made(client, name, "1")
    answer = client.ask(document)[name]
    other = made(client, name, "2").replace(f'"{name} 2"', f'"{name} 1"')
    before = moved(library)

    assert client.ask(document)[name] == answer
    assert answer["__typename"] not in REFUSALS
    assert [type(error.original_error) for error in client.result(other).errors or ()] == [IdempotencyKeyReused]
    assert moved(library) == before


def test_a_repeated_request_is_answered_the_same_after_everything_else_has_been_done(client: Client) -> None:
    documents = {name: made(client, name, str(number)) for number, name in enumerate(NAMES, start=10)}
    answers = {name: client.ask(document)[name] for name, document in documents.items()}

    assert {name: client.ask(document)[name] for name, document in documents.items()} == answers


@pytest.mark.parametrize(
    ("request_", "moves"),
    [
        (
            'personaPut(key: "coo", persona: { name: "COO" }, idempotencyKey: "k")',
            ['personaPut(key: "coo", persona: { name: "Operations" }, renameTo: "ops")', 'personaDelete(key: "ops")'],
        ),
        (
            'alternativeDelete(key: "theirs", idempotencyKey: "k")',
            ['alternativePut(key: "theirs", alternative: { name: "Ours" })', 'alternativePut(key: "more", alternative: { name: "M" })'],
        ),
        (
            'networkEdit(network: "one", expectedRevision: 1, edits: [{ updateNetwork: { key: "two" } }], idempotencyKey: "k")',
            ['networkCreate(key: "one", name: "Another")'],
        ),
        ('networkDelete(network: "one", expectedRevision: 1, idempotencyKey: "k")', ['networkCreate(key: "one", name: "Another")']),
        (
            'valueSettingsChange(settings: [{ name: "win_slope", value: "1.5" }], reason: "R", idempotencyKey: "k")',
            ['valueSettingsChange(settings: [{ name: "win_slope", value: "2" }], reason: "S")'],
        ),
        (
            'gapReport(gap: { text: "They lack it", account: "Ash", newAccount: true, function: SUPPORT }, idempotencyKey: "k")',
            ['gapDecline(gap: "GAP", reason: "no")'],
        ),
        (
            'gapDecline(gap: "GAP", reason: "no", idempotencyKey: "k")',
            ['gapQueue(gap: "GAP", reason: "yes", expectedRevision: 2)'],
        ),
    ],
    ids=lambda told: told.split("(")[0] if isinstance(told, str) else "",
)
def test_what_was_answered_is_answered_again_after_the_very_thing_has_moved_on(client: Client, request_: str, moves: list[str]) -> None:
    client.ask('mutation { networkCreate(key: "one", name: "One") { __typename } }')
    client.ask('mutation { alternativePut(key: "theirs", alternative: { name: "T" }) { __typename } }')
    name = request_.split("(", maxsplit=1)[0]
    document = f"mutation {{ {request_.replace('GAP', next(ids(client.ask(INTO))))} {{ {selection(FIELDS['mutation', name].type)} }} }}"
    answer = client.ask(document)
    about = re.search(r"gap_[\w-]+", str(answer))
    for move in moves:
        told = client.ask(f"mutation {{ {move.replace('GAP', about[0] if about else '')} {{ __typename }} }}")
        assert REFUSALS.isdisjoint(one["__typename"] for one in told.values()), told

    assert client.ask(document) == answer


DEAL = """valuenet: 1
opportunity: deal
name: A sale
opened: 2026-03-01
network: invoice-automation
account: {key: birch-mills, name: Birch Mills}
price: {yearly: 5, currency: USD}
"""
IMPORT = """mutation($document: String!, $key: String!) { opportunityImport(document: $document, idempotencyKey: $key) {
  ... on OpportunitiesFromFile { dryRun problems { message } opportunities { accountCreated revision notes
    changes { kind part key title fields { name before after } } opportunity { stage revision } } } } }"""


def test_a_repeated_import_tells_what_it_changed(client: Client) -> None:
    documents = {"first": DEAL, "second": DEAL.replace("A sale", "The sale").replace("name: Birch Mills", "name: Birch"), "third": DEAL}
    answers = {key: client.ask(IMPORT, document=document, key=key) for key, document in documents.items()}
    client.ask('mutation { opportunityPut(opportunity: "deal", put: { stage: "Offer" }) { __typename } }')

    told = [answer["opportunityImport"]["opportunities"][0] for answer in answers.values()]
    assert [(one["accountCreated"], len(one["changes"]), len(one["notes"]), one["revision"]) for one in told] == [
        (True, 1, 0, 1),
        (False, 1, 1, 2),
        (False, 1, 0, 3),
    ]
    assert {key: client.ask(IMPORT, document=document, key=key) for key, document in documents.items()} == answers


def test_a_repeated_import_tells_what_was_left_out(client: Client) -> None:
    document = """mutation($csv: String!) { messageTestsImport(csv: $csv, skipBad: true, newAccounts: true, idempotencyKey: "k") {
      ... on MessageTestsImported { problems { line message } } } }"""
    csv = "outcome,persona,account,result\nless-overtime,ap-manager,Elm,validated\nless-overtime,boss,Elm,validated\n"
    first = client.ask(document, csv=csv)
    assert len(first["messageTestsImport"]["problems"]) == 1
    client.ask('mutation { personaPut(key: "boss", persona: { name: "Boss" }) { __typename } }')

    assert client.ask(document, csv=csv) == first


def test_a_setting_that_is_as_it_was_uses_up_its_key(client: Client) -> None:
    document = """mutation($value: String!, $key: String) { valueSettingsChange(settings: [{ name: "win_slope", value: $value }],
      reason: "R", idempotencyKey: $key) { __typename ... on ValueSettingsChanged { settings { revision } } } }"""
    client.ask(document, value="1.5", key=None)
    same = client.ask(document, value="1.5", key="k")
    client.ask(document, value="2", key=None)

    assert client.ask(document, value="1.5", key="k") == same


def test_the_key_of_a_request_that_forgets_somebody_never_holds_the_name(client: Client) -> None:
    document = """mutation($key: String!) { personForget(name: "Jade Garnet", idempotencyKey: $key) {
      __typename ... on InvalidEdit { problems { path code } } ... on PersonForgotten { present history } } }"""

    refused = client.ask(document, key="forget garnet-jade")["personForget"]

    assert refused == {"__typename": "InvalidEdit", "problems": [{"path": "idempotencyKey", "code": "HOLDS_NAME"}]}


def test_a_secret_is_shown_once(client: Client) -> None:
    create = """mutation { tokenCreate(token: { name: "Ann", role: EDITOR }, idempotencyKey: "k") {
      ... on AccessTokenCreated { secret token { id revokedAt } } } }"""
    first = client.ask(create)["tokenCreate"]
    assert first["secret"].startswith("vnt_")
    client.ask("mutation($id: ID!) { tokenRevoke(id: $id) { __typename } }", id=first["token"]["id"])

    assert client.ask(create)["tokenCreate"] == {"secret": None, "token": first["token"]}


@pytest.mark.parametrize("other", [ADMIN, replace(LOCAL_CALLER, workspace=OTHER)], ids=["somebody else", "another workspace"])
def test_a_key_is_its_owners_alone_in_one_workspace(sqlite_store: Store, other: Caller) -> None:
    library = Library(sqlite_store)
    another_workspace(sqlite_store)
    for caller in {LOCAL_CALLER.workspace: LOCAL_CALLER, other.workspace: other}.values():
        network_import(library, caller, Import(document=example("invoice-automation")))
    one, another = Client(library), Client(library, other)

    names = [name for name in NAMES if other is ADMIN or name != "workspaceCreate"]  # which is for the first workspace alone
    for number, name in enumerate(names, start=10):
        ours = made(one, name, f"{number}")
        theirs = made(another, name, f"{number}1").replace(f'"{name} {number}1"', f'"{name} {number}"')
        answer, second = one.ask(ours)[name], another.ask(theirs)[name]

        assert {answer["__typename"], second["__typename"]}.isdisjoint(REFUSALS), name
        assert (one.ask(ours)[name], another.ask(theirs)[name]) == (answer, second)


def moved(library: Library) -> tuple[object, ...]:
    """How far the store has come."""
    store = library.store
    return store.state(LOCAL), store.tokens(LOCAL), store.workspaces(), store.trail(LOCAL)
