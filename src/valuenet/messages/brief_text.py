"""A brief as text for a terminal, or for a mail: a paragraph for each thing, nothing wider than the screen."""

from __future__ import annotations

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
from valuenet.messages.phrases import NO_BREAK
from valuenet.messages.point_telling import Row, marks, point_rows
from valuenet.model.call_plan import Comment
from valuenet.model.columns import beside, cells, wrapped

_LABEL = 11
"""How many columns the labels of a point take."""


def text(brief: Brief, comments: Sequence[Comment] = (), *, width: int = 80) -> str:
    """The brief in lines of at most this width, and what was said about it."""
    parts = [
        _opening(brief, width),
        *_shared(brief, width),
        *(part for page in brief.pages for part in _page(page, width)),
        *_people(brief, width),
        *_comments(comments, width),
        ["-" * width, *(line for said in closing(brief) for line in wrapped(said, width))],
    ]
    return "\n\n".join("\n".join(part) for part in parts).replace(NO_BREAK, " ") + "\n"


def _opening(brief: Brief, width: int) -> list[str]:
    return [f"Brief: {brief.title}", ", ".join(occasion(brief)), "", *wrapped(attending(brief), width)]


def _shared(brief: Brief, width: int) -> Iterator[list[str]]:
    if brief.shared:
        yield [_heading(shared_heading(brief), width)]
    for point in brief.shared:
        note = shared_note(point)
        title = f"{point.title} [{note}]" if note else point.title
        yield [*_under("*", title, width), *_rows(shared_rows(point), width)]
    if rows := list(only_rows(brief)):
        yield ["And what only one of them wants", *_rows(rows, width)]
    if brief.gaps:
        yield [_heading("What they told us that they lack", width)]
        yield [line for gap in brief.gaps for line in _under("-", gap_sentence(gap), width)]


def _page(page: Page, width: int) -> Iterator[list[str]]:
    yield [_heading(page.name, width, "="), *wrapped(", ".join(role(page)), width), *_rows(page_rows(page), width)]
    if not page.points and not page.troubles:
        yield wrapped(NOTHING, width)
    for point in in_full(page):
        yield _point(point, width)
    if points := also(page):
        lines = [line for point in points for line in _under(f"{point.place}", _named(point), width)]
        yield ["Also, in this order", *lines, *([f"   {unlisted(page)}"] if page.unlisted else [])]
    if points := later(page):
        yield ["Once credible with them: they do not see these coming"]
        yield from (_point(point, width) if point.words else _under(f"{point.place}", _named(point), width) for point in points)
    if page.troubles:
        yield ["What they live with today"]
        yield from (_point(point, width) for point in page.troubles)
    if page.cautions:
        said = [line for one in page.cautions for line in _under("!", f"{caution_label(one)}: {caution_sentence(one)}", width)]
        yield ["Avoid, or be ready for", *said]
    if page.record:
        yield [
            "Record afterwards",
            *(line for one in page.record for line in _under(str(one.place or "-"), record_sentence(one), width)),
        ]


def _people(brief: Brief, width: int) -> Iterator[list[str]]:
    if brief.absent:
        yield [_heading("Who is not in the room yet", width)]
        yield [line for one in brief.absent for line in _under("-", f"{one.persona} ({one.level}): {absent_sentence(one)}", width)]
    if brief.executives:
        yield [_heading("What an executive comes for", width)]
        yield [line for who, what in executive_sentences(brief) for line in _under("-", f"{what} ({who})", width)]


def _comments(comments: Sequence[Comment], width: int) -> Iterator[list[str]]:
    if comments:
        yield [_heading("What was said about this plan", width)]
        yield [line for one in comments for line in _under("-", comment_sentence(one), width)]


def _point(point: Point, width: int) -> list[str]:
    return [*_under(f"{point.place}", f"{point.title} [{', '.join(marks(point))}]", width), *_rows(point_rows(point), width)]


def _named(point: Point) -> str:
    return f"{point.title} [{', '.join(marks(point))}]: {point.why}" if point.why else point.title


def _rows(rows: Iterable[Row], width: int) -> Iterator[str]:
    """Each row beside its label; where there are several texts, each with a dash."""
    pairs = [(row.label if number == 0 else "", _texted(row, text)) for row in rows for number, text in enumerate(row.texts)]
    yield from beside(pairs, indent=3, width=width, column=_LABEL)


def _texted(row: Row, text: str) -> str:
    dash = "- " if len(row.texts) > 1 else ""
    return f"{dash}{text} [{row.note}]" if row.note else f"{dash}{text}"


def _under(mark: str, text: str, width: int) -> list[str]:
    """A text with a mark before it, its further lines under its beginning."""
    lead = f"{mark:<2} "
    return [f"{lead if number == 0 else ' ' * len(lead)}{line}" for number, line in enumerate(wrapped(text, width - len(lead)))]


def _heading(title: str, width: int, line: str = "-") -> str:
    said = title.upper()
    return f"{said} {line * max(3, width - cells(said) - 1)}"
