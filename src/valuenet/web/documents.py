"""The GraphQL documents that clients send again and again: measured, parsed and validated once."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping

from graphql import DocumentNode, GraphQLError, OperationDefinitionNode, parse

from valuenet.api.costs import Costs, Given, given
from valuenet.api.fragments import Fragments, fragments
from valuenet.api.limits import check_document, check_text
from valuenet.settings import Budget

_KEPT = 131_072
"""Characters of text whose documents are kept: a document takes up to 280 bytes a character."""
_LONGEST = 16_384
"""Longer texts are rarely sent twice."""
_COSTS = 64
"""So many costs of one document are kept: they depend on its variables."""
_LONG = 2_048
"""Texts from here on are parsed and validated beside the event loop: 10 000 characters take some 50 ms."""


class Document:
    """A parsed text within the budget. `errors` is what validation has said: None until it has been asked."""

    __slots__ = ("_costs", "errors", "fragments", "introspects", "is_long", "operations", "tree")

    def __init__(self, text: str, budget: Budget) -> None:
        check_text(budget, text)
        self.is_long = is_long(text)
        self.tree: DocumentNode = parse(text)
        self.fragments: Fragments = fragments(self.tree)
        self.introspects = check_document(budget, self.tree, self.fragments).introspects
        self.operations = [node for node in self.tree.definitions if isinstance(node, OperationDefinitionNode)]
        self.errors: list[GraphQLError] | None = None
        self._costs: dict[tuple[int, Given], int] = {}

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation of that name, or the only one; anything else is a `GraphQLError`."""
        if name is None and len(self.operations) == 1:
            return self.operations[0]
        if not self.operations:
            raise GraphQLError("the document holds no operation: add a query or a mutation")
        if name is None:
            raise GraphQLError(f"the document holds {len(self.operations)} operations: say which one in `operationName`")
        for operation in self.operations:
            if operation.name and operation.name.value == name:
                return operation
        raise GraphQLError("the document holds no operation of the name in `operationName`")

    def cost(self, operation: OperationDefinitionNode, variables: Mapping[str, object], costs: Costs) -> int:
        """The cost of an operation with these variables; those of the last few are kept."""
        key = (operation.loc.start if operation.loc else 0, given(operation, variables))
        found = self._costs.get(key)
        if found is None:
            if len(self._costs) >= _COSTS:
                self._costs.clear()
            found = self._costs[key] = costs.of(operation, self.fragments, key[1])
        return found


def is_long(text: str) -> bool:
    """Whether work on the whole text would hold up the event loop."""
    return len(text) >= _LONG


class Documents:
    """Reads documents within a budget; keeps the most recent ones, up to a bound in characters. For one event loop."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._size = 0

    async def read(self, text: str) -> Document:
        """The document of a text; `OverBudget` where it holds too much, `GraphQLError` where it is none."""
        kept = self._kept.get(text)
        if kept is not None:
            self._kept.move_to_end(text)
            return kept
        document = await asyncio.to_thread(Document, text, self._budget) if is_long(text) else Document(text, self._budget)
        if len(text) <= _LONGEST and text not in self._kept:
            self._keep(text, document)
        return document

    def _keep(self, text: str, document: Document) -> None:
        self._kept[text] = document
        self._size += len(text)
        while self._size > _KEPT:
            dropped, _ = self._kept.popitem(last=False)
            self._size -= len(dropped)
