"""S11: the disk is full: changes fail with an error that says so, questions are answered, and nothing is damaged.

    python -m benchmarks.s11_disk_full [MiB]        (default 24)

The store's file lies on a small disk in memory, which takes the right to mount one (root on Linux). Another file takes most of it.
Through a service, a network is changed by somebody who signs in until there is no room, and the other file takes the rest, to
the last byte; then she goes on trying and asking, and somebody else signs in for the first time. After room was made, changes
are saved again by the same service. In the end every change that was acknowledged is in the history, and `verify` finds
nothing. Neo4j is not measured: its disk is its own.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from benchmarks.figures import Amount
from benchmarks.ground import Ground, opened
from benchmarks.programs import PATIENCE, environment, started, wait_for
from benchmarks.workspace import Size, Workspace
from valuenet.model.access import Role
from valuenet.model.ids import LOCAL
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.tokens import NewToken, token_create
from valuenet.settings import SqliteAddress, StoreSettings

MIB = 24
_ROOM = 1 << 20
_AFTERWARDS = 50
_MOST = 20_000
_READ = '{ network(id: "network") { revision outcomes { key title evidence } } }'
_EDIT = """mutation ($revision: Int!, $edits: [NetworkEdit!]!, $reason: String!) {
  networkEdit(network: "network", expectedRevision: $revision, edits: $edits, reason: $reason) {
    __typename ... on NetworkEdited { network { revision } } } }"""


class Client:
    """Somebody who changes and asks for the one network; `made`: by revision, what the acknowledged changes said."""

    def __init__(self, port: int, secret: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._headers = {"Content-Type": "application/json", "Authorization": f"Bearer {secret}"}
        self.made: dict[int, str] = {}
        self.revision = self.read()["revision"]

    def close(self) -> None:
        """Go away."""
        self._connection.close()

    def read(self) -> Any:
        """The network, or what was said instead."""
        answer = self._asked(_READ)
        return (answer.get("data") or {}).get("network") or answer

    def change(self, number: int) -> str:
        """What came of one change: nothing where it was made, else the message."""
        sentence = f"change {number}"
        edits = [{"updateOutcome": {"key": "outcome-0000", "evidence": f"{sentence} " + f"{number * 7919:x}" * 200}}]
        answer = self._asked(_EDIT, revision=self.revision, edits=edits, reason=sentence)
        if answer.get("errors"):
            return str(answer["errors"][0]["message"])
        edited = answer["data"]["networkEdit"]
        if edited["__typename"] != "NetworkEdited":
            return str(edited["__typename"])
        self.revision = edited["network"]["revision"]
        self.made[self.revision] = sentence
        return ""

    def _asked(self, query: str, **variables: object) -> Any:
        self._connection.request("POST", "/graphql", json.dumps({"query": query, "variables": variables}), self._headers)
        return json.loads(self._connection.getresponse().read())


def filled(folder: Path) -> Iterator[Amount]:
    """The figures of one store on a small disk that is filled up; a file that is removed later makes room again."""
    with opened(StoreSettings(address=SqliteAddress(path=folder / "valuenet.db"))) as ground:
        workspace = Workspace(Size(networks=1))
        ground.fill([workspace.network("network")], ground.introduce(workspace))
        ann, ben = (token_create(ground.library, LOCAL_CALLER, NewToken(name=name, role=Role.EDITOR)).secret for name in ("Ann", "Ben"))
        with started("serve", environment(ground)) as (_, port), ExitStack() as stack:
            wait_for(port)
            client = stack.enter_context(closing(Client(port, ann)))
            client.change(0)
            with _taken(folder, but=_ROOM):
                tried = next(number for number in range(1, _MOST) if client.change(number))
                with _taken(folder, but=0):
                    yield from _while_full(client, stack.enter_context(closing(Client(port, ben))), tried)
            refused = sum(client.change(_MOST + number) != "" for number in range(_AFTERWARDS))
            yield _none("changes that failed after room was made", refused)
        yield _none(f"of {len(client.made)} acknowledged changes not in the history", len(client.made.items() - _history(ground).items()))
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


def _while_full(client: Client, other: Client, tried: int) -> Iterator[Amount]:
    told = Counter(client.change(tried + number) for number in range(_AFTERWARDS))
    clear = sum(count for message, count in told.items() if "disk is full" in message)
    yield _none(f"{tried} changes fitted; of {_AFTERWARDS} more, answered with anything but `disk is full`", _AFTERWARDS - clear)
    for who, asking in (("", client), (" by who signs in for the first time", other)):
        wrong = sum(asking.read().get("revision") != client.revision for _ in range(_AFTERWARDS))
        yield _none(f"of {_AFTERWARDS} questions{who}, not answered or of another revision", wrong)


def _history(ground: Ground) -> dict[int, str]:
    """What the history says of every revision of the network."""
    found: dict[int, str] = {}
    network = ground.store.network_ids(LOCAL, ["network"])["network"]
    below: int | None = None
    while page := ground.store.revisions(LOCAL, network, before=below, limit=1_000):
        found |= {one.number: one.reason for one in page}
        below = page[-1].number
    return found


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


def main() -> int:
    """Fill a disk."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.s11_disk_full", description=__doc__)
    parser.add_argument("mebibytes", nargs="?", type=int, default=MIB, metavar="MiB", help="how large the disk is (default: %(default)s)")
    missed = 0
    with small_disk(parser.parse_args().mebibytes) as folder:
        for figure in filled(folder):
            print(figure, flush=True)
            missed += not figure.met
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
