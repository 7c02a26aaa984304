"""Taking amounts, shares and days out of a map of a document, each with what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from valuenet.documents.document import Place
from valuenet.documents.forms import Form, kind_of
from valuenet.documents.nodes import Entries, Items, Node, Scalar, ScalarKind
from valuenet.documents.quantities import Told, Unread, amounts, day, number, share

T = TypeVar("T")


class WorthForm(Form):
    """The fields of one map that may hold money; what is missing or wrong is noted, and nothing returned in its place."""

    def money(self, name: str) -> Decimal | None:
        """An amount, such as 120 000."""
        return self._read(name, number)

    def share(self, name: str) -> Decimal | None:
        """A share, such as 60 % or 0.6."""
        return self._read(name, share)

    def amounts(self, name: str) -> Told | None:
        """Low, likely and high, such as 30/50/80."""
        return self._read(name, amounts)

    def day(self, name: str, *, required: bool = False) -> date | None:
        """A day, such as 2026-03-02."""
        if required and not self.has(name) and self.readable:
            self._problems.add(self.place.of(name), "MISSING", "is missing", f"add `{name}: 2026-03-02`")
        return self._read(name, day)

    def whole(self, name: str) -> int | None:
        """A whole number."""
        found = self._read(name, number)
        if found is None or found == int(found):
            return None if found is None else int(found)
        self._problems.add(self.places[name], "NOT_A_NUMBER", f"is {found}", "write a whole number")
        return None

    def shares(self, name: str) -> tuple[Decimal, ...]:
        """A list of shares, such as [50 %, 100 %]."""
        found = (self._understood(node, place, share) for node, place in self.items(name))
        return tuple(one for one in found if one is not None)

    def items(self, name: str) -> Iterator[tuple[Node, Place]]:
        """The things in a field that is a list, each with its place."""
        node = self._nodes.get(name)
        if isinstance(node, Items):
            for position, item in enumerate(node.items):
                yield item, Place(path=f"{self.places[name].path}[{position}]", line=item.line, column=item.column)
        elif node is not None:
            self._problems.add(self.places[name], "NOT_A_LIST", f"is {kind_of(node)}, where a list is due", "write each behind a dash")

    def is_map(self, name: str) -> bool:
        """Whether fields are written in a field."""
        return isinstance(self._nodes.get(name), Entries)

    def worth(self, name: str, known: Sequence[str]) -> WorthForm | None:
        """The fields inside a field, if it is written."""
        return WorthForm(self._problems, self._nodes[name], self.places[name], known) if self.has(name) else None

    def told(self, node: Node, place: Place) -> Told | None:
        """The amounts that a node of this map holds."""
        return self._understood(node, place, amounts)

    def believed(self, node: Node, place: Place) -> Decimal | None:
        """The share that a node of this map holds."""
        return self._understood(node, place, share)

    def _read(self, name: str, read: Callable[[str], T | Unread]) -> T | None:
        return self._understood(self._nodes[name], self.places[name], read) if self.has(name) else None

    def _understood(self, node: Node, place: Place, read: Callable[[str], T | Unread]) -> T | None:
        if not isinstance(node, Scalar) or node.kind is ScalarKind.BOOLEAN:
            self._problems.add(place, "NOT_A_NUMBER", f"is {kind_of(node)}", "write it as a number or a text")
            return None
        if node.kind is ScalarKind.EMPTY:
            self._problems.add(place, "MISSING", "is empty", "write it, or leave the field out")
            return None
        found = read(node.text)
        if isinstance(found, Unread):
            self._problems.add(place, found.code, found.message, found.remedy)
            return None
        return found
