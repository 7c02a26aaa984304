"""Strongly connected parts of a small graph of numbers, in one pass: which of its nodes lead back to themselves together.

    (a)-[:LEADS_TO*1..]->(b)-[:LEADS_TO*1..]->(a)

Looking for the arrows that close loops asks this some hundred times for one picture, too often for a general library.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence


def circular_parts(nodes: Collection[int], after: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """The parts of several nodes among `nodes`, each in order; `after` says what each node leads to, inside or out (Tarjan, 1972)."""
    search = _Search(nodes, after)
    for node in nodes:
        if node not in search.number:
            search.walk(node)
    return sorted(search.found)


class _Search:
    """Depth first, with the walk kept in lists, so that long chains cost no recursion."""

    def __init__(self, nodes: Collection[int], after: Mapping[int, Sequence[int]]) -> None:
        self.inside = set(nodes)
        self.after = after
        self.number: dict[int, int] = {}
        self.lowest: dict[int, int] = {}
        self.open: list[int] = []
        self.waiting: set[int] = set()
        self.found: list[list[int]] = []

    def walk(self, start: int) -> None:
        """Number everything that follows from a node, and close the parts that end there."""
        self._enter(start)
        walk = [(start, iter(self.after.get(start, ())))]
        while walk:
            node, effects = walk[-1]
            for effect in effects:
                if effect not in self.inside:
                    continue
                if effect not in self.number:
                    self._enter(effect)
                    walk.append((effect, iter(self.after.get(effect, ()))))
                    break
                if effect in self.waiting:
                    self.lowest[node] = min(self.lowest[node], self.number[effect])
            else:
                walk.pop()
                if walk:
                    cause = walk[-1][0]
                    self.lowest[cause] = min(self.lowest[cause], self.lowest[node])
                if self.lowest[node] == self.number[node]:
                    self._close(node)

    def _enter(self, node: int) -> None:
        self.number[node] = self.lowest[node] = len(self.number)
        self.open.append(node)
        self.waiting.add(node)

    def _close(self, first: int) -> None:
        place = self.open.index(first)
        part = self.open[place:]
        del self.open[place:]
        self.waiting.difference_update(part)
        if len(part) > 1:
            self.found.append(sorted(part))
