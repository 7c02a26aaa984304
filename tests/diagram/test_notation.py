"""The notation, rule by rule: what each thing of a network looks like in the text of its picture."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dots import read, words
from drawing import directory, network
from valuenet.diagram.dot import drawing
from valuenet.diagram.theme import PALETTES
from valuenet.diagram.view import Orientation, Theme, View
from valuenet.model.edits import NetworkEdit, PutOutcome, PutRegion, Tag
from valuenet.model.network import Metric
from valuenet.model.vocabulary import Direction, Importance, OutcomeKind, Outline

LIGHT = PALETTES[Theme.LIGHT]


class Picture:
    """A drawn network, asked by keys."""

    def __init__(self, *lines: str | NetworkEdit, view: View | None = None) -> None:
        people = directory("auditor", "buyer", "treasurer", "product-marketer")
        self.drawing = drawing(network(*lines, people=people), people, view or View())
        self.dot = read(self.drawing.text)
        self.handles = {part.key: handle for handle, part in self.drawing.nodes.items()}

    def node(self, key: str) -> dict[str, str]:
        return dict(self.dot.nodes[self.handles[key]])

    def beside(self, key: str) -> str:
        return words(self.dot.nodes[f"{self.handles[key]}t"]["label"])

    def arrow(self, cause: str, effect: str) -> dict[str, str]:
        return dict(self.dot.arrows[self.handles[cause], self.handles[effect]])

    @property
    def head(self) -> str:
        return words(self.dot.graph["label"])


def test_a_differentiator_is_a_dark_box_and_an_outcome_an_oval() -> None:
    picture = Picture("[tool] -> faster")
    assert (picture.node("tool")["shape"], picture.node("tool")["fillcolor"]) == ("box", LIGHT.diff)
    assert (picture.node("faster")["shape"], picture.node("faster")["style"]) == ("ellipse", "filled")


def test_a_personal_outcome_has_a_double_rim_and_one_not_anticipated_a_dashed_one() -> None:
    picture = Picture("[tool] -> faster -> proud", PutOutcome(key="proud", title="Proud", kind=OutcomeKind.PERSONAL, anticipated=False))
    assert picture.node("proud")["peripheries"] == "2"
    assert picture.node("proud")["style"] == "filled,dashed"
    assert "peripheries" not in picture.node("faster")


def test_an_unwanted_outcome_is_grey_and_crossed() -> None:
    picture = Picture("[tool] -> (noise)")
    assert picture.node("noise")["fillcolor"] == LIGHT.bad
    assert words(picture.node("noise")["label"]) == "\xd7 Noise"


def test_a_measure_is_a_last_line_with_its_direction() -> None:
    metric = Metric(name="days to close", unit="days", direction=Direction.DOWN)
    picture = Picture("[tool] -> sooner", PutOutcome(key="sooner", title="The books close sooner", metric=metric))
    assert words(picture.node("sooner")["label"]) == "The books close sooner ▼ days to close"


@pytest.mark.parametrize(
    ("sign", "style", "width", "weight"),
    [("=>", "solid", "3.0", "4"), ("->", "solid", "1.5", "2"), ("~>", "dashed", "1.3", "1"), (".>", "dotted", "1.3", "1")],
)
def test_the_strength_of_an_arrow_is_its_width_and_its_dashes(sign: str, style: str, width: str, weight: str) -> None:
    arrow = Picture(f"[tool] {sign} faster").arrow("tool", "faster")
    assert (arrow["style"], arrow["penwidth"], arrow["weight"], arrow["color"]) == (style, width, weight, LIGHT.arrow)


def test_an_arrow_that_a_chain_of_no_weaker_ones_explains_is_thin_and_pale() -> None:
    picture = Picture("[tool] -> one => two", "[tool] ~> two", "one ~> three", "two => three", "[tool] => three")
    assert (picture.arrow("tool", "two")["color"], picture.arrow("tool", "two")["penwidth"]) == (LIGHT.short, "1.0")
    assert picture.arrow("one", "three")["color"] == LIGHT.short
    assert picture.arrow("tool", "three")["color"] == LIGHT.arrow, "every chain has a weaker arrow"


def test_outcomes_that_lead_to_each_other_share_one_arrow_with_two_heads_as_strong_as_the_weaker_half() -> None:
    picture = Picture("[tool] -> one => two ~> one")
    arrow = picture.arrow("one", "two")
    assert (arrow["dir"], arrow["style"], arrow["color"]) == ("both", "dashed", LIGHT.loop)
    assert (picture.handles["two"], picture.handles["one"]) not in picture.dot.arrows
    assert picture.beside("one") == picture.beside("two") == "R1"


def test_a_loop_has_double_heads_a_hollow_one_where_it_closes_and_its_mark_on_each_outcome() -> None:
    picture = Picture("[tool] -> one -> two -> three ~> one", "three -> four")
    assert picture.arrow("one", "two")["arrowhead"] == "normalnormal"
    closing = picture.arrow("three", "one")
    assert (closing["arrowhead"], closing["constraint"], closing["color"]) == ("onormal", "false", LIGHT.loop)
    assert [picture.beside(key) for key in ("one", "two", "three")] == ["R1", "R1", "R1"]
    assert "arrowhead" not in picture.arrow("three", "four")
    assert "R1 One → Two → Three → again" in picture.head


def test_a_vicious_circle_is_a_double_line_a_triple_one_where_it_is_almost_sure() -> None:
    picture = Picture("[tool] -> (one) -> (two) => (three) -> (one)")
    assert picture.arrow("one", "two")["color"] == f"{LIGHT.vicious}:{LIGHT.vicious}"
    assert picture.arrow("two", "three")["color"] == ":".join([LIGHT.vicious] * 3)
    assert picture.beside("one") == "V1"
    assert "vicious circle" in picture.head
    assert "reinforcing" not in picture.head


def test_personas_stand_beside_an_outcome_primary_ones_first_and_filled() -> None:
    picture = Picture("[tool] -> faster", "faster: clerk?, cro, cfo")
    label = picture.dot.nodes[f"{picture.handles['faster']}t"]["label"]
    assert words(label) == "CFO CRO clerk"
    assert label.count(f'bgcolor="{LIGHT.tag}"') == 2
    assert label.count(f'bgcolor="{LIGHT.tag2}"') == 1


def test_of_many_personas_four_are_shown_and_the_others_counted() -> None:
    picture = Picture("[tool] -> faster", "faster: cfo, cro, clerk, manager, auditor?, buyer?")
    assert picture.beside("faster") == "CFO clerk CRO manager +2"


def test_of_many_personas_those_in_focus_are_shown_and_the_column_keeps_its_width() -> None:
    lines = ("[tool] -> faster", "faster: cfo, cro, clerk, manager, product-marketer?")
    plain, focused = Picture(*lines), Picture(*lines, view=View(personas=("product-marketer",)))
    assert "prod mktr" in focused.beside("faster")
    assert "prod mktr" not in plain.beside("faster")
    widths = [picture.dot.nodes[f"{picture.handles['faster']}t"]["label"].split('width="')[1].split('"')[0] for picture in (plain, focused)]
    assert widths[0] == widths[1]


def test_tags_stand_in_a_column_top_down_and_in_a_row_from_left_to_right() -> None:
    lines = ("[tool] -> faster", "faster: cfo, cro")
    down, right = Picture(*lines), Picture(*lines, view=View(direction=Orientation.LEFT_RIGHT))
    handle = down.handles["faster"]
    assert down.dot.nodes[f"{handle}t"]["label"].count("<tr>") == 2
    assert right.dot.nodes[f"{handle}t"]["label"].count("<tr>") == 1
    assert (handle, f"{handle}t") in down.dot.arrows
    assert (f"{handle}t", handle) in right.dot.arrows, "the tags stand below"


def test_a_region_is_outlined_in_its_colour_with_its_name() -> None:
    region = PutRegion(key="here", title="Where it helps", outline=Outline.GREEN, nodes=("faster",))
    (outline,) = Picture("[tool] -> faster", region).dot.outlines
    assert (outline["style"], outline["color"], words(outline["label"])) == ("rounded", LIGHT.outlines[Outline.GREEN], "Where it helps")


def test_a_region_that_overlaps_another_is_told_by_a_letter_beside_its_members() -> None:
    regions = (
        PutRegion(key="a", title="Sales", outline=Outline.RED, nodes=("faster", "calm")),
        PutRegion(key="b", title="Service", outline=Outline.BLUE, nodes=("calm", "tool")),
    )
    picture = Picture("[tool] -> faster -> calm", *regions)
    assert [words(outline["label"]) for outline in picture.dot.outlines] == ["Sales"]
    assert picture.beside("calm") == picture.beside("tool") == "A"
    assert "A Service" in picture.head


def test_three_regions_are_told_by_letters_since_outlines_would_push_each_other_apart() -> None:
    picture = Picture("[tool] -> faster", *(PutRegion(key=key, title=key.upper(), nodes=("faster",)) for key in ("x", "y", "z")))
    assert picture.dot.outlines == []
    assert picture.beside("faster") == "A B C"


def test_regions_can_be_left_out() -> None:
    region = PutRegion(key="here", title="Where it helps", nodes=("faster",))
    assert Picture("[tool] -> faster", region, view=View(regions=False)).dot.outlines == []


def test_the_head_tells_offering_view_revision_and_date() -> None:
    picture = Picture("[tool] -> faster")
    assert picture.head.startswith("Net An offering · whole network · revision 1 · 2026-03-01 ")


def test_the_legend_explains_only_what_occurs() -> None:
    head = Picture("[tool] -> faster", "faster: cfo").head
    assert "desired most by" in head
    for absent in ("personal", "not anticipated", "unwanted", "in focus", "measure", "also by", "sometimes", "loop", "longer chain"):
        assert absent not in head, absent


def test_the_legend_spells_out_short_names() -> None:
    people = directory(replace(directory().personas[0], name="Chief financial officer"), only=())
    drawn = drawing(network("[tool] -> faster", "faster: cfo", people=people), people, View())
    assert "CFO = Chief financial officer" in words(read(drawn.text).graph["label"])


def test_without_a_legend_only_the_name_and_the_view_stand_above() -> None:
    head = Picture("[tool] -> faster", "faster: cfo", view=View(legend=False)).head
    assert "revision" in head
    assert "differentiator" not in head


def test_tags_on_unwanted_outcomes_read_suffered() -> None:
    assert "suffered most by" in Picture("[tool] -> (noise)", "noise: clerk").head
    assert "(\xd7: suffered)" in Picture("[tool] -> (noise)", "[tool] -> calm", "noise: clerk", "calm: clerk").head


def test_a_differentiator_stands_first_and_an_outcome_that_nothing_leads_to_after_it() -> None:
    picture = Picture("[tool] -> faster", "alone -> lost")
    assert "{\n\t\trank=min\n\t\tn0\n\t}" in picture.drawing.text
    assert picture.arrow("tool", "alone")["style"] == "invis"


def test_changing_the_theme_changes_colours_and_nothing_else() -> None:
    lines = ("[tool] -> one => two ~> one", "one: cfo, cro?", PutRegion(key="r", title="R", nodes=("one",)))
    texts = set()
    for theme in Theme:
        text = Picture(*lines, view=View(theme=theme)).drawing.text
        for name in (
            "bg",
            "ink",
            "dim",
            "diff",
            "difftext",
            "oval",
            "line",
            "tag",
            "tagtext",
            "tagline",
            "tag2",
            "tag2text",
            "arrow",
            "loop",
        ):
            text = text.replace(getattr(PALETTES[theme], name), "colour")
        texts.add(text.replace(PALETTES[theme].outlines[Outline.GREY], "colour"))
    assert len(texts) == 1


def test_every_part_has_a_name_for_those_who_do_not_see_it() -> None:
    drawn = Picture(
        "[tool] -> one => two ~> one", "one: cfo, clerk?", Tag(outcome="two", persona="cro", importance=Importance.PRIMARY)
    ).drawing
    names = [part.name for part in (*drawn.nodes.values(), *drawn.arrows.values())]
    assert names == [
        "Differentiator: Tool",
        "Outcome: One; desired most by CFO; desired by CLERK; in loop R1",
        "Outcome: Two; desired most by CRO; in loop R1",
        "“Tool” usually leads to “One”",
        "“One” and “Two” sometimes reinforce each other",
    ]
    assert (
        drawn.description
        == "Value network of An offering, whole network: 1 differentiator, 2 outcomes, 2 arrows, 1 marked loop; revision 1."
    )


def test_the_names_of_parts_are_the_ids_of_their_elements() -> None:
    picture = Picture("[tool] -> one", PutRegion(key="r", title="R", nodes=("one",)))
    assert {picture.dot.nodes[handle]["id"] for handle in picture.drawing.nodes} == set(picture.drawing.nodes)
    assert {arrow["id"] for arrow in picture.dot.arrows.values() if "id" in arrow} == set(picture.drawing.arrows)
    assert {outline["id"] for outline in picture.dot.outlines} == set(picture.drawing.regions)
