"""A network as GraphML, the format that yEd, Gephi, Cytoscape and most graph libraries read."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from valuenet.diagram.plain_graph import Fact, PlainGraph

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES: Mapping[type[Fact], str] = {bool: "boolean", int: "long", float: "double", str: "string"}


def graphml(graph: PlainGraph) -> str:
    """The graph as one GraphML document; ids are keys, and every fact is an attribute of its declared type."""
    nodes = [
        (node.key, {"label": node.label, **node.facts, **_listed(node.personas), **_within(graph, node.region)}) for node in graph.nodes
    ]
    arrows = [(arrow, {"label": arrow.strength, **arrow.facts}) for arrow in graph.arrows]
    root = Element("graphml", xmlns=_NAMESPACE)
    _declare(root, "graph", [{"label": graph.label, **graph.facts}])
    _declare(root, "node", [facts for _, facts in nodes])
    _declare(root, "edge", [facts for _, facts in arrows])
    whole = SubElement(root, "graph", id=graph.key, edgedefault="directed")
    _tell(whole, "graph", {"label": graph.label, **graph.facts})
    for key, facts in nodes:
        _tell(SubElement(whole, "node", id=key), "node", facts)
    for arrow, facts in arrows:
        _tell(SubElement(whole, "edge", source=arrow.cause, target=arrow.effect), "edge", facts)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _listed(personas: tuple[str, ...]) -> Mapping[str, Fact]:
    return {"desired_by": "; ".join(personas)} if personas else {}


def _within(graph: PlainGraph, region: str | None) -> Mapping[str, Fact]:
    return {"region": graph.regions[region]} if region else {}


def _declare(root: Element, of: str, things: list[dict[str, Fact]]) -> None:
    """A declaration of every fact that is told of any of these things."""
    kinds = {name: type(fact) for facts in things for name, fact in facts.items()}
    for name in sorted(kinds):
        SubElement(root, "key", {"id": f"{of}-{name}", "for": of, "attr.name": name, "attr.type": _TYPES[kinds[name]]})


def _tell(element: Element, of: str, facts: Mapping[str, Fact]) -> None:
    for name, fact in facts.items():
        told = SubElement(element, "data", key=f"{of}-{name}")
        told.text = str(fact).lower() if isinstance(fact, bool) else str(fact)
