"""Hostile documents by what is hostile about them. Fields and arguments are those of our schema, so that some are answered.

In a piece, `%` is the number of its repetition; LEAF, NET, NAME, TYPE and INT are chosen anew wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

Text = Callable[[Random, int], str]
"""(source of chance, how large) → the text of a document."""

_CHOICES: Mapping[str, Callable[[Random], str]] = {
    "LEAF": lambda random: random.choice(("key", "title", "id", "__typename", "kind", "wanted", "evidence", "nowhere", "tittle", "x" * 40)),
    "NET": lambda random: random.choice(("office-space", "value-focused-culture", "mediocrity-merry-go-round", "car-dealer", "no-network")),
    "NAME": lambda random: "".join(random.choices("abcdefghijklmnopqrstuvwxyz_", k=random.randint(1, 24))),
    "TYPE": lambda random: random.choice(
        ("Query", "Network", "Outcome", "Node", "EditResult", "Outcom", "Differentiater", "NetworkEdit", "Int")
    ),
    "INT": lambda random: str(random.randint(1, 100)),
    "HEAVY": lambda random: random.choice(
        ("loops", "loopGroups(first: 100)", "findings", "executiveWorthy", 'levers(persona: "cfo")', 'positioning(against: "status-quo")')
    ),
    "PLANE": lambda random: chr(random.randrange(0x10000, 0x110000)),
    "CONTROL": lambda random: chr(random.randrange(32)),
    "PIECE": lambda random: random.choice(
        (
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            ":",
            "$",
            "@",
            "!",
            "=",
            "|",
            "&",
            "...",
            '"',
            '"""',
            "# ",
            "\\",
            "-1",
            "1e9",
            "a",
            "query",
            "on",
            "\n",
            "\ufeff",
        )
    ),
}
_CHOICE = re.compile("|".join(_CHOICES))
_OUTCOMES = '{ network(id: "NET") { outcomes { '
_NETWORK = '{ network(id: "NET") { '
_QUERY = '{ outcomes(desiredBy: {anyOf: ["cfo"]}, first: 5) { nodes { title why { sentence } desiredBy { persona { name } } } } }'


def filled(random: Random, text: str) -> str:
    """A text with everything chosen that is left to choice."""
    return _CHOICE.sub(lambda found: _CHOICES[found[0]](random), text)


def wide(before: str, each: str, after: str = "", *, most: int = 20_000) -> Text:
    """A piece again and again."""
    return lambda random, size: filled(
        random, before + " ".join(each.replace("%", str(number)) for number in range(min(size, most))) + after
    )


def deep(before: str, opening: str, inside: str, closing: str, after: str = "") -> Text:
    """A piece inside itself."""
    return lambda random, size: filled(random, before + opening * size + inside + closing * size + after)


def long(before: str, each: str, after: str = "") -> Text:
    """One thing that does not end."""
    return lambda random, size: before + filled(random, each) * size + after


def both(one: Text, other: Text) -> Text:
    """One after the other."""
    return lambda random, size: one(random, size) + " " + other(random, size)


def chained(each: str, last: str) -> Text:
    """Fragments that spread the next one, `NEXT`, in their ways."""

    def text(random: Random, size: int) -> str:
        links = " ".join(each.replace("NEXT", f"...F{number + 1}").replace("%", str(number)) for number in range(size))
        return filled(random, f"{{ ...F0 }} {links} {last.replace('%', str(size))}")

    return text


def all_spread_all(random: Random, size: int) -> str:
    """Fragments that each spread every later one."""
    count = min(size, 200)
    spreads = [" ".join(f"...F{later}" for later in range(number + 1, count)) for number in range(count)]
    return filled(
        random, "{ ...F0 } " + " ".join(f"fragment F{number} on Query {{ {spread} LEAF }}" for number, spread in enumerate(spreads))
    )


