"""The name tag: a line on every page that says who is signed in, with a button to sign out. Without signing in there is none."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from html import escape
from pathlib import Path

from starlette.responses import HTMLResponse, Response

from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.workspaces import workspace
from valuenet.web.sign_in_page import SIGN_OUT

_STYLE = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = "content-security-policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTag:
    """Who somebody is, in which role and where, as pages say it."""

    name: str
    role: str
    workspace: str

    def on(self, page: bytes) -> bytes:
        """The page with the name tag in it."""
        styled = page.replace(b"</head>", f"<style>{_STYLE}</style>\n</head>".encode(), 1)
        return styled.replace(b"<body>", f"<body>\n{self._shown()}".encode(), 1)

    def allowed_by(self, policy: str) -> str:
        """A content security policy that also allows the style of the name tag, and its form."""
        return policy.replace("style-src ", f"style-src 'sha256-{_DIGEST}' ", 1).replace("form-action 'none'", "form-action 'self'")

    def worn(self, response: Response) -> Response:
        """The answer with the name tag in its page."""
        headers = dict(response.headers) | {_POLICY: self.allowed_by(response.headers[_POLICY])}
        del headers["content-length"]
        return HTMLResponse(self.on(bytes(response.body)), response.status_code, headers)

    def etag(self, tag: str) -> str:
        """The ETag of a page with the name tag in it: a different one for each person."""
        return f"{tag}-{hashlib.sha256(self.on(b'<head></head><body>')).hexdigest()[:16]}" if tag else ""

    def _shown(self) -> str:
        return (
            f'<form class="name-tag" action="{SIGN_OUT}" method="post" aria-label="Signed in">'
            f"<span>Signed in as <strong>{escape(self.name)}</strong>, {escape(self.role)} in {escape(self.workspace)}</span>"
            " <button>Sign out</button></form>"
        )


def name_tag(library: Library, caller: Caller) -> NameTag:
    """The name tag of a caller."""
    return NameTag(name=caller.actor.name, role=caller.role, workspace=workspace(library, caller).name)
