"""Which of many names are nearly the same as another one: found through their pairs of letters, then compared whole or word by word."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from valuenet.model.text import folded

_COMPARED = 8
"""How many names that share the most pairs of letters are compared."""

_WORD = re.compile(r"\w+")


class Names:
    """Names of things, each with the key of the thing that it stands for; looking one up costs a look at those that share letters."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._named: list[tuple[str, str]] = []
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        for name, thing in names:
            self.add(name, thing)

    def add(self, name: str, thing: str) -> None:
        """Know one more name."""
        for pair in _pairs(name):
            self._holding[pair].append(len(self._named))
        self._named.append((folded(name), thing))

    def near(self, name: str, *, most: int = 3, alike: float = 0.6) -> Sequence[str]:
        """The things whose name is like this one as a whole, the nearest first: of the letters, the share `alike` agrees."""
        found = [(_alike(folded(name), known), thing) for known, thing in self._likely(name)]
        best = sorted((pair for pair in found if pair[0] >= alike), key=lambda pair: -pair[0])
        return list(dict.fromkeys(thing for _, thing in best))[:most]

    def near_by_words(self, name: str, *, most: int = 3) -> Sequence[str]:
        """The things whose name may be this one misspelled or cut short: the words of the shorter are all in the longer, or nearly."""
        found = (thing for known, thing in self._likely(name) if _same_words(folded(name), known))
        return list(dict.fromkeys(found))[:most]

    def _likely(self, name: str) -> Sequence[tuple[str, str]]:
        """The names that share the most pairs of letters with this one, for their length."""
        shared = Counter(place for pair in _pairs(name) for place in self._holding.get(pair, ()))
        best = sorted(shared, key=lambda place: (-shared[place] / (len(self._named[place][0]) + len(name)), place))
        return [self._named[place] for place in best[:_COMPARED]]


def _pairs(name: str) -> set[str]:
    """The pairs of letters in a name, its beginning and end marked."""
    marked = f"\x02{folded(name)}\x03"
    return {marked[place : place + 2] for place in range(len(marked) - 1)}


def _same_words(one: str, other: str) -> bool:
    shorter, longer = sorted((_WORD.findall(one), _WORD.findall(other)), key=len)
    if _alike("".join(shorter), "".join(longer)) >= 0.9:
        return True
    return bool(shorter) and all(any(_alike(word, known) >= 0.75 for known in longer) for word in shorter)


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
