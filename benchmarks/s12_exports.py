"""S12: what was exported is imported into an empty workspace: it is what it was, and its export is the same to the byte.

    python -m benchmarks.s12_exports [HOW MANY]        (default 1000 of each)

Hypothesis generates workspaces with texts and keys that a careless writer or reader would take for something else, and opportunities
with claims, rivals and money lines, each as YAML or JSON. An export is imported into a new SQLite file, read again by somebody who
remembers nothing, compared with its source by keys (ids are minted anew), and exported. An opportunity needs personas and alternatives
that its network may not use: they are there before it.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from alder import alder_directory
from benchmarks.steady import command_line
from commits import introduce
from documents.generated import workspaces
from random_opportunities import opportunities
from records import account
from valuenet.documents.opportunity_writing import write as written_opportunity
from valuenet.documents.source import Format
from valuenet.documents.writing import write
from valuenet.errors import InvalidDocument
from valuenet.model.directory import STATUS_QUO, Alternative, Directory
from valuenet.model.ids import LOCAL
from valuenet.model.network import Network
from valuenet.model.opportunity import Opportunity
from valuenet.model.plain import network_record, plain
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.imports import Import, network_export, network_import, uploaded
from valuenet.service.library import Library
from valuenet.service.opportunities import opportunity_called
from valuenet.service.opportunity_imports import OpportunitiesImport, opportunities_import, opportunity_export, uploaded_opportunity
from valuenet.service.reading import Reading
from valuenet.settings import SqliteAddress, StoreSettings
from valuenet.wiring import open_store

T = TypeVar("T")
Sold = tuple[Network, Opportunity]

_ACCOUNT = account("acme")


def networks_restored(count: int) -> int:
    """Export and restore so many networks; how many they were. `AssertionError` where one comes back otherwise."""
    return _each(count, workspaces(), _restore_network)


def opportunities_restored(count: int) -> int:
    """Export and restore so many opportunities, each with its network; how many they were."""
    return _each(count, opportunities(), _restore_opportunity)


def _restore_network(library: Library, workspace: tuple[Network, Directory], format: Format) -> None:
    network, directory = workspace
    text = write(network, directory, format)
    restored = _imported(library, text, format)
    assert said(restored.network, restored.directory) == said(network, directory), f"another network comes back from {text}"
    again = network_export(restored, format)
    assert again == text, f"{text} is exported as {again}"
    assert not list(library.store.verify(LOCAL))


def _restore_opportunity(library: Library, sold: Sold, format: Format) -> None:
    network, opportunity = sold
    directory = alder_directory()
    options = (option for option in opportunity.alternatives if option.key != STATUS_QUO)
    rivals = (Alternative(id=option.alternative, key=option.key, name=option.name) for option in options)
    introduce(library.store, *directory.personas, *rivals)  # no file holds those that only the opportunity speaks of
    _imported(library, write(network, directory, format), format)
    text = written_opportunity(opportunity, account=_ACCOUNT, network=network, directory=directory, format=format)
    document = uploaded_opportunity(library, text, format)
    try:
        opportunities_import(library, LOCAL_CALLER, OpportunitiesImport(documents=(document,)))
    except InvalidDocument as refused:
        if {problem.code for problem in refused.problems} != {"OVER_BASELINE"}:
            raise AssertionError(f"{text} is refused: {refused}") from refused
        reject()  # it was generated so that nobody could have saved it: more is claimed on a line than the line is
    again = opportunity_export(opportunity_called(Library(library.store), LOCAL_CALLER, opportunity.key), format)
    assert again == text, f"{text} is exported as {again}"
    assert not list(library.store.verify(LOCAL))


def _imported(library: Library, text: str, format: Format) -> Reading:
    """A network after its import, read by somebody who remembers nothing."""
    made = network_import(library, LOCAL_CALLER, Import(document=uploaded(library, text, format)))
    return Library(library.store).reading(LOCAL, made.reading.network.id)


def said(network: Network, directory: Directory) -> object:
    """All that a network says, and of personas and alternatives what it needs, with keys for ids: equal where two mean the same."""
    named = [*directory.personas, *directory.alternatives, *network.nodes, *network.regions]
    key_of: dict[str, str] = {thing.id: f"{type(thing).__name__} {thing.key}" for thing in named}

    def keyed(value: object) -> object:
        if isinstance(value, dict):
            return {name: keyed(part) for name, part in value.items()}
        if isinstance(value, list):
            return sorted((keyed(part) for part in value), key=json.dumps)
        return key_of.get(value, value) if isinstance(value, str) else value

    record = plain(network_record(network))
    assert isinstance(record, dict)
    content = {name: part for name, part in record.items() if name not in {"id", "revision", "changed_at"}}
    used = [thing for thing in named[: len(directory.personas) + len(directory.alternatives)] if thing.id in json.dumps(content)]
    return keyed(content), keyed(plain(used))


def _each(count: int, made: st.SearchStrategy[T], restore: Callable[[Library, T, Format], None]) -> int:
    done = 0

    @settings(
        max_examples=count, deadline=None, database=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(made, st.sampled_from(Format))
    def restored(one: T, format: Format) -> None:
        nonlocal done
        with _empty() as library:
            restore(library, one, format)
        done += 1

    restored()
    return done


@contextmanager
def _empty() -> Iterator[Library]:
    """A workspace in which there is nothing, in a file of its own."""
    with tempfile.TemporaryDirectory(prefix="valuenet-bench-") as folder:
        address = SqliteAddress(path=Path(folder) / "valuenet.db")
        with closing(open_store(StoreSettings(address=address, deadline=60))) as store:
            store.migrate()
            yield Library(store)


def main(count: int) -> int:
    """Restore so many of each."""
    began = time.monotonic()
    try:
        networks, sold = networks_restored(count), opportunities_restored(count)
    except AssertionError as wrong:
        print(f"S12: MISSED: {wrong}")
        return 1
    seconds = time.monotonic() - began
    print(
        f"S12: {networks} networks and {sold} opportunities came back as they were, their exports equal to the byte; {seconds:.0f} s: met"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(command_line(__doc__, count=1_000).count))
