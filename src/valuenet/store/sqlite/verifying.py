"""Comparing the snapshot of each network and record with its rows and its log, and looking through those who come in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from valuenet.errors import StoreCorrupt
from valuenet.model.ids import WorkspaceId
from valuenet.model.network import Network
from valuenet.store.filing import read
from valuenet.store.protocol import Discrepancy
from valuenet.store.snapshot import unpacked
from valuenet.store.sqlite.admission_faults import admission_discrepancies
from valuenet.store.sqlite.connections import Connection, Pool, Statement
from valuenet.store.sqlite.records import MENTION, RECORD, mention_rows, record_row
from valuenet.store.sqlite.tables import NETWORK, PARTS, Row, Table, network_row, part_rows

_PAGE = Statement("networks to verify", "SELECT id FROM network WHERE workspace = ? AND id > ? ORDER BY id LIMIT 100")
_RECORDS = Statement(
    "records to verify",
    f"SELECT {', '.join(RECORD.columns)} FROM record WHERE workspace = ? AND id > ? ORDER BY id LIMIT 100",  # noqa: S608  # our own names
)
_MENTIONS = Statement(
    "mentions to verify",
    f"SELECT {', '.join(MENTION.columns)} FROM mention WHERE record = ?",  # noqa: S608  # our own names
)
_LAST = Statement("last revision", "SELECT max(number) FROM revision WHERE subject = ?")


def discrepancies(pool: Pool, workspace: WorkspaceId) -> Iterator[Discrepancy]:
    """Everything in which rows or logs are not what snapshots say; each network is read at one moment, and so are some records."""
    yield from admission_discrepancies(pool, workspace)
    yield from _of_networks(pool, workspace)
    yield from _of_records(pool, workspace)


def _of_networks(pool: Pool, workspace: WorkspaceId) -> Iterator[Discrepancy]:
    after = ""
    while True:
        with pool.reading() as connection:
            page = [id_ for (id_,) in connection.rows(_PAGE, (workspace, after))]
        if not page:
            return
        for network in page:
            with pool.reading_together() as connection:
                stored = _stored(connection, network)
            yield from (Discrepancy(network=network, message=message) for message in _messages(network, *stored))
        after = page[-1]


def _of_records(pool: Pool, workspace: WorkspaceId) -> Iterator[Discrepancy]:
    after = ""
    while True:
        with pool.reading_together() as connection:
            rows = connection.rows(_RECORDS, (workspace, after))
            stored = [(row, connection.rows(_MENTIONS, row[:1]), connection.rows(_LAST, row[:1])[0][0]) for row in rows]
        if not stored:
            return
        for row, mentions, last in stored:
            yield from (Discrepancy(network=row[0], message=message) for message in _record_messages(workspace, row, mentions, last))
        after = rows[-1][0]


def _record_messages(workspace: WorkspaceId, row: Row, mentions: Sequence[Row], last: int | None) -> Iterator[str]:
    snapshot = str(row[-1])
    try:
        kept = read(str(row[2]), snapshot)
    except StoreCorrupt as corrupt:
        yield str(corrupt)
        return
    yield from _differences(RECORD, [record_row(workspace, kept, snapshot)], [row], {})
    yield from _differences(MENTION, list(mention_rows(kept.record)), mentions, {})
    if last != kept.revision:
        yield f"the log ends at revision {last}, the snapshot is of revision {kept.revision}"


def _stored(connection: Connection, network: str) -> tuple[Sequence[Row], int | None, dict[Table, list[Row]]]:
    """The network's own row, the last number of its log, and the rows of its parts."""
    ((last,),) = connection.rows(_LAST, (network,))
    return connection.rows(NETWORK.of_network, (network,)), last, {table: connection.rows(table.of_network, (network,)) for table in PARTS}


def _messages(network: str, roots: Sequence[Row], last: int | None, parts: dict[Table, list[Row]]) -> Iterator[str]:
    if not roots:
        return  # deleted since the page was read
    root = roots[0]
    snapshot = root[-1]
    assert isinstance(snapshot, bytes)
    try:
        value = unpacked(snapshot, network)
    except StoreCorrupt as corrupt:
        yield str(corrupt)
        return
    yield from _differences(NETWORK, [network_row(value, snapshot)], [root], {})
    if last != value.revision:
        yield f"the log ends at revision {last}, the snapshot is of revision {value.revision}"
    names = _names(value)
    for table, expected in part_rows(value).items():
        yield from _differences(table, expected, parts[table], names)


def _differences(table: Table, expected: Sequence[Row], found: Sequence[Row], names: dict[object, str]) -> Iterator[str]:
    wanted = {row[: table.key]: row for row in expected}
    present = {row[: table.key]: row for row in found}
    for key in sorted(wanted.keys() | present.keys(), key=str):
        what = f"{table.name} {' → '.join(names.get(part, str(part)) for part in key)}"
        if key not in present:
            yield f"{what} is in the snapshot and not among the rows"
        elif key not in wanted:
            yield f"{what} is among the rows and not in the snapshot"
        else:
            pairs = zip(table.columns, wanted[key], present[key], strict=True)
            yield from (f"{what}: {column} is {has!r}, the snapshot says {says!r}" for column, says, has in pairs if has != says)


def _names(network: Network) -> dict[object, str]:
    return {node.id: node.key for node in network.nodes} | {region.id: region.key for region in network.regions}
