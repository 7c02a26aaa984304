"""Networks for other tools: what is written is read back by a parser that knows nothing of us."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest

from asking import EXAMPLES
from valuenet.cli.comparisons import file_reading
from valuenet.diagram.graphml import graphml
from valuenet.diagram.json_graph import json_graph
from valuenet.diagram.mermaid import mermaid
from valuenet.diagram.plain_graph import Fact, PlainArrow, PlainGraph, PlainNode, plain_graph
from valuenet.diagram.view import Orientation
from valuenet.model.vocabulary import Strength

NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
HOSTILE = '"]; click n0 "javascript:x" %%{init: {}}%% `**b**` <b onclick=x>&#35; \\ 1. - www.example.org https://example.org end'


def example(name: str) -> PlainGraph:
    reading = file_reading(str(EXAMPLES / f"{name}.yaml"))
    return plain_graph(reading.network, reading.directory, {node.id for node in reading.network.nodes})


def hostile() -> PlainGraph:
    fact: dict[str, Fact] = {"type": "outcome", "kind": "business", "anticipated": True, "wanted": True, "evidence": HOSTILE}
    nodes = (
        PlainNode(key="a", label=HOSTILE, differentiator=True, personas=(), region=None, facts={"type": "differentiator"}),
        PlainNode(key="b", label="- 1. list", differentiator=False, personas=(HOSTILE,), region="r", facts=fact),
    )
    arrows = (PlainArrow(cause="a", effect="b", strength=Strength.RARELY.value, facts={"why": HOSTILE}),)
    return PlainGraph(key="k", label=HOSTILE, facts={"revision": 1}, nodes=nodes, arrows=arrows, regions={"r": HOSTILE})


GRAPHS = [pytest.param(example(name), id=name) for name in NAMES] + [pytest.param(hostile(), id="hostile")]


@pytest.mark.parametrize("graph", GRAPHS)
def test_graphml_is_read_back_with_its_facts(graph: PlainGraph) -> None:
    read: Any = networkx.parse_graphml(graphml(graph))
    assert set(read.nodes) == {node.key for node in graph.nodes}
    assert set(read.edges) == {(arrow.cause, arrow.effect) for arrow in graph.arrows}
    for node in graph.nodes:
        told = read.nodes[node.key]
        assert told["label"] == node.label
        assert {name: told[name] for name in node.facts} == dict(node.facts)
        assert told.get("desired_by", "") == "; ".join(node.personas)
    for arrow in graph.arrows:
        assert read.edges[arrow.cause, arrow.effect]["label"] == arrow.strength


def test_graphml_declares_every_attribute_it_uses_once() -> None:
    root = ElementTree.fromstring(graphml(example(NAMES[0])))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    declared = [key.attrib["id"] for key in root.iter(f"{space}key")]
    assert len(declared) == len(set(declared))
    assert {told.attrib["key"] for told in root.iter(f"{space}data")} == set(declared)


@pytest.mark.parametrize("graph", GRAPHS)
def test_json_is_read_back_with_its_facts(graph: PlainGraph) -> None:
    read = json.loads(json_graph(graph))["graph"]
    assert (read["id"], read["label"], read["directed"]) == (graph.key, graph.label, True)
    assert {key: node["label"] for key, node in read["nodes"].items()} == {node.key: node.label for node in graph.nodes}
    told = [(edge["source"], edge["target"], edge["metadata"]["strength"]) for edge in read["edges"]]
    assert told == [(arrow.cause, arrow.effect, arrow.strength) for arrow in graph.arrows]


TEXT = r'"((?:[^"\#<>`&\\]|\#\d+;|<br/>)*)"'
GRAMMAR = re.compile(
    rf"""flowchart\ (?:TB|LR)
    | \s*n\d+(?:\[{TEXT}\] | \(\[{TEXT}\]\))
    | \s*subgraph\ r\d+\[{TEXT}\]
    | \s*end
    | \s*n\d+\ (?:==>|-->|-\.->|-\.\ rarely\ \.->)\ n\d+
    | \s*classDef\ [a-z]+\ [a-z0-9:#,\ -]+
    | \s*class\ n\d+(?:,n\d+)*\ [a-z]+""",
    re.VERBOSE,
)


@pytest.mark.parametrize("graph", GRAPHS)
def test_mermaid_has_the_grammar_of_a_flowchart_and_people_s_words_only_in_quotes(graph: PlainGraph) -> None:
    opening, title, closing, *lines = mermaid(graph).splitlines()
    assert (opening, closing) == ("---", "---")
    assert json.loads(title.removeprefix("title: ")) == graph.label
    assert [line for line in lines if not GRAMMAR.fullmatch(line)] == []


@pytest.mark.parametrize("graph", GRAPHS)
def test_mermaid_says_every_title_as_it_is(graph: PlainGraph) -> None:
    text = mermaid(graph)
    said = [unescape(re.sub(r"#(\d+);", r"&#\1;", found)) for found in re.findall(rf"n\d+\(?\[{TEXT}", text)]
    titles = [one.split("<br/>▪")[0].removeprefix("\N{MULTIPLICATION SIGN} ") for one in said]
    assert sorted(titles) == sorted(node.label for node in graph.nodes)
    assert len(re.findall(r"^  n\d+ [=-]", text, re.MULTILINE)) == len(graph.arrows)


def test_mermaid_goes_the_way_that_is_asked_for() -> None:
    assert "\nflowchart LR\n" in mermaid(hostile(), Orientation.LEFT_RIGHT)


def test_a_part_of_a_network_has_the_arrows_among_its_nodes_and_no_others() -> None:
    reading = file_reading(str(EXAMPLES / "car-dealer.yaml"))
    arrow = reading.network.arrows[0]
    part = plain_graph(reading.network, reading.directory, {arrow.cause, arrow.effect})
    assert len(part.nodes) == 2
    assert len(part.arrows) == 1
