"""JSON (RFC 8259) to nodes: strictly, with line and column, and with repeated keys kept visible.

The library's own decoder tells no places and drops repeated keys; it is used for single strings.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from json import JSONDecodeError, JSONDecoder

from valuenet.documents.nodes import DEPTH, Entries, Items, Node, Scalar, ScalarKind, too_deep, too_many, unreadable
from valuenet.errors import InvalidDocument

_STRINGS = JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")
_WORD = re.compile(r"(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)|true|false|null")


def json_node(text: str, most: int) -> Node:
    """What a JSON text holds, with at most so many values, or `InvalidDocument` with the place where it is not JSON."""
    reader = _Reader(text, most)
    if reader.ended():
        return Scalar("", ScalarKind.EMPTY, 1, 1)
    node = reader.node(0)
    if not reader.ended():
        raise reader.wrong("goes on after its end", "put each network in a file of its own")
    return node


class _Reader:
    """A place in a text that moves on as values are read."""

    def __init__(self, text: str, most: int) -> None:
        self._text = text
        self._most = most
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._position = 0
        self._values = 0
        self._skip()

    def ended(self) -> bool:
        """Whether nothing is left."""
        return self._position == len(self._text)

    def wrong(self, message: str, remedy: str) -> InvalidDocument:
        """The refusal of what stands here."""
        return unreadable("SYNTAX", f"cannot be read as JSON: {message}", remedy, *self._place())

    def node(self, depth: int) -> Node:
        """The value that starts here."""
        line, column = self._place()
        self._values += 1
        if self._values > self._most:
            raise too_many(self._most, line, column)
        start = self._text[self._position : self._position + 1]
        if start == '"':
            return self._string()
        if start in ("{", "[") and depth == DEPTH:
            raise too_deep(line, column)
        if start == "{":
            return self._entries(depth)
        if start == "[":
            return self._items(depth)
        found = _WORD.match(self._text, self._position)
        if found is None:
            seen = f"{start!r} stands where a value is due" if start else "it ends where a value is due"
            raise self.wrong(seen, "texts need double quotes; comments, NaN and trailing commas are not JSON")
        self._go(found.end())
        word = found[0]
        kind = ScalarKind.NUMBER if found["number"] else ScalarKind.EMPTY if word == "null" else ScalarKind.BOOLEAN
        return Scalar(word, kind, line, column)

    def _entries(self, depth: int) -> Entries:
        line, column = self._place()
        self._go(self._position + 1)
        entries: list[tuple[Scalar, Node]] = []
        while not self._took("}"):
            if entries:
                self._take(",", "or } is due")
            key = self._string()
            self._take(":", "is due")
            entries.append((key, self.node(depth + 1)))
        return Entries(tuple(entries), line, column)

    def _items(self, depth: int) -> Items:
        line, column = self._place()
        self._go(self._position + 1)
        items: list[Node] = []
        while not self._took("]"):
            if items:
                self._take(",", "or ] is due")
            items.append(self.node(depth + 1))
        return Items(tuple(items), line, column)

    def _string(self) -> Scalar:
        line, column = self._place()
        if not self._text.startswith('"', self._position):
            raise self.wrong("a key in double quotes is due", "write keys in double quotes, and no comma after the last entry")
        try:
            text, end = _STRINGS.raw_decode(self._text, self._position)
        except JSONDecodeError as error:
            self._position = error.pos
            raise self.wrong(error.msg, "close the quotes; write line breaks as \\n and backslashes twice") from None
        self._go(end)
        return Scalar(text, ScalarKind.TEXT, line, column)

    def _took(self, sign: str) -> bool:
        if not self._text.startswith(sign, self._position):
            return False
        self._go(self._position + 1)
        return True

    def _take(self, sign: str, due: str) -> None:
        if not self._took(sign):
            raise self.wrong(f"{sign} {due}", "look at commas, colons and brackets here and in the line above")

    def _go(self, position: int) -> None:
        self._position = position
        self._skip()

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self._position)
        assert found is not None, "no space at all matches too"
        self._position = found.end()

    def _place(self) -> tuple[int, int]:
        line = bisect_right(self._lines, self._position)
        return line, self._position - self._lines[line - 1] + 1