def mutated(random: Random, size: int) -> str:
    """A sensible query with pieces cut out and put in."""
    text = _QUERY
    for _ in range(min(size, 40)):
        place = random.randrange(len(text))
        text = text[:place] + filled(random, "PIECE") * random.randint(0, 1 + size // 20) + text[place + random.randint(0, 3) :]
    return text


FIELDS: Mapping[str, Text] = {
    "one leaf again and again": wide(_OUTCOMES, "LEAF", "}}}"),
    "leaves under aliases": wide(_OUTCOMES, "a%: LEAF", "}}}"),
    "networks under aliases": wide("{", 'a%: network(id: "NET") { key }', "}"),
    "nodes under aliases": wide("{", 'a%: node(id: "out_NAME") { id }', "}"),
    "pages under aliases": wide("{", "a%: outcomes(first: INT) { nodes { key } }", "}"),
    "heavy questions under aliases": wide(_NETWORK, "a%: HEAVY { __typename }", "}}"),
    "pictures under aliases": wide(_NETWORK, "a%: diagram(view: {top: INT}) { svg }", "}}"),
    "the past under aliases": wide(_NETWORK, "a%: at(revision: INT) { outcomes { key } }", "}}"),
    "logs under aliases": wide(_NETWORK, "a%: changes(last: 100) { nodes { at before after } }", "}}"),
    "every chain under aliases": wide(_OUTCOMES, "a%: ways(first: 100) { total }", "}}}"),
    "one object again and again": wide("{", 'network(id: "office-space") { LEAF }', "}"),
    "one object, other parts each time": wide("{", 'network(id: "office-space") { a%: key b%: id c%: name }', "}"),
    "one object inside one object": wide(_OUTCOMES, "network { outcomes { network { key a%: LEAF } } }", "}}}"),
    "one name, other fields": wide(_OUTCOMES, "same: LEAF", "}}}"),
    "one name, other arguments": wide("{", "same: outcomes(first: INT) { nodes { key } }", "}"),
    "misspelt fields": wide(_OUTCOMES, "a%: desiredByy leadTo reachs tittle%", "}}}"),
    "misspelt arguments": wide("{ outcomes(", "reachedFrom%: 1 anticipate: 2", ") { nodes { key } } }"),
    "misspelt enums": wide("{", "a%: outcomes(kind: BUSINESSS%) { nodes { key } }", "}"),
    "selections of leaves": wide(_OUTCOMES, "LEAF { key }", "}}}"),
}

DEPTH: Mapping[str, Text] = {
    "outcomes of networks of outcomes": deep(_NETWORK, "outcomes { network { ", "LEAF", " } }", "}}"),
    "effects of effects": deep(_OUTCOMES, "leadsTo { effect { ", "LEAF", " } }", "}}}"),
    "what follows from what follows": deep(_OUTCOMES, "reaches { ", "LEAF", " }", "}}}"),
    "networks of nodes of regions": deep(_NETWORK, "regions { nodes { network { ", "LEAF", " } } }", "}}"),
    "pages of pages": deep(
        "{ outcomes(first: 100) { nodes { network { ", "outcomes { network { ", "loops(first: 100) { name }", "} }", "}}}}"
    ),
    "braces": long("", "{"),
    "braces that match": deep("", "{", "", "}"),
    "one field inside the other": deep("", "{ a ", "{ b }", " }"),
    "inline fragments inside each other": deep("{", "... { ", "__typename", " }", "}"),
    "inline fragments with types": deep("{", "... on Query { ", "LEAF", " }", "}"),
    "inline fragments side by side": wide("{", "... on TYPE { LEAF }", "}"),
}

FRAGMENTS: Mapping[str, Text] = {
    "fragments that double": chained("fragment F% on Query { NEXT NEXT }", "fragment F% on Query { LEAF }"),
    "fragments that double and hold nothing": chained("fragment F% on Query { NEXT NEXT }", "fragment F% on Query {}"),
    "fragments that multiply by eight": chained(f"fragment F% on Query {{ {'NEXT ' * 8} }}", "fragment F% on Query { LEAF }"),
    "fragments that double by alias": chained(
        "fragment F% on Query { a: node(id: 1) { ... on Query { NEXT } } b: node(id: 2) { ... on Query { NEXT } } }",
        "fragment F% on Query { LEAF }",
    ),
    "fragments that double in pages": chained(
        "fragment F% on Query { a: outcomes(first: 100) { nodes { ... on Query { NEXT NEXT } } } }", "fragment F% on Query { LEAF }"
    ),
    "fragments in a long chain": chained("fragment F% on Query { LEAF NEXT }", "fragment F% on Query { LEAF }"),
    "fragments in a circle": chained("fragment F% on Query { LEAF NEXT NEXT }", "fragment F% on Query { ...F0 }"),
    "a fragment in itself": wide("{ ...F } fragment F on Query {", "...F", "}"),
    "fragments that all spread all": all_spread_all,
    "fragments side by side": both(wide("{", "...F%", "}"), wide("", "fragment F% on Query { a%: __typename LEAF }")),
    "one fragment again and again": wide("{", "...F", "} fragment F on Query { LEAF }"),
    "fragments that nobody spreads": wide("{ __typename }", "fragment F% on TYPE { LEAF }"),
    "fragments of one name": wide("{ ...F }", "fragment F on Query { LEAF }"),
    "fragments on types that nobody knows": wide("{ __typename }", "fragment F% on OutcomeNAME { key }"),
    "spreads of nothing": wide("{", "...F%", "}"),
}

DIRECTIVES: Mapping[str, Text] = {
    "one directive again and again": wide("{ __typename ", "@skip(if: false)", "}"),
    "directives on fields": wide("query($x: Boolean!) {", "a%: __typename @include(if: $x)", "}"),
    "directives that nobody knows": wide("{ __typename", "@NAME", "}"),
    "directives on operations": wide("query", "@include(if: true)", "{ __typename }"),
    "directives on fragments": wide("{ ...F } fragment F on Query", "@x", "{ __typename }"),
    "directives on spreads": wide("{ ...F", "@skip(if: true)", "} fragment F on Query { __typename }"),
    "directives with deep arguments": deep("{ __typename @skip(if: ", "[", "", "]", ") }"),
    "directives with many arguments": wide("{ __typename @skip(", "if%: true", ") }"),
}

OPERATIONS: Mapping[str, Text] = {
    "very many operations": wide("", "query Q% { LEAF }"),
    "operations that share fragments": both(
        wide("", f"query Q%($x: Int) {{ {' '.join(f'...F{number}' for number in range(20))} }}"),
        wide("", "fragment F% on Query { a%: outcomes(first: $x) { nodes { key } } }", most=20),
    ),
    "operations without a name": wide("", "{ LEAF }"),
    "operations of one name": wide("", "query Q { LEAF }"),
    "subscriptions": wide("", "subscription S% { LEAF }"),
    "mutations under aliases": wide("mutation {", 'a%: networkDelete(network: "none", expectedRevision: %) { __typename }', "}"),
    "types instead of operations": wide("", "type T% { a(b: Int = 1): [Int!]! } extend type T% @x"),
    "variables that nobody uses": wide("query(", "$v%: TYPE", ") { __typename }"),
    "variables that are used": both(wide("query(", "$v%: Int! = %", ")"), wide("{", "a%: outcomes(first: $v%) { nodes { key } }", "}")),
    "variables that nobody declares": wide("{", "a%: outcomes(first: $v%) { nodes { key } }", "}"),
    "variables of one name": wide("query(", "$v: Int", ") { __typename }"),
    "variables of deep types": deep("query($v: ", "[", "Int!", "]", ") { outcomes(first: $v) { nodes { key } } }"),
    "variables with deep defaults": deep("query($v: Int = ", "[", "1", "]", ") { outcomes(first: $v) { nodes { key } } }"),
}

INTROSPECTION: Mapping[str, Text] = {
    "the schema under aliases": wide("{", "a%: __schema { types { name fields { name } } }", "}"),
    "types under aliases": wide("{ __schema {", "a%: types { fields { args { name } } }", "} }"),
    "a type again and again": wide("{", 'a%: __type(name: "TYPE") { fields { name } }', "}"),
    "types of fields of types": deep("{ __schema { types { ", "fields { type { ", "name", " } }", "} } }"),
    "what is wrapped": deep("{ __schema { types { fields { type { ", "ofType { ", "name", " }", "} } } } }"),
    "possible types of possible types": deep('{ __type(name: "Node") { ', "possibleTypes { interfaces { ", "name", " } }", "} }"),
}

CHARACTERS: Mapping[str, Text] = {
    "a deep list": deep("{ outcomes(first: ", "[", "1", "]", ") { nodes { key } } }"),
    "a deep object": deep("{ outcomes(desiredBy: ", "{anyOf: ", "1", "}", ") { nodes { key } } }"),
    "a list left open": long("{ a(b: ", "["),
    "a wide list": wide("{ outcomes(desiredBy: {anyOf: [", '"NAME"', "]}) { nodes { key } } }"),
    "a wide object": wide("{ outcomes(desiredBy: {", "anyOff%: 1", "}) { nodes { key } } }"),
    "edits in bulk": wide(
        'mutation { networkEdit(network: "office-space", expectedRevision: 0, edits: [', '{remove: {key: "NAME"}}', "]) { __typename } }"
    ),
    "edits that are none": wide("mutation { networkEdit(network: 1, expectedRevision: 0, edits: [", "{}", "]) { __typename } }"),
    "one argument again and again": wide("{ outcomes(", "first: 3", ") { nodes { key } } }"),
    "a huge text": long('{ outcomes(text: "', "NAME", '") { nodes { key } } }'),
    "a huge block of text": long('{ outcomes(text: """', "  NAME\n", '""") { nodes { key } } }'),
    "a huge text of escapes": long('{ outcomes(text: "', "\\u0041\\n", '") { nodes { key } } }'),
    "blocks that do not end": long('{ a(b: """', '\\"""'),
    "texts that do not end": long('{ a(b: "', '\n"'),
    "quotes": long("", '"'),
    "backslashes": long('{ a(b: "', "\\"),
    "a huge whole number": long("{ outcomes(first: ", "9", ") { nodes { key } } }"),
    "a huge negative number": long("{ outcomes(first: -", "9", ") { nodes { key } } }"),
    "a huge fraction": long("{ outcomes(first: 1.", "9", "e9) { nodes { key } } }"),
    "a huge exponent": long("{ outcomes(first: 1e", "9", ") { nodes { key } } }"),
    "a huge name": long("{ ", "NAME", " }"),
    "a huge alias": long("{ ", "NAME", ": __typename }"),
    "a huge name of an operation": long("query ", "NAME", " { __typename nowhere }"),
    "a huge name of a type": long("{ ... on ", "NAME", " { key } }"),
    "a huge comment": long("{ __typename } #", "NAME"),
    "comments": long("{ __typename ", "#\n", " }"),
    "commas": long("{ __typename ", ",", " }"),
    "newlines before what is wrong": both(long("", "\n"), wide("{", "nowhere%", "}", most=60)),
    "odd spaces": long("{ __typename ", "\ufeff\u00a0", " }"),
    "control characters": long("{ __typename ", "CONTROL", " }"),
    "characters of all planes": wide('{ outcomes(text: "', "PLANE", '") { nodes { key } } }'),
    "halves of characters": long('{ outcomes(text: "', "\\ud800", '") { nodes { key } } }'),
    "parentheses": long("{ a", "("),
    "dots": long("{ ", "."),
    "pieces at random": wide("", "PIECE"),
    "a query with pieces cut out and put in": mutated,
}

TEXTS: Mapping[str, Text] = {**FIELDS, **DEPTH, **FRAGMENTS, **DIRECTIVES, **OPERATIONS, **INTROSPECTION, **CHARACTERS}
