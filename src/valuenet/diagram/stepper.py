"""A build-up as one HTML file, to be opened anywhere without a network and stepped through with the arrow keys."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from string import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One step: what to say, and the finished SVG to show."""

    title: str
    sentence: str
    svg: bytes


def stepper(slides: Sequence[Slide], *, title: str) -> bytes:
    """The page that shows the slides one at a time; without scripts, and on paper, it shows them one after the other."""
    style, script = _file("css"), _file("js")
    count = len(slides)
    shown = "\n".join(_slide(slide, number, count) for number, slide in enumerate(slides, 1))
    page = Template(_file("html")).substitute(
        title=escape(title),
        policy=policy(),
        style=style,
        script=script,
        slides=shown,
        count=count,
    )
    return page.encode()


@cache
def policy() -> str:
    """The content security policy of such a page: its own style and its own script, and nothing else."""
    return (
        f"default-src 'none'; style-src '{_digest(_file('css'))}'; script-src '{_digest(_file('js'))}'; base-uri 'none'; form-action 'none'"
    )


def _slide(slide: Slide, number: int, count: int) -> str:
    return (
        f'<section class="slide" id="step-{number}" aria-roledescription="step" aria-label="Step {number} of {count}">\n'
        f"<header><h2>{escape(slide.title)}</h2>\n<p>{escape(slide.sentence)}</p></header>\n"
        f'<div class="picture">{slide.svg.decode()}</div>\n</section>'
    )


@cache
def _file(suffix: str) -> str:
    return Path(__file__).with_suffix(f".{suffix}").read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
