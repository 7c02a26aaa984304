"""What of a network other tools understand: nodes and arrows with a few facts each, named by their keys."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from valuenet.model.directory import Directory
from valuenet.model.ids import NodeId
from valuenet.model.network import DesiredBy, Differentiator, LeadsTo, Network, Node
from valuenet.model.vocabulary import Importance

Fact = str | bool | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainNode:
    """A differentiator or an outcome; `personas` are the names of those who desire or suffer from it, primary ones first."""

    key: str
    label: str
    differentiator: bool
    personas: tuple[str, ...]
    region: str | None
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainArrow:
    """(cause)-[:LEADS_TO]->(effect), by key."""

    cause: str
    effect: str
    strength: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainGraph:
    """Some nodes of a network by key, the arrows among them, and the names of the regions that they lie in, by key."""

    key: str
    label: str
    facts: Mapping[str, Fact]
    nodes: tuple[PlainNode, ...]
    arrows: tuple[PlainArrow, ...]
    regions: Mapping[str, str]


def plain_graph(network: Network, directory: Directory, shown: Collection[str]) -> PlainGraph:
    """The part of a network whose nodes have the `shown` ids. A node in several regions counts to the first."""
    home: dict[NodeId, str] = {}
    for region in network.regions:
        for node_id in region.nodes:
            home.setdefault(node_id, region.key)
    nodes = tuple(_node(node, network, directory, home.get(node.id)) for node in network.nodes if node.id in shown)
    keys = {node.id: node.key for node in network.nodes if node.id in shown}
    used = {node.region for node in nodes}
    return PlainGraph(
        key=network.key,
        label=network.name,
        facts=_said({"offering": network.root.offering, "revision": network.revision}),
        nodes=nodes,
        arrows=tuple(_arrow(arrow, keys) for arrow in network.arrows if arrow.cause in keys and arrow.effect in keys),
        regions={region.key: region.title for region in network.regions if region.key in used},
    )


def _node(node: Node, network: Network, directory: Directory, region: str | None) -> PlainNode:
    if isinstance(node, Differentiator):
        facts: dict[str, Fact] = {"type": "differentiator", "kind": node.kind.value, "note": node.note}
        return PlainNode(key=node.key, label=node.title, differentiator=True, personas=(), region=region, facts=_said(facts))
    tags = sorted(network.tags_of.get(node.id, ()), key=lambda tag: (tag.importance is not Importance.PRIMARY, _persona(tag, directory)))
    facts = {
        "type": "outcome",
        "kind": node.kind.value,
        "anticipated": node.anticipated,
        "wanted": node.wanted,
        "metric": node.metric.name if node.metric else "",
        "unit": node.metric.unit if node.metric else "",
        "direction": node.metric.direction.value if node.metric else "",
        "evidence": node.evidence,
    }
    personas = tuple(_persona(tag, directory) for tag in tags)
    return PlainNode(key=node.key, label=node.title, differentiator=False, personas=personas, region=region, facts=_said(facts))


def _persona(tag: DesiredBy, directory: Directory) -> str:
    return directory.persona_by_id[tag.persona].name


def _arrow(arrow: LeadsTo, keys: Mapping[NodeId, str]) -> PlainArrow:
    said = _said({"share": float(arrow.strength.share), "why": arrow.why, "evidence": arrow.evidence})
    return PlainArrow(cause=keys[arrow.cause], effect=keys[arrow.effect], strength=arrow.strength.value, facts=said)


def _said(facts: Mapping[str, Fact]) -> Mapping[str, Fact]:
    """The facts that say something."""
    return {name: fact for name, fact in facts.items() if fact != ""}
