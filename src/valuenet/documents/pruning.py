"""What a network holds that a document lacks, as the edits that remove it."""

from __future__ import annotations

from collections.abc import Iterator

from valuenet.documents.document import Document
from valuenet.model.directory import Directory
from valuenet.model.edits import Disconnect, NetworkEdit, Remove, RemoveRegion, Uncompare, Untag
from valuenet.model.network import Differentiator, Network


def nodes_removed(document: Document, network: Network, renamed: dict[str, str]) -> Iterator[NetworkEdit]:
    """The removal of each node that the document lacks, or has as the other kind of node."""
    differentiators = {stated.value.key for stated in document.differentiators}
    outcomes = {stated.value.key for stated in document.outcomes}
    for node in network.nodes:
        key = renamed.get(node.key, node.key)
        if key not in (differentiators if isinstance(node, Differentiator) else outcomes):
            yield Remove(key=key)


def parts_removed(document: Document, network: Network, directory: Directory, renamed: dict[str, str]) -> Iterator[NetworkEdit]:
    """The removal of each region, arrow, tag and comparison that the document lacks, of nodes that stay."""
    gone = {edit.key for edit in nodes_removed(document, network, renamed) if isinstance(edit, Remove)}
    keys = {node.id: renamed.get(node.key, node.key) for node in network.nodes}
    regions = {stated.value.key for stated in document.regions}
    yield from (RemoveRegion(key=region.key) for region in network.regions if region.key not in regions)
    arrows = {(stated.value.cause, stated.value.effect) for stated in document.arrows}
    for arrow in network.arrows:
        pair = keys[arrow.cause], keys[arrow.effect]
        if pair not in arrows and not gone.intersection(pair):
            yield Disconnect(cause=pair[0], effect=pair[1])
    tags = {(stated.value.outcome, stated.value.persona) for stated in document.tags}
    for tag in network.tags:
        pair = keys[tag.outcome], directory.persona_by_id[tag.persona].key
        if pair not in tags and pair[0] not in gone:
            yield Untag(outcome=pair[0], persona=pair[1])
    comparisons = {(stated.value.differentiator, stated.value.alternative) for stated in document.comparisons}
    for side in network.comparisons:
        pair = keys[side.differentiator], directory.alternative_by_id[side.alternative].key
        if pair not in comparisons and pair[0] not in gone:
            yield Uncompare(differentiator=pair[0], alternative=pair[1])
