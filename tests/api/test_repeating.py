"""Requests that come again under their idempotency key: every mutation takes one, does its work once, and answers the same."""

from __future__ import annotations

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
SHOWN_ONCE = {("AccessTokenCreated", "secret")}


def selection(type_: GraphQLOutputType, depth: int = DEEP) -> str:
    """All fields of a type that take nothing, and of the things in them, so deep; names of their own, since unions may differ in types."""
    named = get_named_type(type_)
    if isinstance(named, GraphQLUnionType):
        return " ".join(("__typename", *(f"... on {one.name} {{ {selection(one, depth)} }}" for one in named.types)))
    return " ".join(_fields(named, depth)) if isinstance(named, GraphQLObjectType) else "__typename"


def _fields(type_: GraphQLObjectType, depth: int) -> Iterator[str]:
    yield "__typename"
    for name, field in type_.fields.items():
        if (type_.name, name) in SHOWN_ONCE or any(map(is_required_argument, field.args.values())):
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
    (error,) = client.result(other).errors or ()
    assert isinstance(error.original_error, IdempotencyKeyReused)
    assert moved(library) == before


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
