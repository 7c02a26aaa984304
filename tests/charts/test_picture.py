"""Every chart is a picture that says what it shows, looks alike in all themes, and is the same each time, from any thread."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charting import ALDER, CALIBRATION, CHARTS, DISCOUNTS, LONG, RANGE, SVG, TORNADO, Text, drawn, texts, words
from valuenet.charts.calibration import Bin
from valuenet.charts.discounts import Group
from valuenet.charts.picture import Chart, picture, told
from valuenet.charts.tornado import Swing
from valuenet.charts.waterfall import Difference
from valuenet.diagram.svg import FONTS
from valuenet.diagram.theme import PALETTES
from valuenet.diagram.view import Theme

ATTRIBUTES = {
    "svg": {"id", "width", "height", "viewBox", "font-family", "stroke-linejoin", "role", "aria-labelledby", "aria-describedby"},
    "title": {"id"},
    "desc": {"id"},
    "path": {"d", "transform", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap"},
    "text": {"x", "y", "fill", "font-size", "font-weight", "text-anchor"},
}
TALLEST, LARGEST = 5_600, 400_000
HOSTILE = (
    "</text><script>alert(1)</script>",
    "$\\frac{1}{2}$ and $x^2$",
    "$unclosed",
    "_a_^b^ \\alpha \\\\",
    "&lt; &amp; & < > \" ' ]]> <!-- -->",
    "w0",
    "日本 客户 مرحبا 😀",
    "\u202eevil\u2066",
    "\x00\x01\ufffe\ud800",
    "a\nb\r\nc\td",
    "x" * 5_000,
    "&" * 5_000,
    "日" * 5_000,
    "",
    "   ",
)
NAMES = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=60), st.lists(st.sampled_from([*HOSTILE[:9], "$", "%", "a"]), max_size=5).map(" ".join)
)
AMOUNTS = st.one_of(
    st.decimals(min_value=-(10**18), max_value=10**18, allow_nan=False, allow_infinity=False),
    st.integers(-500_000, 500_000).map(Decimal),
    st.sampled_from([Decimal(0), Decimal("1e-30"), Decimal("-0.01"), Decimal("1e18")]),
)
QUICK = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def harmless(root: ElementTree.Element) -> None:
    """Fail for anything that is not a plain part of a picture."""
    for element in root.iter():
        name = element.tag.removeprefix(SVG)
        assert set(element.attrib) <= ATTRIBUTES[name]
        for key, value in element.attrib.items():
            assert key in {"font-family", "aria-labelledby", "aria-describedby"} or re.fullmatch(r"[\w #.,()-]+", value), (key, value)


def fits(root: ElementTree.Element) -> None:
    """Fail where a text leaves the page, or stands on another."""
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    said = texts(root)
    assert [text for text in said if text.left < 0 or text.right > width or text.top < 0 or text.bottom > height] == []
    assert [(one.words, other.words) for one, other in combinations(said, 2) if one.meets(other)] == []


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_is_one_image_with_a_title_and_all_of_it_in_words(name: str, theme: Theme) -> None:
    chart, root = CHARTS[name], drawn(CHARTS[name], theme)
    by_id = {element.attrib["id"]: element.text for element in root.iter() if "id" in element.attrib}
    assert root.attrib["role"] == "img"
    assert by_id[root.attrib["aria-labelledby"]] == chart.title
    assert by_id[root.attrib["aria-describedby"]] == told(chart)
    assert root.attrib["font-family"] == FONTS


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_holds_paths_and_words_in_the_colours_of_its_theme_and_nothing_else(name: str, theme: Theme) -> None:
    root = drawn(CHARTS[name], theme)
    harmless(root)
    palette = PALETTES[theme]
    known = {getattr(palette, field) for field in palette.__slots__ if field != "outlines"} | set(palette.outlines.values()) | {"none"}
    used = {value for element in root.iter() for key, value in element.attrib.items() if key in {"fill", "stroke"}}
    assert used <= known


@pytest.mark.parametrize("name", CHARTS)
def test_every_text_stands_on_the_page_and_on_no_other_text(name: str) -> None:
    fits(drawn(CHARTS[name]))


@pytest.mark.parametrize("name", CHARTS)
def test_another_theme_moves_nothing(name: str) -> None:
    shapes = {
        tuple(
            (element.tag, element.attrib.get("d"), element.attrib.get("x"), element.attrib.get("y"), element.text or "") for element in root
        )
        for root in (drawn(CHARTS[name], theme) for theme in Theme)
    }
    assert len(shapes) == 1


def test_two_pictures_on_one_page_share_no_id() -> None:
    roots = [drawn(chart, theme) for chart in CHARTS.values() for theme in Theme]
    ids = [element.attrib["id"] for root in roots for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids)) == 3 * len(roots)


def test_threads_that_draw_at_once_get_what_one_alone_gets() -> None:
    alone = [picture(chart) for chart in CHARTS.values()]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(picture, [*CHARTS.values()] * 4)) == alone * 4


SCRIPT = """
import sys
from charting import CHARTS
from valuenet.charts.picture import picture
assert not any(name.startswith("matplotlib") for name in sys.modules), "loaded before the first picture"
sys.stdout.buffer.write("".join(map(picture, CHARTS.values())).encode())
assert "matplotlib.pyplot" not in sys.modules
"""
ODD_STYLE = (
    "figure.facecolor: red\nlines.linewidth: 9\nsvg.fonttype: path\nfont.family: serif\nfont.size: 30\naxes.grid: True\ntext.usetex: True\n"
)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_draws_the_same_bytes_whatever_style_its_user_has_and_loads_the_library_late(tmp_path: Path, seed: str) -> None:
    (tmp_path / "matplotlibrc").write_text(ODD_STYLE, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed, "MPLCONFIGDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode() == "".join(map(picture, CHARTS.values()))


def spent(label: str, n: int, discount: Decimal, net: Decimal, mix: str) -> Group:
    """A group with a discount off a list price that is not below it."""
    return Group(label=label, n=n, listed=abs(discount) + abs(net), discount=discount, unjustified=abs(net), mix=mix)


def ranged(title: str, amounts: list[Decimal]) -> Chart:
    """A range between any amounts."""
    (low, likely, high), (p10, p50, p90) = sorted(amounts[:3]), sorted(amounts[3:])
    return replace(RANGE, title=title, low=low, likely=likely, high=high, together=replace(RANGE.together, p10=p10, p50=p50, p90=p90))


def charts(names: st.SearchStrategy[str], amounts: st.SearchStrategy[Decimal]) -> st.SearchStrategy[Chart]:
    """Charts of any names and amounts."""
    differences = st.lists(st.builds(Difference, label=names, amount=amounts), max_size=7).map(tuple)
    waterfalls = st.builds(
        replace,
        st.just(ALDER),
        title=names,
        unit=names,
        alternative=names,
        alternative_price=amounts,
        price=amounts,
        differences=differences,
    )
    swings = st.lists(st.tuples(names, amounts, amounts), max_size=7).map(
        lambda every: tuple(Swing(label=name, low=min(one, other), high=max(one, other)) for name, one, other in every)
    )
    tornados = st.builds(replace, st.just(TORNADO), title=names, unit=names, likely=amounts, swings=swings)
    groups = st.lists(st.builds(spent, names, st.integers(0, 99), amounts, amounts, names), max_size=7).map(tuple)
    spending = st.builds(replace, st.just(DISCOUNTS), title=names, unit=names, groups=groups)
    ranges = st.builds(ranged, names, st.lists(amounts, min_size=6, max_size=6))
    return st.one_of(waterfalls, tornados, spending, ranges)


@QUICK
@given(charts(NAMES, AMOUNTS))
def test_whatever_people_write_and_however_large_or_small_it_is_drawn_and_does_nothing(chart: Chart) -> None:
    svg = picture(chart)
    harmless(ElementTree.fromstring(svg))
    assert len(svg.encode()) < LARGEST


@QUICK
@given(
    charts(
        st.text(st.characters(min_codepoint=32, max_codepoint=382, exclude_categories=["Cc"]), max_size=80),
        st.integers(-(10**9), 10**9).map(Decimal),
    )
)
def test_ordinary_names_and_amounts_never_stand_on_each_other(chart: Chart) -> None:
    fits(drawn(chart))


@pytest.mark.parametrize("name", HOSTILE[:7])
def test_a_name_is_shown_as_it_was_written(name: str) -> None:
    shown = words(replace(ALDER, differences=(Difference(label=name, amount=Decimal(1)),)))
    assert name in " ".join(shown)


def test_what_xml_cannot_hold_or_would_turn_the_line_around_is_shown_as_unknown() -> None:
    root = drawn(replace(ALDER, title="a\x00b\u202ec"))
    assert texts(root)[0].words == "a\ufffdb\ufffdc"


def many(count: int, label: str) -> list[Chart]:
    """Each chart with that many bars, and that label at each."""
    amounts = [Decimal((number * 7919) % 40_000 - 15_000) for number in range(count)]
    return [
        replace(ALDER, differences=tuple(Difference(label=label, amount=amount) for amount in amounts)),
        replace(TORNADO, swings=tuple(Swing(label=label, low=-abs(amount), high=abs(amount)) for amount in amounts)),
        replace(CALIBRATION, bins=tuple(Bin(predicted=n / count, n=n + 1, came=0, low=0, high=1) for n in range(count))),
        replace(
            DISCOUNTS,
            groups=tuple(
                Group(label=label, mix=label, n=n % 9, listed=abs(a) + 1, discount=a, unjustified=abs(a) / 2) for n, a in enumerate(amounts)
            ),
        ),
    ]


@pytest.mark.parametrize("count", [1, 60, 61, 400])
def test_a_picture_of_many_bars_keeps_its_size(count: int) -> None:
    for chart in many(count, LONG * 3):
        root = drawn(chart)
        fits(root)
        assert float(root.attrib["viewBox"].split()[2]) == 680
        assert float(root.attrib["viewBox"].split()[3]) <= TALLEST


def test_a_picture_of_the_worst_names_keeps_its_weight() -> None:
    assert max(len(picture(chart).encode()) for chart in many(400, "&" * 5_000)) < LARGEST


def test_boxes_of_texts_are_seen_to_meet() -> None:
    one = Text(words="one", bold=False, left=0, top=0, right=10, bottom=10)
    assert one.meets(replace(one, left=9, right=12))
    assert not one.meets(replace(one, left=10, right=12))
