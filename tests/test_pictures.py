"""The pictures in the guide are what its commands draw today. Texts are compared, not pictures: renderers may differ in a bit."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from xml.etree import ElementTree

import pytest

from terminal import TOP, Terminal
from valuenet.diagram.svg import digest

GUIDE = TOP / "docs" / "diagrams.md"
PICTURES = TOP / "docs" / "pictures"
COMMANDS = {
    Path(arguments[arguments.index("-o") + 1]).name: arguments[1:]
    for line in re.findall(r"^valuenet render examples/.*$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    for arguments in [shlex.split(line)]
}


def test_every_picture_is_made_by_a_command_of_the_guide_and_shown_below_it() -> None:
    assert sorted(COMMANDS) == sorted(path.name for path in PICTURES.iterdir())
    text = GUIDE.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"](pictures/{name})" not in text] == []


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_picture_carries_the_digest_of_the_text_that_its_command_draws_today(name: str, tmp_path: Path) -> None:
    arguments = [str(TOP / part) if part.startswith("examples/") else part for part in COMMANDS[name]]
    arguments[arguments.index("-o") + 1] = "today.dot"
    Terminal(store=f"sqlite:///{tmp_path}/none.db", directory=tmp_path).done(*arguments)
    shown = ElementTree.parse(PICTURES / name).getroot().attrib["data-dot"]
    assert shown == digest((tmp_path / "today.dot").read_text(encoding="utf-8")), "run scripts/pictures"
