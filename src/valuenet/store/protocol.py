"""What every store promises. `service/` speaks only to this; `sqlite/` and `neo4j/` keep the promise; `tests/store/` holds both to it.

A network is kept twice, in one transaction: as a snapshot on its root, which whole reads use, and as a projection
(rows, or nodes and relationships) that people explore and indexes search. So is a record; its snapshot is JSON text.
Every call names its workspace, ends within the deadline that the store was opened with, and raises only errors of
`valuenet.errors`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from valuenet.model.actor import Actor
from valuenet.model.changes import Change
from valuenet.model.directory import Directory
from valuenet.model.ids import AlternativeId, Key, NetworkId, OutcomeId, PersonaId, WorkspaceId
from valuenet.model.network import Network
from valuenet.model.record import Kept, Record
from valuenet.model.vocabulary import ElementKind, Importance, OutcomeKind
from valuenet.store.admission import Admission
from valuenet.store.answers import Answer, Reply
from valuenet.store.past import Past

DIRECTORY = "directory"
"""The subject of a `StaleRevision` that is about personas and alternatives."""

Observer = Callable[[str, float], None]
"""Told of every statement that a store sends: its name, and the seconds that it took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceState:
    """How far a workspace has come: `revision` rises with every change in it, `directory` with those of personas and alternatives."""

    revision: int
    directory: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSave:
    """One network's step from the revision that it was computed from (0: it is new) to `network.revision`."""

    expected: int
    network: Network
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectorySave:
    """The directory's step to `directory.revision`; it was computed from `Commit.directory`."""

    directory: Directory
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSave:
    """One record's step from the revision that it was computed from (0: it is new) to the next."""

    expected: int
    record: Record
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One change, all or nothing. `directory` is the directory's revision that everything here was computed from."""

    workspace: WorkspaceId
    actor: Actor
    at: str
    reason: str = ""
    directory: int
    directory_save: DirectorySave | None = None
    networks: tuple[NetworkSave, ...] = ()
    records: tuple[RecordSave, ...] = ()
    answer: Answer | None = None

    @property
    def reply(self) -> Reply | None:
        """The answer, for whoever makes the change."""
        return Reply(workspace=self.workspace, actor=self.actor, at=self.at, answer=self.answer) if self.answer else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One accepted change in the log. `subject` is the id of a network or record, or the workspace's id for its directory;
    `position` is the workspace's revision that the change made, so positions order all changes of a workspace."""

    subject: str
    number: int
    position: int
    at: str
    actor: Actor
    reason: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSummary:
    """What a list of networks shows without reading any of them."""

    id: NetworkId
    key: Key
    name: str
    revision: int
    changed_at: str
    archived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DesiredQuestion:
    """Which outcomes do any of these personas desire, anywhere in the workspace?

    (:Outcome)-[:DESIRED_BY]->(:Persona), nearest to a differentiator first, then by key, then by id: the order of `place`.
    Archived networks are always left out; unwanted outcomes and what alternatives bring about unless asked for.
    """

    personas: tuple[PersonaId, ...]
    importance: Importance | None = None
    kind: OutcomeKind | None = None
    anticipated: bool | None = None
    wanted: bool | None = True
    ours: bool | None = True
    text: str = ""
    after: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DesiredRow:
    """One outcome that answers a `DesiredQuestion`, and its place in the order, from which the next page goes on."""

    place: str
    outcome: OutcomeId
    network: NetworkId


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordQuestion:
    """Which records of one kind? Each filter that is given names ids, any of which will do; a record must pass all filters.

    Ordered by `place` (`filing.py`), the first first, or with `newest` the last first; `after` is the place where the page before ended.
    """

    kind: ElementKind
    networks: tuple[str, ...] | None = None
    outcomes: tuple[str, ...] | None = None
    personas: tuple[str, ...] | None = None
    accounts: tuple[str, ...] | None = None
    newest: bool = False
    after: str = ""
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """Something that `verify` found: a place where a projection is not what its snapshot says, or what cannot be.

    `network` is the id of the network, record, token or entry of the trail that it is about.
    """

    network: str
    message: str


