"""Reading DOT text in tests: its nodes, arrows and labels as values; and drawing it with the program that comes with us."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from xml.etree import ElementTree

from valuenet.diagram.program import Picture, program_for

_STATEMENT = re.compile(r"\s*(?:subgraph )?(?P<tail>\w+)(?: -> (?P<head>\w+))? (?P<rest>\[.*\])$")
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Dot:
    """What a DOT text says: attributes by node, by arrow, and of the graph and each outline in order."""

    graph: Mapping[str, str]
    nodes: Mapping[str, Mapping[str, str]]
    arrows: Mapping[tuple[str, str], Mapping[str, str]]
    frames: tuple[Mapping[str, str], ...] = field(default=())

    @property
    def outlines(self) -> list[Mapping[str, str]]:
        """The frames that people see."""
        return [frame for frame in self.frames if frame.get("label", '""') not in ('""', "")]


def read(text: str) -> Dot:
    """The statements of a DOT text; nodes that are only named keep what they have."""
    nodes: dict[str, Mapping[str, str]] = {}
    arrows: dict[tuple[str, str], Mapping[str, str]] = {}
    graphs: list[Mapping[str, str]] = []
    for line in text.splitlines():
        found = _STATEMENT.match(line)
        if found is None:
            continue
        attributes = dict(_attributes(found["rest"]))
        if found["head"]:
            arrows[found["tail"], found["head"]] = attributes
        elif found["tail"] == "graph":
            graphs.append(attributes)
        elif found["tail"] not in ("node", "edge"):
            nodes[found["tail"]] = attributes
    return Dot(graph={**graphs[1], **graphs[0]}, nodes=nodes, arrows=arrows, frames=tuple(graphs[2:]))


def words(label: str) -> str:
    """What a reader sees of a label: its text without markup, on one line."""
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", label[1:-1])).replace("\\\\", "\\").split())


def svg(text: str) -> ElementTree.Element:
    """The picture of a DOT text, parsed; a text that the program refuses fails the test."""
    program = program_for(Picture.SVG)
    done = subprocess.run([program.path, "-Tsvg"], input=text.encode(), capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()[-2_000:]
    return ElementTree.fromstring(done.stdout)


def _attributes(rest: str) -> Iterator[tuple[str, str]]:
    place = 1
    while place < len(rest) - 1:
        name, equals, _ = rest[place:].partition("=")
        assert equals, rest[place:]
        start = place + len(name) + 1
        place = _end(rest, start)
        yield name.strip(), rest[start:place].strip('"')


def _end(rest: str, start: int) -> int:
    """Where a value ends that begins here: quoted, markup or bare."""
    if rest[start] == '"':
        return rest.index('"', start + 1) + 1
    if rest[start] != "<":
        found = re.compile(r"[ \]]").search(rest, start)
        assert found is not None
        return found.start()
    depth = 0
    for place in range(start, len(rest)):
        depth += {"<": 1, ">": -1}.get(rest[place], 0)
        if not depth:
            return place + 1
    raise AssertionError("a label that does not end")
