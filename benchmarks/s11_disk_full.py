"""S11: the disk is full: changes fail with an error that says so, questions are answered, and nothing is damaged.

    python -m benchmarks.s11_disk_full [MiB]        (default 24)

The store's file lies on a small disk in memory, which takes the right to mount one (root on Linux). Another file takes most of it.
Through a service, a network is changed by somebody who signs in until there is no room, and the other file takes the rest, to
the last byte; then she goes on trying and asking, and somebody else signs in for the first time. After room was made, changes
are saved again by the same service. In the end every change that was acknowledged is in the history, and `verify` finds
nothing. Neo4j is not measured: its disk is its own.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from benchmarks.figures import Amount
from benchmarks.ground import opened
from benchmarks.programs import environment, started
from benchmarks.serving import Client, Unanswered
from benchmarks.steady import command_line, told
from benchmarks.workspace import Size, Workspace
from valuenet.model.access import Role
from valuenet.model.ids import LOCAL
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.tokens import NewToken, token_create
from valuenet.settings import SqliteAddress, StoreSettings

_ROOM = 1 << 20
_AFTERWARDS = 50
_MOST = 20_000
_READ = '{ network(id: "network") { revision outcomes { key title evidence } } }'
_EDIT = """mutation ($revision: Int!, $edits: [NetworkEdit!]!, $reason: String!) {
  networkEdit(network: "network", expectedRevision: $revision, edits: $edits, reason: $reason) {
    __typename ... on NetworkEdited { network { revision } } } }"""


class Editor:
    """Somebody who changes and reads the one network; `made`: by revision, what the acknowledged changes said."""

    def __init__(self, address: str, secret: str) -> None:
        self._client = Client(address, token=secret)
        self.made: dict[int, str] = {}
        self.revision = self.read()

    def close(self) -> None:
        """Go away."""
        self._client.close()

    def read(self) -> int:
        """The revision of the network, read with all that it holds; `Unanswered` where it is not told."""
        return int(self._client.ask(_READ)["network"]["revision"])

    def reads(self, revision: int) -> bool:
        """Whether the network is read, and at this revision."""
        try:
            return self.read() == revision
        except Unanswered:
            return False

    def change(self, number: int) -> str:
        """What came of one change: nothing where it was made, else the message."""
        sentence = f"change {number}"
        edits = [{"updateOutcome": {"key": "outcome-0000", "evidence": f"{sentence} " + f"{number * 7919:x}" * 200}}]
        try:
            edited = self._client.ask(_EDIT, {"revision": self.revision, "edits": edits, "reason": sentence})["networkEdit"]
        except Unanswered as failed:
            return str(failed)
        if edited["__typename"] != "NetworkEdited":
            return str(edited["__typename"])
        self.revision = edited["network"]["revision"]
        self.made[self.revision] = sentence
        return ""


def filled(folder: Path) -> Iterator[Amount]:
    """The figures of one store on a small disk that is filled up; a file that is removed later makes room again."""
    with opened(StoreSettings(address=SqliteAddress(path=folder / "valuenet.db"))) as ground:
        workspace = Workspace(Size(networks=1))
        ground.fill([workspace.network("network")], ground.introduce(workspace))
        ann, ben = (token_create(ground.library, LOCAL_CALLER, NewToken(name=name, role=Role.EDITOR)).secret for name in ("Ann", "Ben"))
        with started("serve", environment(ground)) as service, ExitStack() as stack:
            service.wait()
            client = stack.enter_context(closing(Editor(service.address, ann)))
            client.change(0)
            with _taken(folder, but=_ROOM):
                tried = next(number for number in range(1, _MOST) if client.change(number))
                with _taken(folder, but=0):
                    yield from _while_full(client, stack.enter_context(closing(Editor(service.address, ben))), tried)
            refused = sum(client.change(_MOST + number) != "" for number in range(_AFTERWARDS))
            yield _none("changes that failed after room was made", refused)
        history = ground.history(ground.store.network_ids(LOCAL, ["network"])["network"])
        yield _none(f"of {len(client.made)} acknowledged changes not in the history", len(client.made.items() - history.items()))
        yield _none("discrepancies that `verify` finds", len(list(ground.store.verify(LOCAL))))


@contextmanager
def _taken(folder: Path, *, but: int) -> Iterator[None]:
    """A file that takes all that is free on a disk, but so many bytes; it is removed afterwards."""
    with tempfile.NamedTemporaryFile(dir=folder, buffering=0) as file:
        piece = bytes(512)
        with suppress(OSError):
            for _ in range(max(0, shutil.disk_usage(folder).free - but) // len(piece) + (but == 0)):
                file.write(piece)
        yield


def _while_full(client: Editor, other: Editor, tried: int) -> Iterator[Amount]:
    messages = Counter(client.change(tried + number) for number in range(_AFTERWARDS))
    clear = sum(count for message, count in messages.items() if not message or "disk is full" in message)  # one may still fit
    yield _none(f"{tried} changes fitted; of {_AFTERWARDS} more, neither made nor told that the disk is full", _AFTERWARDS - clear)
    for who, asking in (("", client), (" by who signs in for the first time", other)):
        wrong = sum(not asking.reads(client.revision) for _ in range(_AFTERWARDS))
        yield _none(f"of {_AFTERWARDS} questions{who}, not answered or of another revision", wrong)


def _none(what: str, value: int) -> Amount:
    return Amount(promise="S11", store="SQLite", what=what, value=value, unit="", bound=0)


@contextmanager
def small_disk(mebibytes: int) -> Iterator[Path]:
    """A disk in memory of so many MiB, under a name of its own; `PermissionError` where none may be mounted."""
    with tempfile.TemporaryDirectory(prefix="valuenet-disk-") as folder:
        command = ["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m", "tmpfs", folder]
        mounted = subprocess.run(command, check=False, capture_output=True, text=True)
        if mounted.returncode:
            raise PermissionError(mounted.stderr.strip())
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


def main(mebibytes: int) -> int:
    """Fill a disk."""
    with small_disk(mebibytes) as folder:
        return 1 if told(filled(folder)) else 0


if __name__ == "__main__":
    raise SystemExit(main(command_line(__doc__, count=24).count))
