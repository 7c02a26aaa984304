"""The parts of an opportunity as they are read from a document: built one by one, each refusal told at its place in the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from valuenet.documents.document import Place, Problems
from valuenet.documents.nodes import Node
from valuenet.documents.opportunity_document import Reference, located
from valuenet.documents.worth_forms import WorthForm
from valuenet.errors import Invalid

T = TypeVar("T")


class Building:
    """One reading: where the parts stand by their paths in the opportunity, what they refer to, what is wrong.

    `broken`: the keys of parts that could not be built; what is said of their absence elsewhere would only repeat it.
    """

    def __init__(self) -> None:
        self.problems = Problems()
        self.places: dict[str, Place] = {"": Place(path="", line=1, column=1)}
        self.references: list[Reference] = []
        self.broken: list[str] = []

    def form(self, node: Node, place: Place, path: str, known: Sequence[str]) -> WorthForm:
        """The fields of the part at a path."""
        return self.marked(WorthForm(self.problems, node, place, known), path)

    def marked(self, form: WorthForm, path: str) -> WorthForm:
        """The form, its fields known as those of the part at a path."""
        prefix = f"{path}." if path else ""
        self.places[path] = form.place
        self.places |= {f"{prefix}{name}": place for name, place in form.places.items()}
        return form

    def refer(self, kind: str, key: str, place: Place) -> None:
        """Note that a key names something of the workspace."""
        if key:
            self.references.append(Reference(kind=kind, key=key, place=place))

    def parts(self, form: WorthForm, name: str, read: Callable[[str, Node, Place, str], T | None]) -> tuple[T, ...]:
        """The things in a field that lists them by key, but those that are wrong."""
        found: list[T] = []
        for key, node, place in form.entries(name):
            path = f"{name}[{len(found)}]"
            for stale in [one for one in self.places if one.startswith((f"{path}.", f"{path}["))]:
                del self.places[stale]  # of a part before that could not be built
            self.places |= {f"{path}.key": place, f"{path}.id": place}
            one = read(key, node, place, path)
            if one is None:
                self.broken.append(key)
            else:
                found.append(one)
        return tuple(found)

    def built(self, type_: Callable[..., T], path: str, **fields: object) -> T | None:
        """The value made of these fields; where none can be, that is noted at the places of the fields."""
        try:
            return type_(**fields)
        except Invalid as invalid:
            self.problems.found += (located(wrong.under(path), self.places) for wrong in invalid.problems)
            return None
