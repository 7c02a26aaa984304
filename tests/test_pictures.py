"""The pictures in the guides are what their commands draw today. Of diagrams texts are compared: renderers may differ in a bit."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from xml.etree import ElementTree

import pytest

from terminal import TOP, Terminal
from valuenet.diagram.svg import digest

GUIDE = TOP / "docs" / "diagrams.md"
WORTH = TOP / "docs" / "what-is-it-worth.md"
PICTURES = TOP / "docs" / "pictures"
COMMANDS = {
    Path(arguments[arguments.index("-o") + 1]).name: arguments[1:]
    for line in re.findall(r"^valuenet render examples/.*$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    for arguments in [shlex.split(line)]
}
CHARTS = sorted(re.findall(r"\]\(pictures/([\w-]+\.svg)\)", WORTH.read_text(encoding="utf-8")))


def test_every_picture_is_made_by_a_command_of_a_guide_and_shown_below_it() -> None:
    assert sorted([*COMMANDS, *CHARTS]) == sorted(path.name for path in PICTURES.iterdir())
    text = GUIDE.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"](pictures/{name})" not in text] == []


def test_the_charts_in_the_guide_are_what_its_command_draws_today(tmp_path: Path) -> None:
    (line,) = re.findall(r"^valuenet score examples/.* --charts docs/pictures$", WORTH.read_text(encoding="utf-8"), re.MULTILINE)
    _, score, file, charts, _ = shlex.split(line)
    Terminal(store=f"sqlite:///{tmp_path}/none.db", directory=tmp_path).done(score, TOP / file, charts, "today")
    drawn = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "today").iterdir()}
    assert sorted(drawn) == CHARTS
    old = [name for name, text in drawn.items() if text != (PICTURES / name).read_text(encoding="utf-8")]
    assert old == [], "run scripts/pictures"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_picture_carries_the_digest_of_the_text_that_its_command_draws_today(name: str, tmp_path: Path) -> None:
    arguments = [str(TOP / part) if part.startswith("examples/") else part for part in COMMANDS[name]]
    arguments[arguments.index("-o") + 1] = "today.dot"
    Terminal(store=f"sqlite:///{tmp_path}/none.db", directory=tmp_path).done(*arguments)
    shown = ElementTree.parse(PICTURES / name).getroot().attrib["data-dot"]
    assert shown == digest((tmp_path / "today.dot").read_text(encoding="utf-8")), "run scripts/pictures"
