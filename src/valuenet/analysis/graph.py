"""The arrows of a network as a graph of networkx, for the questions that its algorithms answer."""

from __future__ import annotations

from collections.abc import Collection

from valuenet.analysis.late import networkx
from valuenet.model.ids import NodeId
from valuenet.model.network import Network


def arrow_graph(network: Network, within: Collection[NodeId] | None = None) -> networkx.DiGraph[NodeId]:
    """(cause)-[:LEADS_TO]->(effect): all nodes and arrows, or those among some nodes, in the order of the network."""
    graph: networkx.DiGraph[NodeId] = networkx.DiGraph()
    graph.add_nodes_from(node.id for node in network.nodes if within is None or node.id in within)
    graph.add_edges_from((arrow.cause, arrow.effect) for arrow in network.arrows if arrow.cause in graph and arrow.effect in graph)
    return graph
