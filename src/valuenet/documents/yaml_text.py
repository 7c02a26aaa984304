"""Maps of texts as YAML 1.2, in one form only: the same content gives the same bytes, and a changed word changes one line.

Texts stand without quotes where every reader of YAML, of 1.1 too, takes them for texts; texts over several lines stand as
literal blocks. Nothing is folded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from itertools import chain

WIDTH = 120
"""How long a map or list on one line may become."""

Value = str | bool | int | list[str] | list[Mapping[str, "Value"]] | Mapping[str, "Value"]

# Starts with a letter or digit, holds nothing that could end a text outside or inside braces.
_PLAIN = re.compile(r"[^\W_](?:[^:#\[\]{},]|(?<=\w)#)*")
_PLAIN_OUTSIDE_BRACES = re.compile(r"[^\W_](?:[^:#]|:(?=\w)|(?<=\w)#)*")
_OTHER_THAN_TEXT = re.compile(r"null|true|false|yes|no|on|off|y|n|[0-9][0-9a-fxo_.,:+\-tz ]*", re.IGNORECASE)


def yaml_text(tree: Mapping[str, Value], *, tall: Collection[str]) -> str:
    """The tree as YAML; the entries of the `tall` sections are always written over several lines."""
    return "\n".join(_document(tree, tall)) + "\n"


def _document(tree: Mapping[str, Value], tall: Collection[str]) -> Iterator[str]:
    for name, value in tree.items():
        if not isinstance(value, Mapping):
            yield from _entry(name, value, "")
            continue
        yield f"{name}:"
        for key, entry in value.items():
            if name in tall and isinstance(entry, Mapping):
                yield f"  {_scalar(key)}:"
                for field, said in entry.items():
                    yield from _entry(field, said, "    ")
            else:
                yield from _entry(key, entry, "  ")


def _entry(key: str, value: Value, indent: str) -> Iterator[str]:
    """The lines of one entry of a map."""
    head = f"{indent}{_scalar(key)}:"
    if isinstance(value, str) and "\n" in value:
        yield f"{head} |-"
        yield from (f"{indent}  {line}" if line else "" for line in value.split("\n"))
        return
    if not isinstance(value, Mapping | list):
        yield f"{head} {_scalar(value)}"
        return
    short = _on_one_line(value)
    if short is not None and len(head) + 1 + len(short) <= WIDTH:
        yield f"{head} {short}"
        return
    yield head
    if isinstance(value, list):
        for item in value:
            yield from _item(item, indent)
        return
    for inner, said in value.items():
        yield from _entry(inner, said, indent + "  ")


def _item(item: str | Mapping[str, Value], indent: str) -> Iterator[str]:
    """The lines of one thing in a list: a map on one line where it fits, else its fields below each other."""
    short = _scalar(item) if isinstance(item, str) else _on_one_line(item)
    if short is not None and (isinstance(item, str) or len(indent) + 2 + len(short) <= WIDTH):
        yield f"{indent}- {short}"
        return
    assert not isinstance(item, str), "a text in a list is on one line"
    fields = chain.from_iterable(_entry(key, said, f"{indent}  ") for key, said in item.items())
    yield f"{indent}- {next(fields).lstrip()}"
    yield from fields


def _on_one_line(value: Value) -> str | None:
    """A list or map in brackets or braces, unless it holds several maps or a text over several lines."""
    if isinstance(value, str):
        return None if "\n" in value else _scalar(value, braces=True)
    if isinstance(value, list):
        items = [_scalar(item, braces=True) for item in value if isinstance(item, str)]
        return f"[{', '.join(items)}]" if len(items) == len(value) else None
    if not isinstance(value, Mapping):
        return _scalar(value)
    if len(value) > 1 and any(isinstance(said, Mapping) for said in value.values()):
        return None
    parts = [(_scalar(key, braces=True), _on_one_line(said)) for key, said in value.items()]
    return None if any(said is None for _, said in parts) else "{" + ", ".join(f"{key}: {said}" for key, said in parts) + "}"


def said(**fields: Value | None) -> dict[str, Value]:
    """The fields that say something; `False` and 0 do, what is empty does not."""
    return {name: value for name, value in fields.items() if isinstance(value, int) or value}


def _scalar(value: str | bool | int, *, braces: bool = False) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    plain = _PLAIN if braces else _PLAIN_OUTSIDE_BRACES
    if plain.fullmatch(value) and not _OTHER_THAN_TEXT.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)
