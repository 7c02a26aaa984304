"""Regions: outlined in their colour with their name; where outlines would cross or crowd, members carry a letter instead.

(:Region)-[:COVERS]->(:Differentiator|Outcome)
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from valuenet.model.ids import NodeId
from valuenet.model.network import Network, Region

_OUTLINED = 2
"""So many regions are outlined; outlines push nodes aside, and more of them push them apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regions:
    """The regions of a picture: outlined ones with the nodes inside, and those told by letters beside their members."""

    outlined: tuple[tuple[Region, tuple[NodeId, ...]], ...] = ()
    lettered: Mapping[str, Region] = field(default_factory=dict)
    letters_of: Mapping[NodeId, tuple[str, ...]] = field(default_factory=dict)


def regions(network: Network, shown: Collection[NodeId], *, outlines: bool = True) -> Regions:
    """The regions that have members among the nodes shown, by key; without `outlines` all are told by letters."""
    present = [(region, members) for region in network.regions if (members := tuple(node for node in region.nodes if node in shown))]
    outlined: list[tuple[Region, tuple[NodeId, ...]]] = []
    lettered: dict[str, Region] = {}
    letters_of: dict[NodeId, tuple[str, ...]] = {}
    inside: set[NodeId] = set()
    for region, members in present:
        if outlines and len(present) <= _OUTLINED and inside.isdisjoint(members):
            outlined.append((region, members))
            inside.update(members)
            continue
        letter = _letter(len(lettered))
        lettered[letter] = region
        for node in members:
            letters_of[node] = (*letters_of.get(node, ()), letter)
    return Regions(outlined=tuple(outlined), lettered=lettered, letters_of=letters_of)


def _letter(number: int) -> str:
    """A, B … Z, AA, AB …"""
    letter = chr(ord("A") + number % 26)
    return letter if number < 26 else _letter(number // 26 - 1) + letter
