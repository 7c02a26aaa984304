"""The networks of a store, kept in memory as they were last seen and checked against the store at every question.

A question costs one cheap read while nothing in its workspace has changed: the workspace's revision tells. What was
just saved is kept too, so that the first question after a change reads no snapshot.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from threading import Lock
from time import monotonic

from valuenet.errors import NotFound, StoreCorrupt
from valuenet.model.bounds import Bounds
from valuenet.model.directory import Directory
from valuenet.model.ids import NetworkId, WorkspaceId
from valuenet.model.network import Network
from valuenet.service.lately import Lately
from valuenet.service.reading import Reading
from valuenet.store.protocol import Store

REMEMBERED_PARTS = 200_000
"""How many nodes, arrows and tags are kept in memory at most: about 200 networks of 200 outcomes, some 150 MiB."""

SETTLED = 0.5
"""Seconds after which a revision of a workspace is certain to be there in all its parts: a Neo4j does not show a change at one moment."""

ATTEMPTS = 5
"""How often networks and the directory are read again because they came from different moments."""

UNSEEN = 0
"""No revision of a workspace: of a network that is not known to be current at any."""


def now() -> str:
    """The present moment in UTC as ISO text with microseconds, as every store keeps it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@dataclass(slots=True)
class _Held:
    reading: Reading
    seen_at: int
    """The workspace's revision at which this was known to be current."""


class Library:
    """All use cases read and save through one of these; safe to use from several threads."""

    def __init__(
        self,
        store: Store,
        bounds: Bounds | None = None,
        *,
        clock: Callable[[], str] = now,
        remembered_parts: int = REMEMBERED_PARTS,
        settled: float = SETTLED,
    ) -> None:
        self.store = store
        self.bounds = bounds or Bounds()
        self.clock = clock
        self.visits = Lately(seconds=3_600, most=10_000)
        self.refusals: Mapping[WorkspaceId | None, Lately] = defaultdict(partial(Lately, seconds=60, most=20))  # None: of strangers
        self.exports = Lately(seconds=60, most=10_000, all_told=True)
        self._remembered_parts = remembered_parts
        self._held: OrderedDict[NetworkId, _Held] = OrderedDict()
        self._parts = 0
        self._directories: dict[WorkspaceId, Directory] = {}
        self._reached: dict[WorkspaceId, tuple[int, float]] = {}
        self._settled = settled
        self._lock = Lock()

    def directory(self, workspace: WorkspaceId) -> Directory:
        """The personas and alternatives as they are now."""
        return self._directory(workspace, self.store.state(workspace).directory)

    def reading(self, workspace: WorkspaceId, network: NetworkId) -> Reading:
        """One network as it is now, or `NotFound`."""
        found = self.readings(workspace, (network,))
        if network not in found:
            raise NotFound("network", network, "list the networks to see what there is")
        return found[network]

    def readings(self, workspace: WorkspaceId, networks: Iterable[NetworkId]) -> Mapping[NetworkId, Reading]:
        """Several networks as they are now, in at most four store calls however many they are; unknown ones are left out.

        The directory is read first. Where a network already speaks of a persona that came in between, both are read again.
        """
        wanted = list(dict.fromkeys(networks))
        for _ in range(ATTEMPTS):
            found = self._read(workspace, wanted)
            if all(reading.complete for reading in found.values()):
                return found
        lacking = ", ".join(reading.network.key for reading in found.values() if not reading.complete)
        raise StoreCorrupt(f"{lacking}: speaks of personas or alternatives that the workspace lacks: run `valuenet verify`")

    def _read(self, workspace: WorkspaceId, wanted: Sequence[NetworkId]) -> Mapping[NetworkId, Reading]:
        state = self.store.state(workspace)
        directory = self._directory(workspace, state.directory)
        seen_at = state.revision if self._is_settled(workspace, state.revision) else UNSEEN
        held = self._current(directory, wanted, state.revision, seen_at)
        if missing := [network for network in wanted if network not in held]:
            fresh = self.store.read_networks(workspace, missing)
            held |= {network.id: self.keep(network, directory, seen_at) for network in fresh.values()}
        return {network: held[network] for network in wanted if network in held}

    def remembered(self, workspace: WorkspaceId, network: NetworkId, revision: int) -> Reading | None:
        """One network as memory has it, if at this revision: for changes, since the store compares what they were computed from."""
        held, directory = self._held.get(network), self._directories.get(workspace)
        if held is None or directory is None or not _goes_with(held.reading, directory) or held.reading.network.revision != revision:
            return None
        return held.reading

    def keep(self, network: Network, directory: Directory, seen_at: int = UNSEEN) -> Reading:
        """Remember a network that was just read or saved; forget those that were not asked for the longest."""
        held = _Held(Reading(network=network, directory=directory), seen_at)
        with self._lock:
            self._drop(network.id)
            self._held[network.id] = held
            self._parts += _parts(network)
            while self._parts > self._remembered_parts and len(self._held) > 1:
                self._drop(next(iter(self._held)))
        return held.reading

    def forget(self, network: NetworkId) -> None:
        """Drop a network that was deleted."""
        with self._lock:
            self._drop(network)

    def forget_all(self, workspace: WorkspaceId) -> None:
        """Drop everything of a workspace whose past was rewritten."""
        with self._lock:
            for network in [id_ for id_, held in self._held.items() if held.reading.network.workspace == workspace]:
                self._drop(network)
            self._directories.pop(workspace, None)

    def _directory(self, workspace: WorkspaceId, revision: int) -> Directory:
        known = self._directories.get(workspace)
        if known is None or known.revision != revision:
            self.forget_all(workspace)  # somebody may have been forgotten: then networks are others at the same revision
            known = self._directories[workspace] = self.store.directory(workspace)
        return known

    def _is_settled(self, workspace: WorkspaceId, revision: int) -> bool:
        """Whether a workspace was seen at this revision so long ago that what is read now is of it, and not of the one before."""
        reached = self._reached.get(workspace)
        if reached is None or reached[0] != revision:
            reached = self._reached[workspace] = (revision, monotonic())
        return reached[1] + self._settled <= monotonic()

    def _current(self, directory: Directory, networks: Sequence[NetworkId], revision: int, seen_at: int) -> dict[NetworkId, Reading]:
        """The networks held in memory that are still current; asks the store only when the workspace has moved on, or just did."""
        with self._lock:
            held = {id_: found for id_ in networks if (found := self._held.get(id_)) and _goes_with(found.reading, directory)}
            for network in held:
                self._held.move_to_end(network)
        unsure = [id_ for id_, found in held.items() if found.seen_at != revision]
        if unsure:
            revisions = self.store.current_revisions(directory.workspace, unsure)
            for network in unsure:
                if revisions.get(network) == held[network].reading.network.revision:
                    held[network].seen_at = seen_at
                else:
                    del held[network]
        return {network: found.reading for network, found in held.items()}

    def _drop(self, network: NetworkId) -> None:
        gone = self._held.pop(network, None)
        if gone is not None:
            self._parts -= _parts(gone.reading.network)


def _goes_with(reading: Reading, directory: Directory) -> bool:
    """Whether what was read is of this directory: after somebody was forgotten, networks are others at the same revision."""
    return (reading.network.workspace, reading.directory.revision) == (directory.workspace, directory.revision)


def _parts(network: Network) -> int:
    return len(network.differentiators) + len(network.outcomes) + len(network.arrows) + len(network.tags) + 1
