"""Who is asking, what they may do, and what administrators do about it, over GraphQL."""

from __future__ import annotations

import pytest
from graphql import GraphQLNonNull, GraphQLUnionType, build_schema

from admitting import ADMIN, EDITOR, STRANGER, VIEWER, another_workspace
from asking import EXAMPLES, Client
from selling import shop, told
from valuenet.api.schema import sdl
from valuenet.model.access import Action, Role
from valuenet.service.caller import Caller
from valuenet.service.dialogue import message_test
from valuenet.service.library import Library
from valuenet.service.rights import MAY
from valuenet.service.tokens import signed_in
from valuenet.store.protocol import Store

CREATE = (
    "mutation($token: AccessTokenInput!) { tokenCreate(token: $token) { __typename ... on AccessTokenCreated { secret token { id } } } }"
)
REVOKE = "mutation($id: ID!) { tokenRevoke(id: $id) { __typename ... on AccessTokenRevoked { token { revokedAt } } } }"
TOKENS = "{ tokens { id name role createdBy expiresAt revokedAt usedAt } }"


@pytest.fixture
def bare(sqlite_store: Store) -> Library:
    """A library with nothing in it."""
    return Library(sqlite_store)


@pytest.mark.parametrize("caller", [VIEWER, EDITOR, ADMIN])
def test_a_client_is_told_what_to_offer(bare: Library, caller: Caller) -> None:
    asked = " ".join(f"{action.name}: can(action: {action.name})" for action in Action)
    viewer = Client(bare, caller).ask(f"{{ viewer {{ name role workspace {{ key name }} {asked} }} }}")["viewer"]
    assert {action for action in Action if viewer[action.name]} == MAY[caller.role]
    assert (viewer["name"], viewer["role"], viewer["workspace"]) == (caller.actor.name, caller.role.name, {"key": "local", "name": "Local"})


def test_an_administrator_makes_a_token_that_lets_in_until_it_is_revoked(bare: Library) -> None:
    client = Client(bare, ADMIN)
    made = client.ask(CREATE, token={"name": "Ann", "role": "EDITOR", "days": 30})["tokenCreate"]
    caller = signed_in(bare, made["secret"], "192.0.2.9")
    assert caller is not None
    assert (caller.role, caller.actor.name) == (Role.EDITOR, "Ann")

    (shown,) = client.ask(TOKENS)["tokens"]
    assert (shown["name"], shown["role"], shown["createdBy"], shown["revokedAt"]) == ("Ann", "EDITOR", "Al", None)
    assert shown["usedAt"] < shown["expiresAt"]
    assert client.ask(REVOKE, id=made["token"]["id"])["tokenRevoke"]["token"]["revokedAt"]
    assert signed_in(bare, made["secret"], "192.0.2.9") is None

    trail = client.ask("{ trail { nodes { event by origin said } pageInfo { hasNextPage } } }")["trail"]
    assert [(one["event"], one["by"], one["origin"]) for one in trail["nodes"]] == [
        ("REFUSED", "Ann", "192.0.2.9"),
        ("TOKEN_REVOKED", "Al", ADMIN.origin),
        ("SIGNED_IN", "Ann", "192.0.2.9"),
        ("TOKEN_CREATED", "Al", ADMIN.origin),
    ]
    assert made["secret"] not in str(trail)


