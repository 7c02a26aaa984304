"""F7: a diagram takes at most 1.3 times the renderer alone on the same text, and nothing when nothing changed.

The diagram is all of it: a network becomes DOT text, the text a picture, the picture gets its accessible names. The baseline
runs the same program on the same text as plainly as Python can. A repeated diagram is measured against the same baseline.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from benchmarks.figures import Figure, Ratio, side_by_side, taken
from benchmarks.ground import Ground
from benchmarks.workspace import Size, Workspace
from valuenet.diagram.program import Picture, program_for
from valuenet.diagram.view import View
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.diagrams import Diagram, DiagramFormat, diagram_of
from valuenet.service.questions import network_read
from valuenet.settings import RendererSettings
from valuenet.wiring import build_gallery

BOUND = 1.3
NOTHING = 0.05
"""What nothing is, as a share of the renderer's time: one read of the store's revision and a look into memory."""


def figures(ground: Ground, size: Size, rounds: int) -> Iterator[Figure]:
    """A network as large as people print, drawn whole; one as large as the promises say, in the view that is its answer, and whole."""
    workspace = Workspace(size)
    large = workspace.network("large")
    workspace.size = replace(size, outcomes=min(size.outcomes, 30), arrows=min(size.arrows, 60), tags=min(size.tags, 60))
    ground.fill([large, workspace.network("printed")], ground.introduce(workspace))
    for key, view in (("printed", View()), ("large", View()), ("large", View(whole=True))):
        yield from _of(ground, key, view, rounds)


def _of(ground: Ground, key: str, view: View, rounds: int) -> Iterator[Figure]:
    fresh = count()
    gallery = build_gallery(RendererSettings())
    text = gallery.drawing(_diagram(ground, key, view)).text.encode()
    program = program_for(Picture.SVG).path
    outcomes = len(_diagram(ground, key, view).reading.network.outcomes)
    what, baseline = f"SVG of {outcomes} outcomes{', whole' if view.whole else ''}", "the renderer alone"

    def drawn(_: int) -> float:
        """A diagram of a network that has just changed: nothing of it was drawn before."""
        asked = _diagram(ground, key, view)
        changed = replace(asked.reading.network, revision=1_000 + next(fresh))
        new: Diagram = replace(asked, reading=replace(asked.reading, network=changed))
        return taken(lambda: gallery.file(new, DiagramFormat.SVG))

    def again(_: int) -> float:
        return taken(lambda: gallery.file(_diagram(ground, key, view), DiagramFormat.SVG))

    def alone(_: int) -> float:
        return taken(lambda: subprocess.run([program, "-Tsvg"], input=text, capture_output=True, check=True))

    ours, bare = side_by_side(rounds, drawn, alone)
    yield Ratio(promise="F7", store=ground.name, what=what, baseline=baseline, seconds=ours, baseline_seconds=bare, bound=BOUND)
    ours, bare = side_by_side(rounds, again, alone)
    yield Ratio(
        promise="F7", store=ground.name, what=f"{what} again", baseline=baseline, seconds=ours, baseline_seconds=bare, bound=NOTHING
    )


def _diagram(ground: Ground, key: str, view: View) -> Diagram:
    """A view of a network as it is now."""
    return diagram_of(ground.library, LOCAL_CALLER, network_read(ground.library, LOCAL_CALLER, key), view)
