"""The DOT text of the examples, line by line. After a change that is meant, write them anew and look at the pictures:

VALUENET_GOLDEN=write pytest tests/diagram/test_golden.py
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from drawing import example
from valuenet.diagram.dot import drawing
from valuenet.diagram.view import parse

GOLDEN = Path(__file__).parent / "golden"

PICTURES = {
    "car-dealer": ("car-dealer", ""),
    "merry-go-round": ("mediocrity-merry-go-round", ""),
    "transition-vision-slide": ("transition-vision", "direction=LR&regions=no"),
    "transition-vision-levels-print": ("transition-vision", "levels&theme=print"),
    "culture": ("value-focused-culture", ""),
    "culture-focus-cfo-dark": ("value-focused-culture", "persona=cfo&theme=dark"),
    "culture-only-cfo-slide": ("value-focused-culture", "persona=cfo&only&direction=LR"),
    "culture-top-12": ("value-focused-culture", "top=12"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_text_of_an_example_is_the_one_that_was_looked_at(name: str) -> None:
    source, query = PICTURES[name]
    text = drawing(*example(source), parse(parse_qsl(query, keep_blank_values=True))).text
    path = GOLDEN / f"{name}.dot"
    if os.environ.get("VALUENET_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_no_text_is_kept_that_no_picture_has() -> None:
    assert {path.stem for path in GOLDEN.glob("*.dot")} == set(PICTURES)
