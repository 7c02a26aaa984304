"""Networks in spreadsheets: without loss what sheets can hold, and plain words about what they hold wrongly."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from documents.generated import workspaces
from documents.sample import AT, NOBODY, SMALL, imported
from valuenet.documents.document import Document
from valuenet.documents.importing import Plan, plan
from valuenet.documents.sheet_reading import examined
from valuenet.documents.source import Format
from valuenet.documents.spreadsheets import sheets
from valuenet.documents.writing import write
from valuenet.errors import InvalidDocument, Problem
from valuenet.model.bounds import Bounds
from valuenet.model.directory import Directory
from valuenet.model.network import Network
from valuenet.model.vocabulary import Strength

FACTORS = "Label,Note\nOur tool,what it is\nBooks close sooner,\nFewer late evenings,from a trial\n"
LINKS = "From,To,Label\nOur tool,Books close sooner,almost always\nBooks close sooner,Fewer late evenings,the pile is gone\n"


def document(factors: str | bytes = FACTORS, links: str | bytes = LINKS, tags: str | bytes = "") -> Document:
    return examined(factors, links, tags, key="books", name="Books", bounds=Bounds())


def planned(factors: str | bytes = FACTORS, links: str | bytes = LINKS, tags: str | bytes = "", people: Directory = NOBODY) -> Plan:
    return plan(document(factors, links, tags), None, people, at=AT, bounds=Bounds())


def problems(factors: str | bytes = FACTORS, links: str | bytes = LINKS, tags: str | bytes = "") -> list[Problem]:
    with pytest.raises(InvalidDocument) as caught:
        planned(factors, links, tags)
    return list(caught.value.problems)


@given(workspaces())
@settings(deadline=None, max_examples=80)
def test_sheets_read_back_to_the_same_network_but_for_comparisons_and_regions(workspace: tuple[Network, Directory]) -> None:
    net, people = workspace
    written = sheets(net, people)
    again = examined(written.factors, written.links, written.tags, key=net.key, name=net.name, bounds=Bounds())
    assert plan(again, net, people, at=AT, bounds=Bounds()).changes == ()
    bare = replace(net, comparisons=(), regions=(), root=replace(net.root, offering="", alternative=None))
    made = plan(again, None, people, at=AT, bounds=Bounds())
    assert write(made.network, people, Format.YAML) == write(bare, people, Format.YAML)


def test_another_tools_sheets_make_a_network() -> None:
    made = planned()
    assert [(node.key, node.title, node.note) for node in made.network.differentiators] == [("our-tool", "Our tool", "what it is")]
    assert [(node.key, node.evidence) for node in made.network.outcomes] == [
        ("books-close-sooner", ""),
        ("fewer-late-evenings", "from a trial"),
    ]
    assert [(arrow.strength, arrow.why) for arrow in made.network.arrows] == [
        (Strength.USUALLY, "the pile is gone"),
        (Strength.ALMOST_ALWAYS, ""),
    ]


def test_what_was_guessed_is_noted() -> None:
    made = planned("Label,Colour,Typ\nA b,,\nA-B,,\nC,,\n", "From,To\nC,A b\nC,a-b-2\n")
    assert [str(note) for note in made.notes] == [
        "Factors.Colour, row 1: the column 'Colour' is not read",
        "Factors.Typ, row 1: the column 'Typ' is not read; did you mean 'Type'?",
        "Factors.Label, row 3: gets the key a-b-2, since row 2 has a-b",
        "Factors.Type, row 1: taken as differentiators, since no link leads to them: c",
    ]


def test_a_type_column_decides_where_it_says_something() -> None:
    made = planned("Label,Type\nLonely,Outcome\nOur tool,\nBooks close sooner,outcome\n", "From,To\nOur tool,Books close sooner\n")
    assert [node.key for node in made.network.outcomes] == ["books-close-sooner", "lonely"]
    assert "our-tool" in str(made.notes[0])


def test_a_strength_column_leaves_the_label_to_be_the_reason() -> None:
    made = planned(links="From,To,Label,Strength\nOur tool,Books close sooner,usually,rarely\n")
    assert [(arrow.strength, arrow.why) for arrow in made.network.arrows] == [(Strength.RARELY, "usually")]


def test_a_link_may_name_a_factor_that_only_the_network_has() -> None:
    first = planned()
    links = document(factors="Label\nCheaper audit\n", links="From,To\nBooks close sooner,Cheaper audit\n")
    after = plan(links, first.network, first.directory, at=AT, bounds=Bounds())
    assert [change.about for change in after.changes] == [("cheaper-audit",), ("books-close-sooner", "cheaper-audit")]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_sheets_of_common_programs_are_understood(separator: str, ends: str, mark: bytes) -> None:
    def saved(text: str) -> bytes:
        return mark + text.replace(",", separator).replace("\n", ends).encode()

    assert planned(saved(FACTORS), saved(LINKS)).network.key == "books"
    assert len(planned(saved(FACTORS), saved(LINKS)).network.arrows) == 2


@given(st.sampled_from(["=", "+", "-", "@", "'=", "''+"]), st.text("ab =+'", max_size=5))
@settings(deadline=None)
@example("=", "HYPERLINK(1)")
def test_no_cell_is_a_formula_and_each_reads_back_the_same(start: str, rest: str) -> None:
    title = (start + rest).strip()
    made = imported(SMALL.replace("title: Calm", 'title: "' + title + '"'))
    written = sheets(made.network, made.directory)
    for text in (written.factors, written.links, written.tags):
        assert not [cell for row in csv.reader(io.StringIO(text)) for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    again = examined(written.factors, written.links, written.tags, key="small", name="A small network", bounds=Bounds())
    assert title in [stated.value.title for stated in again.outcomes]


FAULTS = [
    ({"factors": "Name,Note\nOur tool,\n"}, "Factors.Label", 1, 1, "MISSING_COLUMN", "Factors may have Label, Key, Type"),
    ({"links": "From,Too\nOur tool,Books close sooner\n"}, "Links.To", 1, 1, "MISSING_COLUMN", "is it the column 'too'?"),
    ({"tags": "Outcome,Personna\nBooks close sooner,cfo\n"}, "Tags.Persona", 1, 1, "MISSING_COLUMN", "is it the column 'personna'?"),
    ({"factors": ""}, "Factors.Label", 1, 1, "MISSING_COLUMN", "the column 'Label' is missing"),
    ({"factors": "Label,label\nA,B\n"}, "Factors.Label", 1, 2, "DUPLICATE_COLUMN", "remove one of them"),
    ({"factors": FACTORS + "One, two,and three\n"}, "Factors", 5, 3, "RAGGED_ROW", "has 3 cells, the header has 2"),
    ({"factors": 'Label,Note\nA,"half\n'}, "Factors", 2, 1, "SYNTAX", "close the quotes"),
    ({"factors": "Label,Type\nA,Driver\n"}, "Factors.Type", 2, 2, "UNKNOWN_WORD", "may be: differentiator, outcome"),
    ({"factors": "Label,Key\nA,a b\n"}, "Factors.Key", 2, 2, "INVALID_KEY", "such as 'a-b'"),
    ({"factors": "Label,Key\nA,same\nB,same\n"}, "Factors.Key", 3, 2, "DUPLICATE_KEY", "is the key of row 2 too"),
    ({"factors": f"Label\n{'a' * 201}\n"}, "Factors.Label", 2, 1, "TOO_LONG", "the limit is 200"),
    ({"factors": FACTORS + ",a note alone\n"}, "Factors.Label", 5, 1, "MISSING", "say it in words"),
    ({"factors": "Label,Type,Anticipated\nA,outcome,maybe\n"}, "Factors.Anticipated", 2, 3, "NOT_TRUE_OR_FALSE", "write yes or no"),
    ({"factors": "Label,Type,Unit\nA,outcome,days\n"}, "Factors.Metric", 2, 1, "MISSING", "say it in words"),
    ({"factors": FACTORS + "our TOOL,\n"}, "Links.From", 2, 1, "AMBIGUOUS_LABEL", "name it by its key: our-tool, our-tool-2"),
    ({"links": LINKS + "Our tool,Boks close sooner,\n"}, "Links.To", 4, 2, "UNKNOWN_NODE", "did you mean 'books-close-sooner'?"),
    ({"links": LINKS + ",Books close sooner,\n"}, "Links.From", 4, 1, "MISSING", "name a factor by its label or key"),
    ({"links": LINKS + "Our tool,books-close-sooner,\n"}, "Links.To", 4, 2, "TWICE", "says the same as row 2"),
    ({"links": LINKS + "Our tool,our tool,\n"}, "Links.To", 4, 2, "LEADS_TO_ITSELF", "name another outcome"),
    ({"tags": "Outcome,Persona\nBooks close sooner,cfo\n"}, "Tags.Persona", 2, 2, "UNKNOWN_PERSONA", "there is no persona 'cfo'"),
    ({"tags": "Outcome,Persona\nOur tool,cfo\n"}, "Tags.Outcome", 2, 1, "NOT_AN_OUTCOME", "is a differentiator"),
    ({"links": "From,To\nA,\x00\n"}, "Links", 2, 3, "FORBIDDEN_CHARACTER", "U+0000"),
    ({"links": "From,To\nA,caf\xe9\n".encode("latin-1")}, "Links", 2, 6, "INVALID_ENCODING", "save it as CSV UTF-8"),
]


@pytest.mark.parametrize(("texts", "path", "row", "column", "code", "words"), FAULTS, ids=lambda value: str(value)[:40])
def test_a_fault_is_told_with_sheet_row_and_column(
    texts: dict[str, str | bytes], path: str, row: int, column: int, code: str, words: str
) -> None:
    found = [problem for problem in problems(**texts) if (problem.path, problem.code) == (path, code)]
    assert [(problem.line, problem.column) for problem in found] == [(row, column)], problems(**texts)
    assert words in f"{found[0].message} {found[0].remedy}"


def test_a_sheet_beyond_the_bound_is_refused() -> None:
    (problem, *_) = problems(factors="Label\n" + "a\n" * 600_000)
    assert (problem.code, problem.path) == ("TOO_LARGE", "Factors")


@given(st.text() | st.binary(), st.text(st.sampled_from("Label,FromTo;\n\"'\t=ab")), st.text() | st.just("Outcome,Persona\nx,y\n"))
@settings(deadline=None, max_examples=200)
def test_no_text_in_a_sheet_does_more_than_be_refused(factors: str | bytes, links: str, tags: str) -> None:
    found: tuple[Problem, ...] = ()
    try:
        planned(factors, links, tags)
    except InvalidDocument as invalid:
        found = invalid.problems
    assert all(problem.message and problem.remedy and str(problem).encode() for problem in found)
