"""S4: whole networks are read while somebody edits: each read is one revision of the log, never a mixture of two.

    python -m benchmarks.s4_torn_reads [HOW MANY] [--store sqlite|neo4j]        (default 10000)

Every edit says something new about all outcomes, moves arrows and tags, and adds or removes an outcome. Half of the reads ask the
store, as a process that remembers nothing would; half ask a service in a process of its own for the network's file. In the end the
log is undone from the present back to the first revision, and every read has to be one of its states.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from benchmarks.ground import Ground
from benchmarks.programs import environment, started
from benchmarks.serving import Client
from benchmarks.steady import shown
from benchmarks.workspace import Size, Workspace
from valuenet.documents.source import Format
from valuenet.documents.writing import write
from valuenet.model.changes import undone
from valuenet.model.edits import Connect, NetworkEdit, PutOutcome, Remove, Tag, Update
from valuenet.model.ids import LOCAL, NetworkId
from valuenet.model.network import Network
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.networks import EditBatch, network_edit
from valuenet.wiring import open_store

READERS = 2
"""How many read at once in each of the two ways."""
OUTCOMES = 30

_COMES_AND_GOES = "comes-and-goes"


def untorn(ground: Ground, reads: int) -> str:
    """Read so often while somebody edits, and say what was seen."""
    workspace = Workspace(Size(networks=1, outcomes=OUTCOMES, arrows=45, tags=60))
    network = workspace.network("read")
    ground.fill([network], ground.introduce(workspace))
    with started("serve", environment(ground)) as service:
        service.wait()
        with ThreadPoolExecutor(1 + 2 * READERS) as pool:
            stopped = False
            editing = pool.submit(_edited, ground, network, lambda: stopped)
            share = reads // (2 * READERS)
            stored = [pool.submit(_networks, ground, network.id, share) for _ in range(READERS)]
            asked = [pool.submit(_files, service.address, network.key, share) for _ in range(READERS)]
            try:
                found = [one for each in stored for one in each.result()]
                files = [one for each in asked for one in each.result()]
            finally:
                stopped = True
            edits = editing.result()
    states = _check(ground, network.id, found, files)
    return f"{len(found) + len(files)} reads saw {states} of {edits + 1} revisions, each whole"


def _edited(ground: Ground, network: Network, stopped: Callable[[], bool]) -> int:
    """Edit until stopped; how often."""
    turn = 0
    while not stopped():
        turn += 1
        batch = EditBatch(network=network.id, expected=turn, edits=tuple(_edits(network, turn)))
        network_edit(ground.library, LOCAL_CALLER, batch)
    return turn


def _edits(network: Network, turn: int) -> Iterator[NetworkEdit]:
    """Something about every part of the network; every second time it is taken back."""
    yield from (Update(key=outcome.key, fields={"title": f"{outcome.key} in turn {turn}"}) for outcome in network.outcomes)
    if turn % 2:
        yield PutOutcome(key=_COMES_AND_GOES, title=f"Here in turn {turn}")
        yield from (Connect(cause=outcome.key, effect=_COMES_AND_GOES, why=f"turn {turn}") for outcome in network.outcomes[1:])
        yield from (Tag(outcome=_COMES_AND_GOES, persona=f"persona-{number:02d}") for number in range(3))
    else:
        yield Remove(key=_COMES_AND_GOES)


def _networks(ground: Ground, network: NetworkId, count: int) -> Sequence[Network]:
    """What so many reads of the store find."""
    with closing(open_store(ground.settings)) as store:
        return [store.read_networks(LOCAL, [network])[network] for _ in range(count)]


def _files(address: str, key: str, count: int) -> Sequence[str]:
    """What so many requests for the network's file bring."""
    with closing(Client(address)) as client:
        return [client.file(f"/networks/{key}/network.json") for _ in range(count)]


def _check(ground: Ground, network: NetworkId, found: Sequence[Network], files: Sequence[str]) -> int:
    """How many revisions were seen; `AssertionError` for a read that is none of them."""
    past = {one.revision: one for one in _past(ground, network)}
    for read in found:
        assert read == past[read.revision], f"a read of the store at revision {read.revision} is not what the log says"
    directory = ground.library.directory(LOCAL)
    revision_of: Mapping[str, int] = {write(one, directory, Format.JSON): one.revision for one in past.values()}
    for text in files:
        assert text in revision_of, f"a file is no revision of the log: {text[:300]}"
    return len({read.revision for read in found} | {revision_of[text] for text in files})


def _past(ground: Ground, network: NetworkId) -> Iterator[Network]:
    """Every state of a network, the present one first, each made by undoing what led to the one before."""
    state = ground.library.reading(LOCAL, network).network
    while True:
        yield state
        if state.revision == 1:
            return
        last, before = ground.store.revisions(LOCAL, network, before=state.revision + 1, limit=2)
        state = undone(state, reversed(last.changes), revision=before.number, changed_at=before.at)


if __name__ == "__main__":
    raise SystemExit(shown("S4", __doc__, untorn, count=10_000))