def test_the_trail_is_read_in_pages(bare: Library) -> None:
    client = Client(bare, ADMIN)
    for number in range(3):
        client.ask(CREATE, token={"name": f"Ann {number}", "role": "VIEWER"})
    page = client.ask("{ trail(first: 2) { nodes { said } pageInfo { endCursor hasNextPage } } }")["trail"]
    rest = client.ask(f'{{ trail(after: "{page["pageInfo"]["endCursor"]}") {{ nodes {{ said }} pageInfo {{ hasNextPage }} }} }}')["trail"]
    assert sorted(one["said"] for one in [*page["nodes"], *rest["nodes"]]) == ["Ann 0, viewer", "Ann 1, viewer", "Ann 2, viewer"]
    assert (page["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (True, False)


@pytest.mark.parametrize("caller", [VIEWER, EDITOR])
def test_what_is_for_administrators_is_refused_to_others_as_data_or_as_null(bare: Library, caller: Caller) -> None:
    client = Client(bare, caller)
    assert client.ask(CREATE, token={"name": "Ann", "role": "ADMIN"}) == {"tokenCreate": {"__typename": "NotAllowed"}}
    assert client.ask(REVOKE, id="tok_1") == {"tokenRevoke": {"__typename": "NotAllowed"}}
    for field in ("tokens { id }", "trail { nodes { id } }", "workspaces { id }"):
        answer = client.result(f"{{ {field} viewer {{ name }} }}")
        assert answer.errors is not None
        assert "takes the role admin" in str(answer.errors[0])
        assert answer.data == {field.partition(" ")[0]: None, "viewer": {"name": caller.actor.name}}


def test_a_viewer_may_not_build_and_is_told_so_as_data(bare: Library) -> None:
    document = 'mutation { networkCreate(key: "a", name: "A") { __typename ... on NotAllowed { message } } }'
    refused = Client(bare, VIEWER).ask(document)["networkCreate"]
    assert refused == {
        "__typename": "NotAllowed",
        "message": "a viewer may not do this: it takes the role editor or admin; ask an administrator of the workspace",
    }
    assert Client(bare, EDITOR).ask(document)["networkCreate"]["__typename"] == "NetworkEdited"


def test_a_viewer_may_look_at_what_an_import_would_do_and_not_do_it(bare: Library) -> None:
    document = (EXAMPLES / "car-dealer.yaml").read_text(encoding="utf-8")
    question = "mutation ($document: String!, $dry: Boolean!) { networkImport(document: $document, dryRun: $dry) { __typename } }"
    kinds = [Client(bare, VIEWER).ask(question, document=document, dry=dry)["networkImport"]["__typename"] for dry in (True, False)]
    assert kinds == ["ImportPreview", "NotAllowed"]


def test_workspaces_are_opened_and_seen_by_those_who_run_the_service(bare: Library) -> None:
    another_workspace(bare.store)
    document = 'mutation { workspaceCreate(key: "north") { __typename ... on WorkspaceCreated { workspace { key name } } } }'
    assert Client(bare, STRANGER).ask(document)["workspaceCreate"]["__typename"] == "NotAllowed"
    assert Client(bare, ADMIN).ask(document)["workspaceCreate"]["workspace"] == {"key": "north", "name": "north"}
    assert Client(bare, ADMIN).ask(document)["workspaceCreate"]["__typename"] == "KeyTaken"
    assert [one["key"] for one in Client(bare, ADMIN).ask("{ workspaces { key } }")["workspaces"]] == ["local", "north", "other"]
    assert [one["key"] for one in Client(bare, STRANGER).ask("{ workspaces { key } }")["workspaces"]] == ["other"]


def test_every_change_can_be_refused_as_data() -> None:
    mutation = build_schema(sdl()).mutation_type
    assert mutation is not None
    lacking = []
    for name, field in mutation.fields.items():
        answer = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
        assert isinstance(answer, GraphQLUnionType), name
        if "NotAllowed" not in {member.name for member in answer.types}:
            lacking.append(name)
    assert lacking == []


def test_an_administrator_forgets_a_person(sqlite_store: Store) -> None:
    library = shop(sqlite_store).library
    message_test(library, EDITOR, told(outcome="culture/pride", account="Alder", person="Jade Garnet", quote="It robs me of my sleep"))
    document = """
    mutation($dry: Boolean!) { personForget(name: "jade garnet", dryRun: $dry) {
      __typename ... on PersonForgotten { present history places { kind count } signed }
    } }
    """
    places = [{"kind": "test", "count": 1}]
    found = {"__typename": "PersonForgotten", "present": 1, "history": 1, "places": places, "signed": 0}
    assert Client(library, EDITOR).ask(document, dry=True)["personForget"]["__typename"] == "NotAllowed"
    assert Client(library, ADMIN).ask(document, dry=True)["personForget"] == found
    assert Client(library, ADMIN).ask("{ tests { nodes { person quote } } }")["tests"]["nodes"][0]["person"] == "Jade Garnet"
    assert Client(library, ADMIN).ask(document, dry=False)["personForget"] == found
    assert "Garnet" not in str(Client(library, ADMIN).ask("{ tests { nodes { person quote result } } }"))


@pytest.mark.parametrize(("caller", "quote"), [(VIEWER, "(not shown)"), (EDITOR, "It robs me of my sleep")])
def test_a_customers_words_are_shown_by_role(sqlite_store: Store, caller: Caller, quote: str) -> None:
    library = shop(sqlite_store).library
    message_test(library, ADMIN, told(outcome="culture/pride", account="Alder", person="Jade Garnet", quote="It robs me of my sleep"))
    assert [one["quote"] for one in Client(library, caller).ask("{ tests { nodes { quote } } }")["tests"]["nodes"]] == [quote]
