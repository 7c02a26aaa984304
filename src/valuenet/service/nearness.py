"""Which of many names are nearly the same as another one: found through their pairs of letters, then compared whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from valuenet.model.text import folded

_COMPARED = 8
"""How many names that share the most pairs of letters are compared whole."""


class Names:
    """Names of things, each with the name of the thing that it stands for; looking one up costs a look at those that share letters."""

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

    def near(self, name: str, *, most: int = 3, alike: float = 0.75) -> Sequence[str]:
        """The things with a name that is nearly this one, the nearest first: of the letters, the share `alike` agrees."""
        shared = Counter(place for pair in _pairs(name) for place in self._holding.get(pair, ()))
        likely = sorted(shared, key=lambda place: (-shared[place] / (len(self._named[place][0]) + len(name)), place))[:_COMPARED]
        wanted = folded(name)
        alikeness: Mapping[int, float] = {place: SequenceMatcher(None, wanted, self._named[place][0]).ratio() for place in likely}
        best = sorted((place for place in likely if alikeness[place] >= alike), key=lambda place: (-alikeness[place], place))
        return list(dict.fromkeys(self._named[place][1] for place in best))[:most]


def _pairs(name: str) -> set[str]:
    """The pairs of letters in a name, its beginning and end marked."""
    marked = f"\x02{folded(name)}\x03"
    return {marked[place : place + 2] for place in range(len(marked) - 1)}
