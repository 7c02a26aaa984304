"""The page that tells a person with a browser why there is nothing to see, and where to go on."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from html import escape
from http import HTTPStatus
from pathlib import Path
from string import Template

from starlette.responses import HTMLResponse, Response

_HEADINGS = {403: "This is not for you to see", 404: "There is nothing here", 503: "Not at the moment"}
_AGAIN, _HOME = '<a class="go" href="">Try again</a>', '<a class="go" href="/">To the front page</a>'


def failure_page(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """The page for one failure; what may go better in a moment can be tried again."""
    own = "" if message == HTTPStatus(status).phrase else f'<p class="message">{escape(message[:1].upper() + message[1:].rstrip("."))}.</p>'
    text = _template().substitute(
        heading=_HEADINGS.get(status, "This did not work"),
        style=_style(),
        message=own,
        ways=f"{_AGAIN if status >= 500 else ''}{_HOME}",
    )
    return HTMLResponse(text, status, {**_headers(), **(headers or {})})


@cache
def _headers() -> Mapping[str, str]:
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    return {"cache-control": "no-store", "vary": "Accept", "content-security-policy": policy}


@cache
def _style() -> str:
    return Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


@cache
def _template() -> Template:
    return Template(Path(__file__).with_suffix(".html").read_text(encoding="utf-8"))
