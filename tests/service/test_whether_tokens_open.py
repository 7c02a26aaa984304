"""What a service knows about its tokens before it answers anybody, and before it lets others reach it."""

from __future__ import annotations

from collections.abc import Callable

from admitting import STRANGER, another_workspace
from conftest import Sent
from valuenet.model.access import Role
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.library import Library
from valuenet.service.tokens import NewToken, a_token_opens, token_create, token_revoke, tokens_are_asked_for
from valuenet.store.protocol import Store


def both(library: Library) -> tuple[bool, bool]:
    return tokens_are_asked_for(library), a_token_opens(library)


def test_a_new_store_asks_for_no_token(store: Store) -> None:
    assert both(Library(store)) == (False, False)


def test_a_token_of_any_workspace_counts_and_once_revoked_it_was_made_all_the_same(store: Store) -> None:
    library = Library(store)
    another_workspace(store)
    token = token_create(library, STRANGER, NewToken(name="Ann", role=Role.ADMIN)).token
    assert both(library) == (True, True)
    token_revoke(library, STRANGER, token.id)
    assert both(library) == (True, False)


def test_a_token_that_has_expired_opens_nothing(store: Store) -> None:
    token_create(
        Library(store, clock=lambda: "2026-03-10T12:00:00.000000+00:00"), LOCAL_CALLER, NewToken(name="Ann", role=Role.ADMIN, days=1)
    )
    assert both(Library(store)) == (True, False)


def test_another_process_sees_the_first_token_at_once_and_with_one_statement(
    store: Store, open_again: Callable[[], Store], sent: Sent
) -> None:
    here, there = Library(store), Library(open_again())
    assert not tokens_are_asked_for(here)
    token_create(there, LOCAL_CALLER, NewToken(name="Ann", role=Role.ADMIN))
    sent.clear()
    assert tokens_are_asked_for(here)
    assert len(sent.asked()) == 1
