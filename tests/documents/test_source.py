"""Texts that are no documents: too large, not clean, not YAML or JSON, or meant to do harm. Each is refused with its place."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from documents.generated import AWKWARD
from documents.sample import SMALL, changed, imported, problems
from valuenet.documents.reading import examined, read
from valuenet.documents.source import Format
from valuenet.documents.writing import write
from valuenet.errors import InvalidDocument
from valuenet.model.bounds import Bounds

MADE = imported(SMALL)
SMALL_JSON = write(MADE.network, MADE.directory, Format.JSON)

BOMB = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(12))

YAML_FAULTS: list[tuple[str | bytes, str, int, str]] = [
    ("", "NOT_A_NETWORK", 1, "is empty"),
    ("# only a comment\n", "NOT_A_NETWORK", 1, "is empty"),
    ("- valuenet: 1\n", "NOT_A_NETWORK", 1, "is no map of fields"),
    ("just a text", "NOT_A_NETWORK", 1, "start with `valuenet: 1`"),
    (BOMB, "ALIAS", 1, "anchors and aliases are not read"),
    ("a: x\nb: *a\n", "ALIAS", 2, "uses *a"),
    ("a: !!python/object/apply:os.system [ls]\n", "TAG", 1, "tags are not read"),
    ("valuenet: 1\nname: !secret x\n", "TAG", 2, "remove it, or put the text in quotes"),
    (f"{SMALL}---\n{SMALL}", "SEVERAL_DOCUMENTS", 28, "put each network in a file of its own"),
    ("%YAML 1.1\n---\na: 1\n", "DIRECTIVE", 2, "remove the lines that start with %"),
    ("[" * 50_000, "TOO_DEEP", 1, "nested deeper than 10 levels"),
    ("{a: " * 50_000, "TOO_DEEP", 1, "nested deeper than 10 levels"),
    ("a: [" + "x," * 140_000 + "]", "TOO_MANY", 1, "more than 131072 keys and values"),
    ("- " * 20_000 + "x", "TOO_DEEP", 1, "nested deeper than 10 levels"),
    ("? [a]\n: b\n", "NOT_A_KEY", 1, "has a list or map where a key is due"),
    ("name: one: two\n", "SYNTAX", 1, "a text with a colon and a space in it needs quotes"),
    ("outcomes:\n\tfaster: x\n", "SYNTAX", 2, "indent with spaces, not with tabs"),
    ('name: "half\n', "SYNTAX", 2, "close the quotes"),
    ("a: {b: c\n", "SYNTAX", 2, "close the braces"),
    ("a: @x\n", "SYNTAX", 1, "put a text that starts with this character in quotes"),
    ('a: "\\x"\n', "SYNTAX", 1, "backslash"),
    ('a: "\\UFFFFFFFF"\n', "SYNTAX", 1, "cannot be read as YAML"),
    ("a: 1\nb: \x00\n", "FORBIDDEN_CHARACTER", 2, "U+0000"),
    ("a: \x1b[31m\n", "FORBIDDEN_CHARACTER", 1, "U+001B"),
    (b"a: 1\nb: caf\xe9\n", "INVALID_ENCODING", 2, "save the file as UTF-8"),
    ("a: \ud800\n", "INVALID_ENCODING", 1, "surrogate"),
    (SMALL.encode("utf-16"), "INVALID_ENCODING", 1, "save the file as UTF-8"),
]

JSON_FAULTS: list[tuple[str | bytes, str, int, str]] = [
    ("", "NOT_A_NETWORK", 1, "is empty"),
    ("[]", "NOT_A_NETWORK", 1, "is no map of fields"),
    ("null", "NOT_A_NETWORK", 1, "is empty"),
    (SMALL, "SYNTAX", 1, "stands where a value is due"),
    ('{"valuenet": NaN}', "SYNTAX", 1, "NaN"),
    ('{"valuenet": 1,\n}', "SYNTAX", 2, "no comma after the last entry"),
    ("{'valuenet': 1}", "SYNTAX", 1, "in double quotes"),
    ('{"valuenet": 01}', "SYNTAX", 1, ", or } is due"),
    ('{"valuenet": 1} {}', "SYNTAX", 1, "goes on after its end"),
    ('{"valuenet":\n 1 // one\n}', "SYNTAX", 2, ", or } is due"),
    ('{"name": "a\tb"}', "SYNTAX", 1, "Invalid control character"),
    ('{"name": "a', "SYNTAX", 1, "close the quotes"),
    ('{"name": ', "SYNTAX", 1, "it ends where a value is due"),
    ("[" + "1," * 140_000 + "1]", "TOO_MANY", 1, "more than 131072 keys and values"),
    ("[" * 100_000, "TOO_DEEP", 1, "nested deeper"),
    ('{"a":' * 100_000, "TOO_DEEP", 1, "nested deeper"),
]


@pytest.mark.parametrize(("text", "code", "line", "words"), YAML_FAULTS, ids=lambda value: repr(value)[:30])
def test_a_text_that_is_no_yaml_document_is_refused_at_its_place(text: str | bytes, code: str, line: int, words: str) -> None:
    _assert_refused(text, Format.YAML, code, line, words)


@pytest.mark.parametrize(("text", "code", "line", "words"), JSON_FAULTS, ids=lambda value: repr(value)[:30])
def test_a_text_that_is_no_json_document_is_refused_at_its_place(text: str | bytes, code: str, line: int, words: str) -> None:
    _assert_refused(text, Format.JSON, code, line, words)


def _assert_refused(text: str | bytes, format: Format, code: str, line: int, words: str) -> None:
    found = problems(text, format)
    assert [(problem.code, problem.line) for problem in found] == [(code, line)]
    assert words in f"{found[0].message} {found[0].remedy}"


def test_json_tells_lines_and_repeated_keys() -> None:
    text = SMALL_JSON.replace('"kind": "personal"', '"kind": "personal",\n      "kind": "business",\n      "titel": 5')
    lines = text.split("\n")
    found = problems(text, Format.JSON)
    assert [(problem.code, problem.path) for problem in found] == [
        ("DUPLICATE_KEY", "outcomes.calm.kind"),
        ("UNKNOWN_FIELD", "outcomes.calm.titel"),
    ]
    assert ['"titel": 5' in lines[(problem.line or 0) - 1] for problem in found] == [False, True]


@pytest.mark.parametrize("number", ["1" * 5_000, "1e999", "1.0", "-1", "0"])
def test_a_number_of_any_size_is_only_a_wrong_version(number: str) -> None:
    for format, text in ((Format.YAML, f"valuenet: {number}\n"), (Format.JSON, f'{{"valuenet": {number}}}')):
        assert "valuenet" in [problem.path for problem in problems(text, format)]


def test_escaped_characters_of_json_are_read_as_what_they_stand_for() -> None:
    text = SMALL_JSON.replace('"Faster"', '"Fa\\u0073ter \\ud83d\\ude00 \\/"')
    assert examined(text, format=Format.JSON, bounds=Bounds()).outcomes[1].value.title == "Faster 😀 /"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(ends: str, mark: str) -> None:
    text = (mark + SMALL.replace("\n", ends)).encode()
    assert imported(text).network.outcomes[1].title == "Faster"
    assert read(text, format=Format.YAML, bounds=Bounds()).outcomes[0].place.line == 16


@pytest.mark.parametrize("format", Format)
@pytest.mark.parametrize("text", ["x" * 2_000_000, b"x" * 2_000_000, "é" * 600_000])
def test_a_document_beyond_the_bound_is_refused_and_nothing_else_is_said_of_it(text: str | bytes, format: Format) -> None:
    found = problems(text, format)
    assert [problem.code for problem in found] == ["TOO_LARGE"]
    assert "the bound is 1048576" in found[0].message


@given(st.text(), st.sampled_from(Format))
@settings(deadline=None, max_examples=300)
@example("\u2028", Format.YAML)
@example("%", Format.YAML)
@example("\\ud800", Format.JSON)
def test_no_text_does_more_than_be_refused(text: str, format: Format) -> None:
    _only_refused(text, format)


@given(st.binary(), st.sampled_from(Format))
@settings(deadline=None, max_examples=100)
def test_no_bytes_do_more_than_be_refused(raw: bytes, format: Format) -> None:
    _only_refused(raw, format)


PIECES = st.sampled_from(
    [*AWKWARD, *"{}[],:&*!|>'\"%@`#?-\n\t \\", "\n  ", "\n    ", ": ", "null", "\\u0000", "\\ud800", "calm", "tool", "cfo"]
)


@given(st.sampled_from([(Format.YAML, SMALL), (Format.JSON, SMALL_JSON)]), st.data())
@settings(deadline=None, max_examples=300)
def test_no_mutation_of_a_document_does_more_than_be_refused(sound: tuple[Format, str], data: st.DataObject) -> None:
    format, text = sound
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        text = text[:start] + data.draw(PIECES) + text[end:]
    _only_refused(text, format)


def _only_refused(text: str | bytes, format: Format) -> None:
    """Read and plan; every problem can be printed, and has a place and a remedy."""
    for problem in problems(text, format):
        assert all((problem.line, problem.column, problem.message, problem.remedy))
        json.dumps(str(problem), ensure_ascii=False).encode()


def test_a_sound_text_with_other_key_order_is_the_same_document() -> None:
    document = json.loads(SMALL_JSON)
    backwards = json.dumps(dict(reversed(document.items())))
    planned = imported(backwards, MADE.network, MADE.directory)
    assert planned.changes == ()
    with pytest.raises(InvalidDocument):
        read(changed(("valuenet: 1", "valuenet: '1'")), format=Format.YAML, bounds=Bounds())
