"""Who desires what."""

from __future__ import annotations

import pytest

from drawing import directory, example, grown, keys, network, persona
from valuenet.analysis.desires import Desired, Wish, executive_worthy, outcomes_desired_by, targeting
from valuenet.analysis.reach import distances
from valuenet.errors import NotFound
from valuenet.model.directory import Directory
from valuenet.model.edits import PutOutcome, Update
from valuenet.model.ids import DifferentiatorId, PersonaId
from valuenet.model.network import Network
from valuenet.model.vocabulary import Importance, Level, OutcomeKind
from valuenet.store.projection import UNREACHED, place

PEOPLE = directory()
CFO, CRO, CLERK, MANAGER = (PersonaId(f"per_{key}") for key in ("cfo", "cro", "clerk", "manager"))
SHARED = network(
    "[tool] -> fast -> cheap -> rich",
    "[portal] -> calm",
    "(worry) -> gloom",
    "fast: clerk, manager?",
    "cheap: cfo, manager",
    "rich: cfo?, cro",
    "calm: clerk",
    "worry: cfo",
    "gloom: cfo?",
)


def found(wish: Wish, net: Network = SHARED, people: Directory = PEOPLE) -> list[str]:
    return keys(hit.outcome for hit in outcomes_desired_by(net, people, wish))


def test_the_outcomes_of_a_persona_come_nearest_to_a_differentiator_first_and_unreached_ones_last() -> None:
    assert found(Wish(personas=(CFO,))) == ["cheap", "rich", "gloom"]


def test_outcomes_of_several_personas_are_those_of_any_of_them_or_of_every_one_of_them() -> None:
    assert found(Wish(personas=(CFO, MANAGER))) == ["fast", "cheap", "rich", "gloom"]
    assert found(Wish(personas=(CFO, MANAGER), every=True)) == ["cheap"]


def test_without_personas_every_outcome_that_anybody_desires_is_found() -> None:
    assert found(Wish()) == ["calm", "fast", "cheap", "rich", "gloom"]


def test_unwanted_outcomes_are_left_out_unless_asked_for() -> None:
    assert found(Wish(personas=(CFO,), wanted=False)) == ["worry"]
    assert found(Wish(personas=(CFO,), wanted=None)) == ["cheap", "rich", "gloom", "worry"]


def test_importance_and_level_choose_among_the_tags() -> None:
    assert found(Wish(personas=(CFO,), importance=Importance.PRIMARY)) == ["cheap"]
    assert found(Wish(levels=frozenset({Level.MANAGER, Level.PRACTITIONER}))) == ["calm", "fast", "cheap"]
    assert found(Wish(personas=(CFO, CRO), every=True, importance=Importance.PRIMARY)) == []


def test_kind_and_anticipation_choose_among_the_outcomes() -> None:
    changed = network(
        "[tool] -> a",
        "[tool] -> b",
        PutOutcome(key="a", title="A", kind=OutcomeKind.PERSONAL),
        PutOutcome(key="b", title="B", anticipated=False),
        "a: cfo",
        "b: cfo",
    )
    assert found(Wish(kind=OutcomeKind.PERSONAL), changed) == ["a"]
    assert found(Wish(kind=OutcomeKind.BUSINESS), changed) == ["b"]
    assert found(Wish(anticipated=False), changed) == ["b"]
    assert found(Wish(anticipated=True), changed) == ["a"]


def test_text_is_searched_in_titles_without_regard_to_capitals_and_forms_of_letters() -> None:
    net = network("[tool] -> a", Update(key="a", fields={"title": "Straße und ﬁrst Ⅷ"}), "a: cfo")
    assert found(Wish(text="STRASSE"), net) == ["a"]
    assert found(Wish(text="First viii"), net) == ["a"]
    assert found(Wish(text="second"), net) == []


def test_only_what_a_differentiator_reaches_can_be_asked_for() -> None:
    portal = SHARED.node_by_key["portal"].id
    assert found(Wish(reached_from=DifferentiatorId(portal))) == ["calm"]


def test_a_hit_carries_the_matching_tags_primary_ones_first_and_its_distance() -> None:
    (hit,) = (one for one in outcomes_desired_by(SHARED, PEOPLE, Wish(personas=(CFO, CRO))) if one.outcome.key == "rich")
    assert [(tag.persona, tag.importance) for tag in hit.tags] == [(CRO, Importance.PRIMARY), (CFO, Importance.SECONDARY)]
    assert hit.distance == 3


