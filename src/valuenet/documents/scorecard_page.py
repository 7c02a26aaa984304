"""A scorecard as one HTML page without scripts: to be read on a screen, every figure opening to what it is made of, and printed on A4."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from valuenet.documents.scorecard_figures import Line, expansion
from valuenet.documents.scorecard_parts import Block, Item, Section
from valuenet.documents.scorecard_telling import answers, closing, occasion, sections
from valuenet.value.scorecard import Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class Charts:
    """The pictures of a scorecard, each a whole SVG text; empty where there is none."""

    waterfall: str = ""
    range: str = ""
    tornado: str = ""


NO_CHARTS = Charts()


def page(card: Scorecard, charts: Charts = NO_CHARTS) -> str:
    """The whole page, with the charts where they belong."""
    title = escape(card.name)
    head = [f"<h1>{title}</h1>", f'<p class="occasion">{escape(occasion(card))}</p>']
    short = ['<section class="answers">', *map(_answer, answers(card)), "</section>"]
    body = [part for section in sections(card) for part in _section(section, charts)]
    foot = f"<footer><p>{escape(closing(card))}</p></footer>"
    return "\n".join([_head(title), "<main>", *head, *short, *body, foot, "</main>", "</body>", "</html>", ""])


@cache
def policy() -> str:
    """The content security policy of such a page: its own style, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@cache
def _style() -> str:
    return Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


def _head(title: str) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_style()}</style>\n</head>\n<body>"
    )


def _answer(one: Line) -> str:
    said = f'<span class="label">{escape(one.label)}</span><strong>{escape(one.shown)}</strong><span class="note">{escape(one.note)}</span>'
    return f"<details><summary>{said}</summary>{_expanded(one)}</details>"


def _section(part: Section, charts: Charts) -> Iterator[str]:
    yield f"<section>\n<h2>{escape(part.title)}</h2>"
    for block in part.blocks:
        yield from _block(block, charts)
    yield "</section>"


def _block(block: Block, charts: Charts) -> Iterator[str]:
    picture = getattr(charts, block.chart) if block.chart else ""
    if block == Block(chart=block.chart) and not picture:
        return
    yield '<div class="block">'
    if block.heading:
        yield f"<h3>{escape(block.heading)}</h3>"
    if block.said:
        yield f'<p class="said">{escape(block.said)}</p>'
    if block.lines:
        yield _figures(block.lines)
    if picture:
        yield f"<figure>{picture}</figure>"
    if block.items:
        yield f'<ul class="items">{"".join(map(_item, block.items))}</ul>'
    yield "</div>"


def _item(item: Item) -> str:
    mark = f' <span class="mark">{escape(item.mark)}</span>' if item.mark else ""
    said = f"<p>{escape(item.said)}</p>" if item.said else ""
    return f'<li><p class="title">{escape(item.title)}{mark}</p>{said}{_figures(item.lines) if item.lines else ""}</li>'


def _figures(lines: Iterable[Line]) -> str:
    return f'<div class="figures">{"".join(map(_figure, lines))}</div>'


def _figure(one: Line) -> str:
    """A figure that opens to what it is made of."""
    shown = f'<span class="label">{escape(one.label)}</span><span class="amount">{escape(one.shown)}</span>'
    note = f'<span class="note">{escape(one.note)}</span>'
    return f"<details><summary>{shown}{note}</summary>{_expanded(one)}</details>"


def _expanded(one: Line) -> str:
    """What the figure, and every other that is shown in the same place, is made of."""
    lists = []
    for figure in (one.figure, *one.others):
        pairs = "".join(f"<dt>{escape(label)}</dt><dd>{escape(told)}</dd>" for label, told in expansion(figure))
        lists.append(f"<dl>{pairs}</dl>")
    return f'<div class="made">{"".join(lists)}</div>'
