"""Files under plain addresses: an ETag each, so that whoever has the file does not get it again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TypeVar

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from valuenet.api.waiting import patiently
from valuenet.web.answers import Endpoint
from valuenet.web.name_tag import NameTag
from valuenet.web.signing_in import name_tag_of

Context = TypeVar("Context")

Parameters = Sequence[tuple[str, str]]
"""The parameters of an address, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an address asks for: the parts of its path, its parameters, and whether a person asks, with a browser."""

    path: Mapping[str, str]
    query: Parameters
    browser: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file that can be had: `tag` (printable ASCII, no quotes) changes with its bytes; `write` makes them when they are needed.

    `subject` tells the trail of what it is. `policy` is a content security policy of its own, for files that browsers show;
    `name` is that of a file which they save.
    A page that says what is wrong with the address has a `status` of its own, and no tag.
    """

    subject: str
    tag: str
    media_type: str
    write: Callable[[], bytes]
    policy: str = ""
    name: str = ""
    status: int = 200

    @property
    def is_kept(self) -> bool:
        """Whether it is taken away, to be kept; pages and pictures are looked at."""
        return not self.media_type.startswith(("text/html", "image/"))

    @property
    def stands_alone(self) -> bool:
        """Whether it is a page, and not a picture that pages may show in a frame."""
        return self.media_type.startswith("text/html") and "frame-ancestors 'none'" in self.policy


Exports = Callable[[Context, Asked], Export]
"""The file that is asked for; `NotFound` where there is none, `NotYet` where there is one in a moment. May block."""

WRITERS = 16
"""Files that are written at once; in threads of their own, so that slow ones do not keep short questions waiting."""


def export_endpoint(context: Callable[[HTTPConnection], Context], exports: Exports[Context], writers: ThreadPoolExecutor) -> Endpoint:
    """Answers an address: 200 with the file, or 304 for whoever names its tag in If-None-Match."""

    async def export(request: Request) -> Response:
        found = await patiently(asyncio.to_thread, exports, context(request), _asked(request))
        if found.stands_alone and (tag := await name_tag_of(request)):
            found = _worn(tag, found)
        headers = _headers(found)
        if found.tag and headers["etag"] in _tags(request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        body = await asyncio.get_running_loop().run_in_executor(writers, found.write)
        return Response(body, found.status, headers, found.media_type)

    return export


def _worn(tag: NameTag, page: Export) -> Export:
    """The same page with a name tag."""
    return replace(page, tag=tag.etag(page.tag), write=lambda: tag.on(page.write()), policy=tag.allowed_by(page.policy))


def _asked(request: Request) -> Asked:
    browser = "text/html" in request.headers.get("accept", "")
    return Asked(path=request.path_params, query=request.query_params.multi_items(), browser=browser)


def _headers(found: Export) -> dict[str, str]:
    headers = {"cache-control": "private, no-cache", "vary": "Accept"}
    if found.tag:
        headers["etag"] = f'"{found.tag}"'
    if found.policy:
        headers["content-security-policy"] = found.policy
    if found.name:
        headers["content-disposition"] = f'attachment; filename="{found.name}"'
    return headers


def _tags(if_none_match: str) -> set[str]:
    """The tags that a client has; weak ones count, as they do for GET."""
    return {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
