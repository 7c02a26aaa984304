"""The build-up: what each frame shows, that nothing moves between them, and what there is to say."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from dots import SVG, read, svg, words
from drawing import directory, example, network
from valuenet.diagram.drawing import Frame
from valuenet.diagram.frames import frames
from valuenet.diagram.view import View, parse
from valuenet.model.edits import PutRegion

LINES = ("[tool] -> one -> two -> three ~> one", "[desk] -> two", "one: cfo", "three: cro, cfo?")
REGION = PutRegion(key="here", title="Where it helps", nodes=("one", "two"))


def built_up() -> tuple[Frame, ...]:
    return frames(network(*LINES, REGION), directory(), View())


def seen(frame: Frame) -> set[str]:
    nodes = read(frame.drawing.text).nodes
    return {part.key for handle, part in frame.drawing.nodes.items() if nodes[handle]["style"] != "invis"}


def test_first_comes_what_is_different_then_what_it_brings_about_row_by_row_then_loops_then_personas() -> None:
    steps = built_up()
    assert [frame.title for frame in steps] == [
        "What is different",
        "What that brings about",
        "And what follows from it",
        "And what follows from it",
        "What feeds itself",
        "Who desires it",
    ]
    assert [seen(frame) for frame in steps[:4]] == [
        {"tool", "desk"},
        {"tool", "desk", "one"},
        {"tool", "desk", "one", "two"},
        {"tool", "desk", "one", "two", "three"},
    ]


def test_every_frame_has_a_sentence_to_say() -> None:
    assert [frame.sentence for frame in built_up()] == [
        "Desk; Tool.",
        "Tool, so that One.",
        "Desk, so that Two.",
        "Two, so that Three.",
        "R1: One → Two → Three → again.",
        "CFO: 2 outcomes; CRO: 1 outcome.",
    ]


def test_loops_are_told_and_led_back_only_when_they_have_come() -> None:
    before, loops, _ = built_up()[3:]
    closing = next(handle for handle, part in before.drawing.arrows.items() if part.key == "three -> one")
    styles = [
        next(arrow["style"] for arrow in read(frame.drawing.text).arrows.values() if arrow.get("id") == closing)
        for frame in (before, loops)
    ]
    assert styles == ["invis", "dashed"]
    heads = [words(read(frame.drawing.text).graph["label"]) for frame in (before, loops)]
    assert ["R1" in head for head in heads] == [False, True]
    assert ["reinforcing loop" in head for head in heads] == [False, True]


def test_personas_and_regions_come_last() -> None:
    *others, last = built_up()
    assert "cfo" not in " ".join(frame.drawing.text for frame in others).lower()
    assert "Where it helps" not in " ".join(frame.drawing.text for frame in others)
    assert "Where it helps" in words(read(last.drawing.text).outlines[0]["label"])


def test_a_frame_says_which_step_it_is() -> None:
    steps = built_up()
    assert "step 2 of 6" in words(read(steps[1].drawing.text).graph["label"])


def test_a_network_without_loops_has_no_frame_for_them_and_one_without_personas_says_so() -> None:
    steps = frames(network("[tool] -> one"), directory(), View())
    assert [frame.title for frame in steps] == ["What is different", "What that brings about", "Who desires it"]
    assert steps[-1].sentence == "Nobody is named yet."


def places(frame: Frame) -> dict[str, str]:
    """Where each node that can be seen stands, and how large the page is."""
    picture = svg(frame.drawing.text)
    found = {"page": picture.attrib["viewBox"]}
    for node in picture.iter(f"{SVG}g"):
        if node.get("class") == "node":
            shape = node.find(f"{SVG}ellipse")
            name = node.findtext(f"{SVG}title") or ""
            if shape is not None:
                found[name] = f"{shape.attrib['cx']} {shape.attrib['cy']}"
            elif (outline := node.find(f"{SVG}polygon")) is not None and not name.endswith("t"):
                found[name] = outline.attrib["points"]
    return found


@pytest.mark.parametrize("name", ["value-focused-culture", "office-space", "transition-vision"])
@pytest.mark.parametrize("query", ["", "direction=LR", "persona=cfo"])
def test_nothing_jumps_from_frame_to_frame(name: str, query: str) -> None:
    of, people = example(name)
    if "cfo" in query and "cfo" not in people.persona_by_key:
        query = "persona=buyer"
    steps = frames(of, people, parse(parse_qsl(query)))
    last = places(steps[-1])
    for frame in steps:
        assert last.items() >= places(frame).items()
