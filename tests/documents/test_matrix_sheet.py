"""The message matrix for spreadsheet programs."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

from dialogues import counted, said
from drawing import directory, network, outcome_id, persona
from valuenet.documents.matrix_sheet import MESSAGES, matrix_csv, matrix_workbook, messages_csv
from valuenet.messages.evidence import Evidence
from valuenet.messages.matrix import Matrix, matrix
from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.directory import Directory
from valuenet.model.ids import MessageId, PersonaId
from valuenet.model.message import Footing, Message, ProofPoint
from valuenet.model.vocabulary import MessageState, ProofKind

NET = network("[tool] -> fast -> cheap", "fast: cfo, clerk?", "cheap: cfo")
FAST = outcome_id(NET, "fast")
HOSTILE = '=HYPERLINK("http://example.org")'


def message(number: int, **words: str) -> Message:
    return Message(
        id=MessageId(f"msg_{number}"),
        network=NET.id,
        outcome=FAST,
        persona=PersonaId("per_cfo"),
        headline=words.get("headline", f"Headline {number}"),
        say=words.get("say", "It is fast, so that it is cheap."),
        questions=("How long does it take?", "What does it cost?"),
        proof=(ProofPoint(kind=ProofKind.STORY, text="Birch did it", source="their CFO"),),
        owner=LOCAL_OWNER,
        footing=Footing(revision=1),
        state=MessageState.APPROVED,
    )


def found(*messages: Message, people: Directory | None = None, tests: Evidence | None = None) -> Matrix:
    return matrix(NET, people or directory(), messages, tests or Evidence(tests=()))


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_the_matrix_has_a_row_for_each_outcome_and_a_column_for_each_persona() -> None:
    made = found(message(1), tests=Evidence(tests=(said("clerk", "alder", about=FAST),)))
    assert rows(matrix_csv(made)) == [
        ["Outcome", "Key", "CFO", "CLERK"],
        ["Fast", "fast", "approved", "tested"],
        ["Cheap", "cheap", "no message", ""],
    ]


def test_every_message_has_a_row_with_its_words_and_results_and_a_pair_without_one_too() -> None:
    tests = Evidence(tests=tuple(counted("cfo", validated=4, refuted=1, about=FAST)))
    table = rows(messages_csv(found(message(1), message(2), tests=tests)))
    assert table[0] == list(MESSAGES.columns)
    named = [dict(zip(table[0], line, strict=True)) for line in table[1:]]
    assert [(line["Key"], line["Persona"], line["Headline"]) for line in named] == [
        ("fast", "CFO", "Headline 1"),
        ("fast", "CFO", "Headline 2"),
        ("fast", "CLERK", ""),
        ("cheap", "CFO", ""),
    ]
    first = named[0]
    assert (first["Questions"], first["Proof"]) == ("How long does it take?\nWhat does it cost?", "Birch did it (their CFO)")
    assert (first["Validated"], first["Refuted"], first["Importance"]) == ("4", "1", "primary")
    assert 0 < float(first["Rate low"]) < float(first["Rate"]) < float(first["Rate high"]) < 1


def test_what_people_wrote_is_never_a_formula() -> None:
    made = found(message(1, headline=HOSTILE, say="+1"))
    cells = [cell for line in rows(messages_csv(made)) for cell in line]
    assert f"'{HOSTILE}" in cells
    assert "'+1" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert "<f>" not in sheets(matrix_workbook(made, NET))["xl/worksheets/sheet2.xml"]


def test_personas_that_are_called_the_same_are_told_apart_by_their_keys() -> None:
    people = directory(only=[replace(persona(key), name="Chief") for key in ("cfo", "clerk")])
    assert rows(matrix_csv(found(people=people)))[0] == ["Outcome", "Key", "Chief (cfo)", "Chief (clerk)"]


def sheets(workbook: bytes) -> dict[str, str]:
    """The parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_the_workbook_has_the_matrix_in_colours_and_the_messages_with_a_filter() -> None:
    parts = sheets(matrix_workbook(found(message(1)), NET))
    assert re.findall(r'<sheet name="(\w+)"', parts["xl/workbook.xml"]) == ["Matrix", "Messages"]
    texts = [text.text for text in ElementTree.fromstring(parts["xl/sharedStrings.xml"]).iter() if text.tag.endswith("}t")]
    assert "approved\nHeadline 1" in texts
    assert "It is fast, so that it is cheap." in texts
    assert "FFDCE8F5" in parts["xl/styles.xml"]
    assert "<autoFilter" in parts["xl/worksheets/sheet2.xml"]


def test_the_same_matrix_is_the_same_workbook() -> None:
    assert matrix_workbook(found(message(1)), NET) == matrix_workbook(found(message(1)), NET)


def test_a_matrix_without_anything_in_it_is_a_workbook_too() -> None:
    empty = network("[tool] -> fast")
    made = matrix(empty, directory(), (), Evidence(tests=()))
    assert rows(matrix_csv(made)) == [["Outcome", "Key"]]
    assert len(sheets(matrix_workbook(made, empty))) > 5
