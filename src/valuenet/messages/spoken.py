"""How titles and reasons are said aloud: in the middle of a sentence, one after another, with a full stop at the end.

Titles begin with a capital, and some are no sentences: "Higher operating profit". Both would sound odd in the chain of a
draft; names have to stay as they are. A word is taken for no name when the network itself writes it small somewhere, and
never with a capital in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from valuenet.model.network import Network

_LETTERS = re.compile(r"[^\W\d_]+")

_OPENING = ("", ".", "!", "?", "…", ":", ";", "(", "“", '"')
"""What a word stands after when its capital may be no more than that of a beginning; nothing: at the beginning of a text."""

_SMALL = frozenset(
    _LETTERS.findall(
        """a all an any both each every everybody everyone everything few fewer higher in it its less lower more most no nobody nothing on
        one only our several some that the their there these they this those we what when where which who whoever with without you your"""
    )
)
"""Words that are no names, whether the network writes them small or not."""

_COMPARING = frozenset(
    _LETTERS.findall("better cheaper easier faster fewer greater higher larger less longer lower more one safer shorter smaller")
)
"""Words with which what is no sentence often begins."""

_VERBS = frozenset(
    _LETTERS.findall(
        """are became become becomes can cannot could did do does get gets give gives go goes got had has have is keep keeps may means
        might must need needs should stay stays was were will would"""
    )
)
"""Words that make a sentence of a title where they do not follow a relative pronoun."""

_RELATIVE = frozenset(_LETTERS.findall("that what where wherever which who whom whose"))
_PREPOSITIONS = frozenset(
    _LETTERS.findall(
        "about after against among around as at before beside between by for from in into of on over per to under with without"
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Says what one network has in its texts; `small` are the words that it writes with a small letter."""

    small: frozenset[str]

    def inside(self, text: str) -> str:
        """A text as it stands in the middle of a sentence: on one line, no full stop, no capital unless it may be a name's."""
        line = " ".join(text.split()).removesuffix(".")
        first = _LETTERS.match(line)
        if first is not None and first[0].istitle() and first[0].lower() in self.small:
            return line[0].lower() + line[1:]
        return line

    def chain(self, titles: Sequence[str]) -> str:
        """Titles as "A, so that B, so that C", or "…, which means D": that fits a thing as well as a sentence."""
        said = [self.inside(title) for title in titles]
        return said[0] + "".join(f", {'so that' if _is_sentence(text) else 'which means'} {text}" for text in said[1:])


def voice(network: Network) -> Voice:
    """The voice of a network, from all of its texts."""
    small, names = set(_SMALL), set()
    for text in _texts(network):
        for word in _LETTERS.finditer(text):
            if word[0].islower():
                small.add(word[0])
            elif text[: word.start()].rstrip()[-1:] not in _OPENING:
                names.add(word[0].lower())
    return Voice(small=frozenset(small - names))


def ended(text: str) -> str:
    """A text with a full stop, unless it ends in one, or in a question or exclamation mark."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def begun(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def fitting(limit: int, *variants: str) -> str:
    """The first of some ways to say a thing that is no longer than the limit; the last one in any case."""
    return next((text for text in variants if len(text) <= limit), variants[-1])


def _is_sentence(title: str) -> bool:
    """Whether a title is a sentence, as far as it can be told without a dictionary; a thing for a sentence is the graver mistake."""
    words = [word.lower() for word in _LETTERS.findall(title)]
    if any(word in _VERBS and before not in _RELATIVE for before, word in zip(["", *words], words, strict=False)):
        return True
    if not words or words[0] in _COMPARING or words[0].endswith("ed"):
        return False
    subject = next((place for place, word in enumerate(words) if word in _RELATIVE | _PREPOSITIONS), len(words))
    return subject > 2


def _texts(network: Network) -> Iterator[str]:
    yield from (node.title for node in network.nodes)
    yield from (differentiator.note for differentiator in network.differentiators)
    yield from (outcome.evidence for outcome in network.outcomes)
    yield from (text for arrow in network.arrows for text in (arrow.why, arrow.evidence))
    yield from (text for tag in network.tags for text in (tag.why, tag.personally))
    yield from (text for side in network.comparisons for text in (side.note, side.evidence))
