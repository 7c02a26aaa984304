"""What the guides show, read from their Markdown so that tests can do the same and compare.

    ```console          `$ command` lines, each followed by what it prints
    ```graphql          a request, and in the next ```json block its data

In what is shown, `…` stands for anything on its line, a line of its own for any lines, and a date with a time for any other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)\n?", re.MULTILINE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
ANYTHING = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block: its language, its text, and the line on which the text begins."""

    language: str
    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command of a console block, and what it prints."""

    text: str
    shown: str


def blocks(path: Path) -> Sequence[Block]:
    """The fenced blocks of a page."""
    text = path.read_text(encoding="utf-8")
    return [Block(language=one[1], text=one[2], line=text.count("\n", 0, one.start(2)) + 1) for one in _FENCE.finditer(text)]


def commands(block: Block) -> Iterator[Command]:
    """The commands of a console block."""
    found = [*_COMMAND.finditer(block.text)]
    ends = [*(one.start() for one in found[1:]), len(block.text)]
    for one, end in zip(found, ends, strict=True):
        yield Command(text=one[1], shown=block.text[one.end() : end])


def requests(path: Path) -> Sequence[tuple[Block, Block | None]]:
    """The GraphQL requests of a page, each with the answer that is shown for it."""
    found = [block for block in blocks(path) if block.language in {"graphql", "json"}]
    pairs = pairwise([*found, None])
    return [(one, other if other and other.language == "json" else None) for one, other in pairs if one and one.language == "graphql"]


def agrees(shown: str, printed: str) -> bool:
    """Whether what was printed is what is shown."""
    lines = [".*" if line.strip() == ANYTHING else _line(line) for line in _DATE.sub("", shown).rstrip("\n").split("\n")]
    return re.fullmatch("\n".join(lines), _DATE.sub("", printed).rstrip("\n"), re.DOTALL) is not None


def answered(shown: Block, data: object) -> bool:
    """Whether the data of an answer are those of a block; its texts may hold `…`."""
    return _same(json.loads(shown.text), data)


def _same(shown: object, data: object) -> bool:
    match shown:
        case dict():
            return isinstance(data, dict) and shown.keys() == data.keys() and all(_same(shown[name], data[name]) for name in shown)
        case list():
            return isinstance(data, list) and len(shown) == len(data) and all(map(_same, shown, data))
        case str():
            return isinstance(data, str) and re.fullmatch(_line(shown), data, re.DOTALL) is not None
        case _:
            return shown == data


def _line(shown: str) -> str:
    return "[^\n]*".join(re.escape(part) for part in shown.split(ANYTHING))
