"""Value gaps that seem to say the same, found by their words: proposed with the reason, since a person decides.

    (:ValueGap {state: 'open'})-[:SAME_AS]->(:ValueGap)

Two texts are alike when they share five sixths of the words of the longer one, or when all words of the shorter one, at
least three, make up three fifths of the longer. Words are compared by their beginnings; endings, order and words that
every gap has ("we cannot", "missing") do not count. A word that turns the meaning ("without"), or another figure, keeps
them apart. Rather one proposal too few than a wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from valuenet.model.text import folded
from valuenet.model.value_gap import ValueGap
from valuenet.model.vocabulary import GapState

_WORD = re.compile(r"\w+")
_BEGINNING = 6
"""How many letters of a word are compared: "approve", "approvals" and "approving" begin alike."""

_ENDING = re.compile(r"(?<=\w{4})(?:ings?|ed)$|(?<=s|x|z|h)es$|(?<=[^\Ws])s$")
"""What the end of a short word is without: "posting" begins as "post" does."""

_FILLERS = frozenset(
    _WORD.findall(
        """a able also an and any are as at be been but by can cannot could customer customers do does doesn don for from get gets had has
        have if in is isn it its lack lacking lacks like miss misses missing need needed needs no not of on or our own per please possible
        s should so some t that the their them there they this to us want wanted wants was way we when which who wish wishes with would
        you your"""
    )
)
_TURNING = frozenset(
    _WORD.findall(
        "above after before below except few fewer instead less many more never off only over than too under unless until without"
    )
)
"""Words that turn the meaning of a text that has the same words otherwise."""

_TARGETS = frozenset({GapState.OPEN, GapState.QUEUED, GapState.RESOLVED})
"""The states of gaps that others may be gathered into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The telling words of a text: their beginnings, and each beginning with its word as written, in their order."""

    beginnings: frozenset[str]
    written: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two texts share: so many of the telling words of the longer one."""

    shared: tuple[str, ...]
    longer: int

    @property
    def sentence(self) -> str:
        """The likeness in words: "4 of 5 words shared: approve, invoices, mobile, phone"."""
        return f"{len(self.shared)} of {self.longer} words shared: {', '.join(self.shared)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """Open gaps that seem to say the same as `into`, oldest first, and why each of them does."""

    into: ValueGap
    gaps: tuple[ValueGap, ...]
    because: tuple[Likeness, ...]


def gathering(gaps: Iterable[ValueGap]) -> tuple[Gathering, ...]:
    """Proposals, those with most gaps first, then the oldest; no gap is in two of them.

    Gaps that were decided about (queued, resolved) draw open ones to themselves first, the oldest first; then open ones do.
    """
    waiting = sorted((gap for gap in gaps if gap.state in _TARGETS), key=lambda gap: (gap.state is GapState.OPEN, gap.on, gap.id))
    texts = [words(gap.text) for gap in waiting]
    neighbours, taken, found = _Neighbours(texts), set[int](), []
    for place, into in enumerate(waiting):
        if place in taken:
            continue
        alike = {
            other: likeness
            for other in neighbours.of(place)
            if other not in taken and waiting[other].state is GapState.OPEN and (likeness := likeness_of(texts[other], texts[place]))
        }
        if alike:
            taken.update(alike, (place,))
            found.append(Gathering(into=into, gaps=tuple(waiting[other] for other in alike), because=tuple(alike.values())))
    return tuple(sorted(found, key=lambda one: (-len(one.gaps), one.into.on, one.into.id)))


def words(text: str) -> Words:
    """The telling words of a text; all of its words where none is telling."""
    said = _WORD.findall(folded(text))
    telling = [word for word in said if word not in _FILLERS] or said
    written: dict[str, str] = {}
    for word in telling:
        written.setdefault(_beginning(word), word)
    return Words(beginnings=frozenset(written), written=written)


def likeness_of(one: Words, other: Words) -> Likeness | None:
    """What two texts share, in the words of the first, if it is so much that they seem to say the same."""
    shared = one.beginnings & other.beginnings
    shorter, longer = sorted((len(one.beginnings), len(other.beginnings)))
    contained = len(shared) == shorter >= 3 and 5 * shorter >= 3 * longer
    if not shared or not (contained or 6 * len(shared) >= 5 * longer):
        return None
    apart, figures = one.beginnings ^ other.beginnings, [_figures(text.beginnings - shared) for text in (one, other)]
    if apart & _TURNING or all(figures):
        return None
    return Likeness(shared=tuple(word for beginning, word in one.written.items() if beginning in shared), longer=longer)


class _Neighbours:
    """Which texts share one of the rarest words of each: texts that are alike always do, so only those are compared."""

    def __init__(self, texts: Sequence[Words]) -> None:
        frequency = Counter(word for text in texts for word in text.beginnings)
        self.rarest = [sorted(text.beginnings, key=lambda word: (frequency[word], word))[: _prefix(len(text.beginnings))] for text in texts]
        self.by_word: dict[str, list[int]] = {}
        for place, rarest in enumerate(self.rarest):
            for word in rarest:
                self.by_word.setdefault(word, []).append(place)

    def of(self, place: int) -> Sequence[int]:
        """The places of the texts that may be like the one at this place, in their order."""
        return sorted({other for word in self.rarest[place] for other in self.by_word[word] if other != place})


def _prefix(count: int) -> int:
    """How many of its rarest words a text can do without at most, and one more: likeness takes at least three fifths of its words."""
    return count - (3 * count + 4) // 5 + 1


def _beginning(word: str) -> str:
    return word if _figures((word,)) or word in _TURNING else _ENDING.sub("", word)[:_BEGINNING]


def _figures(found: Iterable[str]) -> bool:
    return any(character.isdecimal() for word in found for character in word)
