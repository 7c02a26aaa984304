"""YAML 1.2 to nodes. The only place that knows the YAML library, whose errors become ours here.

Nodes are built from the parser's events, not by its loaders: a plain `no` or `on` stays a text, repeated keys stay visible,
every value keeps its line, tags are never looked up, and aliases, which could make a small text huge, end the reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from valuenet.documents.nodes import DEPTH, Entries, Items, Node, Scalar, ScalarKind, too_deep, too_many, unreadable
from valuenet.errors import InvalidDocument

# The core schema of YAML 1.2, https://yaml.org/spec/1.2.2/#1032-tag-resolution
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEAN = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
_NUMBER = re.compile(
    r"[-+]?(?:[0-9]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF))|0o[0-7]+|0x[0-9a-fA-F]+|\.(?:nan|NaN|NAN)"
)

# What the parser says, and what usually is the matter.
_REMEDIES = (
    ("mapping values are not allowed", "a text with a colon and a space in it needs quotes"),
    ("'\\t'", "indent with spaces, not with tabs"),
    ("escape", "write a backslash twice, or use single quotes"),
    ("expected ',' or '}'", "close the braces, and put a text with a comma, colon or brace in quotes"),
    ("expected ',' or ']'", "close the brackets, and put a text with a comma or bracket in quotes"),
    ("unexpected end of stream", "close the quotes or brackets that are opened here"),
    ("could not find expected ':'", "write `key: value`; a text over several lines needs deeper indentation or quotes"),
    ("cannot start any token", "put a text that starts with this character in quotes"),
)
_REMEDY = "look at quotes, braces and indentation here and in the line above"


def yaml_node(text: str, most: int) -> Node:
    """The one document that a YAML text holds, with at most so many keys and values, or `InvalidDocument` with the place of the fault."""
    try:
        return _Builder(YAML(typ="safe", pure=True).parse(text), most).document()
    except InvalidDocument:
        raise
    except MarkedYAMLError as error:
        said = ": ".join(part.strip() for part in (error.context, error.problem) if part)
        raise _syntax(said, error.problem_mark or error.context_mark) from None
    except (YAMLError, ValueError, OverflowError, IndexError, AssertionError, AttributeError, TypeError) as error:
        # on some broken texts (such as an escape beyond Unicode) the parser stumbles itself
        raise _syntax(str(error) or type(error).__name__, None) from None


def _syntax(said: str, mark: Any) -> InvalidDocument:
    remedy = next((remedy for sign, remedy in _REMEDIES if sign in said), _REMEDY)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    return unreadable("SYNTAX", f"cannot be read as YAML: {said}", remedy, line, column)


class _Builder:
    """Builds the node of one document from the events of the parser."""

    def __init__(self, events: Iterator[Event], most: int) -> None:
        self._events = events
        self._most = most
        self._values = 0

    def document(self) -> Node:
        """The node of the one document."""
        next(self._events)
        start = next(self._events)
        if isinstance(start, StreamEndEvent):
            return Scalar("", ScalarKind.EMPTY, 1, 1)
        assert isinstance(start, DocumentStartEvent)
        if start.version not in (None, (1, 2)) or start.tags:
            raise _refused("DIRECTIVE", "has a directive", "remove the lines that start with %", start)
        node = self._node(next(self._events), 0)
        next(self._events)
        end = next(self._events)
        if not isinstance(end, StreamEndEvent):
            raise _refused("SEVERAL_DOCUMENTS", "holds a second document", "put each network in a file of its own", end)
        return node

    def _node(self, event: Event, depth: int) -> Node:
        """The node that starts with an event."""
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        _check(event)
        self._values += 1
        if self._values > self._most:
            raise too_many(self._most, line, column)
        if isinstance(event, ScalarEvent):
            return Scalar(event.value, _kind(event), line, column)
        if depth == DEPTH:
            raise too_deep(line, column)
        if isinstance(event, SequenceStartEvent):
            return Items(tuple(self._node(item, depth + 1) for item in self._until(SequenceEndEvent)), line, column)
        assert isinstance(event, MappingStartEvent)
        return Entries(tuple(self._entries(depth)), line, column, bool(event.flow_style))

    def _entries(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        for event in self._until(MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise _refused("NOT_A_KEY", "has a list or map where a key is due", "write a short text before the colon", event)
            yield key, self._node(next(self._events), depth + 1)

    def _until(self, end: type[Event]) -> Iterator[Event]:
        while not isinstance(event := next(self._events), end):
            yield event


def _check(event: Event) -> None:
    """Refuse what a network's file has no use for."""
    if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor is not None):
        sign = "*" if isinstance(event, AliasEvent) else "&"
        raise _refused(
            "ALIAS", f"uses {sign}{event.anchor}: anchors and aliases are not read", "write the text out where it belongs", event
        )
    if isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent) and event.ctag is not None:
        raise _refused("TAG", f"has the tag {event.ctag}: tags are not read", "remove it, or put the text in quotes", event)


def _kind(event: ScalarEvent) -> ScalarKind:
    text = event.value
    if not event.implicit[0]:
        return ScalarKind.TEXT
    if text in _EMPTY:
        return ScalarKind.EMPTY
    if text in _BOOLEAN:
        return ScalarKind.BOOLEAN
    return ScalarKind.NUMBER if _NUMBER.fullmatch(text) else ScalarKind.TEXT


def _refused(code: str, message: str, remedy: str, event: Event) -> InvalidDocument:
    return unreadable(code, message, remedy, event.start_mark.line + 1, event.start_mark.column + 1)
