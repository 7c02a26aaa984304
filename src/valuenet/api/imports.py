"""What differs, as GraphQL types: what a file would change, and what leads from one revision of a network to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from strawberry.scalars import JSON

from valuenet.api.describing import output, said
from valuenet.api.history import Subject, shown_value, subject
from valuenet.documents.importing import Plan
from valuenet.model import changes as model
from valuenet.model.vocabulary import ChangeKind
from valuenet.service import history as log


@output
class FieldChange:
    """One field of a thing that differs."""

    name: str = said("Which field.")
    before: JSON | None = said("Its value now, or in the first revision.")
    after: JSON | None = said("Its value after the import, or in the second revision.")


@output
class ThingChanged(Subject):
    """A thing that differs, with its fields."""

    fields: list[FieldChange] = said("The fields that differ.")


@output
class ImportPreview:
    """What an import would do. Nothing was changed."""

    added: list[Subject] = said("What would be created, personas and alternatives included.")
    changed: list[ThingChanged] = said("What would change.")
    removed: list[Subject] = said("What would be removed; only with `prune`.")
    kept: list[ThingChanged] = said("Personas and alternatives that the file describes otherwise, and that stay without `updatePersonas`.")
    notes: list[str] = said("How parts of the file were understood, where that could be asked.")
    would_be_revision: int = said("The network's revision after the import; the present one where nothing differs.")


@output
class NetworkComparison:
    """What differs between two revisions of a network."""

    from_: int = said("The revision that is compared.", name="from")
    to: int = said("The revision that it is compared with.")
    added: list[Subject] = said("What only the second has.")
    changed: list[ThingChanged] = said("What is different.")
    removed: list[Subject] = said("What only the first has.")


def comparison(value: log.Comparison) -> NetworkComparison:
    """A comparison as GraphQL shows it."""
    names: dict[str, str] = {}
    for reading in (value.before, value.after):
        names |= {node.id: node.key for node in reading.network.nodes} | {rival.id: rival.key for rival in reading.directory.alternatives}
    return NetworkComparison(
        from_=value.before.network.revision,
        to=value.after.network.revision,
        added=[subject(found) for found in value.changes if found.kind is ChangeKind.ADDED],
        changed=_changed((found for found in value.changes if found.kind is ChangeKind.CHANGED), names),
        removed=[subject(found) for found in value.changes if found.kind is ChangeKind.REMOVED],
    )


def preview(planned: Plan) -> ImportPreview:
    """A plan as GraphQL shows it."""
    changes = [*planned.directory_changes, *planned.changes]
    names: dict[str, str] = {node.id: node.key for node in planned.network.nodes}
    names |= {rival.id: rival.key for rival in planned.directory.alternatives}
    return ImportPreview(
        added=[subject(found) for found in changes if found.kind is ChangeKind.ADDED],
        changed=_changed((found for found in changes if found.kind is ChangeKind.CHANGED), names),
        removed=[subject(found) for found in changes if found.kind is ChangeKind.REMOVED],
        kept=_changed(planned.unapplied, names),
        notes=[str(note) for note in planned.notes],
        would_be_revision=planned.network.revision,
    )


def _changed(changes: Iterable[model.Change], names: Mapping[str, str]) -> list[ThingChanged]:
    return [
        ThingChanged(
            element=found.element_kind,
            key=" → ".join(found.about),
            keys=list(found.about),
            fields=[
                FieldChange(name=field.name, before=shown_value(field.before, names), after=shown_value(field.after, names))
                for field in found.fields
            ],
        )
        for found in changes
    ]
