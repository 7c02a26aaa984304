"""Tokens let in whom they say, until they expire or are revoked; what happens with them is in the trail, and secrets are nowhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from admitting import ADMIN, EDITOR, OTHER, STRANGER, VIEWER, another_workspace
from valuenet.errors import InvalidEdit, NotAllowed, NotFound
from valuenet.model.access import Event, Role
from valuenet.model.actor import Actor
from valuenet.model.ids import LOCAL
from valuenet.service.caller import LOCAL_CALLER, Caller
from valuenet.service.library import Library
from valuenet.service.tokens import NewToken, TokenCreated, signed_in, signed_in_as, token_create, token_revoke, tokens
from valuenet.service.trail import trail
from valuenet.store.protocol import Store

NOON = "2026-03-10T12:00:00.000000+00:00"
HALF_A_MINUTE_LATER = "2026-03-10T12:00:30.000000+00:00"
TWO_MINUTES_LATER = "2026-03-10T12:02:00.000000+00:00"
TWO_DAYS_LATER = "2026-03-12T12:00:00.000000+00:00"
HOME = "192.0.2.1"


@pytest.fixture
def now() -> list[str]:
    """What the clock says."""
    return [NOON]


@pytest.fixture
def library(sqlite_store: Store, now: list[str]) -> Library:
    return Library(sqlite_store, clock=lambda: now[0])


def made(library: Library, name: str = "Ann", role: Role = Role.EDITOR, days: int | None = None, by: Caller = LOCAL_CALLER) -> TokenCreated:
    return token_create(library, by, NewToken(name=name, role=role, days=days))


def told(library: Library, caller: Caller = LOCAL_CALLER) -> list[tuple[Event, str, str]]:
    """The trail, the oldest first."""
    return [(entry.event, entry.actor.name, entry.said) for entry in reversed(trail(library, caller).entries)]


def test_a_token_lets_in_under_its_name_and_role(library: Library) -> None:
    created = made(library)
    caller = signed_in(library, created.secret, HOME)
    assert caller == Caller(workspace=LOCAL, actor=Actor(id=created.token.id, name="Ann"), role=Role.EDITOR, origin=HOME)


def test_a_secret_has_at_least_128_random_bits_and_is_shown_once(library: Library) -> None:
    one, other = made(library), made(library)
    assert one.secret.startswith("vnt_")
    assert len(one.secret) == 4 + 43
    assert one.secret != other.secret
    shown = f"{one} {tokens(library, LOCAL_CALLER)} {trail(library, LOCAL_CALLER)}"
    assert one.secret not in shown
    assert one.secret[4:] not in shown


@pytest.mark.parametrize("secret", ["", "vnt_", "vnt_" + "x" * 43, "x" * 100_000, "vnt_" + "é" * 43, "\ud800" * 47])
def test_what_is_no_token_lets_nobody_in(library: Library, secret: str) -> None:
    made(library)
    assert signed_in(library, secret, HOME) is None


def test_an_expired_token_lets_nobody_in(library: Library, now: list[str]) -> None:
    created = made(library, days=1)
    assert signed_in(library, created.secret, HOME)
    now[0] = TWO_DAYS_LATER
    assert signed_in(library, created.secret, HOME) is None
    assert told(library)[-1] == (Event.REFUSED, "Ann", "brought a token that has expired")


def test_a_revoked_token_lets_nobody_in_from_the_next_moment_on_in_every_process(store: Store, open_again: Callable[[], Store]) -> None:
    library, elsewhere = Library(store), Library(open_again())
    created = made(library)
    assert signed_in(elsewhere, created.secret, HOME)
    assert token_revoke(library, LOCAL_CALLER, created.token.id).revoked_at
    assert signed_in(elsewhere, created.secret, HOME) is None
    assert told(library)[-2:] == [(Event.TOKEN_REVOKED, "local owner", "Ann"), (Event.REFUSED, "Ann", "brought a token that was revoked")]


def test_a_sign_in_is_told_once_an_hour_and_the_last_use_once_a_minute(library: Library, now: list[str]) -> None:
    created = made(library)
    uses = []
    for moment in (NOON, HALF_A_MINUTE_LATER, TWO_MINUTES_LATER, TWO_DAYS_LATER):
        now[0] = moment
        signed_in(library, created.secret, HOME)
        uses += [token.used_at for token in tokens(library, LOCAL_CALLER)]
    assert uses == [NOON, NOON, TWO_MINUTES_LATER, TWO_DAYS_LATER]
    assert [event for event, _, _ in told(library)] == [Event.TOKEN_CREATED, Event.SIGNED_IN, Event.SIGNED_IN]


def test_to_sign_in_again_costs_one_read(store: Store, sent: list[str]) -> None:
    library = Library(store)
    created = made(library)
    signed_in(library, created.secret, HOME)
    sent.clear()
    signed_in(library, created.secret, HOME)
    assert len(sent) == 1


def test_who_tries_and_tries_does_not_fill_the_trail(library: Library) -> None:
    for number in range(100):
        assert signed_in(library, "vnt_" + "x" * 43, f"192.0.2.{number}") is None
    assert len(told(library)) == 20
    assert set(told(library)) == {(Event.REFUSED, "nobody who is known", "brought no token that is known")}


def test_strangers_are_told_of_to_those_who_run_the_service_alone(library: Library) -> None:
    another_workspace(library.store)
    signed_in(library, "no token", HOME)
    assert len(told(library)) == 1
    assert told(library, STRANGER) == []


@pytest.mark.parametrize("caller", [VIEWER, EDITOR])
def test_only_administrators_make_see_and_revoke_tokens(library: Library, caller: Caller) -> None:
    created = made(library)
    for deed in (
        lambda: made(library, by=caller),
        lambda: tokens(library, caller),
        lambda: token_revoke(library, caller, created.token.id),
        lambda: trail(library, caller),
    ):
        with pytest.raises(NotAllowed, match=f"^an? {caller.role} may not do this: it takes the role admin"):
            deed()
    assert tokens(library, ADMIN) == [created.token]
    assert {said for event, _, said in told(library) if event is Event.REFUSED} == {
        "token create takes the right to administer",
        "tokens takes the right to administer",
        "token revoke takes the right to administer",
        "trail takes the right to administer",
    }


def test_a_token_of_another_workspace_is_one_that_there_is_not(library: Library) -> None:
    another_workspace(library.store)
    created = made(library)
    with pytest.raises(NotFound) as theirs:
        token_revoke(library, STRANGER, created.token.id)
    with pytest.raises(NotFound) as nobodys:
        token_revoke(library, STRANGER, "tok_none")
    assert str(theirs.value).replace(created.token.id, "tok_none") == str(nobodys.value)
    assert tokens(library, STRANGER) == []
    assert signed_in(library, created.secret, HOME)
    assert made(library, by=STRANGER).token.workspace == OTHER


def test_everything_that_is_wrong_with_a_token_is_said_at_once(library: Library) -> None:
    with pytest.raises(InvalidEdit) as refused:
        made(library, name="", days=0)
    assert [problem.path for problem in refused.value.problems] == ["name", "days"]


def test_whom_another_service_vouches_for_comes_in_and_a_change_of_role_is_told(library: Library) -> None:
    ann = Actor(id="https://sso.example#ann", name="Ann")
    roles = (Role.VIEWER, Role.VIEWER, Role.ADMIN)
    callers = [signed_in_as(library, ann, role, "local", HOME) for role in roles]
    assert callers == [Caller(workspace=LOCAL, actor=ann, role=role, origin=HOME) for role in roles]
    assert signed_in_as(library, ann, Role.ADMIN, "nowhere", HOME) is None
    assert [(event, said) for event, _, said in told(library)] == [
        (Event.SIGNED_IN, "as viewer"),
        (Event.ROLE_CHANGED, "from viewer to admin"),
        (Event.REFUSED, "was sent to a workspace that there is not"),
    ]


def test_a_change_of_role_is_told_once_whichever_process_notices_it(store: Store, open_again: Callable[[], Store]) -> None:
    ann = Actor(id="https://sso.example#ann", name="Ann")
    one, other = Library(store), Library(open_again())
    for library, role in ((one, Role.EDITOR), (other, Role.VIEWER), (one, Role.VIEWER), (other, Role.VIEWER)):
        signed_in_as(library, ann, role, "local", HOME)
    signed_in_as(Library(open_again()), ann, Role.ADMIN, "local", HOME)  # after a restart
    assert [(event, said) for event, _, said in told(one)] == [
        (Event.SIGNED_IN, "as editor"),
        (Event.ROLE_CHANGED, "from editor to viewer"),
        (Event.ROLE_CHANGED, "from viewer to admin"),
    ]
