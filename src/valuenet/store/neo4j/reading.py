"""What the rows of read statements mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from valuenet.model.actor import Actor
from valuenet.model.ids import WorkspaceId
from valuenet.model.text import folded
from valuenet.store.neo4j import graph
from valuenet.store.protocol import DesiredQuestion, NetworkSummary, Revision
from valuenet.store.snapshot import stored_text, unpacked_changes


def summary(row: Mapping[str, Any]) -> NetworkSummary:
    """What a list shows of a network."""
    return NetworkSummary(
        id=row["id"], key=row["key"], name=row["name"], revision=row["revision"], changed_at=row["changedAt"], archived=row["archived"]
    )


def revision(row: Mapping[str, Any]) -> Revision:
    """An entry of the log."""
    return Revision(
        subject=row["subject"],
        number=row["number"],
        position=row["position"],
        at=row["at"],
        actor=Actor(id=row["actorId"], name=row["by"]),
        reason=row["reason"],
        changes=unpacked_changes(row["changes"], row["subject"]),
    )


def revisions_holding(rows: Iterable[Mapping[str, Any]], holds: Callable[[str], bool]) -> Iterator[Revision]:
    """The entries of the log of which this holds for changes as JSON text, reason, or whoever made them; others are not unpacked."""
    return (revision(row) for row in rows if holds(row["by"]) or holds(row["reason"]) or holds(stored_text(row["changes"])))


def asked(workspace: WorkspaceId, question: DesiredQuestion) -> Mapping[str, Any]:
    """The parameters of `outcomes_desired`: a stream for each persona and each of its lists that may hold an answer."""
    names = [
        graph.stream(wanted=wanted, ours=ours)
        for wanted in (True, False)
        for ours in (True, False)
        if question.wanted in (None, wanted) and question.ours in (None, ours)
    ]
    streams = [
        {"personaId": persona, "name": stream, "after": f"{stream} {question.after}", "end": f"{stream}!"}  # `!` follows the space
        for persona in dict.fromkeys(question.personas)
        for stream in (graph.stream_of(persona, name) for name in names)
    ]
    return {
        "workspaceId": workspace,
        "streams": streams,
        "importance": question.importance.value if question.importance else None,
        "kind": question.kind.value if question.kind else None,
        "anticipated": question.anticipated,
        "text": folded(question.text) or None,
        "limit": question.limit,
    }
