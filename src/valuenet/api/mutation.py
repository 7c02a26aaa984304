"""What people change, one mutation for each thing that a person does; failures that a client should handle are data."""

from __future__ import annotations

from typing import Annotated, Any

import strawberry

from valuenet.api import history, people, rebasing
from valuenet.api.access import AccessChanges
from valuenet.api.accounts import AccountChanges
from valuenet.api.call_plans import MeetingChanges
from valuenet.api.context import Info
from valuenet.api.deciding import GapChanges
from valuenet.api.describing import answer, argument, output, said, union
from valuenet.api.failures import InvalidDocument, InvalidEdit, KeyTaken, NotAllowed, NotFound, StaleRevision, StillInUse
from valuenet.api.forgetting import ForgettingChanges
from valuenet.api.history import Change
from valuenet.api.imports import ImportPreview, preview
from valuenet.api.inputs import AlternativeInput, NetworkEditInput, PersonaInput, given, network_edit
from valuenet.api.network import Network
from valuenet.api.opportunity_imports import OpportunityImports
from valuenet.api.people import Alternative, Directory, Persona
from valuenet.api.pricing import PriceChanges
from valuenet.api.rebasing import Conflicted
from valuenet.api.recording import DialogueChanges
from valuenet.api.refusals import Reason, Repeat, answered, of_network
from valuenet.api.remarks import RemarkChanges
from valuenet.api.selling import OpportunityChanges
from valuenet.api.value_settings import SettingChanges
from valuenet.api.writing import MessageChanges
from valuenet.documents.source import Format
from valuenet.service import directory as directories
from valuenet.service import networks
from valuenet.service.caller import Caller
from valuenet.service.directory import DirectorySaved, EntryPut
from valuenet.service.imports import Import, import_preview, network_import, uploaded
from valuenet.service.library import Library
from valuenet.service.networks import EditBatch, NewNetwork, Restoration, Saved
from valuenet.service.rebasing import Conflicted as Unmerged
from valuenet.service.rebasing import OnStale, network_rebase
from valuenet.service.rights import way_to

Expected = Annotated[int, argument("The revision that the change was computed from.")]
DirectoryExpected = Annotated[int | None, argument("The directory's revision that you saw, to be refused when it moved.")]
NetworkName = Annotated[strawberry.ID, argument("The id or key of the network.")]
Edits = Annotated[list[NetworkEditInput], argument("Applied in this order, all or nothing; at most 500.")]
FirstEdits = Annotated[list[NetworkEditInput] | None, argument("A first batch, applied in this order, all or nothing; at most 500.")]


@output
class NetworkEdited:
    """The change was accepted."""

    network: Network = said("The network after the change.")
    changes: list[Change] = said("What changed; empty when nothing differed, and then no revision was made.")


@output
class NetworkDeleted:
    """The network is gone for good."""

    id: strawberry.ID = said("Its id, which is never used again.")


@output
class DirectoryEdited:
    """The change of personas or alternatives was accepted."""

    directory: Directory = said("All personas and alternatives after the change.")
    changes: list[Change] = said("What changed; empty when nothing differed.")


@output
class PersonaSaved(DirectoryEdited):
    """The persona was created or changed."""

    persona: Persona = said("The persona after the change.")


@output
class AlternativeSaved(DirectoryEdited):
    """The alternative was created or changed."""

    alternative: Alternative = said("The alternative after the change.")


EditResult = Annotated[
    NetworkEdited | StaleRevision | Conflicted | InvalidEdit | NotFound | KeyTaken | NotAllowed,
    union("EditResult", "The network after a change, or why it was refused."),
]
ImportResult = Annotated[
    ImportPreview | NetworkEdited | StaleRevision | InvalidDocument | InvalidEdit | NotFound | KeyTaken | NotAllowed,
    union("ImportResult", "What an import would do, or the network after it, or why it was refused."),
]
DeleteResult = Annotated[
    NetworkDeleted | StaleRevision | NotFound | NotAllowed, union("DeleteResult", "The id of what was deleted, or why it was refused.")
]
PersonaResult = Annotated[
    PersonaSaved | StaleRevision | InvalidEdit | NotFound | NotAllowed,
    union("PersonaResult", "The persona after a change, or why it was refused."),
]
AlternativeResult = Annotated[
    AlternativeSaved | StaleRevision | InvalidEdit | StillInUse | NotFound | NotAllowed,
    union("AlternativeResult", "The alternative after a change, or why it was refused."),
]
EntryDeleteResult = Annotated[
    DirectoryEdited | StaleRevision | StillInUse | NotFound | NotAllowed,
    union("EntryDeleteResult", "The personas and alternatives without the one that was deleted, or why it was refused."),
]


