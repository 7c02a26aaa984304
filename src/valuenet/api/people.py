"""Personas and alternatives as GraphQL types."""

from __future__ import annotations

import strawberry

from valuenet.api.describing import field, interface, output, said
from valuenet.model import directory
from valuenet.model.vocabulary import Level


@interface
class Node:
    """Something with a global id, which `node(id:)` finds again."""

    id: strawberry.ID = said("Opaque; stays the same when the key changes.")


@output
class Persona(Node):
    """A kind of person at the customer, shared by all networks of the workspace."""

    key: str = said("The name in files and edits, such as `cfo`.")
    name: str = said("Such as `Chief financial officer`.")
    level: Level = said("Where the persona stands in the organisation.")
    function: str | None = said("Such as `finance`.")
    measured_on: str | None = said("What the persona is measured on.")
    archived: bool = said("Whether the persona is no longer offered for new tags.")


@output
class Alternative(Node):
    """What customers could do instead: a rival, doing it themselves, or the status quo."""

    key: str = said("The name in files and edits, such as `status-quo`.")
    name: str = said("Such as `Competitor B`.")
    note: str | None = said("What to know about it.")
    archived: bool = said("Whether it is no longer offered for new comparisons.")


@output
class Directory:
    """The personas and alternatives of the workspace."""

    value: strawberry.Private[directory.Directory]

    @field
    def revision(self) -> int:
        """Rises by one with every change of a persona or alternative."""
        return self.value.revision

    @field
    def personas(self) -> list[Persona]:
        """All personas by key, archived ones too."""
        return [persona(value) for value in self.value.personas]

    @field
    def alternatives(self) -> list[Alternative]:
        """All alternatives by key, archived ones too."""
        return [alternative(value) for value in self.value.alternatives]


def persona(value: directory.Persona) -> Persona:
    """A persona as GraphQL shows it."""
    return Persona(
        id=strawberry.ID(value.id),
        key=value.key,
        name=value.name,
        level=value.level,
        function=value.function or None,
        measured_on=value.measured_on or None,
        archived=value.archived,
    )


def alternative(value: directory.Alternative) -> Alternative:
    """An alternative as GraphQL shows it."""
    return Alternative(id=strawberry.ID(value.id), key=value.key, name=value.name, note=value.note or None, archived=value.archived)
