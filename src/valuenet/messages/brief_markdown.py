"""A brief as Markdown, for a wiki, a chat or a mail: headings and lists, nothing that a reader cannot do without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

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

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])|^(\s*)([-+]|\d+[.)])(?=\s)")


def markdown(brief: Brief, comments: Sequence[Comment] = ()) -> str:
    """The brief as a Markdown document, and what was said about it; texts of people are escaped."""
    parts = [
        f"# Brief: {_plain(brief.title)}",
        _plain(" · ".join(occasion(brief))),
        _plain(attending(brief)),
        *_room(brief),
        *(part for page in brief.pages for part in _page(page)),
        *_people(brief),
        *_listed("## What was said about this plan", map(comment_sentence, comments)),
        "---",
        *(f"*{_plain(said)}*" for said in closing(brief)),
    ]
    return "\n\n".join(parts) + "\n"


def _room(brief: Brief) -> Iterator[str]:
    if brief.shared:
        yield f"## {shared_heading(brief)}"
    for point in brief.shared:
        note = shared_note(point)
        yield "\n".join([f"**{_plain(point.title)}**{f' ({note})' if note else ''}", "", *_rows(shared_rows(point))])
    if rows := list(only_rows(brief)):
        yield "\n".join(["**And what only one of them wants**", "", *_rows(rows)])
    yield from _listed("## What they told us that they lack", map(gap_sentence, brief.gaps))


def _page(page: Page) -> Iterator[str]:
    yield f"## {_plain(page.name)}"
    yield f"*{_plain(' · '.join(role(page)))}*"
    if rows := list(page_rows(page)):
        yield "\n".join(_rows(rows))
    if not page.points and not page.troubles:
        yield NOTHING
    for point in in_full(page):
        yield from _point(point)
    if points := also(page):
        rest = [f"- {unlisted(page)}"] if page.unlisted else []
        yield "\n".join(["### Also, in this order", "", *map(_named, points), *rest])
    if points := later(page):
        yield "### Once credible with them: they do not see these coming"
        for point in points:
            yield from _point(point) if point.words is not None else [_named(point)]
    if page.troubles:
        yield "### What they live with today"
        for point in page.troubles:
            yield from _point(point)
    if page.cautions:
        said = (f"- **{caution_label(one)}:** {_plain(caution_sentence(one))}" for one in page.cautions)
        yield "\n".join(["### Avoid, or be ready for", "", *said])
    yield from _listed("### Record afterwards", map(record_sentence, page.record))


def _people(brief: Brief) -> Iterator[str]:
    absent = (f"{one.persona} ({one.level}): {absent_sentence(one)}" for one in brief.absent)
    yield from _listed("## Who is not in the room yet", absent)
    yield from _listed("## What an executive comes for", (f"{what} ({who})" for who, what in executive_sentences(brief)))


def _point(point: Point) -> Iterator[str]:
    yield f"### {point.place}. {_plain(point.title)}"
    yield "\n".join([f"*{_plain(' · '.join(marks(point)))}*", "", *_rows(point_rows(point))])


def _named(point: Point) -> str:
    why = f": {point.why}" if point.why else ""
    return f"- {point.place}\\. **{_plain(point.title)}** ({_plain(', '.join(marks(point)))}){_plain(why)}"


def _rows(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        label = f"- **{_plain(row.label)}**{f' ({row.note})' if row.note else ''}"
        if len(row.texts) == 1:
            yield f"{label}: {_plain(row.texts[0])}"
        else:
            yield f"{label}:"
            yield from (f"  - {_plain(text)}" for text in row.texts)


def _listed(heading: str, sentences: Iterable[str]) -> Iterator[str]:
    lines = [f"- {_plain(sentence)}" for sentence in sentences]
    if lines:
        yield "\n".join([heading, "", *lines])


def _plain(text: str) -> str:
    """A text on one line that Markdown takes as it stands."""
    line = " ".join(text.split("\n"))
    return _SPECIAL.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", line)
