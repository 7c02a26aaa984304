"""The directory: personas and alternatives of a workspace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drawing import alternative, directory, keys, persona
from valuenet.errors import Invalid
from valuenet.model.changes import directory_difference
from valuenet.model.directory import STATUS_QUO, THE_STATUS_QUO, unknown, with_entries, without_entry
from valuenet.model.ids import Key
from valuenet.model.vocabulary import ChangeKind, ElementKind


def test_a_key_names_one_persona_and_one_alternative() -> None:
    twins = (persona("cfo"), replace(persona("cro"), key=Key("cfo")))
    with pytest.raises(Invalid, match="the key 'cfo' is used twice"):
        replace(directory(), personas=twins)
    with pytest.raises(Invalid, match="alternatives: the key 'rival' is used twice"):
        replace(directory(), alternatives=(alternative("rival"), replace(alternative("other"), key=Key("rival"))))


def test_a_persona_and_an_alternative_may_have_the_same_key() -> None:
    assert directory("partner", alternatives=("partner",)).persona_by_key["partner"].name == "PARTNER"


def test_entries_are_added_or_replaced_by_id_in_the_next_revision_in_the_order_of_keys() -> None:
    before = directory(only=("cfo", "cro"))
    after = with_entries(before, [persona("ceo"), replace(persona("cro"), key=Key("a-cro")), alternative("diy")])
    assert keys(after.personas) == ["a-cro", "ceo", "cfo"]
    assert keys(after.alternatives) == ["diy", "rival", "status-quo"]
    assert after.revision == before.revision + 1


def test_an_entry_can_be_taken_out() -> None:
    before = directory(only=("cfo", "cro"))
    assert keys(without_entry(before, persona("cfo")).personas) == ["cro"]
    assert keys(without_entry(before, alternative("rival")).alternatives) == ["status-quo"]


def test_the_status_quo_is_an_alternative_with_the_same_id_everywhere() -> None:
    assert (THE_STATUS_QUO.key, THE_STATUS_QUO.id) == (STATUS_QUO, "alt_status-quo")


def test_what_changed_in_a_directory_is_told_entry_by_entry() -> None:
    before = directory(only=("cfo", "cro"))
    after = without_entry(with_entries(before, [replace(persona("cfo"), name="Chief")]), persona("cro"))
    found = [(change.element_kind, change.kind, change.about) for change in directory_difference(before, after)]
    assert found == [(ElementKind.PERSONA, ChangeKind.CHANGED, ("cfo",)), (ElementKind.PERSONA, ChangeKind.REMOVED, ("cro",))]


def test_an_unknown_key_is_reported_with_the_nearest_one_that_is_known() -> None:
    assert unknown("persona", "persona", "CFOO", ["cfo", "clerk"]).remedy == "did you mean 'cfo'?"
    assert unknown("persona", "persona", "zebra", ["cfo"]).remedy == "create the persona first, or correct the key"
