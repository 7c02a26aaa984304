"""What a service knows about its tokens before it lets others reach it."""

from __future__ import annotations

from admitting import STRANGER, another_workspace
from valuenet.model.access import Role
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.keyring import Keyring, keyring
from valuenet.service.library import Library
from valuenet.service.tokens import NewToken, token_create, token_revoke
from valuenet.store.protocol import Store


def test_a_new_store_has_no_keys(store: Store) -> None:
    assert keyring(Library(store)) == Keyring(made=False, opens=False)


def test_a_token_of_any_workspace_counts_and_once_revoked_it_was_made_all_the_same(store: Store) -> None:
    library = Library(store)
    another_workspace(store)
    token = token_create(library, STRANGER, NewToken(name="Ann", role=Role.ADMIN)).token
    assert keyring(library) == Keyring(made=True, opens=True)
    token_revoke(library, STRANGER, token.id)
    assert keyring(library) == Keyring(made=True, opens=False)


def test_a_token_that_has_expired_opens_nothing(store: Store) -> None:
    token_create(
        Library(store, clock=lambda: "2026-03-10T12:00:00.000000+00:00"), LOCAL_CALLER, NewToken(name="Ann", role=Role.ADMIN, days=1)
    )
    assert keyring(Library(store)) == Keyring(made=True, opens=False)
