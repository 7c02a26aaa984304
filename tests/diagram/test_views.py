"""What each view shows of a network: what is lit, kept, faded or left out, and what happens to networks that are too large."""

from __future__ import annotations

import pytest

from dots import read, words
from drawing import directory, example, grown, network
from valuenet.diagram.dot import drawing
from valuenet.diagram.drawing import Drawing
from valuenet.diagram.theme import PALETTES
from valuenet.diagram.view import Orientation, Theme, View
from valuenet.errors import InvalidQuestion
from valuenet.model.network import Network

LIGHT = PALETTES[Theme.LIGHT]

TREE = (
    "[tool] -> fast => cheap ~> calm",
    "[tool] ~> calm",
    "[desk] -> quiet -> calm -> kind",
    "kind ~> quiet",
    "cheap: cfo",
    "calm: cro, cfo?",
    "kind: clerk",
    "fast: cro, clerk?",
)
PEOPLE = directory()


def drawn(view: View, of: Network | None = None) -> Drawing:
    return drawing(of or network(*TREE), PEOPLE, view)


def looks(picture: Drawing) -> dict[str, str]:
    """How each node is shown: lit, kept or faded."""
    nodes = read(picture.text).nodes
    names = {LIGHT.litline: "lit", LIGHT.fade: "faded"}
    return {part.key: names.get(nodes[handle]["color"], "kept") for handle, part in picture.nodes.items()}


def head(picture: Drawing) -> str:
    return words(read(picture.text).graph["label"])


def refusal(view: View, of: Network | None = None) -> str:
    with pytest.raises(InvalidQuestion) as caught:
        drawn(view, of)
    return str(caught.value)


def test_what_a_persona_desires_is_lit_and_the_best_chain_to_each_is_kept() -> None:
    picture = drawn(View(personas=("cfo",)))
    assert looks(picture) == {
        "desk": "kept",
        "tool": "kept",
        "calm": "lit",
        "fast": "kept",
        "quiet": "kept",
        "cheap": "lit",
        "kind": "faded",
    }
    assert "what CFO desires, and the best chain to each; the rest faded" in head(picture)


def test_a_focus_changes_looks_and_moves_nothing() -> None:
    whole, focused = drawn(View()), drawn(View(personas=("clerk",)))
    places = [
        [(node, one.get("width"), one.get("height")) for node, one in read(picture.text).nodes.items()] for picture in (whole, focused)
    ]
    assert places[0] == places[1]
    layouts = [
        {ends: {name: arrow.get(name) for name in ("weight", "constraint")} for ends, arrow in read(picture.text).arrows.items()}
        for picture in (whole, focused)
    ]
    assert layouts[0] == layouts[1]


def test_the_rest_can_be_left_out() -> None:
    picture = drawn(View(personas=("clerk",), only=True))
    assert looks(picture) == {"desk": "kept", "tool": "kept", "fast": "lit", "calm": "kept", "quiet": "kept", "kind": "lit"}
    assert "the rest left out" in head(picture)


def test_a_differentiator_is_shown_with_all_that_it_brings_about() -> None:
    picture = drawn(View(differentiator="desk", only=True))
    assert set(looks(picture)) == {"desk", "quiet", "calm", "kind"}
    assert "what “Desk” brings about" in head(picture)


def test_an_outcome_is_shown_with_so_many_steps_around_it_in_both_directions() -> None:
    assert set(looks(drawn(View(around="cheap", only=True)))) == {"fast", "cheap", "calm"}
    assert set(looks(drawn(View(around="cheap", steps=2, only=True)))) == {"tool", "fast", "cheap", "calm", "kind"}


@pytest.mark.parametrize("name", ["R1", "r1", "1", "Calm → Kind → Quiet → Calm"])
def test_a_loop_is_shown_by_its_mark_its_number_or_its_name_with_how_it_begins(name: str) -> None:
    picture = drawn(View(loop=name))
    assert {key for key, look in looks(picture).items() if look == "lit"} == {"quiet", "calm", "kind"}
    assert "the reinforcing loop of 3 outcomes" in head(picture)


def test_the_top_outcomes_are_those_with_most_tags_each_hung_on_its_best_chain() -> None:
    picture = drawn(View(top=2))
    assert set(looks(picture)) == {"tool", "desk", "calm", "fast"}
    assert picture.title == "Net: the 2 most desired of 5 outcomes"
    names = {part.key: part.name for part in picture.arrows.values()}
    assert names == {
        "tool -> fast": "“Tool” usually leads to “Fast”",
        "desk -> calm": "“Desk” usually leads to “Calm”, by way of 1 more outcome",
    }
    assert read(picture.text).graph["rankdir"] == "LR"


