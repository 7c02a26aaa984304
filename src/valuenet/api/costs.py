"""What answering an operation is expected to cost, told from its text and variables alone.

A field of the answer costs 1, some five microseconds, or its price (`prices.py`). A list counts with as many things as `first`
or `last` asks for, else with as many as is usual for it; lists inside lists multiply.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter

from valuenet.api.fragments import Fragments
from valuenet.api.introspection import ROOTS, spoken
from valuenet.api.paging import MOST
from valuenet.api.prices import CHANGE, ITEM, LIST, ONE, PRICES, SAID, SIZES, STORE, Price
from valuenet.api.values import held

Given = tuple[tuple[str, int | None, int], ...]
"""What a cost depends on beside the document: each variable's name, the number that it is, and how long its lists are together."""

_PAGED = ("first", "last")
_DEFINITION = GraphQLCoreConverter.DEFINITION_BACKREF
_LARGEST = 2.0**53


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """What is known of a field before it is asked for. `below` is the type of what it answers with; `page` what `first` is by default."""

    below: str = ""
    lists: int = 0
    size: float | None = None
    page: int | None = None
    price: Price = ONE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sum:
    """The cost of some selections: `fixed` and `paged` for each thing of the page around them, which a fragment does not know."""

    fixed: float = 0
    paged: float = 0

    def at(self, page: float) -> float:
        return self.fixed + self.paged * page


class Costs:
    """The costs of operations on one schema."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._fields: dict[tuple[str, str], _Field] = {}

    def of(self, operation: OperationDefinitionNode, known: Fragments, given: Given) -> int:
        """The cost of an operation. Takes time in proportion to the document."""
        counted = _Counted(self, known, given)
        for name, fragment in known.items():
            counted.parts[name] = counted.of(fragment.selection_set, fragment.type_condition.name.value)
        root = self._schema.get_root_type(operation.operation)
        total = counted.of(operation.selection_set, root.name if root else "")
        return ceil(min(total.at(LIST), _LARGEST))

    def said(self, field: FieldNode, known: Fragments) -> float:
        """The cost of a question about the schema, by what the answer holds, which is known beforehand."""
        return SAID * spoken(self._schema).size(field, known)

    def field(self, parent: str, name: str) -> _Field:
        """What is known of a field; of one that there is not, which validation will say, that it costs 1."""
        found = self._fields.get((parent, name))
        if found is None:
            type_ = self._schema.get_type(parent)
            field = self._schema.get_field(type_, name) if is_composite_type(type_) else None
            if field is None:
                return _UNKNOWN
            found = self._fields[parent, name] = _known(field, f"{parent}.{name}", self._usual(field, parent))
        return found

    def _usual(self, field: GraphQLField, parent: str) -> Price:
        """What a field costs that has no price of its own."""
        mutation = self._schema.mutation_type
        if mutation is not None and mutation.name == parent:
            return CHANGE
        return STORE if getattr(field.extensions.get(_DEFINITION), "is_async", False) else ONE


_UNKNOWN = _Field()


def _known(field: GraphQLField, name: str, usual: Price) -> _Field:
    named, lists, outer = get_named_type(field.type), 0, get_nullable_type(field.type)
    while is_list_type(outer):
        lists, outer = lists + 1, get_nullable_type(outer.of_type)
    pages = [field.args[argument].default_value for argument in _PAGED if argument in field.args]
    return _Field(
        below=named.name if is_composite_type(named) else "",
        lists=lists,
        size=SIZES.get(name),
        page=next((page if isinstance(page, int) else LIST for page in pages), None),
        price=PRICES.get(name, usual),
    )


def given(operation: OperationDefinitionNode, variables: Mapping[str, object]) -> Given:
    """What of the variables of an operation its cost depends on."""
    declared = operation.variable_definitions or ()
    values = [(one.variable.name.value, variables.get(one.variable.name.value, one.default_value)) for one in declared]
    return tuple((name, _number(value), held([value]).listed) for name, value in values)


class _Counted:
    """One operation with its variables, and the costs of the fragments that have been counted."""

    def __init__(self, costs: Costs, known: Fragments, given: Given) -> None:
        self.parts: dict[str, _Sum] = {}
        self._costs = costs
        self._known = known
        self._numbers = {name: number for name, number, _ in given}
        self._lengths = {name: length for name, _, length in given}

    def of(self, selections: SelectionSetNode, parent: str) -> _Sum:
        """The cost of selections on a type."""
        fixed = paged = 0.0
        for node in selections.selections:
            match node:
                case FieldNode():
                    part = self._of_field(node, parent)
                case InlineFragmentNode():
                    part = self.of(node.selection_set, node.type_condition.name.value if node.type_condition else parent)
                case FragmentSpreadNode():
                    part = self.parts.get(node.name.value, _Sum())
                case _:
                    continue
            fixed, paged = fixed + part.fixed, paged + part.paged
        return _Sum(fixed=fixed, paged=paged)

    def _of_field(self, node: FieldNode, parent: str) -> _Sum:
        field = self._costs.field(parent, node.name.value)
        page = self._page(node, field)
        own = (
            field.price.base
            + field.price.each * (page or 0)
            + ITEM * sum(self._listed(argument.value) for argument in node.arguments or ())
        )
        if node.selection_set is None:
            return _Sum(fixed=own)
        if node.name.value in ROOTS:
            return _Sum(fixed=own + self._costs.said(node, self._known))
        below = self.of(node.selection_set, field.below)
        if not field.lists:
            return _Sum(fixed=own + below.at(page or LIST) * (field.size or 1))
        each = below.at(LIST) * LIST ** (field.lists - 1)
        size = page or field.size
        return _Sum(fixed=own + each * size) if size else _Sum(fixed=own, paged=each)

    def _page(self, node: FieldNode, field: _Field) -> int | None:
        """How many things a field is asked for; none where that cannot be said."""
        if field.page is None:
            return None
        asked = [self._number(argument.value) for argument in node.arguments or () if argument.name.value in _PAGED]
        numbers = [number for number in asked if number is not None]
        return max([1, *numbers]) if numbers else field.page

    def _number(self, value: ValueNode) -> int | None:
        return self._numbers.get(value.name.value) if isinstance(value, VariableNode) else _number(value)

    def _listed(self, value: ValueNode) -> int:
        """How long the lists in an argument are together."""
        match value:
            case VariableNode():
                return self._lengths.get(value.name.value, 0)
            case ListValueNode():
                return len(value.values) + sum(self._listed(item) for item in value.values)
            case ObjectValueNode():
                return sum(self._listed(field.value) for field in value.fields)
        return 0


def _number(value: object) -> int | None:
    """The number that a literal or a variable is, none larger than the largest page."""
    if isinstance(value, IntValueNode):
        return min(int(value.value), MOST) if len(value.value) < 10 else MOST
    return min(value, MOST) if isinstance(value, int) else None
