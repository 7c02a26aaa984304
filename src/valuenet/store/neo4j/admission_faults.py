"""Looking through the nodes of those who come in: workspaces, tokens, the trail.

(:Token)-[:OPENS]->(:Workspace)-[:HAS_TRAIL]->(:TrailEntry)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from valuenet.errors import StoreCorrupt
from valuenet.model.ids import WorkspaceId
from valuenet.store.admission_faults import entry_faults, state_faults, token_faults
from valuenet.store.neo4j.admission import STRANGERS, entry_of, token_of, workspaces
from valuenet.store.neo4j.connection import Connection, Rows
from valuenet.store.protocol import Discrepancy, WorkspaceState

_PAGE = 1_000

Kept = dict[str, Any]
"""The properties of a node."""


def admission_discrepancies(connection: Connection, workspace: WorkspaceId) -> Iterator[Discrepancy]:
    """What is wrong with a workspace, its tokens and its trail, and with those that belong to none; at most 100 entries of the last."""
    known = {one.id for one in workspaces(connection)}
    for row in connection.read("workspace_state", workspaceId=workspace):
        revision, directory = row["state"]
        state = WorkspaceState(revision=revision, directory=directory)
        yield from (Discrepancy(network="", message=message) for message in state_faults(state))

    def of_token(found: Kept) -> Iterator[str]:
        return token_faults(token_of(found), known)

    def of_entry(found: Kept) -> Iterator[str]:
        return entry_faults(entry_of(found), str(found.get("place")), known)

    yield from _faults(connection.read("kept_tokens", workspaceId=workspace), "OPENS", of_token)
    yield from _faults(connection.read("stray_trail"), "HAS_TRAIL", of_entry)
    for home in (workspace, STRANGERS):
        after = ""
        while page := connection.read("kept_trail", workspaceId=home, after=after, limit=_PAGE):
            yield from _faults(page, "HAS_TRAIL", of_entry)
            after = page[-1]["properties"]["place"]


def _faults(rows: Rows, relation: str, faults: Callable[[Kept], Iterator[str]]) -> Iterator[Discrepancy]:
    """What is wrong with each node, and with its relationship to a workspace."""
    for row in rows:
        found, homes = row["properties"], row["homes"]
        wanted = [found["workspaceId"]] if found.get("workspaceId") else []
        messages = [] if homes == wanted else [f"{relation} leads to {homes or 'nothing'}, and its workspaceId says {wanted or 'nothing'}"]
        try:
            messages += faults(found)
        except StoreCorrupt as corrupt:
            messages.append(str(corrupt))
        yield from (Discrepancy(network=str(found.get("id")), message=message) for message in messages)
