"""One network of a picture, ready to be written down: what is shown of it, where it stands, which loops and regions it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from valuenet.diagram.layout import Layout, Line, layout
from valuenet.diagram.regions import Regions, regions
from valuenet.diagram.rings import Pair, Ring, rings
from valuenet.diagram.scene import Scene, scene
from valuenet.diagram.tags import short_names
from valuenet.diagram.view import View
from valuenet.model.directory import Directory
from valuenet.model.ids import NodeId, PersonaId
from valuenet.model.network import Network, Node, Outcome


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A network as one picture shows it; `prefix` begins the names of its nodes. Not slotted: it keeps its own indexes of loops."""

    prefix: str
    network: Network
    directory: Directory
    scene: Scene
    layout: Layout
    rings: tuple[Ring, ...]
    regions: Regions
    names: Mapping[PersonaId, str]

    def handle(self, place: int) -> str:
        return f"{self.prefix}{place}"

    def node(self, place: int) -> Node:
        return self.layout.nodes[place]

    @cached_property
    def rings_of(self) -> Mapping[NodeId, tuple[Ring, ...]]:
        """The marked loops that each outcome is in, by number."""
        found: dict[NodeId, list[Ring]] = {}
        for ring in self.rings:
            for outcome in ring.outcomes:
                found.setdefault(outcome.id, []).append(ring)
        return {node: tuple(here) for node, here in found.items()}

    @cached_property
    def rings_by_pair(self) -> Mapping[Pair, tuple[Ring, ...]]:
        """The marked loops that each arrow is in, by number."""
        found: dict[Pair, list[Ring]] = {}
        for ring in self.rings:
            for pair in ring.pairs:
                found.setdefault(pair, []).append(ring)
        return {pair: tuple(here) for pair, here in found.items()}

    def rings_through(self, line: Line) -> tuple[Ring, ...]:
        """The marked loops that a line belongs to, in either of its directions where it has two."""
        if line.between:
            return ()
        tail, head = self.node(line.tail).id, self.node(line.head).id
        back = self.rings_by_pair.get((head, tail), ()) if line.mutual else ()
        return tuple(dict.fromkeys((*self.rings_by_pair.get((tail, head), ()), *back)))

    def circular(self, line: Line) -> bool:
        """Whether a line is part of a loop: of a marked one, or because it closes one or leads both ways."""
        return line.mutual or line.closing or bool(self.rings_through(line))

    def vicious(self, line: Line) -> bool:
        """Whether a line is part of a loop in which nobody wants any of the outcomes."""
        if here := self.rings_through(line):
            return any(ring.vicious for ring in here)
        ends = (self.node(line.tail), self.node(line.head))
        return self.circular(line) and not any(isinstance(end, Outcome) and end.wanted for end in ends)

    def faded(self, place: int) -> bool:
        return self.node(place).id not in self.scene.kept


def panels(network: Network, directory: Directory, view: View, *, beside: Network | None = None) -> list[Panel]:
    """What a view shows of a network, and of the one beside it; personas have one short name in both, and loops one count."""
    networks = [network] if beside is None else [network, beside]
    tagged = {tag.persona for one in networks for tag in one.tags}
    names = short_names(persona for persona in directory.personas if persona.id in tagged)
    found: list[Panel] = []
    for one, prefix in zip(networks, "nm", strict=False):
        marked = sum(len(before.rings) for before in found)
        found.append(_panel(one, directory, view, names, prefix=prefix, first=marked + 1))
    return found


def _panel(network: Network, directory: Directory, view: View, names: Mapping[PersonaId, str], *, prefix: str, first: int) -> Panel:
    all_rings = rings(network, first=first)
    shown = scene(network, directory, view, all_rings)
    drawn = layout(shown.nodes, shown.links, all_rings.closing, by_distance=view.levels)
    pairs = {(cause, effect) for cause, effect, _, between in shown.links if not between}
    there = {node.id for node in shown.nodes}
    return Panel(
        prefix=prefix,
        network=network,
        directory=directory,
        scene=shown,
        layout=drawn,
        rings=tuple(ring for ring in all_rings.marked if ring.pairs <= pairs and there.issuperset(outcome.id for outcome in ring.outcomes)),
        regions=regions(network, there, outlines=not any(between for *_, between in shown.links)) if view.regions else Regions(),
        names=names,
    )
