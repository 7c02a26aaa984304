"""Which of some claims that are partly the same money to count: a level, so a largest set of which no two are the same.

The claims are the vertices of a graph, joined where two are the same money; a level is a maximal independent set of it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Set
from decimal import Decimal
from typing import TypeVar

from valuenet.model.numbers import ZERO

T = TypeVar("T", bound=Hashable)
Joined = Mapping[T, Set[T]]
"""For each claim, those that are the same money."""

Found = tuple[Decimal, tuple[int, ...]]


def groups(joined: Joined[T], among: Iterable[T]) -> list[list[T]]:
    """Claims that are connected by being the same money, directly or by way of others; in the order in which they are given."""
    waiting = dict.fromkeys(among)
    found = []
    while waiting:
        first = next(iter(waiting))
        group, queue = {first}, [first]
        while queue:
            for other in joined[queue.pop()]:
                if other in waiting and other not in group:
                    group.add(other)
                    queue.append(other)
        found.append([one for one in waiting if one in group])
        for one in group:
            del waiting[one]
    return found


def best_level(joined: Joined[T], evidence: Mapping[T, int], amounts: Mapping[T, Decimal]) -> tuple[T, ...]:
    """The level whose weakest member has the best evidence; of several the one with the smaller total, then the first in order.

    For each grade of evidence, from the best, a level of members that have at least that grade is looked for. Every level
    holds a given claim or one that is the same money, so trying those few in turn, each with the best level of what is
    left without its neighbours, finds the smallest one; what falls apart into groups is looked at group by group.
    """
    order = list(evidence)
    place = {one: at for at, one in enumerate(order)}
    neighbours = [sum(1 << place[other] for other in joined[one] if other in place) for one in order]
    for grade in sorted(set(evidence.values()), reverse=True):
        allowed = sum(1 << place[one] for one in order if evidence[one] >= grade)
        search = _Search(neighbours, allowed, [amounts[one] for one in order])
        found = search.smallest((1 << len(order)) - 1)
        if found is not None:
            return tuple(order[at] for at in sorted(found[1]))
    raise AssertionError("all claims of a group may be in a level at the lowest grade")


class _Search:
    """The smallest level of the claims in a bit set, made only of those that are allowed."""

    def __init__(self, neighbours: list[int], allowed: int, amounts: list[Decimal]) -> None:
        self.neighbours = neighbours
        self.allowed = allowed
        self.amounts = amounts
        self.known: dict[int, Found | None] = {0: (ZERO, ())}

    def smallest(self, among: int) -> Found | None:
        if among not in self.known:
            parts = self._parts(among)
            self.known[among] = self._connected(among) if len(parts) == 1 else self._together(parts)
        return self.known[among]

    def _together(self, parts: Iterable[int]) -> Found | None:
        total, chosen = ZERO, list[int]()
        for part in parts:
            found = self.smallest(part)
            if found is None:
                return None
            total, chosen = total + found[0], [*chosen, *found[1]]
        return total, tuple(sorted(chosen))

    def _connected(self, among: int) -> Found | None:
        """Of every claim with its neighbours one is in each level: those with the fewest neighbours leave least to try."""
        pivot = min(_bits(among), key=lambda at: (self.neighbours[at] & among).bit_count())
        best: Found | None = None
        for at in _bits((1 << pivot | self.neighbours[pivot]) & among & self.allowed):
            rest = self.smallest(among & ~(1 << at | self.neighbours[at]))
            if rest is not None:
                found = (rest[0] + self.amounts[at], tuple(sorted((*rest[1], at))))
                best = found if best is None else min(best, found)
        return best

    def _parts(self, among: int) -> list[int]:
        parts = []
        while among:
            part, edge = 0, among & -among
            while edge:
                part |= edge
                edge = _union(self.neighbours[at] for at in _bits(edge)) & among & ~part
            parts.append(part)
            among &= ~part
        return parts


def _union(sets: Iterable[int]) -> int:
    """The union of bit sets."""
    union = 0
    for one in sets:
        union |= one
    return union


def _bits(among: int) -> Iterable[int]:
    while among:
        lowest = among & -among
        yield lowest.bit_length() - 1
        among ^= lowest