@output
class Mutation(
    AccessChanges,
    ForgettingChanges,
    AccountChanges,
    MessageChanges,
    DialogueChanges,
    GapChanges,
    MeetingChanges,
    RemarkChanges,
    OpportunityChanges,
    OpportunityImports,
    PriceChanges,
    SettingChanges,
):
    """What people change."""

    @answer(EditResult)
    async def network_create(
        self,
        info: Info,
        key: Annotated[str, argument("Unique among the networks of the workspace.")],
        name: Annotated[str, argument("For people; at most 200 characters.")],
        offering: Annotated[str, argument("What is offered; at most 200 characters.")] = "",
        alternative: Annotated[str | None, argument("The key of the alternative that it describes, if not our offer.")] = None,
        edits: FirstEdits = None,
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Create a network, empty or with a first batch of edits."""
        batch = tuple(network_edit(edit) for edit in edits or ())
        new = NewNetwork(key=key, name=name, offering=offering, alternative=alternative, edits=batch, reason=reason)
        return await answered(info, info.context.ask(networks.network_create, new, idempotency_key), _network_edited)

    @answer(EditResult)
    async def network_edit(
        self,
        info: Info,
        network: NetworkName,
        expected_revision: Expected,
        edits: Edits,
        on_stale: Annotated[OnStale, argument("What becomes of the batch when the network is not at that revision any more.")] = (
            OnStale.REFUSE
        ),
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Change a network by one atomic batch; later edits see earlier ones."""

        @way_to(networks.network_edit)
        def run(library: Library, caller: Caller) -> Saved | Unmerged:
            batch = EditBatch(network=network, expected=expected_revision, edits=tuple(map(network_edit, edits)), reason=reason)
            edit = network_rebase if on_stale is OnStale.REBASE else networks.network_edit
            return edit(library, caller, batch, idempotency_key)

        def shown(done: Saved | Unmerged) -> object:
            return _network_edited(done) if isinstance(done, Saved) else rebasing.conflicted(done)

        return await answered(info, info.context.ask(run), shown, of_network(network))

    @answer(EditResult)
    async def network_restore(
        self,
        info: Info,
        network: NetworkName,
        revision: Annotated[int, argument("The earlier revision whose content is to come back.")],
        expected_revision: Expected,
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Make a new revision with the content of an earlier one; ids are kept, archived personas come back."""

        @way_to(networks.network_restore)
        def run(library: Library, caller: Caller) -> Saved:
            restoration = Restoration(network=network, revision=revision, expected=expected_revision, reason=reason)
            return networks.network_restore(library, caller, restoration, idempotency_key)

        return await answered(info, info.context.ask(run), _network_edited, of_network(network))

    @answer(DeleteResult)
    async def network_delete(self, info: Info, network: NetworkName, expected_revision: Expected, idempotency_key: Repeat = None) -> object:
        """Remove a network for good, its history included. To keep both, archive it: `networkEdit` with `updateNetwork`."""
        call = info.context.ask(networks.network_delete, network, expected=expected_revision, repeat=idempotency_key)
        return await answered(info, call, lambda gone: NetworkDeleted(id=strawberry.ID(gone)), of_network(network))

    @answer(ImportResult)
    async def network_import(
        self,
        info: Info,
        document: Annotated[str, argument("The file as text; at most 1 MiB.")],
        format: Annotated[Format, argument("In which form it is written.")] = Format.YAML,
        dry_run: Annotated[bool, argument("Only say what it would change.")] = False,
        prune: Annotated[bool, argument("Also remove what the file lacks: differentiators, outcomes, arrows, tags.")] = False,
        update_personas: Annotated[bool, argument("Also change personas and alternatives that exist already.")] = False,
        expected_revision: Annotated[int | None, argument("The revision that you saw (0: none), to be refused when it moved.")] = None,
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Bring a network to what a file says: an upsert by key, created where there is none."""

        @way_to(import_preview if dry_run else network_import)
        def run(library: Library, caller: Caller) -> ImportPreview | Saved:
            wanted = Import(
                document=uploaded(library, document, format),
                prune=prune,
                update_personas=update_personas,
                expected=expected_revision,
                reason=reason,
            )
            if dry_run:
                return preview(import_preview(library, caller, wanted))
            return network_import(library, caller, wanted, idempotency_key)

        return await answered(info, info.context.ask(run), lambda done: _network_edited(done) if isinstance(done, Saved) else done)

    @answer(PersonaResult)
    async def persona_put(
        self,
        info: Info,
        key: Annotated[str, argument("Which persona; a new one is created where there is none.")],
        persona: Annotated[PersonaInput, argument("What to set.")],
        rename_to: Annotated[str | None, argument("Another key from now on.")] = None,
        expected_revision: DirectoryExpected = None,
        idempotency_key: Repeat = None,
    ) -> object:
        """Create a persona, or change it."""
        put = EntryPut(key=key, fields=given(persona), to=rename_to, expected=expected_revision)

        def saved(result: DirectorySaved) -> PersonaSaved:
            value = result.directory.persona_by_key[rename_to or key]
            return PersonaSaved(**_directory_edited(result), persona=people.persona(value))

        return await answered(info, info.context.ask(directories.persona_put, put, idempotency_key), saved)

    @answer(EntryDeleteResult)
    async def persona_delete(
        self,
        info: Info,
        key: Annotated[str, argument("Which persona.")],
        expected_revision: DirectoryExpected = None,
        idempotency_key: Repeat = None,
    ) -> object:
        """Remove a persona that no outcome is tagged with; one that is can be archived."""
        call = info.context.ask(directories.persona_delete, key=key, expected=expected_revision, repeat=idempotency_key)
        return await answered(info, call, lambda result: DirectoryEdited(**_directory_edited(result)))

    @answer(AlternativeResult)
    async def alternative_put(
        self,
        info: Info,
        key: Annotated[str, argument("Which alternative; a new one is created where there is none.")],
        alternative: Annotated[AlternativeInput, argument("What to set.")],
        rename_to: Annotated[str | None, argument("Another key from now on.")] = None,
        expected_revision: DirectoryExpected = None,
        idempotency_key: Repeat = None,
    ) -> object:
        """Create an alternative, or change it."""
        put = EntryPut(key=key, fields=given(alternative), to=rename_to, expected=expected_revision)

        def saved(result: DirectorySaved) -> AlternativeSaved:
            value = result.directory.alternative_by_key[rename_to or key]
            return AlternativeSaved(**_directory_edited(result), alternative=people.alternative(value))

        return await answered(info, info.context.ask(directories.alternative_put, put, idempotency_key), saved)

    @answer(EntryDeleteResult)
    async def alternative_delete(
        self,
        info: Info,
        key: Annotated[str, argument("Which alternative.")],
        expected_revision: DirectoryExpected = None,
        idempotency_key: Repeat = None,
    ) -> object:
        """Remove an alternative that no network uses; never the status quo."""
        call = info.context.ask(directories.alternative_delete, key=key, expected=expected_revision, repeat=idempotency_key)
        return await answered(info, call, lambda result: DirectoryEdited(**_directory_edited(result)))


def _network_edited(saved: Saved) -> NetworkEdited:
    network = Network.of(saved.reading)
    names = network.names
    return NetworkEdited(network=network, changes=[history.change(change, names) for change in saved.changes])


def _directory_edited(saved: DirectorySaved) -> dict[str, Any]:
    """The fields that all payloads about the directory share."""
    return {"directory": Directory(value=saved.directory), "changes": [history.change(change, {}) for change in saved.changes]}
