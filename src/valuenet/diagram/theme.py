"""The one designed theme in its three colourings: cool for causes, warm for people, violet for loops.

Every text has a contrast of at least 4.5 against its own ground, every line that says something at least 2.9. Nothing is
told by colour alone. Changing the theme moves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from valuenet.diagram.view import Theme
from valuenet.model.vocabulary import Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of one theme, each named after what it colours."""

    bg: str
    ink: str
    dim: str
    diff: str
    difftext: str
    oval: str
    line: str
    bad: str
    lit: str
    litline: str
    tag: str
    tagtext: str
    tagline: str
    tag2: str
    tag2text: str
    arrow: str
    short: str
    loop: str
    vicious: str
    fade: str
    fadetext: str
    outlines: Mapping[Outline, str]


def _outlines(*colours: str) -> Mapping[Outline, str]:
    order = (Outline.BLUE, Outline.GREEN, Outline.RED, Outline.PURPLE, Outline.ORANGE, Outline.GREY)
    return dict(zip(order, colours, strict=True))


PALETTES: Mapping[Theme, Palette] = {
    Theme.LIGHT: Palette(
        bg="#ffffff",
        ink="#1f2933",
        dim="#52606d",
        diff="#1d3a5f",
        difftext="#ffffff",
        oval="#f3f7fb",
        line="#486581",
        bad="#d5d9de",
        lit="#ffedc2",
        litline="#8a5a00",
        tag="#fbe3b5",
        tagtext="#4a3203",
        tagline="#b0812b",
        tag2="#ffffff",
        tag2text="#4a3203",
        arrow="#52667a",
        short="#8b99a8",
        loop="#7a28c9",
        vicious="#b42318",
        fade="#dbe1e7",
        fadetext="#6b7681",
        outlines=_outlines("#1d4ed8", "#15803d", "#b91c1c", "#7e22ce", "#b45309", "#52606d"),
    ),
    Theme.DARK: Palette(
        bg="#11161d",
        ink="#eef2f6",
        dim="#b0bcc8",
        diff="#cfe0f5",
        difftext="#0d1b2a",
        oval="#1c2733",
        line="#8fa7bf",
        bad="#3d444c",
        lit="#5a4410",
        litline="#f0c674",
        tag="#e9bf6b",
        tagtext="#231800",
        tagline="#c79a45",
        tag2="#11161d",
        tag2text="#f3d9a4",
        arrow="#9fb0c2",
        short="#5d6d7d",
        loop="#c39bff",
        vicious="#ff8a7a",
        fade="#2a3440",
        fadetext="#7f8d9c",
        outlines=_outlines("#7aa7ff", "#6fd08c", "#ff9a8f", "#d0a2ff", "#ffb366", "#a9b6c3"),
    ),
    Theme.PRINT: Palette(
        bg="#ffffff",
        ink="#000000",
        dim="#444444",
        diff="#000000",
        difftext="#ffffff",
        oval="#ffffff",
        line="#000000",
        bad="#d0d0d0",
        lit="#dddddd",
        litline="#000000",
        tag="#d0d0d0",
        tagtext="#000000",
        tagline="#000000",
        tag2="#ffffff",
        tag2text="#000000",
        arrow="#000000",
        short="#8a8a8a",
        loop="#000000",
        vicious="#000000",
        fade="#d4d4d4",
        fadetext="#707070",
        outlines=_outlines(*["#606060"] * 6),
    ),
}
