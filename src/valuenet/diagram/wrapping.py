"""Breaking texts into lines: at spaces, inside a word only where it is too wide for any line, and so that no line is too full."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from valuenet.diagram.metrics import text_width

_ZERO_WIDTH_JOINER = "\u200d"
_CLUSTER = 8
"""How many characters are kept together at most, whatever ties them."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a piece of one that is `joined` to the piece before it; its width, and that of the gap before it."""

    text: str
    width: float
    gap: float
    joined: bool = False


def words(text: str, size: float, *, bold: bool = False, widest: float) -> list[Word]:
    """The words of a text; those wider than `widest`, and those of scripts without spaces, in pieces that fit."""
    space = text_width(" ", size, bold=bold)
    found: list[Word] = []
    for word in text.split():
        for place, piece in enumerate(_pieces(word, size, bold, widest)):
            found.append(Word(piece, text_width(piece, size, bold=bold), 0.0 if place else space, joined=place > 0))
    return found


def filled(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """The lines of a text in a column: each as full as it can be."""
    lines: list[list[Word]] = []
    room = 0.0
    for word in words(text, size, bold=bold, widest=width):
        if not lines or word.gap + word.width > room:
            lines.append([])
            room = width + word.gap
        lines[-1].append(word)
        room -= word.gap + word.width
    return [_line(line) for line in lines]


def fits(text: Sequence[Word], rooms: Sequence[float]) -> bool:
    """Whether words fit into lines with these rooms: filling each line in turn fits whenever anything does."""
    lines = iter(rooms)
    room = next(lines, 0.0)
    begun = False
    for word in text:
        needed = word.width + (word.gap if begun else 0.0)
        while needed > room:
            following = next(lines, None)
            if following is None:
                return False
            room, needed = following, word.width
        room -= needed
        begun = True
    return True


def balanced(text: Sequence[Word], rooms: Sequence[float]) -> list[str] | None:
    """The words on exactly as many lines as there are rooms, so that the fullest line is least full; nothing where they do not fit."""
    ends = [0.0]
    for word in text:
        ends.append(ends[-1] + word.gap + word.width)
    # fullness of the fullest line and the breaks so far, by how many words the lines up to here hold
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for room in rooms:
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (fullness, breaks) in best.items():
            for end in range(start + 1, len(text) + 1):
                share = (ends[end] - ends[start] - text[start].gap) / room if room > 0 else 2.0
                if share > 1:
                    break
                candidate = (max(fullness, share), (*breaks, end))
                if end not in following or candidate < following[end]:
                    following[end] = candidate
        best = following
    if len(text) not in best:
        return None
    return [_line(text[start:end], cut=end < len(text) and text[end].joined) for start, end in pairwise(best[len(text)][1])]


def _line(line: Sequence[Word], *, cut: bool = False) -> str:
    text = "".join(word.text if place == 0 or word.joined else f" {word.text}" for place, word in enumerate(line))
    return f"{text}-" if cut and text[-1].isalpha() and not _is_wide(text[-1]) else text


def _pieces(word: str, size: float, bold: bool, widest: float) -> list[str]:
    if text_width(word, size, bold=bold) <= widest and not any(map(_is_wide, word)):
        return [word]
    pieces: list[str] = []
    width = 0.0
    for cluster in _clusters(word):
        advance = text_width(cluster, size, bold=bold)
        room = widest - text_width("-", size, bold=bold)
        if not pieces or _is_wide(cluster[0]) or _is_wide(pieces[-1][0]) or width + advance > room:
            pieces.append("")
            width = 0.0
        pieces[-1] += cluster
        width += advance
    return pieces


def _clusters(word: str) -> list[str]:
    """Characters together with the marks that stand on them, and with what a joiner ties to them."""
    clusters: list[str] = []
    for character in word:
        mark = unicodedata.category(character).startswith("M") or character == _ZERO_WIDTH_JOINER
        if clusters and len(clusters[-1]) < _CLUSTER and (mark or clusters[-1].endswith(_ZERO_WIDTH_JOINER)):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in {"W", "F"}
