"""What of a document has to be compared: fields that answer under one name in one place, and fragments spread in one place.

Validation compares each of them with every other, to see that they agree. Pairs grow with the square of what is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graphql import ExecutableDefinitionNode, FieldNode, FragmentSpreadNode, InlineFragmentNode, SelectionSetNode

from valuenet.api.fragments import Fragments


def overlaps(definitions: Iterable[ExecutableDefinitionNode], known: Fragments) -> int:
    """The pairs that are compared, in all places of the answer.

    Takes time in proportion to the fields, with every fragment where it is spread: bound them first.
    """
    pairs = 0
    places = [[definition.selection_set] for definition in definitions]
    while places:
        named, spread = _together(places.pop(), known)
        pairs += _pairs(spread)
        for nodes in named.values():
            pairs += _pairs(len(nodes))
            below = [node.selection_set for node in nodes if node.selection_set]
            if below:
                places.append(below)
    return pairs


def _together(waiting: list[SelectionSetNode], known: Fragments) -> tuple[dict[str, list[FieldNode]], int]:
    """The fields of one place by the name under which they answer, and how many spreads bring them there; each fragment is entered once."""
    named: defaultdict[str, list[FieldNode]] = defaultdict(list)
    spread, entered = 0, set()
    while waiting:
        for node in waiting.pop().selections:
            if isinstance(node, FieldNode):
                named[(node.alias or node.name).value].append(node)
            elif isinstance(node, InlineFragmentNode):
                waiting.append(node.selection_set)
            elif isinstance(node, FragmentSpreadNode):
                spread += 1
                name = node.name.value
                if name in known and name not in entered:
                    entered.add(name)
                    waiting.append(known[name].selection_set)
    return named, spread


def _pairs(count: int) -> int:
    return count * (count - 1) // 2
