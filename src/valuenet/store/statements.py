"""The catalogue of Cypher statements: one a file in `cypher/`, each with a header that says what it does and what it takes.

// Outcomes that a persona desires, nearest to a differentiator first.      one sentence
// mode: read                                                               schema, read or write
// params: workspaceId, personaId                                           or none
// returns: outcomeId                                                       or none
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from valuenet.errors import StoreError

_HEADER = re.compile(
    r"// (?P<sentence>[^\n]+\.)\n// mode: (?P<mode>schema|read|write)\n// params: (?P<params>[^\n]+)\n// returns: (?P<returns>[^\n]+)\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement of the catalogue, as its header describes it; its name is that of its file."""

    name: str
    sentence: str
    mode: str
    params: tuple[str, ...]
    returns: tuple[str, ...]
    text: str


@cache
def catalogue() -> Mapping[str, Statement]:
    """Every statement by name, read once."""
    folders = sorted((folder for folder in _home().iterdir() if folder.is_dir()), key=lambda folder: folder.name)
    found = [parsed(file.name, file.read_text(encoding="utf-8")) for folder in folders for file in _statement_files(folder)]
    return {statement.name: statement for statement in found}


def parsed(file: str, text: str) -> Statement:
    """The statement that a file holds; `file` is its name."""
    header = _HEADER.match(text)
    if header is None:
        raise StoreError(f"cypher file {file} has no header: begin it with a sentence, then mode, params and returns, as comments")
    return Statement(
        name=file.removesuffix(".cypher"),
        sentence=header["sentence"],
        mode=header["mode"],
        params=_names(header["params"]),
        returns=_names(header["returns"]),
        text=text[header.end() :].strip(),
    )


def _names(text: str) -> tuple[str, ...]:
    return () if text == "none" else tuple(text.split(", "))


def _statement_files(folder: Traversable) -> list[Traversable]:
    return sorted((file for file in folder.iterdir() if file.name.endswith(".cypher")), key=lambda file: file.name)


def _home() -> Traversable:
    """The folder `cypher`: inside the package where it was installed from a wheel, else at the top of the checkout."""
    packaged = files("valuenet") / "cypher"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "cypher"
