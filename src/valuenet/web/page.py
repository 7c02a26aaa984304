"""The page that a browser gets: what this is, where it is asked, first queries to paste, and the whole schema."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question in words, and the query that asks it."""

    question: str
    query: str


FIRST_QUERIES = (
    Example(
        question="What do the CFO and the facilities manager care about, and why does it follow from what we do?",
        query="""\
query Meeting {
  outcomes(desiredBy: { anyOf: ["cfo", "facilities"] }, first: 10) {
    nodes {
      title
      network { name }
      why { sentence }
      desiredBy(personas: ["cfo", "facilities"]) {
        persona { name }
        importance
        why
      }
    }
  }
}""",
    ),
    Example(
        question="What do I bring to a meeting with the two of them: what first, why that, what to say and to ask?",
        query="""\
query Brief {
  brief(personas: ["cfo", "facilities"]) {
    shared { title }
    pages {
      name
      points {
        title
        because { points because }
        words { say questions }
      }
    }
  }
}""",
    ),
    Example(
        question="What is still unfinished in this network?",
        query="""\
query Unfinished {
  network(id: "value-focused-culture") {
    name
    revision
    findings {
      severity
      message
      remedy
      about { key }
    }
  }
}""",
    ),
    Example(
        question="Which circles is the customer caught in, and what would break them?",
        query="""\
query Circles {
  network(id: "mediocrity-merry-go-round") {
    name
    loops {
      name
      vicious
      outcomes { title }
      brokenBy { cause { title } effect { title } }
    }
  }
}""",
    ),
)
"""Queries that work as they stand; they ask about the example networks, and answer null where those were not loaded."""


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
    return f"<figure><figcaption>{question}</figcaption>{code}</figure>"
