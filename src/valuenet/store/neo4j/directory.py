"""A directory as one block of bytes on the root of its workspace: whole reads use only this, as those of a network use its snapshot."""

from __future__ import annotations

import zlib

import orjson

from valuenet.errors import StoreCorrupt
from valuenet.model import plain
from valuenet.model.directory import Alternative, Directory, Persona
from valuenet.model.ids import WorkspaceId
from valuenet.model.vocabulary import ElementKind


def packed_directory(directory: Directory) -> bytes:
    """The snapshot of a directory."""
    record = {"revision": directory.revision, "personas": directory.personas, "alternatives": directory.alternatives}
    return zlib.compress(orjson.dumps(record, option=orjson.OPT_SORT_KEYS), 1)


def unpacked_directory(block: bytes, workspace: WorkspaceId) -> Directory:
    """The directory that a snapshot holds."""
    try:
        record = orjson.loads(zlib.decompress(block))
        personas = [plain.element(ElementKind.PERSONA, entry) for entry in record["personas"]]
        alternatives = [plain.element(ElementKind.ALTERNATIVE, entry) for entry in record["alternatives"]]
        return Directory(
            workspace=workspace,
            revision=record["revision"],
            personas=tuple(entry for entry in personas if isinstance(entry, Persona)),
            alternatives=tuple(entry for entry in alternatives if isinstance(entry, Alternative)),
        )
    except Exception as error:  # whatever is wrong with stored bytes, it is the same error to callers
        raise StoreCorrupt(f"the directory of workspace {workspace} cannot be read ({error}): restore the store from a backup") from error
