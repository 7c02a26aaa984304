"""Rewriting a workspace: what has to be rewritten is found beside everybody else's work, and written in one transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.changes import KIND_OF, Change
from valuenet.model.directory import Directory
from valuenet.model.network import Network
from valuenet.model.record import Kept, Record
from valuenet.store.filing import read
from valuenet.store.neo4j.connection import Connection, Rows, Work
from valuenet.store.neo4j.directory import unpacked_directory
from valuenet.store.neo4j.reading import revision, revisions_holding
from valuenet.store.neo4j.steps import steps
from valuenet.store.neo4j.writing import committing, prepared, touched
from valuenet.store.past import Redoing
from valuenet.store.protocol import Commit, RecordSave, Revision
from valuenet.store.rewriting import (
    Found,
    check_since,
    directory_step,
    network_step,
    raising,
    rewritten_entry,
    rewritten_record,
    rewritten_trail,
)
from valuenet.store.snapshot import Packer, packed_changes, stored_text, unpacked

T = TypeVar("T")

_PAGE = 100
_NO_PLACE = "\U0010ffff"  # after every place


def found(connection: Connection, redoing: Redoing) -> Found:
    """What has to be rewritten; each page is read in a transaction of its own, within the ordinary deadline."""
    rewriting, workspace = redoing.rewriting, redoing.workspace
    known = unpacked_directory(connection.read("directory_snapshot", workspaceId=workspace)[0]["snapshot"], workspace)
    return Found(
        directory=directory_step(known, rewriting) is not None,
        networks=[network.id for network in _networks(connection, redoing) if network_step(network, rewriting, known)],
        records={kept.record.id: KIND_OF[type(kept.record)] for kept in _records(connection, redoing) if rewritten_record(kept, rewriting)},
        revisions=[(logged.subject, logged.number) for logged in _log(connection, redoing) if rewritten_entry(logged, rewriting)],
        answers=bool(_answers(connection.read("answers_of", workspaceId=workspace), redoing)),
        trail=any(_trail(page, redoing) for page in _trail_pages(connection, redoing)),
    )


def rewriting(packer: Packer, redoing: Redoing, there: Found, connection: Connection) -> Callable[[Work], Awaitable[None]]:
    """The work of rewriting what was found; locks are taken in the order of commits, so that nobody waits for each other."""
    trail = [row for page in _trail_pages(connection, redoing) for row in _trail(page, redoing)]

    async def work(work: Work) -> None:
        workspace = redoing.workspace
        await work.run("lock_networks", workspaceId=workspace, ids=sorted(there.networks))
        await work.run("lock_records", workspaceId=workspace, ids=sorted(there.records))
        (locked,) = await work.run("lock_workspace", workspaceId=workspace)
        await _check(work, redoing)
        known = await _rewrite_directory(work, packer, unpacked_directory(locked["snapshot"], workspace), redoing)
        await _rewrite_networks(work, packer, known, redoing, there)
        await _rewrite_records(work, packer, known, redoing, there)
        await _rewrite_log(work, redoing, there)
        answers = _answers(await work.run("answers_of", workspaceId=workspace), redoing)
        await work.run("rewrite_answers", workspaceId=workspace, rows=answers)
        await work.run("rewrite_trail", workspaceId=workspace, rows=trail)
        await committing(prepared(raising(redoing, known), packer))(work)

    return work


def _networks(connection: Connection, redoing: Redoing) -> Iterator[Network]:
    after = ""
    while page := connection.read("network_list", workspaceId=redoing.workspace, after=after, archived=True, limit=_PAGE):
        rows = connection.read("network_snapshots", workspaceId=redoing.workspace, ids=[one["id"] for one in page])
        yield from (unpacked(row["snapshot"], row["id"]) for row in rows if redoing.rewriting.concerns(stored_text(row["snapshot"])))
        after = page[-1]["key"]


def _records(connection: Connection, redoing: Redoing) -> Iterator[Kept[Record]]:
    after = ""
    while page := connection.read("record_page", workspaceId=redoing.workspace, after=after, limit=_PAGE):
        rows = connection.read("record_snapshots", workspaceId=redoing.workspace, ids=[one["id"] for one in page])
        yield from (read(row["kind"], row["snapshot"]) for row in rows if redoing.rewriting.concerns(row["snapshot"]))
        after = page[-1]["id"]


def _log(connection: Connection, redoing: Redoing) -> Iterator[Revision]:
    position = 0
    while page := connection.read("revisions_since", workspaceId=redoing.workspace, position=position, limit=_PAGE):
        yield from revisions_holding(page, redoing.rewriting.concerns)
        position = page[-1]["position"]


def _trail_pages(connection: Connection, redoing: Redoing) -> Iterator[Rows]:
    before = _NO_PLACE
    while page := connection.read("trail_of", workspaceId=redoing.workspace, before=before, limit=_PAGE):
        yield [row["entry"] for row in page]
        before = page[-1]["entry"]["place"]


def _trail(entries: Rows, redoing: Redoing) -> Rows:
    """Entries of the trail that are to be rewritten."""
    found: Rows = []
    for entry in entries:
        before = entry.get("subject", ""), entry.get("said", "")
        subject, said = rewritten_trail(entry["event"], *before, redoing.rewriting)
        if (subject, said) != before:
            found.append({"place": entry["place"], "subject": subject, "said": said})
    return found


def _answers(rows: Rows, redoing: Redoing) -> Rows:
    """Answers that are to be rewritten; without a body, where the key itself has to go."""
    rewriting = redoing.rewriting
    after = [{**row, "body": None if rewriting.word(row["key"]) != row["key"] else rewriting.json(row["body"])} for row in rows]
    return [new for row, new in zip(rows, after, strict=True) if new != row]


async def _check(work: Work, redoing: Redoing) -> None:
    position = redoing.since
    while page := await work.run("revisions_since", workspaceId=redoing.workspace, position=position, limit=_PAGE):
        for logged in revisions_holding(page, redoing.rewriting.concerns):
            check_since(logged, redoing)
        position = page[-1]["position"]


async def _rewrite_directory(work: Work, packer: Packer, known: Directory, redoing: Redoing) -> Directory:
    """The directory rewritten; its snapshot is written when its revision is raised."""
    step = directory_step(known, redoing.rewriting)
    if step is None:
        return known
    await _write(work, packer, replace(_blank(known), directory_save=step))
    return step.directory


async def _rewrite_networks(work: Work, packer: Packer, known: Directory, redoing: Redoing, there: Found) -> None:
    for ids in _batches(there.networks):
        for row in await work.run("network_snapshots", workspaceId=redoing.workspace, ids=ids):
            step = network_step(unpacked(row["snapshot"], row["id"]), redoing.rewriting, known)
            if step is not None:
                await _write(work, packer, replace(_blank(known), networks=(step,)))


async def _rewrite_records(work: Work, packer: Packer, known: Directory, redoing: Redoing, there: Found) -> None:
    for ids in _batches(list(there.records)):
        for row in await work.run("record_snapshots", workspaceId=redoing.workspace, ids=ids):
            kept = read(row["kind"], row["snapshot"])
            after = rewritten_record(kept, redoing.rewriting)
            if after is not None:
                change = Change(about=(after.record.id,), before=kept.record, after=after.record)
                step = RecordSave(expected=kept.revision - 1, record=after.record, change=change)
                await _write(work, packer, replace(_blank(known), at=kept.changed_at, actor=kept.changed_by, records=(step,)))


async def _rewrite_log(work: Work, redoing: Redoing, there: Found) -> None:
    for places in _batches([{"subject": subject, "number": number} for subject, number in there.revisions]):
        logged = map(revision, await work.run("revisions_at", places=places))
        after = [entry for one in logged if (entry := rewritten_entry(one, redoing.rewriting)) is not None]
        await work.run("rewrite_revisions", rows=[_entry(one) for one in after])


def _entry(logged: Revision) -> Mapping[str, Any]:
    """What of an entry of the log is written anew."""
    told = {"changes": packed_changes(logged.changes), "reason": logged.reason, "touched": touched(logged.changes)}
    return {"subject": logged.subject, "number": logged.number, **told}


async def _write(work: Work, packer: Packer, commit: Commit) -> None:
    """The rows of a commit that changes neither revisions nor the log."""
    for name, rows in steps(commit, packer).items():
        await work.run(name, rows=rows)


def _blank(known: Directory) -> Commit:
    """A commit of nothing yet."""
    return Commit(workspace=known.workspace, actor=LOCAL_OWNER, at="", directory=known.revision)


def _batches(things: Sequence[T]) -> Iterator[Sequence[T]]:
    return (things[start : start + _PAGE] for start in range(0, len(things), _PAGE))
