"""From a text or bytes to nodes: how large it is, how it is encoded, which characters it holds, and what is written in it."""

from __future__ import annotations

import re
from enum import StrEnum

from valuenet.documents.json_nodes import json_node
from valuenet.documents.nodes import Node, unreadable
from valuenet.documents.yaml_nodes import yaml_node
from valuenet.model.bounds import Bounds


class Format(StrEnum):
    """How a document is written."""

    YAML = "yaml"
    JSON = "json"


_BYTES_EACH = 8
"""The bytes of a key or value in a document at the bound: networks take twice as many, texts of brackets a fourth."""

# Control characters but tab and line feed, separators and marks that count as line breaks or nothing in some programs, noncharacters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def parsed(text: str | bytes, format: Format, bounds: Bounds) -> Node:
    """What is written in a document, or `InvalidDocument` where nothing can be made of it."""
    clean = plain_text(text, bounds)
    most = bounds.document_bytes // _BYTES_EACH
    return json_node(clean, most) if format is Format.JSON else yaml_node(clean, most)


def plain_text(text: str | bytes, bounds: Bounds) -> str:
    """A text without byte order mark, its line breaks as newlines; `InvalidDocument` where it is too large or not clean UTF-8."""
    if len(text) > bounds.document_bytes:
        raise _too_large(len(text), bounds)
    try:
        raw = text if isinstance(text, bytes) else text.encode()
        decoded = raw.decode()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        column = error.start - error.object.rfind(b"\n", 0, error.start)
        raise unreadable("INVALID_ENCODING", f"is not UTF-8: {error.reason}", "save the file as UTF-8", line, column) from None
    except UnicodeEncodeError as error:
        line, column = _place(error.object, error.start)
        raise unreadable("INVALID_ENCODING", "holds half a character (a surrogate)", "save the file as UTF-8", line, column) from None
    if len(raw) > bounds.document_bytes:
        raise _too_large(len(raw), bounds)
    clean = decoded.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if found := _FORBIDDEN.search(clean):
        message = f"has the character U+{ord(found[0]):04X}"
        raise unreadable("FORBIDDEN_CHARACTER", message, "remove it: a network's file is plain text", *_place(clean, found.start()))
    return clean


def _place(text: str, position: int) -> tuple[int, int]:
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def _too_large(size: int, bounds: Bounds) -> Exception:
    message = f"has {size} bytes, the bound is {bounds.document_bytes}"
    return unreadable("TOO_LARGE", message, "split it into several networks", 1, 1)
