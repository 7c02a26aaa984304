"""The page on which a person signs in with a browser: what this is, one field, one button; and the way back to where they wanted to go."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, Response

SIGN_IN = "/sign-in"
SIGN_OUT = "/sign-out"
HOME = "/"

NO_MORE = "You are not signed in any more."

_WAY = re.compile(r"/[!-\[\]-~]{0,3999}")
_HEADERS = {
    "cache-control": "no-store",
    "vary": "Accept",
    "content-security-policy": "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
}


class SignInPage:
    """The page of a service; `issuer` is the provider whose access tokens sign people in too, where there is one."""

    def __init__(self, issuer: str = "") -> None:
        self._also = f", or an access token of {escape(issuer)}" if issuer else ""

    def answer(
        self, way: str, *, status: int = 200, wrong: str = "", headers: Mapping[str, str] | None = None, again: bool = False
    ) -> Response:
        """The page that leads to `way`. `wrong`: what was wrong with the last answer; `again`: the browser asks once more by itself."""
        text = _template().substitute(
            style=_style(),
            way=escape(way),
            also=self._also,
            wrong=f'<p class="wrong" role="alert" id="wrong">{escape(wrong)}</p>' if wrong else "",
            invalid=' aria-invalid="true"' if wrong else "",
            described="token-note wrong" if wrong else "token-note",
            again=f'<meta http-equiv="refresh" content="0; url={SIGN_IN}?way={quote(way, safe="")}">' if again else "",
        )
        return HTMLResponse(text, status, {**_headers(), **(headers or {})})

    def instead(self, connection: HTTPConnection, *, wrong: str, headers: Mapping[str, str]) -> Response:
        """The page in place of what nobody who is known has asked for.

        A browser that follows a link from elsewhere sends no cookie: it asks once more, as for a page of ours, and whoever
        is signed in does not notice.
        """
        said = connection.headers.get
        again = (said("sec-fetch-site"), said("sec-fetch-mode")) == ("cross-site", "navigate")
        return self.answer(_wanted(connection), status=401, wrong=wrong, headers=headers, again=again)


def is_for_a_person(connection: HTTPConnection) -> bool:
    """Whether a browser asks for a page."""
    return connection.scope.get("method") in {"GET", "HEAD"} and "text/html" in connection.headers.get("accept", "")


def way_to(text: str) -> str:
    """Where to go on to: an address that is certainly one of this service, else its front page."""
    path = text.partition("?")[0]
    return text if _WAY.fullmatch(text) and "//" not in path and path not in {SIGN_IN, SIGN_OUT} else HOME


def _wanted(connection: HTTPConnection) -> str:
    path, query = connection.scope.get("raw_path") or b"/", connection.scope["query_string"]
    return way_to((path + b"?" + query if query else path).decode("latin-1"))


@cache
def _headers() -> Mapping[str, str]:
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return {name: text.format(digest) for name, text in _HEADERS.items()}


@cache
def _style() -> str:
    return Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


@cache
def _template() -> Template:
    return Template(Path(__file__).with_suffix(".html").read_text(encoding="utf-8"))
