"""Hostile bodies around harmless documents: variables that are deep, wide, huge or odd, and JSON that is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from benchmarks.hostile_texts import filled

Body = Callable[[Random, int], bytes]
"""(source of chance, how large) → the body of a request."""

_KEYS = "query($v: [String!]!) { outcomes(desiredBy: {anyOf: $v}) { nodes { key } } }"
_TARGETING = 'query($v: [String!]!) { network(id: \\"office-space\\") { targeting(personas: $v) { shared { key } } } }'
_TAGS = 'query($v: [String!]!) { network(id: \\"office-space\\") { outcomes { desiredBy(personas: $v) { why } } } }'
_EDITS = 'mutation($v: [NetworkEdit!]!) { networkEdit(network: \\"office-space\\", expectedRevision: 1, edits: $v) { __typename } }'
_ALIASES = f"query($v: [String!]!) {{ {' '.join(f'a{n}: outcomes(desiredBy: {{anyOf: $v}}) {{ __typename }}' for n in range(90))} }}"
_TEXT = "query($v: String!) { outcomes(text: $v) { nodes { key } } }"
_PAGE = "query($v: Int!) { outcomes(first: $v) { nodes { key } } }"


def wide(query: str, each: str, opening: str = "[", closing: str = "]") -> Body:
    """A variable that is a list, or an object, of a piece again and again."""

    def body(random: Random, size: int) -> bytes:
        inside = filled(random, ",".join(each.replace("%", str(number)) for number in range(size)))
        return f'{{"query": "{query}", "variables": {{"v": {opening}{inside}{closing}}}}}'.encode()

    return body


def deep(query: str, opening: str, inside: str, closing: str) -> Body:
    """A variable that is a piece inside itself."""
    return lambda _, size: f'{{"query": "{query}", "variables": {{"v": {opening * size}{inside}{closing * size}}}}}'.encode()


def long(query: str, before: str, each: str, after: str) -> Body:
    """A variable that is one thing that does not end."""
    return lambda _, size: f'{{"query": "{query}", "variables": {{"v": {before}{each * size}{after}}}}}'.encode()


def around(before: bytes, each: bytes, after: bytes) -> Body:
    """JSON that is not what a request looks like."""
    return lambda _, size: before + each * size + after


BODIES: Mapping[str, Body] = {
    "a deep variable": deep(_KEYS, "[", '"cfo"', "]"),
    "a deep variable of objects": deep(_EDITS, '{"remove": ', '"x"', "}"),
    "a deep variable that nobody declares": deep("{ __typename }", "[", "1", "]"),
    "deep variables side by side": wide(_KEYS, "[[[[[[[[[[%]]]]]]]]]]"),
    "lists of nothing": wide(_KEYS, "[]"),
    "objects of nothing": wide(_EDITS, "{}"),
    "nothing": wide(_KEYS, "null"),
    "numbers in place of texts": wide(_KEYS, "%"),
    "personas that there are not": wide(_KEYS, '"NAME"'),
    "personas that there are not, targeted": wide(_TARGETING, '"NAME"'),
    "personas that there are not, of every outcome": wide(_TAGS, '"NAME"'),
    "personas that there are not, under aliases": wide(_ALIASES, '"NAME"'),
    "one persona again and again": wide(_TARGETING, '"cfo"'),
    "edits in bulk": wide(_EDITS, '{"remove": {"key": "NAME"}}'),
    "edits of two kinds at once": wide(_EDITS, '{"remove": {"key": "x"}, "rename": {"key": "x", "to": "y"}}'),
    "edits of kinds that nobody knows": wide(_EDITS, '{"removee%": {"key": "x"}}'),
    "edits with fields that nobody knows": wide(_EDITS, '{"remove": {"keyy%": "x"}}'),
    "one edit with many kinds": wide(_EDITS, '"removee%": 1', "{", "}"),
    "regions of many nodes": wide(_EDITS, '"NAME"', '{"putRegion": {"key": "r", "title": "R", "nodes": [', "]}}"),
    "a huge text to look for": long(_TEXT, '"', "W", '"'),
    "a huge text of quotes": long(_TEXT, '"', '\\"', '"'),
    "a huge text of lists": long(_TEXT, '"', "[{,", '"'),
    "a huge title": long(_EDITS, '{"putOutcome": {"key": "x", "title": "', "W", '"}}'),
    "a huge whole number": long(_PAGE, "", "9", ""),
    "a huge exponent": long(_PAGE, "1e", "9", ""),
    "a huge fraction": long(_PAGE, "0.", "9", ""),
    "halves of characters": long(_TEXT, '"', "\\ud800", '"'),
    "no characters": long(_TEXT, '"', "\\u0000", '"'),
    "variables that nobody declares": wide("{ __typename }", '"NAME%": [%]', "{", "}"),
    "lists that do not end": around(b"", b"[", b""),
    "lists inside lists": around(b"[", b"[],", b"1]"),
    "objects that do not end": around(b"", b'{"query":', b""),
    "members without number": around(b'{"query": "{ __typename }"', b', "query": "{ __typename }"', b"}"),
    "requests in a list": around(b"[", b'{"query": "{ __typename }"},', b"null]"),
    "extensions": around(b'{"query": "{ __typename }", "extensions": {"a": [', b'{"persistedQuery": {}},', b"1]}}"),
    "a huge name of an operation": around(b'{"query": "query A { __typename } query B { __typename }", "operationName": "', b"A", b'"}'),
    "bytes that are no characters": around(b'{"query": "', b"\xff\xfe\xc0", b'"}'),
    "spaces": around(b"", b" \n", b'{"query": "{ __typename }"}'),
}