class Store(Admission, Past, Protocol):
    """Keeps the networks of workspaces, and who may come in. Safe to use from several threads; one instance per process."""

    def migrate(self, progress: Callable[[str], None] | None = None) -> int:
        """Bring the store to the present version, step by step; safe to repeat, also after being killed half way. The steps taken."""

    def check(self) -> None:
        """Raise unless the store can be reached, has the present version and all its constraints."""

    def close(self) -> None:
        """Give back every connection."""

    def state(self, workspace: WorkspaceId) -> WorkspaceState:
        """How far the workspace has come; one cheap read."""

    def directory(self, workspace: WorkspaceId) -> Directory:
        """The personas and alternatives of the workspace."""

    def current_revisions(self, workspace: WorkspaceId, networks: Sequence[NetworkId]) -> Mapping[NetworkId, int]:
        """The revision of each network; those that do not exist are left out. One cheap read."""

    def read_networks(self, workspace: WorkspaceId, networks: Sequence[NetworkId]) -> Mapping[NetworkId, Network]:
        """Whole networks, each exactly as one revision was; those that do not exist are left out. One read."""

    def network_ids(self, workspace: WorkspaceId, keys: Sequence[str]) -> Mapping[str, NetworkId]:
        """The ids of the networks with these keys; those that do not exist are left out."""

    def list_networks(
        self, workspace: WorkspaceId, *, after: str = "", limit: int = 50, archived: bool = False
    ) -> Sequence[NetworkSummary]:
        """Networks whose key comes after `after`, by key; with `archived`, archived ones too."""

    def homes(self, workspace: WorkspaceId, nodes: Sequence[str]) -> Mapping[str, NetworkId]:
        """In which network each differentiator, outcome or region lives, by its id; unknown ids are left out."""

    def networks_tagged_with(self, workspace: WorkspaceId, persona: PersonaId, *, limit: int = 20) -> Sequence[NetworkSummary]:
        """(:Network)-[:CONTAINS]->(:Outcome)-[:DESIRED_BY]->(persona), archived ones too, by key: where a persona is in use."""

    def networks_compared_with(self, workspace: WorkspaceId, alternative: AlternativeId, *, limit: int = 20) -> Sequence[NetworkSummary]:
        """The networks that describe an alternative or compare a differentiator with it, archived ones too, by key."""

    def outcomes_desired(self, workspace: WorkspaceId, question: DesiredQuestion) -> Sequence[DesiredRow]:
        """The answer to a question across all networks of the workspace, in the order of `place`, at most `limit` rows.

        A row is of a committed state. Beside a commit, an answer may hold some of its rows and not yet the others (Neo4j reads
        what is committed, row by row); the next question holds all of them, and whole networks are always read whole.
        """

    def read_records(self, workspace: WorkspaceId, ids: Sequence[str]) -> Mapping[str, Kept[Record]]:
        """Records of any kind by id; those that do not exist are left out. One read."""

    def record_ids(self, workspace: WorkspaceId, kind: ElementKind, keys: Sequence[str]) -> Mapping[str, str]:
        """The ids of the records of one kind with these keys; those that do not exist are left out."""

    def records(self, workspace: WorkspaceId, question: RecordQuestion) -> Sequence[Kept[Record]]:
        """The records that answer a question, in the order of their places. One read."""

    def commit(self, commit: Commit) -> int:
        """Apply one change: snapshot, projection, log and answer in one transaction. The workspace's revision after it.

        Locks the roots of networks first, then those of records, each in the order of their ids, then the workspace's.
        Raises `StaleRevision` when a network or record is not at its expected revision (subject: the network's key, the
        record's id), or the directory is not at `commit.directory` (subject: `directory`); `KeyTaken` when another
        network, or record of the kind, has the key; `AnswerExists` when the idempotency key is
        taken. Nothing has changed then. A commit that saves nothing only stores its answer, and raises no revision.
        """

    def delete_network(self, workspace: WorkspaceId, network: NetworkId, *, expected: int, reply: Reply | None = None) -> None:
        """Remove a network for good, its log included, and raise the workspace's revision; with the reply to whoever asked for it.

        Raises `AnswerExists`, `NotFound` or `StaleRevision`, and then nothing has changed.
        """

    def revisions(self, workspace: WorkspaceId, subject: str, *, before: int | None = None, limit: int = 50) -> Sequence[Revision]:
        """The log of a network, a record or the directory (`subject`: its id, or the workspace's), newest first, numbers below `before`."""

    def revisions_since(self, workspace: WorkspaceId, position: int, *, limit: int = 100) -> Sequence[Revision]:
        """All changes of the workspace after a position, oldest first."""

    def log_holding(self, workspace: WorkspaceId, holds: Callable[[str], bool]) -> Iterator[Revision]:
        """The entries of the log, oldest first, of which this holds for their changes as JSON text, their reason, or whoever made them."""

    def answer(self, workspace: WorkspaceId, actor: Actor, key: str) -> Answer | None:
        """What was answered to this actor's request with this idempotency key."""

    def verify(self, workspace: WorkspaceId) -> Iterator[Discrepancy]:
        """Compare every snapshot with its projection, look through tokens and the trail, and say what differs. Yields as it goes."""
