"""A network and a view as DOT text: pure, sorted, the same for the same input; what people wrote stands in labels only.

    (:Differentiator)-[:LEADS_TO]->(:Outcome)-[:LEADS_TO]->(:Outcome)-[:DESIRED_BY]->(:Persona)

Nodes, arrows and regions have generated names, which are also the `id`s of their elements in a picture.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphviz import Digraph

from valuenet.diagram.beside import beside
from valuenet.diagram.drawing import Drawing
from valuenet.diagram.layout import Line
from valuenet.diagram.legend import head
from valuenet.diagram.markup import name_label
from valuenet.diagram.paint import line_attributes, node_attributes
from valuenet.diagram.panel import Panel, panels
from valuenet.diagram.stage import WHOLE, Stage
from valuenet.diagram.telling import arrows_told, description, nodes_told, regions_told
from valuenet.diagram.theme import PALETTES, Palette
from valuenet.diagram.view import Orientation, View
from valuenet.diagram.wrapping import filled
from valuenet.model.directory import Directory
from valuenet.model.network import Differentiator, Network

_PAGE = "15.7,10.9"
"""What an A3 page holds in inches: pictures of many nodes are pressed to its shape and size; those of few would be stretched."""
_PRESSED = 20

_TAG_ROOM = "6"
_REGION_ROOM = "9"
_NAME_SIZE = 11.0
_NAME_DOWN, _NAME_RIGHT = 118.0, 260.0
"""How wide the name of a region may be, top down and from left to right."""
_HEADING_SIZE, _HEADING_WIDTH, _HEADING_ROOM = 14.0, 420.0, "16"


def drawing(network: Network, directory: Directory, view: View, *, beside: Network | None = None, stage: Stage = WHOLE) -> Drawing:
    """The picture of a network in a view, next to that of an alternative where one is given."""
    return _written(panels(network, directory, view, beside=beside), view, stage)


def _written(parts: Sequence[Panel], view: View, stage: Stage) -> Drawing:
    palette = PALETTES[view.theme]
    title = ", beside ".join(one.scene.title for one in parts)
    graph = _graph(parts, palette)
    said = _said(parts, view, stage)
    graph.attr("graph", label=head(parts, palette, stage, title=title, said=said, legend=view.legend), labelloc="t", labeljust="l")
    for one in parts:
        if len(parts) == 1:
            _draw(graph, one, view, palette, stage)
            continue
        with graph.subgraph(name=f"cluster_{one.prefix}") as frame:
            frame.attr("graph", **_heading(one.network.name, palette))
            _draw(frame, one, view, palette, stage)
    return Drawing(
        text=graph.source,
        title=title,
        description=description(parts),
        notes=tuple(note for one in parts for note in one.scene.notes),
        outcomes=sum(one.scene.outcomes for one in parts),
        nodes={handle: part for one in parts for handle, part in nodes_told(one)},
        arrows={handle: part for one in parts for handle, part in arrows_told(one)},
        regions={handle: part for one in parts for handle, part in regions_told(one)},
    )


def _graph(parts: Sequence[Panel], palette: Palette) -> Digraph:
    """An empty graph with what holds for all of it."""
    nodes = sum(len(one.scene.nodes) for one in parts)
    orientation = parts[0].scene.orientation
    attributes = {
        "rankdir": orientation.value,
        "newrank": "true",
        "splines": "spline",
        "nodesep": ".05",
        "ranksep": ".36" if orientation is Orientation.TOP_DOWN else ".6",
        "bgcolor": palette.bg,
        "pad": ".25",
        "outputorder": "edgesfirst",
        "fontname": "Arial",
        "fontsize": "8",
        "fontcolor": palette.ink,
    }
    if nodes >= _PRESSED:
        attributes |= {"ratio": "compress", "size": _PAGE}
    graph: Digraph = Digraph(
        "valuenet",
        graph_attr=attributes,
        node_attr={
            "fontname": "Arial",
            "fontsize": "10",
            "fontcolor": palette.ink,
            "color": palette.line,
            "penwidth": "1.2",
            "margin": "0",
        },
        edge_attr={"color": palette.arrow, "arrowsize": ".75"},
    )
    return graph


def _said(parts: Sequence[Panel], view: View, stage: Stage) -> str:
    """The line under the name: offering, view and filters, step, revision and date."""
    told = []
    for one in parts:
        levels = "rows by distance" if view.levels else ""
        date = one.network.changed_at[:10]
        words = (one.network.root.offering, one.scene.said, levels, stage.said, f"revision {one.network.revision}", date)
        told.append(" · ".join(filter(None, words)))
    return "; beside it: ".join(told)


def _draw(graph: Digraph, one: Panel, view: View, palette: Palette, stage: Stage) -> None:
    """Everything of one network: names of rows, so that they come first; regions with their nodes, other nodes, then the arrows."""
    if view.levels:
        _levels(graph, one, palette)
    inside = set()
    for number, (region, members) in enumerate(one.regions.outlined):
        colour = palette.outlines[region.outline]
        with graph.subgraph(name=f"cluster_{one.prefix}r{number}") as outline:
            look = _outline(region.title, colour, one.scene.orientation, hidden=not stage.people)
            outline.attr("graph", id=f"{one.prefix}r{number}", **look)
            for place, node in enumerate(one.layout.nodes):
                if node.id in members:
                    inside.add(place)
                    _node(outline, one, place, palette, stage)
    for place in range(len(one.layout.nodes)):
        if place not in inside:
            _node(graph, one, place, palette, stage)
    _rows(graph, one)
    for number, line in enumerate(one.layout.lines):
        _line(graph, one, line, number, palette, stage)


def _outline(title: str, colour: str, orientation: Orientation, *, hidden: bool) -> dict[str, str]:
    """The outline of a region, with its name in an upper corner: top down the right one, where arrows come least."""
    down = orientation is Orientation.TOP_DOWN
    lines = filled(title, _NAME_SIZE, _NAME_DOWN if down else _NAME_RIGHT, bold=True)
    name = name_label(lines, _NAME_SIZE, hidden=hidden)
    place = {"label": name, "labelloc": "t", "labeljust": "r" if down else "l", "fontsize": f"{_NAME_SIZE:g}", "margin": _REGION_ROOM}
    return place | {"style": "invis" if hidden else "rounded", "color": colour, "fontcolor": colour, "penwidth": "1.8"}


def _heading(title: str, palette: Palette) -> dict[str, str]:
    """The name of one of two networks above it, without a frame: arrows that lead back would cross one."""
    name = name_label(filled(title, _HEADING_SIZE, _HEADING_WIDTH, bold=True), _HEADING_SIZE)
    place = {"label": name, "labelloc": "t", "labeljust": "l", "fontsize": f"{_HEADING_SIZE:g}", "margin": _HEADING_ROOM}
    return place | {"color": palette.bg, "fontcolor": palette.ink}


def _node(graph: Digraph, one: Panel, place: int, palette: Palette, stage: Stage) -> None:
    """A node and what stands beside it, kept together by a frame of their own that nobody sees."""
    handle, node = one.handle(place), one.node(place)
    attributes = dict(node_attributes(node, palette, lit=node.id in one.scene.lit, faded=one.faded(place)))
    if not stage.shows(one.layout.rows[place]):
        attributes["style"] = "invis"
    with graph.subgraph(name=f"cluster_{handle}") as frame:
        frame.attr("graph", style="invis", margin=_TAG_ROOM, label="")
        frame.node(handle, id=handle, **attributes)
        tags = beside(one, place, palette, stage)
        if tags is None:
            return
        hidden = {} if stage.people or stage.loops else {"style": "invis"}
        frame.node(f"{handle}t", shape="plain", label=tags, **hidden)
        with frame.subgraph() as row:
            row.attr(rank="same")
            row.node(handle)
            row.node(f"{handle}t")
        ends = (handle, f"{handle}t")
        frame.edge(*(ends if one.scene.orientation is Orientation.TOP_DOWN else ends[::-1]), style="invis", weight="100")


def _rows(graph: Digraph, one: Panel) -> None:
    """Differentiators stand first; an outcome that nothing leads down to stands after them all the same."""
    first = [place for place, node in enumerate(one.layout.nodes) if isinstance(node, Differentiator)]
    if first:
        with graph.subgraph() as row:
            row.attr(rank="min")
            for place in first:
                row.node(one.handle(place))
    led = {line.head for line in one.layout.lines if line.binding}
    for place in range(len(one.layout.nodes)):
        if first and place not in first and place not in led:
            graph.edge(one.handle(first[0]), one.handle(place), style="invis", weight="0")


def _levels(graph: Digraph, one: Panel, palette: Palette) -> None:
    """Rows by distance, each with its name before it."""
    before = None
    for row in sorted(set(one.layout.rows)):
        name = f"{one.prefix}l{row}"
        graph.node(name, shape="plain", label=_ORDERS[row] if row < len(_ORDERS) else f"order {row}", fontcolor=palette.dim, fontsize="9")
        with graph.subgraph() as level:
            level.attr(rank="same")
            level.node(name)
            for place, here in enumerate(one.layout.rows):
                if here == row:
                    level.node(one.handle(place))
        if before is not None:
            graph.edge(before, name, style="invis", weight="10")
        before = name


_ORDERS = ("different", "first order", "second order", "third order", "fourth order", "fifth order")
"""What stands in the rows by distance: what is different, and the orders of outcomes."""


def _line(graph: Digraph, one: Panel, line: Line, number: int, palette: Palette, stage: Stage) -> None:
    """An arrow, from its cause to its effect; before a build-up tells of loops it has one head, and none leads back."""
    faded = one.faded(line.tail) or one.faded(line.head)
    circular = stage.loops and one.circular(line)
    attributes = dict(line_attributes(line, palette, circular=circular, vicious=circular and one.vicious(line), faded=faded))
    rows = one.layout.rows
    if not (stage.shows(rows[line.tail]) and stage.shows(rows[line.head])) or (line.closing and not line.mutual and not stage.loops):
        attributes["style"] = "invis"
    graph.edge(one.handle(line.tail), one.handle(line.head), id=f"{one.prefix}a{number}", **attributes)
