"""Rewriting a workspace: what has to be rewritten is found beside everybody else's work, and written in one transaction."""

from __future__ import annotations

from collections.abc import Iterator

from valuenet.model.changes import KIND_OF
from valuenet.model.network import Network
from valuenet.model.record import Kept, Record
from valuenet.store.filing import read, written
from valuenet.store.past import Redoing
from valuenet.store.protocol import Revision
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
from valuenet.store.sqlite.admission_tables import TRAIL_IS_TRUE
from valuenet.store.sqlite.batch import Batch
from valuenet.store.sqlite.connections import Connection, Statement
from valuenet.store.sqlite.reading import LOG_SINCE, SNAPSHOTS, directory, listed, revision, revisions_holding
from valuenet.store.sqlite.records import RECORD, record_row
from valuenet.store.sqlite.tables import NETWORK, entry_row, network_row
from valuenet.store.sqlite.writing import apply, prepared

_PAGE = 500

_NETWORKS = Statement("networks to rewrite", "SELECT id, snapshot FROM network WHERE workspace = ? AND id > ? ORDER BY id LIMIT 50")
_RECORDS = Statement("records to rewrite", "SELECT id, kind, snapshot FROM record WHERE workspace = ? AND id > ? ORDER BY id LIMIT 500")
_RECORD = Statement("record to rewrite", "SELECT kind, snapshot FROM record WHERE id = ?")
_ENTRY = Statement(
    "entry to rewrite",
    "SELECT subject, number, position, at, actor, actor_name, reason, changes FROM revision WHERE subject = ? AND number = ?",
)
_REWRITE = Statement("rewrite revision", "UPDATE revision SET reason = ?, changes = ? WHERE subject = ? AND number = ?")
_ANSWERS = Statement("answers to rewrite", "SELECT actor, key, body FROM answer WHERE workspace = ?")
_ANSWER = Statement("rewrite answer", "UPDATE answer SET body = ? WHERE workspace = ? AND actor = ? AND key = ?")
_NO_ANSWER = Statement("remove answer", "DELETE FROM answer WHERE workspace = ? AND actor = ? AND key = ?")
_TRAIL = Statement("trail to rewrite", "SELECT place, event, subject, said FROM trail_entry WHERE workspace = ?")
_ENTRY_OF_TRAIL = Statement("rewrite trail", "UPDATE trail_entry SET subject = ?, said = ? WHERE workspace = ? AND place = ?")
_LET = Statement("let the trail be rewritten", "DROP TRIGGER trail_is_true")
_KEEP = Statement("keep the trail", TRAIL_IS_TRUE)

Answers = list[tuple[str, str, str | None]]
"""Answers that are to be rewritten, by actor and key: their bodies, or none where the key itself has to go."""


def found(connection: Connection, redoing: Redoing) -> Found:
    """What has to be rewritten, in the state that the connection sees."""
    rewriting = redoing.rewriting
    known = directory(connection, redoing.workspace)
    return Found(
        directory=directory_step(known, rewriting) is not None,
        networks=[network.id for network in _networks(connection, redoing) if network_step(network, rewriting, known)],
        records={kept.record.id: KIND_OF[type(kept.record)] for kept in _records(connection, redoing) if rewritten_record(kept, rewriting)},
        revisions=[(logged.subject, logged.number) for logged in _log(connection, redoing) if rewritten_entry(logged, rewriting)],
        answers=bool(_answers(connection, redoing)),
        trail=bool(_trail(connection, redoing)),
    )


def rewrite(connection: Connection, packer: Packer, redoing: Redoing, there: Found) -> None:
    """Rewrite what was found, in the transaction that the connection is in; `StaleRevision` where there is more by now."""
    for logged in _log(connection, redoing, redoing.since):
        check_since(logged, redoing)
    _rewrite_directory(connection, redoing)
    _rewrite_networks(connection, packer, redoing, there)
    _rewrite_records(connection, redoing, there)
    _rewrite_log(connection, redoing, there)
    _rewrite_answers(connection, redoing)
    _rewrite_trail(connection, redoing)
    apply(connection, prepared(raising(redoing, directory(connection, redoing.workspace)), packer))


