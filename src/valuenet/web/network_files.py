"""Which files a network can be had as, under `/networks/{id}/{file}`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from valuenet.api.context import Context
from valuenet.documents.matrix_sheet import matrix_csv, matrix_workbook, messages_csv
from valuenet.documents.source import Format
from valuenet.errors import InvalidQuestion, NotFound, Problem
from valuenet.service.imports import network_export, network_sheets
from valuenet.service.knowledge import Knowledge, knowledge
from valuenet.service.questions import network_read
from valuenet.service.reading import Reading
from valuenet.web.diagram_files import DIAGRAM, diagram_file, subject_of
from valuenet.web.exports import Asked, Export, Parameters

NETWORK_FILE = "/networks/{network}/{file}"

_LEAST, _DIGITS = "minRevision", 9

_YAML, _JSON, _CSV = "application/yaml", "application/json", "text/csv; charset=utf-8"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_FILES: Mapping[str, tuple[str, Callable[[Reading], str]]] = {
    "network.yaml": (_YAML, lambda reading: network_export(reading, Format.YAML)),
    "network.json": (_JSON, lambda reading: network_export(reading, Format.JSON)),
    "factors.csv": (_CSV, lambda reading: network_sheets(reading).factors),
    "links.csv": (_CSV, lambda reading: network_sheets(reading).links),
    "tags.csv": (_CSV, lambda reading: network_sheets(reading).tags),
}
"""What is made from a network alone."""

_SHEETS: Mapping[str, tuple[str, Callable[[Knowledge], bytes]]] = {
    "messages.csv": (_CSV, lambda known: messages_csv(known.matrix).encode()),
    "messages.xlsx": (_XLSX, lambda known: matrix_workbook(known.matrix, known.reading.network)),
    "matrix.csv": (_CSV, lambda known: matrix_csv(known.matrix).encode()),
}
"""What is made from a network and everything that is recorded about it: files to save, and to go on with elsewhere."""


def network_file(context: Context, asked: Asked) -> Export:
    """The file of a network (its id or key), or `NotFound`. Its tag covers the revisions of all that it is made from.

    `minRevision` among the parameters of any: what is made of an earlier one is `NotYet`.
    """
    file = asked.path["file"]
    if not (file in _FILES or file in _SHEETS or file.startswith(DIAGRAM)):
        raise NotFound("file", file, f"ask for one of {', '.join((*_FILES, *_SHEETS))}, or for {DIAGRAM}svg")
    reading = network_read(context.library, context.caller, asked.path["network"], _least(asked.query))
    if file.startswith(DIAGRAM):
        return diagram_file(context, reading, file, [(name, value) for name, value in asked.query if name != _LEAST])
    if file in _SHEETS:
        return _sheet(context, reading, file)
    media_type, text = _FILES[file]
    tag = f"{reading.network.id}-{reading.network.revision}-{reading.directory.revision}"
    return Export(subject=subject_of(reading), tag=tag, media_type=media_type, write=lambda: text(reading).encode())


def _sheet(context: Context, reading: Reading, file: str) -> Export:
    library, caller = context.library, context.caller
    revision = library.store.state(caller.workspace).revision  # before what it is made from is read: what comes later has another tag
    media_type, written = _SHEETS[file]
    return Export(
        subject=subject_of(reading),
        tag=f"{reading.network.id}-{revision}",
        media_type=media_type,
        write=lambda: written(knowledge(library, caller, reading.network.id)),
        name=f"{reading.network.key}-{file}",
    )


def _least(query: Parameters) -> int | None:
    """The revision of the network that will do, or a later one; any where none is given."""
    given = [value for name, value in query if name == _LEAST]
    if not given:
        return None
    if len(given) > 1 or not (given[0].isascii() and given[0].isdecimal() and len(given[0]) <= _DIGITS):
        said = f"is {', '.join(given)[:60]!r}"
        raise InvalidQuestion([Problem(path=_LEAST, code="NOT_UNDERSTOOD", message=said, remedy="give one revision, such as 7")])
    return int(given[0])
