"""How wide a text is in Arial: our own table of advances, so that every renderer breaks lines and sizes shapes alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

# fmt: off
_REGULAR = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)
_BOLD = (
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
)
# fmt: on
# No-break space, times, arrows, triangles, circle, dots; quotation marks and dashes; letters that do not decompose.
_SIGNS = {
    "\xa0": 278,
    "\xd7": 584,
    "→": 1000,
    "↔": 1000,
    "▲": 990,
    "▼": 990,
    "═": 708,
    "►": 990,
    "◄": 990,
    "○": 604,
    "·": 278,
    "…": 1000,
    "“": 500,
    "”": 500,
    "\u2018": 278,
    "\u2019": 278,
    "\u2013": 556,
    "—": 1000,
    "€": 556,
    "ß": 611,
    "æ": 889,
    "Æ": 1000,
    "œ": 944,
    "Œ": 1000,
    "ø": 611,
    "Ø": 778,
    "°": 400,
    "™": 1000,
}
_WIDE = 1000
_OTHER = 650
"""The advance of a letter that is in no table: rather too much than too little."""


class _Advances(dict[str, int]):
    """Advances in thousandths of the font size; those of other characters are found when first needed."""

    def __init__(self, ascii_advances: tuple[int, ...]) -> None:
        super().__init__(zip(map(chr, range(32, 127)), ascii_advances, strict=True))
        self.update(_SIGNS)

    def __missing__(self, character: str) -> int:
        if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
            advance = 0
        elif unicodedata.east_asian_width(character) in {"W", "F"}:
            advance = _WIDE
        else:
            base = unicodedata.normalize("NFKD", character)[0]
            advance = self.get(base, _OTHER)
        if len(self) < 10_000:  # what strangers write may not fill the memory
            self[character] = advance
        return advance


_ADVANCES: Mapping[bool, Mapping[str, int]] = {False: _Advances(_REGULAR), True: _Advances(_BOLD)}


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of text in points."""
    advances = _ADVANCES[bold]
    return sum([advances[character] for character in text]) * size / 1000
