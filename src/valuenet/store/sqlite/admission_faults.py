"""Looking through the rows of those who come in: workspaces, tokens, the trail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from valuenet.errors import StoreCorrupt
from valuenet.model.ids import WorkspaceId
from valuenet.store.admission_faults import entry_faults, state_faults, token_faults
from valuenet.store.protocol import Discrepancy, WorkspaceState
from valuenet.store.sqlite.admission import ENTRY_COLUMNS, TOKEN_COLUMNS, entry_of, token_of, workspaces
from valuenet.store.sqlite.connections import Pool, Statement

_STATE = Statement("state to verify", "SELECT revision, directory_revision FROM workspace WHERE id = ?")
_TOKENS = Statement(
    "tokens to verify",
    f"""SELECT {TOKEN_COLUMNS} FROM token WHERE workspace = ? OR workspace NOT IN (SELECT id FROM workspace) ORDER BY id""",  # noqa: S608  # our own names
)
_TRAIL = Statement(
    "trail to verify",
    f"SELECT {ENTRY_COLUMNS} FROM trail_entry WHERE workspace = ? AND place > ? ORDER BY place LIMIT 1000",  # noqa: S608  # our own names
)
_NOBODYS = Statement(
    "trail of no workspace",
    f"""
    SELECT {ENTRY_COLUMNS} FROM trail_entry WHERE workspace > '' AND workspace NOT IN (SELECT id FROM workspace)
    ORDER BY workspace, place LIMIT 100
    """,  # noqa: S608  # our own names
)


def admission_discrepancies(pool: Pool, workspace: WorkspaceId) -> Iterator[Discrepancy]:
    """What is wrong with a workspace, its tokens and its trail, and with those that belong to none; at most 100 entries of the last."""
    with pool.reading_together() as connection:
        known = {one.id for one in workspaces(connection)}
        states = [WorkspaceState(revision=revision, directory=directory) for revision, directory in connection.rows(_STATE, (workspace,))]
        tokens, nobodys = connection.rows(_TOKENS, (workspace,)), connection.rows(_NOBODYS)
    yield from (Discrepancy(network="", message=message) for state in states for message in state_faults(state))
    yield from _faults(tokens, 0, lambda row: token_faults(token_of(row), known))
    yield from _faults(nobodys, 2, lambda row: entry_faults(entry_of(row), row[1], known))
    for home in (workspace, ""):
        after = ""
        while True:
            with pool.reading() as connection:
                page = connection.rows(_TRAIL, (home, after))
            if not page:
                break
            yield from _faults(page, 2, lambda row: entry_faults(entry_of(row), row[1], known))
            after = page[-1][1]


def _faults(rows: Sequence[Sequence[Any]], id_: int, faults: Callable[[Sequence[Any]], Iterator[str]]) -> Iterator[Discrepancy]:
    """What is wrong with each row, whose id stands in this column."""
    for row in rows:
        try:
            yield from (Discrepancy(network=row[id_], message=message) for message in faults(row))
        except StoreCorrupt as corrupt:
            yield Discrepancy(network=row[id_], message=str(corrupt))
