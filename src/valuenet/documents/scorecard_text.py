"""A scorecard as text for a terminal, or for a mail: nothing wider than the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from valuenet.documents.scorecard_figures import Line, expansion
from valuenet.documents.scorecard_parts import Block, Item, Section
from valuenet.documents.scorecard_telling import answers, closing, occasion, sections
from valuenet.messages.phrases import NO_BREAK
from valuenet.model.columns import GAP, beside, cells, wrapped
from valuenet.value.scorecard import Scorecard

_LABEL, _SHOWN = 22, 19
"""How many columns labels and amounts take."""


def text(card: Scorecard, *, width: int = 80, explained: bool = False) -> str:
    """The scorecard in lines of at most this width; `explained`: below every figure its formula, inputs and source."""
    opening = [*wrapped(card.name, width), *wrapped(occasion(card), width), "", *_lines(answers(card), width, 0, explained=explained)]
    parts = ["\n".join(opening)]
    parts += ("\n".join(_section(part, width, explained=explained)) for part in sections(card))
    parts.append("\n".join(("-" * width, *wrapped(closing(card), width))))
    return "\n\n".join(parts).replace(NO_BREAK, " ") + "\n"


def _section(part: Section, width: int, *, explained: bool) -> Iterator[str]:
    title = part.title.upper()
    yield from wrapped(title, width) if cells(title) > width - 4 else [f"{title} {'-' * (width - cells(title) - 1)}"]
    told = (list(_block(block, width, explained=explained)) for block in part.blocks)
    for number, lines in enumerate(lines for lines in told if lines):
        yield from ["", *lines] if number else lines


def _block(block: Block, width: int, *, explained: bool) -> Iterator[str]:
    if block.heading:
        yield from wrapped(block.heading, width)
    indent = 2 if block.heading else 0
    if block.said:
        yield from (f"{' ' * indent}{line}" for line in wrapped(block.said, width - indent))
    yield from _lines(block.lines, width, indent, explained=explained)
    for item in block.items:
        yield from _item(item, width, indent, explained=explained)


def _item(item: Item, width: int, indent: int, *, explained: bool) -> Iterator[str]:
    title = f"{item.title} [{item.mark}]" if item.mark else item.title
    yield from _hung("-", title, width, indent)
    yield from (f"{' ' * (indent + 2)}{line}" for line in wrapped(item.said, width - indent - 2) if item.said)
    yield from _lines(item.lines, width, indent + 2, explained=explained)


def _lines(lines: Iterable[Line], width: int, indent: int, *, explained: bool) -> Iterator[str]:
    """Figures below each other: label, amount to the right, and what it means where there is room for it."""
    told = tuple(lines)
    setting = _wide if any(cells(one.label) > _LABEL for one in told) else _beside
    for one in told:
        yield from (f"{' ' * indent}{line}" for line in setting(one, width - indent))
        if explained:
            pairs = (pair for figure in (one.figure, *one.others) for pair in expansion(figure))
            yield from beside(pairs, indent=indent + 4, width=width)


def _beside(one: Line, width: int) -> Iterator[str]:
    """Label, amount and note beside each other; a longer amount has the rest of its line, and the note follows below."""
    label, beyond = f"{one.label}{GAP}", _LABEL + len(GAP)
    lead = f"{label}{' ' * (beyond - cells(label))}"
    if cells(one.shown) > _SHOWN:
        yield f"{lead}{one.shown}"
        yield from (f"{' ' * beyond}{line}" for line in wrapped(one.note, width - beyond) if one.note)
        return
    room = beyond + _SHOWN + len(GAP)
    note = wrapped(one.note, width - room) if one.note else [""]
    yield f"{lead}{' ' * (_SHOWN - cells(one.shown))}{one.shown}{GAP}{note[0]}".rstrip()
    yield from (f"{' ' * room}{line}" for line in note[1:])


def _wide(one: Line, width: int) -> Iterator[str]:
    """A long label with the amount at the end of its first line, the note below."""
    labels = wrapped(one.label, width - max(_SHOWN, cells(one.shown)) - len(GAP))
    yield f"{labels[0]}{' ' * (width - cells(labels[0]) - cells(one.shown))}{one.shown}"
    yield from labels[1:]
    yield from (f"  {line}" for line in wrapped(one.note, width - 2) if one.note)


def _hung(mark: str, said: str, width: int, indent: int) -> Iterator[str]:
    """A text behind a mark, its further lines under its beginning."""
    lead = f"{' ' * indent}{mark} "
    for number, line in enumerate(wrapped(said, width - len(lead))):
        yield f"{lead if number == 0 else ' ' * len(lead)}{line}"
