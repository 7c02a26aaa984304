"""Answers to requests that may come again, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from valuenet.errors import AnswerExists
from valuenet.store.answers import Reply, oldest_answer
from valuenet.store.sqlite.connections import Connection, Statement

_ANSWERED = Statement("answered", "SELECT 1 FROM answer WHERE workspace = ? AND actor = ? AND key = ?")
_FORGET_ANSWERS = Statement("forget answers", "DELETE FROM answer WHERE at < ?")
_ANSWER = Statement("put answer", "INSERT INTO answer (workspace, actor, key, request, body, at) VALUES (?, ?, ?, ?, ?, ?)")


@contextmanager
def answering(connection: Connection, reply: Reply | None) -> Iterator[None]:
    """Do in the context what is asked for, in the transaction that the connection is in, and keep the answer to it.

    A request that has been answered is told so before anything else, by `AnswerExists`: what it speaks of has moved on since.
    """
    connection.run(_FORGET_ANSWERS, (oldest_answer(),))
    if reply is None:
        yield
        return
    answer, whose = reply.answer, (reply.workspace, reply.actor.id, reply.answer.key)
    if connection.rows(_ANSWERED, whose):
        raise AnswerExists(f"the request with the idempotency key {answer.key!r} has been answered: read that answer")
    yield
    connection.run(_ANSWER, (*whose, answer.request, answer.body, reply.at))
