"""The front page: what this is, where it is asked, first queries, and the whole schema."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from valuenet.web.examples import FIRST_QUERIES, Example


class Page:
    """The page for one schema."""

    def __init__(self, sdl: str) -> None:
        folder = Path(__file__).parent
        style = (folder / "page.css").read_text(encoding="utf-8")
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        self._template = Template((folder / "page.html").read_text(encoding="utf-8"))
        self._parts = {"style": style, "sdl": escape(sdl), "examples": "\n".join(_example(example) for example in FIRST_QUERIES)}
        self._headers = {
            "content-security-policy": f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
            "form-action 'none'; frame-ancestors 'none'",
            "cache-control": "no-cache",
            "vary": "Accept",
        }

    def answer(self, request: Request) -> Response:
        """The page as it reads at the address of this request."""
        address = escape(f"{request.url.scheme}://{request.url.netloc}/graphql")
        return HTMLResponse(self._template.substitute(self._parts, address=address), headers=self._headers)


def _example(example: Example) -> str:
    question = escape(example.question)
    code = f'<pre tabindex="0" aria-label="Query: {question}"><code>{escape(example.query)}</code></pre>'
    link = f'<a href="/graphql#query={quote(example.query, safe="")}" aria-label="Ask it: {question}">Ask it</a>'
    return f"<figure><figcaption>{question}</figcaption>{code}<p>{link}</p></figure>"
