"""Networks as files: look at what an import would do, do it, and write a network out again."""

from __future__ import annotations

from dataclasses import dataclass

from valuenet.documents.document import Document
from valuenet.documents.importing import Plan, plan
from valuenet.documents.reading import examined
from valuenet.documents.source import Format
from valuenet.documents.spreadsheets import Sheets, sheets
from valuenet.documents.writing import write
from valuenet.errors import NotFound, StaleRevision
from valuenet.model.access import Action
from valuenet.model.ids import NetworkId
from valuenet.model.network import Network
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.networks import Saved, Step, check_reason, replayed, save
from valuenet.service.reading import Reading
from valuenet.service.repeats import once, request
from valuenet.service.rights import needs
from valuenet.store.protocol import DirectorySave


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """A document to bring a network to. It is an upsert by key; `prune` also removes what the document lacks, `update_personas`
    also changes personas and alternatives that exist; a network that is not at the `expected` revision is left alone."""

    document: Document
    prune: bool = False
    update_personas: bool = False
    expected: int | None = None
    reason: str = ""


def uploaded(library: Library, text: str | bytes, format: Format) -> Document:
    """The document that a text holds, within the bounds, with its problems; `InvalidDocument` where nothing can be understood."""
    return examined(text, format=format, bounds=library.bounds)


@needs(Action.READ)
def import_preview(library: Library, caller: Caller, wanted: Import) -> Plan:
    """What an import would change, or `InvalidDocument` with everything that is wrong; nothing is saved."""
    return _planned(library, caller, wanted)[0]


@needs(Action.EDIT)
def network_import(library: Library, caller: Caller, wanted: Import, repeat: str | None = None) -> Saved:
    """Bring a network to what a document says, in one atomic change; a document without differences makes no revision."""
    asked = request(repeat, "network_import", wanted)
    check_reason(wanted.reason)

    def change() -> Saved:
        planned, current = _planned(library, caller, wanted)
        step = Step(
            network=planned.network,
            expected=current.revision if current else 0,
            changes=planned.changes,
            directory=planned.directory,
            directory_save=DirectorySave(directory=planned.directory, changes=planned.directory_changes)
            if planned.directory_changes
            else None,
            reason=wanted.reason,
        )
        return save(library, caller, step, asked)

    return once(library, caller, asked, change, lambda body: replayed(library, caller, body), again=wanted.expected is None)


def network_export(reading: Reading, format: Format) -> str:
    """A network as a canonical file: importing it changes nothing."""
    return write(reading.network, reading.directory, format)


def network_sheets(reading: Reading) -> Sheets:
    """A network as the sheets Factors, Links and Tags."""
    return sheets(reading.network, reading.directory)


def _planned(library: Library, caller: Caller, wanted: Import) -> tuple[Plan, Network | None]:
    """The plan of an import, and the network as it is before it."""
    directory = library.directory(caller.workspace)
    current = _current(library, caller, wanted.document.key)
    if wanted.expected is not None and (revision := current.revision if current else 0) != wanted.expected:
        raise StaleRevision(wanted.document.key, wanted.expected, revision)
    planned = plan(
        wanted.document,
        current,
        directory,
        at=library.clock(),
        bounds=library.bounds,
        prune=wanted.prune,
        update_personas=wanted.update_personas,
    )
    return planned, current


def _current(library: Library, caller: Caller, key: str) -> Network | None:
    found = library.store.network_ids(caller.workspace, [key])
    if key not in found:
        return None
    try:
        return library.reading(caller.workspace, NetworkId(found[key])).network
    except NotFound:
        return None
