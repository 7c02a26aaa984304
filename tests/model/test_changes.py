"""Changes: what they say, and that they can be taken back."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings

from batches import BATCHES, PEOPLE, START, history
from drawing import AT
from valuenet.model.applying import edited
from valuenet.model.bounds import Bounds
from valuenet.model.changes import Change, FieldChange, difference, elements, identity, rebuilt, undone
from valuenet.model.edits import NetworkEdit, PutOutcome, Remove, Rename, Update
from valuenet.model.vocabulary import ChangeKind


def test_a_change_tells_the_fields_that_differ() -> None:
    _, (change,) = edited(START, [Update(key="a", fields={"title": "New", "wanted": False})], PEOPLE, at=AT, bounds=Bounds())
    assert change.kind is ChangeKind.CHANGED
    assert change.fields == (FieldChange(name="title", before="A", after="New"), FieldChange(name="wanted", before=True, after=False))
    assert change.element is change.after


def test_what_was_added_or_removed_has_no_single_fields_that_differ() -> None:
    _, changes = edited(START, [PutOutcome(key="z", title="Z"), Remove(key="b")], PEOPLE, at=AT, bounds=Bounds())
    assert {change.kind for change in changes} == {ChangeKind.ADDED, ChangeKind.REMOVED}
    assert all(change.fields == () for change in changes)
    removed = next(change for change in changes if change.about == ("b",))
    assert removed.element is removed.before


def test_the_arrows_of_a_renamed_node_do_not_change() -> None:
    _, changes = edited(START, [Rename(key="a", to="z")], PEOPLE, at=AT, bounds=Bounds())
    assert [change.about for change in changes] == [("z",)]


def test_a_new_network_is_a_difference_to_nothing() -> None:
    changes = difference(None, START, PEOPLE)
    assert {change.kind for change in changes} == {ChangeKind.ADDED}
    assert [change.identity for change in changes] == list(elements(START))


def test_removals_are_told_last() -> None:
    _, changes = edited(START, [Remove(key="a"), PutOutcome(key="z", title="Z")], PEOPLE, at=AT, bounds=Bounds())
    kinds = [change.kind for change in changes]
    assert kinds == sorted(kinds, key=lambda kind: kind is ChangeKind.REMOVED)


def test_a_network_that_is_put_together_again_is_the_same() -> None:
    parts = reversed(list(elements(START).values()))
    assert rebuilt(START, parts, revision=START.revision, changed_at=START.changed_at) == START


@given(BATCHES)
@settings(deadline=None, max_examples=150)
def test_whatever_is_edited_a_network_keeps_its_rules_and_changes_lead_from_each_state_to_the_next(
    batches: list[list[NetworkEdit]],
) -> None:
    states = history(batches)
    for (before, _), (after, changes) in pairwise(states):
        assert after.revision == before.revision + 1
        assert rebuilt(after, elements(after).values(), revision=after.revision, changed_at=after.changed_at) == after, "it is in order"
        old, new = elements(before), elements(after)
        assert len({change.identity for change in changes}) == len(changes), "one change for each thing"
        for change in changes:
            assert (old.get(change.identity), new.get(change.identity)) == (change.before, change.after)
            assert change.before != change.after
        assert {key for key in old | new if old.get(key) != new.get(key)} == {change.identity for change in changes}
        assert all(change.identity == identity(change.element) for change in changes)


@given(BATCHES)
@settings(deadline=None, max_examples=150)
def test_undoing_changes_gives_back_every_earlier_state(batches: list[list[NetworkEdit]]) -> None:
    states = history(batches)
    latest = states[-1][0]
    undo: list[Change] = []
    for (before, _), (_, changes) in reversed(list(pairwise(states))):
        undo += reversed(changes)
        assert undone(latest, undo, revision=before.revision, changed_at=before.changed_at) == before
