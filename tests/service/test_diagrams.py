"""Pictures as a use case: drawn once, drawn anew when something they depend on has changed."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from asking import load
from drawing import directory, network
from valuenet.diagram.program import Picture
from valuenet.diagram.render import Renderer
from valuenet.diagram.view import Theme, View
from valuenet.errors import InvalidQuestion, NotDrawable, NotFound
from valuenet.model.edits import Describe
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.diagrams import Diagram, DiagramFormat, Gallery, diagram_of
from valuenet.service.library import Library
from valuenet.service.networks import EditBatch, network_edit
from valuenet.service.questions import network_read
from valuenet.service.reading import Reading
from valuenet.settings import RendererSettings
from valuenet.store.protocol import Store
from valuenet.wiring import build_gallery

NETWORK = "value-focused-culture"


class Counting(Renderer):
    """A real renderer that counts what it draws."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn = 0

    def render(self, text: str, picture: Picture, *, scale: float = 1.0) -> bytes:
        self.drawn += 1
        return super().render(text, picture, scale=scale)


@pytest.fixture
def library(sqlite_store: Store) -> Library:
    found = Library(sqlite_store)
    load(found, [NETWORK, "car-dealer"])
    return found


@pytest.fixture
def renderer() -> Counting:
    return Counting()


@pytest.fixture
def gallery(renderer: Counting) -> Gallery:
    return Gallery(renderer, lambda sheets, *, title, subject: b"".join(pdf for _, _, pdf in sheets))


def asked(library: Library, view: View | None = None, network: str = NETWORK) -> Diagram:
    return diagram_of(library, LOCAL_CALLER, network_read(library, LOCAL_CALLER, network), view or View())


@pytest.mark.parametrize("format", [DiagramFormat.SVG, DiagramFormat.PNG, DiagramFormat.HTML, DiagramFormat.DOT])
def test_what_has_not_changed_is_not_drawn_again(library: Library, gallery: Gallery, renderer: Counting, format: DiagramFormat) -> None:
    first = gallery.file(asked(library), format)
    drawn = renderer.drawn
    assert gallery.file(asked(library), format) == first
    assert renderer.drawn == drawn


def test_a_change_of_the_network_is_seen_and_its_tag_changes(library: Library, gallery: Gallery) -> None:
    before = asked(library)
    batch = EditBatch(network=before.reading.network.id, expected=1, edits=(Describe(fields={"name": "Renamed"}),))
    network_edit(library, LOCAL_CALLER, batch)
    assert b"Renamed" in gallery.file(asked(library), DiagramFormat.SVG)
    assert gallery.tag(asked(library), DiagramFormat.SVG) != gallery.tag(before, DiagramFormat.SVG)


def test_the_tag_tells_views_themes_formats_scales_and_programs_apart(library: Library, gallery: Gallery, dot: str) -> None:
    plain, dark = asked(library), asked(library, View(theme=Theme.DARK))
    tags = [
        gallery.tag(plain, DiagramFormat.SVG),
        gallery.tag(dark, DiagramFormat.SVG),
        gallery.tag(plain, DiagramFormat.PNG),
        gallery.tag(replace(plain, scale=2.0), DiagramFormat.PNG),
        gallery.tag(asked(library, View(beside="car-dealer")), DiagramFormat.SVG),
        gallery.tag(asked(library, network="car-dealer"), DiagramFormat.SVG),
        build_gallery(RendererSettings(dot=dot)).tag(plain, DiagramFormat.SVG),
    ]
    assert len(set(tags)) == len(tags)
    assert gallery.tag(asked(library), DiagramFormat.SVG) == tags[0]


def test_a_tag_is_found_without_drawing(library: Library, gallery: Gallery, renderer: Counting) -> None:
    gallery.tag(asked(library), DiagramFormat.SVG)
    assert renderer.drawn == 0


def test_every_node_and_arrow_of_the_picture_has_its_name_in_the_svg(library: Library, gallery: Gallery) -> None:
    wanted = asked(library)
    drawn = gallery.drawing(wanted)
    root = ElementTree.fromstring(gallery.file(wanted, DiagramFormat.SVG))
    named = {
        group.attrib["data-key"]: title.text
        for group in root.iter("{http://www.w3.org/2000/svg}g")
        if "data-key" in group.attrib and (title := group.find("{http://www.w3.org/2000/svg}title")) is not None
    }
    assert named == {part.key: part.name for part in (*drawn.nodes.values(), *drawn.arrows.values(), *drawn.regions.values())}
    assert len(named) > 60


def test_the_steps_of_a_build_up_are_one_picture_each_and_differ(library: Library, gallery: Gallery) -> None:
    steps = gallery.steps(asked(library), DiagramFormat.SVG)
    assert len({svg for _, svg in steps}) == len(steps) > 2
    sizes = [[float(side) for side in ElementTree.fromstring(svg).attrib["viewBox"].split()] for _, svg in steps]
    assert all(max(sides) - min(sides) <= 1 for sides in zip(*sizes, strict=True)), "nothing jumps"


def test_a_build_up_is_one_document_with_a_page_a_step(library: Library, dot: str) -> None:
    gallery = build_gallery(RendererSettings())
    wanted = replace(asked(library), build_up=True)
    read = PdfReader(BytesIO(gallery.file(wanted, DiagramFormat.PDF)))
    frames = [frame for frame, _ in gallery.steps(wanted, DiagramFormat.DOT)]
    assert [entry.title for entry in read.outline if not isinstance(entry, list)] == [frame.title for frame in frames]
    assert len(read.pages) == len(frames)
    assert read.metadata is not None
    assert read.metadata.title == wanted.reading.network.name
    for page, frame in zip(read.pages, frames, strict=True):
        words = page.extract_text().split()
        assert frame.title.split()[0] in words
        assert frame.sentence.split()[-1] in words


def test_a_build_up_is_not_one_file_of_a_format_that_has_one_picture(library: Library, gallery: Gallery) -> None:
    with pytest.raises(InvalidQuestion, match="ask for pdf or html"):
        gallery.file(replace(asked(library), build_up=True), DiagramFormat.SVG)
    with pytest.raises(InvalidQuestion, match="ask for svg, png, pdf, dot or html"):
        gallery.steps(asked(library), DiagramFormat.JSON)


def test_other_tools_get_the_part_that_a_view_leaves(library: Library, gallery: Gallery) -> None:
    whole = gallery.file(asked(library), DiagramFormat.MERMAID).decode()
    part = gallery.file(asked(library, View(personas=("cfo",), only=True)), DiagramFormat.MERMAID).decode()
    assert whole.count('(["') == 30
    assert 0 < part.count('(["') < 30


def test_a_png_of_very_many_outcomes_is_refused_in_favour_of_svg(gallery: Gallery) -> None:
    people, titles = directory(), [f"o{number}" for number in range(151)]
    large = network(*(f"[tool] -> {title}" for title in titles), people=people)
    wanted = Diagram(reading=Reading(network=large, directory=people), view=View(whole=True))
    with pytest.raises(NotDrawable, match=r"PNG of 151 outcomes .* ask for SVG, or for a narrower view"):
        gallery.file(wanted, DiagramFormat.PNG)
    assert gallery.file(replace(wanted, view=View()), DiagramFormat.PNG)


def test_what_is_unknown_is_told(library: Library, gallery: Gallery) -> None:
    with pytest.raises(NotFound):
        asked(library, network="nowhere")
    with pytest.raises(NotFound):
        asked(library, View(beside="nowhere"))
    with pytest.raises(InvalidQuestion, match="cfoo"):
        gallery.drawing(asked(library, View(personas=("cfoo",))))
