"""What a scorecard is told in: sections of blocks, things with a sentence about them, and figures that belong to them."""

from __future__ import annotations

from dataclasses import dataclass

from valuenet.documents.scorecard_figures import Line
from valuenet.messages.spoken import begun, ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing with a sentence about it; `mark`: a word beside its title, `lines`: figures that belong to it."""

    title: str
    said: str = ""
    mark: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Things under one heading; `said`: the sentence that sums them up, `chart`: the picture that shows them."""

    heading: str = ""
    said: str = ""
    items: tuple[Item, ...] = ()
    lines: tuple[Line, ...] = ()
    chart: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the scorecard."""

    title: str
    blocks: tuple[Block, ...]


def sentence(text: str) -> str:
    """A reason as a sentence of its own."""
    return begun(ended(text)) if text else ""
