"""S10: hostile labels, many to a network, drawn by the real renderer: every SVG well-formed, nothing active in it.

    python -m benchmarks.s10_hostile_labels [HOW MANY]        (default 100000)

Each network is built through the model, so a text that the model refuses is counted, not drawn. Titles, regions, personas,
metrics and the network's own name are hostile. Exits with 1 at the first SVG that is broken or that could act.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from random import Random
from xml.etree import ElementTree

from benchmarks.steady import command_line
from valuenet.diagram.dot import drawing
from valuenet.diagram.drawing import Drawing
from valuenet.diagram.program import Picture
from valuenet.diagram.render import Renderer
from valuenet.diagram.svg import finished
from valuenet.diagram.view import View
from valuenet.errors import Invalid
from valuenet.model.directory import THE_STATUS_QUO, Directory, Persona
from valuenet.model.ids import LOCAL, DifferentiatorId, Key, NetworkId, OutcomeId, PersonaId, RegionId
from valuenet.model.network import DesiredBy, Differentiator, LeadsTo, Metric, Network, Outcome, Region, Root

TOGETHER = 40
"""How many outcomes one network has."""

_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = {f"{_SVG}{name}" for name in ("svg", "g", "title", "desc", "polygon", "polyline", "path", "ellipse", "text")}
_FREE = {"data-key", "data-id"}
_PIECES = (
    "<script>alert(1)</script>",
    "</text></svg>",
    "<svg/onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    '" onload="alert(1)',
    "' href='//x",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>",
    "&y;",
    "&lt;",
    "&#60;",
    "&#x0;",
    "&amp;#60;",
    "\\N",
    "\\G",
    "\\n",
    "\\",
    "&#92;N",
    "<table><tr><td href='javascript:x'>",
    "<br/>",
    "<b>",
    "</font>",
    "url(#x)",
    '"]; evil [label="',
    "}; digraph {",
    "{a|b}",
    "a:b:c",
    "//",
    "/*",
    "#",
    "%0a",
    "\u00a0",
    "\u200d",
    "\u0301",
    "\u00ad",
    "\u202e",
    "\ufffe",
    "\uffff",
    "\ufffd",
    "\ud7ff",
    "\ue000",
    "\U0001f600",
    "\U0010fffd",
    "日本語",
    "مرحبا",
    "×",  # noqa: RUF001  # the sign that stands before unwanted outcomes
    "so that",
    "W" * 30,
    " ",
)


class Hostility:
    """Makes texts, the same in every run; counts what the model takes and what it refuses."""

    def __init__(self, seed: int = 10) -> None:
        self._random = Random(seed)
        self.taken = self.refused = 0

    def title(self) -> str:
        """The next text that the model takes as a title."""
        while True:
            text = self._text()
            try:
                settled = Outcome(id=OutcomeId("out_x"), key=Key("x"), title=text).title
            except Invalid:
                self.refused += 1
                continue
            self.taken += 1
            return settled

    def _text(self) -> str:
        pick = self._random.random
        if pick() < 0.2:
            return "".join(
                chr(self._random.choice((self._random.randrange(0x20, 0x3000), self._random.randrange(0x110000)))) for _ in range(9)
            )
        return "".join(self._random.choices(_PIECES, k=self._random.randrange(1, 7)))[:200]

    def network(self, number: int) -> tuple[Network, Directory]:
        """A network of hostile texts."""
        personas = tuple(Persona(id=PersonaId(f"per_{place}"), key=Key(f"persona-{place}"), name=self.title()) for place in range(3))
        start = Differentiator(id=DifferentiatorId("dif_0"), key=Key("start"), title=self.title())
        outcomes = tuple(
            Outcome(
                id=OutcomeId(f"out_{place:02}"),
                key=Key(f"o{place:02}"),
                title=self.title(),
                metric=self._metric(place),
                wanted=place % 7 != 0,
            )
            for place in range(TOGETHER)
        )
        arrows = tuple(
            LeadsTo(cause=start.id if place < 5 else outcomes[self._random.randrange(place)].id, effect=outcome.id)
            for place, outcome in enumerate(outcomes)
        )
        network = Network(
            id=NetworkId("net_x"),
            workspace=LOCAL,
            revision=number,
            changed_at="2026-03-02T09:00:00.000000+00:00",
            root=Root(key=Key("hostile"), name=self.title(), offering=self.title()),
            differentiators=(start,),
            outcomes=outcomes,
            regions=(Region(id=RegionId("reg_0"), key=Key("here"), title=self.title(), nodes=(outcomes[0].id, outcomes[1].id)),),
            arrows=arrows,
            tags=tuple(DesiredBy(outcome=outcome.id, persona=personas[place % 3].id) for place, outcome in enumerate(outcomes)),
        )
        return network, Directory(workspace=LOCAL, personas=personas, alternatives=(THE_STATUS_QUO,))

    def _metric(self, place: int) -> Metric | None:
        return Metric(name=self.title()) if place % 5 == 0 else None


def faults(svg: bytes, drawn: Drawing) -> Iterator[str]:
    """What is wrong with an SVG: not well-formed, something that could act, a name that is not as it was written."""
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        yield f"not well-formed: {error}"
        return
    names: dict[str, str | None] = {}
    for element in root.iter():
        if element.tag not in _ELEMENTS:
            yield f"the element {element.tag}"
        for name, value in element.attrib.items():
            if name.lower().startswith("on") or "href" in name or name == "style":
                yield f"the attribute {name}"
            if name not in _FREE and ("url(" in value or "script:" in value):
                yield f"{name}={value!r}"
        if "data-kind" in element.attrib:
            names[element.attrib["data-key"]] = element.findtext(f"{_SVG}title")
    expected = {part.key: part.name for part in (*drawn.nodes.values(), *drawn.arrows.values(), *drawn.regions.values())}
    if names != expected:
        yield f"names that are not as they were written: {set(names.items()) ^ set(expected.items())}"


def main(labels: int) -> int:
    """Draw until so many labels were drawn."""
    hostility, renderer, began, drawings = Hostility(), Renderer(), time.monotonic(), 0
    while hostility.taken < labels:
        network, directory = hostility.network(drawings + 1)
        drawn = drawing(network, directory, View())
        for fault in faults(finished(renderer.render(drawn.text, Picture.SVG), drawn), drawn):
            print(f"S10: MISSED: {fault}")
            return 1
        drawings += 1
        if drawings % 250 == 0:
            print(f"{hostility.taken} labels …", file=sys.stderr, flush=True)
    seconds = time.monotonic() - began
    print(
        f"S10: {hostility.taken} hostile labels in {drawings} SVGs, every one well-formed and nothing active in it; "
        f"{hostility.refused} texts refused by the model; {seconds:.0f} s: met"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(command_line(__doc__, count=100_000).count))
