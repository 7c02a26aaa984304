"""The fragments of a GraphQL document in an order in which each can be measured once: those that others spread come first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from graphql import (
    DocumentNode,
    ExecutableDefinitionNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
)

Fragments = Mapping[str, FragmentDefinitionNode]
"""By name, those that are spread before those that spread them."""

_TOLD = 200


def fragments(document: DocumentNode) -> Fragments:
    """The fragments of a document; `GraphQLError` where some spread each other without end."""
    defined = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    spread = {name: [used for used in spread_in(node) if used in defined] for name, node in defined.items()}
    try:
        return {name: defined[name] for name in TopologicalSorter(spread).static_order()}
    except CycleError as error:
        circle: list[str] = error.args[1]
        told = " → ".join(reversed(circle))
        shown = told if len(told) <= _TOLD else f"{told[:_TOLD]}…"
        raise GraphQLError(f"fragments spread each other without end: {shown}; take one of the spreads out", defined[circle[0]]) from None


def starts(document: DocumentNode, known: Fragments) -> Iterator[ExecutableDefinitionNode]:
    """The operations, and the fragments that none of them comes to: validation goes through both."""
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    yield from operations
    reached: set[int] = set()
    waiting = [name for operation in operations for name in spread_in(operation)]
    while waiting:
        fragment = known.get(waiting.pop())
        if fragment is not None and id(fragment) not in reached:
            reached.add(id(fragment))
            waiting += spread_in(fragment)
    for node in document.definitions:
        if isinstance(node, FragmentDefinitionNode) and id(node) not in reached:
            yield node


def spread_in(definition: ExecutableDefinitionNode) -> list[str]:
    """The names of the fragments that are spread in a definition, each once."""
    names: dict[str, None] = {}
    waiting = [definition.selection_set]
    while waiting:
        for node in waiting.pop().selections:
            if isinstance(node, FragmentSpreadNode):
                names[node.name.value] = None
            elif isinstance(node, FieldNode | InlineFragmentNode) and node.selection_set:
                waiting.append(node.selection_set)
    return list(names)
