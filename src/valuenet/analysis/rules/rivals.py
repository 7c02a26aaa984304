"""Rules about where differentiators stand: (:Differentiator)-[:COMPARED_WITH]->(:Alternative)."""

from __future__ import annotations

from collections.abc import Iterator

from valuenet.analysis.finding import Finding, ours
from valuenet.model.directory import Directory
from valuenet.model.network import Network
from valuenet.model.vocabulary import Severity


def not_compared(network: Network, directory: Directory) -> Iterator[Finding]:
    """(differentiator)-[:COMPARED_WITH]->() does not exist, while the workspace has alternatives."""
    if not ours(network) or not any(not alternative.archived for alternative in directory.alternatives):
        return
    for differentiator in network.differentiators:
        if differentiator.id not in network.comparisons_of:
            yield Finding(
                code="NOT_COMPARED",
                severity=Severity.NOTE,
                about=(differentiator.key,),
                message=f"“{differentiator.title}” is not compared with any alternative",
                why="customers compare the top two options; what is different has to be different from something",
                remedy="say where it stands against the status quo or a rival, and how we know",
            )
