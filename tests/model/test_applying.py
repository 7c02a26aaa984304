"""A batch of edits: all or nothing, every problem with its path, later edits see earlier ones."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from drawing import AT, compared, directory, keys, network, outcome_id, persona
from valuenet.errors import InvalidEdit
from valuenet.model.applying import edited
from valuenet.model.bounds import Bounds
from valuenet.model.changes import Change
from valuenet.model.directory import Directory
from valuenet.model.edits import (
    Compare,
    Connect,
    Describe,
    Disconnect,
    NetworkEdit,
    PutDifferentiator,
    PutOutcome,
    PutRegion,
    Remove,
    RemoveRegion,
    Rename,
    Tag,
    Uncompare,
    Untag,
    Update,
)
from valuenet.model.network import Metric, Network
from valuenet.model.vocabulary import ChangeKind, DifferentiatorKind, Importance, OutcomeKind, Outline, Position, Strength

PEOPLE = directory(persona("gone", archived=True))
NET = network(
    "[tool] -> a -> b", "a: cfo", PutRegion(key="here", title="Here", nodes=("tool", "a")), *compared(tool="ahead"), people=PEOPLE
)
LATER = "2026-03-02T09:00:00.000000+00:00"


def applied(*edits: NetworkEdit, to: Network = NET, people: Directory = PEOPLE, bounds: Bounds | None = None) -> Network:
    return edited(to, edits, people, at=LATER, bounds=bounds or Bounds())[0]


def changes(*edits: NetworkEdit, to: Network = NET) -> list[tuple[str, str, tuple[str, ...]]]:
    return [told(change) for change in edited(to, edits, PEOPLE, at=LATER, bounds=Bounds())[1]]


def told(change: Change) -> tuple[str, str, tuple[str, ...]]:
    return change.element_kind.value, change.kind.value, change.about


def problems(*edits: NetworkEdit, to: Network = NET, bounds: Bounds | None = None) -> list[tuple[str, str]]:
    """Path and code of all that is wrong with a batch."""
    with pytest.raises(InvalidEdit) as caught:
        applied(*edits, to=to, bounds=bounds)
    assert all(found.message and found.remedy for found in caught.value.problems)
    return [(found.path, found.code) for found in caught.value.problems]


def test_an_accepted_batch_raises_the_revision_by_one_and_says_when() -> None:
    after = applied(PutOutcome(key="c", title="C"), Connect(cause="b", effect="c"))
    assert (after.revision, after.changed_at) == (NET.revision + 1, LATER)
    assert after.id == NET.id


def test_a_batch_that_changes_nothing_raises_nothing() -> None:
    after, found = edited(
        NET, [Connect(cause="tool", effect="a"), Update(key="a", fields={"title": "A"})], PEOPLE, at=LATER, bounds=Bounds()
    )
    assert after is NET
    assert found == ()
    assert edited(NET, [PutOutcome(key="c", title="C"), Remove(key="c")], PEOPLE, at=LATER, bounds=Bounds()) == (NET, ())


def test_later_edits_see_what_earlier_ones_made() -> None:
    after = applied(
        PutDifferentiator(key="portal", title="Portal", kind=DifferentiatorKind.IMAGE, note="new"),
        PutOutcome(key="c", title="C", kind=OutcomeKind.PERSONAL, anticipated=False, wanted=False, evidence="seen"),
        Connect(cause="portal", effect="c", strength=Strength.RARELY, why="because", evidence="trial"),
        Tag(outcome="c", persona="clerk", importance=Importance.SECONDARY, why="tired", personally="sleep"),
        Rename(key="c", to="calm"),
        Update(key="calm", fields={"wanted": True}),
        PutRegion(key="there", title="There", outline=Outline.RED, nodes=("portal", "calm")),
    )
    calm = after.node_by_key["calm"]
    (arrow,) = after.arrows_to[calm.id]
    assert (after.node_by_id[arrow.cause].key, arrow.strength, arrow.why, arrow.evidence) == ("portal", Strength.RARELY, "because", "trial")
    assert [(tag.persona, tag.personally) for tag in after.tags_of[outcome_id(after, "calm")]] == [("per_clerk", "sleep")]
    assert {after.node_by_id[node].key for node in after.regions[1].nodes} == {"portal", "calm"}


def test_the_parts_of_an_edited_network_are_in_the_order_of_their_keys() -> None:
    after = applied(
        PutOutcome(key="0", title="0"), PutDifferentiator(key="0d", title="0"), Connect(cause="0d", effect="0"), Rename(key="a", to="z")
    )
    assert keys(after.outcomes) == ["0", "b", "z"]
    assert keys(after.differentiators) == ["0d", "tool"]
    pairs = [(after.node_by_id[arrow.cause].key, after.node_by_id[arrow.effect].key) for arrow in after.arrows]
    assert pairs == [("0d", "0"), ("tool", "z"), ("z", "b")]


def test_put_creates_or_replaces_and_keeps_the_id_the_arrows_and_the_tags() -> None:
    after = applied(PutOutcome(key="a", title="Another", wanted=False))
    assert after.node_by_key["a"].id == NET.node_by_key["a"].id
    assert (after.node_by_key["a"].title, after.arrows, after.tags) == ("Another", NET.arrows, NET.tags)


def test_put_with_new_refuses_a_key_that_is_taken() -> None:
    assert problems(PutOutcome(key="a", title="A", new=True), PutDifferentiator(key="tool", title="T", new=True)) == [
        ("edits[0].key", "KEY_TAKEN"),
        ("edits[1].key", "KEY_TAKEN"),
    ]
    assert problems(PutRegion(key="here", title="Here", new=True)) == [("edits[0].key", "KEY_TAKEN")]


def test_an_outcome_never_becomes_a_differentiator_nor_the_other_way() -> None:
    assert problems(PutOutcome(key="tool", title="T"), PutDifferentiator(key="a", title="A")) == [
        ("edits[0].key", "KEY_TAKEN"),
        ("edits[1].key", "KEY_TAKEN"),
    ]


@pytest.mark.parametrize("key", ["A", " a ", "a\u00a0", "a_b", ""])
def test_a_key_that_only_looks_like_one_is_refused_with_its_place(key: str) -> None:
    expected = "INVALID_KEY" if key else "MISSING"
    assert problems(PutOutcome(key=key, title="Twin")) == [("edits[0].key", expected)]
    assert problems(PutRegion(key=key, title="Twin")) == [("edits[0].key", expected)]
    assert problems(Rename(key="b", to=key)) == [("edits[0].to", expected)]


def test_update_changes_only_the_named_fields() -> None:
    after = applied(Update(key="a", fields={"title": " New ", "metric": Metric(name="days")}))
    node = after.outcome_by_id[outcome_id(after, "a")]
    assert (node.title, node.metric, node.kind) == ("New", Metric(name="days"), OutcomeKind.BUSINESS)


@pytest.mark.parametrize("field", ["id", "key", "note", "colour"])
def test_update_refuses_fields_that_an_outcome_does_not_have(field: str) -> None:
    assert problems(Update(key="a", fields={field: "x"})) == [(f"edits[0].{field}", "UNKNOWN_FIELD")]


def test_renaming_keeps_the_thing_and_refuses_a_taken_key() -> None:
    assert changes(Rename(key="a", to="z")) == [("outcome", "changed", ("z",))]
    assert problems(Rename(key="a", to="tool")) == [("edits[0].to", "KEY_TAKEN")]
    assert applied(Rename(key="a", to="a")) is NET


def test_two_nodes_can_change_keys_with_each_other() -> None:
    after = applied(Rename(key="a", to="x"), Rename(key="b", to="a"), Rename(key="x", to="b"))
    assert (after.node_by_key["a"].title, after.node_by_key["b"].title) == ("B", "A")


def test_removing_an_outcome_removes_its_arrows_its_tags_and_its_place_in_regions() -> None:
    after = applied(Remove(key="a"))
    assert (after.arrows, after.tags) == ((), ())
    assert [after.node_by_id[node].key for node in after.regions[0].nodes] == ["tool"]
    assert changes(Remove(key="a")) == [
        ("region", "changed", ("here",)),
        ("outcome", "removed", ("a",)),
        ("leads to", "removed", ("a", "b")),
        ("leads to", "removed", ("tool", "a")),
        ("desired by", "removed", ("a", "cfo")),
    ]


def test_removing_a_differentiator_removes_its_comparisons() -> None:
    assert ("compared with", "removed", ("tool", "rival")) in changes(Remove(key="tool"))


def test_a_removed_key_is_free_for_another_thing_with_another_id() -> None:
    after = applied(Remove(key="a"), PutDifferentiator(key="a", title="Now different"))
    assert after.node_by_key["a"].id != NET.node_by_key["a"].id


def test_connecting_again_replaces_the_arrow() -> None:
    after = applied(Connect(cause="tool", effect="a", strength=Strength.RARELY))
    assert len(after.arrows) == len(NET.arrows)
    assert changes(Connect(cause="tool", effect="a", strength=Strength.RARELY)) == [("leads to", "changed", ("tool", "a"))]


def test_an_arrow_never_ends_in_a_differentiator_and_nothing_leads_to_itself() -> None:
    assert problems(Connect(cause="a", effect="tool"), Connect(cause="a", effect="a")) == [
        ("edits[0].effect", "NOT_AN_OUTCOME"),
        ("edits[1].effect", "LEADS_TO_ITSELF"),
    ]


def test_both_ends_of_an_edit_are_reported_when_both_are_unknown() -> None:
    unheard: list[NetworkEdit] = [
        Connect(cause="x", effect="y"),
        Disconnect(cause="x", effect="y"),
        Tag(outcome="x", persona="nobody"),
        Untag(outcome="x", persona="nobody"),
        Compare(differentiator="x", alternative="nothing", position=Position.EQUAL),
        Uncompare(differentiator="x", alternative="nothing"),
        PutRegion(key="r", title="R", nodes=("x", "a", "y")),
    ]
    assert problems(*unheard) == [
        ("edits[0].cause", "UNKNOWN_NODE"),
        ("edits[0].effect", "UNKNOWN_NODE"),
        ("edits[1].cause", "UNKNOWN_NODE"),
        ("edits[1].effect", "UNKNOWN_NODE"),
        ("edits[2].outcome", "UNKNOWN_NODE"),
        ("edits[2].persona", "UNKNOWN_PERSONA"),
        ("edits[3].outcome", "UNKNOWN_NODE"),
        ("edits[3].persona", "UNKNOWN_PERSONA"),
        ("edits[4].differentiator", "UNKNOWN_NODE"),
        ("edits[4].alternative", "UNKNOWN_ALTERNATIVE"),
        ("edits[5].differentiator", "UNKNOWN_NODE"),
        ("edits[5].alternative", "UNKNOWN_ALTERNATIVE"),
        ("edits[6].nodes[0]", "UNKNOWN_NODE"),
        ("edits[6].nodes[2]", "UNKNOWN_NODE"),
    ]


def test_every_problem_of_every_edit_is_reported_with_its_path() -> None:
    assert problems(
        PutOutcome(key="c", title="", evidence="x" * 2_001),
        Update(key="nowhere", fields={"title": "X"}),
        Rename(key="nowhere", to="z"),
        Remove(key="nowhere"),
        Connect(cause="tool", effect="b", why="\x00"),
        RemoveRegion(key="nowhere"),
    ) == [
        ("edits[0].title", "MISSING"),
        ("edits[0].evidence", "TOO_LONG"),
        ("edits[1].key", "UNKNOWN_NODE"),
        ("edits[2].key", "UNKNOWN_NODE"),
        ("edits[3].key", "UNKNOWN_NODE"),
        ("edits[4].why", "FORBIDDEN_CHARACTER"),
        ("edits[5].key", "UNKNOWN_REGION"),
    ]


def test_a_key_whose_creation_failed_is_not_reported_again_where_it_is_used() -> None:
    assert problems(
        PutOutcome(key="c", title=""),
        Connect(cause="a", effect="c"),
        Connect(cause="c", effect="nowhere"),
        Tag(outcome="c", persona="cfo"),
        Update(key="c", fields={"title": "C"}),
        PutRegion(key="r", title="R", nodes=("c",)),
        Remove(key="c"),
    ) == [("edits[0].title", "MISSING"), ("edits[2].effect", "UNKNOWN_NODE")]
    assert problems(Rename(key="a", to="Bad Key"), Tag(outcome="Bad Key", persona="cro")) == [("edits[0].to", "INVALID_KEY")]
    assert problems(PutOutcome(key="tool", title="T"), Connect(cause="a", effect="tool")) == [("edits[0].key", "KEY_TAKEN")]
    assert problems(PutDifferentiator(key="a", title="A"), *compared(a="equal")) == [("edits[0].key", "KEY_TAKEN")]


def test_a_key_that_nearly_exists_is_suggested() -> None:
    with pytest.raises(InvalidEdit, match="did you mean 'tool'"):
        applied(Connect(cause="tols", effect="a"))


def test_a_batch_with_a_problem_changes_nothing() -> None:
    before = repr(NET)
    assert problems(PutOutcome(key="c", title="C"), Remove(key="a"), Remove(key="nowhere")) == [("edits[2].key", "UNKNOWN_NODE")]
    assert repr(NET) == before


def test_taking_away_what_is_not_there_is_refused() -> None:
    assert problems(
        Disconnect(cause="tool", effect="b"), Untag(outcome="b", persona="cfo"), Uncompare(differentiator="tool", alternative="status-quo")
    ) == [("edits[0].effect", "NOT_THERE"), ("edits[1].persona", "NOT_THERE"), ("edits[2].alternative", "NOT_THERE")]


def test_arrows_tags_comparisons_and_regions_can_be_taken_away() -> None:
    assert changes(
        Disconnect(cause="tool", effect="a"),
        Untag(outcome="a", persona="cfo"),
        Uncompare(differentiator="tool", alternative="rival"),
        RemoveRegion(key="here"),
    ) == [
        ("region", "removed", ("here",)),
        ("leads to", "removed", ("tool", "a")),
        ("desired by", "removed", ("a", "cfo")),
        ("compared with", "removed", ("tool", "rival")),
    ]


def test_an_archived_persona_takes_no_new_tags_and_keeps_the_old_ones() -> None:
    assert problems(Tag(outcome="a", persona="gone")) == [("edits[0].persona", "ARCHIVED")]
    archived = directory(only=(persona("cfo", archived=True),))
    after = applied(Tag(outcome="a", persona="cfo", why="still"), people=archived)
    assert after.tags[0].why == "still"


def test_only_differentiators_are_compared_and_only_outcomes_are_tagged() -> None:
    assert problems(Compare(differentiator="a", alternative="rival", position=Position.AHEAD), Tag(outcome="tool", persona="cfo")) == [
        ("edits[0].differentiator", "NOT_A_DIFFERENTIATOR"),
        ("edits[1].outcome", "NOT_AN_OUTCOME"),
    ]


def test_a_network_can_be_described_anew_field_by_field() -> None:
    after = applied(Describe(fields={"name": "New name", "archived": True, "alternative": "rival"}))
    assert (after.root.name, after.root.archived, after.root.alternative) == ("New name", True, "alt_rival")
    assert after.root.offering == NET.root.offering
    assert changes(Describe(fields={"key": "new-key"})) == [("network", "changed", ("new-key",))]


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_network_that_describes_an_alternative_can_become_our_own_again(nothing: str | None) -> None:
    rivals = applied(Describe(fields={"alternative": "rival"}))
    assert applied(Describe(fields={"alternative": nothing}), to=rivals).root.alternative is None


def test_a_description_is_checked_like_any_text() -> None:
    assert problems(Describe(fields={"key": "Not a key", "name": ""}), Describe(fields={"alternative": "unheard-of"})) == [
        ("edits[0].key", "INVALID_KEY"),
        ("edits[0].name", "MISSING"),
        ("edits[1].alternative", "UNKNOWN_ALTERNATIVE"),
    ]


@pytest.mark.parametrize(
    ("bounds", "batch", "message"),
    [
        (Bounds(differentiators=1), [PutDifferentiator(key="d", title="D")], "2 differentiators, the bound is 1"),
        (Bounds(outcomes=2), [PutOutcome(key="c", title="C")], "3 outcomes, the bound is 2"),
        (Bounds(arrows=2), [Connect(cause="tool", effect="b")], "3 arrows, the bound is 2"),
        (Bounds(regions=1), [PutRegion(key="r", title="R")], "2 regions, the bound is 1"),
        (Bounds(personas_per_outcome=1), [Tag(outcome="a", persona="cro")], "2 personas of one outcome, the bound is 1"),
    ],
)
def test_a_network_that_would_pass_a_bound_is_refused_with_bound_and_figure(
    bounds: Bounds, batch: Sequence[NetworkEdit], message: str
) -> None:
    with pytest.raises(InvalidEdit, match=message):
        applied(*batch, bounds=bounds)
    assert problems(*batch, bounds=bounds) == [("network", "TOO_MANY")]


def test_the_bounds_count_what_is_left_at_the_end_of_the_batch() -> None:
    after = applied(PutOutcome(key="c", title="C"), Remove(key="b"), bounds=Bounds(outcomes=2))
    assert keys(after.outcomes) == ["a", "c"]


def test_every_kind_of_change_is_told_with_the_keys_that_people_know() -> None:
    found = changes(
        PutOutcome(key="c", title="C"),
        Connect(cause="a", effect="c"),
        Tag(outcome="c", persona="clerk"),
        Update(key="tool", fields={"note": "n"}),
    )
    assert found == [
        ("differentiator", ChangeKind.CHANGED, ("tool",)),
        ("outcome", ChangeKind.ADDED, ("c",)),
        ("leads to", ChangeKind.ADDED, ("a", "c")),
        ("desired by", ChangeKind.ADDED, ("c", "clerk")),
    ]


def test_the_moment_of_an_edit_is_given_never_read_from_a_clock() -> None:
    assert edited(NET, [PutOutcome(key="c", title="C")], PEOPLE, at=AT, bounds=Bounds())[0].changed_at == AT
