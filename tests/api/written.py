"""Documents as Hypothesis writes them, with fragments; the same documents without; and what those hold, counted plainly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphql import (
    REMOVE,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    ListValueNode,
    Node,
    ObjectValueNode,
    Visitor,
    VisitorAction,
    visit,
)
from hypothesis import strategies as st

LEAVES = {
    "Query": ("__typename",),
    "OutcomeConnection": ("__typename",),
    "Network": ("key", "name"),
    "Outcome": ("key", "title", "wanted"),
    "LoopGroup": ("cut",),
    "WaysItFollows": ("total", "nowhere"),
}
BRANCHES = {
    "Query": (("outcomes", "OutcomeConnection"), ("outcomes(first: 7)", "OutcomeConnection"), ('network(id: "x")', "Network")),
    "OutcomeConnection": (("nodes", "Outcome"), ("nodes", "Outcome")),
    "Network": (("outcomes", "Outcome"), ("loopGroups(first: $page)", "LoopGroup")),
    "Outcome": (("network", "Network"), ("reaches(steps: 3)", "Outcome"), ("ways(first: 9)", "WaysItFollows"), ("nowhere", "Outcome")),
    "LoopGroup": (("outcomes", "Outcome"),),
    "WaysItFollows": (("chains", "Outcome"),),
}
"""Fields of our schema, and some that it has not."""

DIRECTIVES = ("", "", "@skip(if: false)", "@x(a: [[1, 2], {b: [3]}])", "@include(if: true) @x")
TAGS = ("", "(personas: [])", '(personas: ["cfo", "cro"])', "(personas: $keys)")


@st.composite
def selections(draw: st.DrawFn, on: str, later: Sequence[tuple[str, str]], levels: int) -> str:
    """What stands between two braces, on a type; fragments of the same type may be spread, as (name, type)."""
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        alias, directives = draw(st.sampled_from(("", "a: ", "b: "))), draw(st.sampled_from(DIRECTIVES))
        names = [name for name, type_ in later if type_ == on]
        choice = draw(st.sampled_from(["leaf", "branch", "inline", "spread"]))
        if choice == "spread" and names:
            parts.append(f"...{draw(st.sampled_from(names))} {directives}")
        elif choice == "branch" and levels:
            field, below = draw(st.sampled_from(BRANCHES[on]))
            parts.append(f"{alias}{field} {directives} {{ {draw(selections(below, later, levels - 1))} }}")
        elif choice == "inline" and levels:
            parts.append(f"... on {on} {directives} {{ {draw(selections(on, later, levels - 1))} }}")
        elif on == "Outcome" and draw(st.booleans()):
            parts.append(f"{alias}desiredBy{draw(st.sampled_from(TAGS))} {directives} {{ importance }}")
        else:
            parts.append(f"{alias}{draw(st.sampled_from(LEAVES[on]))} {directives}")
    return " ".join(parts)


@st.composite
def texts(draw: st.DrawFn, fragments: int = 4) -> str:
    """The text of a document of one or two operations, with up to so many fragments, none of which is left out."""
    types = [draw(st.sampled_from(sorted(LEAVES))) for _ in range(draw(st.integers(0, fragments)))]
    named = [(f"F{place}", type_) for place, type_ in enumerate(types)]
    head = "($page: Int = 4, $keys: [String!]) @x"
    operations = [f"query Q{number}{head} {{ {draw(selections('Query', named, 3))} }}" for number in range(draw(st.integers(1, 2)))]
    operations[0] += f"query All{head} {{ " + " ".join(f"... on {type_} {{ ...{name} }}" for name, type_ in named) + " __typename }"
    written = [
        f"fragment {name} on {type_} {{ {draw(selections(type_, named[place + 1 :], 2))} }}" for place, (name, type_) in enumerate(named)
    ]
    return " ".join([*operations, *written])


class _Inlining(Visitor):
    """Puts fragments where they are spread."""

    def __init__(self, document: DocumentNode) -> None:
        super().__init__()
        self._known = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> InlineFragmentNode:
        fragment = self._known[node.name.value]
        return InlineFragmentNode(
            type_condition=fragment.type_condition,
            directives=(*(node.directives or ()), *(fragment.directives or ())),
            selection_set=fragment.selection_set,
        )

    def enter_fragment_definition(self, *_: object) -> VisitorAction:
        return REMOVE


def without_fragments(document: DocumentNode) -> DocumentNode:
    """The same document, with inline fragments in place of those that it spreads."""
    inlined: DocumentNode = visit(document, _Inlining(document))
    return inlined


class _Counting(Visitor):
    """Counts what it comes past."""

    def __init__(self) -> None:
        super().__init__()
        self.fields = self.aliases = self.directives = 0
        self.depth = self.nesting = self.items = self.members = 0
        self._depth = self._nesting = 0

    def enter(self, node: Node, *_: object) -> None:
        self.fields += isinstance(node, FieldNode)
        self.aliases += isinstance(node, FieldNode) and node.alias is not None
        self.directives += isinstance(node, DirectiveNode)
        self._depth += isinstance(node, FieldNode)
        self._nesting += isinstance(node, ListValueNode | ObjectValueNode)
        self.depth, self.nesting = max(self.depth, self._depth), max(self.nesting, self._nesting)
        self.items = max(self.items, len(node.values) if isinstance(node, ListValueNode) else 0)
        self.members = max(self.members, len(node.fields) if isinstance(node, ObjectValueNode) else 0)

    def leave(self, node: Node, *_: object) -> None:
        self._depth -= isinstance(node, FieldNode)
        self._nesting -= isinstance(node, ListValueNode | ObjectValueNode)


def counted(document: DocumentNode) -> Mapping[str, int]:
    """What a document without fragments holds."""
    counting = _Counting()
    visit(document, counting)
    names = ("depth", "fields", "aliases", "directives", "nesting", "items", "members")
    return {name: getattr(counting, name) for name in names}
