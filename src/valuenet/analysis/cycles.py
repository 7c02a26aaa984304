"""The shortest simple cycles of a graph, the shortest first, without ever enumerating more than was asked for.

    (a)-[:LEADS_TO]->(b)-[:LEADS_TO]->…->(a)

networkx lists cycles in no order of length, and may search for long before it gives the next one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Mapping, Sequence
from heapq import heappop, heappush
from typing import TypeVar

N = TypeVar("N", bound=Hashable)
Path = tuple[int, ...]

STEPS = 50_000
"""How many arrows are tried at most before the list is cut: less than 100 ms."""


def shortest_cycles(following: Mapping[N, Sequence[N]], *, limit: int) -> tuple[list[list[N]], bool]:
    """At most `limit` cycles, the shortest first, each from its earliest node on; and whether there are, or may be, more.

    `following` names the nodes in their order, and what each leads to; cycles of one length come in that order. Begun
    cycles wait in the order of the fewest arrows that each can be closed with, counted among nodes not before its first.
    """
    nodes = list(following)
    places = {node: place for place, node in enumerate(nodes)}
    after = [[places[effect] for effect in following[node]] for node in nodes]
    before: list[list[int]] = [[] for _ in nodes]
    for place, effects in enumerate(after):
        for effect in effects:
            before[effect].append(place)
    to_start = [_arrows_to(start, before) for start in range(len(nodes))]
    queue: list[tuple[int, Path]] = []
    for start in range(len(nodes)):
        _go_on((start,), after, to_start[start], queue)
    found: list[list[N]] = []
    steps = 0
    while queue:
        _, path = heappop(queue)
        if len(path) > 1 and path[-1] == path[0]:
            found.append([nodes[place] for place in path[:-1]])
        else:
            _go_on(path, after, to_start[path[0]], queue)
            steps += len(after[path[-1]])
        if len(found) > limit or steps > STEPS:
            return found[:limit], True
    return found, False


def _arrows_to(start: int, before: Sequence[Sequence[int]]) -> Mapping[int, int]:
    """The fewest arrows from each node to a start, along nodes that are not before it."""
    found = {start: 0}
    queue = deque(found)
    while queue:
        place = queue.popleft()
        for cause in before[place]:
            if cause > start and cause not in found:
                found[cause] = found[place] + 1
                queue.append(cause)
    return found


def _go_on(path: Path, after: Sequence[Sequence[int]], to_start: Mapping[int, int], queue: list[tuple[int, Path]]) -> None:
    """Put every path that goes on by one arrow in its place, if its start can be reached again."""
    for effect in after[path[-1]]:
        left = to_start.get(effect)
        if left is not None and (effect == path[0] or effect not in path):
            heappush(queue, (len(path) + left, (*path, effect)))
