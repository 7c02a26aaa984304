"""Which files a network can be had as, under `/networks/{id}/{file}`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from valuenet.api.context import Context
from valuenet.documents.source import Format
from valuenet.errors import NotFound
from valuenet.service.imports import network_export, network_sheets
from valuenet.service.networks import network_called
from valuenet.service.reading import Reading
from valuenet.web.diagram_files import DIAGRAM, diagram_file
from valuenet.web.exports import Export, Parameters

_YAML, _JSON, _CSV = "application/yaml", "application/json", "text/csv; charset=utf-8"

_FILES: Mapping[str, tuple[str, Callable[[Context, Reading], str]]] = {
    "network.yaml": (_YAML, lambda context, reading: network_export(context.library, context.caller, reading, Format.YAML)),
    "network.json": (_JSON, lambda context, reading: network_export(context.library, context.caller, reading, Format.JSON)),
    "factors.csv": (_CSV, lambda context, reading: network_sheets(context.library, context.caller, reading).factors),
    "links.csv": (_CSV, lambda context, reading: network_sheets(context.library, context.caller, reading).links),
    "tags.csv": (_CSV, lambda context, reading: network_sheets(context.library, context.caller, reading).tags),
}


def network_file(context: Context, network: str, file: str, query: Parameters) -> Export:
    """The file of a network (its id or key), or `NotFound`. Its tag covers the revisions of the network and of the directory."""
    if file.startswith(DIAGRAM):
        return diagram_file(context, network, file, query)
    if file not in _FILES:
        raise NotFound("file", file, f"ask for one of {', '.join(_FILES)}, or for {DIAGRAM}svg")
    media_type, text = _FILES[file]
    workspace = context.caller.workspace
    reading = context.library.reading(workspace, network_called(context.library, context.caller, network))
    tag = f"{reading.network.id}-{reading.network.revision}-{reading.directory.revision}"
    return Export(tag=tag, media_type=media_type, write=lambda: text(context, reading).encode())
