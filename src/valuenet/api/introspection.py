"""What the schema says about itself, kept as plain values.

The engine takes some 130 ms for the question about the whole schema that clients ask when they start, and hostile requests are to be
answered within 100; from kept values it takes 12. So `__schema` and `__type` are answered from here, and `Spoken.size` tells beforehand
how much an answer would hold, for its cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from types import SimpleNamespace
from typing import Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    StringValueNode,
    get_named_type,
    get_nullable_type,
    introspection_types,
    is_list_type,
)
from graphql.execution.collect_fields import FieldDetailsList
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from valuenet.api.fragments import Fragments

ROOTS = frozenset({"__schema", "__type"})
"""The fields under which a schema speaks of itself."""

MOST = 200_000
"""So many values are counted at most, which takes some 50 ms: several times what the whole schema says."""

OBJECT = 3
"""So many values an object counts as, besides those in it: it takes as long to make."""

Key = tuple[str, bool]
"""What is asked of a thing: the name of a field, and whether what is deprecated is told too."""

Plan = Sequence[tuple[str, Key, "Plan | None"]]
"""What is asked for in one place of the answer: under which name, what, and what of that."""


class Thing(dict[Key, Any]):
    """Something that a schema describes (itself, a type, a field, an argument), with what it says of it, found when first asked for."""

    __slots__ = ("_source", "_spoken", "_type")

    def __init__(self, spoken: Spoken, type_: GraphQLObjectType, source: object) -> None:
        self._spoken, self._type, self._source = spoken, type_, source

    def __missing__(self, key: Key) -> Any:
        """What is said under a name. Nothing under an unknown one, which is not kept: clients could make up names without end."""
        field = self._spoken.schema.get_field(self._type, key[0])
        if field is None:
            return None
        found = self[key] = self._spoken.said(self._type, field, self._source, deprecated=key[1])
        return found


class Spoken:
    """All that one schema says about itself."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self._things: dict[int, tuple[object, Thing]] = {}
        self.whole = self._thing(introspection_types["__Schema"], schema)
        self.types: dict[str, Thing] = {name: self._thing(introspection_types["__Type"], type_) for name, type_ in schema.type_map.items()}

    def said(self, type_: GraphQLObjectType, field: GraphQLField, source: object, *, deprecated: bool) -> Any:
        """What is said of a thing under a field: a value, or other things."""
        assert field.resolve is not None, "all that a schema says of itself is found by a function"
        asked: Any = SimpleNamespace(schema=self.schema, parent_type=type_)
        given = {"includeDeprecated": True} if deprecated and "includeDeprecated" in field.args else {}
        found = field.resolve(source, asked, **given)
        if found is None:
            return None
        many, below = is_list_type(get_nullable_type(field.type)), get_named_type(field.type)
        return [self._one(below, one) for one in found] if many else self._one(below, found)

    def _one(self, type_: Any, found: object) -> Any:
        return self._thing(type_, found) if isinstance(type_, GraphQLObjectType) else type_.coerce_output_value(found)

    def _thing(self, type_: Any, source: object) -> Thing:
        """The one thing that is made of a source, which is kept, so that nothing else takes its identity."""
        return self._things.setdefault(id(source), (source, Thing(self, type_, source)))[1]

    def size(self, asked: FieldNode, known: Fragments) -> int:
        """How many values an answer to a root field holds, told from its text: an object counts as several, what is merged each time."""
        if asked.selection_set is None:
            return 0
        counted = _Counted(known)
        for thing in self._started(asked):
            counted.add(thing, asked.selection_set)
        return min(counted.size, MOST)

    def _started(self, asked: FieldNode) -> Sequence[Thing]:
        """What an answer begins with; every type where a variable names it, which is not known yet."""
        if asked.name.value == "__schema":
            return [self.whole]
        named = next((one.value for one in asked.arguments or () if one.name.value == "name"), None)
        if not isinstance(named, StringValueNode):
            return list(self.types.values())
        return [self.types[named.value]] if named.value in self.types else []


@cache
def spoken(schema: GraphQLSchema) -> Spoken:
    """What a schema says about itself, found once."""
    return Spoken(schema)


