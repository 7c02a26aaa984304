"""SVG as people get it: named, in fonts that exist, and without anything that acts."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from valuenet.diagram.drawing import Drawing, Part, PartKind
from valuenet.diagram.markup import escaped, label
from valuenet.diagram.program import Picture
from valuenet.diagram.render import Renderer
from valuenet.diagram.svg import FONTS, digest, finished
from valuenet.errors import RendererError

SVG = "{http://www.w3.org/2000/svg}"
TEXT = """digraph {
  subgraph cluster_r { id=r0 label="Here" subgraph cluster_n { style=invis n1 [id=n1 label="So that"] } }
  n0 [id=n0 label="What we do"] n2 [shape=plain label="CFO"]
  n0 -> n1 [id=a0]
}"""
ELEMENTS = {f"{SVG}{name}" for name in ("svg", "g", "title", "desc", "polygon", "polyline", "path", "ellipse", "text")}
WRAPPED = b'<svg xmlns="http://www.w3.org/2000/svg">%s</svg>'


def part(kind: PartKind, key: str, name: str) -> Part:
    return Part(kind=kind, id=f"id of {key}", key=key, name=name)


DRAWN = Drawing(
    text=TEXT,
    title="A network",
    description="One of each.",
    notes=(),
    outcomes=1,
    nodes={
        "n0": part(PartKind.DIFFERENTIATOR, "what-we-do", "Differentiator: What we do"),
        "n1": part(PartKind.OUTCOME, "so-that", "Outcome: So that; desired by CFO"),
    },
    arrows={"a0": part(PartKind.LEADS_TO, "what-we-do -> so-that", "“What we do” usually leads to “So that”")},
    regions={"r0": part(PartKind.REGION, "here", "Region: Here")},
)


def svg_of(drawn: Drawing) -> ElementTree.Element:
    return ElementTree.fromstring(finished(Renderer().render(drawn.text, Picture.SVG), drawn))


def harmless(root: ElementTree.Element) -> None:
    """Fail for anything that could act, load or lead elsewhere."""
    for element in root.iter():
        assert element.tag in ELEMENTS
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert "href" not in name
            assert name != "style"
            if name != "data-key":
                assert "url(" not in value
                assert "script:" not in value


def test_the_picture_has_a_title_and_a_description_that_it_names_as_its_own() -> None:
    root = svg_of(DRAWN)
    assert root.attrib["role"] == "graphics-document document"
    by_id = {element.attrib["id"]: element.text for element in root.iter() if "id" in element.attrib}
    assert by_id[root.attrib["aria-labelledby"]] == "A network"
    assert by_id[root.attrib["aria-describedby"]] == "One of each."


def test_each_node_arrow_and_region_has_a_name_and_says_what_it_stands_for() -> None:
    named = {group.attrib["data-key"]: group for group in svg_of(DRAWN).iter(f"{SVG}g") if "data-key" in group.attrib}
    parts = [*DRAWN.nodes.values(), *DRAWN.arrows.values(), *DRAWN.regions.values()]
    assert {key: group.findtext(f"{SVG}title") for key, group in named.items()} == {one.key: one.name for one in parts}
    assert {group.attrib["role"] for group in named.values()} == {"img"}
    assert {group.attrib["data-kind"] for group in named.values()} == {"differentiator", "outcome", "leads-to", "region"}


def test_names_that_programs_gave_are_gone_and_tags_are_told_by_their_node() -> None:
    root = svg_of(DRAWN)
    assert len(list(root.iter(f"{SVG}title"))) == 1 + 4
    hidden = [group for group in root.iter(f"{SVG}g") if group.attrib.get("aria-hidden") == "true"]
    assert [text.text for group in hidden for text in group.iter(f"{SVG}text")] == ["CFO"]


def test_ids_are_unique_and_those_of_two_pictures_do_not_clash() -> None:
    first = [element.attrib["id"] for element in svg_of(DRAWN).iter() if "id" in element.attrib]
    other = replace(DRAWN, text=TEXT.replace("Here", "There"))
    second = [element.attrib["id"] for element in svg_of(other).iter() if "id" in element.attrib]
    assert len(set(first + second)) == len(first) + len(second) == 2 * (3 + 4)


def test_it_stands_inline_in_a_page_as_it_is() -> None:
    svg = finished(Renderer().render(TEXT, Picture.SVG), DRAWN)
    assert svg.startswith(b'<svg xmlns="http://www.w3.org/2000/svg" ')
    assert b"<!" not in svg
    assert b"<?" not in svg
    assert b"xlink" not in svg


def test_its_fonts_are_the_measured_one_and_its_twins() -> None:
    root = svg_of(DRAWN)
    assert root.attrib["font-family"] == FONTS
    assert not any("font-family" in text.attrib for text in root.iter(f"{SVG}text"))


def test_it_carries_the_digest_of_its_text() -> None:
    assert svg_of(DRAWN).attrib["data-dot"] == digest(TEXT)


@pytest.mark.parametrize(
    "active",
    [
        b"<script>alert(1)</script>",
        b"<a href='https://example.org'><text>x</text></a>",
        b"<image href='file:///etc/passwd'/>",
        b"<style>* {}</style>",
        b"<foreignObject/>",
        b"<use href='#x'/>",
        b"<rect/>",
        b"<g><animate/></g>",
        b"<polygon fill='url(https://example.org)'/>",
        b"<g transform='url(#x)'/>",
    ],
)
def test_what_has_no_place_in_a_picture_is_refused(active: bytes) -> None:
    with pytest.raises(RendererError, match="has no place in a picture"):
        finished(WRAPPED % active, DRAWN)


@pytest.mark.parametrize("attribute", [b"onclick", b"style", b"href", b"xlink:href", b"class", b"id"])
def test_attributes_that_are_not_on_the_list_are_left_out(attribute: bytes) -> None:
    assert b"evil" not in finished(WRAPPED % (b'<text %s="evil" xmlns:xlink="x">kept</text>' % attribute), DRAWN)


@pytest.mark.parametrize("broken", [b"", b"not svg", b"<svg><g></svg>", b"<svg>\xff</svg>", b"<svg>&entity;</svg>", b"<svg/><svg/>"])
def test_what_is_not_well_formed_is_refused(broken: bytes) -> None:
    with pytest.raises(RendererError):
        finished(broken, DRAWN)


def test_entities_of_a_document_type_are_never_read() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>'
    with pytest.raises(RendererError, match="not well-formed"):
        finished(bomb, DRAWN)


HOSTILE = (
    "</text><script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "]]><!--",
    "-->",
    "&lt;script&gt;",
    "&#60;b&#62;",
    "&amp;amp;",
    "\\N \\G \\E \\T \\H \\L",
    "&#92;N",
    '" URL="javascript:alert(1)',
    '"]; evil [label="x',
    "a:b:c",
    "{a|b}",
    "<TABLE><TR><TD HREF='javascript:x'>",
    "<BR/><IMG SRC='/etc/passwd'/>",
    "\\",
    "\\\\",
    "tail\\",
    "#{}[];",
    "\ufffd\ufffc",
    "e\u0301\u200b\u00ad",
    "日本 مرحبا 😀 \U0010fffd",
    "'",
    "%00",
    "&",
    "&#0;",
    "&#xFFFE;",
    "&nosuch;",
)
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from([*HOSTILE, *"<>&\"'\\;:{}|#N ", "a"]), max_size=6).map("".join),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40),
)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXTS, min_size=40, max_size=40))
def test_whatever_people_write_is_shown_as_they_wrote_it_and_does_nothing(texts: list[str]) -> None:
    shown = [text for text in texts if not any(ord(one) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(one) <= 0xFDEF for one in text)]
    nodes = "".join(
        f"n{number} [id=n{number} label={label(escaped(text)) if text.strip() else chr(34) * 2}]\n" for number, text in enumerate(shown)
    )
    drawn = replace(
        DRAWN,
        text="digraph {\n" + nodes + "}",
        title=" ".join(shown),
        nodes={f"n{number}": part(PartKind.OUTCOME, f"key-{number}", text) for number, text in enumerate(shown)},
    )
    root = svg_of(drawn)
    harmless(root)
    titles = {group.attrib["data-key"]: group.findtext(f"{SVG}title") for group in root.iter(f"{SVG}g") if "data-key" in group.attrib}
    assert titles == {f"key-{number}": text for number, text in enumerate(shown)}
