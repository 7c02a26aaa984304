"""The published schema describes what the reader reads: neither may drift from the other, nor from the model."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from valuenet.documents import reading
from valuenet.documents.reading import read
from valuenet.documents.source import Format
from valuenet.errors import InvalidDocument
from valuenet.model import text, vocabulary
from valuenet.model.bounds import Bounds

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads((ROOT / "schema" / "network.schema.json").read_text())
DEFINITIONS: dict[str, Any] = SCHEMA["$defs"]
VALIDATOR = Draft202012Validator(SCHEMA)
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))

SMALL = """
valuenet: 1
network: small
name: A small one
personas: {cfo: {name: Finance chief}}
differentiators:
  tool: {title: A tool, leads_to: {faster: usually}, compared_with: {status-quo: ahead}}
outcomes:
  faster: {title: Faster, desired_by: {cfo: {importance: primary, why: time}}}
regions:
  here: {title: Here, nodes: [tool, faster]}
"""

BROKEN = {
    "an unknown field at the top": ("name: A small one", "name: A small one\nowner: me"),
    "an unknown field of a node": ("title: A tool", "title: A tool, colour: red"),
    "no name": ("name: A small one", ""),
    "no version": ("valuenet: 1", ""),
    "another version": ("valuenet: 1", "valuenet: 2"),
    "no title": ("title: Faster, ", ""),
    "an empty title": ("title: Faster", "title: ''"),
    "a number for a text": ("title: Faster", "title: 5"),
    "true for a text": ("title: Faster", "title: true"),
    "a list for a text": ("title: Faster", "title: [Faster]"),
    "nothing for a text": ("title: Faster", "title: "),
    "a text for true or false": ("title: Faster", "title: Faster, anticipated: no"),
    "an unknown strength": ("faster: usually", "faster: mostly"),
    "an unknown importance": ("importance: primary", "importance: high"),
    "an unknown position": ("status-quo: ahead", "status-quo: better"),
    "a long form without position": ("status-quo: ahead", "status-quo: {note: better}"),
    "a key in upper case": ("network: small", "network: Small"),
    "a key with a space": ("  here:", "  over here:"),
    "a key that is too long": ("  here:", f"  {'h' * 65}:"),
    "a title that is too long": ("title: Here", f"title: {'h' * 201}"),
    "a reason that is too long": ("why: time", f"why: {'t' * 501}"),
    "a line break in a title": ("title: Here", 'title: "He\\nre"'),
    "a control character": ("why: time", 'why: "ti\\u0007me"'),
    "a unit that is too long": ("title: Faster", f"title: Faster, metric: {{name: time, unit: {'d' * 41}}}"),
    "a metric without name": ("title: Faster", "title: Faster, metric: {unit: days}"),
    "a node twice in a region": ("[tool, faster]", "[tool, tool]"),
    "a text for a list": ("[tool, faster]", "tool"),
    "a list for a map": ("{cfo: {name: Finance chief}}", "[cfo]"),
}


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_fits_the_schema(example: Path) -> None:
    VALIDATOR.validate(_plain(example.read_text()))


def test_there_are_six_examples() -> None:
    assert len(EXAMPLES) == 6


def test_the_small_document_of_these_tests_is_sound() -> None:
    VALIDATOR.validate(_plain(SMALL))
    assert read(SMALL, format=Format.YAML, bounds=Bounds()).key == "small"


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_document_is_refused_by_schema_and_reader(fault: str) -> None:
    sound, broken = BROKEN[fault]
    assert sound in SMALL
    document = SMALL.replace(sound, broken)
    assert not VALIDATOR.is_valid(_plain(document))
    with pytest.raises(InvalidDocument) as caught:
        read(document, format=Format.YAML, bounds=Bounds())
    assert all(problem.line and problem.column and problem.message and problem.remedy for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("strength", vocabulary.Strength),
        ("importance", vocabulary.Importance),
        ("position", vocabulary.Position),
        ("persona.level", vocabulary.Level),
        ("differentiator.kind", vocabulary.DifferentiatorKind),
        ("outcome.kind", vocabulary.OutcomeKind),
        ("metric.direction", vocabulary.Direction),
        ("region.outline", vocabulary.Outline),
    ],
)
def test_the_words_of_the_schema_are_those_of_the_model(path: str, words: type[StrEnum]) -> None:
    name, _, field = path.partition(".")
    found = DEFINITIONS[name]["properties"][field] if field else DEFINITIONS[name]
    assert found["enum"] == [word.value for word in words]


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("key", text.KEY.limit),
        ("title", text.TITLE.limit),
        ("short", text.SHORT.limit),
        ("why", text.WHY.limit),
        ("evidence", text.EVIDENCE.limit),
    ],
)
def test_the_limits_of_the_schema_are_those_of_the_model(name: str, limit: int) -> None:
    assert DEFINITIONS[name]["maxLength"] == limit


def test_keys_have_the_pattern_of_the_model() -> None:
    assert DEFINITIONS["key"]["pattern"] == f"^{text._KEY.pattern}$"


@pytest.mark.parametrize(("name", "rule"), [("title", text.TITLE), ("short", text.SHORT), ("why", text.WHY), ("evidence", text.EVIDENCE)])
def test_the_schema_refuses_the_characters_that_the_model_refuses(name: str, rule: text.Rule) -> None:
    allowed = re.compile(DEFINITIONS[name]["pattern"])
    for code in [*range(0xD800), *range(0xE000, 0x10000)]:
        sample = f"a{chr(code)}b"
        refused = text.problem("field", sample, rule) is not None
        assert bool(allowed.search(sample)) is not refused, f"U+{code:04X}"


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("", reading.NETWORK),
        ("persona", reading.PERSONA),
        ("alternative", reading.ALTERNATIVE),
        ("differentiator", reading.DIFFERENTIATOR),
        ("outcome", reading.OUTCOME),
        ("metric", reading.METRIC),
        ("region", reading.REGION),
        ("arrow", reading.ARROW),
        ("tag", reading.TAG),
        ("comparison", reading.COMPARISON),
    ],
)
def test_the_fields_of_the_schema_are_those_that_the_reader_knows(name: str, fields: tuple[str, ...]) -> None:
    found = DEFINITIONS[name] if name else SCHEMA
    found = found["oneOf"][1] if "oneOf" in found else found
    assert tuple(found["properties"]) == fields


def test_the_schema_names_the_version_that_the_reader_reads() -> None:
    assert SCHEMA["properties"]["valuenet"]["const"] == reading.VERSION


def test_everything_in_the_schema_is_described() -> None:
    silent = [path for path, part in _described(SCHEMA, "") if "$ref" not in part and not part.get("description")]
    assert silent == []


def _described(part: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part of a schema that a reader may look up."""
    yield path, part
    for group in ("properties", "$defs"):
        for name, inner in part.get(group, {}).items():
            yield from _described(inner, f"{path}.{name}")
    for position, inner in enumerate(part.get("oneOf", [])):
        yield from _described(inner, f"{path}[{position}]")


def _plain(document: str) -> Any:
    return YAML(typ="safe", pure=True).load(document)
