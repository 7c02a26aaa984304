"""Comparing what snapshots say with the nodes and relationships that people explore and indexes search."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from valuenet.errors import StoreCorrupt
from valuenet.model.directory import Alternative, Directory, Persona
from valuenet.model.ids import WorkspaceId
from valuenet.model.network import Differentiator, Network, Outcome, Region
from valuenet.model.record import Kept, Record
from valuenet.store.filing import read
from valuenet.store.neo4j import graph, records
from valuenet.store.neo4j.admission_faults import admission_discrepancies
from valuenet.store.neo4j.connection import Connection, Rows, Work
from valuenet.store.neo4j.directory import unpacked_directory
from valuenet.store.neo4j.parts import parts
from valuenet.store.projection import tag_rows
from valuenet.store.protocol import Discrepancy
from valuenet.store.snapshot import unpacked

Thing = tuple[str, ...]
"""The label and id of a node, or the type and both ends of a relationship."""

_PAGE = 100
_PATIENCE = 60.0  # seconds for one network: the largest that is allowed takes about five


@dataclass(frozen=True, slots=True)
class _Kept:
    """A network as the database has it: its root, what it describes, the end of its log, its parts and their relationships."""

    root: Rows
    things: Rows
    relationships: Rows


@dataclass(frozen=True, slots=True)
class _KeptRecords:
    """Records as the database has them, their parts, and which of the things that they speak of are there."""

    records: Rows
    parts: Rows
    there: Collection[str]


def discrepancies(connection: Connection, workspace: WorkspaceId) -> Iterator[Discrepancy]:
    """Everything in which the graph is not what the snapshots say."""
    yield from admission_discrepancies(connection, workspace)
    for message in _directory_messages(connection, workspace):
        yield Discrepancy(network="", message=message)
    for row in connection.read("strays", workspaceId=workspace):
        yield Discrepancy(network="", message=f"{row['id']} is in no network")
    after = ""
    while page := connection.read("network_list", workspaceId=workspace, after=after, archived=True, limit=_PAGE):
        for row in page:
            kept = connection.transaction(_keeping(workspace, row["id"]), deadline=_PATIENCE, keep=False)
            yield from (Discrepancy(network=row["id"], message=message) for message in _messages(row["id"], kept))
        after = page[-1]["key"]
    after = ""
    while page := connection.read("record_page", workspaceId=workspace, after=after, limit=_PAGE):
        kept = connection.transaction(_keeping_records(workspace, page), deadline=_PATIENCE, keep=False)
        for row in kept.records:
            yield from (Discrepancy(network=row["id"], message=message) for message in _record_messages(workspace, row, kept))
        after = page[-1]["id"]


def _keeping(workspace: WorkspaceId, network: str) -> Any:
    """The work of reading a network; its root is locked, so that what is read is of one revision."""

    async def work(work: Work) -> _Kept:
        await work.run("lock_networks", workspaceId=workspace, ids=[network])
        return _Kept(
            await work.run("kept_network", networkId=network),
            await work.run("kept_things", networkId=network),
            await work.run("kept_relationships", networkId=network),
        )

    return work


def _messages(network: str, kept: _Kept) -> Iterator[str]:
    if not kept.root:
        return  # deleted since the page was read
    root = kept.root[0]
    snapshot = root["properties"].get("snapshot", b"")
    try:
        value = unpacked(snapshot, network)
    except StoreCorrupt as corrupt:
        yield str(corrupt)
        return
    names = {node.id: node.key for node in value.nodes} | {region.id: region.key for region in value.regions}
    found: list[tuple[Thing, Mapping[str, Any]]] = [(("Network", network), root["properties"]), *_found(kept.things)]
    found += [(("DESCRIBES", network, alternative), {}) for alternative in root["described"]]
    found += [((row["type"], str(row["start"]), str(row["end"])), row["properties"]) for row in kept.relationships]
    yield from _differences({("Network", network): graph.root(value, snapshot), **_said(value)}, dict(found), names)
    if len(found) > len(dict(found)):
        yield "a relationship is there twice"
    if root["last"] != value.revision:
        yield f"the log ends at revision {root['last']}, the snapshot is of revision {value.revision}"


def _keeping_records(workspace: WorkspaceId, page: Rows) -> Any:
    """The work of reading records with what they speak of; all is locked, so that what is read belongs together."""
    ids = [row["id"] for row in page]

    async def work(work: Work) -> _KeptRecords:
        networks = {id_ for row in page for id_ in row["networkIds"] if id_}
        await work.run("lock_networks", workspaceId=workspace, ids=sorted(networks))
        await work.run("lock_records", workspaceId=workspace, ids=ids)
        kept = await work.run("kept_records", ids=ids)
        ends = {end for row in kept for end in _ends(workspace, row)}
        there = {row["id"] for row in await work.run("things_there", ids=sorted(ends))}
        return _KeptRecords(kept, await work.run("kept_parts", ids=ids), there)

    return work


def _ends(workspace: WorkspaceId, row: Mapping[str, Any]) -> Iterator[str]:
    """The ids of everything that a record and its parts speak of, as far as it can be read."""
    with suppress(StoreCorrupt):
        record = _snapshot(row).record
        yield from (end for _, end in records.relationships(record))
        yield from (end for part in parts(workspace, record) for _, end in part.ends)


def _record_messages(workspace: WorkspaceId, row: Mapping[str, Any], kept_records: _KeptRecords) -> Iterator[str]:
    id_, snapshot = str(row["id"]), row["properties"].get("snapshot")
    try:
        kept = _snapshot(row)
    except StoreCorrupt as corrupt:
        yield str(corrupt)
        return
    said: dict[Thing, Mapping[str, Any]] = {
        (records.LABEL[type(kept.record)], id_): records.properties(workspace, kept, snapshot),
        **{(type_, id_, end): {} for type_, end in records.relationships(kept.record) if end in kept_records.there},
        **dict(_said_parts(workspace, kept.record, kept_records.there)),
    }
    found: list[tuple[Thing, Mapping[str, Any]]] = [((str(row["label"]), id_), row["properties"])]
    found += [((type_, id_, str(end)), {}) for type_, end in row["ends"]]
    found += _found_parts(part for part in kept_records.parts if part["record"] == id_)
    yield from _differences(said, dict(found), {})
    if len(found) > len(dict(found)):
        yield "a relationship is there twice"
    if row["last"] != kept.revision:
        yield f"the log ends at revision {row['last']}, the snapshot is of revision {kept.revision}"


def _said_parts(workspace: WorkspaceId, record: Record, there: Collection[str]) -> Iterator[tuple[Thing, Mapping[str, Any]]]:
    """The parts of a record and their relationships, as they should be; its own parts are there for each other."""
    said = list(parts(workspace, record))
    known = {part.id for part in said}.union(there)
    for part in said:
        yield (part.label, part.id), part.properties
        yield from (((type_, part.id, end), {}) for type_, end in part.ends if end in known)


def _found_parts(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Thing, Mapping[str, Any]]]:
    for row in rows:
        part = str(row["properties"].get("id"))
        yield (str(row["label"]), part), row["properties"]
        yield from (((type_, part, str(end)), {}) for type_, end in row["ends"])


def _snapshot(row: Mapping[str, Any]) -> Kept[Record]:
    return read(row["properties"].get("kind", "record"), row["properties"].get("snapshot", ""))


def _directory_messages(connection: Connection, workspace: WorkspaceId) -> Iterator[str]:
    """What differs between the snapshot of the directory and its nodes."""

    async def work(work: Work) -> tuple[Rows, Rows]:
        snapshot = await work.run("lock_workspace", workspaceId=workspace)
        return snapshot, await work.run("kept_directory", workspaceId=workspace)

    snapshot, kept = connection.transaction(work, deadline=_PATIENCE, keep=False)
    for row in snapshot:
        try:
            value = unpacked_directory(row["snapshot"], workspace)
        except StoreCorrupt as corrupt:
            yield str(corrupt)
            return
        yield from _differences(_entries(value), dict(_found(kept)), {})


def _found(rows: Rows) -> Iterator[tuple[Thing, Mapping[str, Any]]]:
    """The nodes that rows of labels and properties show."""
    return (((row["label"], str(row["properties"].get("id"))), row["properties"]) for row in rows)


def _entries(directory: Directory) -> dict[Thing, Mapping[str, Any]]:
    entries: tuple[Persona | Alternative, ...] = (*directory.personas, *directory.alternatives)
    return {(graph.LABEL[type(entry)], entry.id): graph.entry(directory.workspace, entry) for entry in entries}


def _said(network: Network) -> dict[Thing, Mapping[str, Any]]:
    """The parts of a network and all their relationships, as they should be."""
    parts: tuple[Differentiator | Outcome | Region, ...] = (*network.differentiators, *network.outcomes, *network.regions)
    said: dict[Thing, Mapping[str, Any]] = {(graph.LABEL[type(part)], part.id): graph.part(network, part) for part in parts}
    said |= {(type_, row["start"], row["end"]): row["properties"] for type_, row in graph.relationships(network, tag_rows(network))}
    if network.root.alternative is not None:
        said["DESCRIBES", network.id, network.root.alternative] = {}
    return said


def _differences(
    said: Mapping[Thing, Mapping[str, Any]], found: Mapping[Thing, Mapping[str, Any]], names: Mapping[Any, str]
) -> Iterator[str]:
    for thing in sorted(said.keys() | found.keys()):
        what = f"{thing[0]} {' → '.join(names.get(id_, id_) for id_ in thing[1:])}"
        if thing not in found:
            yield f"{what} is in the snapshot and not in the graph"
        elif thing not in said:
            yield f"{what} is in the graph and not in the snapshot"
        else:
            yield from _property_differences(what, said[thing], found[thing])


def _property_differences(what: str, said: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(said.keys() | found.keys()):
        if said.get(name) != found.get(name):
            yield f"{what}: {name} is {found.get(name)!r}, the snapshot says {said.get(name)!r}"
