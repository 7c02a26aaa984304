"""How a name or a sentence is found in texts however it is spelled: by its words, whatever stands between them.

Case, accents, forms of a character and invisible characters make no difference, nor do blanks, hyphens, underscores, full stops
and quotation marks between two words. A word is found whole only: `Ann` is not in `Annual`. Characters of scripts that put no
blanks between words are words of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Words = tuple[str, ...]
"""A text as its words, folded: what is compared."""

_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
"""Thai, Lao, kana, ideographs, and Hangul, to whose names particles are attached."""

_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_END = ""  # no word is empty


def words(text: str) -> Words:
    """The words of a text."""
    return tuple(_WORD.findall(_folded(text)[0]))


@dataclass(frozen=True, slots=True)
class Found:
    """Where something that is sought stands in a text, and what it is."""

    start: int
    end: int
    sought: Words


class Search:
    """Looks for many things at once, in time that grows with the text alone; where two start at one word, the longer one is found."""

    def __init__(self, sought: Iterable[Words]) -> None:
        self._tree: dict[str, Any] = {}
        for one in filter(None, sought):
            place = self._tree
            for word in one:
                place = place.setdefault(word, {})
            place[_END] = one

    def found(self, text: str) -> Iterator[Found]:
        """Everything that is sought and stands in the text, from its start on, none in another."""
        folded, places = _folded(text)
        if hits := list(self._hits(_WORD.findall(folded))):
            spans = [span.span() for span in _WORD.finditer(folded)]
            for first, sought in hits:
                start, end = spans[first][0], spans[first + len(sought) - 1][1]
                yield Found(_before(start, places), _after(end, places, text), sought)

    def holds(self, text: str) -> bool:
        """Whether anything that is sought stands in the text."""
        return any(self._hits(_WORD.findall(_folded(text)[0])))

    def without(self, text: str, stand_in: Callable[[Words], str]) -> str:
        """The text with something else in place of all that is found, also of what is found then; the same text where nothing is."""
        parts, end = [], 0
        for one in self.found(text):
            parts += [text[end : one.start], stand_in(one.sought)]
            end = one.end
        return self.without("".join((*parts, text[end:])), stand_in) if parts else text

    def _hits(self, there: list[str]) -> Iterator[tuple[int, Words]]:
        """Where something sought starts among the words that are there, and what it is."""
        after = 0
        for first, word in enumerate(there):
            if word in self._tree and first >= after and (sought := self._longest(there, first)):
                after = first + len(sought)
                yield first, sought

    def _longest(self, there: list[str], first: int) -> Words:
        """The longest thing sought that starts at a word."""
        longest: Words = ()
        place: dict[str, Any] | None = self._tree
        for next_ in range(first, len(there)):
            place = place.get(there[next_]) if place else None
            if place is None:
                break
            longest = place.get(_END, longest)
        return longest


def _folded(text: str) -> tuple[str, list[int] | None]:
    """The text as it is compared, and for each of its characters the place of that from which it comes; none where they are the same."""
    if text.isascii():
        return text.lower(), None
    folded = [_character(character) for character in text]
    return "".join(folded), [place for place, characters in enumerate(folded) for _ in characters]


@lru_cache(maxsize=4_096)
def _character(character: str) -> str:
    """One character as it is compared: nothing for accents, vowel signs and what cannot be seen."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    kept = "".join(part for part in parts if unicodedata.category(part)[0] != "M" and unicodedata.category(part) != "Cf")
    return unicodedata.normalize("NFC", kept)


def _before(place: int, places: list[int] | None) -> int:
    return place if places is None else places[place]


def _after(place: int, places: list[int] | None, text: str) -> int:
    """Where what ends before a place of the folded text ends in the text, with the accents and invisible characters behind it."""
    if places is None:
        return place
    return max(places[place - 1] + 1, places[place] if place < len(places) else len(text))
