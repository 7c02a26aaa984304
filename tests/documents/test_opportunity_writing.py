"""An opportunity's file: canonical, readable, and without loss of what is not recorded elsewhere."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alder import alder_directory
from documents.sales import after, imported, understood, written
from networks import culture, directory
from random_opportunities import opportunities
from records import account
from valuenet.documents.keyed import keyed
from valuenet.documents.opportunity_writing import write
from valuenet.documents.source import Format
from valuenet.model.network import Network
from valuenet.model.opportunity import Opportunity
from worth import full_opportunity

FIRST = imported()
AT = account("acme")


def unrecorded(opportunity: Opportunity) -> Opportunity:
    """The opportunity without calls and moves, which no file holds."""
    return replace(opportunity, calls=(), claims=tuple(replace(claim, moves=()) for claim in opportunity.claims))


@given(opportunities(), st.sampled_from(Format))
@settings(deadline=None, max_examples=60)
def test_what_is_written_is_read_back_as_the_same(made: tuple[Network, Opportunity], format: Format) -> None:
    net, one = made
    known = {"account": AT, "network": net, "directory": alder_directory()}
    text = write(one, **known, format=format)  # type: ignore[arg-type]  # the names are those of the parameters
    document = understood(text, format)
    assert document.problems == ()
    assert document.draft == unrecorded(keyed(one, **known))  # type: ignore[arg-type]  # the same


@pytest.mark.parametrize("format", Format)
def test_every_field_of_an_opportunity_is_written_and_read_back(format: Format) -> None:
    net = culture()
    one = full_opportunity(net, AT)
    text = write(one, account=AT, network=net, directory=directory(), format=format)
    document = understood(text, format)
    assert document.problems == ()
    assert document.draft == unrecorded(keyed(one, account=AT, network=net, directory=directory()))


@pytest.mark.parametrize("format", Format)
def test_export_import_export_is_byte_equal(format: Format) -> None:
    text = written(FIRST, format)
    again = imported(text) if format is Format.YAML else FIRST
    assert written(again, format) == text
    assert understood(text, format).problems == ()


def test_an_export_says_only_what_there_is_to_say() -> None:
    tree = json.loads(written(FIRST, Format.JSON))
    assert "kind" not in tree, "a new sale is the default"
    assert "seed" not in tree
    assert "unmet" not in tree
    assert list(tree["alternatives"]) == ["competitor-b"], "the status quo is always there"
    assert tree["claims"]["higher-profit"] == {
        "line": "ap-labour",
        "amount": "60000/90000/120000",
        "against": "competitor-b",
        "owner": "cfo",
        "interested": ["cfo"],
    }


@pytest.mark.parametrize("format", Format)
def test_no_id_is_written(format: Format) -> None:
    text = written(FIRST, format)
    one = FIRST.opportunity
    ids = [one.id, one.network, one.account, *one.claim_by_id, *one.stakeholder_by_id, *(person.persona for person in one.stakeholders)]
    assert not [id_ for id_ in ids if id_ in text]


def test_a_changed_word_changes_one_line() -> None:
    other = imported(written(FIRST).replace("influence: 25 %", "influence: 20 %"), after(FIRST))
    before, now = written(FIRST).split("\n"), written(other).split("\n")
    assert len([1 for old, new in zip(before, now, strict=True) if old != new]) == 1
