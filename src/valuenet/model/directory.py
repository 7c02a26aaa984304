"""The directory of a workspace: its personas and alternatives, shared by all its networks.

    (:Workspace)-[:HAS]->(:Persona)        (:Workspace)-[:HAS]->(:Alternative)

It has a revision and a change log of its own. The status quo is always among the alternatives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from valuenet.errors import Invalid, Problem
from valuenet.model.ids import AlternativeId, Key, PersonaId, WorkspaceId
from valuenet.model.text import KEY, SHORT, TITLE, WHY, settle, suggested_key
from valuenet.model.vocabulary import Level

STATUS_QUO = Key("status-quo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """A kind of person at the customer."""

    id: PersonaId
    key: Key
    name: str
    level: Level = Level.PRACTITIONER
    function: str = ""
    measured_on: str = ""
    archived: bool = False

    def __post_init__(self) -> None:
        settle(self, key=KEY, name=TITLE, function=SHORT, measured_on=WHY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """What customers could do instead: a rival, doing it themselves, or nothing at all."""

    id: AlternativeId
    key: Key
    name: str
    note: str = ""
    archived: bool = False

    def __post_init__(self) -> None:
        settle(self, key=KEY, name=TITLE, note=WHY)


THE_STATUS_QUO = Alternative(id=AlternativeId("alt_status-quo"), key=STATUS_QUO, name="Status quo: leave things as they are")
"""The alternative that every workspace starts with; its id is the same in every store."""


@dataclass(frozen=True, kw_only=True)
class Directory:
    """All personas and alternatives of a workspace at one revision, ordered by key. Not slotted: it keeps its own index."""

    workspace: WorkspaceId
    revision: int = 0
    personas: tuple[Persona, ...] = ()
    alternatives: tuple[Alternative, ...] = ()

    def __post_init__(self) -> None:
        problems = list(_repeated("personas", self.personas)) + list(_repeated("alternatives", self.alternatives))
        if problems:
            raise Invalid(problems)

    @cached_property
    def persona_by_id(self) -> Mapping[PersonaId, Persona]:
        return {persona.id: persona for persona in self.personas}

    @cached_property
    def persona_by_key(self) -> Mapping[str, Persona]:
        return {persona.key: persona for persona in self.personas}

    @cached_property
    def alternative_by_id(self) -> Mapping[AlternativeId, Alternative]:
        return {alternative.id: alternative for alternative in self.alternatives}

    @cached_property
    def alternative_by_key(self) -> Mapping[str, Alternative]:
        return {alternative.key: alternative for alternative in self.alternatives}


def with_entries(directory: Directory, entries: Iterable[Persona | Alternative]) -> Directory:
    """The directory with these entries added, or in place of those with the same id."""
    personas = dict(directory.persona_by_id)
    alternatives = dict(directory.alternative_by_id)
    for entry in entries:
        if isinstance(entry, Persona):
            personas[entry.id] = entry
        else:
            alternatives[entry.id] = entry
    return _ordered(directory, personas.values(), alternatives.values())


def without_entry(directory: Directory, entry: Persona | Alternative) -> Directory:
    """The directory without one entry."""
    personas = (persona for persona in directory.personas if persona.id != entry.id)
    alternatives = (alternative for alternative in directory.alternatives if alternative.id != entry.id)
    return _ordered(directory, personas, alternatives)


def _ordered(directory: Directory, personas: Iterable[Persona], alternatives: Iterable[Alternative]) -> Directory:
    """The next revision of a directory, its entries by key."""
    return Directory(
        workspace=directory.workspace,
        revision=directory.revision + 1,
        personas=tuple(sorted(personas, key=lambda persona: persona.key)),
        alternatives=tuple(sorted(alternatives, key=lambda alternative: alternative.key)),
    )


def unknown(path: str, kind: str, key: str, known: Iterable[str]) -> Problem:
    """The problem of a key that names nothing, with the nearest key that does."""
    near = get_close_matches(suggested_key(key), known, n=1, cutoff=0.6)
    return Problem(
        path=path,
        code=f"UNKNOWN_{kind.upper()}",
        message=f"there is no {kind} {key!r}",
        remedy=f"did you mean {near[0]!r}?" if near else f"create the {kind} first, or correct the key",
    )


def _repeated(path: str, things: Iterable[Persona | Alternative]) -> Iterable[Problem]:
    seen: set[str] = set()
    for thing in things:
        if thing.key in seen:
            yield Problem(path=path, code="KEY_TAKEN", message=f"the key {thing.key!r} is used twice", remedy="choose another key")
        seen.add(thing.key)
