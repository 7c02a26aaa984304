"""Values as plain data and back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from batches import BATCHES, history
from drawing import alternative, directory, example, grown, network, persona
from valuenet.model import plain
from valuenet.model.changes import directory_difference
from valuenet.model.directory import with_entries
from valuenet.model.edits import NetworkEdit
from valuenet.model.network import Network


def again(net: Network) -> Network:
    """The network after it has been written as JSON and read."""
    return plain.network(json.loads(json.dumps(plain.plain(plain.network_record(net)))))


@pytest.mark.parametrize("name", ["value-focused-culture", "mediocrity-merry-go-round", "invoice-automation", "office-space"])
def test_the_examples_survive_being_written_and_read(name: str) -> None:
    net, _ = example(name)
    assert again(net) == net


@given(BATCHES)
@settings(deadline=None, max_examples=80)
def test_every_network_and_every_change_survives_being_written_and_read(batches: list[list[NetworkEdit]]) -> None:
    for net, changes in history(batches):
        assert again(net) == net
        for change in changes:
            assert plain.change(json.loads(json.dumps(plain.plain(plain.change_record(change))))) == change


def test_a_set_is_a_list_in_an_order_that_every_process_agrees_on() -> None:
    assert plain.plain({"said": frozenset({"c", "a", "b"})}) == {"said": ["a", "b", "c"]}


def test_changes_of_personas_and_alternatives_survive_too() -> None:
    before = directory()
    after = with_entries(before, [persona("ceo"), alternative("diy"), persona("cfo", archived=True)])
    for change in directory_difference(before, after):
        assert plain.change(json.loads(json.dumps(plain.plain(plain.change_record(change))))) == change


def test_words_are_written_as_people_say_them() -> None:
    record = json.dumps(plain.plain(plain.network_record(network("[tool] => a"))))
    assert '"strength": "almost always"' in record
    assert '"kind": "fitness for use"' in record


def test_a_record_names_the_fields_of_the_model() -> None:
    record = plain.plain(plain.network_record(grown(5, 5)))
    assert isinstance(record, dict)
    assert list(record) == [
        "id", "workspace", "revision", "changed_at", "root", "differentiators", "outcomes", "regions", "arrows", "tags", "comparisons",
    ]  # fmt: skip


def test_mappings_sequences_and_words_are_plain_data_too() -> None:
    assert plain.plain({"a": (1, [persona("cfo").level])}) == {"a": [1, ["executive"]]}
