"""What both stores write beside a snapshot so that indexes can answer: the tags, each with its place in the workspace's order.

    (:Outcome)-[:DESIRED_BY {place, listed, …}]->(:Persona)

`place` is the whole sort key of the question "which outcomes do these personas desire, nearest to a differentiator
first" as one text; it compares by code point alike in SQLite, Neo4j and Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from valuenet.analysis.reach import distances
from valuenet.model.network import DesiredBy, Network, Outcome

UNREACHED = 99_999
"""The distance that is written for an outcome that no differentiator reaches: last in the order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRow:
    """One tag as the stores keep it. `listed`: an ordinary persona query sees it (wanted, of our offer, not archived)."""

    tag: DesiredBy
    outcome: Outcome
    distance: int
    place: str
    ours: bool
    archived: bool

    @property
    def listed(self) -> bool:
        return self.outcome.wanted and self.ours and not self.archived


def tag_rows(network: Network, tags: Iterable[DesiredBy] | None = None) -> Iterator[TagRow]:
    """Every tag of a network, or these, with what the indexes need to know about its outcome, in the order given."""
    distance_of = distances(network)
    ours, archived = network.root.alternative is None, network.root.archived
    for tag in network.tags if tags is None else tags:
        outcome = network.outcome_by_id[tag.outcome]
        distance = distance_of.get(outcome.id, UNREACHED)
        yield TagRow(tag=tag, outcome=outcome, distance=distance, place=place(distance, outcome), ours=ours, archived=archived)


def place(distance: int, outcome: Outcome) -> str:
    """Distance, key and id as one text that sorts as the three do. A space sorts before every character of a key."""
    return f"{distance:05d} {outcome.key} {outcome.id}"
