"""A network as JSON for other tools, in the JSON Graph Format (version 2): a graph with nodes by key, and edges."""

from __future__ import annotations

import json

from valuenet.diagram.plain_graph import PlainGraph


def json_graph(graph: PlainGraph) -> str:
    """The graph as one JSON document, sorted as the network is."""
    nodes = {
        node.key: {
            "label": node.label,
            "metadata": {
                **node.facts,
                **({"desired_by": list(node.personas)} if node.personas else {}),
                **({"region": graph.regions[node.region]} if node.region else {}),
            },
        }
        for node in graph.nodes
    }
    edges = [
        {"source": arrow.cause, "target": arrow.effect, "relation": "leads to", "metadata": {"strength": arrow.strength, **arrow.facts}}
        for arrow in graph.arrows
    ]
    whole = {"id": graph.key, "label": graph.label, "directed": True, "metadata": graph.facts, "nodes": nodes, "edges": edges}
    return json.dumps({"graph": whole}, ensure_ascii=False, indent=2) + "\n"
