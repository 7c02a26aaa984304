"""Which questions have answers that last: the same for the same person as long as their workspace stays as it is.

That is so of questions about networks, personas and alternatives, whose types are synchronous views over values that were
read. A field that goes back to the store, to a picture or to the clock is asynchronous, and its answers do not last.
"""

from __future__ import annotations

from graphql import (
    FieldNode,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_named_type,
    is_composite_type,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter

from valuenet.api.fragments import Fragments

ROOTS = frozenset({"outcomes", "network", "networks", "directory"})
"""The questions whose answers follow from the networks and the directory of a workspace, and from nothing else."""

_DEFINITION = GraphQLCoreConverter.DEFINITION_BACKREF


class Lasting:
    """Tells the operations of one schema whose answers last from all others."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._root = schema.query_type.name if schema.query_type else ""

    def lasts(self, operation: OperationDefinitionNode, known: Fragments) -> bool:
        """Whether an answer lasts; every fragment of the document counts. Takes time in proportion to the document."""
        if operation.operation is not OperationType.QUERY:
            return False
        parts = ((fragment.selection_set, fragment.type_condition.name.value) for fragment in known.values())
        return self._last(operation.selection_set, self._root) and all(self._last(*part) for part in parts)

    def stays(self, parent: str, name: str) -> bool:
        """Whether a field answers from what was read already, or is a question whose answers last."""
        type_ = self._schema.get_type(parent)
        field = self._schema.get_field(type_, name) if is_composite_type(type_) else None
        if name == "__typename":
            return True
        if field is None:
            return False
        return name in ROOTS if parent == self._root else not getattr(field.extensions.get(_DEFINITION), "is_async", False)

    def _last(self, selections: SelectionSetNode, parent: str) -> bool:
        """Whether all selections on a type last; the fragments that they spread are looked at by themselves."""
        for node in selections.selections:
            below = parent
            match node:
                case FieldNode():
                    if not self.stays(parent, node.name.value):
                        return False
                    below = self._below(parent, node.name.value)
                case InlineFragmentNode():
                    below = node.type_condition.name.value if node.type_condition else parent
                case _:
                    continue
            if node.selection_set and not self._last(node.selection_set, below):
                return False
        return True

    def _below(self, parent: str, name: str) -> str:
        type_ = self._schema.get_type(parent)
        field = self._schema.get_field(type_, name) if is_composite_type(type_) else None
        return get_named_type(field.type).name if field else ""
