"""The shared store: keeps the promise of `store/protocol.py` on one Neo4j database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from valuenet.errors import NotFound
from valuenet.model.access import Token, TrailEntry, Workspace
from valuenet.model.actor import Actor
from valuenet.model.directory import Alternative, Directory
from valuenet.model.ids import AlternativeId, NetworkId, PersonaId, TokenId, WorkspaceId
from valuenet.model.network import Network
from valuenet.model.record import Kept, Record
from valuenet.model.vocabulary import ElementKind
from valuenet.settings import Neo4jAddress, StoreSettings
from valuenet.store.answers import Answer, Reply, oldest_answer
from valuenet.store.filing import read
from valuenet.store.neo4j import admission, migrations, reading, records, rewriting, writing
from valuenet.store.neo4j.connection import Connection
from valuenet.store.neo4j.directory import unpacked_directory
from valuenet.store.neo4j.verifying import discrepancies
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
from valuenet.store.snapshot import Packer, unpacked

_NO_NUMBER = 2**63 - 1
"""Above every revision."""

_LOG_PAGE = 100


class Neo4jStore:
    """Networks in one Neo4j database; several processes may use it. The server is first spoken to when something is asked of it."""

    def __init__(self, settings: StoreSettings, address: Neo4jAddress, observer: Observer | None = None) -> None:
        self._address = address
        self._connection = Connection(settings, address, observer)
        self._packer = Packer()

    def migrate(self, progress: Callable[[str], None] | None = None) -> int:
        return migrations.migrated(self._connection, self._address, progress)

    def check(self) -> None:
        migrations.check(self._connection, self._address)

    def close(self) -> None:
        self._connection.close()

    def state(self, workspace: WorkspaceId) -> WorkspaceState:
        rows = self._connection.read("workspace_state", workspaceId=workspace)
        if not rows:
            raise NotFound("workspace", workspace)
        revision, directory = rows[0]["state"]
        return WorkspaceState(revision=revision, directory=directory)

    def directory(self, workspace: WorkspaceId) -> Directory:
        rows = self._connection.read("directory_snapshot", workspaceId=workspace)
        if not rows:
            raise NotFound("workspace", workspace)
        return unpacked_directory(rows[0]["snapshot"], workspace)

    def current_revisions(self, workspace: WorkspaceId, networks: Sequence[NetworkId]) -> Mapping[NetworkId, int]:
        rows = self._connection.read("network_revisions", workspaceId=workspace, ids=list(networks))
        return {row["id"]: row["revision"] for row in rows}

    def read_networks(self, workspace: WorkspaceId, networks: Sequence[NetworkId]) -> Mapping[NetworkId, Network]:
        rows = self._connection.read("network_snapshots", workspaceId=workspace, ids=list(networks))
        blocks = {row["id"]: row["snapshot"] for row in rows}
        return {network: unpacked(blocks[network], network) for network in dict.fromkeys(networks) if network in blocks}

    def network_ids(self, workspace: WorkspaceId, keys: Sequence[str]) -> Mapping[str, NetworkId]:
        rows = self._connection.read("network_ids", workspaceId=workspace, keys=list(keys))
        return {row["key"]: row["id"] for row in rows}

    def list_networks(
        self, workspace: WorkspaceId, *, after: str = "", limit: int = 50, archived: bool = False
    ) -> Sequence[NetworkSummary]:
        rows = self._connection.read("network_list", workspaceId=workspace, after=after, limit=limit, archived=archived)
        return [reading.summary(row) for row in rows]

    def homes(self, workspace: WorkspaceId, nodes: Sequence[str]) -> Mapping[str, NetworkId]:
        rows = self._connection.read("node_homes", workspaceId=workspace, ids=list(nodes))
        return {row["id"]: row["networkId"] for row in rows}

    def networks_tagged_with(self, workspace: WorkspaceId, persona: PersonaId, *, limit: int = 20) -> Sequence[NetworkSummary]:
        rows = self._connection.read("networks_tagged_with", workspaceId=workspace, personaId=persona, limit=limit)
        return [reading.summary(row) for row in rows]

    def networks_compared_with(self, workspace: WorkspaceId, alternative: AlternativeId, *, limit: int = 20) -> Sequence[NetworkSummary]:
        rows = self._connection.read("networks_compared_with", workspaceId=workspace, alternativeId=alternative, limit=limit)
        return [reading.summary(row) for row in rows]

    def outcomes_desired(self, workspace: WorkspaceId, question: DesiredQuestion) -> Sequence[DesiredRow]:
        rows = self._connection.read("outcomes_desired", **reading.asked(workspace, question))
        return [DesiredRow(place=row["place"], outcome=row["outcomeId"], network=row["networkId"]) for row in rows]

    def read_records(self, workspace: WorkspaceId, ids: Sequence[str]) -> Mapping[str, Kept[Record]]:
        rows = self._connection.read("record_snapshots", workspaceId=workspace, ids=list(ids))
        found = {row["id"]: row for row in rows}
        return {id_: read(found[id_]["kind"], found[id_]["snapshot"]) for id_ in dict.fromkeys(ids) if id_ in found}

    def record_ids(self, workspace: WorkspaceId, kind: ElementKind, keys: Sequence[str]) -> Mapping[str, str]:
        rows = self._connection.read("record_ids", workspaceId=workspace, kind=kind.value, keys=list(keys))
        return {row["key"]: row["id"] for row in rows}

    def records(self, workspace: WorkspaceId, question: RecordQuestion) -> Sequence[Kept[Record]]:
        name, params = records.asked(workspace, question)
        return [read(row["kind"], row["snapshot"]) for row in self._connection.read(name, **params)]

    def commit(self, commit: Commit) -> int:
        return self._connection.transaction(writing.committing(writing.prepared(commit, self._packer)))

    def delete_network(self, workspace: WorkspaceId, network: NetworkId, *, expected: int, reply: Reply | None = None) -> None:
        self._connection.transaction(writing.deleting(workspace, network, expected, reply))

    def revisions(self, workspace: WorkspaceId, subject: str, *, before: int | None = None, limit: int = 50) -> Sequence[Revision]:
        below = _NO_NUMBER if before is None else before
        rows = self._connection.read("revisions_of", workspaceId=workspace, subject=subject, before=below, limit=limit)
        return [reading.revision(row) for row in rows]

    def revisions_since(self, workspace: WorkspaceId, position: int, *, limit: int = 100) -> Sequence[Revision]:
        rows = self._connection.read("revisions_since", workspaceId=workspace, position=position, limit=limit)
        return [reading.revision(row) for row in rows]

    def log_holding(self, workspace: WorkspaceId, holds: Callable[[str], bool]) -> Iterator[Revision]:
        position = 0
        while rows := self._connection.read("revisions_since", workspaceId=workspace, position=position, limit=_LOG_PAGE):
            yield from reading.revisions_holding(rows, holds)
            position = rows[-1]["position"]

    def answer(self, workspace: WorkspaceId, actor: Actor, key: str) -> Answer | None:
        rows = self._connection.read("answer_to", workspaceId=workspace, actorId=actor.id, key=key, expired=oldest_answer())
        return Answer(key=key, request=rows[0]["request"], body=rows[0]["body"]) if rows else None

    def verify(self, workspace: WorkspaceId) -> Iterator[Discrepancy]:
        return discrepancies(self._connection, workspace)

    def places_to_rewrite(self, redoing: Redoing) -> Sequence[Rewritten]:
        return rewriting.found(self._connection, redoing).places(redoing)

    def rewrite(self, redoing: Redoing) -> Sequence[Rewritten]:
        there = rewriting.found(self._connection, redoing)
        if places := there.places(redoing):
            self._connection.transaction(rewriting.rewriting(self._packer, redoing, there, self._connection), deadline=PATIENCE)
        return places

    def workspaces(self) -> Sequence[Workspace]:
        return admission.workspaces(self._connection)

    def create_workspace(self, workspace: Workspace, status_quo: Alternative, reply: Reply | None = None) -> None:
        admission.create_workspace(self._connection, workspace, status_quo, reply)

    def any_token(self) -> bool:
        return admission.any_token(self._connection)

    def tokens(self, workspace: WorkspaceId) -> Sequence[Token]:
        return admission.tokens(self._connection, workspace)

    def token_by_hash(self, hash_: str) -> Token | None:
        return admission.token_by_hash(self._connection, hash_)

    def add_token(self, token: Token, reply: Reply | None = None) -> None:
        admission.add_token(self._connection, token, reply)

    def revoke_token(self, workspace: WorkspaceId, token: TokenId, at: str) -> Token | None:
        return admission.revoke_token(self._connection, workspace, token, at)

    def use_token(self, token: TokenId, at: str) -> None:
        admission.use_token(self._connection, token, at)

    def add_trail(self, entry: TrailEntry) -> None:
        admission.add_trail(self._connection, entry)

    def trail(self, workspace: WorkspaceId | None, *, strangers: bool = False, before: str = "", limit: int = 50) -> Sequence[TrailEntry]:
        return admission.trail(self._connection, workspace, strangers=strangers, before=before, limit=limit)

    def last_visit(self, workspace: WorkspaceId, actor: str) -> TrailEntry | None:
        return admission.last_visit(self._connection, workspace, actor)
