"""Rebasing: what two people may do to one network at once, and what not."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batches import EDITS, PEOPLE, START
from drawing import AT
from valuenet.errors import InvalidEdit
from valuenet.model.applying import edited
from valuenet.model.bounds import Bounds
from valuenet.model.changes import Change, difference, elements
from valuenet.model.edits import (
    Connect,
    Describe,
    Disconnect,
    NetworkEdit,
    PutOutcome,
    PutRegion,
    Remove,
    Rename,
    Tag,
    Untag,
    Update,
)
from valuenet.model.network import Network
from valuenet.model.rebasing import Rebased, rebased
from valuenet.model.vocabulary import ChangeKind, Importance, Strength

BATCH = st.lists(EDITS, min_size=1, max_size=3)
TITLE = Update(key="a", fields={"title": "Ours"})


def after(network: Network, *edits: NetworkEdit) -> Network:
    return edited(network, edits, PEOPLE, at=AT, bounds=Bounds())[0]


def result(theirs: list[NetworkEdit], ours: list[NetworkEdit]) -> Rebased:
    return rebased(START, after(START, *theirs), ours, PEOPLE, at=AT, bounds=Bounds())


def told(theirs: list[NetworkEdit], ours: list[NetworkEdit]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What each conflict is about, on our side and on theirs."""
    return [(one.ours.about, one.theirs.about) for one in result(theirs, ours).conflicts]


@pytest.mark.parametrize(
    "theirs",
    [
        Update(key="b", fields={"title": "Theirs"}),
        Update(key="a", fields={"evidence": "seen", "wanted": False}),
        Update(key="a", fields={"title": "Ours"}),
        Connect(cause="d", effect="a"),
        Connect(cause="a", effect="b", strength=Strength.RARELY),
        Tag(outcome="a", persona="clerk"),
        Describe(fields={"name": "Theirs"}),
        PutRegion(key="c", title="C", nodes=("tool",)),
        Rename(key="b", to="z"),
        Remove(key="b"),
    ],
)
def test_a_new_title_stands_beside_everything_but_another_title(theirs: NetworkEdit) -> None:
    found = result([theirs], [TITLE])
    assert found.conflicts == ()
    assert found.network == after(after(START, theirs), TITLE)


@pytest.mark.parametrize(
    ("theirs", "about"),
    [
        (Update(key="a", fields={"title": "Theirs", "wanted": False}), ("a",)),
        (PutOutcome(key="a", title="Theirs"), ("a",)),
        (Rename(key="a", to="z"), ("z",)),
        (Remove(key="a"), ("a",)),
    ],
)
def test_a_new_title_does_not_stand_beside_another_title_or_key_or_the_end_of_the_outcome(theirs: NetworkEdit, about: tuple[str]) -> None:
    assert (("a",), about) in told([theirs], [TITLE])


def test_a_conflict_shows_both_sides_and_changes_nothing() -> None:
    found = result([Update(key="a", fields={"title": "Theirs"})], [Update(key="b", fields={"title": "B too"}), TITLE])
    (conflict,) = found.conflicts
    assert [(field.name, field.before, field.after) for field in conflict.ours.fields] == [("title", "A", "Ours")]
    assert [(field.name, field.before, field.after) for field in conflict.theirs.fields] == [("title", "A", "Theirs")]
    assert found.network.node_by_key["b"].title == "B"
    assert found.changes == ()


