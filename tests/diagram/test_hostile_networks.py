"""The promise about hostile labels in small: whole networks of them, through every step from the model to the picture."""

from __future__ import annotations

import pytest
from benchmarks.s10_hostile_labels import Hostility, faults, main

from valuenet.diagram.drawing import Drawing
from valuenet.diagram.ovals import oval


def test_more_than_five_hundred_hostile_labels_give_pictures_that_are_whole_and_do_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(550) == 0
    assert "every one well-formed and nothing active in it" in capsys.readouterr().out


def test_the_texts_are_hostile_and_the_model_refuses_some_of_them() -> None:
    hostility = Hostility()
    titles = {hostility.title() for _ in range(500)}
    assert len(titles) > 400
    assert hostility.refused > 20
    for piece in ("<script>", "]]>", "\\N", "javascript:", "&#60;"):
        assert any(piece in title for title in titles), piece


def test_a_picture_that_could_act_is_found_out() -> None:
    drawn = Drawing(text="", title="", description="", notes=(), outcomes=0, nodes={}, arrows={}, regions={})
    for active in ("<script/>", "<g onload='x'/>", "<g style='x'/>", "<g href='x'/>", "<path fill='url(#x)'/>", "<g><path></g>", "<use/>"):
        assert list(faults(f'<svg xmlns="http://www.w3.org/2000/svg">{active}</svg>'.encode(), drawn)), active


@pytest.mark.parametrize(
    "title", ["W" * 200, "日" * 200, "a " * 99 + "a", "W" * 9], ids=["wide", "without spaces", "short words", "one word"]
)
@pytest.mark.parametrize("measure", ["", "▲ " + "W" * 34, "日" * 200, "W " * 99 + "W"], ids=["none", "wide", "without spaces", "words"])
def test_an_oval_is_found_for_any_title_and_any_measure(title: str, measure: str) -> None:
    shape = oval(title, measure)
    assert "".join(shape.lines).replace("-", "").replace(" ", "") == title.replace(" ", "")
    assert bool(shape.measure) == bool(measure)
