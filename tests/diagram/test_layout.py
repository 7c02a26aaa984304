"""The layout: which arrows close loops, which set rows, how deep a picture becomes; and that all of it is found soon."""

from __future__ import annotations

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import complete, grown, network, ring
from valuenet.analysis.graph import arrow_graph
from valuenet.diagram.layout import Layout, layout
from valuenet.diagram.rings import NAMED, rings
from valuenet.model.network import Network


def laid_out(of: Network, *, by_distance: bool = False) -> Layout:
    links = [(arrow.cause, arrow.effect, arrow.strength, 0) for arrow in of.arrows]
    return layout(tuple(of.nodes), links, rings(of).closing, by_distance=by_distance)


def keys(of: Network, pairs: object) -> set[str]:
    key = {node.id: node.key for node in of.nodes}
    return {f"{key[cause]}-{key[effect]}" for cause, effect in pairs}  # type: ignore[attr-defined]  # pairs of ids


ARROWS = st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] != pair[1]), max_size=30)


@given(ARROWS)
def test_without_the_closing_arrows_nothing_leads_back(pairs: set[tuple[int, int]]) -> None:
    of = network("[tool] -> o0", *(f"o{one} -> o{other}" for one, other in sorted(pairs)))
    graph = arrow_graph(of)
    graph.remove_edges_from(rings(of).closing)
    assert networkx.is_directed_acyclic_graph(graph)


@given(ARROWS)
def test_no_closing_arrow_could_stay_alone(pairs: set[tuple[int, int]]) -> None:
    of = network("[tool] -> o0", *(f"o{one} -> o{other}" for one, other in sorted(pairs)))
    parts = [set(part) for part in networkx.strongly_connected_components(arrow_graph(of))]
    assert all(any({cause, effect} <= part for part in parts) for cause, effect in rings(of).closing), "each lies in a loop"


def test_the_arrow_that_closes_a_loop_is_the_one_that_leads_back_to_its_beginning() -> None:
    of = network("[tool] -> o00", *ring(5))
    assert keys(of, rings(of).closing) == {"o04-o00"}


def test_one_arrow_that_closes_two_loops_is_taken_rather_than_two() -> None:
    of = network("[tool] -> a -> b -> c -> d -> a", "b -> d")
    assert keys(of, rings(of).closing) == {"d-a"}


def test_the_loop_that_is_told_has_the_fewest_arrows_and_avoids_the_weakest() -> None:
    of = network("[tool] -> a -> b -> d -> a", "a .> c -> d")
    (told,) = rings(of).marked
    assert told.name == "A → B → D → A"


def test_at_most_six_loops_are_marked_short_ones_first_and_mutual_ones_last() -> None:
    lines = [f"p{number} -> q{number} -> p{number}" for number in range(4)]
    lines += [f"x{number} -> y{number} -> z{number} -> x{number}" for number in range(4)]
    marked = rings(network(*lines)).marked
    assert [len(one.outcomes) for one in marked] == [3, 3, 3, 3, 2, 2]
    assert [one.mark for one in marked] == [f"R{number}" for number in range(1, NAMED + 1)]


@given(ARROWS)
def test_every_arrow_that_sets_rows_leads_down(pairs: set[tuple[int, int]]) -> None:
    found = laid_out(network("[tool] -> o0", *(f"o{one} -> o{other}" for one, other in sorted(pairs))))
    assert all(found.rows[line.tail] < found.rows[line.head] for line in found.lines if line.binding)


def test_a_chain_may_be_eight_arrows_long_and_its_weakest_arrow_gives_way() -> None:
    chain = " => ".join(f"o{number}" for number in range(5)) + " ~> " + " => ".join(f"o{number}" for number in range(5, 10))
    found = laid_out(network(f"[tool] -> {chain}"))
    assert max(found.rows) <= 8
    loose = [(found.nodes[line.tail].key, found.nodes[line.head].key) for line in found.lines if not line.binding]
    assert loose == [("o4", "o5")]


def test_rows_by_distance_are_the_fewest_arrows_from_a_differentiator() -> None:
    found = laid_out(network("[tool] -> a -> b -> c", "[tool] -> c"), by_distance=True)
    assert dict(zip((node.key for node in found.nodes), found.rows, strict=True)) == {"tool": 0, "a": 1, "b": 2, "c": 1}


def test_an_outcome_that_its_effects_pull_more_than_its_cause_stands_just_above_them() -> None:
    found = laid_out(network("[tool] -> a -> b -> c -> d", "[tool] ~> late => d"))
    rows = dict(zip((str(node.key) for node in found.nodes), found.rows, strict=True))
    assert (rows["late"], rows["d"]) == (3, 4)


@pytest.mark.parametrize("lines", [complete(25), ring(600)], ids=["a clique", "a long ring"])
def test_dense_and_long_loops_are_laid_out_all_the_same(lines: list[str]) -> None:
    of = network(*lines)
    graph = arrow_graph(of)
    graph.remove_edges_from(rings(of).closing)
    assert networkx.is_directed_acyclic_graph(graph)
    assert len(laid_out(of).rows) == len(list(of.nodes))


def test_many_loops_are_cut_in_a_bounded_effort() -> None:
    of = grown(300, 2_000)
    graph = arrow_graph(of)
    graph.remove_edges_from(rings(of).closing)
    assert networkx.is_directed_acyclic_graph(graph)
