"""What the plotting library writes is read from a list of what a picture needs; anything else refuses the whole."""

from __future__ import annotations

import pytest

from valuenet.charts.svg import Told, finished
from valuenet.errors import RendererError

TOLD = Told(title="A <title>", description="In words & figures")
PICTURE = """<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="68pt" height="40pt" viewBox="0 0 68 40" xmlns="http://www.w3.org/2000/svg">
 <metadata><a href="https://example.org">made by</a></metadata>
 <defs><style type="text/css">*{stroke-linecap: butt}</style><path id="m1" d="M 0 1 L 2 3" style="stroke: #111111"/></defs>
 <g id="g">%s</g>
</svg>"""


def inside(body: str, words: dict[str, str] | None = None) -> str:
    """What is left of the body of a picture."""
    svg = finished(PICTURE % body, words or {}, TOLD)
    return svg.partition("</desc>\n")[2].removesuffix("</svg>\n")


def test_paths_keep_their_looks_as_attributes_because_pages_may_ignore_styles() -> None:
    path = (
        '<path d="M 1 2.123456 \nL 3 4 z" style="fill: #abcdef; stroke: #000000; stroke-width: 1.5; filter: url(x)" clip-path="url(#p)"/>'
    )
    assert inside(path) == '<path d="M 1 2.12 L 3 4 z" fill="#abcdef" stroke="#000000" stroke-width="1.5"/>\n'


def test_marks_are_written_out_where_they_stand() -> None:
    use = '<use xlink:href="#m1" x="5" y="6.5" style="fill: #222222"/>'
    assert inside(use) == '<path d="M 0 1 L 2 3" transform="translate(5 6.5)" stroke="#111111" fill="#222222"/>\n'


def test_words_take_the_place_of_their_handles() -> None:
    text = '<text style="font-size: 10px; font-family: \'DejaVu Sans\'; text-anchor: end" x="1" y="2" transform="rotate(-0 1 2)">w0</text>'
    shown = '<text x="1" y="2" fill="#000000" font-size="10" font-weight="400" text-anchor="end">a &lt; b</text>\n'
    assert inside(text, {"w0": "a < b"}) == shown


def test_the_title_and_the_description_are_escaped_and_no_declaration_is_kept() -> None:
    svg = finished(PICTURE % "", {}, TOLD)
    assert svg.startswith("<svg ")
    assert ">A &lt;title&gt;</title>" in svg
    assert ">In words &amp; figures</desc>" in svg
    assert "made by" not in svg


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<image href='file:///etc/passwd'/>",
        "<a href='https://example.org'/>",
        "<foreignObject/>",
        "<path d='M 0 0 url(x)'/>",
        "<path d='M 0 0' style='fill: url(https://example.org)'/>",
        "<use xlink:href='https://example.org#m1' x='0' y='0'/>",
        "<text style='font: 10px serif' x='0' y='0'>w0</text>",
        "<text style='font-size: 10px; text-anchor: end' x='0' y='0'>not a handle</text>",
        "<g>",
    ],
)
def test_what_has_no_place_in_a_picture_is_refused(body: str) -> None:
    with pytest.raises(RendererError):
        inside(body, {"w0": "words"})
