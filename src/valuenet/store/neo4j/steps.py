"""What a commit writes, as rows for the statements of the catalogue: pure, and complete before anything is locked."""

from __future__ import annotations

from collections.abc import Iterator

from valuenet.analysis.reach import distances
from valuenet.model.account import Account
from valuenet.model.changes import Change, identity, undone
from valuenet.model.directory import Alternative, Persona
from valuenet.model.ids import OutcomeId, WorkspaceId
from valuenet.model.network import ComparedWith, DesiredBy, Differentiator, LeadsTo, Network, Outcome, Region, Root
from valuenet.store.filing import stepped, written
from valuenet.store.neo4j import graph, records
from valuenet.store.neo4j.graph import Row
from valuenet.store.projection import tag_rows
from valuenet.store.protocol import Commit, NetworkSave
from valuenet.store.snapshot import Packer

Step = tuple[str, Row]
"""The name of a statement, and one row for it."""

ORDER = (
    "free_keys",
    "remove_relationships",
    "remove_parts",
    "add_personas",
    "add_alternatives",
    "put_networks",
    "describe_alternatives",
    "add_differentiators",
    "add_outcomes",
    "add_regions",
    "change_things",
    "cover_nodes",
    "add_arrows",
    "add_tags",
    "add_comparisons",
    "change_relationships",
    *records.PUT.values(),
    "remove_entries",
)
"""Keys are free before they are taken again, things are there before what hangs on them, and nobody is removed who is still named."""


def steps(commit: Commit, packer: Packer) -> dict[str, list[Row]]:
    """The rows of each statement that a commit needs, in the order in which the statements are sent."""
    rows: dict[str, list[Row]] = {name: [] for name in ORDER}
    for name, row in _all(commit, packer):
        rows[name].append(row)
    return {name: found for name, found in rows.items() if found}


def newcomers(commit: Commit) -> list[Row]:
    """The networks, personas and alternatives that the workspace gets."""
    ids: list[str] = [save.network.id for save in commit.networks if not save.expected]
    changes = commit.directory_save.changes if commit.directory_save else ()
    ids += [change.after.id for change in changes if change.before is None and isinstance(change.after, Persona | Alternative)]
    return [{"id": id_} for id_ in ids]


def _all(commit: Commit, packer: Packer) -> Iterator[Step]:
    if commit.directory_save is not None:
        for change in commit.directory_save.changes:
            yield from _entry_steps(commit.workspace, change)
    for save in commit.networks:
        yield "put_networks", graph.root(save.network, packer.packed(save.network))
        for change in save.changes:
            yield from _part_steps(save.network, change)
        yield from _tag_steps(save)
    for step in commit.records:
        kept = stepped(commit, step)
        yield from _freed(step.change)
        yield records.PUT[type(step.record)], records.properties(commit.workspace, kept, written(kept))


def _entry_steps(workspace: WorkspaceId, change: Change) -> Iterator[Step]:
    """(:Workspace)-[:HAS]->(:Persona|Alternative)"""
    yield from _freed(change)
    match change.before, change.after:
        case (Persona() | Alternative()) as gone, None:
            yield "remove_entries", {"id": gone.id, "key": gone.key}
        case None, Persona() as persona:
            yield "add_personas", graph.entry(workspace, persona)
        case None, Alternative() as alternative:
            yield "add_alternatives", graph.entry(workspace, alternative)
        case _, (Persona() | Alternative()) as entry:
            yield "change_things", graph.entry(workspace, entry)


def _part_steps(network: Network, change: Change) -> Iterator[Step]:
    """(:Network)-[:CONTAINS]->(part), its arrows and comparisons; tags are looked at all together."""
    yield from _freed(change)
    match change.before, change.after:
        case (LeadsTo() | DesiredBy() | ComparedWith()) as gone, None:
            yield "remove_relationships", graph.ends(gone)
        case (Differentiator() | Outcome() | Region()) as gone, None:
            yield "remove_parts", {"id": gone.id}
        case before, Root() as root:
            yield from _root_steps(network, before if isinstance(before, Root) else None, root)
        case before, LeadsTo() as arrow:
            yield "change_relationships" if before else "add_arrows", graph.arrow(arrow)
        case before, ComparedWith() as comparison:
            yield "change_relationships" if before else "add_comparisons", graph.comparison(comparison)
        case before, (Differentiator() | Outcome() | Region()) as part:
            yield "change_things" if before else f"add_{graph.LABEL[type(part)].lower()}s", graph.part(network, part)
            if isinstance(part, Region):
                yield "cover_nodes", {"id": part.id, "nodes": list(part.nodes)}


def _root_steps(network: Network, before: Root | None, after: Root) -> Iterator[Step]:
    """(:Network)-[:DESCRIBES]->(:Alternative)"""
    if before is not None and before.key != after.key:
        yield "free_keys", {"id": network.id}
    if after.alternative != (before.alternative if before is not None else None):
        yield "describe_alternatives", {"networkId": network.id, "alternativeId": after.alternative}


def _freed(change: Change) -> Iterator[Step]:
    """A thing that gives up its key, so that another may take it in the same commit."""
    before, after = change.before, change.after
    named = Differentiator | Outcome | Region | Persona | Alternative | Account
    if isinstance(before, named) and not (isinstance(after, named) and after.key == before.key):
        yield "free_keys", {"id": before.id}


def _tag_steps(save: NetworkSave) -> Iterator[Step]:
    """(:Outcome)-[:DESIRED_BY]->(:Persona): the tags that are new, and those of which anything that is written may differ."""
    network, changes = save.network, save.changes
    new = {change.identity for change in changes if change.before is None}
    written = {change.identity for change in changes}
    outcomes = {change.after.id for change in changes if isinstance(change.after, Outcome)} | _moved(save)
    everything = any(_turns_all(change) for change in changes)
    touched = [tag for tag in network.tags if everything or tag.outcome in outcomes or identity(tag) in written]
    for row in tag_rows(network, touched):
        yield "add_tags" if identity(row.tag) in new else "change_relationships", graph.tag(network, row)


def _moved(save: NetworkSave) -> set[OutcomeId]:
    """The outcomes that are nearer to a differentiator than before, or farther from one."""
    turns = (change for change in save.changes if change.before is None or change.after is None)
    if not save.expected or not any(isinstance(change.element, LeadsTo | Differentiator) for change in turns):
        return set()
    network = save.network
    before = distances(undone(network, reversed(save.changes), revision=save.expected, changed_at=network.changed_at))
    after = distances(network)
    return {outcome.id for outcome in network.outcomes if before.get(outcome.id) != after.get(outcome.id)}


def _turns_all(change: Change) -> bool:
    """Whether a change of the root takes all its tags out of one list of their personas and into another."""
    match change.before, change.after:
        case Root() as before, Root() as after:
            return (before.alternative is None, before.archived) != (after.alternative is None, after.archived)
        case _:
            return False
