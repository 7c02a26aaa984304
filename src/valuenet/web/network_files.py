"""Which files a network can be had as, under `/networks/{id}/{file}`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from valuenet.api.context import Context
from valuenet.documents.matrix_sheet import matrix_csv, matrix_workbook, messages_csv
from valuenet.documents.source import Format
from valuenet.errors import NotFound
from valuenet.service.imports import network_export, network_sheets
from valuenet.service.knowledge import Knowledge, knowledge
from valuenet.service.networks import network_called
from valuenet.service.reading import Reading
from valuenet.web.diagram_files import DIAGRAM, diagram_file, subject_of
from valuenet.web.exports import Asked, Export

NETWORK_FILE = "/networks/{network}/{file}"

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
    """The file of a network (its id or key), or `NotFound`. Its tag covers the revisions of all that it is made from."""
    network, file = asked.path["network"], asked.path["file"]
    if file.startswith(DIAGRAM):
        return diagram_file(context, network, file, asked.query)
    if file in _SHEETS:
        return _sheet(context, network, file)
    if file not in _FILES:
        raise NotFound("file", file, f"ask for one of {', '.join((*_FILES, *_SHEETS))}, or for {DIAGRAM}svg")
    media_type, text = _FILES[file]
    reading = _reading(context, network)
    tag = f"{reading.network.id}-{reading.network.revision}-{reading.directory.revision}"
    return Export(subject=subject_of(reading), tag=tag, media_type=media_type, write=lambda: text(reading).encode())


def _sheet(context: Context, network: str, file: str) -> Export:
    library, caller = context.library, context.caller
    revision = library.store.state(caller.workspace).revision  # before anything is read: what comes later has another tag
    reading = _reading(context, network)
    media_type, written = _SHEETS[file]
    return Export(
        subject=subject_of(reading),
        tag=f"{reading.network.id}-{revision}",
        media_type=media_type,
        write=lambda: written(knowledge(library, caller, reading.network.id)),
        name=f"{reading.network.key}-{file}",
    )


def _reading(context: Context, network: str) -> Reading:
    return context.library.reading(context.caller.workspace, network_called(context.library, context.caller, network))
