"""Where things come to stand, as far as we decide it: the order of nodes, which arrows set rows, which are only drawn.

    (cause)-[:LEADS_TO]->(effect): an effect stands below its cause, unless that would close a loop or make a chain too long

The renderer places nodes; by distance from a differentiator it would draw 290 crossings where the longest chains give 40.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from valuenet.diagram.parts import circular_parts
from valuenet.diagram.rings import Pair
from valuenet.model.ids import NodeId
from valuenet.model.network import Differentiator, Node
from valuenet.model.vocabulary import Strength

_SHORTEST_LIMIT, _DEPTH = 8, 1.4

_WEIGHTS = {Strength.ALMOST_ALWAYS: 4, Strength.USUALLY: 2, Strength.SOMETIMES: 1, Strength.RARELY: 1}

ORDER = tuple(Strength)
"""Strengths, strongest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """(tail)-[:LEADS_TO]->(head) as one line of a picture; `tail` and `head` are places among its nodes.

    `mutual`: it stands for both directions. `closing`: it closes a loop. `shortcut`: a chain of arrows that are no weaker
    says the same. `binding`: its head stands in a lower row. `between`: so many outcomes on the way are not drawn.
    """

    tail: int
    head: int
    strength: Strength
    mutual: bool = False
    closing: bool = False
    shortcut: bool = False
    binding: bool = True
    between: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Nodes in the order of drawing, their lines, and the row of each node, counted by the longest chain of binding lines."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    rows: tuple[int, ...]

    @property
    def widest(self) -> int:
        """How many nodes the fullest row holds."""
        return max(map(self.rows.count, set(self.rows)), default=0)


def layout(
    nodes: Sequence[Node], links: Iterable[tuple[NodeId, NodeId, Strength, int]], closing: frozenset[Pair], *, by_distance: bool = False
) -> Layout:
    """The layout of some nodes, in the order in which they come, and of the links among them: cause, effect, strength, between.

    `by_distance` makes rows of what is equally far from a differentiator, which suits few nodes only.
    """
    place: Mapping[NodeId, int] = {node.id: place for place, node in enumerate(nodes)}
    lines = [
        Line(tail=place[cause], head=place[effect], strength=strength, closing=(cause, effect) in closing, between=between)
        for cause, effect, strength, between in links
        if cause in place and effect in place
    ]
    lines = _merged(_still_closing(lines, len(nodes)))
    lines = _with_shortcuts(sorted(lines, key=lambda line: (line.tail, line.head)), len(nodes))
    first_rows = [0 if isinstance(node, Differentiator) else 1 for node in nodes]
    if all(first_rows):
        first_rows = [0] * len(nodes)
    lines, rows = _levelled(lines, first_rows) if by_distance else _bound(lines, first_rows)
    return Layout(nodes=tuple(nodes), lines=tuple(lines), rows=tuple(rows))


def _still_closing(lines: Sequence[Line], count: int) -> list[Line]:
    """Where only a part of a loop is drawn, the arrow that closed it is one like others."""
    after: dict[int, list[int]] = {place: [] for place in range(count)}
    for line in lines:
        after[line.tail].append(line.head)
    part = {place: number for number, places in enumerate(circular_parts(after.keys(), after)) for place in places}
    return [
        replace(line, closing=False) if line.closing and (line.tail not in part or part[line.tail] != part.get(line.head)) else line
        for line in lines
    ]


def _merged(lines: Sequence[Line]) -> list[Line]:
    """Outcomes that lead to each other have one line with two heads, as strong as its weaker half, drawn as the half that leads down."""
    by_ends = {(line.tail, line.head): line for line in lines}
    merged = []
    for line in lines:
        other = by_ends.get((line.head, line.tail))
        if other is None:
            merged.append(line)
        elif (line.closing, line.tail) < (other.closing, other.tail):
            merged.append(replace(line, mutual=True, strength=max(line.strength, other.strength, key=ORDER.index)))
    return merged


def _with_shortcuts(lines: Sequence[Line], count: int) -> list[Line]:
    """The lines, with those told apart that a longer chain explains in which no arrow is weaker."""
    order = _causes_first([line for line in lines if not line.closing], count)
    found: set[Line] = set()
    for strength in ORDER:
        after: list[list[int]] = [[] for _ in range(count)]
        for line in lines:
            if not line.closing and ORDER.index(line.strength) <= ORDER.index(strength):
                after[line.tail].append(line.head)
        reached = [0] * count  # the nodes that follow from each, as bits
        beyond = [0] * count  # those that do so by more than one arrow
        for node in reversed(order):
            for effect in after[node]:
                beyond[node] |= reached[effect]
                reached[node] |= reached[effect] | 1 << effect
        found.update(
            line
            for line in lines
            if line.strength is strength
            and not line.closing
            and not line.mutual
            and not line.between
            and beyond[line.tail] >> line.head & 1
        )
    return [replace(line, shortcut=True) if line in found else line for line in lines]


