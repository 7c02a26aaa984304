"""What one GraphQL request holds, measured before anything of it is validated, and refused where it is over the budget.

Every measure takes time in proportion to the request: a fragment is measured once, and its figures are added wherever it is
spread, so that fragments which double at every level are no more work than they are text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    DirectiveNode,
    DocumentNode,
    ExecutableDefinitionNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    ValueNode,
)

from valuenet.api.fragments import Fragments, starts
from valuenet.api.overlaps import overlaps
from valuenet.api.values import held, values_in
from valuenet.errors import Excess, OverBudget
from valuenet.settings import Budget

_LARGEST = 2**53 - 1
"""The largest figure that every JSON reader takes; figures above it are told as this one."""

_TOKEN = re.compile(
    r'''
    """(?>[^"\\]+|\\"""|\\|"(?!""))*+(?:""")?   # a text without an end takes the rest, so that no character is looked at twice
    | "(?>[^"\\\n\r]+|\\.)*+"?
    | \#[^\n\r]*
    | \.\.\.
    | [A-Za-z_]\w*+
    | -?[0-9]++(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?
    | [^\s,\ufeff]
    ''',
    re.ASCII | re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a part of a document holds, with every fragment where it is spread."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    nesting: int = 0
    items: int = 0
    members: int = 0
    introspects: bool = False


_LIMITED = ("depth", "fields", "aliases", "directives", "nesting", "items", "members")
_INTROSPECTION = frozenset({"__schema", "__type"})


def check_json(budget: Budget, json: bytes) -> None:
    """`OverBudget` where a JSON text holds more values than a request may. Does not read it."""
    _check(budget, {"values": values_in(json, budget.values)})


def check_text(budget: Budget, text: str) -> None:
    """`OverBudget` where a text is longer than a document may be. Does not parse it."""
    _check(budget, {"characters": len(text), "lines": text.count("\n") + text.count("\r") - text.count("\r\n") + 1})
    _check(budget, {"tokens": tokens(text)})


def check_document(budget: Budget, document: DocumentNode, known: Fragments) -> Figures:
    """What a document holds, or `OverBudget` with everything of which it holds too much."""
    entered = list(starts(document, known))
    found = figures(entered, known)
    counts = {
        "operations": sum(isinstance(node, OperationDefinitionNode) for node in document.definitions),
        "fragments": sum(isinstance(node, FragmentDefinitionNode) for node in document.definitions),
    }
    _check(budget, counts | {name: getattr(found, name) for name in _LIMITED})
    _check(budget, {"overlaps": overlaps(entered, known)})
    return found


def check_variables(budget: Budget, variables: Mapping[str, object]) -> None:
    """`OverBudget` where variables are longer or deeper than they may be."""
    found = held(variables.values())
    _check(budget, {"nesting": found.nesting, "items": found.items, "members": found.members})


def check_cost(budget: Budget, cost: int) -> None:
    """`OverBudget` where answering would cost too much."""
    _check(budget, {"cost": cost})


def _check(budget: Budget, found: Mapping[str, int]) -> None:
    excesses = [
        Excess(limit=name, most=getattr(budget, name), figure=min(figure, _LARGEST))
        for name, figure in found.items()
        if figure > getattr(budget, name)
    ]
    if excesses:
        raise OverBudget(excesses)


def tokens(text: str) -> int:
    """How many tokens a text has, comments among them; never fewer than the parser finds before it gives up."""
    return len(_TOKEN.findall(text))


def figures(definitions: Iterable[ExecutableDefinitionNode], known: Fragments) -> Figures:
    """What definitions hold together."""
    parts: dict[str, Figures] = {}
    for name, fragment in known.items():
        parts[name] = _of_definition(fragment, parts)
    return _sum([_of_definition(definition, parts) for definition in definitions])


def _of_definition(definition: ExecutableDefinitionNode, parts: Mapping[str, Figures]) -> Figures:
    """What a definition holds, given what the fragments hold that it spreads."""
    spread: list[Figures] = []
    nodes: list[FieldNode] = []
    directives, values = _declared(definition)
    depth, waiting = 0, [(definition.selection_set, 1)]
    while waiting:
        selections, level = waiting.pop()
        for node in selections.selections:
            directives += node.directives or ()
            if isinstance(node, FragmentSpreadNode):
                part = parts.get(node.name.value, Figures())
                spread.append(part)
                depth = max(depth, level - 1 + part.depth)
            elif isinstance(node, InlineFragmentNode):
                waiting.append((node.selection_set, level))
            elif isinstance(node, FieldNode):
                nodes.append(node)
                depth = max(depth, level)
                if node.selection_set:
                    waiting.append((node.selection_set, level + 1))
    given: list[FieldNode | DirectiveNode] = [*nodes, *directives]
    found = held([*values, *(argument.value for node in given for argument in node.arguments or ())])
    own = Figures(
        depth=depth,
        fields=len(nodes),
        aliases=sum(node.alias is not None for node in nodes),
        directives=len(directives),
        nesting=found.nesting,
        items=found.items,
        members=found.members,
        introspects=any(node.name.value in _INTROSPECTION for node in nodes),
    )
    return _sum([own, *spread])


def _declared(definition: ExecutableDefinitionNode) -> tuple[list[DirectiveNode], list[ValueNode]]:
    """The directives and the default values in the head of a definition."""
    variables = definition.variable_definitions or ()
    directives = [*(definition.directives or ()), *(one for variable in variables for one in variable.directives or ())]
    return directives, [variable.default_value for variable in variables if variable.default_value]


def _sum(parts: Sequence[Figures]) -> Figures:
    """What parts hold that stand beside each other."""
    return Figures(
        depth=max((part.depth for part in parts), default=0),
        fields=sum(part.fields for part in parts),
        aliases=sum(part.aliases for part in parts),
        directives=sum(part.directives for part in parts),
        nesting=max((part.nesting for part in parts), default=0),
        items=max((part.items for part in parts), default=0),
        members=max((part.members for part in parts), default=0),
        introspects=any(part.introspects for part in parts),
    )
