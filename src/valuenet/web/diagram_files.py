"""Pictures of a network under `/networks/{id}/diagram.{svg,png,…}`, with the view as the parameters of the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from valuenet.api.context import Context
from valuenet.diagram.stepper import policy
from valuenet.diagram.view import View, parse
from valuenet.errors import InvalidQuestion, NotFound, Problem
from valuenet.service.diagrams import DiagramFormat, diagram_of
from valuenet.service.reading import Reading
from valuenet.web.exports import Export, Parameters

DIAGRAM = "diagram."

_MEDIA_TYPES: Mapping[DiagramFormat, str] = {
    DiagramFormat.SVG: "image/svg+xml; charset=utf-8",
    DiagramFormat.PNG: "image/png",
    DiagramFormat.PDF: "application/pdf",
    DiagramFormat.DOT: "text/vnd.graphviz; charset=utf-8",
    DiagramFormat.MERMAID: "text/vnd.mermaid; charset=utf-8",
    DiagramFormat.GRAPHML: "application/graphml+xml; charset=utf-8",
    DiagramFormat.JSON: "application/vnd.jgf+json",
    DiagramFormat.HTML: "text/html; charset=utf-8",
}
_STILL = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"


def diagram_file(context: Context, reading: Reading, file: str, query: Parameters) -> Export:
    """The picture of a network that an address asks for; `InvalidQuestion` tells all that is wrong with the view."""
    ending = file.removeprefix(DIAGRAM)
    if ending not in set(DiagramFormat):
        raise NotFound("file", file, f"a diagram can be had as {', '.join(DiagramFormat)}")
    format = DiagramFormat(ending)
    view, scale, build_up = _asked(query, format)
    wanted = replace(diagram_of(context.library, context.caller, reading, view), scale=scale, build_up=build_up)
    gallery = context.gallery
    if not build_up and format is not DiagramFormat.HTML:
        gallery.drawing(wanted)  # what is wrong with the view is told before anybody is told that nothing has changed
    return Export(
        subject=subject_of(wanted.reading),
        tag=gallery.tag(wanted, format),
        media_type=_MEDIA_TYPES[format],
        write=lambda: gallery.file(wanted, format),
        policy=f"{policy()}; frame-ancestors 'self'" if format is DiagramFormat.HTML else _STILL,
    )


def subject_of(reading: Reading) -> str:
    """The network as the trail calls it."""
    return f"network {reading.network.key}"


def _asked(query: Parameters, format: DiagramFormat) -> tuple[View, float, bool]:
    """The view, the scale of a PNG, and whether the steps of a build-up are wanted."""
    problems: list[Problem] = []
    scales = [value for name, value in query if name == "scale"]
    steps = [value for name, value in query if name == "build-up"]
    scale = 1.0
    if scales:
        try:
            (scale,) = map(float, scales)
        except ValueError:
            problems.append(_problem("scale", f"is {', '.join(scales)[:60]!r}", "give one number, such as 2"))
        if format is not DiagramFormat.PNG:
            problems.append(_problem("scale", f"is of no use for {format.value}", "leave it out: only a PNG has a size of its own"))
    if steps and (steps != ["yes"] or format not in {DiagramFormat.PDF, DiagramFormat.HTML}):
        problems.append(_problem("build-up", f"is {', '.join(steps)[:60]!r} for {format.value}", "say build-up=yes for pdf or html"))
    try:
        view = parse((name, value) for name, value in query if name not in {"scale", "build-up"})
    except InvalidQuestion as invalid:
        raise InvalidQuestion([*problems, *invalid.problems]) from invalid
    if problems:
        raise InvalidQuestion(problems)
    return view, scale, bool(steps)


def _problem(path: str, message: str, remedy: str) -> Problem:
    return Problem(path=path, code="NOT_UNDERSTOOD", message=message, remedy=remedy)
