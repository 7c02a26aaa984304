"""Pictures of networks: one view as SVG, PNG, PDF or DOT, the same as other tools' graphs, and build-ups of many steps.

What was drawn is kept by what it was drawn from, so that a picture costs nothing while nothing has changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from importlib.metadata import version
from typing import Protocol

from valuenet.diagram.banner import banners
from valuenet.diagram.cache import Cache
from valuenet.diagram.dot import drawing
from valuenet.diagram.drawing import Drawing, Frame
from valuenet.diagram.frames import frames
from valuenet.diagram.graphml import graphml
from valuenet.diagram.json_graph import json_graph
from valuenet.diagram.mermaid import mermaid
from valuenet.diagram.plain_graph import PlainGraph, plain_graph
from valuenet.diagram.program import Picture
from valuenet.diagram.render import Renderer
from valuenet.diagram.stepper import Slide, stepper
from valuenet.diagram.svg import digest, finished
from valuenet.diagram.view import Orientation, View
from valuenet.errors import InvalidQuestion, NotDrawable, Problem
from valuenet.model.access import Action
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.networks import network_called
from valuenet.service.reading import Reading
from valuenet.service.rights import needs

_MIB = 1 << 20


class DiagramFormat(StrEnum):
    """What a picture can be had as, by the ending of its file."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"
    DOT = "dot"
    MERMAID = "mmd"
    GRAPHML = "graphml"
    JSON = "json"
    HTML = "html"


PICTURES = frozenset({DiagramFormat.SVG, DiagramFormat.PNG, DiagramFormat.PDF, DiagramFormat.HTML})
"""The formats that need a renderer."""

MOST_IN_PIXELS = 150
"""Of how many outcomes a PNG is made; a larger picture needs zooming, which pixels do not bear."""


@dataclass(frozen=True, kw_only=True)
class Diagram:
    """One view of a network, perhaps beside another one, not drawn yet; `build_up` asks for its steps, `scale` is that of a PNG."""

    reading: Reading
    view: View
    beside: Reading | None = None
    scale: float = 1.0
    build_up: bool = False

    @property
    def source(self) -> tuple[str, ...]:
        """All that the picture depends on, apart from the program that draws it."""
        sides = [self.reading, *([self.beside] if self.beside else [])]
        revisions = [f"{side.network.id} {side.network.revision} {side.directory.revision}" for side in sides]
        return (*revisions, self.view.key(), "build-up" if self.build_up else "")


class Binder(Protocol):
    """Makes one document of several pages: the title of each, and the PDFs of its banner and its picture."""

    def __call__(self, sheets: Sequence[tuple[str, bytes, bytes]], *, title: str, subject: str) -> bytes: ...


