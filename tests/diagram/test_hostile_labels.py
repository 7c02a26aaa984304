"""What people wrote stays in labels, whatever it is; the text is the same for the same network, however its parts come."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from dots import SVG, read, svg, words
from drawing import directory, example, grown, network
from valuenet.diagram.dot import drawing
from valuenet.diagram.frames import frames
from valuenet.diagram.markup import escaped
from valuenet.diagram.view import View
from valuenet.errors import Invalid
from valuenet.model.edits import NetworkEdit, PutDifferentiator, PutOutcome, PutRegion
from valuenet.model.network import Metric, Network

NASTY = (
    "<script>alert(1)</script>",
    "</td></tr></table>>",
    '"] n9 [label="',
    "a:b:c",
    "\\N \\G \\E \\L \\l",
    "&#92;N &amp; &lt;",
    "]]>",
    "<!-- -->",
    "'; DROP TABLE",
    "<img src='x'/>",
    "n0 -> n1",
    "}",
    "<",
    ">",
    "&",
    "\\",
    '"',
    "'",
    "a\\",
    "{|}",
    "\u202fx\u00ad",
    "🧑\u200d🚀 ünïcödé 客户",
)
TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=4).map(" ".join).map(lambda text: text[:200]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60),
)


def hostile(text: str) -> Network | None:
    """A network that says this wherever something can be said, or nothing where the model refuses it."""
    edits: list[NetworkEdit] = [
        PutDifferentiator(key="tool", title=text),
        PutOutcome(key="one", title=text, metric=Metric(name=text[:60])),
        PutOutcome(key="two", title=text, wanted=False),
        PutRegion(key="here", title=text, nodes=("one",)),
        PutRegion(key="there", title=text, nodes=("one", "two")),
    ]
    try:
        of = network("[tool] -> one -> two -> one", "one: cfo", *edits)
        return replace(of, root=replace(of.root, name=text, offering=text))
    except Invalid:
        return None


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_hostile_text_never_leaves_its_label(text: str) -> None:
    of = hostile(text)
    if of is None:
        return
    drawn, harmless = drawing(of, directory(), View()), hostile("x")
    assert harmless is not None
    dot, plain = read(drawn.text), read(drawing(harmless, directory(), View()).text)
    assert dot.nodes.keys() == plain.nodes.keys()
    assert dot.arrows.keys() == plain.arrows.keys()
    picture = svg(drawn.text)
    assert {element.tag for element in picture.iter()} <= {
        f"{SVG}{tag}" for tag in ("svg", "g", "title", "polygon", "ellipse", "path", "polyline", "text")
    }
    assert sum(element.get("class") == "node" for element in picture.iter()) == len(plain.nodes)


@given(TEXTS)
def test_a_reader_sees_what_was_written(text: str) -> None:
    of = hostile(text)
    if of is not None:
        dot = read(drawing(of, directory(), View()).text)
        shown = words(dot.nodes["n0"]["label"]).replace(" ", "").replace("-", "")
        written = "".join(of.differentiators[0].title.split()).replace("-", "")
        assert shown == written or "\ufffd" in shown


def test_what_no_picture_may_hold_is_replaced() -> None:
    assert escaped("a\ufffeb\x00c\ud800d\U0001ffffe\x85") == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd"


def test_backslashes_are_doubled_before_anything_else() -> None:
    assert escaped("\\N <&> \"'") == "\\\\N &lt;&amp;&gt; &quot;&#x27;"


def shuffled(of: Network, seed: int) -> Network:
    random = Random(seed)

    def mixed(things: tuple) -> tuple:  # type: ignore[type-arg]  # parts of any one kind
        return tuple(random.sample(things, len(things)))

    return replace(
        of,
        differentiators=mixed(of.differentiators),
        outcomes=mixed(of.outcomes),
        arrows=mixed(of.arrows),
        tags=mixed(of.tags),
        regions=mixed(of.regions),
    )


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_the_text_is_the_same_in_whatever_order_the_parts_come(seed: int) -> None:
    of, people = example("value-focused-culture")
    for view in (View(), View(personas=("cfo",), only=True), View(top=12)):
        assert drawing(shuffled(of, seed), people, view).text == drawing(of, people, view).text


def test_the_text_does_not_hold_ids_so_that_equal_networks_have_equal_pictures() -> None:
    lines = ("[tool] -> one -> two", "one: cfo")
    assert drawing(network(*lines), directory(), View()).text == drawing(network(*lines), directory(), View()).text


def test_a_large_random_network_has_one_text_too() -> None:
    of = grown(120, 260, tags=150)
    assert drawing(shuffled(of, 7), directory(), View(whole=True)).text == drawing(of, directory(), View(whole=True)).text


def test_frames_are_escaped_as_pictures_are() -> None:
    of = hostile("<b>\\N</b>")
    assert of is not None
    for frame in frames(of, directory(), View()):
        assert "<b>\\N</b>" not in frame.drawing.text
