"""F5: a bulk import takes at most twice bare batched inserts of the same rows.

Documents are imported one after the other, each durable by itself; in turns with them, as many networks of the same size
are inserted into the same tables, one transaction each, from rows that are ready. Reading the files is not part of the ratio:
bare inserts have nothing to read. How long it takes is noted beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from benchmarks.figures import Figure, Ratio, side_by_side, taken
from benchmarks.ground import Ground, creation
from benchmarks.workspace import Size, Workspace
from valuenet.documents.document import Document, Stated
from valuenet.documents.reading import examined
from valuenet.documents.source import Format
from valuenet.documents.writing import write
from valuenet.model.bounds import Bounds
from valuenet.model.directory import Directory
from valuenet.model.edits import Describe
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.imports import Import, network_import

BOUND = 2
_DOCUMENTS = 10
"""How many different documents there are; they are imported again under other keys."""


def figures(ground: Ground, size: Size, rounds: int) -> Iterator[Figure]:
    """The whole workspace, in so many rounds."""
    workspace = Workspace(size)
    directory = ground.introduce(workspace)
    importing = _Importing(ground, workspace, directory, max(1, size.networks // (rounds + 2)))
    ours, bare = side_by_side(rounds, importing.imported, importing.inserted)
    importing.check()
    yield Ratio(
        promise="F5",
        store=ground.name,
        what=f"{importing.each} networks of {size.outcomes} outcomes imported",
        baseline="bare batched inserts of as many",
        seconds=ours,
        baseline_seconds=bare,
        bound=BOUND,
        note=f"{importing.networks} networks in all; before that, reading one as JSON takes {importing.reading * 1e3:.0f} ms",
    )


class _Importing:
    """The documents that are imported again and again, and the networks that are inserted beside them."""

    def __init__(self, ground: Ground, workspace: Workspace, directory: Directory, each: int) -> None:
        self.each = each
        self._ground = ground
        self._workspace = workspace
        self._directory = directory
        self._done = 0
        texts = [write(workspace.network(f"source-{number}"), directory, Format.JSON) for number in range(_DOCUMENTS)]
        self._documents: list[Document] = []
        self.reading = taken(lambda: self._documents.extend(_read(text) for text in texts)) / len(texts)

    @property
    def networks(self) -> int:
        """How many networks have been imported and inserted."""
        return self._done

    def imported(self, _: int) -> float:
        wanted = [Import(document=self._document()) for _ in range(self.each)]
        return taken(lambda: [network_import(self._ground.library, LOCAL_CALLER, each) for each in wanted])

    def inserted(self, _: int) -> float:
        return sum(self._inserted() for _ in range(self.each))

    def check(self) -> None:
        size = self._workspace.size
        wanted = self._done * (size.outcomes + size.arrows + size.tags)
        if (rows := self._ground.bare.rows()) != wanted:
            raise AssertionError(f"{rows} outcomes, arrows and tags were written, not {wanted}")

    def _inserted(self) -> float:
        self._done += 1
        network = self._workspace.network(f"inserted-{self._done}")
        statements: Any = self._ground.bare.inserts(creation(self._directory, network))
        return taken(lambda: self._ground.bare.replay(statements))

    def _document(self) -> Document:
        """One of the documents under a key that is new."""
        self._done += 1
        document = self._documents[self._done % len(self._documents)]
        described = Describe(fields={**document.root.value.fields, "key": f"imported-{self._done}"})
        return replace(document, root=Stated(value=described, place=document.root.place, fields=document.root.fields))


def _read(text: str) -> Document:
    return examined(text, format=Format.JSON, bounds=Bounds())
