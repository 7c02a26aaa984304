"""What is answered to requests that remove a network or let somebody in: kept with what they do, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from admitting import OTHER, THEIR_STATUS_QUO, another_workspace, token
from commits import create, now
from networks import network
from valuenet.errors import AnswerExists, KeyTaken, NotFound, StaleRevision, ValueNetError
from valuenet.model.access import Workspace
from valuenet.model.actor import LOCAL_OWNER, Actor
from valuenet.model.ids import LOCAL, AlternativeId, Key, WorkspaceId
from valuenet.store.answers import Answer, Reply
from valuenet.store.protocol import Store

NET = network()
REPLY = Reply(workspace=LOCAL, actor=LOCAL_OWNER, at=now(), answer=Answer(key="once", request="4f2a", body='{"done": "Größe"}'))


def delete(store: Store, reply: Reply) -> None:
    store.delete_network(LOCAL, NET.id, expected=1, reply=reply)


def add(store: Store, reply: Reply) -> None:
    store.add_token(token("ours"), reply)


def open_workspace(store: Store, reply: Reply) -> None:
    status_quo = replace(THEIR_STATUS_QUO, id=AlternativeId("alt_third"))
    store.create_workspace(Workspace(id=WorkspaceId("wsp_third"), key=Key("third"), name="Third"), status_quo, reply)


def moved(store: Store) -> tuple[object, ...]:
    return store.state(LOCAL), [one.name for one in store.tokens(LOCAL)], store.workspaces()


@pytest.mark.parametrize("deed", [delete, add, open_workspace])
def test_a_reply_is_kept_with_what_was_done_and_it_is_done_once(store: Store, deed: Callable[[Store, Reply], None]) -> None:
    create(store, NET)
    deed(store, REPLY)
    done = moved(store)

    assert store.answer(LOCAL, LOCAL_OWNER, "once") == REPLY.answer
    assert store.answer(LOCAL, Actor(id="act_ada", name="Ada"), "once") is None
    with pytest.raises(AnswerExists):
        deed(store, REPLY)
    assert moved(store) == done


@pytest.mark.parametrize(
    ("deed", "error"),
    [
        (lambda store: store.delete_network(LOCAL, NET.id, expected=2, reply=REPLY), StaleRevision),
        (lambda store: store.delete_network(OTHER, NET.id, expected=1, reply=REPLY), NotFound),
        (lambda store: store.add_token(token("ours", workspace=WorkspaceId("wsp_none")), REPLY), NotFound),
        (
            lambda store: store.create_workspace(
                Workspace(id=WorkspaceId("wsp_third"), key=Key("other"), name="X"), THEIR_STATUS_QUO, REPLY
            ),
            KeyTaken,
        ),
    ],
    ids=["stale", "elsewhere", "no workspace", "taken"],
)
def test_the_reply_to_what_is_refused_is_not_kept(store: Store, deed: Callable[[Store], None], error: type[ValueNetError]) -> None:
    another_workspace(store)
    create(store, NET)
    before = moved(store)

    with pytest.raises(error):
        deed(store)

    assert store.answer(LOCAL, LOCAL_OWNER, "once") is None
    assert moved(store) == before