def test_one_network_answers_in_the_same_order_as_the_stores() -> None:
    net = grown(120, 160, tags=200)
    assert set(distances(net)) != {outcome.id for outcome in net.outcomes}, "some are not reached"

    def stored(hit: Desired) -> str:
        return place(UNREACHED if hit.distance is None else hit.distance, hit.outcome)

    hits = list(outcomes_desired_by(net, PEOPLE, Wish(personas=(CFO, CLERK))))
    assert hits == sorted(hits, key=stored)


def test_what_several_personas_share_begins_with_what_most_of_them_share() -> None:
    found = targeting(SHARED, PEOPLE, [CFO, MANAGER, CLERK])
    assert [(row.outcome.key, keys(row.personas), row.by_all) for row in found.shared] == [
        ("fast", ["manager", "clerk"], False),
        ("cheap", ["cfo", "manager"], False),
    ]
    assert [row.by_all for row in targeting(SHARED, PEOPLE, [CFO, MANAGER]).shared] == [True]
    three = network("[tool] -> a -> b", "a: cfo, cro", "b: cfo, cro, clerk")
    assert keys(row.outcome for row in targeting(three, PEOPLE, [CFO, CRO, CLERK]).shared) == ["b", "a"]


def test_what_only_one_of_the_chosen_personas_wants_is_listed_for_each_of_them() -> None:
    only = targeting(SHARED, PEOPLE, [CFO, MANAGER]).only_for
    assert [(one.persona.key, keys(one.outcomes)) for one in only] == [("cfo", ["rich", "gloom"]), ("manager", ["fast"])]


def test_the_targeting_table_has_a_row_for_every_outcome_and_a_column_for_every_persona() -> None:
    table = targeting(SHARED, PEOPLE, [MANAGER, CFO]).table
    primary, secondary = Importance.PRIMARY, Importance.SECONDARY
    assert [(row.outcome.key, row.importances) for row in table] == [
        ("fast", (secondary, None)),
        ("cheap", (primary, primary)),
        ("rich", (None, secondary)),
        ("gloom", (None, secondary)),
    ]


def test_a_persona_that_was_chosen_twice_counts_once_and_nobody_chosen_gives_an_empty_table() -> None:
    assert targeting(SHARED, PEOPLE, [CFO, CFO]) == targeting(SHARED, PEOPLE, [CFO])
    nobody = targeting(SHARED, PEOPLE, [])
    assert (nobody.table, nobody.shared, nobody.only_for, nobody.executive_worthy) == ((), (), (), ())


def test_an_unknown_persona_is_not_found() -> None:
    with pytest.raises(NotFound, match="persona 'per_nobody'"):
        targeting(SHARED, PEOPLE, [PersonaId("per_nobody")])


def test_an_outcome_deserves_an_executive_when_one_desires_it_and_a_differentiator_reaches_it() -> None:
    assert [(one.outcome.key, one.persona.key) for one in executive_worthy(SHARED, PEOPLE)] == [
        ("rich", "cro"),
        ("cheap", "cfo"),
        ("rich", "cfo"),
    ]
    assert [(one.outcome.key, one.persona.key) for one in executive_worthy(SHARED, PEOPLE, [CFO])] == [("cheap", "cfo"), ("rich", "cfo")]


def test_reasons_to_meet_an_executive_are_primary_first_then_farthest_from_the_differentiators() -> None:
    worthy = executive_worthy(*example("value-focused-culture"))
    ranks = [(one.importance is Importance.SECONDARY, -one.distance, one.outcome.key, one.persona.key) for one in worthy]
    assert ranks == sorted(ranks)
    assert worthy[0].importance is Importance.PRIMARY


def test_a_persona_that_is_no_longer_in_the_directory_still_shows_in_its_tags() -> None:
    without = directory(only=("clerk", "manager"))
    assert found(Wish(personas=(CFO,)), people=without) == ["cheap", "rich", "gloom"]
    assert executive_worthy(SHARED, without) == ()


def test_facilities_care_about_two_outcomes_and_the_department_managers_about_one_of_them() -> None:
    net, people = example("office-space")
    ids = {key: people.persona_by_key[key].id for key in ("facilities", "department-manager") if key in people.persona_by_key}
    assert len(ids) == 2, keys(people.personas)
    table = targeting(net, people, [ids["facilities"], ids["department-manager"]])
    assert any(row.by_all for row in table.shared)
    assert any(one.outcomes for one in table.only_for if one.persona.key == "facilities")


def test_archived_personas_can_still_be_asked_about() -> None:
    people = directory(persona("gone", archived=True))
    assert targeting(SHARED, people, [PersonaId("per_gone")]).table == ()