def test_an_arrow_over_outcomes_that_are_left_out_begins_with_a_ring_and_is_as_weak_as_the_weakest_on_the_way() -> None:
    lines = ("[tool] => fast ~> cheap -> calm", "calm: cro")
    picture = drawn(View(top=1), network(*lines))
    (arrow,) = [arrow for arrow in read(picture.text).arrows.values() if "id" in arrow]
    assert (arrow["arrowtail"], arrow["style"]) == ("odot", "dashed")
    assert "outcomes between them left out" in head(picture)


def test_the_top_of_a_persona_is_taken_from_what_this_persona_desires() -> None:
    picture = drawn(View(personas=("cfo",), top=1))
    assert "cheap" in looks(picture)
    assert picture.title == "Net: the outcome that CFO desires most"


def test_rows_by_distance_have_their_names_and_hold_what_is_equally_far() -> None:
    text = drawn(View(levels=True)).text
    assert "first order" in text
    assert "second order" in text
    assert "rank=same\n\t\tnl1\n" in text


def test_rows_by_distance_are_refused_for_many_outcomes_with_the_reason() -> None:
    of, people = example("value-focused-culture")
    with pytest.raises(InvalidQuestion, match="suit at most 12 outcomes, and this view shows 30"):
        drawing(of, people, View(levels=True))


def test_top_down_is_the_rule_and_the_other_way_can_be_asked_for() -> None:
    assert read(drawn(View()).text).graph["rankdir"] == "TB"
    assert read(drawn(View(direction=Orientation.LEFT_RIGHT)).text).graph["rankdir"] == "LR"


LARGE = grown(60, 100, tags=90)


def test_of_a_large_network_the_twelve_most_desired_are_drawn_said_and_narrower_views_are_offered() -> None:
    picture = drawn(View(), LARGE)
    assert picture.outcomes == 12
    assert "what people desire most: 12 of 60 outcomes" in head(picture)
    (note,) = picture.notes
    assert note.startswith("12 of 60 outcomes are drawn, since all in one picture cannot be followed; ask for a persona (")
    assert "`whole` for everything" in note


def test_a_large_network_is_drawn_whole_where_that_is_asked_for_with_a_note() -> None:
    picture = drawn(View(whole=True), LARGE)
    assert picture.outcomes == 60
    assert picture.notes == ("60 outcomes in one picture show its density; to follow arrows, ask for a narrower view",)


def test_in_a_large_network_a_focus_leaves_out_the_rest_of_itself() -> None:
    picture = drawn(View(around="o0010"), LARGE)
    assert 1 < picture.outcomes < 45
    assert "faded" not in looks(picture).values()
    assert "; the rest left out" in head(picture)


def test_in_a_large_network_a_focus_that_is_large_itself_is_cut_to_its_top() -> None:
    of = grown(200, 360, tags=380)
    picture = drawing(of, PEOPLE, View(personas=("cfo",)))
    assert picture.outcomes == 12
    assert picture.title.endswith("the 12 outcomes that CFO desires most")


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (View(personas=("cto",)), "there is no persona 'cto'"),
        (View(personas=("manager",)), "manager"),
        (View(differentiator="fast"), "there is no differentiator 'fast'"),
        (View(around="chep"), "did you mean 'cheap'"),
        (View(loop="R7"), "choose among R1"),
    ],
)
def test_a_view_that_names_what_is_not_there_is_refused_with_what_there_is(view: View, said: str) -> None:
    assert said.lower() in refusal(view).lower()


def test_a_network_stands_beside_that_of_an_alternative_with_one_legend_and_one_count_of_loops() -> None:
    ours = network("[tool] -> fast -> cheap -> fast", "fast: cfo")
    theirs = network("[rival] -> (slow) -> (dear) -> (slow)", "slow: cfo", about="rival", key="them")
    picture = drawing(ours, PEOPLE, View(), beside=theirs)
    assert picture.title == "Net, beside Them"
    assert [words(outline["label"]) for outline in read(picture.text).outlines] == ["Net", "Them"]
    assert {handle[0] for handle in picture.nodes} == {"n", "m"}
    assert "R1 Fast ↔ Cheap V2 " in head(picture)


def test_a_persona_who_desires_nothing_of_what_stands_beside_fades_it() -> None:
    theirs = network("[rival] -> slow", "slow: clerk", about="rival", key="them")
    picture = drawing(network("[tool] -> fast", "fast: cfo"), PEOPLE, View(personas=("cfo",), beside="them"), beside=theirs)
    assert looks(picture) == {"tool": "kept", "fast": "lit", "rival": "faded", "slow": "faded"}


def test_a_network_without_anything_is_a_picture_of_its_name() -> None:
    picture = drawn(View(), network())
    assert (picture.nodes, picture.outcomes) == ({}, 0)
    assert head(picture).startswith("Net An offering")