class Gallery:
    """Draws, and keeps what was drawn while there is room; safe to use from several threads."""

    def __init__(self, renderer: Renderer, bind: Binder) -> None:
        self._renderer = renderer
        self._bind = bind
        self._drawings = Cache[Drawing](lambda drawn: 2 * len(drawn.text), 16 * _MIB)
        self._pictures = Cache[bytes](len, 64 * _MIB)

    def drawing(self, diagram: Diagram) -> Drawing:
        """The text of a picture with what its parts mean, or `InvalidQuestion` for a view that this network does not have."""
        return self._drawings.get(diagram.source, lambda: _drawn(diagram))

    def tag(self, diagram: Diagram, format: DiagramFormat) -> str:
        """A short text that changes with the bytes of a picture, found without drawing it."""
        program = self._renderer.identity(_picture(format)) if format in PICTURES else ""
        told = (*diagram.source, format.value, f"{diagram.scale:g}", program, version("valuenet"))
        return sha256("\n".join(told).encode()).hexdigest()[:32]

    def file(self, diagram: Diagram, format: DiagramFormat) -> bytes:
        """The picture as a file; a build-up is one file only as PDF or HTML, and HTML is always one."""
        if format is DiagramFormat.HTML:
            return self._pictures.get(self.tag(diagram, format), lambda: self._html(diagram))
        if diagram.build_up:
            if format is not DiagramFormat.PDF:
                raise _misfit("build-up", f"cannot be one file of {format.value}", "ask for pdf or html")
            return self._pictures.get(self.tag(diagram, format), lambda: self._document(diagram))
        if format in PICTURES:
            drawn = self.drawing(diagram)
            if format is DiagramFormat.PNG and drawn.outcomes > MOST_IN_PIXELS:
                raise NotDrawable(f"in a PNG of {drawn.outcomes} outcomes nothing could be read: ask for SVG, or for a narrower view")
            return self._render(drawn, _picture(format), diagram.scale)
        return self._text(diagram, format).encode()

    def steps(self, diagram: Diagram, format: DiagramFormat) -> list[tuple[Frame, bytes]]:
        """Each step of a build-up with its own file, as SVG, PNG, PDF or DOT."""
        if format not in {DiagramFormat.SVG, DiagramFormat.PNG, DiagramFormat.PDF, DiagramFormat.DOT}:
            raise _misfit("build-up", f"has no steps as {format.value}", "ask for svg, png, pdf, dot or html")
        return [(frame, self._step(frame, diagram, format)) for frame in _frames(diagram)]

    def _step(self, frame: Frame, diagram: Diagram, format: DiagramFormat) -> bytes:
        if format is DiagramFormat.DOT:
            return frame.drawing.text.encode()
        return self._render(frame.drawing, _picture(format), diagram.scale)

    def _html(self, diagram: Diagram) -> bytes:
        shown = [
            Slide(title=frame.title, sentence=frame.sentence, svg=self._render(frame.drawing, Picture.SVG)) for frame in _frames(diagram)
        ]
        return stepper(shown, title=diagram.reading.network.name)

    def _document(self, diagram: Diagram) -> bytes:
        found = _frames(diagram)
        sheets = [
            (frame.title, self._renderer.render(banner, Picture.PDF), self._render(frame.drawing, Picture.PDF))
            for frame, banner in zip(found, banners(found, diagram.view.theme), strict=True)
        ]
        return self._bind(sheets, title=diagram.reading.network.name, subject=found[-1].drawing.description)

    def _render(self, drawn: Drawing, picture: Picture, scale: float = 1.0) -> bytes:
        """The picture of a drawing, kept by its content."""
        renderer = self._renderer
        size = scale if picture is Picture.PNG else 1.0

        def render() -> bytes:
            made = renderer.render(drawn.text, picture, scale=size)
            return finished(made, drawn) if picture is Picture.SVG else made

        content = drawn.text if picture is not Picture.SVG else f"{drawn.text}\n{_names(drawn)}"
        return self._pictures.get((digest(content), picture, size, renderer.identity(picture)), render)

    def _text(self, diagram: Diagram, format: DiagramFormat) -> str:
        match format:
            case DiagramFormat.MERMAID:
                return mermaid(self._graph(diagram), diagram.view.direction or Orientation.TOP_DOWN)
            case DiagramFormat.GRAPHML:
                return graphml(self._graph(diagram))
            case DiagramFormat.JSON:
                return json_graph(self._graph(diagram))
            case _:
                return self.drawing(diagram).text

    def _graph(self, diagram: Diagram) -> PlainGraph:
        """What other tools get: the nodes of the view, and of a large network all of it, since they can search."""
        view = diagram.view
        whole = view if view.top is not None or view.only else replace(view, whole=True)
        drawn = self.drawing(replace(diagram, view=whole))
        network, directory = diagram.reading.network, diagram.reading.directory
        return plain_graph(network, directory, {part.id for part in drawn.nodes.values()})


@needs(Action.READ)
def diagram_of(library: Library, caller: Caller, reading: Reading, view: View) -> Diagram:
    """A view of a network that was read already, perhaps as it was once, with the one that it is drawn beside."""
    beside = library.reading(caller.workspace, network_called(library, caller, view.beside)) if view.beside else None
    return Diagram(reading=reading, view=view, beside=beside)


def _drawn(diagram: Diagram) -> Drawing:
    beside = diagram.beside.network if diagram.beside else None
    return drawing(diagram.reading.network, diagram.reading.directory, diagram.view, beside=beside)


def _names(drawn: Drawing) -> str:
    """What an SVG says besides what its text draws."""
    parts = (*drawn.nodes.values(), *drawn.arrows.values(), *drawn.regions.values())
    return "\n".join([drawn.title, drawn.description, *(f"{part.kind} {part.key} {part.name}" for part in parts)])


def _frames(diagram: Diagram) -> Sequence[Frame]:
    return frames(diagram.reading.network, diagram.reading.directory, diagram.view)


def _picture(format: DiagramFormat) -> Picture:
    return Picture.SVG if format is DiagramFormat.HTML else Picture(format.value)


def _misfit(path: str, message: str, remedy: str) -> InvalidQuestion:
    return InvalidQuestion([Problem(path=path, code="CONTRADICTION", message=message, remedy=remedy)])
