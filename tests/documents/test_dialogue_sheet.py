"""A week's meetings as a CSV sheet: forgiving in form, exact about what cannot be read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from valuenet.documents.dialogue_sheet import DialogueSheet, dialogue_sheet, dialogue_template
from valuenet.errors import InvalidDocument
from valuenet.model.bounds import Bounds
from valuenet.model.message_test import MONEY_A_YEAR
from valuenet.model.new_test import NewTest
from valuenet.model.vocabulary import Desirability, TestResult

HEAD = "outcome,persona,account,result"


def read(text: str | bytes) -> DialogueSheet:
    return dialogue_sheet(text, Bounds())


def one(text: str | bytes) -> NewTest:
    found = read(text)
    assert found.problems == ()
    (row,) = found.rows
    return row.value


def problems(text: str) -> list[tuple[int | None, int | None, str, str]]:
    return [(problem.line, problem.column, problem.path, problem.code) for problem in read(text).problems]


WHOLE = NewTest(
    outcome="culture/win-rate",
    persona="cro",
    account="Alder Foods",
    result=TestResult.VALIDATED,
    on=date(2026, 3, 9),
    person="Mara Lind",
    quote="we lose a day, every week",
    desirability=Desirability.HIGH,
    stated=Decimal("240000"),
    thought_of=False,
    need="nobody watches the handover",
    credible=True,
)


def test_every_column_is_read() -> None:
    head = f"{HEAD},date,person,quote,desirability,stated,unit,thought of,need,credible,message,plan,new account"
    row = 'culture/win-rate,cro,Alder Foods,validated,2026-03-09,Mara Lind,"we lose a day, every week",high,240000,'
    row += "hours a month,no,nobody watches the handover,yes,msg_1,pln_1,yes"
    said = one(f"{head}\n{row}\n")
    assert said.unit == "hours a month"
    assert (said.message, said.plan, said.new_account) == ("msg_1", "pln_1", True)
    assert said.quote == WHOLE.quote


def test_a_sheet_as_a_spreadsheet_program_in_another_language_saves_it_is_the_same_sheet() -> None:
    head = "Outcome;Role;Customer;Day;Who;Customer's words;How desirable?;Worth;Thought_of before?;NEED;Credible;Result"
    row = "culture/win-rate;cro;Alder Foods;09.03.2026;Mara Lind;we lose a day, every week;"
    row += "High;240.000,00;No;nobody watches the handover;YES;Confirmed"
    assert one(f"\ufeff{head}\r\n{row}\r\n".encode()) == WHOLE


def test_what_a_cell_does_not_say_is_not_known() -> None:
    said = one(f"{HEAD},stated,thought of,credible,date,desirability\nA,cro,Alder,refuted,,,,,\n")
    assert said == NewTest(outcome="A", persona="cro", account="Alder", result=TestResult.REFUTED)
    assert said.unit == MONEY_A_YEAR


def test_rows_without_anything_in_them_are_left_aside_and_rows_keep_their_numbers() -> None:
    found = read(f"{HEAD}\n,,,\nA,cro,Alder,refuted\n")
    assert [row.place.line for row in found.rows] == [3]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("240000", "240000"),
        ("-3", "-3"),
        ("0.5", "0.5"),
        ("0,5", "0.5"),
        ("12,75", "12.75"),
        ("240 000", "240000"),
        ("240\u2019000", "240000"),
        ("1,240,000", "1240000"),
        ("1.240.000", "1240000"),
        ("1,240.50", "1240.50"),
        ("1.240,50", "1240.50"),
        ("0.125", "0.125"),
    ],
)
def test_a_number_is_read_where_it_is_unmistakable(said: str, number: str) -> None:
    assert one(f'{HEAD},stated\nA,cro,Alder,refuted,"{said}"\n').stated == Decimal(number)


@pytest.mark.parametrize("said", ["240.000", "240,000", "1.500"])
def test_a_number_that_may_be_thousands_or_a_fraction_is_asked_about(said: str) -> None:
    assert problems(f'{HEAD},stated\nA,cro,Alder,refuted,"{said}"\n') == [(2, 5, "Tests.stated", "AMBIGUOUS_NUMBER")]


def test_everything_that_cannot_be_read_is_told_by_row_and_column() -> None:
    text = f"{HEAD},date,desirability,stated,thought of\nA,cro,Alder,valid,9/3/26,huge,240k,perhaps\nB,cro,Alder,,2026-02-30,,,\n"
    assert problems(text) == [
        (2, 4, "Tests.result", "UNKNOWN_WORD"),
        (2, 5, "Tests.date", "NOT_A_DATE"),
        (2, 6, "Tests.desirability", "UNKNOWN_WORD"),
        (2, 7, "Tests.stated", "NOT_A_NUMBER"),
        (2, 8, "Tests.thought of", "NOT_TRUE_OR_FALSE"),
        (3, 4, "Tests.result", "MISSING"),
        (3, 5, "Tests.date", "NOT_A_DATE"),
    ]
    assert len(read(text).rows) == 2


def test_a_column_that_is_missing_is_told_once_and_one_that_is_not_read_is_noted() -> None:
    found = read("outcome,person a,acount,result\nA,cro,Alder,refuted\nB,cro,Alder,refuted\n")
    assert [problem.code for problem in found.problems] == ["MISSING_COLUMN", "MISSING_COLUMN"]
    assert [problem.remedy for problem in found.problems] == ["is it the column 'person a'?", "is it the column 'acount'?"]
    assert len(found.notes) == 2
    assert found.rows == ()


def test_a_sheet_with_more_rows_than_one_commit_may_have_is_refused() -> None:
    text = HEAD + "\n" + "A,cro,Alder,refuted\n" * 501
    (problem,) = read(text).problems
    assert (problem.code, problem.message) == ("TOO_MANY", "has 501 rows, the bound is 500")


def test_a_sheet_that_has_nothing_to_do_with_dialogues_ends_the_reading() -> None:
    with pytest.raises(InvalidDocument):
        read(HEAD + "\n" + "A,cro,Alder,nonsense\n" * 200)


def test_the_template_is_a_sheet_in_which_nothing_is_told_yet() -> None:
    template = dialogue_template()
    assert template.startswith("outcome,persona,account,result,date,")
    found = read(template)
    assert (found.rows, found.notes, found.problems) == ((), (), ())


def test_cells_that_start_a_formula_are_read_as_they_were_meant() -> None:
    assert one(f"{HEAD},quote\nA,cro,Alder,refuted,'=SUM(A1)\n").quote == "=SUM(A1)"
