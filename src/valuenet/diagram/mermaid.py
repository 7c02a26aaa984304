"""A network as a Mermaid flowchart, the text that many wikis and code hosts draw by themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from valuenet.diagram.plain_graph import PlainGraph, PlainNode
from valuenet.diagram.view import Orientation
from valuenet.model.vocabulary import Strength

_LINKS: Mapping[str, str] = {
    Strength.ALMOST_ALWAYS: "==>",
    Strength.USUALLY: "-->",
    Strength.SOMETIMES: "-.->",
    Strength.RARELY: "-. rarely .->",
}
_CLASSES = (
    "classDef differentiator fill:#1d3a5f,stroke:#1d3a5f,color:#ffffff,font-weight:bold",
    "classDef outcome fill:#f3f7fb,stroke:#486581,color:#1f2933",
    "classDef personal fill:#f3f7fb,stroke:#486581,color:#1f2933,stroke-width:4px",
    "classDef unwanted fill:#d5d9de,stroke:#486581,color:#1f2933",
    "classDef unforeseen stroke-dasharray:5 3",
)
# Mermaid reads entities (#35;), Markdown and HTML in a text: whatever could begin one is written as its code.
_ACTIVE = re.compile(r"""[#"<>&`\\;%*_~|{}\[\]()$^=@:/]|^[-+]|(?<=\d)\.|www(?=\.)""")


def mermaid(graph: PlainGraph, direction: Orientation = Orientation.TOP_DOWN) -> str:
    """The graph as the text of one flowchart; the texts of people stand in quotes, and nothing in them is read as anything else."""
    handles = {node.key: f"n{number}" for number, node in enumerate(graph.nodes)}
    lines = ["---", f"title: {json.dumps(graph.label, ensure_ascii=False)}", "---", f"flowchart {direction.value}"]
    lines += _lines("", (node for node in graph.nodes if node.region is None), handles)
    for number, (key, title) in enumerate(graph.regions.items()):
        lines.append(f'  subgraph r{number}["{_quoted(title)}"]')
        lines += _lines("  ", (node for node in graph.nodes if node.region == key), handles)
        lines.append("  end")
    lines += [f"  {handles[arrow.cause]} {_LINKS[arrow.strength]} {handles[arrow.effect]}" for arrow in graph.arrows]
    lines += [f"  {one}" for one in _CLASSES]
    for name, members in _classes(graph.nodes).items():
        if members:
            lines.append(f"  class {','.join(handles[key] for key in members)} {name}")
    return "\n".join(lines) + "\n"


def _lines(margin: str, nodes: Iterator[PlainNode], handles: Mapping[str, str]) -> Iterator[str]:
    for node in nodes:
        text = _quoted(node.label) if node.facts.get("wanted", True) else f"\N{MULTIPLICATION SIGN} {_quoted(node.label)}"
        if node.personas:
            text += f"<br/>▪ {', '.join(map(_quoted, node.personas))}"
        opening, closing = ("[", "]") if node.differentiator else ("([", "])")
        yield f'{margin}  {handles[node.key]}{opening}"{text}"{closing}'


def _classes(nodes: Sequence[PlainNode]) -> Mapping[str, list[str]]:
    """Which nodes look like what."""
    found: dict[str, list[str]] = {"differentiator": [], "outcome": [], "personal": [], "unwanted": [], "unforeseen": []}
    for node in nodes:
        if node.differentiator:
            found["differentiator"].append(node.key)
            continue
        wanted, personal = node.facts["wanted"], node.facts["kind"] == "personal"
        found["unwanted" if not wanted else "personal" if personal else "outcome"].append(node.key)
        if not node.facts["anticipated"]:
            found["unforeseen"].append(node.key)
    return found


def _quoted(text: str) -> str:
    """A text as it may stand between the quotes of a label."""
    return _ACTIVE.sub(lambda found: "".join(f"#{ord(character)};" for character in found[0]), text)