def _causes_first(lines: Iterable[Line], count: int) -> list[int]:
    """All nodes so that every line leads from an earlier to a later one."""
    after: list[list[int]] = [[] for _ in range(count)]
    missing = [0] * count
    for line in lines:
        after[line.tail].append(line.head)
        missing[line.head] += 1
    order = [place for place in range(count) if not missing[place]]
    for node in order:
        for effect in after[node]:
            missing[effect] -= 1
            if not missing[effect]:
                order.append(effect)
    return order


def _bound(lines: Sequence[Line], first_rows: Sequence[int]) -> tuple[list[Line], list[int]]:
    """The lines, those left loose that would make a chain too long, and the rows that the others give; strong lines bind first."""
    limit = max(_SHORTEST_LIMIT, round(_DEPTH * sqrt(len(first_rows))))
    chains = _Chains(first_rows)
    loose = {line for line in lines if line.closing}
    for line in sorted(lines, key=lambda line: (ORDER.index(line.strength), line.shortcut, line.tail, line.head)):
        if line not in loose and not chains.add(line.tail, line.head, limit):
            loose.add(line)
    bound = [replace(line, binding=False) if line in loose else line for line in lines]
    return bound, _lowered(bound, chains.above)


def _lowered(lines: Sequence[Line], rows: Sequence[int]) -> list[int]:
    """The rows as a renderer shortens lines: a node that its effects pull more than its causes stands just above the first of them."""
    lowered = list(rows)
    pull = [0] * len(rows)
    effects: list[list[int]] = [[] for _ in rows]
    for line in lines:
        if line.binding:
            pull[line.tail] += weight(line)
            pull[line.head] -= weight(line)
            effects[line.tail].append(line.head)
    for node in sorted(range(len(rows)), key=lambda place: -rows[place]):
        if rows[node] and pull[node] > 0:
            lowered[node] = min(lowered[effect] for effect in effects[node]) - 1
    return lowered


def weight(line: Line) -> int:
    """How much a line pulls its ends together."""
    return 1 if line.shortcut else _WEIGHTS[line.strength]


def _levelled(lines: Sequence[Line], first_rows: Sequence[int]) -> tuple[list[Line], list[int]]:
    """The lines, of which only those bind that lead farther, and the fewest lines from a first row to each node."""
    rows = [0 if row == min(first_rows) else len(first_rows) for row in first_rows]
    waiting = deque(place for place, row in enumerate(rows) if row == 0)
    after: list[list[int]] = [[] for _ in rows]
    for line in lines:
        after[line.tail].append(line.head)
        if line.mutual:
            after[line.head].append(line.tail)
    while waiting:
        node = waiting.popleft()
        for effect in after[node]:
            if rows[effect] > rows[node] + 1:
                rows[effect] = rows[node] + 1
                waiting.append(effect)
    last = max((row for row in rows if row < len(rows)), default=0) + 1
    rows = [min(row, last) for row in rows]
    return [replace(line, binding=rows[line.head] > rows[line.tail]) for line in lines], rows


class _Chains:
    """How many lines the longest chain above and below each node has, while lines are added one by one."""

    def __init__(self, first_rows: Sequence[int]) -> None:
        self.above = list(first_rows)
        self.below = [0] * len(first_rows)
        self.causes: list[list[int]] = [[] for _ in first_rows]
        self.effects: list[list[int]] = [[] for _ in first_rows]

    def add(self, tail: int, head: int, limit: int) -> bool:
        """Add a line, unless a chain would then have more lines than `limit`."""
        if self.above[tail] + 1 + self.below[head] > limit:
            return False
        self.effects[tail].append(head)
        self.causes[head].append(tail)
        _raise(self.above, self.effects, tail)
        _raise(self.below, self.causes, head)
        return True


def _raise(longest: list[int], following: Sequence[Sequence[int]], start: int) -> None:
    """Bring the lengths of all chains that go on from a node up to date."""
    waiting = [start]
    while waiting:
        node = waiting.pop()
        for effect in following[node]:
            if longest[effect] < longest[node] + 1:
                longest[effect] = longest[node] + 1
                waiting.append(effect)
