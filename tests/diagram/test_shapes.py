"""Shapes and short names: how texts are broken into ovals, that they keep clear of the rim, and what a persona is called on a tag."""

from __future__ import annotations

from math import hypot
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dots import SVG, svg
from drawing import example
from valuenet.diagram.dot import drawing
from valuenet.diagram.metrics import text_width
from valuenet.diagram.ovals import box, oval
from valuenet.diagram.tags import short_names
from valuenet.diagram.theme import PALETTES, Palette
from valuenet.diagram.view import Theme, parse
from valuenet.model.directory import Persona
from valuenet.model.ids import Key, PersonaId
from valuenet.model.text import normalised

TITLES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=200).map(normalised).filter(bool)
EXAMPLES = sorted(path.stem for path in (Path(__file__).parents[2] / "examples").glob("*.yaml"))


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", ["Growth that is profitable", "WAVE jiffy 0123456789", "customer's perceived value: (a/b) #1 @100%"])
def test_our_widths_are_those_by_which_the_renderer_draws(text: str, bold: bool) -> None:
    words = f"<b>{text}</b>" if bold else text
    cell = f'<table border="0" cellborder="1" cellspacing="0" cellpadding="0"><tr><td>{words}</td></tr></table>'
    picture = svg(f"digraph {{ node [shape=plain fontname=Arial fontsize=10]; a [label=<{cell}>] }}")
    node = next(group for group in picture.iter(f"{SVG}g") if group.get("class") == "node")
    corners = [float(point.partition(",")[0]) for outline in node.iter(f"{SVG}polygon") for point in outline.attrib["points"].split()]
    assert max(corners) - min(corners) == pytest.approx(text_width(text, 10, bold=bold), abs=2.5), "and the border"


def test_accents_are_as_wide_as_their_letters_and_characters_of_the_east_fill_a_square() -> None:
    assert text_width("é", 10) == text_width("e", 10)
    assert text_width("e\u0301", 10) == text_width("e", 10)
    assert text_width("客户", 10) == 20


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("query", ["", "direction=LR", "theme=print"])
def test_every_line_of_every_example_keeps_clear_of_its_rim(name: str, query: str) -> None:
    picture = svg(drawing(*example(name), parse(parse_qsl(query))).text)
    checked = 0
    for node in picture.iter(f"{SVG}g"):
        rims = node.findall(f"{SVG}ellipse")
        if node.get("class") != "node" or not rims:
            continue
        cx, cy, rx, ry = (float(rims[0].attrib[name]) for name in ("cx", "cy", "rx", "ry"))
        for line in node.findall(f"{SVG}text"):
            size, x, y = (float(line.attrib[name]) for name in ("font-size", "x", "y"))
            width = text_width(line.text or "", size)
            left = x if line.get("text-anchor") == "start" else x - width / 2
            for corner in (left, left + width):
                for edge in (y - 0.72 * size, y + 0.21 * size):
                    assert hypot((corner - cx) / rx, (edge - cy) / ry) < 0.95, line.text
                    checked += 1
    assert checked


@given(TITLES)
def test_any_title_finds_an_oval_and_a_box_and_no_letter_is_lost(title: str) -> None:
    for shape in (oval(title), box(title)):
        shown = "".join(line.removesuffix("-") for line in shape.lines)
        assert "".join(shown.split()).replace("-", "") == "".join(title.split()).replace("-", "")
        assert shape.width <= 164


@given(TITLES, TITLES.map(lambda text: text[:60]))
def test_a_measure_has_one_or_two_lines_below(title: str, measure: str) -> None:
    shape = oval(title, measure)
    assert 1 <= len(shape.measure) <= 2


def test_ovals_have_one_width_unless_a_title_is_very_long() -> None:
    assert {oval(" ".join(["value"] * count)).width for count in range(1, 12)} == {122}
    assert oval(" ".join(["value"] * 33)).width > 122


def test_a_word_too_long_for_any_line_is_cut_with_a_hyphen() -> None:
    lines = oval("Forderungsausfallversicherungsvertrag").lines
    assert len(lines) == 2
    assert lines[0].endswith("-")


def named(*keys: str) -> list[str]:
    people = [Persona(id=PersonaId(f"per_{number}"), key=Key(key), name=key) for number, key in enumerate(keys)]
    found = short_names(people)
    return [found[one.id] for one in people]


def test_a_persona_is_called_by_initials_by_the_key_or_by_shortened_words() -> None:
    assert named("cfo", "seller", "end-user", "sales-manager", "product-marketer", "department-manager") == [
        "CFO",
        "seller",
        "end user",
        "sales mgr",
        "prod mktr",
        "dept mgr",
    ]


def test_no_two_personas_have_one_short_name() -> None:
    names = named("production-manager", "product-manager", "produce-manager")
    assert len(set(names)) == 3


def test_a_long_unknown_word_is_cut() -> None:
    assert all(len(name) <= 22 for name in named("ombudsperson", "a" * 64, "-".join(["wonder"] * 9)))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=[theme.value for theme in Theme])
def test_every_text_can_be_read_on_its_ground_and_every_line_seen(palette: Palette) -> None:
    texts = [
        (palette.ink, palette.bg),
        (palette.dim, palette.bg),
        (palette.difftext, palette.diff),
        (palette.ink, palette.oval),
        (palette.dim, palette.oval),
        (palette.ink, palette.bad),
        (palette.dim, palette.bad),
        (palette.ink, palette.lit),
        (palette.tagtext, palette.tag),
        (palette.tag2text, palette.tag2),
        (palette.loop, palette.bg),
        (palette.vicious, palette.bg),
        (palette.fadetext, palette.bg),
        *((colour, palette.bg) for colour in palette.outlines.values()),
    ]
    assert [pair for pair in texts if contrast(*pair) < 4.5] == []
    lines = (palette.line, palette.arrow, palette.short, palette.tagline, palette.litline)
    assert [line for line in lines if contrast(line, palette.bg) < 2.85] == []
