"""Applying one commit in one transaction: lock and compare, write what changed, and the workspace last."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from valuenet.errors import NotFound, StaleRevision, StillInUse, StoreError
from valuenet.model.changes import Change
from valuenet.model.ids import NetworkId, WorkspaceId
from valuenet.store.answers import Reply
from valuenet.store.filing import named_in, networks_named
from valuenet.store.neo4j.answers import put_answer
from valuenet.store.neo4j.connection import Work
from valuenet.store.neo4j.directory import packed_directory
from valuenet.store.neo4j.graph import Row
from valuenet.store.neo4j.steps import newcomers, steps
from valuenet.store.protocol import DIRECTORY, Commit
from valuenet.store.snapshot import Packer, packed_changes

_BATCH = 5_000
"""Rows that one statement is sent at most."""

_TOUCHED = 100
"""How many of its changes an entry of the log names for people; all of them are in its `changes`."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A commit with all that can be computed before anything is locked."""

    commit: Commit
    steps: Mapping[str, Sequence[Row]]
    newcomers: Sequence[Row]
    log: Sequence[Row]
    directory: bytes | None


def prepared(commit: Commit, packer: Packer) -> Prepared:
    """The rows of a commit, its snapshots and log entries packed."""
    save = commit.directory_save
    return Prepared(
        commit, steps(commit, packer), newcomers(commit), list(_log(commit)), packed_directory(save.directory) if save else None
    )


def committing(change: Prepared) -> Callable[[Work], Awaitable[int]]:
    """The work of a commit, which returns the workspace's revision after it.

    Locks are taken in one order everywhere, so that commits wait for each other and do not deadlock: the idempotency
    key, the networks by id, the records by id, the directory's entries, the workspace.
    """

    async def work(work: Work) -> int:
        await put_answer(work, change.commit.reply)
        await _lock_networks(work, change.commit)
        await _lock_records(work, change.commit)
        for name, rows in change.steps.items():
            for batch in _batches(rows):
                await _write(work, change.commit, name, batch)
        revision = await _raise_workspace(work, change)
        if change.newcomers:
            await work.run("enter_workspace", workspaceId=change.commit.workspace, rows=change.newcomers)
        return revision

    return work


def deleting(workspace: WorkspaceId, network: NetworkId, expected: int, reply: Reply | None) -> Callable[[Work], Awaitable[None]]:
    """The work of removing a network for good."""

    async def work(work: Work) -> None:
        await put_answer(work, reply)
        found = await work.run("lock_networks", workspaceId=workspace, ids=[network])
        if not found:
            raise NotFound("network", network)
        if found[0]["revision"] != expected:
            raise StaleRevision(found[0]["key"], expected, found[0]["revision"])
        await work.run("delete_network", networkId=network)
        nothing: Any = {"expectedDirectory": None, "directoryRevision": None, "snapshot": None, "revisions": []}
        await work.run("raise_workspace", workspaceId=workspace, raised=1, **nothing)

    return work


async def _lock_networks(work: Work, commit: Commit) -> None:
    """Lock the networks, and only then compare their revisions: what is read after the lock stays true until the end.

    Those that records speak of are locked too: an outcome neither goes nor comes back while a record is tied to it.
    """
    saves = sorted(commit.networks, key=lambda save: save.network.id)
    ids = networks_named(commit.records).union(save.network.id for save in saves)
    if not ids:
        return
    rows = await work.run("lock_networks", workspaceId=commit.workspace, ids=sorted(ids))
    found: dict[str, Any] = {row["id"]: row for row in rows}
    for save in saves:
        current = found.get(save.network.id, {"key": save.network.key, "revision": 0})
        if current["revision"] != save.expected:
            raise StaleRevision(current["key"], save.expected, current["revision"])


async def _lock_records(work: Work, commit: Commit) -> None:
    """Lock the records, and only then compare their revisions."""
    saves = sorted(commit.records, key=lambda save: save.record.id)
    if not saves:
        return
    rows = await work.run("lock_records", workspaceId=commit.workspace, ids=[save.record.id for save in saves])
    current = {row["id"]: row["revision"] for row in rows}
    for save in saves:
        if current[save.record.id] != save.expected:
            raise StaleRevision(save.record.id, save.expected, current[save.record.id])


async def _write(work: Work, commit: Commit, name: str, rows: Sequence[Row]) -> None:
    """Send rows to a statement; what they name in the directory must be there, and must not be removed while it is named."""
    answered = await work.run(name, rows=rows)
    if name == "remove_entries" and answered:
        used = "; ".join(f"{row['key']!r} is named in {named_in(sorted(row['users']))}" for row in answered)
        raise StillInUse(f"{used}: archive it, or remove it from networks first")
    if answered and "written" in answered[0] and answered[0]["written"] < _wanted(rows):
        (state,) = (await work.run("workspace_state", workspaceId=commit.workspace)) or [{"state": [0, 0]}]
        if state["state"][1] != commit.directory:
            raise StaleRevision(DIRECTORY, commit.directory, state["state"][1])
        raise StoreError("the change names a persona, an alternative or a node that the store does not have: run `valuenet verify`")


def _wanted(rows: Sequence[Row]) -> int:
    """How many relationships the rows ask for: a record one to each persona, others one; a network need not describe any alternative."""
    return sum(len(row.get("personaIds", ())) if "snapshot" in row else row.get("alternativeId", "") is not None for row in rows)


async def _raise_workspace(work: Work, change: Prepared) -> int:
    """The workspace comes last, since every commit of it waits here: its directory is compared, its revision raised, the log written."""
    commit, save = change.commit, change.commit.directory_save
    found = await work.run(
        "raise_workspace",
        workspaceId=commit.workspace,
        raised=len(change.log),
        expectedDirectory=commit.directory,
        directoryRevision=save.directory.revision if save else None,
        snapshot=change.directory,
        revisions=change.log,
    )
    if not found:
        raise NotFound("workspace", commit.workspace)
    if found[0]["directory"] != commit.directory:
        raise StaleRevision(DIRECTORY, commit.directory, found[0]["directory"])
    revision: int = found[0]["revision"]
    return revision


def touched(changes: Sequence[Change]) -> list[str]:
    """What an entry of the log names for people who look at the graph."""
    return [f"{change.kind} {change.element_kind} {' → '.join(change.about)}" for change in changes[:_TOUCHED]]


def _log(commit: Commit) -> Iterator[Row]:
    """(root)-[:HAS_REVISION]->(:Revision): of the directory, each network, each record, in positions after the workspace's revision."""
    done: list[tuple[str, int, Any]] = [(save.network.id, save.network.revision, save.changes) for save in commit.networks]
    done += [(save.record.id, save.expected + 1, (save.change,)) for save in commit.records]
    if commit.directory_save is not None:
        done.insert(0, (commit.workspace, commit.directory_save.directory.revision, commit.directory_save.changes))
    for position, (subject, number, changes) in enumerate(done, start=1):
        yield {
            "workspaceId": commit.workspace,
            "subject": subject,
            "number": number,
            "position": position,
            "at": commit.at,
            "by": commit.actor.name,
            "actorId": commit.actor.id,
            "reason": commit.reason,
            "touched": touched(changes),
            "changes": packed_changes(changes),
        }


def _batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    return (rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH))
