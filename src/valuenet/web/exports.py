"""Networks as plain files: an address each, with an ETag, so that whoever has the file does not get it again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from valuenet.web.answers import Endpoint

Context = TypeVar("Context")


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file that can be had: `tag` (printable ASCII, no quotes) changes with its bytes; `write` makes them when they are needed."""

    tag: str
    media_type: str
    write: Callable[[], bytes]


Exports = Callable[[Context, str, str], Export]
"""(context, id of a network, name of a file such as `network.yaml`) → the export; `NotFound` where there is none. May block."""


def export_endpoint(context: Callable[[Request], Context], exports: Exports[Context]) -> Endpoint:
    """Answers `/networks/{network}/{file}`: 200 with the file, or 304 for whoever names its tag in If-None-Match."""

    async def export(request: Request) -> Response:
        known = request.headers.get("if-none-match", "")
        asked = request.path_params
        return await asyncio.to_thread(_answer, exports, context(request), asked["network"], asked["file"], known)

    return export


def _answer(exports: Exports[Context], context: Context, network: str, file: str, known: str) -> Response:
    found = exports(context, network, file)
    etag = f'"{found.tag}"'
    headers = {"etag": etag, "cache-control": "private, no-cache"}
    if etag in _tags(known):
        return Response(status_code=304, headers=headers)
    return Response(found.write(), headers=headers, media_type=found.media_type)


def _tags(if_none_match: str) -> set[str]:
    """The tags that a client has; weak ones count, as they do for GET."""
    return {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
