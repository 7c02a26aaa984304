"""A week's meetings as one CSV sheet: every row a test in dialogue, as somebody tells it; and the empty sheet to fill in.

Days are written as 2026-03-09 or 09.03.2026, numbers with a point or a comma where that is unmistakable. What a cell
does not say is not known. Names are not looked up here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from valuenet.documents.document import Note, Place, Problems, Stated
from valuenet.documents.forms import word_of
from valuenet.documents.nodes import Scalar, ScalarKind, shown
from valuenet.documents.sheets import Layout, Row, sheet, sheet_text
from valuenet.errors import Problem
from valuenet.model.bounds import Bounds
from valuenet.model.message_test import MONEY_A_YEAR
from valuenet.model.new_test import NewTest
from valuenet.model.vocabulary import Desirability, TestResult

W = TypeVar("W", bound=StrEnum)

LAYOUT = Layout(
    name="Tests",
    required=("outcome", "persona", "account", "result"),
    optional=(
        "date",
        "person",
        "quote",
        "desirability",
        "stated",
        "unit",
        "thought of",
        "need",
        "credible",
        "message",
        "plan",
        "new account",
    ),
    also={
        "outcome title": "outcome",
        "hypothesis": "outcome",
        "role": "persona",
        "customer": "account",
        "company": "account",
        "day": "date",
        "on": "date",
        "name": "person",
        "contact": "person",
        "who": "person",
        "words": "quote",
        "customer s words": "quote",
        "their words": "quote",
        "desirable": "desirability",
        "how desirable": "desirability",
        "number": "stated",
        "amount": "stated",
        "worth": "stated",
        "thought of before": "thought of",
        "thought of it before": "thought of",
        "had thought of it": "thought of",
        "unanticipated need": "need",
        "new need": "need",
        "credibility": "credible",
        "call plan": "plan",
    },
)
_COLUMN = {"on": "date", "thoughtOf": "thought of", "newAccount": "new account"}
"""Where a field of a test stands in the sheet, if it has another name there."""

RESULTS: Mapping[str, str] = {
    "confirmed": "validated",
    "yes": "validated",
    "rejected": "refuted",
    "no": "refuted",
    "unclear": "inconclusive",
    "open": "inconclusive",
}
"""What people write instead of the words for a result."""

_TRUTHS: Mapping[str, bool | None] = {"": None, "yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
_PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?")
_AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueSheet:
    """The tests of a sheet, each with its place. A row in which something cannot be read is among them too, without that."""

    rows: tuple[Stated[NewTest], ...]
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()


def dialogue_sheet(text: str | bytes, bounds: Bounds) -> DialogueSheet:
    """What a CSV text tells, with everything in it that cannot be read; `InvalidDocument` where that is too much to tell."""
    problems = Problems()
    read = sheet(LAYOUT, text, problems, bounds)
    if len(read.rows) > bounds.edits:
        message = f"has {len(read.rows)} rows, the bound is {bounds.edits}"
        problems.add(Place(path=LAYOUT.name, line=1, column=1), "TOO_MANY", message, "split it into several files")
    missing = any(problem.code == "MISSING_COLUMN" for problem in problems.found)  # every row would only repeat it
    rows = () if missing or len(read.rows) > bounds.edits else tuple(_stated(row, problems) for row in read.rows)
    return DialogueSheet(rows=rows, notes=read.notes, problems=tuple(problems.found))


def dialogue_template() -> str:
    """The sheet with its headings and nothing else."""
    return sheet_text(LAYOUT, ())


def _stated(row: Row, problems: Problems) -> Stated[NewTest]:
    said = NewTest(
        outcome=row["outcome"],
        persona=row["persona"],
        account=row["account"],
        result=_result(row, problems),
        on=_day(row, problems),
        message=row["message"] or None,
        plan=row["plan"] or None,
        person=row["person"],
        quote=row["quote"],
        desirability=_word(row, "desirability", Desirability, problems),
        stated=_number(row, problems),
        unit=row["unit"] or MONEY_A_YEAR,
        thought_of=_truth(row, "thought of", problems),
        need=row["need"],
        credible=_truth(row, "credible", problems),
        new_account=bool(_truth(row, "new account", problems)),
    )
    fields = {column: row.place(column) for column in LAYOUT.columns}
    fields |= {name: row.place(column) for name, column in _COLUMN.items()}
    return Stated(value=said, place=row.place("outcome"), fields=fields)


def _result(row: Row, problems: Problems) -> TestResult:
    """What came of it; where that cannot be read, that is noted, and nothing came of it."""
    if not row["result"]:
        problems.add(row.place("result"), "MISSING", "is empty", f"write one of: {', '.join(TestResult)}")
    return _word(row, "result", TestResult, problems, RESULTS) or TestResult.INCONCLUSIVE


def _word(row: Row, column: str, words: type[W], problems: Problems, also: Mapping[str, str] | None = None) -> W | None:
    said, place = row[column].casefold(), row.place(column)
    if not said:
        return None
    node = Scalar((also or {}).get(said, said), ScalarKind.TEXT, place.line, place.column)
    return word_of(problems, node, place, words, next(iter(words)))


def _truth(row: Row, column: str, problems: Problems) -> bool | None:
    said = row[column].casefold()
    if said not in _TRUTHS:
        remedy = "write yes or no, or nothing where that is not known"
        problems.add(row.place(column), "NOT_TRUE_OR_FALSE", f"is {shown(row[column])}, neither yes nor no", remedy)
    return _TRUTHS.get(said)


def _day(row: Row, problems: Problems) -> date | None:
    said = row["date"]
    german = _GERMAN_DAY.fullmatch(said)
    try:
        if german:
            return date(int(german[3]), int(german[2]), int(german[1]))
        return date.fromisoformat(said) if said else None
    except ValueError:
        problems.add(row.place("date"), "NOT_A_DATE", f"is {shown(said)}, which is no day", "write it as 2026-03-09")
        return None


def _number(row: Row, problems: Problems) -> Decimal | None:
    said = row["stated"].replace("\u00a0", " ").replace("\u202f", " ").replace("\u2019", "'")
    if not said:
        return None
    if _AMBIGUOUS.fullmatch(said):
        remedy = "write thousands without a separator"
        problems.add(row.place("stated"), "AMBIGUOUS_NUMBER", f"is {shown(said)}: thousands, or a fraction?", remedy)
        return None
    grouped = _GROUPED.fullmatch(said)
    if grouped:
        said = said.replace(grouped[1], "")
    elif not _PLAIN.fullmatch(said):
        problems.add(
            row.place("stated"), "NOT_A_NUMBER", f"is {shown(said)}, which is no number", "write digits alone; the unit has its own column"
        )
        return None
    return Decimal(said.replace(",", "."))
