"""What an administrator should know is in the trail, whichever store keeps it and whichever process did it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import cast

import pytest

from admitting import ADMIN, EDITOR, VIEWER, another_workspace
from valuenet.errors import StoreUnavailable
from valuenet.model.access import Event, TrailEntry
from valuenet.service.lately import Lately
from valuenet.service.library import Library
from valuenet.service.networks import NewNetwork, network_create, network_delete
from valuenet.service.noting import exported, refused, turned_away
from valuenet.service.trail import trail
from valuenet.service.value_settings import SettingsChange, value_settings_change
from valuenet.store.protocol import Store

STRICTER = SettingsChange(values={"ranking_minimum": Decimal(9)}, reason="fewer say nothing")


def told(library: Library) -> list[tuple[Event, str, str]]:
    """The trail, the oldest first."""
    return [(entry.event, entry.actor.name, entry.subject) for entry in reversed(trail(library, ADMIN).entries)]


def test_what_is_changed_for_all_removed_for_good_or_taken_away_is_told_to_every_process(
    store: Store, open_again: Callable[[], Store]
) -> None:
    library = Library(store)
    network = network_create(library, EDITOR, NewNetwork(key="culture", name="Culture")).reading.network
    value_settings_change(library, ADMIN, STRICTER, repeat="once")
    value_settings_change(library, ADMIN, STRICTER, repeat="once")
    exported(library, VIEWER, "network culture", "network.yaml")
    network_delete(library, ADMIN, network.id, expected=1)
    expected = [
        (Event.SETTINGS_CHANGED, "Al", "value settings"),
        (Event.EXPORTED, "Vi", "network culture"),
        (Event.DELETED, "Al", f"network {network.id}"),
    ]
    assert told(library) == told(Library(open_again())) == expected


def test_a_file_is_told_once_a_minute_for_each_person_and_another_one_at_once(sqlite_store: Store) -> None:
    library = Library(sqlite_store)
    for caller, subject, form in (
        *[(VIEWER, "network culture", "network.yaml")] * 50,
        (EDITOR, "network culture", "network.yaml"),
        (VIEWER, "network culture", "tags.csv"),
        (VIEWER, "network other", "network.yaml"),
    ):
        exported(library, caller, subject, form)
    assert [(entry.actor.name, entry.subject, entry.said) for entry in reversed(trail(library, ADMIN).entries)] == [
        ("Vi", "network culture", "network.yaml"),
        ("Ed", "network culture", "network.yaml"),
        ("Vi", "network culture", "tags.csv"),
        ("Vi", "network other", "network.yaml"),
    ]


def test_however_much_somebody_takes_away_none_of_it_is_left_out(sqlite_store: Store) -> None:
    library = Library(sqlite_store)
    library.exports = Lately(seconds=60, most=3, all_told=True)
    for number in range(10):
        exported(library, VIEWER, f"opportunity sale-{number}", "yaml")
    assert len(told(library)) == 10


def test_nobody_keeps_what_others_were_refused_out_of_the_trail(sqlite_store: Store) -> None:
    library = Library(sqlite_store)
    elsewhere = replace(VIEWER, workspace=another_workspace(sqlite_store).id)
    for number in range(40):
        turned_away(library, f"192.0.2.{number}", "brought no token that is known")
        refused(library, elsewhere, f"deed {number}")
    refused(library, VIEWER, "networks takes the right to administer")
    assert told(library)[-1] == (Event.REFUSED, "Vi", "")
    assert len(told(library)) == 21, "strangers are told of beside those of the first workspace"


class Forgetful:
    """A trail that is out of reach at first."""

    def __init__(self) -> None:
        self.tries = 0
        self.told: list[TrailEntry] = []

    def add_trail(self, entry: TrailEntry) -> None:
        self.tries += 1
        if self.tries == 1:
            raise StoreUnavailable("the store does not answer: start it")
        self.told.append(entry)


def test_what_could_not_be_told_is_told_at_the_next_try() -> None:
    store = Forgetful()
    library = Library(cast("Store", store))
    with pytest.raises(StoreUnavailable):
        exported(library, VIEWER, "network culture", "network.yaml")
    exported(library, VIEWER, "network culture", "network.yaml")
    exported(library, VIEWER, "network culture", "network.yaml")
    assert [entry.subject for entry in store.told] == ["network culture"]
