"""The page where people ask: an editor with questions to start from, the answer, and the schema as a manual; and its files."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from functools import partial
from html import escape
from pathlib import Path
from string import Template

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from valuenet.errors import NotFound
from valuenet.web.examples import FIRST_QUERIES, MORE_REQUESTS, Example
from valuenet.web.exports import Asked, Export

_FOLDER = Path(__file__).parent / "asking"
_SCRIPT = "text/javascript; charset=utf-8"
_TEXT = "text/plain; charset=utf-8"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Styles of single elements are let in: a browser makes them itself where somebody types over coloured words."""


class AskingPage:
    """The page for one schema; `most` is what one request may cost."""

    def __init__(self, sdl: str, most: int) -> None:
        self._template = Template((_FOLDER / "page.html").read_text(encoding="utf-8"))
        self._parts = {
            "style": (_FOLDER / "page.css").read_text(encoding="utf-8"),
            "examples": "\n".join(_example(example) for example in (*FIRST_QUERIES, *MORE_REQUESTS)),
            "most": str(most),
        }
        self._files = _files(sdl)

    def answer(self, _request: Request) -> Response:
        """The page, with a policy that lets in its own files and its own style, told by a number used once."""
        nonce = secrets.token_urlsafe(16)
        headers = {"content-security-policy": _POLICY.format(nonce=nonce), "cache-control": "no-store", "vary": "Accept"}
        return HTMLResponse(self._template.substitute(self._parts, nonce=nonce), headers=headers)

    def file(self, _context: object, asked: Asked) -> Export:
        """One of the files that the page consists of; `NotFound` for any other name."""
        found = self._files.get(asked.path["file"])
        if found is None:
            raise NotFound("file", asked.path["file"], f"there are {', '.join(self._files)}")
        return found


def _files(sdl: str) -> Mapping[str, Export]:
    """By its name, every file beside the page."""
    scripts = {path.name: _file(path.read_bytes(), _SCRIPT) for path in sorted(_FOLDER.glob("*.js"))}
    licences = (_FOLDER / "editor.licences.txt").read_bytes()
    return {**scripts, "editor.licences.txt": _file(licences, _TEXT), "schema.graphql": _file(sdl.encode(), _TEXT)}


def _file(content: bytes, media_type: str) -> Export:
    return Export(tag=hashlib.sha256(content).hexdigest()[:32], media_type=media_type, write=partial(bytes, content))


def _example(example: Example) -> str:
    request = f'data-query="{escape(example.query)}" data-variables="{escape(example.variables)}"'
    return f'<li><button type="button" {request}>{escape(example.question)}</button></li>'