def test_an_outcome_that_is_put_again_does_not_take_back_what_another_said_of_it() -> None:
    evidence = Update(key="a", fields={"evidence": "a trial in May"})
    assert told([evidence], [PutOutcome(key="a", title="Ours")]) == [(("a",), ("a",))]
    assert told([evidence], [PutOutcome(key="a", title="Ours", evidence="a trial in May")]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Remove(key="d"), Connect(cause="a", effect="d")),
        (Remove(key="d"), Tag(outcome="d", persona="cfo")),
        (Remove(key="d"), PutRegion(key="new", title="New", nodes=("d",))),
        (Remove(key="d"), PutRegion(key="c", title="C", nodes=("a", "d"))),
        (Remove(key="d"), Update(key="d", fields={"title": "D too"})),
        (Rename(key="d", to="e"), Connect(cause="a", effect="d")),
        (PutOutcome(key="e", title="E"), PutOutcome(key="e", title="E too", new=True)),
        (PutOutcome(key="e", title="E"), Rename(key="d", to="e")),
        (Connect(cause="a", effect="d", why="one"), Connect(cause="a", effect="d", why="other")),
        (Tag(outcome="a", persona="cfo", why="one"), Untag(outcome="a", persona="cfo")),
        (Disconnect(cause="a", effect="b"), Connect(cause="a", effect="b", why="new")),
        (Tag(outcome="c", persona="cro"), Tag(outcome="c", persona="cro", importance=Importance.SECONDARY)),
        (Describe(fields={"name": "One"}), Describe(fields={"name": "Other"})),
    ],
)
def test_whoever_comes_second_is_told(one: NetworkEdit, other: NetworkEdit) -> None:
    assert told([one], [other])
    if not isinstance(one, Rename):  # a node that got another key can be connected, and a connected one another key
        assert told([other], [one])


def test_an_arrow_to_a_node_that_another_renamed_is_for_people_to_decide_and_a_new_key_for_a_node_that_was_connected_is_not() -> None:
    rename, connect = Rename(key="d", to="e"), Connect(cause="a", effect="d")
    assert told([rename], [connect]) == [(("a", "d"), ("e",))]
    assert told([connect], [rename]) == []


def test_a_key_that_means_another_node_now_is_not_taken_for_the_first() -> None:
    swapped: list[NetworkEdit] = [Rename(key="a", to="z"), Rename(key="b", to="a"), Rename(key="z", to="b")]
    assert told(swapped, [TITLE])
    assert told(swapped, [Connect(cause="a", effect="d")])
    assert told([Remove(key="d"), PutOutcome(key="d", title="Another")], [Connect(cause="a", effect="d")])


def test_the_same_done_twice_is_done_once() -> None:
    same: list[NetworkEdit] = [TITLE, Connect(cause="a", effect="d", why="same"), Tag(outcome="c", persona="cro")]
    found = result(same, same)
    assert (found.conflicts, found.changes) == ((), ())
    assert found.network == after(START, *same)


def test_a_batch_that_was_wrong_from_the_start_is_told_so() -> None:
    with pytest.raises(InvalidEdit, match="there is no node 'nothing'"):
        result([TITLE], [Remove(key="nothing")])


def test_a_bound_that_others_have_reached_meanwhile_is_told_as_one() -> None:
    bounds = Bounds(outcomes=len(START.outcomes) + 1)
    current = after(START, PutOutcome(key="x", title="X"))
    with pytest.raises(InvalidEdit, match="the bound is"):
        rebased(START, current, [PutOutcome(key="y", title="Y")], PEOPLE, at=AT, bounds=bounds)


def held(change: Change, network: Network) -> bool:
    """Whether a network is as a change left it."""
    there = elements(network).get(change.identity)
    if change.kind is ChangeKind.CHANGED:
        return there is not None and all(getattr(there, field.name) == field.after for field in change.fields)
    return there == change.after


@given(BATCH, BATCH)
@settings(deadline=None, max_examples=400)
def test_what_is_rebased_is_done_after_the_others_and_neither_side_loses_a_change(
    theirs: list[NetworkEdit], ours: list[NetworkEdit]
) -> None:
    with suppress(InvalidEdit):
        current = after(START, *theirs)
        found = rebased(START, current, ours, PEOPLE, at=AT, bounds=Bounds())
        if found.conflicts:
            assert (found.network, found.changes) == (current, ())
            return
        assert difference(current, found.network, PEOPLE) == found.changes
        assert len(elements(found.network)) == len(elements(after(current, *ours)))
        assert all(held(change, found.network) for change in difference(START, current, PEOPLE)), "theirs"
        meant = edited(START, ours, PEOPLE, at=AT, bounds=Bounds())[1]
        known = elements(START).keys()
        assert all(held(change, found.network) for change in meant if change.identity in known), "ours"
