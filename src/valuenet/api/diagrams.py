"""Pictures of a network over GraphQL: the view as an input, the picture with the addresses of its files."""

from __future__ import annotations

from dataclasses import fields
from typing import Any
from urllib.parse import quote

import strawberry

from valuenet.api.context import Info
from valuenet.api.describing import field, input_, output, said
from valuenet.diagram.drawing import Drawing
from valuenet.diagram.view import Orientation, Theme, View
from valuenet.service.diagrams import Diagram as DiagramValue
from valuenet.service.diagrams import DiagramFormat


@input_
class DiagramView:
    """What of a network is drawn, and how; with nothing said the whole, or its most desired outcomes where the whole is too large.

    One focus may be given: `personas`, a `differentiator`, `around` or a `loop`.
    """

    personas: list[str] = said("Keys of personas: what they desire is lit, with the best chain to each.", default_factory=list)
    differentiator: str | None = said("The key of a differentiator: what follows from it is lit.", default=None)
    around: str | None = said("The key of a node: what is `steps` arrows away from it is lit.", default=None)
    steps: int = said("How many arrows `around` reaches, 1 to 9.", default=1)
    loop: str | None = said("A loop by its mark in the picture, such as `R1`: its outcomes are lit.", default=None)
    only: bool = said("Leave out what is not in focus, instead of fading it.", default=False)
    top: int | None = said("Only so many of the most desired outcomes, 1 to 45.", default=None)
    levels: bool = said("Rows by the number of arrows from a differentiator; for small networks.", default=False)
    whole: bool = said("The whole network, however large.", default=False)
    beside: str | None = said("The key or id of another network, drawn next to this one.", default=None)
    direction: Orientation | None = said("Which way causes lead to effects; by default what suits the view.", default=None)
    theme: Theme = said("For which ground it is coloured.", default=Theme.LIGHT)
    regions: bool = said("Outline the regions.", default=True)
    legend: bool = said("Explain shapes, lines and short names.", default=True)

    def value(self) -> View:
        given: dict[str, Any] = {one.name: getattr(self, one.name) for one in fields(View)}
        return View(**given | {"personas": tuple(self.personas)})


@output
class Diagram:
    """A network as it is drawn for one view."""

    title: str = said("The heading of the picture.")
    description: str = said("What is to be seen, for those who do not see it.")
    notes: list[str] = said("What was left out on its own account, and which narrower views there are.")
    dot: str = said("The picture in the language of Graphviz, for tools that draw by themselves.")
    diagram: strawberry.Private[DiagramValue]

    @classmethod
    def of(cls, diagram: DiagramValue, drawn: Drawing) -> Diagram:
        return cls(title=drawn.title, description=drawn.description, notes=list(drawn.notes), dot=drawn.text, diagram=diagram)

    @field
    def url(self) -> str:
        """Where the picture is as an SVG file, of the network as it is when asked; `.png`, `.pdf` and others are beside it."""
        key = self.diagram.view.key()
        return f"/networks/{quote(self.diagram.reading.network.id, safe='')}/diagram.svg" + (f"?{key}" if key else "")

    @field
    async def svg(self, info: Info) -> str | None:
        """The picture as SVG to put into a page: names for nodes and arrows, no script, no links."""
        return (await info.context.draw(info.context.gallery.file, self.diagram, DiagramFormat.SVG)).decode()
