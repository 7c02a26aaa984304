"""Taking the fields of a map out of a document one by one, and saying what is wrong with those that cannot be taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from valuenet.documents.document import Place, Problems
from valuenet.documents.nodes import Entries, Items, Node, Scalar, ScalarKind, shown, step
from valuenet.model.text import normalised

W = TypeVar("W", bound=StrEnum)

_YES = frozenset({"yes", "on", "y", "true"})
_NO = frozenset({"no", "off", "n", "false"})


class Form:
    """The fields of one map, at a path; `known` are the fields that it may have.

    What is missing or of the wrong kind is noted, and something harmless returned in its place.
    """

    def __init__(self, problems: Problems, node: Node, place: Place, known: Sequence[str]) -> None:
        self.place = place
        self._problems = problems
        self._known = known
        self._nodes: dict[str, Node] = {}
        self.places: dict[str, Place] = {}
        if isinstance(node, Entries):
            self._take(node)
            self.readable = True
        else:
            self.readable = False
            problems.add(place, "NOT_A_MAP", f"is {kind_of(node)}, where fields are due", f"it may have {', '.join(known)}")

    def has(self, name: str) -> bool:
        """Whether the field is written."""
        return name in self._nodes

    def text(self, name: str, *, required: bool = False) -> str:
        """The text in a field; nothing where it is not written."""
        node = self._nodes.get(name)
        if node is None:
            if required and self.readable:
                self._problems.add(self.place.of(name), "MISSING", "is missing", f"add `{name}: …`")
            return ""
        return text_of(self._problems, node, self.places[name])

    def word(self, name: str, words: type[W], default: W, *, required: bool = False) -> W:
        """One of the words of a vocabulary; the default where the field is not written."""
        if name in self._nodes:
            return word_of(self._problems, self._nodes[name], self.places[name], words, default)
        if required and self.readable:
            self._problems.add(self.place.of(name), "MISSING", "is missing", f"it is one of: {', '.join(words)}")
        return default

    def truth(self, name: str, default: bool) -> bool:
        """True or false; the default where the field is not written."""
        node = self._nodes.get(name)
        if node is None:
            return default
        if isinstance(node, Scalar) and node.kind is ScalarKind.BOOLEAN:
            return node.text.lower() == "true"
        meant = node.text.lower() if isinstance(node, Scalar) else ""
        remedy = "write true" if meant in _YES else "write false" if meant in _NO else "write true or false"
        self._problems.add(self.places[name], "NOT_TRUE_OR_FALSE", f"is {kind_of(node)}, neither true nor false", remedy)
        return default

    def form(self, name: str, known: Sequence[str]) -> Form | None:
        """The fields inside a field, if it is written."""
        return Form(self._problems, self._nodes[name], self.places[name], known) if name in self._nodes else None

    def entries(self, name: str) -> Iterator[tuple[str, Node, Place]]:
        """The things in a field that lists things by key: the key, what is said of the thing, and where."""
        node = self._nodes.get(name)
        if isinstance(node, Entries):
            yield from self._keyed(node, self.places[name].path)
        elif node is not None:
            self._problems.add(
                self.places[name], "NOT_A_MAP", f"is {kind_of(node)}, where keys are due", "write `key: …` below it, or leave it out"
            )

    def keys(self, name: str) -> list[tuple[str, Place]]:
        """The keys in a field that is a list of keys, each with its place."""
        node = self._nodes.get(name)
        if node is None:
            return []
        if not isinstance(node, Items):
            self._problems.add(self.places[name], "NOT_A_LIST", f"is {kind_of(node)}, where a list is due", "write [one, another]")
            return []
        found: dict[str, Place] = {}
        for position, item in enumerate(node.items):
            place = Place(path=f"{self.places[name].path}[{position}]", line=item.line, column=item.column)
            key = text_of(self._problems, item, place)
            if key in found:
                self._problems.add(place, "DUPLICATE_KEY", f"{shown(key)} is listed twice", "list it once")
            elif key:
                found[key] = place
        return list(found.items())

    def _take(self, node: Entries) -> None:
        """Sort what is written into the fields that are known."""
        lines: dict[str, int] = {}
        for key, value, cut in _whole(node, self._known):
            place = Place(path=self.place.of(step(key.text)).path, line=key.line, column=key.column)
            if key.text in lines:
                self._problems.add(place, "DUPLICATE_KEY", f"is written twice, first on line {lines[key.text]}", "keep one of them")
            elif key.text not in self._known:
                self._problems.add(place, "UNKNOWN_FIELD", f"there is no field {shown(key.text)} here", _meant(key.text, self._known))
            else:
                self._nodes[key.text], self.places[key.text] = value, place
            lines.setdefault(key.text, key.line)
            if cut and isinstance(value, Scalar):
                self._cut(key, value, cut)

    def _cut(self, key: Scalar, value: Scalar, cut: list[Scalar]) -> None:
        """Say that a comma without quotes has cut a text: what follows the comma looks like a field without a value."""
        whole = ", ".join((value.text, *(rest.text for rest in cut)))
        place = Place(path=self.place.of(step(key.text)).path, line=cut[0].line, column=cut[0].column)
        message = f"ends at a comma, so that {shown(cut[0].text)} looks like a field of its own"
        remedy = f"inside braces a text with a comma needs quotes: {step(key.text)}: {shown(whole, 160)}"
        self._problems.add(place, "UNQUOTED_COMMA", message, remedy)

    def _keyed(self, node: Entries, path: str) -> Iterator[tuple[str, Node, Place]]:
        seen: dict[str, Scalar] = {}
        for key, value in node.entries:
            text = normalised(key.text)
            place = Place(path=f"{path}.{step(text)}", line=key.line, column=key.column)
            first = seen.setdefault(text.casefold(), key)
            if first is key:
                yield text, value, place
            elif first.text == key.text:
                self._problems.add(place, "DUPLICATE_KEY", f"is written twice, first on line {first.line}", "keep one of them")
            else:
                message = f"differs only by case or spaces from {shown(first.text)} on line {first.line}"
                self._problems.add(place, "DUPLICATE_KEY", message, "keep one of them, in lower case")


def text_of(problems: Problems, node: Node, place: Place) -> str:
    """The text that a node is; nothing, and a problem, where it is something else."""
    if isinstance(node, Scalar) and node.kind is ScalarKind.TEXT:
        return normalised(node.text)
    if isinstance(node, Scalar) and node.kind is ScalarKind.EMPTY:
        problems.add(place, "MISSING", "is empty", 'give it a text or leave it out; if the word is meant, write it in quotes: "null"')
    elif isinstance(node, Scalar):
        problems.add(place, "NOT_TEXT", f"is {kind_of(node)}, where a text is due", f'put it in quotes: "{node.text[:60]}"')
    else:
        problems.add(place, "NOT_TEXT", f"is {kind_of(node)}, where a text is due", "put a text that starts with a bracket in quotes")
    return ""


def word_of(problems: Problems, node: Node, place: Place, words: type[W], default: W) -> W:
    """The word of a vocabulary that a node is; the default, and a problem, where it is something else."""
    if isinstance(node, Scalar) and node.kind is ScalarKind.EMPTY:
        problems.add(place, "MISSING", "is empty", f"write one of: {', '.join(words)}")
        return default
    text = text_of(problems, node, place)
    known = {str(word): word for word in words}
    if text in known:
        return known[text]
    if text:
        near = get_close_matches(text.lower(), known, n=1)
        remedy = f"did you mean {near[0]!r}?" if near else "choose one of them"
        problems.add(place, "UNKNOWN_WORD", f"is {shown(text)}, and may be: {', '.join(words)}", remedy)
    return default


def kind_of(node: Node) -> str:
    """What a node is, in the words of a message."""
    if isinstance(node, Scalar):
        quoted = node.kind in (ScalarKind.TEXT, ScalarKind.NUMBER)
        return f"{node.kind} ({shown(node.text, 30)})" if quoted else node.text.lower() if node.kind is ScalarKind.BOOLEAN else node.kind
    return "a list" if isinstance(node, Items) else "a map"


def _whole(node: Entries, known: Sequence[str]) -> Iterator[tuple[Scalar, Node, list[Scalar]]]:
    """Each entry of a map, with the unknown keys without a value that follow it inside braces."""
    entries = list(node.entries)
    position = 0
    while position < len(entries):
        key, value = entries[position]
        position += 1
        cut: list[Scalar] = []
        while node.braces and _is_text(value) and position < len(entries) and _is_stray(*entries[position], known):
            cut.append(entries[position][0])
            position += 1
        yield key, value, cut


def _is_text(value: Node) -> bool:
    return isinstance(value, Scalar) and value.kind is not ScalarKind.EMPTY


def _is_stray(key: Scalar, value: Node, known: Sequence[str]) -> bool:
    return isinstance(value, Scalar) and value.kind is ScalarKind.EMPTY and not value.text and key.text not in known


def _meant(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name.lower(), known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"it may have {', '.join(known)}"
