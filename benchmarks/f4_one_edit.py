"""F4: one edit, committed, takes at most twice a bare transaction of the same statements in the same store.

Two networks of one size take turns: one is edited through the service, from the batch of edits to the network that is
given back; to the other the same edits are computed and recorded beforehand, then sent as one bare transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from benchmarks.figures import Figure, Ratio, side_by_side, taken
from benchmarks.ground import Ground
from benchmarks.workspace import Size, Workspace
from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.applying import edited
from valuenet.model.bounds import Bounds
from valuenet.model.directory import Directory
from valuenet.model.edits import Connect, NetworkEdit, PutOutcome, Remove, Tag, Update
from valuenet.model.ids import LOCAL
from valuenet.model.network import Network
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.library import now
from valuenet.service.networks import EditBatch, network_edit
from valuenet.store.protocol import Commit, NetworkSave

BOUND = 2


def figures(ground: Ground, size: Size, rounds: int) -> Iterator[Figure]:
    """A title, a tag, and what a workshop adds at once."""
    workspace = Workspace(size)
    directory = ground.introduce(workspace)
    pair = list(islice((workspace.network(f"network-{number}") for number in range(2)), 2))
    ground.fill(pair, directory)
    editing = _Editing(ground, directory, *pair)
    for what in _edits(0):
        yield editing.figure(what, rounds)
    if found := list(ground.store.verify(LOCAL)):
        raise AssertionError(f"the bare transactions did something else than the store: {found[:3]}")


class _Editing:
    """The two networks as they are after so many edits."""

    def __init__(self, ground: Ground, directory: Directory, ours: Network, bare: Network) -> None:
        self._ground = ground
        self._directory = directory
        self._ours = ours
        self._bare = bare
        self._statements = 0

    def figure(self, what: str, rounds: int) -> Ratio:
        ours, bare = side_by_side(
            rounds, lambda number: self._edit(_edits(number)[what]), lambda number: self._replay(_edits(number)[what])
        )
        return Ratio(
            promise="F4",
            store=self._ground.name,
            what=f"one edit ({what}) of a network of {len(self._ours.outcomes)} outcomes, committed",
            baseline=f"a bare transaction of its {self._statements} statements",
            seconds=ours,
            baseline_seconds=bare,
            bound=BOUND,
        )

    def _edit(self, edits: tuple[NetworkEdit, ...]) -> float:
        seconds = self._edited(edits)
        self._edited(_taken_back(edits))
        return seconds

    def _edited(self, edits: tuple[NetworkEdit, ...]) -> float:
        batch = EditBatch(network=self._ours.id, expected=self._ours.revision, edits=edits)

        def edit() -> None:
            self._ours = network_edit(self._ground.library, LOCAL_CALLER, batch).reading.network

        return taken(edit)

    def _replay(self, edits: tuple[NetworkEdit, ...]) -> float:
        seconds, statements = self._replayed(edits)
        self._statements = statements
        self._replayed(_taken_back(edits))
        return seconds

    def _replayed(self, edits: tuple[NetworkEdit, ...]) -> tuple[float, int]:
        """The seconds of the bare transaction, and of how many statements it was."""
        before = self._bare
        self._bare, changes = edited(before, edits, self._directory, at=now(), bounds=Bounds())
        if not changes:
            return 0.0, 0
        save = NetworkSave(expected=before.revision, network=self._bare, changes=changes)
        commit = Commit(workspace=LOCAL, actor=LOCAL_OWNER, at=now(), directory=self._directory.revision, networks=(save,))
        statements: Any = self._ground.bare.recorded(commit)
        return taken(lambda: self._ground.bare.replay(statements)), len(statements)


def _taken_back(edits: tuple[NetworkEdit, ...]) -> tuple[NetworkEdit, ...]:
    """Edits that remove what others add, so that the network does not grow from round to round."""
    return tuple(Remove(key=edit.key) for edit in edits if isinstance(edit, PutOutcome))


def _edits(number: int) -> Mapping[str, tuple[NetworkEdit, ...]]:
    """What is edited in a round; no two rounds do the same."""
    fresh, known = f"workshop-{number + 2:04d}", f"outcome-{number % 7:04d}"
    return {
        "a title": (Update(key=known, fields={"title": f"Closed in {number + 2} days"}),),
        "a tag": (Tag(outcome=known, persona="persona-00", why=f"asked for it {number + 2} times"),),
        "a new outcome, its arrow and its tag": (
            PutOutcome(key=fresh, title="The books close in three days", anticipated=False),
            Connect(cause=known, effect=fresh, why="no manual matching is left"),
            Tag(outcome=fresh, persona="persona-01", why="figures before the board meets"),
        ),
    }
