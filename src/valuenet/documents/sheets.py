"""One sheet of a spreadsheet as CSV text: rows by the names of their columns, each cell with its place; and back.

Separators are comma, semicolon or tab, whichever makes sense of the header. A cell that a spreadsheet program would take for
a formula is written with an apostrophe before it, and read without.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from valuenet.documents.document import Note, Place, Problems
from valuenet.documents.nodes import shown
from valuenet.documents.source import plain_text
from valuenet.errors import InvalidDocument
from valuenet.model.bounds import Bounds
from valuenet.model.text import normalised

_SEPARATORS = (",", ";", "\t")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a sheet is called, which columns it must have, and which it may have; `also`: what people call a column besides."""

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    also: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that a sheet may have, in the order in which they are written."""
        return self.required + self.optional

    @property
    def headings(self) -> Mapping[str, str]:
        """The columns by what may stand above them, whatever its case and punctuation."""
        return {_heading(name): column for name, column in (*self.also.items(), *((column, column) for column in self.columns))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a sheet; the header is row 1."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    positions: Mapping[str, int]

    def __getitem__(self, column: str) -> str:
        """The text in a column; nothing where the sheet does not have it."""
        return self.cells.get(column, "")

    def place(self, column: str) -> Place:
        """Where the cell of a column stands."""
        return Place(path=f"{self.sheet}.{column}", line=self.number, column=self.positions.get(column, 0) + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows of a sheet that hold anything, and what should be known about how it was read."""

    rows: tuple[Row, ...] = ()
    notes: tuple[Note, ...] = ()


def sheet(layout: Layout, text: str | bytes, problems: Problems, bounds: Bounds) -> Sheet:
    """What a CSV text holds; what is wrong with it is added to the problems."""
    place = Place(path=layout.name, line=1, column=1)
    try:
        clean = plain_text(text, bounds)
    except InvalidDocument as invalid:
        for wrong in invalid.problems:
            remedy = "save it as CSV UTF-8" if wrong.code == "INVALID_ENCODING" else wrong.remedy
            problems.add(Place(path=layout.name, line=wrong.line or 1, column=wrong.column or 1), wrong.code, wrong.message, remedy)
        return Sheet()
    records = _records(layout, clean, problems)
    header = next(records, (1, []))[1]
    positions, notes = _columns(layout, header, problems)
    for column in layout.required:
        if column not in positions:
            near = get_close_matches(column.casefold(), [cell.casefold() for cell in header], n=1)
            remedy = f"is it the column {near[0]!r}?" if near else f"add it; {layout.name} may have {', '.join(layout.columns)}"
            problems.add(place.of(column), "MISSING_COLUMN", f"the column {column!r} is missing", remedy)
    return Sheet(rows=tuple(_rows(layout, records, positions, len(header), problems)), notes=tuple(notes))


def sheet_text(layout: Layout, rows: Iterable[Mapping[str, str]]) -> str:
    """The CSV text of rows, with all columns of the layout."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(layout.columns)
    writer.writerows([_escaped(row.get(column, "")) for column in layout.columns] for row in rows)
    return buffer.getvalue()


def _records(layout: Layout, text: str, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV text with their numbers, up to the first that cannot be read."""
    reader = csv.reader(io.StringIO(text), delimiter=_separator(layout, text.partition("\n")[0]), strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            place = Place(path=layout.name, line=number, column=1)
            problems.add(place, "SYNTAX", f"cannot be read as CSV: {error}", "close the quotes, and double a quote inside a quoted cell")
            return


def _separator(layout: Layout, header: str) -> str:
    known = layout.headings

    def understood(separator: str) -> int:
        return sum(_heading(cell) in known for cell in header.split(separator))

    return max(_SEPARATORS, key=understood)


def _columns(layout: Layout, header: Sequence[str], problems: Problems) -> tuple[dict[str, int], list[Note]]:
    """Where each column of the layout stands; columns that it does not have are left aside, and that is said."""
    known = layout.headings
    positions: dict[str, int] = {}
    notes: list[Note] = []
    for position, cell in enumerate(header):
        name = normalised(cell)
        column = known.get(_heading(name))
        place = Place(path=f"{layout.name}.{column or name}", line=1, column=position + 1)
        if column in positions:
            problems.add(place, "DUPLICATE_COLUMN", f"the column {column!r} is there twice", "remove one of them")
        elif column:
            positions[column] = position
        elif name:
            near = get_close_matches(_heading(name), known, n=1)
            meant = f"; did you mean {known[near[0]]!r}?" if near else ""
            notes.append(Note(place=place, message=f"the column {shown(name)} is not read{meant}"))
    return positions, notes


def _heading(text: str) -> str:
    """A heading as it is compared: its words, folded."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("_", " ")))


def _rows(
    layout: Layout, records: Iterable[tuple[int, list[str]]], positions: Mapping[str, int], width: int, problems: Problems
) -> Iterator[Row]:
    for number, record in records:
        if any(record[width:]):
            place = Place(path=layout.name, line=number, column=width + 1)
            message = f"has {len(record)} cells, the header has {width}"
            problems.add(place, "RAGGED_ROW", message, "put a cell that holds the separator in quotes")
        cells = {column: _unescaped(record[at]) for column, at in positions.items() if at < len(record)}
        if any(cells.values()):
            yield Row(sheet=layout.name, number=number, cells=cells, positions=positions)


def _escaped(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _unescaped(cell: str) -> str:
    return normalised(cell[1:] if cell.startswith("'") and _FORMULA.match(cell, 1) else cell)
