"""A brief as one HTML page without scripts: to be read on a phone, and printed on A4, a sheet for each persona."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path

from valuenet.messages.brief_parts import Brief, Page, Point
from valuenet.messages.brief_telling import (
    NOTHING,
    absent_sentence,
    also,
    attending,
    caution_label,
    caution_sentence,
    closing,
    comment_sentence,
    executive_sentences,
    gap_sentence,
    in_full,
    later,
    occasion,
    only_rows,
    page_rows,
    record_sentence,
    role,
    shared_heading,
    shared_note,
    shared_rows,
    unlisted,
)
from valuenet.messages.point_telling import Row, marks, point_rows
from valuenet.model.call_plan import Comment

_CLASSES = {"Say": "say", "Rank": "rank"}
"""What stands beside these labels is set in a way of its own."""


def page(brief: Brief, comments: Sequence[Comment] = ()) -> str:
    """The whole page, and what was said about the brief; several personas have a cover sheet on what they share."""
    title = escape(f"Brief: {brief.title}")
    head = [f"<h1>{title}</h1>", f'<p class="occasion">{escape(" · ".join(occasion(brief)))}</p>', f"<p>{escape(attending(brief))}</p>"]
    around = [*_room(brief), *_people(brief), *_listed("What was said about this plan", map(comment_sentence, comments))]
    sheets = [part for one in brief.pages for part in _sheet(one)]
    foot = ["<footer>", *(f"<p>{escape(said)}</p>" for said in closing(brief)), "</footer>"]
    cover = ['<section class="cover">', *head, *around, *foot, "</section>", *sheets]
    body = cover if len(brief.pages) > 1 and around else [*head, *sheets, *around, *foot]
    return "\n".join([_head(title), "<main>", *body, "</main>", "</body>", "</html>", ""])


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


def _room(brief: Brief) -> Iterator[str]:
    if brief.shared:
        yield f"<h3>{shared_heading(brief)}</h3>"
    for point in brief.shared:
        note = shared_note(point)
        heading = f"{escape(point.title)}{_marked([note] if note else [])}"
        yield f'<div class="shared"><h4>{heading}</h4>{_rows(shared_rows(point), "people")}</div>'
    if rows := list(only_rows(brief)):
        yield f"<h3>What only one of them wants</h3>\n{_rows(rows, 'people')}"
    yield from _listed("What they told us that they lack", map(gap_sentence, brief.gaps))


def _people(brief: Brief) -> Iterator[str]:
    absent = (f"{one.persona} ({one.level}): {absent_sentence(one)}" for one in brief.absent)
    yield from _listed("Who is not in the room yet", absent)
    yield from _listed("What an executive comes for", (f"{what} ({who})" for who, what in executive_sentences(brief)))


def _sheet(one: Page) -> Iterator[str]:
    yield f'<section class="sheet">\n<h2>{escape(one.name)}</h2>\n<p class="role">{escape(" · ".join(role(one)))}</p>'
    if rows := list(page_rows(one)):
        yield _rows(rows)
    if not one.points and not one.troubles:
        yield f"<p>{NOTHING}</p>"
    yield from (_point(point) for point in in_full(one))
    if points := also(one):
        rest = f"<li><span></span><span>{escape(unlisted(one))}</span></li>" if one.unlisted else ""
        yield f'<h3>Also, in this order</h3>\n<ul class="named">{"".join(map(_named, points))}{rest}</ul>'
    if points := later(one):
        yield "<h3>Once credible with them: they do not see these coming</h3>"
        yield from (_point(point, "point later") for point in points if point.words is not None)
        if named := [point for point in points if point.words is None]:
            yield f'<ul class="named">{"".join(map(_named, named))}</ul>'
    if one.troubles:
        yield "<h3>What they live with today</h3>"
        yield from (_point(point) for point in one.troubles)
    if one.cautions:
        said = (f"<li><strong>{caution_label(each)}:</strong> {escape(caution_sentence(each))}</li>" for each in one.cautions)
        yield f'<h3>Avoid, or be ready for</h3>\n<ul class="cautions">{"".join(said)}</ul>'
    yield from _listed("Record afterwards", (_placed(each.place, record_sentence(each)) for each in one.record), "record")
    yield "</section>"


def _point(point: Point, kind: str = "point") -> str:
    said = f"<h4>{escape(point.title)}{_marked(marks(point))}</h4>{_rows(point_rows(point))}"
    return f'<article class="{kind}"><span class="place">{point.place}</span><div>{said}</div></article>'


def _named(point: Point) -> str:
    why = f": {point.why}" if point.why else ""
    said = f'<strong>{escape(point.title)}</strong> <span class="note">{escape(", ".join(marks(point)))}</span>{escape(why)}'
    return f'<li><span class="place">{point.place}</span><span>{said}</span></li>'


def _placed(place: int, sentence: str) -> str:
    return f"{place}. {sentence}" if place else sentence


def _marked(words: Sequence[str]) -> str:
    return "".join(f' <span class="mark">{escape(word)}</span>' for word in words)


def _rows(rows: Iterable[Row], kind: str = "facts") -> str:
    return f'<dl class="{kind}">{"".join(map(_row, rows))}</dl>'


def _row(row: Row) -> str:
    told = escape(row.texts[0]) if len(row.texts) == 1 else f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in row.texts)}</ul>"
    label, note = escape(row.label), f'<span class="note">({escape(row.note)})</span>' if row.note else ""
    if row.label in _CLASSES:
        return f'<dt>{label}{f"<br>{note}" if note else ""}</dt><dd class="{_CLASSES[row.label]}">{told}</dd>'
    return f"<dt>{label}</dt><dd>{told}{f' {note}' if note else ''}</dd>"


def _listed(heading: str, sentences: Iterable[str], kind: str = "") -> Iterator[str]:
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    if items:
        yield f"<h3>{heading}</h3>\n<ul{f' class={chr(34)}{kind}{chr(34)}' if kind else ''}>{items}</ul>"
