"""How bars and lines look, in the colours of the diagrams.

What adds is solid, what takes away is hollow: no colour is needed to tell them apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from valuenet.diagram.theme import Palette
from valuenet.model.vocabulary import Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What fills a bar, and its rim."""

    fill: str
    rim: str
    width: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line: its colour, its width, and how long it is drawn and not drawn where it is dashed."""

    colour: str
    width: float
    dashes: tuple[float, ...] = ()


def price(palette: Palette) -> Look:
    """What somebody asks for."""
    return Look(fill=palette.bad, rim=palette.line)


def total(palette: Palette) -> Look:
    """What things add up to."""
    return Look(fill=palette.diff, rim=palette.diff)


def more(palette: Palette) -> Look:
    """What adds."""
    colour = palette.outlines[Outline.BLUE]
    return Look(fill=colour, rim=colour)


def less(palette: Palette) -> Look:
    """What takes away."""
    return Look(fill=palette.bg, rim=palette.vicious, width=1.6)


def hollow(palette: Palette) -> Look:
    """The lower end of something, and what is too little to judge by."""
    return Look(fill=palette.bg, rim=palette.line, width=1.4)


def lit(palette: Palette) -> Look:
    """What the picture is about."""
    return Look(fill=palette.lit, rim=palette.litline, width=1.8)
