"""A network cannot be built broken."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from drawing import keys, network, outcome_id
from valuenet.errors import Invalid
from valuenet.model.edits import PutRegion
from valuenet.model.ids import AlternativeId, DifferentiatorId, Key, OutcomeId, PersonaId, RegionId
from valuenet.model.network import ComparedWith, DesiredBy, Differentiator, LeadsTo, Metric, Network, Outcome, Region
from valuenet.model.vocabulary import Direction, Position

NET = network("[tool] -> a -> b", "a: cfo")
A, B = outcome_id(NET, "a"), outcome_id(NET, "b")
TOOL = NET.differentiators[0].id
GHOST = OutcomeId("out_ghost")


def codes(**parts: object) -> list[str]:
    """What is wrong with the network when some of its parts are replaced."""
    with pytest.raises(Invalid) as caught:
        replace(NET, **parts)  # type: ignore[arg-type]  # the names and values are those of the fields
    assert {found.path for found in caught.value.problems} == {"network"}
    assert all(found.remedy for found in caught.value.problems)
    return [found.code for found in caught.value.problems]


def test_an_arrow_never_ends_in_a_differentiator() -> None:
    assert codes(arrows=(LeadsTo(cause=A, effect=OutcomeId(TOOL)),)) == ["NOT_AN_OUTCOME"]


def test_an_arrow_starts_and_ends_in_the_network() -> None:
    assert codes(arrows=(LeadsTo(cause=GHOST, effect=A), LeadsTo(cause=A, effect=GHOST))) == ["UNKNOWN_NODE", "NOT_AN_OUTCOME"]


def test_nothing_leads_to_itself() -> None:
    assert codes(arrows=(LeadsTo(cause=A, effect=A),)) == ["LEADS_TO_ITSELF"]
    assert codes(arrows=(LeadsTo(cause=GHOST, effect=GHOST),)) == ["NOT_AN_OUTCOME", "UNKNOWN_NODE", "LEADS_TO_ITSELF"]


def test_one_arrow_leads_from_one_node_to_another() -> None:
    assert codes(arrows=(LeadsTo(cause=A, effect=B), LeadsTo(cause=A, effect=B, why="again"))) == ["ARROW_TWICE"]


def test_two_outcomes_may_lead_to_each_other() -> None:
    both = replace(NET, arrows=(LeadsTo(cause=A, effect=B), LeadsTo(cause=B, effect=A)))
    assert len(both.arrows) == 2


def test_a_key_names_one_node_differentiators_and_outcomes_together() -> None:
    twin = Differentiator(id=DifferentiatorId("dif_twin"), key=Key("a"), title="Twin")
    assert codes(differentiators=(*NET.differentiators, twin)) == ["KEY_TAKEN"]


def test_a_key_names_one_region() -> None:
    regions = [Region(id=RegionId(f"reg_{number}"), key=Key("here"), title="Here") for number in range(2)]
    assert codes(regions=tuple(regions)) == ["KEY_TAKEN"]


def test_tags_and_comparisons_hang_on_nodes_of_the_network_and_are_not_repeated() -> None:
    tag = DesiredBy(outcome=A, persona=PersonaId("per_cfo"))
    assert codes(tags=(tag, replace(tag, why="again"))) == ["TWICE"]
    assert codes(tags=(replace(tag, outcome=GHOST),)) == ["UNKNOWN_NODE"]
    side = ComparedWith(differentiator=TOOL, alternative=AlternativeId("alt_rival"), position=Position.AHEAD)
    assert codes(comparisons=(side, side)) == ["TWICE"]
    assert codes(comparisons=(replace(side, differentiator=DifferentiatorId(A)),)) == ["UNKNOWN_NODE"]


def test_a_region_covers_nodes_of_the_network() -> None:
    assert codes(regions=(Region(id=RegionId("reg_x"), key=Key("x"), title="X", nodes=(A, GHOST)),)) == ["UNKNOWN_NODE"]


def test_everything_that_does_not_fit_is_reported_at_once() -> None:
    tags = (DesiredBy(outcome=GHOST, persona=PersonaId("per_cfo")),)
    assert codes(arrows=(LeadsTo(cause=A, effect=A),), tags=tags) == ["LEADS_TO_ITSELF", "UNKNOWN_NODE"]


def test_values_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        NET.outcomes[0].title = "another"  # type: ignore[misc]  # that this fails is the rule
    with pytest.raises(FrozenInstanceError):
        NET.revision = 7  # type: ignore[misc]  # as above


def test_a_metric_is_text_like_any_other() -> None:
    def measured(name: str, unit: str = "") -> Outcome:
        return Outcome(id=GHOST, key=Key("x"), title="X", metric=Metric(name=name, unit=unit, direction=Direction.DOWN))

    assert measured("  Days\u00a0", "d ").metric == Metric(name="Days", unit="d", direction=Direction.DOWN)
    with pytest.raises(Invalid) as caught:
        measured("", "u" * 41)
    assert [(found.path, found.code) for found in caught.value.problems] == [("metric.name", "MISSING"), ("metric.unit", "TOO_LONG")]


def test_a_region_holds_each_node_once_in_a_fixed_order() -> None:
    region = Region(id=RegionId("reg_x"), key=Key("x"), title="X", nodes=(B, A, B))
    assert region.nodes == tuple(sorted((A, B)))


def test_the_indexes_of_a_network_say_what_its_parts_say() -> None:
    net = network("[tool] -> a -> b -> a", "[portal] -> b", "a: cfo, cro", PutRegion(key="here", title="Here", nodes=("a",)))
    assert keys(net.nodes) == ["portal", "tool", "a", "b"]
    assert sorted(arrow for group in net.arrows_from.values() for arrow in ends(group)) == sorted(ends(net.arrows))
    assert [net.node_by_id[arrow.cause].key for arrow in net.arrows_to[outcome_id(net, "b")]] == ["a", "portal"]
    assert [tag.persona for tag in net.tags_of[outcome_id(net, "a")]] == ["per_cfo", "per_cro"]
    assert net.regions[0].nodes == (outcome_id(net, "a"),)


def ends(arrows: tuple[LeadsTo, ...]) -> list[tuple[str, str]]:
    return [(arrow.cause, arrow.effect) for arrow in arrows]


def test_a_network_has_the_key_and_the_name_of_its_root() -> None:
    net: Network = network(key="my-net")
    assert (net.key, net.name) == ("my-net", "My net")
