"""The message matrix for spreadsheet programs: outcomes by personas with their coverage, and every message with its words and results.

Cells hold texts and numbers, never formulas, whatever people have written.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from valuenet.documents.late import xlsxwriter
from valuenet.documents.sheets import Layout, sheet_text
from valuenet.messages.matrix import Cell, Coverage, Matrix, MatrixRow
from valuenet.model.message import Message
from valuenet.model.network import Network

MESSAGES = Layout(
    name="Messages",
    required=("Outcome", "Key", "Persona", "Importance", "Coverage"),
    optional=(
        "State",
        "Owner",
        "Stage",
        "Headline",
        "Say",
        "Questions",
        "Proof",
        "Objection",
        "Answer",
        "Validated",
        "Refuted",
        "Inconclusive",
        "Rate",
        "Rate low",
        "Rate high",
        "Last tested",
    ),
)
"""One row for each message; a pair of outcome and persona without one has a row of its own too."""

_FIRST = ("Outcome", "Key")
"""The columns before the personas."""

_FILLS: Mapping[Coverage, str] = {
    Coverage.NO_MESSAGE: "#FFFFFF",
    Coverage.DRAFT: "#F3F1EA",
    Coverage.APPROVED: "#DCE8F5",
    Coverage.TESTED: "#FFF2CC",
    Coverage.PROVEN: "#D5EBD8",
    Coverage.REFUTED: "#F6D5D3",
}
"""What a cell is filled with, light enough for black letters; the word says the same."""

_NUMBERS = frozenset({"Validated", "Refuted", "Inconclusive", "Rate", "Rate low", "Rate high"})
_WIDTHS: Mapping[str, int] = {
    "Outcome": 44,
    "Key": 26,
    "Headline": 40,
    "Say": 60,
    "Questions": 60,
    "Proof": 40,
    "Objection": 40,
    "Answer": 40,
}
_OTHERWISE = 14


def matrix_csv(matrix: Matrix) -> str:
    """The coverage of every outcome for every persona, as a CSV text."""
    layout = Layout(name="Matrix", required=_FIRST, optional=_headings(matrix))
    return sheet_text(layout, (dict(zip(layout.columns, _line(row), strict=True)) for row in matrix.rows))


def messages_csv(matrix: Matrix) -> str:
    """Every message of a matrix with its words and results, as a CSV text, row by row of the matrix."""
    return sheet_text(MESSAGES, _messages(matrix))


def matrix_workbook(matrix: Matrix, network: Network) -> bytes:
    """The same as a workbook of two sheets, Matrix and Messages; its date is that of the network's revision.

    Of what is longer than the 32 767 characters that a cell may hold, the beginning is there.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made = datetime.fromisoformat(network.changed_at).replace(tzinfo=None)
    book.set_properties({"title": f"{network.name}: messages", "created": made})
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    _write_matrix(book, heading, matrix, network)
    _write_messages(book, heading, matrix)
    book.close()
    return file.getvalue()


def _write_matrix(book: Any, heading: Any, matrix: Matrix, network: Network) -> None:
    page = book.add_worksheet("Matrix")
    fills = {
        coverage: book.add_format({"bg_color": colour, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"})
        for coverage, colour in _FILLS.items()
    }
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, name in enumerate((*_FIRST, *_headings(matrix))):
        page.write_string(0, column, name, heading)
    for line, row in enumerate(matrix.rows, 1):
        page.write_string(line, 0, row.outcome.title, wrapped)
        page.write_string(line, 1, row.outcome.key, wrapped)
        for column, cell in enumerate(row.cells, 2):
            if cell is not None:
                page.write_string(line, column, _told(cell), fills[cell.coverage])
    below = len(matrix.rows) + 2
    page.write_string(below, 0, f"{network.name}, revision {network.revision}", heading)
    for line, coverage in enumerate(Coverage, below + 1):
        page.write_string(line, 0, coverage, fills[coverage])
        page.write_number(line, 1, matrix.counts.get(coverage, 0))
    page.set_column(0, 0, _WIDTHS["Outcome"])
    page.set_column(1, 1, _WIDTHS["Key"])
    page.set_column(2, 1 + len(matrix.personas), 24)
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _write_messages(book: Any, heading: Any, matrix: Matrix) -> None:
    page = book.add_worksheet("Messages")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    rows = list(_messages(matrix))
    for column, name in enumerate(MESSAGES.columns):
        page.write_string(0, column, name, heading)
        page.set_column(column, column, _WIDTHS.get(name, _OTHERWISE))
        for line, row in enumerate(rows, 1):
            text = row.get(name, "")
            if name in _NUMBERS and text:
                page.write_number(line, column, float(text), wrapped)
            else:
                page.write_string(line, column, text, wrapped)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(rows), len(MESSAGES.columns) - 1)


def _headings(matrix: Matrix) -> tuple[str, ...]:
    """What stands above the personas: their names, with the key where that alone could be mistaken."""
    names = Counter(persona.name for persona in matrix.personas)
    clear = {name for name, times in names.items() if times == 1} - {*_FIRST}
    return tuple(persona.name if persona.name in clear else f"{persona.name} ({persona.key})" for persona in matrix.personas)


def _line(row: MatrixRow) -> Sequence[str]:
    return [row.outcome.title, row.outcome.key, *("" if cell is None else cell.coverage for cell in row.cells)]


def _told(cell: Cell) -> str:
    """The coverage of a cell, and the first of its messages."""
    return f"{cell.coverage}\n{cell.messages[0].headline}" if cell.messages else cell.coverage


def _messages(matrix: Matrix) -> Iterator[Mapping[str, str]]:
    for row in matrix.rows:
        for cell in row.cells:
            if cell is None:
                continue
            pair = {
                "Outcome": row.outcome.title,
                "Key": row.outcome.key,
                "Persona": cell.persona.name,
                "Importance": cell.tag.importance if cell.tag else "",
                "Coverage": cell.coverage,
            }
            for words in map(_words, cell.messages) if cell.messages else ({},):
                yield {**pair, **words, **_results(cell)}


def _words(message: Message) -> Mapping[str, str]:
    return {
        "State": message.state,
        "Owner": message.owner.name,
        "Stage": message.stage,
        "Headline": message.headline,
        "Say": message.say,
        "Questions": "\n".join(message.questions),
        "Proof": "\n".join(point.text + (f" ({point.source})" if point.source else "") for point in message.proof),
        "Objection": message.objection,
        "Answer": message.answer,
    }


def _results(cell: Cell) -> Mapping[str, str]:
    if cell.standing is None:
        return {}
    tally, rate = cell.standing.tally, cell.standing.rate
    return {
        "Validated": str(tally.validated),
        "Refuted": str(tally.refuted),
        "Inconclusive": str(tally.inconclusive),
        "Rate": f"{rate.mean:.3f}",
        "Rate low": f"{rate.low:.3f}",
        "Rate high": f"{rate.high:.3f}",
        "Last tested": str(tally.last_tested),
    }
