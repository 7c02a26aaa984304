"""Rewriting everything in a workspace, in one transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.changes import Change
from valuenet.model.directory import Directory
from valuenet.model.ids import WorkspaceId
from valuenet.store.filing import read
from valuenet.store.neo4j.connection import Rows, Work
from valuenet.store.neo4j.directory import packed_directory, unpacked_directory
from valuenet.store.neo4j.reading import revision
from valuenet.store.neo4j.steps import steps
from valuenet.store.past import Rewriting, Rewritten
from valuenet.store.protocol import Commit, RecordSave
from valuenet.store.rewriting import directory_step, network_step, rewritten_changes
from valuenet.store.snapshot import Packer, packed_changes, unpacked

_PAGE = 100


def rewriting_all(packer: Packer, workspace: WorkspaceId, rewriting: Rewriting) -> Callable[[Work], Awaitable[Sequence[Rewritten]]]:
    """The work of rewriting directory, networks, records and log. The workspace is locked first: nobody commits meanwhile."""

    async def work(work: Work) -> Sequence[Rewritten]:
        (locked,) = await work.run("lock_workspace", workspaceId=workspace)
        known = unpacked_directory(locked["snapshot"], workspace)
        done = await _directory(work, packer, known, rewriting)
        done += await _networks(work, packer, known, rewriting)
        done += await _records(work, packer, known, rewriting)
        return done + await _log(work, workspace, rewriting)

    return work


async def _directory(work: Work, packer: Packer, known: Directory, rewriting: Rewriting) -> list[Rewritten]:
    step = directory_step(known, rewriting)
    if step is None:
        return []
    await _write(work, packer, replace(_blank(known), directory_save=step))
    await work.run("rewrite_directory", workspaceId=known.workspace, snapshot=packed_directory(step.directory))
    return [Rewritten(subject=known.workspace)]


async def _networks(work: Work, packer: Packer, known: Directory, rewriting: Rewriting) -> list[Rewritten]:
    done: list[Rewritten] = []
    after = ""
    while page := await work.run("network_list", workspaceId=known.workspace, after=after, archived=True, limit=_PAGE):
        for row in await work.run("network_snapshots", workspaceId=known.workspace, ids=[one["id"] for one in page]):
            step = network_step(unpacked(row["snapshot"], row["id"]), rewriting, known)
            if step is not None:
                await _write(work, packer, replace(_blank(known), networks=(step,)))
                done.append(Rewritten(subject=row["id"]))
        after = page[-1]["key"]
    return done


async def _records(work: Work, packer: Packer, known: Directory, rewriting: Rewriting) -> list[Rewritten]:
    done: list[Rewritten] = []
    after = ""
    while page := await work.run("record_page", workspaceId=known.workspace, after=after, limit=_PAGE):
        found: Rows = await work.run("record_snapshots", workspaceId=known.workspace, ids=[one["id"] for one in page])
        for row in found:
            kept = read(row["kind"], row["snapshot"])
            record = rewriting.element(kept.record)
            if record != kept.record:
                change = Change(about=(record.id,), before=kept.record, after=record)
                step = RecordSave(expected=kept.revision - 1, record=record, change=change)
                await _write(work, packer, replace(_blank(known), at=kept.changed_at, actor=kept.changed_by, records=(step,)))
                done.append(Rewritten(subject=row["id"]))
        after = page[-1]["id"]
    return done


async def _log(work: Work, workspace: WorkspaceId, rewriting: Rewriting) -> list[Rewritten]:
    done: list[Rewritten] = []
    position = 0
    while page := await work.run("revisions_since", workspaceId=workspace, position=position, limit=_PAGE):
        rows = []
        for logged in map(revision, page):
            changes, reason = rewritten_changes(logged.changes, rewriting), rewriting.text(logged.reason)
            if (changes, reason) != (logged.changes, logged.reason):
                told = {"changes": packed_changes(changes), "reason": reason}
                rows.append({"subject": logged.subject, "number": logged.number, **told})
                done.append(Rewritten(subject=logged.subject, history=True))
        await work.run("rewrite_revisions", rows=rows)
        position = page[-1]["position"]
    return done


async def _write(work: Work, packer: Packer, commit: Commit) -> None:
    """The rows of a commit that changes neither revisions nor the log."""
    for name, rows in steps(commit, packer).items():
        await work.run(name, rows=rows)


def _blank(known: Directory) -> Commit:
    """A commit of nothing yet."""
    return Commit(workspace=known.workspace, actor=LOCAL_OWNER, at="", directory=known.revision)