class _Counted:
    """What has been counted of one answer. Takes time in proportion to the text and to what it counts."""

    def __init__(self, known: Fragments) -> None:
        self.size = 0
        self._known = known
        self._asked: dict[int, _Asked] = {}

    def add(self, thing: Thing, selections: SelectionSetNode) -> None:
        """Count a thing, and what is asked of it."""
        self.size += OBJECT + self._read(selections).fields
        self._add_parts(thing, selections)

    def _add_parts(self, thing: Thing, selections: SelectionSetNode) -> None:
        for key, below in self._read(selections).parts:
            if self.size >= MOST:
                return
            if key is None:
                self._add_parts(thing, below)
                continue
            said = thing[key]
            for one in said if type(said) is list else (said,):
                if type(one) is Thing:
                    self.add(one, below)

    def _read(self, selections: SelectionSetNode) -> _Asked:
        """What is asked for in one place, read once."""
        found = self._asked.get(id(selections))
        if found is None:
            found = self._asked[id(selections)] = _Asked()
            for node in selections.selections:
                if isinstance(node, FieldNode):
                    found.fields += 1
                    if node.selection_set:
                        found.parts.append(((node.name.value, bool(node.arguments)), node.selection_set))
                elif (within := self._within(node)) is not None and (inner := self._read(within)).fields:
                    found.fields += inner.fields
                    found.parts.append((None, within))
        return found

    def _within(self, node: SelectionNode) -> SelectionSetNode | None:
        """What a fragment brings."""
        if isinstance(node, FragmentSpreadNode):
            fragment = self._known.get(node.name.value)
            return fragment.selection_set if fragment else None
        return node.selection_set if isinstance(node, InlineFragmentNode) else None


@dataclass(slots=True, kw_only=True)
class _Asked:
    """What is asked for in one place: how many fields, those of fragments too, and what asks for more: fields by key, and fragments."""

    fields: int = 0
    parts: list[tuple[Key | None, SelectionSetNode]] = field(default_factory=list)


class Executor(StrawberryGraphQLCoreExecutionContext):
    """The engine, but for `__schema` and `__type`, which are answered from kept values."""

    def execute_field(
        self, parent_type: GraphQLObjectType, source: Any, field_details_list: FieldDetailsList, path: Path, position_context: Any
    ) -> Any:
        """The answer to one field."""
        node = field_details_list[0].node
        if node.name.value not in ROOTS or parent_type is not self.schema.query_type:
            return super().execute_field(parent_type, source, field_details_list, path, position_context)
        field = self.schema.get_field(parent_type, node.name.value)
        assert field is not None, "validation has seen to it"
        try:
            given = get_argument_values(field, node, self.variable_values, None, self.hide_suggestions)
            all_, plan = spoken(self.schema), self._plan(get_named_type(field.type), field_details_list)
            thing = all_.types.get(given["name"]) if given else all_.whole
            return None if thing is None or plan is None else _told(thing, plan)
        except Exception as error:  # the engine takes whatever a field raises
            return self.handle_field_error(error, field.type, field_details_list, path)

    def _plan(self, type_: object, details: FieldDetailsList) -> Plan | None:
        """What is asked for below a field, with fragments and conditions resolved; nothing below a plain value."""
        if not isinstance(type_, GraphQLObjectType):
            return None
        steps = []
        for name, nodes in self.collect_subfields(type_, details).grouped_field_set.items():
            node = nodes[0].node
            field = self.schema.get_field(type_, node.name.value)
            assert field is not None, "validation has seen to it"
            given = get_argument_values(field, node, self.variable_values, None, self.hide_suggestions)
            key = (node.name.value, given.get("includeDeprecated", False))
            steps.append((name, key, self._plan(get_named_type(field.type), nodes)))
        return steps


def _told(thing: Thing, plan: Plan) -> dict[str, Any]:
    """What is said of a thing, as far as it is asked for."""
    answer: dict[str, Any] = {}
    for name, key, below in plan:
        said = thing[key]
        if below is None or said is None:
            answer[name] = said
        elif type(said) is list:
            answer[name] = [_told(one, below) for one in said]
        else:
            answer[name] = _told(said, below)
    return answer
