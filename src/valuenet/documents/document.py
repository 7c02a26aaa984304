"""What a document states: edits that would make its network, the personas and alternatives it speaks of, and where each stands.

A statement is an edit (`valuenet.model.edits`) with its place, so that whatever the model finds wrong with it is told in
terms of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from valuenet.errors import InvalidDocument, Problem
from valuenet.model.directory import Alternative, Directory, Persona
from valuenet.model.edits import Compare, Connect, Describe, NetworkEdit, PutDifferentiator, PutOutcome, PutRegion, Rename, Tag
from valuenet.model.ids import Key, new_alternative_id, new_persona_id
from valuenet.model.text import KEY, problem
from valuenet.model.vocabulary import Level

PROBLEMS = 100
"""How many problems of one document are told; a text that has nothing to do with a network would have thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: the path inside the document, line and column from 1."""

    path: str
    line: int
    column: int

    def of(self, name: str) -> Place:
        """Where a field that is not written would stand."""
        return Place(path=f"{self.path}.{name}" if self.path else name, line=self.line, column=self.column)

    def problem(self, code: str, message: str, remedy: str) -> Problem:
        """A problem with what stands here."""
        return Problem(path=self.path, code=code, message=message, remedy=remedy, line=self.line, column=self.column)


_ECHOES = frozenset({"MISSING", "KEY_TAKEN", "EVIDENCE_MISSING"})
"""What the model says of a field that reading has found wrong already, and put nothing in its place."""

S_co = TypeVar("S_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated(Generic[S_co]):
    """Something that a document states, with its place and those of its fields."""

    value: S_co
    place: Place
    fields: Mapping[str, Place] = field(default_factory=dict)

    def located(self, wrong: Problem, name: str) -> Problem:
        """A problem with the named field of this statement, told at the field's place in the document."""
        place = self.fields.get(name) or self.place.of(name)
        return replace(wrong, path=place.path, line=place.line, column=place.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaEntry:
    """A persona as a document describes it."""

    key: str
    name: str
    level: Level = Level.PRACTITIONER
    function: str = ""
    measured_on: str = ""

    @property
    def kind(self) -> str:
        """What kind of thing others refer to by its key."""
        return "persona"

    def entry(self, directory: Directory) -> tuple[Persona | None, Persona]:
        """The persona as it is and as the document wants it; raises `Invalid` where none can be as described."""
        old = directory.persona_by_key.get(self.key)
        new = Persona(
            id=old.id if old else new_persona_id(),
            key=Key(self.key),
            name=self.name,
            level=self.level,
            function=self.function,
            measured_on=self.measured_on,
            archived=old is not None and old.archived,
        )
        return old, new


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternativeEntry:
    """An alternative as a document describes it."""

    key: str
    name: str
    note: str = ""

    @property
    def kind(self) -> str:
        """What kind of thing others refer to by its key."""
        return "alternative"

    def entry(self, directory: Directory) -> tuple[Alternative | None, Alternative]:
        """The alternative as it is and as the document wants it; raises `Invalid` where none can be as described."""
        old = directory.alternative_by_key.get(self.key)
        archived = old is not None and old.archived
        rival_id = old.id if old else new_alternative_id()
        return old, Alternative(id=rival_id, key=Key(self.key), name=self.name, note=self.note, archived=archived)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that was understood in a way that the reader of a dry run should know."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place.path}, row {self.place.line}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One network as a document states it, as far as it could be understood; `problems` says what could not.

    `root` names only what the document says of the network itself: a document without `offering` leaves it alone.
    """

    root: Stated[Describe]
    personas: tuple[Stated[PersonaEntry], ...] = ()
    alternatives: tuple[Stated[AlternativeEntry], ...] = ()
    differentiators: tuple[Stated[PutDifferentiator], ...] = ()
    outcomes: tuple[Stated[PutOutcome], ...] = ()
    regions: tuple[Stated[PutRegion], ...] = ()
    arrows: tuple[Stated[Connect], ...] = ()
    tags: tuple[Stated[Tag], ...] = ()
    comparisons: tuple[Stated[Compare], ...] = ()
    renames: tuple[Stated[Rename], ...] = ()
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def key(self) -> str:
        """The key of the network to look for; empty where the document names none that could be one."""
        key = str(self.root.value.fields["key"])
        return "" if problem("network", key, KEY) else key

    @property
    def parts(self) -> Iterator[Stated[NetworkEdit]]:
        """What the document states about the parts of its network, nodes before what hangs on them."""
        yield from self.differentiators
        yield from self.outcomes
        yield from self.arrows
        yield from self.tags
        yield from self.comparisons
        yield from self.regions


class Problems:
    """Gathers the problems of one document, and ends the reading when there are too many to be told."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, place: Place, code: str, message: str, remedy: str) -> None:
        """Note a problem."""
        self.found.append(place.problem(code, message, remedy))
        if len(self.found) > PROBLEMS:
            raise InvalidDocument(told(self.found))


def told(problems: Iterable[Problem], more: int = 0) -> tuple[Problem, ...]:
    """The problems in the order of the text, each once, and only the first where there are too many; `more` were left out before."""
    found: dict[tuple[str, int | None], dict[str, Problem]] = {}
    for wrong in problems:
        codes = found.setdefault((wrong.path, wrong.line), {})
        if not codes or wrong.code not in _ECHOES:
            codes.setdefault(wrong.code, wrong)
    ordered = sorted(
        (problem for codes in found.values() for problem in codes.values()), key=lambda each: (each.line or 0, each.column or 0)
    )
    more += max(0, len(ordered) - PROBLEMS)
    if not more:
        return tuple(ordered)
    message = f"has more problems, {more} at least"
    return (*ordered[:PROBLEMS], Problem(path="", code="TOO_MANY_PROBLEMS", message=message, remedy="correct these first, then try again"))
