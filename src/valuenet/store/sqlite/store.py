"""The embedded store: keeps the promise of `store/protocol.py` on one SQLite file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from valuenet.model.access import Token, TrailEntry, Workspace
from valuenet.model.actor import Actor
from valuenet.model.directory import Alternative, Directory
from valuenet.model.ids import AlternativeId, NetworkId, PersonaId, TokenId, WorkspaceId
from valuenet.model.network import Network
from valuenet.model.record import Kept, Record
from valuenet.model.vocabulary import ElementKind
from valuenet.settings import SqliteAddress, StoreSettings
from valuenet.store.answers import Answer, Reply, oldest_answer
from valuenet.store.past import PATIENCE, Redoing, Rewritten
from valuenet.store.protocol import (
    Commit,
    DesiredQuestion,
    DesiredRow,
    Discrepancy,
    NetworkSummary,
    Observer,
    RecordQuestion,
    Revision,
    WorkspaceState,
)
from valuenet.store.rewriting import Found
from valuenet.store.snapshot import Packer, unpacked
from valuenet.store.sqlite import admission, desired, reading, records, rewriting, writing
from valuenet.store.sqlite.answers import answering
from valuenet.store.sqlite.connections import BEGIN, Connection, Pool
from valuenet.store.sqlite.migrations import check_parts, check_version, migrated
from valuenet.store.sqlite.verifying import discrepancies

_NO_NUMBER = 2**63 - 1
"""Above every revision."""

_LOG_PAGE = 500


class SqliteStore:
    """Networks in one SQLite file; several processes may use it. The file is opened when it is first needed."""

    def __init__(self, settings: StoreSettings, address: SqliteAddress, observer: Observer | None = None) -> None:
        self._path = address.path.expanduser().absolute()
        self._deadline = settings.deadline
        self._observer = observer
        self._packer = Packer()
        self._pool = Pool(self._path, self._opened, size=settings.pool, deadline=settings.deadline)

    def migrate(self, progress: Callable[[str], None] | None = None) -> int:
        return migrated(self._path, self._deadline, progress, self._observer)

    def check(self) -> None:
        with self._pool.reading_together() as connection:
            check_version(connection, self._path)
            check_parts(connection, self._path)

    def close(self) -> None:
        self._pool.close()

    def state(self, workspace: WorkspaceId) -> WorkspaceState:
        with self._pool.reading() as connection:
            return reading.state(connection, workspace)

    def directory(self, workspace: WorkspaceId) -> Directory:
        with self._pool.reading_together() as connection:
            return reading.directory(connection, workspace)

    def current_revisions(self, workspace: WorkspaceId, networks: Sequence[NetworkId]) -> Mapping[NetworkId, int]:
        with self._pool.reading() as connection:
            return dict(connection.rows(reading.REVISIONS, (workspace, reading.listed(networks))))

    def read_networks(self, workspace: WorkspaceId, networks: Sequence[NetworkId]) -> Mapping[NetworkId, Network]:
        with self._pool.reading() as connection:
            blocks = dict(connection.rows(reading.SNAPSHOTS, (workspace, reading.listed(networks))))
        return {network: unpacked(blocks[network], network) for network in dict.fromkeys(networks) if network in blocks}

    def network_ids(self, workspace: WorkspaceId, keys: Sequence[str]) -> Mapping[str, NetworkId]:
        with self._pool.reading() as connection:
            return dict(connection.rows(reading.IDS, (workspace, reading.listed(keys))))

    def list_networks(
        self, workspace: WorkspaceId, *, after: str = "", limit: int = 50, archived: bool = False
    ) -> Sequence[NetworkSummary]:
        with self._pool.reading() as connection:
            rows = connection.rows(reading.LIST, (workspace, after, archived, limit))
        return [reading.summary(row) for row in rows]

    def homes(self, workspace: WorkspaceId, nodes: Sequence[str]) -> Mapping[str, NetworkId]:
        with self._pool.reading() as connection:
            return dict(connection.rows(reading.HOMES, (workspace, reading.listed(nodes))))

    def networks_tagged_with(self, workspace: WorkspaceId, persona: PersonaId, *, limit: int = 20) -> Sequence[NetworkSummary]:
        with self._pool.reading() as connection:
            rows = connection.rows(reading.TAGGED, (workspace, persona, limit))
        return [reading.summary(row) for row in rows]

    def networks_compared_with(self, workspace: WorkspaceId, alternative: AlternativeId, *, limit: int = 20) -> Sequence[NetworkSummary]:
        with self._pool.reading() as connection:
            rows = connection.rows(reading.COMPARED, (workspace, alternative, limit))
        return [reading.summary(row) for row in rows]

    def outcomes_desired(self, workspace: WorkspaceId, question: DesiredQuestion) -> Sequence[DesiredRow]:
        with self._pool.reading_together() as connection:
            return desired.outcomes_desired(connection, workspace, question)

    def read_records(self, workspace: WorkspaceId, ids: Sequence[str]) -> Mapping[str, Kept[Record]]:
        with self._pool.reading() as connection:
            return records.read_records(connection, workspace, ids)

    def record_ids(self, workspace: WorkspaceId, kind: ElementKind, keys: Sequence[str]) -> Mapping[str, str]:
        with self._pool.reading() as connection:
            return dict(connection.rows(records.IDS, (workspace, kind.value, reading.listed(keys))))

    def records(self, workspace: WorkspaceId, question: RecordQuestion) -> Sequence[Kept[Record]]:
        with self._pool.reading() as connection:
            return records.records(connection, workspace, question)

    def commit(self, commit: Commit) -> int:
        change = writing.prepared(commit, self._packer)
        with self._pool.writing() as connection, answering(connection, commit.reply):
            return writing.apply(connection, change)

    def delete_network(self, workspace: WorkspaceId, network: NetworkId, *, expected: int, reply: Reply | None = None) -> None:
        with self._pool.writing() as connection, answering(connection, reply):
            writing.delete_network(connection, workspace, network, expected)

    def revisions(self, workspace: WorkspaceId, subject: str, *, before: int | None = None, limit: int = 50) -> Sequence[Revision]:
        below = _NO_NUMBER if before is None else before
        with self._pool.reading() as connection:
            rows = connection.rows(reading.LOG, (workspace, subject, below, limit))
        return [reading.revision(row) for row in rows]

    def revisions_since(self, workspace: WorkspaceId, position: int, *, limit: int = 100) -> Sequence[Revision]:
        with self._pool.reading() as connection:
            rows = connection.rows(reading.LOG_SINCE, (workspace, position, limit))
        return [reading.revision(row) for row in rows]

    def log_holding(self, workspace: WorkspaceId, holds: Callable[[str], bool]) -> Iterator[Revision]:
        position = 0
        while True:
            with self._pool.reading() as connection:
                rows = connection.rows(reading.LOG_SINCE, (workspace, position, _LOG_PAGE))
            if not rows:
                return
            yield from reading.revisions_holding(rows, holds)
            position = rows[-1][2]

    def answer(self, workspace: WorkspaceId, actor: Actor, key: str) -> Answer | None:
        with self._pool.reading() as connection:
            rows = connection.rows(reading.ANSWER, (workspace, actor.id, key, oldest_answer()))
        return Answer(key=rows[0][0], request=rows[0][1], body=rows[0][2]) if rows else None

    def verify(self, workspace: WorkspaceId) -> Iterator[Discrepancy]:
        return discrepancies(self._pool, workspace)

    def places_to_rewrite(self, redoing: Redoing) -> Sequence[Rewritten]:
        return self._found(redoing).places(redoing)

    def rewrite(self, redoing: Redoing) -> Sequence[Rewritten]:
        there = self._found(redoing)
        if places := there.places(redoing):
            with self._pool.writing(PATIENCE) as connection:
                rewriting.rewrite(connection, self._packer, redoing, there)
        self._pool.wipe(PATIENCE)
        return places

    def _found(self, redoing: Redoing) -> Found:
        with self._pool.reading_together(PATIENCE) as connection:
            return rewriting.found(connection, redoing)

    def workspaces(self) -> Sequence[Workspace]:
        with self._pool.reading() as connection:
            return admission.workspaces(connection)

    def create_workspace(self, workspace: Workspace, status_quo: Alternative, reply: Reply | None = None) -> None:
        with self._pool.writing() as connection, answering(connection, reply):
            admission.create_workspace(connection, workspace, status_quo)

    def any_token(self) -> bool:
        with self._pool.reading() as connection:
            return admission.any_token(connection)

    def tokens(self, workspace: WorkspaceId) -> Sequence[Token]:
        with self._pool.reading() as connection:
            return admission.tokens(connection, workspace)

    def token_by_hash(self, hash_: str) -> Token | None:
        with self._pool.reading() as connection:
            return admission.token_by_hash(connection, hash_)

    def add_token(self, token: Token, reply: Reply | None = None) -> None:
        with self._pool.writing() as connection, answering(connection, reply):
            admission.add_token(connection, token)

    def revoke_token(self, workspace: WorkspaceId, token: TokenId, at: str) -> Token | None:
        with self._pool.writing() as connection:
            return admission.revoke_token(connection, workspace, token, at)

    def use_token(self, token: TokenId, at: str) -> None:
        with self._pool.writing() as connection:
            admission.use_token(connection, token, at)

    def add_trail(self, entry: TrailEntry) -> None:
        with self._pool.writing() as connection:
            admission.add_trail(connection, entry)

    def trail(self, workspace: WorkspaceId | None, *, strangers: bool = False, before: str = "", limit: int = 50) -> Sequence[TrailEntry]:
        with self._pool.reading() as connection:
            return admission.trail(connection, workspace, strangers=strangers, before=before, limit=limit)

    def last_visit(self, workspace: WorkspaceId, actor: str) -> TrailEntry | None:
        with self._pool.reading() as connection:
            return admission.last_visit(connection, workspace, actor)

    def _opened(self) -> Connection:
        connection = Connection(self._path, self._deadline, self._observer)
        try:
            with connection.transaction(BEGIN):
                check_version(connection, self._path)
        except BaseException:
            connection.close()
            raise
        return connection
