"""Which arrows, taken away, leave no loop among some outcomes.

Every loop must lose one of its arrows, so the search branches over the arrows of any one loop, and allows one more arrow
at a time until none is left: the first set that it finds is a smallest one. That is hard in general, so it ends after a
bounded effort; then arrows are put back one by one, those first that come first, and what would close a loop stays away.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from valuenet.analysis.late import networkx

N = TypeVar("N", bound=Hashable)
Arrow = tuple[N, N]

EFFORT = 100_000
"""How many arrows are looked at, all tries together, before a set that is only small will do: some 100 ms."""

_FIXED = 50
"""What one try costs beside its arrows, as if it were so many more."""


class _Enough(Exception):
    """The effort is spent. Never leaves this module."""


def breaking_arrows(arrows: Sequence[Arrow[N]]) -> list[list[Arrow[N]]]:
    """Every single arrow without which no loop is left; where there is none, one set of them, the smallest if it is found soon.

    Arrows that come first are rather kept. A set of several holds no arrow that it could do without.
    """
    search = _Search(arrows)
    if singles := [[arrow] for arrow in search.loop() if not search.loop_without(arrow)]:
        return singles
    try:
        for size in range(2, len(arrows)):
            if (found := search.set_of(size)) is not None:
                return [found]
    except _Enough:
        pass
    return [left_out] if (left_out := _left_out(arrows)) else []


class _Search(Generic[N]):
    """Takes arrows away and puts them back, and looks for loops in what is left."""

    def __init__(self, arrows: Sequence[Arrow[N]]) -> None:
        self.graph: networkx.DiGraph[N] = networkx.DiGraph()
        self.graph.add_edges_from(arrows)
        self.tries = EFFORT // (len(arrows) + _FIXED)

    def loop(self) -> list[Arrow[N]]:
        """Any loop that is left, or nothing."""
        if networkx.is_directed_acyclic_graph(self.graph):
            return []
        return [(cause, effect) for cause, effect, *_ in networkx.find_cycle(self.graph)]

    def loop_without(self, arrow: Arrow[N]) -> list[Arrow[N]]:
        """Any loop that is left when an arrow is taken away."""
        self.graph.remove_edge(*arrow)
        loop = self.loop()
        self.graph.add_edge(*arrow)
        return loop

    def set_of(self, size: int) -> list[Arrow[N]] | None:
        """At most `size` arrows without which no loop is left, or nothing where that takes more."""
        self.tries -= 1
        if self.tries < 0:
            raise _Enough
        loop = self.loop()
        if not loop:
            return []
        for arrow in loop if size else ():
            self.graph.remove_edge(*arrow)
            rest = self.set_of(size - 1)
            self.graph.add_edge(*arrow)
            if rest is not None:
                return [arrow, *rest]
        return None


def _left_out(arrows: Sequence[Arrow[N]]) -> list[Arrow[N]]:
    """The arrows that would close a loop when all are put back in their order."""
    bit = {node: 1 << place for place, node in enumerate(dict.fromkeys(node for arrow in arrows for node in arrow))}
    reached = dict(bit)
    left_out = []
    for cause, effect in arrows:
        if reached[effect] & bit[cause]:
            left_out.append((cause, effect))
        elif reached[cause] & reached[effect] != reached[effect]:
            for node, nodes in reached.items():
                if nodes & bit[cause]:
                    reached[node] = nodes | reached[effect]
    return left_out
