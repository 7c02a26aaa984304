"""Networks as plain files: an address each, with an ETag, so that whoever has the file does not get it again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from valuenet.web.answers import Endpoint

Context = TypeVar("Context")


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file that can be had: `tag` (printable ASCII, no quotes) changes with its bytes; `write` makes them when they are needed.

    `policy` is a content security policy of its own, for files that browsers show.
    """

    tag: str
    media_type: str
    write: Callable[[], bytes]
    policy: str = ""


Parameters = Sequence[tuple[str, str]]
"""The parameters of an address, in order."""

Exports = Callable[[Context, str, str, Parameters], Export]
"""(context, id of a network, name of a file such as `network.yaml`, parameters) → the export; `NotFound` where there is none. May block."""

WRITERS = 16
"""Files that are written at once; in threads of their own, so that slow ones do not keep short questions waiting."""


def export_endpoint(context: Callable[[HTTPConnection], Context], exports: Exports[Context]) -> Endpoint:
    """Answers `/networks/{network}/{file}`: 200 with the file, or 304 for whoever names its tag in If-None-Match."""

    writers = ThreadPoolExecutor(WRITERS, thread_name_prefix="export")

    async def export(request: Request) -> Response:
        asked = request.path_params
        found = await asyncio.to_thread(exports, context(request), asked["network"], asked["file"], request.query_params.multi_items())
        etag = f'"{found.tag}"'
        headers = {"etag": etag, "cache-control": "private, no-cache"}
        if found.policy:
            headers["content-security-policy"] = found.policy
        if etag in _tags(request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        body = await asyncio.get_running_loop().run_in_executor(writers, found.write)
        return Response(body, headers=headers, media_type=found.media_type)

    return export


def _tags(if_none_match: str) -> set[str]:
    """The tags that a client has; weak ones count, as they do for GET."""
    return {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
