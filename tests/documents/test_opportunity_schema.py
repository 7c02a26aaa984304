"""The published schema of an opportunity's file describes what the reader reads: neither may drift from the other, nor from the model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from documents.sales import ALDER, changed, imported, understood, written
from valuenet.documents import claim_reading, opportunity_reading
from valuenet.documents.reading import VERSION
from valuenet.documents.source import Format
from valuenet.model import text
from valuenet.model.amounts import CURRENCY, UNIT
from valuenet.model.claim import LATEST_MONTH
from valuenet.model.numbers import LONGEST
from valuenet.model.value_vocabulary import ClaimState, Confirmation, OpportunityKind, Verdict
from valuenet.model.vocabulary import Desirability

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads((ROOT / "schema" / "opportunity.schema.json").read_text())
NETWORK: dict[str, Any] = json.loads((ROOT / "schema" / "network.schema.json").read_text())
DEFINITIONS: dict[str, Any] = SCHEMA["$defs"]
VALIDATOR = Draft202012Validator(SCHEMA)

BROKEN = {
    "an unknown field at the top": ("stage: proposal", "phase: proposal"),
    "an unknown field of a claim": ("    line: audit-cost", "    on_line: audit-cost"),
    "no account": ("account: {key: alder-foods, name: Alder Foods, trade: food making, region: East}\n", ""),
    "an account without key": ("{key: alder-foods, name: Alder Foods,", "{name: Alder Foods,"),
    "no price": ("price: {yearly: 120 000, one_time: 30 000, currency: USD}\n", ""),
    "no day of opening": ('opened: "2026-01-12"\n', ""),
    "no name": ("name: Alder Foods, invoice automation\n", ""),
    "another version": ("valuenet: 1", "valuenet: 2"),
    "a person without persona": ("{name: Tom Reed, persona: treasurer,", "{name: Tom Reed,"),
    "a line without name": ("{name: AP labour}", "{baseline: 5}"),
    "an option without name": ("{name: Competitor B, yearly", "{yearly"),
    "an unknown state": ("state: validated", "state: sure"),
    "an unknown confirmation": ("confirmed: in writing", "confirmed: by phone"),
    "an unknown kind": ("stage: proposal", "kind: big"),
    "a list for a map": ("lines:\n", "lines: [ap-labour]\nwas:\n"),
    "a text for true or false": ("    line: audit-cost", "    line: audit-cost\n    personal: maybe"),
    "true for an amount": ("10 000/30 000/80 000", "true"),
    "a key in upper case": ("opportunity: alder-foods", "opportunity: Alder"),
    "a name that is too long": ("name: Tom Reed", f"name: {'t' * 201}"),
}


def plain(document: str) -> Any:
    return YAML(typ="safe", pure=True).load(document)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("example", sorted((ROOT / "examples" / "opportunities").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_fits_the_schema(example: Path) -> None:
    VALIDATOR.validate(plain(example.read_text(encoding="utf-8")))


def test_what_is_exported_fits_the_schema() -> None:
    made = imported()
    VALIDATOR.validate(json.loads(written(made, Format.JSON)))
    VALIDATOR.validate(plain(written(made)))


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_document_is_refused_by_schema_and_reader(fault: str) -> None:
    document = changed(BROKEN[fault])
    assert not VALIDATOR.is_valid(plain(document))
    found = understood(document).problems
    assert found
    assert all(wrong.line and wrong.column and wrong.message and wrong.remedy for wrong in found)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("", opportunity_reading.OPPORTUNITY),
        ("account", opportunity_reading.ACCOUNT),
        ("price", opportunity_reading.PRICE),
        ("option", opportunity_reading.OPTION),
        ("stakeholder", opportunity_reading.STAKEHOLDER),
        ("line", opportunity_reading.LINE),
        ("unmet", opportunity_reading.UNMET),
        ("claim", claim_reading.CLAIM),
        ("timing", claim_reading.TIMING),
        ("proof", claim_reading.EVIDENCE),
        ("override", claim_reading.OVERRIDE),
    ],
)
def test_the_fields_of_the_schema_are_those_that_the_reader_knows(name: str, fields: tuple[str, ...]) -> None:
    assert tuple((DEFINITIONS[name] if name else SCHEMA)["properties"]) == fields


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("claim.state", ClaimState),
        ("proof.confirmed", Confirmation),
        ("override.verdict", Verdict),
        ("desirability", Desirability),
        ("kind", OpportunityKind),
    ],
)
def test_the_words_of_the_schema_are_those_of_the_model(path: str, words: type[StrEnum]) -> None:
    name, _, field = path.partition(".")
    found = DEFINITIONS[name]["properties"][field] if field else DEFINITIONS.get(name) or SCHEMA["properties"][name]
    assert sorted(found["enum"]) == sorted(word.value for word in words)


def test_the_limits_of_the_schema_are_those_of_the_model() -> None:
    shared = ("key", "title", "short", "why", "evidence")
    assert {name: DEFINITIONS[name] for name in shared} == {name: NETWORK["$defs"][name] for name in shared}
    assert DEFINITIONS["sentence"]["maxLength"] == text.WHY.limit
    terms = DEFINITIONS["price"]["properties"]
    assert (terms["currency"]["maxLength"], terms["unit"]["maxLength"], terms["years"]["maximum"]) == (CURRENCY.limit, UNIT.limit, LONGEST)
    timing = DEFINITIONS["timing"]["properties"]
    assert (timing["first_month"]["maximum"], timing["years"]["maximum"]) == (LATEST_MONTH, LONGEST)


def test_the_schema_names_the_version_that_the_reader_reads() -> None:
    assert SCHEMA["properties"]["valuenet"]["const"] == VERSION


def test_everything_in_the_schema_is_described() -> None:
    assert [path for path, part in _described(SCHEMA, "") if not part.get("description") and "$ref" not in part] == []


def test_the_example_is_sound() -> None:
    assert understood(ALDER).problems == ()


def _described(part: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part of a schema that a reader may look up."""
    yield path, part
    for group in ("properties", "$defs"):
        for name, inner in part.get(group, {}).items():
            yield from _described(inner, f"{path}.{name}")
    for position, inner in enumerate(part.get("oneOf", [])):
        yield from _described(inner, f"{path}[{position}]")