def _networks(connection: Connection, redoing: Redoing) -> Iterator[Network]:
    after = ""
    while rows := connection.rows(_NETWORKS, (redoing.workspace, after)):
        yield from (unpacked(snapshot, id_) for id_, snapshot in rows if redoing.rewriting.concerns(stored_text(snapshot)))
        after = rows[-1][0]


def _records(connection: Connection, redoing: Redoing) -> Iterator[Kept[Record]]:
    after = ""
    while rows := connection.rows(_RECORDS, (redoing.workspace, after)):
        yield from (read(kind, snapshot) for _, kind, snapshot in rows if redoing.rewriting.concerns(snapshot))
        after = rows[-1][0]


def _log(connection: Connection, redoing: Redoing, position: int = 0) -> Iterator[Revision]:
    while rows := connection.rows(LOG_SINCE, (redoing.workspace, position, _PAGE)):
        yield from revisions_holding(rows, redoing.rewriting.concerns)
        position = rows[-1][2]


def _answers(connection: Connection, redoing: Redoing) -> Answers:
    rewriting = redoing.rewriting
    after = (
        (actor, key, body, None if rewriting.word(key) != key else rewriting.json(body))
        for actor, key, body in connection.rows(_ANSWERS, (redoing.workspace,))
    )
    return [(actor, key, new) for actor, key, body, new in after if new != body]


def _trail(connection: Connection, redoing: Redoing) -> list[tuple[str, str, str]]:
    """Entries of the trail that are to be rewritten, by place: what they are about, and what they say."""
    entries = (
        (place, (subject, said), rewritten_trail(event, subject, said, redoing.rewriting))
        for place, event, subject, said in connection.rows(_TRAIL, (redoing.workspace,))
    )
    return [(place, *after) for place, before, after in entries if after != before]


def _rewrite_directory(connection: Connection, redoing: Redoing) -> None:
    step = directory_step(directory(connection, redoing.workspace), redoing.rewriting)
    for change in step.changes if step is not None else ():
        assert change.after is not None, "a rewriting removes nothing"
        table, row = entry_row(redoing.workspace, change.after)
        connection.run(table.put, row)


def _rewrite_networks(connection: Connection, packer: Packer, redoing: Redoing, there: Found) -> None:
    known = directory(connection, redoing.workspace)
    for network in there.networks:
        for id_, snapshot in connection.rows(SNAPSHOTS, (redoing.workspace, listed([network]))):
            step = network_step(unpacked(snapshot, id_), redoing.rewriting, known)
            if step is not None:
                connection.run(NETWORK.put, network_row(step.network, packer.packed(step.network)))
                batch = Batch()
                batch.add(step, {})
                batch.apply(connection)


def _rewrite_records(connection: Connection, redoing: Redoing, there: Found) -> None:
    for id_ in there.records:
        for kind, snapshot in connection.rows(_RECORD, (id_,)):
            kept = rewritten_record(read(kind, snapshot), redoing.rewriting)
            if kept is not None:
                connection.run(RECORD.put, record_row(redoing.workspace, kept, written(kept)))


def _rewrite_log(connection: Connection, redoing: Redoing, there: Found) -> None:
    for place in there.revisions:
        for row in connection.rows(_ENTRY, place):
            after = rewritten_entry(revision(row), redoing.rewriting)
            if after is not None:
                connection.run(_REWRITE, (after.reason, packed_changes(after.changes), *place))


def _rewrite_answers(connection: Connection, redoing: Redoing) -> None:
    for actor, key, body in _answers(connection, redoing):
        if body is None:
            connection.run(_NO_ANSWER, (redoing.workspace, actor, key))
        else:
            connection.run(_ANSWER, (body, redoing.workspace, actor, key))


def _rewrite_trail(connection: Connection, redoing: Redoing) -> None:
    """The trail is only added to, apart from this."""
    if entries := _trail(connection, redoing):
        connection.run(_LET)
        connection.run_many(_ENTRY_OF_TRAIL, [(subject, said, redoing.workspace, place) for place, subject, said in entries])
        connection.run(_KEEP)
