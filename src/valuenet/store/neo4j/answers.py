"""Answers to requests that may come again, as nodes: (:Answer), found by workspace, actor and key."""

from __future__ import annotations

from valuenet.store.answers import Reply, oldest_answer
from valuenet.store.neo4j.connection import Work


async def put_answer(work: Work, reply: Reply | None) -> None:
    """The idempotency key comes first of all: whoever sends the same request again waits here, then finds the answer."""
    if reply is not None:
        await work.run(
            "put_answer",
            workspaceId=reply.workspace,
            actorId=reply.actor.id,
            key=reply.answer.key,
            request=reply.answer.request,
            body=reply.answer.body,
            at=reply.at,
            expired=oldest_answer(),
        )
