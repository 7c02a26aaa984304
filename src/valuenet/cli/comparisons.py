"""Networks that stand side by side, each from the store or from a file alone, and what differs between them."""

from __future__ import annotations

import os
from dataclasses import replace

from valuenet.cli.files import document
from valuenet.cli.refusals import Refusal, told
from valuenet.documents.comparing import Difference, differences
from valuenet.documents.document import Document
from valuenet.documents.importing import plan
from valuenet.documents.reading import examined
from valuenet.documents.source import Format
from valuenet.documents.writing import write
from valuenet.errors import InvalidDocument
from valuenet.model.bounds import Bounds
from valuenet.model.changes import difference
from valuenet.model.directory import THE_STATUS_QUO, Directory
from valuenet.model.ids import LOCAL
from valuenet.service.library import now
from valuenet.service.reading import Reading
from valuenet.settings import default_store, settings


def file_reading(name: str, directory: Directory | None = None) -> Reading:
    """The network in a file: its personas and alternatives are those that the file lists, and those of a directory, if one is given."""
    limits = bounds()
    alone = directory or Directory(workspace=LOCAL, alternatives=(THE_STATUS_QUO,))
    try:
        planned = plan(document(name, limits), None, alone, at=now(), bounds=limits)
    except InvalidDocument as invalid:
        raise Refusal(told(invalid, name)) from invalid
    return Reading(network=planned.network, directory=planned.directory)


def compared(before: Reading, after: Reading) -> tuple[Difference, ...]:
    """What leads from one network to the other: by identity between revisions of one network, else by key."""
    if before.network.id == after.network.id:
        changes = difference(before.network, after.network, after.directory)
        return differences(changes, before=before.network, after=after.network, directory=after.directory)
    limits = bounds()
    planned = plan(_stated(after, limits), before.network, before.directory, at=now(), bounds=limits, prune=True, update_personas=True)
    changes = (*planned.directory_changes, *planned.changes)
    return differences(changes, before=before.network, after=planned.network, directory=planned.directory)


def bounds() -> Bounds:
    """The bounds that the environment sets, whatever it says of a store."""
    return settings(os.environ, store=default_store()).bounds


def _stated(reading: Reading, bounds: Bounds) -> Document:
    """A network as the document that states it."""
    text = write(reading.network, reading.directory, Format.JSON)
    return examined(text, format=Format.JSON, bounds=replace(bounds, document_bytes=len(text.encode())))
